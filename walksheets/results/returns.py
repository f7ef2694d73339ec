"""What a sheet that came back says of itself as a whole: the day, the minutes, leaflets left over, empty lines.

Works on an open writer, or reads.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.results.model import SheetReturn, WalkedSheet
from walksheets.store import Writer, schema

_RETURN, _SHEET, _RUN, _LINE = schema.sheet_return, schema.sheet, schema.print_run, schema.sheet_line
_LONGEST_MIN = 24 * 60


def write_return(writer: Writer, sheet_id: int, **said: Any) -> None:
    """Keep what a sheet says as a whole; what is not given stays as it is. Raises UsersMistake for what cannot be."""
    _check(said)
    query = select(_RETURN.c.id).where(_RETURN.c.sheet_id == sheet_id)
    found = writer.connection.execute(query).scalar()
    if found is not None:
        writer.update(_RETURN, [{"id": found, **said}])
    elif any(value not in (None, "", False) for value in said.values()):
        writer.insert(_RETURN, [{"sheet_id": sheet_id, **said}])


def read_return(connection: Connection, sheet_id: int) -> SheetReturn:
    """Return what a sheet said as a whole; nothing is said of one that never came back."""
    columns = (_RETURN.c.walked_on, _RETURN.c.minutes, _RETURN.c.left_over, _RETURN.c.blanks_asked)
    row = connection.execute(select(*columns).where(_RETURN.c.sheet_id == sheet_id)).first()
    return SheetReturn(*row) if row else SheetReturn()


def asked_for_blanks(connection: Connection, sheet_ids: Iterable[int]) -> set[int]:
    """Return those of the sheets whose empty lines were asked for already."""
    query = select(_RETURN.c.sheet_id).where(_RETURN.c.blanks_asked.is_(True))
    return set(connection.execute(query.where(_RETURN.c.sheet_id.in_(list(sheet_ids)))).scalars())


def walked_sheets(connection: Connection) -> list[WalkedSheet]:
    """Return the sheets that say how many minutes they took, with how many doors they show."""
    query = (
        select(
            _SHEET.c.id, _SHEET.c.code, _RUN.c.plan_name, _RUN.c.kind, _SHEET.c.round_id, _RETURN.c.minutes
        )
        .join(_SHEET, _SHEET.c.id == _RETURN.c.sheet_id)
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
        .where(_RETURN.c.minutes.is_not(None))
        .order_by(_SHEET.c.id)
    )
    found = []
    for row in connection.execute(query).all():
        doors = select(_LINE.c.door_id).where(_LINE.c.sheet_id == row.id).distinct()
        ids = tuple(sorted(door for door in connection.execute(doors).scalars() if door is not None))
        found.append(WalkedSheet(row.code, row.plan_name, row.kind, row.round_id, ids, row.minutes))
    return found


def _check(said: dict[str, Any]) -> None:
    minutes, left_over = said.get("minutes"), said.get("left_over")
    if minutes is not None and not 0 < minutes <= _LONGEST_MIN:
        raise UsersMistake(
            "A round takes more than no minutes and at most a day, so nothing was kept. Look again."
        )
    if left_over is not None and left_over < 0:
        raise UsersMistake("Leaflets left over cannot be fewer than none, so nothing was kept. Look again.")
