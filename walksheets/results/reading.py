"""Reading what was keyed: a sheet with its answers, results, totals, disagreements. Writes nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Select, and_, func, or_, select

from walksheets.errors import UsersMistake
from walksheets.results.codes import NO_ANSWER, ResultCode, read_codes
from walksheets.results.follow_ups import on_sheet
from walksheets.results.keying import NoSuchSheet, find_sheets, no_such_sheet
from walksheets.results.model import Disagreement, KeyedLine, KeyedPage, Result, Totals
from walksheets.results.near_codes import nearest
from walksheets.results.returns import read_return
from walksheets.sheets import STATUSES, WALKED, counted_status
from walksheets.store import schema

_Subject = tuple[int | None, int | None]
"""An elector's id, or else a door's: what a line is about."""

_SHEET, _RUN, _LINE, _RESULT = schema.sheet, schema.print_run, schema.sheet_line, schema.result


def page(connection: Connection, code: str) -> KeyedPage:
    """Return one sheet with what has been keyed. Raises UsersMistake when no sheet has that code."""
    sheet_id = _find(connection, code)
    query = (
        select(
            _SHEET,
            _RUN.c.plan_name,
            _RUN.c.kind,
            _RUN.c.number.label("run"),
            _RUN.c.printed_at,
            _RUN.c.register_date,
        )
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
        .where(_SHEET.c.id == sheet_id)
    )
    row = connection.execute(query).mappings().one()
    return KeyedPage(
        sheet=row["code"],
        plan=row["plan_name"],
        kind=row["kind"],
        round_number=row["round_number"],
        round_name=row["round_name"],
        volunteer=row["volunteer"],
        page=row["page"],
        pages=row["pages"],
        status=row["status"],
        run=row["run"],
        printed_at=row["printed_at"],
        register_date=row["register_date"],
        replaced_by=row["replaced_by"],
        lines=tuple(_lines(connection, sheet_id)),
        back=read_return(connection, sheet_id),
        registers_since=_registers_since(connection, row["register_date"]),
    )


def results(
    connection: Connection,
    *,
    plan: str | None = None,
    sheet: str | None = None,
    elector_id: int | None = None,
    superseded: bool = False,
) -> list[Result]:
    """Return results by print run, sheet and line, each line's in the order they were keyed."""
    query = _query().order_by(
        _RUN.c.number, _SHEET.c.round_number, _SHEET.c.page, _SHEET.c.id, _LINE.c.line, _RESULT.c.id
    )
    if plan is not None:
        query = query.where(_RUN.c.plan_name == plan)
    if sheet is not None:
        query = query.where(_SHEET.c.code == sheet)
    if elector_id is not None:
        query = query.where(_LINE.c.elector_id == elector_id)
    if not superseded:
        query = query.where(_RESULT.c.superseded.is_(False))
    return [_result(row) for row in connection.execute(query)]


def latest(connection: Connection, limit: int) -> list[Result]:
    """Return what was keyed last and still holds, the newest first."""
    query = _query().where(_RESULT.c.superseded.is_(False)).order_by(_RESULT.c.id.desc()).limit(limit)
    rows = connection.execute(query).all()
    return [replace(_result(row), change=_change_of(connection, row.id)) for row in rows]


def _change_of(connection: Connection, result_id: int) -> int | None:
    """Return the change that kept a result."""
    entry = schema.change_entry
    query = select(func.max(entry.c.change_id)).where(
        entry.c.table_name == _RESULT.name,
        entry.c.op == "insert",
        entry.c.row_id <= result_id,
        entry.c.last_row_id >= result_id,
    )
    return connection.execute(query).scalar()


