"""The heap: pages that were read and that nobody has confirmed, with what was decided of them so far. On disk.

Closing the program loses nothing of it. It is work in hand, not the campaign's history: undo does not touch it,
and a page's picture is gone once the page is confirmed or taken off. Works on an open connection.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from walksheets.results.scan.model import ScannedPage
from walksheets.results.scan.read_page import ReadLine
from walksheets.store import Writer, schema

_page, _sheet = schema.scanned_page, schema.sheet
_LYING = ("printed", "out", "back", "lost")
"""What a sheet was that is now in the scanner; a keyed one stays keyed."""


def put(writer: Writer, pages: Iterable[ScannedPage]) -> None:
    """Lay pages on the heap; of a sheet that lies there the new picture counts, and what was decided stays."""
    connection = writer.connection
    for page in pages:
        before = connection.execute(select(_page).where(_page.c.sheet == page.sheet)).mappings().first()
        take_off(connection, page.sheet)
        row = {
            "sheet": page.sheet,
            "file": str(page.file),
            "number": page.number,
            "picture": page.picture,
            "lines": [asdict(line) for line in page.read],
            "decided": before["decided"] if before else {},
            "notes": before["notes"] if before else {},
            "read_at": writer.made_at,
            "read_by": writer.who,
        }
        connection.execute(insert(_page), [row])
    scanned = {"status": "scanned", "status_at": writer.made_at, "status_by": writer.who}
    wanted = select(_sheet.c.id).where(_sheet.c.status.in_(_LYING))
    ids = [
        found
        for page in pages
        for found in connection.execute(wanted.where(_sheet.c.code == page.sheet)).scalars()
    ]
    writer.counts["scanned"] = writer.update(_sheet, [{"id": each, **scanned} for each in ids])


def remember(
    connection: Connection, sheet: str, decided: Mapping[int, str], notes: Mapping[int, str]
) -> None:
    """Keep what was decided of a page and read by eye."""
    said = {"decided": _named(decided), "notes": _named(notes)}
    connection.execute(update(_page).where(_page.c.sheet == sheet).values(**said))


def take_off(connection: Connection, sheet: str) -> None:
    """Take a page off the heap, its picture with it."""
    connection.execute(delete(_page).where(_page.c.sheet == sheet))


def lying(connection: Connection) -> list[Mapping[str, Any]]:
    """Return what lies on the heap, of sheets the ledger still has, in the order it was read."""
    query = select(_page).join(_sheet, _sheet.c.code == _page.c.sheet)
    rows = connection.execute(query.order_by(_page.c.read_at, _page.c.sheet)).mappings()
    return [dict(row) for row in rows]


def lines_of(row: Mapping[str, Any]) -> tuple[ReadLine, ...]:
    """Return a page's lines as they were read."""
    return tuple(ReadLine(**{name: _tuple(value) for name, value in line.items()}) for line in row["lines"])


def numbered(kept: Mapping[str, str]) -> dict[int, str]:
    """Return what was kept by line; JSON knows words alone."""
    return {int(line): said for line, said in kept.items()}


def _named(said: Mapping[int, str]) -> dict[str, str]:
    return {str(line): words for line, words in said.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value
