"""Where everything lies on a page as it was printed, taken from the ledger; never from today's design.

Positions are points from the page's upper left corner, downwards, as pictures count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.results.keying import not_keyed
from walksheets.store import schema

NOT_HOME, SLIP_LEFT = "not home", "slip left"
"""The words at a door that are no follow-up."""
TICK = "✓"
"""The word of a leaflet sheet's only box: this row is done."""

_NUMBERS = 24.0  # below a leaflet row's box: its doors' numbers, some struck out
_LINE_NUMBER = 30.0  # before the first box: the line's number, to see that the strip is the right one
_MARK, _INSET = 8.0, 14.0  # of pages printed before the ledger kept its own
_PAPERS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class PrintedBox:
    """One box to tick. `word` is its code, or "not home", "slip left", a follow-up; `kind` says which."""

    line: int
    kind: str
    """code, door, or follow-up: the last two belong to the household whose first line this is."""
    word: str
    at: Rect


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One numbered line: its elector or door, and where its household's room to write lies."""

    line: int
    household: int
    """The number of the household's first line on this page."""
    row: Rect
    writing: Rect | None
    wanted: bool
    """An answer is expected here."""
    door: Rect | None = None
    """Of a household's first line: all that stands at the door, up to the codes."""
    below: Rect | None = None
    """And its follow-ups."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of paper as the ledger keeps it."""

    sheet: str
    kind: str
    width: float
    height: float
    qr: Rect
    marks: tuple[Rect, ...]
    """Upper right, lower left, lower right."""
    lines: tuple[PrintedLine, ...]
    boxes: tuple[PrintedBox, ...]

    def line(self, number: int) -> PrintedLine:
        """Return a line by its number."""
        return next(line for line in self.lines if line.line == number)

    def boxes_of(self, number: int) -> list[PrintedBox]:
        """Return the boxes of a line, with those of the household that it is the first line of."""
        return [box for box in self.boxes if box.line == number]


def printed_page(connection: Connection, sheet: str) -> PrintedPage | None:
    """Return a sheet of this campaign as it was printed, or None when it has none of that code.

    Raises UsersMistake when it is no walk sheet, was printed before places were kept, or brought in without them.
    """
    table, run, line = schema.sheet, schema.print_run, schema.sheet_line
    query = select(table, run.c.kind, run.c.design).join(run, run.c.id == table.c.print_run_id)
    found = connection.execute(query.where(table.c.code == sheet)).first()
    if found is None:
        return None
    if why := not_keyed(found):
        raise UsersMistake(f"{why}.")
    places = select(line.c.line, line.c.door_id, line.c.elector_id, line.c.layout).order_by(line.c.line)
    rows = [dict(row) for row in connection.execute(places.where(line.c.sheet_id == found.id)).mappings()]
    design = found.design or {}
    if not rows or not design.get("boxes") or not all(row["layout"] for row in rows):
        raise UsersMistake(
            f"Sheet {sheet} was printed without noting where its boxes lie, so it cannot be read from a picture. Key it by hand."
        )
    return _page(sheet, found.kind, design, rows)


def _page(sheet: str, kind: str, design: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> PrintedPage:
    page = design.get("page") or _older_page(design)
    width, height = page["size"]
    columns = dict(design["boxes"])
    size = columns.pop("size")
    first = min(columns.values(), default=0.0)

    def square(x: float, y: float, side: float) -> Rect:
        return Rect(x, height - y - side, side, side)

    lines, boxes = [], []
    household = 0
    named = any(row["elector_id"] is not None for row in rows)
    for row in rows:
        layout = row["layout"]
        household = row["line"] if "door" in layout or not household or kind == "leaflet" else household
        x, y = layout["x"], layout["y"]
        for word, column in (columns or {TICK: 0.0}).items():
            boxes.append(PrintedBox(row["line"], "code", word, square(x + column - first, y, size)))
        for group, where, words in (
            ("door", "door", "door_boxes"),
            ("follow-up", "follow_ups", "follow_up_boxes"),
        ):
            if where in layout:
                left, low = layout[where]
                boxes += [
                    PrintedBox(row["line"], group, word, square(left + beside, low, size))
                    for word, beside in design[words].items()
                ]
        left = x - _LINE_NUMBER if columns else 0.0
        band = Rect(left, height - y - size - 3.0, width - left - 8.0, size + (6.0 if columns else _NUMBERS))
        wanted = row["elector_id"] is not None or not named
        door = _band(layout, "door", height, size, x - 20.0 if columns else width - 40.0)
        below = _band(layout, "follow_ups", height, size, width - 40.0)
        lines.append(PrintedLine(row["line"], household, band, _writing(layout, height), wanted, door, below))
    marks = tuple(square(*mark) for mark in page["marks"])
    return PrintedPage(sheet, kind, width, height, square(*page["qr"]), marks, tuple(lines), tuple(boxes))


def _band(layout: Mapping[str, Any], where: str, height: float, size: float, across: float) -> Rect | None:
    """Return the strip of paper with a household's own boxes, and what was written beside them."""
    return (
        Rect(20.0, height - layout[where][1] - size - 10.0, across, size + 14.0) if where in layout else None
    )


def _writing(layout: Mapping[str, Any], height: float) -> Rect | None:
    if "writing" not in layout:
        return None
    left, low, right, high = layout["writing"]
    return Rect(left, height - high, right - left, high - low)


def _older_page(design: Mapping[str, Any]) -> dict[str, Any]:
    """Return the measures of pages printed before the ledger kept them: they were always these."""
    width, height = _PAPERS[design.get("paper", "A4")]
    if design.get("landscape"):
        width, height = height, width
    far_x, far_y = width - _INSET - _MARK, height - _INSET - _MARK
    marks = [(far_x, far_y, _MARK), (_INSET, _INSET, _MARK), (far_x, _INSET, _MARK)]
    return {"size": (width, height), "qr": (26.0, height - 76.0, 50.0), "marks": marks}