def totals(connection: Connection, plan: str) -> Totals:
    """Return how much of a plan's printed sheets came back and what it said."""
    of_plan = _RUN.c.plan_name == plan
    sheets = select(counted_status(), func.count()).join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
    sheets = sheets.where(_RUN.c.kind.in_(WALKED))
    by_status = Counter[str]()
    for stands, count in connection.execute(sheets.where(of_plan).group_by("stands")):
        by_status[stands] = count
    answers = [answer for answer in results(connection, plan=plan) if answer.result]
    waiting, answered = _subjects(connection, plan)
    codes = read_codes(connection)
    effects = {code.code: code.effect for code in codes}
    called_on, spoken_to = set(), set()
    for answer in answers:
        if answer.elector_id is not None:
            called_on.add(answer.elector_id)
            if effects.get(answer.result, "contact") == "contact":
                spoken_to.add(answer.elector_id)
    return Totals(
        plan=plan,
        sheets={stands: by_status[stands] for stands in STATUSES},
        lines=len(waiting),
        keyed=len(answered),
        by_code=dict(Counter(answer.result for answer in standing(answers, codes))),
        called_on=len(called_on),
        spoken_to=len(spoken_to),
    )


def standing(answers: Iterable[Result], codes: Iterable[ResultCode]) -> list[Result]:
    """Return the answer that counts of each elector or letterbox: the latest, silence only where there is no other."""
    silent = {code.code for code in codes if code.effect in NO_ANSWER}
    found: dict[object, Result] = {}
    for answer in sorted(answers, key=lambda each: (each.result not in silent, *_when(each))):
        found[_subject(answer)] = answer
    return list(found.values())


def disagreements(connection: Connection) -> list[Disagreement]:
    """Return electors (or letterboxes) of whom two sheets of one plan say different things.

    Nobody home on one day and an answer on another is no disagreement.
    """
    silent = {code.code for code in read_codes(connection) if code.effect in NO_ANSWER}
    said = [r for r in results(connection) if r.result and r.result not in silent]
    said.sort(key=_subject)
    found = []
    for (plan, *_), group in groupby(said, key=_subject):
        answers = sorted(group, key=_when, reverse=True)
        if len({answer.result for answer in answers}) > 1:
            newest = answers[0]
            found.append(Disagreement(plan, newest.elector_number, newest.elector_name, tuple(answers)))
    return found


def _when(result: Result) -> tuple[str, str]:
    """Return when an answer was given: the day on the sheet, else that of the keying; then the moment it was keyed."""
    return result.walked_on or result.keyed_at[:10], result.keyed_at


def _subject(result: Result) -> tuple[str, int, int]:
    """Return whom or what a result is about, within its plan."""
    return (result.plan, result.elector_id or 0, 0 if result.elector_id else result.door or 0)


def _find(connection: Connection, code: str) -> int:
    found = find_sheets(connection, [code])
    if not found:
        sentence = no_such_sheet(code)
        near = nearest(code, connection.execute(select(_SHEET.c.code)).scalars())
        hint = f" The nearest printed here: {', '.join(near)}." if near else ""
        raise NoSuchSheet(f"{sentence}.{hint}", near)
    if found[code].not_keyed:
        raise UsersMistake(f"{found[code].not_keyed}.")
    return found[code].id


def scans_waiting(connection: Connection) -> int:
    """Count the scanned pages that nobody has confirmed, of sheets the ledger has."""
    page, sheet = schema.scanned_page, schema.sheet
    joined = select(func.count()).select_from(page).join(sheet, sheet.c.code == page.c.sheet)
    return int(connection.execute(joined).scalar_one())


def _registers_since(connection: Connection, register_date: str) -> int:
    """Count the registers that came in after a date; a sheet without one cannot be told."""
    batch = schema.import_batch
    query = select(func.count(batch.c.register_date.distinct())).where(
        batch.c.kind == "register", batch.c.register_date > register_date
    )
    return (connection.execute(query).scalar() or 0) if register_date else 0


