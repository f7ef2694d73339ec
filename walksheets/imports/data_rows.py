"""The rows of a recognised table that mean something, each as field → text; titles and headers are told apart.

What title lines say (a date, a district, "Monthly Additions") holds for the rows below them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from walksheets.imports.layouts import fold_header
from walksheets.imports.recognition import Found
from walksheets.register import date_in, month_in
from walksheets.spreadsheets import plain

_PRIMARY: Mapping[str, Sequence[str]] = {
    "register": ("number", "elector_number"),
    "alterations": ("number", "elector_number"),
    "electors": ("elector_number",),
    "absent": ("number", "elector_number"),
    "addresses": ("address1", "address", "street", "house", "house_name"),
    "doors": ("street", "house"),
    "postcodes": ("postcode",),
    "uprns": ("uprn",),
    "volunteers": ("name", "surname", "email"),
    "rounds": ("round",),
    "results": ("sheet",),
}
_TITLE = re.compile(
    r"(date )?(published|printed|produced|created)\b|ref(erence)?\s*:|.*\b(monthly|notice of)\b.*|accession\b"
    r"|(full |revised |electoral )*register (of|for|published)\b|electoral register\b|polling district\s*[:=\-]"
    r"|page \d+|(grand )?total\b|as at\b|end of (report|file|list|register)|franchise flag\b|.*\b(additions|deletions|amendments)\b.*",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"polling district\s*[:=\-]?\s*([A-Z]{0,4}\d{0,3}[A-Z]?)\b", re.IGNORECASE)
_CHANGES = (
    ("addition", "add"),
    ("deletion", "delete"),
    ("removal", "delete"),
    ("amend", "amend"),
    ("modif", "amend"),
)


@dataclass(slots=True)
class DataRow:
    """One row: its number as the spreadsheet counts, its fields, and its cells as they came."""

    number: int
    values: dict[str, str]
    cells: list[str]


class DataRows:
    """Iterates over the rows of one table once; what the titles said so far can be asked in between."""

    def __init__(self, found: Found, *, head_only: bool = False):
        self._found = found
        self._head_only = head_only
        self._places = sorted(found.columns.items(), key=lambda item: item[1])
        self._primary = [found.columns[name] for name in _PRIMARY[found.kind] if name in found.columns]
        self._first_primary = self._primary[0] if self._primary else 0
        self._header = [fold_header(cell) for cell in found.header]
        self._register_kind = found.kind in ("register", "alterations")
        self.titles = 0
        self.date = ""
        self.district = ""
        self.change = ""

    def __iter__(self) -> Iterator[DataRow]:
        places, header_row = self._places, self._found.header_row
        table = self._found.table
        for number, cells in enumerate(table.head if self._head_only else table.rows(), 1):
            if number < header_row:
                self._hear(cells)
            elif number > header_row and not self._is_title(cells):
                width = len(cells)
                values = {
                    name: cell if cell[0] != "'" else plain(cell)
                    for name, at in places
                    if at < width and (cell := cells[at])
                }
                yield DataRow(number, values, cells)

    def _is_title(self, cells: Sequence[str]) -> bool:
        """Tell whether a row is empty, the header again, or a line about the list; take in what that says."""
        if self._could_be_header(cells) and self._is_header(cells):
            return True
        if len(cells) > 3 and all(cells[:4]):
            return False
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            return True
        if len(filled) > 3 or not self._is_about_the_list(cells, filled):
            return False
        self._hear(cells)
        return True

    def _could_be_header(self, cells: Sequence[str]) -> bool:
        """A quick look first: a header's cell of the column that matters is never a number."""
        at = self._first_primary
        return at < len(cells) and not cells[at][:1].isdigit()

    def _is_header(self, cells: Sequence[str]) -> bool:
        if not self._header or len(cells) < 2:
            return False
        same = sum(
            bool(name) and fold_header(cell) == name for name, cell in zip(self._header, cells, strict=False)
        )
        return same >= 2 and same * 2 >= sum(map(bool, cells))

    def _is_about_the_list(self, cells: Sequence[str], filled: Sequence[str]) -> bool:
        says = any(at < len(cells) and cells[at].strip() for at in self._primary)
        if _TITLE.match(filled[0].strip()):
            return self._register_kind or not says
        text = filled[0].strip()
        return (
            not says
            and len(filled) == 1
            and cells[0].strip() == text
            and len(text) > 5
            and (" " in text or ":" in text)
        )

    def _hear(self, cells: Sequence[str]) -> None:
        text = " ".join(cell.strip() for cell in cells if cell.strip())
        if not text:
            return
        self.titles += 1
        self.date = date_in(text) or self.date or month_in(text)
        district = _DISTRICT.search(text)
        if district and district[1]:
            self.district = district[1].upper()
        lower = text.lower()
        self.change = next((change for word, change in _CHANGES if word in lower), self.change)


def text_of(values: Mapping[str, Any], name: str) -> str:
    """Return one field's text without blanks around it."""
    return str(values.get(name, "")).strip()
