"""Opening whatever was given and telling by its content what it is; its name is never believed.

Text, workbooks and JSON lists, plain or inside .gz and .zip. What is none of these is refused in
one sentence that names the file and says what to do.
"""

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.spreadsheets import json_tables, text_tables, workbooks
from walksheets.spreadsheets.grid import Grid, Table

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_LARGEST_WORKBOOK = 1 << 30  # bytes; also the most that one is unpacked to
_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*(\[\s*[\[{\]]|\{\s*[\"}])")
_OTHER_THINGS = (
    (b"%PDF", "a PDF; ask the council for the data as a spreadsheet or CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"{\\rtf", "a letter, not a table; save its table as CSV"),
    (b"SQLite format 3", "a database (perhaps a campaign: open that instead)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
)


def read(path: Path | str) -> Grid:
    """Read the first table of a file whole. Raises UsersMistake with one sentence when there is none."""
    return tables(path)[0].grid()


def tables(path: Path | str, encoding: str = "") -> list[Table]:
    """Return every table of a file: a workbook's sheets, an archive's files. Text is read as it is asked for.

    `encoding` is how text is written, where somebody knows better than its bytes tell; workbooks know themselves.
    """
    path = Path(path)
    with _plain_words(path):
        if path.is_dir():
            raise UsersMistake(f"{path.name} is a folder; give the files in it.")
        if path.name.startswith("~$"):
            raise UsersMistake(
                f"{path.name} is only the mark of a workbook that is open in Excel; give the workbook."
            )
        found = _tables(lambda: path.open("rb"), path.name, "", path, encoding)
    if not found:
        raise UsersMistake(f"{path.name} is empty; nothing was read.")
    return [_guarded(table, path) for table in found]


def _tables(
    open_bytes: Callable[[], BinaryIO], name: str, part: str, outside: Path | None, encoding: str
) -> list[Table]:
    """Return the tables in one file; `outside` is its path unless it lies in an archive itself."""
    with open_bytes() as file:
        start = file.read(4096)
    if not start.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        return []
    if start.startswith(_GZIP) and outside is not None:
        return _tables(lambda: cast(BinaryIO, gzip.open(outside)), name, part, None, encoding)
    if start.startswith(_ZIP):
        return _zipped(open_bytes, name, outside, encoding)
    if start.startswith(_OLE):
        data = _all_bytes(open_bytes, name)
        _refuse_other_compounds(data, name)
        return workbooks.tables(data, name)
    _refuse_other_things(start, name)
    if _JSON.match(start):
        return [json_tables.table(_all_bytes(open_bytes, name), name, part)]
    return [text_tables.table(open_bytes, part, encoding)]


def _zipped(
    open_bytes: Callable[[], BinaryIO], name: str, outside: Path | None, encoding: str
) -> list[Table]:
    """Return the sheets of an xlsx or ods, or the tables of the files in an archive."""
    with open_bytes() as file, zipfile.ZipFile(file) as archive:
        members = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {entry.filename for entry in members}
    if sum(entry.file_size for entry in members if entry.filename.endswith(".xml")) > _LARGEST_WORKBOOK:
        raise UsersMistake(
            f"{name} would unpack to more than a spreadsheet ever holds, so it was not opened."
        )
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise UsersMistake(f"{name} is a document, not a spreadsheet; save its table as CSV and import that.")
    if names & {"[Content_Types].xml", "content.xml", "mimetype"}:
        return workbooks.tables(_all_bytes(open_bytes, name), name)
    return [] if outside is None else _members(outside, members, encoding)


def _members(archive: Path, members: list[zipfile.ZipInfo], encoding: str) -> list[Table]:
    """Return the tables of the files in an archive; what is no table there is passed over."""
    found = []
    for member in members:
        if member.flag_bits & 1:
            raise UsersMistake(
                f"{archive.name} is protected by a password, so nothing was read. Unpack it and import what is in it."
            )
        inside = member.filename
        if Path(inside).name.startswith((".", "~$")) or inside.startswith("__MACOSX/"):
            continue

        def opened(inside: str = inside) -> BinaryIO:
            return cast(BinaryIO, zipfile.ZipFile(archive).open(inside))

        try:
            found += _tables(opened, inside, inside if len(members) > 1 else "", None, encoding)
        except UsersMistake:
            if len(members) == 1:
                raise
    if members and not found:
        raise UsersMistake(f"{archive.name} has no spreadsheet in it; nothing was read.")
    return found


def _all_bytes(open_bytes: Callable[[], BinaryIO], name: str) -> bytes:
    with open_bytes() as file:
        data = file.read(_LARGEST_WORKBOOK + 1)
    if len(data) > _LARGEST_WORKBOOK:
        raise UsersMistake(f"{name} is larger than any workbook can be, so it was not opened.")
    return data


def _refuse_other_compounds(data: bytes, name: str) -> None:
    """Old Office files of every sort, and new ones behind a password, begin alike."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UsersMistake(
            f"{name} is protected by a password, so nothing was read. Open it, save it without one and try again."
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise UsersMistake(f"{name} is a document, not a spreadsheet; save its table as CSV and import that.")


def _refuse_other_things(start: bytes, name: str) -> None:
    for sign, what in _OTHER_THINGS:
        if start.startswith(sign):
            raise UsersMistake(f"{name} is {what}. Nothing was read from it.")
    begin = start[:400].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if begin.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<osm")):
        raise UsersMistake(
            f"{name} is a web page or XML, not a spreadsheet. Open it in a spreadsheet program, save it as .xlsx and import that."
        )
    odd = sum(byte < 32 and byte not in b"\t\n\r\x00\x0b\x0c\x1a\x1c\x1d\x1e\x1f" for byte in start)
    if odd > len(start) * 0.05:
        raise UsersMistake(f"{name} is not a spreadsheet or text; nothing was read from it.")


def _guarded(table: Table, path: Path) -> Table:
    """Have later reading of a table speak plainly too."""

    def rows() -> Iterator[list[str]]:
        with _plain_words(path):
            yield from table.rows()

    return Table(table.head, rows, table.part, table.encoding, table.delimiter)


@contextmanager
def _plain_words(path: Path) -> Iterator[None]:
    """Turn the system's and the archives' complaints into one sentence each."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsersMistake(f"There is no file {path}; check the name and the folder.") from error
    except PermissionError as error:
        raise UsersMistake(
            f"{path.name} may not be read now: it is open in another program, or not yours to read. Close it there and try again."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError) as error:
        raise UsersMistake(
            f"{path.name} is damaged or only half copied, so nothing was read. Get it again and try once more."
        ) from error
    except OSError as error:
        raise MachineTrouble(
            f"{path.name} could not be read ({error.strerror or 'disk trouble'}). Copy it to this machine and try again."
        ) from error
