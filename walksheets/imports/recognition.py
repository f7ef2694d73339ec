"""What a table is, told by its header or by what its columns hold; its file's name is never looked at."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from walksheets.imports.layouts import Layout, fold_header
from walksheets.places import is_postcode
from walksheets.spreadsheets import Table

_HEADER_WITHIN = 60  # rows: nobody writes more title lines than that
_MOSTLY = 0.8

_LOOKS = {
    "district": re.compile(r"[A-Za-z0-9][A-Za-z0-9 /\-]{0,11}"),
    "elector number": re.compile(r"\d{1,6}(\s*[/.]\s*\d{1,3})?"),
    "markers": re.compile(r"[A-Za-z#*, /]{0,8}"),
    "date or nothing": re.compile(r"|\d{1,4}[-/. ]\w{1,9}[-/. ]\d{2,4}( 00:00(:00)?)?"),
    "name": re.compile(r"(?=.*[^\W\d_])[^\d]{1,80}"),
    "text": re.compile(r".*\S.*"),
    "sign and month": re.compile(r"[+\-=]\s?[A-Za-z]{3,9}"),
    "whole number": re.compile(r"\d{1,8}"),
    "guid": re.compile(r"\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A table that was recognised: its layout, and which column holds which field.

    `header_row` counts from 1 and is 0 when the file has none.
    """

    table: Table
    layout: Layout
    kind: str
    header_row: int
    columns: Mapping[str, int]
    header: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """Headers of columns that are not taken in."""


@dataclass(slots=True)
class _Candidate:
    layout: Layout
    row: int
    header: Sequence[str]
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def worth(self) -> tuple[int, int, int]:
        return self.layout.priority, len(self.columns), -self.row


def recognise(table: Table, layouts: Iterable[Layout]) -> Found | None:
    """Return what a table is, or None when none of the layouts fits it."""
    layouts = list(layouts)
    candidates = [
        candidate
        for row, cells in enumerate(table.head[:_HEADER_WITHIN])
        for layout in layouts
        if layout.headers and (candidate := _by_header(table, layout, row, cells))
    ]
    if candidates:
        return _found(table, max(candidates, key=lambda candidate: candidate.worth))
    fitting = [
        layout for layout in layouts if layout.positions and not layout.headers and _looks_like(table, layout)
    ]
    if not fitting:
        return None
    layout = max(fitting, key=lambda layout: layout.priority)
    return Found(
        table, layout, layout.kind, layout.first_row - 1 if layout.own else 0, dict(layout.positions)
    )


def columns_seen(table: Table) -> list[str]:
    """Return what seems to be the header of a table that nobody knows: its fullest row near the top."""
    rows = [row for row in table.head[:10] if any(map(str.strip, row))]
    widest = max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=[])
    first = next((row for row in rows if sum(map(bool, row)) == sum(map(bool, widest))), widest)
    return [cell.strip() for cell in first if cell.strip()]


def _by_header(table: Table, layout: Layout, row: int, cells: Sequence[str]) -> _Candidate | None:
    folded = [fold_header(cell) for cell in cells]
    if not any(name in layout.headers for name in folded):
        return None
    readings = [cells]
    width = _data_width(table, row)
    if width and len(cells) != width:
        readings.append(_repaired(cells, width, layout))
    candidates = [_candidate(layout, row, reading) for reading in readings]
    candidate = max(candidates, key=lambda one: _postcodes_in_place(table, one))
    if not all(any(name in candidate.columns for name in group) for group in layout.required):
        return None
    candidate.columns |= {
        name: place for name, place in layout.positions.items() if name not in candidate.columns
    }
    return candidate


def _candidate(layout: Layout, row: int, cells: Sequence[str]) -> _Candidate:
    candidate = _Candidate(layout, row, cells)
    for place, cell in enumerate(cells):
        known = layout.headers.get(fold_header(cell))
        if known is not None:
            candidate.columns.setdefault(known, place)
    return candidate


def _postcodes_in_place(table: Table, candidate: _Candidate) -> int:
    """Count the rows whose postcode is where a reading of the header says: the rest is then in its place too."""
    place = candidate.columns.get("postcode")
    below = table.head[candidate.row + 1 : candidate.row + 60]
    return 0 if place is None else sum(is_postcode("".join(cells[place : place + 1])) for cells in below)


def _data_width(table: Table, row: int) -> int:
    widths = Counter(len(cells) for cells in table.head[row + 1 : row + 60] if sum(map(bool, cells)) > 2)
    return widths.most_common(1)[0][0] if widths else 0


def _repaired(cells: Sequence[str], width: int, layout: Layout) -> list[str]:
    """Mend a header whose cells were glued together or torn apart, so that it is as wide as its rows."""
    mended = list(cells)
    place = 0
    while len(mended) > width and place + 1 < len(mended):
        if fold_header(mended[place] + mended[place + 1]) in layout.headers:
            mended[place : place + 2] = [mended[place] + mended[place + 1]]
        place += 1
    for known in (False, True):  # what is a header as it stands is taken apart only if nothing else is
        place = 0
        while len(mended) < width and place < len(mended):
            if (fold_header(mended[place]) in layout.headers) is known:
                mended[place : place + 1] = _unglued(mended[place], layout) or [mended[place]]
            place += 1
    return mended if len(mended) == width else list(cells)


def _unglued(cell: str, layout: Layout) -> list[str]:
    for at in range(1, len(cell)):
        if fold_header(cell[:at]) in layout.headers and fold_header(cell[at:]) in layout.headers:
            return [cell[:at], cell[at:]]
    return []


def _found(table: Table, candidate: _Candidate) -> Found:
    layout = candidate.layout
    unused = [
        cell.strip()
        for place, cell in enumerate(candidate.header)
        if cell.strip()
        and place not in candidate.columns.values()
        and fold_header(cell) not in layout.ignored
        and not layout.crowded
    ]
    kind = layout.kind
    if layout.becomes and _says_changes(table, candidate):
        kind = layout.becomes
    header = tuple(cell.strip() for cell in candidate.header)
    return Found(table, layout, kind, candidate.row + 1, candidate.columns, header, tuple(unused))


def _says_changes(table: Table, candidate: _Candidate) -> bool:
    """Tell whether nearly every row has a letter for what changes: then it is no full register."""
    place = candidate.columns.get("change")
    number = candidate.columns.get("number")
    if place is None or number is None:
        return False
    rows = [
        row
        for row in table.head[candidate.row + 1 :]
        if len(row) > max(place, number) and row[number][:1].isdigit()
    ]
    filled = sum(row[place].strip()[:1].upper() in candidate.layout.rules.letters for row in rows)
    return bool(rows) and filled >= _MOSTLY * len(rows)


def _looks_like(table: Table, layout: Layout) -> bool:
    """Tell whether most rows hold what a layout without a header has in its places."""
    if layout.own:
        return True
    rows = [row for row in table.head[:200] if sum(map(bool, row)) > 2]
    fitting = sum(
        len(row) >= layout.least_columns
        and all(_fits(row, place, look) for place, look in layout.looks.items())
        for row in rows
    )
    return bool(rows) and fitting >= 0.6 * len(rows)


def _fits(row: Sequence[str], place: int, look: str) -> bool:
    text = row[place].strip() if place < len(row) else ""
    if look.startswith("postcode"):
        return is_postcode(text) or (look.endswith("nothing") and not text)
    return _LOOKS[look].fullmatch(text) is not None
