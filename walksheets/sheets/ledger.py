"""The ledger: every page that was printed, what it showed, and where it is now.

Rows are written once, as printed, and stay true when the register, the plan or the codes change;
only a sheet's status and what replaced it move. Writes on an open writer.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    ColumnElement,
    Connection,
    Label,
    RowMapping,
    case,
    func,
    select,
)

from walksheets.errors import UsersMistake
from walksheets.sheets import codes
from walksheets.sheets.records import STATUSES, WALKED, Chase, SheetLine, SheetRow
from walksheets.store import Writer, schema

_CHUNK = 500  # values in one IN list

_run, _sheet, _line = schema.print_run, schema.sheet, schema.sheet_line


def read_sheets(connection: Connection, status: str | None = None, plan: str | None = None) -> list[SheetRow]:
    """Return the sheets in the order they were printed."""
    counted = select(_line.c.sheet_id, func.count().label("lines")).group_by(_line.c.sheet_id).subquery()
    query = (
        select(_sheet, _run, counted.c.lines.label("lines"))
        .join(_run, _run.c.id == _sheet.c.print_run_id)
        .outerjoin(counted, counted.c.sheet_id == _sheet.c.id)
        .order_by(_run.c.number, _sheet.c.round_number, _sheet.c.id)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    rows = connection.execute(query.where(*_wanted(status, plan))).mappings()
    return [_sheet_row(row) for row in rows]


def read_lines(connection: Connection, code: str | None, status: str | None) -> list[SheetLine]:
    """Return the printed lines of one sheet, or of all sheets of one status, in printed order."""
    query = (
        select(_line, _sheet.c.code, _sheet.c.round_number, _sheet.c.page, _sheet.c.status, _run.c.plan_name)
        .add_columns(_sheet.c.destroyed_at)
        .join(_sheet, _sheet.c.id == _line.c.sheet_id)
        .join(_run, _run.c.id == _sheet.c.print_run_id)
        .where(*_wanted(status, None))
        .order_by(_run.c.number, _sheet.c.round_number, _sheet.c.id, _line.c.line)
    )
    if code is not None:
        query = query.where(_sheet.c.code == code)
    return [_sheet_line(row) for row in connection.execute(query).mappings()]


def read_mark(connection: Connection) -> str:
    """Return the campaign's mark, which its QR codes bear."""
    return codes.campaign_mark(connection.execute(select(schema.campaign.c.uid)).scalar_one())


def read_code(connection: Connection, typed: str) -> str:
    """Return a sheet's code however it was typed or scanned. Raises UsersMistake when it bears another's mark."""
    code = codes.read(typed)
    if codes.apart(typed)[1] not in ("", read_mark(connection)):
        raise UsersMistake(f"Sheet {code} was printed from another campaign, so nothing was changed.")
    return code


def next_run(connection: Connection) -> int:
    """Return the number of the print run to come."""
    return (connection.execute(select(func.max(_run.c.number))).scalar() or 0) + 1


def taken_codes(connection: Connection) -> set[str]:
    """Return every code this campaign has printed."""
    return set(connection.execute(select(_sheet.c.code)).scalars())


