"""Figures over results: by evening, by code, doors knocked twice. Pure: rows in, rows out.

A figure counts what a plain recount of the exported results counts; `tests/reports/test_figures.py` does one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from walksheets.results import Result, ResultCode, standing


@dataclass(frozen=True, slots=True)
class Span:
    """What is looked at: a plan (None: all) and days, both ends included (empty: no end)."""

    plan: str | None = None
    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Tell whether a day lies in it."""
        return (not self.since or day >= self.since) and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True)
class Evening:
    """What came of one day: electors called on and spoken to, letterboxes done."""

    day: str
    keyed: int
    called_on: int
    spoken_to: int
    delivered: int

    @property
    def contact_rate(self) -> float:
        """Return the share spoken to, 0 to 1."""
        return self.spoken_to / self.called_on if self.called_on else 0.0


@dataclass(frozen=True, slots=True)
class KnockedTwice:
    """One door that canvassers were sent to on more than one day. `visits` are (day, sheet, results), the oldest first."""

    door: int
    address: str
    visits: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a span."""

    evenings: tuple[Evening, ...]
    by_code: dict[str, int]
    called_on: int
    spoken_to: int
    knocked_twice: tuple[KnockedTwice, ...]

    @property
    def contact_rate(self) -> float:
        """Return the share of those called on who were spoken to, 0 to 1."""
        return self.spoken_to / self.called_on if self.called_on else 0.0


def day_of(result: Result) -> str:
    """Return the day an answer was given: the one written on the sheet, else the day it was keyed, here."""
    if result.walked_on:
        return result.walked_on
    try:
        return datetime.fromisoformat(result.keyed_at).astimezone().date().isoformat()
    except ValueError:
        return ""


def figures(results: Iterable[Result], codes: Sequence[ResultCode], span: Span) -> Figures:
    """Return the figures of results that hold; whoever was called on twice counts once, in all and on each day."""
    said = [each for each in results if each.result and span.holds(day_of(each))]
    called, spoken = _people(said, codes)
    return Figures(
        evenings=tuple(_evenings(said, codes)),
        by_code=dict(Counter(each.result for each in standing(said, codes))),
        called_on=len(called),
        spoken_to=len(spoken),
        knocked_twice=tuple(_knocked_twice(said)),
    )


def _people(said: Iterable[Result], codes: Sequence[ResultCode]) -> tuple[set[int], set[int]]:
    effects = {code.code: code.effect for code in codes}
    answers = [(each.elector_id, effects.get(each.result, "contact")) for each in said]
    called = {elector for elector, _ in answers if elector is not None}
    return called, {elector for elector, effect in answers if elector is not None and effect == "contact"}


def _evenings(said: Sequence[Result], codes: Sequence[ResultCode]) -> Iterable[Evening]:
    delivered = {code.code for code in codes if code.effect == "delivered"}
    by_day: dict[str, list[Result]] = defaultdict(list)
    for each in said:
        by_day[day_of(each)].append(each)
    for day, answers in sorted(by_day.items()):
        called, spoken = _people(answers, codes)
        done = {(each.plan, each.door or each.line) for each in answers if each.result in delivered}
        yield Evening(day, len(answers), len(called), len(spoken), len(done))


def _knocked_twice(said: Iterable[Result]) -> Iterable[KnockedTwice]:
    """A door whose electors were called on from two sheets or more; a leaflet is no knock."""
    by_door: dict[int, dict[tuple[str, str], list[Result]]] = defaultdict(lambda: defaultdict(list))
    for each in said:
        if each.elector_id is not None and each.door is not None:
            by_door[each.door][day_of(each), each.sheet].append(each)
    found = []
    for door, visits in by_door.items():
        if len(visits) < 2:
            continue
        first = next(iter(visits.values()))[0]
        address = " ".join(filter(None, (", ".join(filter(None, (first.flat, first.number))), first.street)))
        rows = tuple(
            (day, sheet, " ".join(r.result for r in heard)) for (day, sheet), heard in sorted(visits.items())
        )
        found.append((first.street, KnockedTwice(door, address, rows)))
    return (each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].address)))
