"""When somebody can help, as one would write it on a board: "weekday eves, sat am" → "Mon–Fri evening; Sat morning". Pure.

Nobody is made to choose from a list: words that are no days or times of day leave the text as it came.
"""

import re
from itertools import groupby

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PARTS = ("", "morning", "afternoon", "evening")
"""The times of day; the first is the whole of it."""

_EVERY = frozenset(range(7))
_DAYS_OF = {
    **{day.lower(): frozenset({at}) for at, day in enumerate(DAYS)},
    **dict.fromkeys(("weekday", "workday"), frozenset(range(5))),
    "weekend": frozenset({5, 6}),
    **dict.fromkeys(("any", "anytime", "daily", "every", "always"), _EVERY),
}
_PART_OF = {
    **dict.fromkeys(("am", "morning", "mornings"), "morning"),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), "afternoon"),
    **dict.fromkeys(("eve", "eves", "evening", "evenings", "night", "nights"), "evening"),
}
_RANGE = re.compile(r"\s*(?:-|–|to)\s*")


def times(text: str) -> set[tuple[int, str]] | None:
    """Return the days (0 is Monday) and times of day that a text means, or None where a word is neither."""
    found: set[tuple[int, str]] = set()
    for group in re.split(r"[;/]", text.casefold()):
        waiting: set[int] = set()  # days whose time of day stands behind a later one: "Mon, Wed evening"
        for piece in re.split(r"[,&+]|\band\b", group):
            understood = _piece(piece)
            if understood is None:
                return None
            days, part = understood
            if part:
                found |= {(day, part) for day in days | waiting or _EVERY}
                waiting = set()
            else:
                waiting |= days
        found |= {(day, "") for day in waiting}
    return found or None


def can_help(text: str, day: int | None, part: str = "") -> bool:
    """Tell whether somebody who wrote `text` said they can help on a day (0 is Monday; None: any) at a time of day.

    Who gave a day without a time of day can at any; no `part` asks for any. Who wrote nothing, or something that is not
    understood, did not say so.
    """
    return any(day in (None, of) and (not part or not at or at == part) for of, at in times(text) or ())


def _piece(piece: str) -> tuple[set[int], str] | None:
    """Return the days and the time of day that a few words name."""
    days: set[int] = set()
    part = ""
    for word in _RANGE.sub("-", piece).split():
        if word in _PART_OF:
            part = _PART_OF[word]
        elif (of := _days(word)) is not None:
            days |= of
        elif word not in ("day", "days", "time"):
            return None
    return days, part


def readable(text: str) -> str:
    """Return when somebody can help in one way of writing it; what is not understood as it came."""
    found = times(text)
    if found is None:
        return " ".join(text.split())
    if found == {(day, "") for day in _EVERY}:
        return "any day"
    said = []
    for part in PARTS:
        days = sorted(day for day, at in found if at == part)
        if days:
            said.append(f"{_runs(days)} {part}".strip())
    return "; ".join(said)


def _days(word: str) -> frozenset[int] | None:
    first, dash, last = word.partition("-")
    begin = _one(first)
    if not dash or begin is None:
        return begin
    end = _one(last)
    if end is None or len(begin) > 1 or len(end) > 1:
        return None
    start, stop = min(begin), min(end)
    return frozenset((start + step) % 7 for step in range((stop - start) % 7 + 1))


def _one(word: str) -> frozenset[int] | None:
    plain = word.rstrip(".").removesuffix("s") if word not in ("", "tues", "weds", "thurs") else word
    if plain in _DAYS_OF:
        return _DAYS_OF[plain]
    if len(plain) >= len("mon") and any(name.startswith(plain) for name in _FULL):
        return _DAYS_OF[plain[:3]]
    return None


_FULL = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tues",
    "weds",
    "thurs",
)


def _runs(days: list[int]) -> str:
    """Say days that follow each other as a run from three on: "Mon–Fri", "Sat, Sun"."""
    runs = []
    for _, group in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        run = [DAYS[day] for _, day in group]
        runs.append(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run))
    return ", ".join(runs)
