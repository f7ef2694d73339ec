"""Follow-ups: what a volunteer promised at a door (poster, lift, postal-vote form), until it is seen to.

Each is a row of its own, in the words of the paper. Works on an open writer, or reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from walksheets.results.model import FollowUp
from walksheets.store import Writer, schema

_FOLLOW, _LINE, _SHEET, _RUN, _RESULT = (
    schema.follow_up,
    schema.sheet_line,
    schema.sheet,
    schema.print_run,
    schema.result,
)
STARTERS = (("P", "poster"), ("V", "postal-vote form"), ("L", "lift"), ("H", "helper"), ("C", "casework"))
_LETTERS = "ABDEFGIJKMNOQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class FollowUpKind:
    """One kind of follow-up and the key that ticks it."""

    key: str
    words: str


def kinds(connection: Connection) -> list[FollowUpKind]:
    """Return the kinds of follow-up: the usual ones, those of the sheet design, those keyed before."""
    found = [FollowUpKind(*each) for each in STARTERS]
    setting = schema.setting
    design = connection.execute(select(setting.c.value).where(setting.c.key == "sheet design")).scalar()
    printed = design.get("follow_ups", ()) if isinstance(design, Mapping) else ()
    keyed = connection.execute(select(_FOLLOW.c.kind).distinct().order_by(_FOLLOW.c.kind)).scalars()
    for words in (*printed, *keyed):
        if words.casefold() not in {each.words.casefold() for each in found}:
            found.append(FollowUpKind(_free_key(words, {each.key for each in found}), words))
    return found


def _free_key(words: str, taken: set[str]) -> str:
    letters = [letter for letter in words.upper() if letter.isascii() and letter.isalpha()]
    return next((letter for letter in (*letters, *_LETTERS) if letter not in taken), "")


def write_follow_ups(writer: Writer, wanted: Mapping[int, Sequence[str]], source_by: str = "") -> None:
    """Make `wanted` (line id → kinds) all that is asked for at these lines; what was there already stays as it is."""
    there = _standing(writer.connection, wanted)
    new, gone = [], []
    for line_id, names in wanted.items():
        known = {kind.casefold(): row_id for kind, row_id in there.get(line_id, ())}
        asked = dict.fromkeys(name.strip() for name in names if name.strip())
        gone += [row_id for kind, row_id in known.items() if kind not in {name.casefold() for name in asked}]
        new += [
            {
                "sheet_line_id": line_id,
                "kind": name,
                "asked_at": writer.made_at,
                "asked_by": source_by or writer.who,
            }
            for name in asked
            if name.casefold() not in known
        ]
    writer.delete(_FOLLOW, gone)
    writer.insert(_FOLLOW, new)


def _standing(connection: Connection, line_ids: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
    query = select(_FOLLOW.c.sheet_line_id, _FOLLOW.c.kind, _FOLLOW.c.id).order_by(_FOLLOW.c.id)
    found: dict[int, list[tuple[str, int]]] = {}
    ids = list(line_ids)
    for start in range(0, len(ids), 500):
        for line_id, kind, row_id in connection.execute(
            query.where(_FOLLOW.c.sheet_line_id.in_(ids[start : start + 500]))
        ):
            found.setdefault(line_id, []).append((kind, row_id))
    return found


def on_sheet(connection: Connection, sheet_id: int) -> dict[int, tuple[str, ...]]:
    """Return, for each line of a sheet that has any, the kinds asked for there."""
    query = (
        select(_LINE.c.line, _FOLLOW.c.kind)
        .join(_LINE, _LINE.c.id == _FOLLOW.c.sheet_line_id)
        .where(_LINE.c.sheet_id == sheet_id)
        .order_by(_FOLLOW.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for line, kind in connection.execute(query):
        found[line] = (*found.get(line, ()), kind)
    return found


def read_follow_ups(connection: Connection, plan: str | None = None) -> list[FollowUp]:
    """Return the follow-ups, those that wait first, in the order they were asked for."""
    holds = (_RESULT.c.sheet_line_id == _LINE.c.id) & _RESULT.c.superseded.is_(False)
    query = (
        select(_FOLLOW, _LINE, _SHEET.c.code.label("sheet"), _SHEET.c.round_number, _RUN.c.plan_name)
        .add_columns(_SHEET.c.volunteer, _RESULT.c.code.label("result"), _RESULT.c.note)
        .join(_LINE, _LINE.c.id == _FOLLOW.c.sheet_line_id)
        .join(_SHEET, _SHEET.c.id == _LINE.c.sheet_id)
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
        .outerjoin(_RESULT, holds)
        .order_by(_FOLLOW.c.done_at != "", _FOLLOW.c.asked_at, _FOLLOW.c.id)
    )
    if plan is not None:
        query = query.where(_RUN.c.plan_name == plan)
    return [
        FollowUp(
            id=row.id,
            kind=row.kind,
            plan=row.plan_name,
            sheet=row.sheet,
            line=row.line,
            round_number=row.round_number,
            volunteer=row.volunteer,
            elector_number=row.elector_number,
            elector_name=row.elector_name,
            flat=row.flat,
            number=row.number,
            street=row.street,
            result=row.result or "",
            note=row.note or "",
            asked_at=row.asked_at,
            asked_by=row.asked_by,
            done_at=row.done_at,
            done_by=row.done_by,
        )
        for row in connection.execute(query)
    ]


def work_off(writer: Writer, ids: Iterable[int], *, done: bool) -> None:
    """Say that follow-ups have been seen to, or that they have not after all."""
    at, by = (writer.made_at, writer.who) if done else ("", "")
    rows = [
        {"id": row_id, "done_at": at, "done_by": by}
        for row_id, row in writer.fetch(_FOLLOW, ids).items()
        if bool(row["done_at"]) != done
    ]
    writer.counts["done" if done else "open again"] = writer.update(_FOLLOW, rows)
