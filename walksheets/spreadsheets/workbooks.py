"""Workbooks (xlsx, xlsm, xlsb, xls, ods) to text cells, by calamine.

A whole number loses its ".0", a date becomes ISO, the rest stays as it was typed.
"""

import datetime
import io
import itertools
from typing import Any

import python_calamine as calamine

from walksheets.errors import UsersMistake
from walksheets.spreadsheets.grid import Row, Table

_HEAD_ROWS = 400


def tables(data: bytes, name: str) -> list[Table]:
    """Return the visible sheets that hold anything. `name` is the file's, for what goes wrong."""
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        sheets = [
            (sheet.name, workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise UsersMistake(
            f"{name} is protected by a password, so nothing was read. Open it, save it without one and try again."
        ) from error
    except calamine.CalamineError as error:
        raise UsersMistake(
            f"{name} is a damaged or half-copied workbook, so nothing was read. Get it again, or open it and save it anew."
        ) from error
    filled = [(title, [_texts(row) for row in rows]) for title, rows in sheets if rows]
    return [_table(rows, title if len(filled) > 1 else "") for title, rows in filled]


def _table(rows: list[Row], part: str) -> Table:
    return Table(list(itertools.islice(rows, _HEAD_ROWS)), lambda: iter(rows), part)


def _texts(row: list[Any]) -> Row:
    return [value if type(value) is str else _text(value) for value in row]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
