"""Rows to a spreadsheet: .xlsx, .csv or .tsv, the whole file or nothing.

CSV is plain UTF-8, for programs; people get .xlsx. What begins like a formula stays text: a name must
not become a command in somebody's Excel. In CSV such a cell gets an apostrophe in front, which `plain`
takes off again when it is read back.
"""

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.progress import Progress, silent

Cell = str | int | float | None

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?\Z")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767  # of a workbook


def write(
    path: Path | str, header: Sequence[str], rows: Iterable[Sequence[Cell]], progress: Progress = silent
) -> int:
    """Write a header and rows to a file named .xlsx, .csv or .tsv; return how many rows.

    Numbers stay numbers, text stays text. An older file of that name is replaced at the end, at once.
    """
    path = Path(path)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsersMistake(f"{path.name} was not written: name it .xlsx, .csv or .tsv.")
    return whole_file(path, lambda target: writer(target, header, rows, progress))


def whole_file(path: Path, fill: Callable[[Path], int]) -> int:
    """Have `fill` write beside `path`, then put that in its place: all of it or nothing."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        temporary.chmod(0o666 & ~_umask())
        count = fill(temporary)
        temporary.replace(path)
        temporary = None
        return count
    except PermissionError as error:
        raise UsersMistake(
            f"{path.name} was not written: it is open in another program, or you may not write there. Close it or choose another place."
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsersMistake(f"{path.name} was not written: there is no folder {path.parent}.") from error
    except OSError as error:
        reason = error.strerror or "disk trouble"
        raise MachineTrouble(
            f"{path.name} was not written ({reason}). Make room or choose another place."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def guarded(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula."""
    return "'" + text if _RISKY.match(text) and not _NEGATIVE_NUMBER.match(text) else text


def plain(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text[:1] == "'" and _RISKY.match(text, 1) else text


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_text(delimiter: str) -> Callable[[Path, Sequence[str], Iterable[Sequence[Cell]], Progress], int]:
    def fill(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], progress: Progress) -> int:
        count = 0
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, delimiter=delimiter)
            out.writerow(map(_text_cell, header))
            for count, row in enumerate(rows, 1):
                out.writerow(map(_text_cell, row))
                if count % 2000 == 0:
                    progress(0.5, f"Writing row {count:,}")
        return count

    return fill


def _text_cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return guarded(value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def _write_workbook(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], progress: Progress
) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"
    for column, title in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(10, len(title) + 3)
    titles = [WriteOnlyCell(sheet, title) for title in header]
    for title in titles:
        title.font = Font(bold=True)
    count = 0
    try:
        sheet.append(titles)
        for count, row in enumerate(rows, 1):
            sheet.append([_workbook_cell(sheet, value) for value in row])
            if count % 500 == 0:
                progress(0.5, f"Writing row {count:,}")
        book.save(path)
    except BaseException:
        with suppress(OSError):  # openpyxl keeps a half-written file of its own, to be thrown away
            sheet.close()
            sheet._writer.cleanup()
        raise
    return count


def _workbook_cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    text = _NO_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_CELL]
    if not text.startswith("="):
        return text
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"  # openpyxl would make it a formula
    return made


_WRITERS = {".csv": _write_text(","), ".tsv": _write_text("\t"), ".xlsx": _write_workbook}