def _lines(connection: Connection, sheet_id: int) -> Iterable[KeyedLine]:
    elector, door = schema.elector, schema.door
    promised = on_sheet(connection, sheet_id)
    holds = and_(_RESULT.c.sheet_line_id == _LINE.c.id, _RESULT.c.superseded.is_(False))
    query = (
        select(
            _LINE,
            _RESULT.c.code,
            _RESULT.c.note,
            _RESULT.c.keyed_at,
            _RESULT.c.keyed_by,
            elector.c.absent,
            elector.c.id.label("known"),
            elector.c.gone_on,
            elector.c.door_id.label("lives_at"),
            door.c.flat.label("now_flat"),
            door.c.number.label("now_number"),
            schema.street.c.name.label("now_street"),
        )
        .outerjoin(_RESULT, holds)
        .outerjoin(elector, elector.c.id == _LINE.c.elector_id)
        .outerjoin(door, door.c.id == elector.c.door_id)
        .outerjoin(schema.street, schema.street.c.id == door.c.street_id)
        .where(_LINE.c.sheet_id == sheet_id)
        .order_by(_LINE.c.line)
    )
    rows = connection.execute(query).mappings().all()
    named = any(row["elector_id"] is not None for row in rows)
    first, place = 0, None
    for row in rows:
        if place is None or row["layout"] != place:  # doors that share a box are one row of the paper
            first, place = row["line"], row["layout"]
        yield KeyedLine(
            line=row["line"],
            flat=row["flat"],
            number=row["number"],
            street=row["street"],
            elector_number=row["elector_number"],
            elector_name=row["elector_name"],
            result=row["code"] or "",
            note=row["note"] or "",
            keyed_at=row["keyed_at"] or "",
            keyed_by=row["keyed_by"] or "",
            wanted=row["elector_id"] is not None or not named,
            door_id=row["door_id"],
            elector_id=row["elector_id"],
            absent=row["absent"] or "",
            follow_ups=promised.get(row["line"], ()),
            now=_now(row),
            row=first,
        )


def _now(row: RowMapping) -> str:
    """Say what has become of a line's elector since it was printed."""
    if row["elector_id"] is None:
        return ""
    if row["known"] is None or row["gone_on"]:
        return "off the register"
    if row["lives_at"] == row["door_id"]:
        return ""
    place = " ".join(filter(None, (row["now_flat"], row["now_number"], row["now_street"])))
    return f"now at {place}" if place else "now without an address"


def _subjects(connection: Connection, plan: str) -> tuple[set[_Subject], set[_Subject]]:
    """Return whom a plan's lines wait for an answer of, and of whom there is one; a reprint counts once.

    On a sheet with electors their lines wait, on one without every line: as when a sheet's status is settled.
    """
    named = select(_LINE.c.sheet_id).where(_LINE.c.elector_id.is_not(None))
    waits = or_(_LINE.c.elector_id.is_not(None), _LINE.c.sheet_id.not_in(named))
    holds = and_(_RESULT.c.sheet_line_id == _LINE.c.id, _RESULT.c.superseded.is_(False), _RESULT.c.code != "")
    query = (
        select(_LINE.c.elector_id, _LINE.c.door_id, _RESULT.c.code)
        .join(_SHEET, _SHEET.c.id == _LINE.c.sheet_id)
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
        .outerjoin(_RESULT, holds)
        .where(_RUN.c.plan_name == plan, _RUN.c.kind.in_(WALKED), waits)
    )
    rows = [((elector, None if elector else door), code) for elector, door, code in connection.execute(query)]
    return {subject for subject, _ in rows}, {subject for subject, code in rows if code}


def _query() -> Select[Any]:
    return (
        select(_RESULT, _LINE, _SHEET.c.code.label("sheet"), _RUN.c.plan_name, _RESULT.c.code.label("result"))
        .add_columns(schema.sheet_return.c.walked_on)
        .join(_LINE, _LINE.c.id == _RESULT.c.sheet_line_id)
        .join(_SHEET, _SHEET.c.id == _LINE.c.sheet_id)
        .outerjoin(schema.sheet_return, schema.sheet_return.c.sheet_id == _SHEET.c.id)
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
    )


def _result(row: Row[Any]) -> Result:
    return Result(
        sheet=row.sheet,
        line=row.line,
        elector_number=row.elector_number,
        elector_name=row.elector_name,
        door=row.door_id,
        result=row.result,
        note=row.note,
        keyed_at=row.keyed_at,
        keyed_by=row.keyed_by,
        source=row.source,
        superseded=row.superseded,
        plan=row.plan_name,
        flat=row.flat,
        number=row.number,
        street=row.street,
        elector_id=row.elector_id,
        walked_on=row.walked_on or "",
    )
