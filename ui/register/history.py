"""An elector's history in lines: what was heard of them, and what each register and edit did. Pure.

The newest stands first. What a register changed is said by what it was before: the list shows what is now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.core_words import in_words
from ui.language import tr
from walksheets.register import Elector, PastState
from walksheets.results import Result


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history: when, what, and what else is known of it."""

    when: str
    what: str
    more: str


def events(
    past: Sequence[PastState],
    results: Sequence[Result],
    meanings: Mapping[str, str],
    doors: Mapping[int, str],
) -> list[Event]:
    """Return what happened to an elector; `doors` are the addresses of those they may have lived at."""
    lines = [_heard(result, meanings) for result in results]
    for number, state in enumerate(past):
        if number == 0:
            lines.append(
                Event(state.made_at, tr("came on to the register"), f"{in_words(state.what)} · {state.who}")
            )
        elif what := _said(state.columns, doors):
            lines.append(Event(state.made_at, what, f"{in_words(state.what)} · {state.who}"))
    return sorted(lines, key=lambda line: line.when, reverse=True)


def _heard(result: Result, meanings: Mapping[str, str]) -> Event:
    meaning = meanings.get(result.result, "")
    what = f"{result.result} {meaning}".strip() or tr("a note")
    if result.note:
        what = f"{what}: {result.note}"
    if result.superseded:
        what = tr("{what} (corrected since)").format(what=what)
    more = tr("{plan}, sheet {sheet} line {line} · on it as {number} · keyed by {who}")
    return Event(
        result.keyed_at,
        what,
        more.format(
            plan=result.plan,
            sheet=result.sheet,
            line=result.line,
            number=result.elector_number,
            who=result.keyed_by,
        ),
    )


def _said(columns: Mapping[str, tuple[Any, Any]], doors: Mapping[int, str]) -> str:
    """Say what one change did, or nothing where it did nothing that matters to anybody."""
    before = {name: was for name, (was, _now) in columns.items()}
    now = {name: becomes for name, (_was, becomes) in columns.items()}
    said = []
    if "gone_on" in columns:
        said.append(tr("left the register") if now["gone_on"] else tr("back on the register"))
    if "number" in columns or "prefix" in columns:
        said.append(tr("given another number"))
    if "surname" in columns or "forenames" in columns:
        name = " ".join(filter(None, (before.get("forenames"), before.get("surname"))))
        said.append(tr("name was {name}").format(name=name))
    if "door_id" in columns:
        where = doors.get(before["door_id"] or 0, tr("no door"))
        said.append(tr("moved from {where}").format(where=where))
    if "absent" in columns:
        said.append(
            tr("votes: {how}").format(how=now["absent"]) if now["absent"] else tr("no longer an absent voter")
        )
    if "markers" in columns:
        said.append(tr("marker {now}, was {before}").format(
            now=now["markers"] or "–", before=before["markers"] or "–"
        ))  # fmt: skip
    if "flags" in columns:
        said.append(_flagged(before["flags"] or "", now["flags"] or ""))
    return "; ".join(part for part in said if part)


def _flagged(before: str, now: str) -> str:
    old, new = before.split("; "), now.split("; ")
    parts = [tr("flagged {flag}").format(flag=in_words(flag)) for flag in new if flag and flag not in old]
    parts += [
        tr("no longer flagged {flag}").format(flag=in_words(flag)) for flag in old if flag and flag not in new
    ]
    return "; ".join(parts)


def door_ids(elector: Elector, past: Sequence[PastState]) -> list[int]:
    """Return the doors that a history may have to name."""
    before = (state.columns["door_id"][0] for state in past if "door_id" in state.columns)
    return [door_id for door_id in dict.fromkeys([elector.door_id, *before]) if door_id]