def standing_sheets(connection: Connection, round_ids: Iterable[int]) -> dict[int, list[Mapping[str, Any]]]:
    """Return the walk sheets of rounds that are still out and that nothing has replaced, by round and page."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for chunk in _chunks(list(round_ids)):
        query = (
            select(_sheet.c.id, _sheet.c.code, _sheet.c.round_id, _sheet.c.page, _run.c.number.label("run"))
            .join(_run, _run.c.id == _sheet.c.print_run_id)
            .where(_sheet.c.round_id.in_(chunk), _sheet.c.status == "out", _sheet.c.replaced_by == "")
            .where(_run.c.kind.in_(WALKED))
            .order_by(_run.c.number, _sheet.c.page)
        )
        for row in connection.execute(query).mappings():
            found.setdefault(row["round_id"], []).append(dict(row))
    return found


def counted_status() -> Label[str]:
    """Return where a sheet counts as being, as "stands": destroyed when its paper is, but a keyed one stays keyed.

    A query groups by the name: PostgreSQL takes the expression for another one when it is said twice.
    """
    shredded = (_sheet.c.destroyed_at != "") & (_sheet.c.status != "keyed")
    return case((shredded, "destroyed"), else_=_sheet.c.status).label("stands")


def mark(writer: Writer, wanted: Sequence[str], status: str, holder: str | None = None) -> None:
    """Write where sheets are, and with whom. Raises UsersMistake for a code or a status that is not known.

    Destroyed is said of the paper: a keyed sheet stays keyed.
    """
    if status not in STATUSES or status == "keyed":
        raise UsersMistake(
            f"A sheet cannot be marked “{status}”, so nothing was changed. Mark it printed, out, back, scanned, lost or destroyed; it is keyed by keying it."
        )
    sheets = _found(writer.connection, [read_code(writer.connection, text) for text in wanted])
    if status == "destroyed":
        rows = [
            {"id": each["id"], "destroyed_at": writer.made_at} for each in sheets if not each["destroyed_at"]
        ]
    else:
        _refuse_keyed(sheets)
        said = {"status": status} if holder is None else {"status": status, "holder": holder}
        new = {**said, "status_at": writer.made_at, "status_by": writer.who, "destroyed_at": ""}
        rows = [
            {"id": each["id"], **new}
            for each in sheets
            if each["destroyed_at"] or any(each[name] != value for name, value in said.items())
        ]
    writer.counts[status] = writer.update(_sheet, rows)


def read_chases(connection: Connection, today: str) -> list[Chase]:
    """Return what is out and still awaited, by who has it, the longest out first."""
    grouped: dict[tuple[str, str, int, str], list[SheetRow]] = {}
    for row in read_sheets(connection, "out"):
        if not row.replaced_by:
            title = "" if row.walked else row.round_name
            grouped.setdefault((row.holder, row.plan, row.round_number, title), []).append(row)
    volunteer = schema.volunteer
    phones = {row.name: row.phone for row in connection.execute(select(volunteer.c.name, volunteer.c.phone))}
    found = [_chase(rows, phones.get(holder, ""), today) for (holder, *_), rows in grouped.items()]
    return sorted(found, key=lambda each: (-each.days, each.holder, each.plan, each.round_number))


def _chase(rows: Sequence[SheetRow], telephone: str, today: str) -> Chase:
    first = rows[0]
    since = min((row.status_at or row.printed_at)[:10] for row in rows)
    days = (date.fromisoformat(today) - date.fromisoformat(since)).days
    return Chase(
        first.holder,
        telephone,
        first.plan,
        first.round_number,
        first.round_name,
        tuple(row.code for row in rows),
        since,
        max(days, 0),
        first.kind,
    )


def _found(connection: Connection, wanted: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return sheets by their codes, each once; refuse unknown ones before anything is written."""
    found: dict[str, Mapping[str, Any]] = {}
    for chunk in _chunks(wanted):
        query = select(_sheet).where(_sheet.c.code.in_(chunk))
        found.update({row["code"]: row for row in connection.execute(query).mappings()})
    for code in wanted:
        if code not in found:
            raise UsersMistake(
                f"This campaign has printed no sheet {code}, so nothing was changed. It may belong to another campaign."
            )
    return [found[code] for code in dict.fromkeys(wanted)]


def _refuse_keyed(sheets: Iterable[Mapping[str, Any]]) -> None:
    for each in sheets:
        if each["status"] == "keyed":
            raise UsersMistake(
                f"Sheet {each['code']} has been keyed already, so nothing was changed. Undo the keying first if that was wrong."
            )


def _wanted(status: str | None, plan: str | None) -> list[ColumnElement[bool]]:
    if status is not None and status not in STATUSES:
        raise UsersMistake(
            f"A sheet is never “{status}”: it is {', '.join(STATUSES[:-1])} or {STATUSES[-1]}."
        )
    conditions: list[ColumnElement[bool]] = []
    if status == "destroyed":
        conditions.append(_sheet.c.destroyed_at != "")
    elif status is not None:  # what was shredded is destroyed, whatever it was before
        conditions += [_sheet.c.status == status, _sheet.c.destroyed_at == ""]
    if plan is not None:
        conditions.append(_run.c.plan_name == plan)
    return conditions


def _sheet_row(row: RowMapping) -> SheetRow:
    return SheetRow(
        id=row["sheet_id"],
        code=row["sheet_code"],
        run=row["print_run_number"],
        plan=row["print_run_plan_name"],
        plan_version=row["print_run_plan_version"],
        kind=row["print_run_kind"],
        round_id=row["sheet_round_id"],
        round_number=row["sheet_round_number"],
        round_name=row["sheet_round_name"],
        volunteer=row["sheet_volunteer"],
        page=row["sheet_page"],
        pages=row["sheet_pages"],
        lines=row["lines"] or 0,
        status=row["sheet_status"],
        status_at=row["sheet_status_at"],
        status_by=row["sheet_status_by"],
        holder=row["sheet_holder"],
        destroyed_at=row["sheet_destroyed_at"],
        replaced_by=row["sheet_replaced_by"],
        printed_at=row["print_run_printed_at"],
        printed_by=row["print_run_printed_by"],
        register_date=row["print_run_register_date"],
    )


def _sheet_line(row: RowMapping) -> SheetLine:
    return SheetLine(
        id=row["id"],
        sheet=row["code"],
        plan=row["plan_name"],
        round=row["round_number"],
        page=row["page"],
        line=row["line"],
        door=row["door_id"],
        flat=row["flat"],
        number=row["number"],
        street=row["street"],
        elector=row["elector_id"],
        elector_number=row["elector_number"],
        elector_name=row["elector_name"],
        status="destroyed" if row["destroyed_at"] else row["status"],
    )


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))
