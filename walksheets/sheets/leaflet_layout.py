"""Where everything stands on a leaflet sheet: the map of the round, then a row a stretch. No names.

Pure positions in points. Every number of a stretch stands under it, so that a missed door is struck out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from walksheets.sheets import content, fonts
from walksheets.sheets.content import LeafletRow
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.frame import Frame
from walksheets.sheets.items import END, Begin, Box, Item, PlacedLine, Rule, Text, tagged, text_right

_BOX = 15.0
_INDENT = 24.0
_COUNT = 32.0  # room for the number of letterboxes at the right
_LINES = 52.0  # room for the lines' numbers before it
_STEP = 11.5
_BETWEEN = "   "  # between two doors' numbers
_PAD = 7.0
_FOOT_MOST = 1.25  # times: the foot in large print


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row, measured: its texts relative to the left margin and the row's top."""

    row: LeafletRow
    height: float
    title: tuple[Text, ...]
    """The street, its side and numbers."""
    texts: tuple[Text, ...]
    """How to get there, every number, what is different at some doors."""
    lines: Text
    count: Text


def plan_row(frame: Frame, row: LeafletRow) -> RowPlan:
    """Measure a row: street, side and numbers, count, every number, what is different at some doors."""
    scale = frame.scale
    width = frame.body_width
    base = -14.5 * scale
    left = _INDENT * scale
    count = text_right(width, base, str(row.leaflets), 14 * scale, BOLD)
    lines = f"line {row.first_line}" if len(row.doors) == 1 else f"lines {row.first_line}–{row.last_line}"
    said = text_right(width - _COUNT * scale, base, lines, 7.5 * scale)
    right = width - (_COUNT + _LINES) * scale
    title, texts = _title(row, left, right, base, scale)
    each = content.row_numbers(row) if len(row.doors) > 1 else []
    numbers = _BETWEEN.join(each)
    below = content.exceptions(row)
    y = base - _STEP * scale
    start = title[1].x + title[1].width + 14
    end = (texts[0].x if texts else right) - 8
    if numbers and start + fonts.width(numbers, REGULAR, 9 * scale) <= end:
        texts.append(Text(start, base, numbers, 9 * scale))
    elif numbers:
        for piece in fonts.wrap_entries(each, REGULAR, 9 * scale, right - left, _BETWEEN):
            texts.append(Text(left, y, piece, 9 * scale))
            y -= _STEP * scale
    for piece in fonts.wrap_entries(below, BOLD, 8.5 * scale, right - left):
        texts.append(Text(left, y, piece, 8.5 * scale, BOLD))
        y -= _STEP * scale
    lowest = min(text.y for text in (*title, *texts))
    return RowPlan(row, _PAD * scale - lowest, title, tuple(texts), said, count)


def plan_rows(frame: Frame, row: LeafletRow, room: float) -> list[RowPlan]:
    """Measure a row; one that is higher than an empty page, for all that is said of its doors, becomes several."""
    plan = plan_row(frame, row)
    if plan.height <= room or len(row.doors) == 1:
        return [plan]
    half = len(row.doors) // 2
    rest = replace(row, doors=row.doors[half:], first_line=row.first_line + half, approach="")
    return [
        *plan_rows(frame, replace(row, doors=row.doors[:half]), room),
        *plan_rows(frame, rest, room),
    ]


def flow(plans: Sequence[RowPlan], room_first: float, room: float) -> list[list[RowPlan]]:
    """Deal rows out on pages; a row stays whole. The first page has none when its map leaves no room."""
    pages: list[list[RowPlan]] = [[]]
    left = room_first
    for plan in plans:
        if plan.height > left:
            pages.append([])
            left = room
        pages[-1].append(plan)
        left -= plan.height
    return pages


def box_size(frame: Frame) -> float:
    """Return how large a row's box is."""
    return _BOX * frame.scale


def place(frame: Frame, plans: Sequence[RowPlan], top: float) -> tuple[list[Item], list[PlacedLine]]:
    """Return the items of one page's rows from `top` downwards, and where each row's box lies."""
    items: list[Item] = []
    placed: list[PlacedLine] = []
    y = top
    box = box_size(frame)
    items.append(Begin("Table"))
    for plan in plans:
        items.append(Rule(frame.left, y, frame.right, y, 0.5, 0.3))
        box_y = y - 3 - box
        items.append(Box(frame.left, box_y, box))
        row = [_moved(texts, frame.left, y) for texts in (plan.texts, [plan.lines], [plan.count]) if texts]
        cells = [
            *tagged("TH", _moved(plan.title, frame.left, y), "Row", 1 if plan.texts else 2),
            *(item for texts in row for item in tagged("TD", texts)),
        ]
        items += tagged("TR", cells)
        placed += [
            PlacedLine(line, frame.left, box_y) for line in range(plan.row.first_line, plan.row.last_line + 1)
        ]
        y -= plan.height
    items.append(END)
    return items, placed


def foot(frame: Frame, run: RunFacts, design: SheetDesign) -> tuple[float, tuple[Item, ...]]:
    """Return how high the foot is and its items: room for what was missed, when it was done, whom to ring."""
    width = frame.body_width
    scale = min(frame.scale, _FOOT_MOST)
    bold, rest = content.privacy(run.organiser, run.telephone, names=False)
    asked = Text(0, fonts.DESCENT * 8.5 * scale - 0.5, bold, 8.5 * scale, BOLD)
    ring, ring_size = fonts.fitted(rest, REGULAR, 8.5 * scale, width - asked.width - 12, 5)
    items: list[Item] = [asked, Text(asked.width + 4, asked.y, ring, ring_size)]
    y = 18 * scale
    if design.note:
        note, note_size = fonts.fitted(design.note, BOLD, 9 * scale, width, 6)
        items.insert(0, Text(0, y - 4 * scale, note, note_size, BOLD))
        y += 14 * scale
    x = 0.0
    for word, end in (("done on", 0.36), ("in minutes", 0.62), ("leaflets left over", 0.96)):
        said = Text(x, y, word, 9 * scale, BOLD)
        items += [said, _dots(x + said.width + 4, width * end, y)]
        x = width * end + 8
    y += 37 * scale
    missed = Text(0, y, "missed, and why", 9 * scale, BOLD)
    items += [missed, _dots(missed.width + 5, width, y), _dots(0, width, y - 17 * scale)]
    y += 16 * scale
    return y + 4, (Rule(0, y, width, y, 0.8), *items)


def _dots(x0: float, x1: float, y: float) -> Rule:
    return Rule(x0, y - 1, x1, y - 1, 0.7, 0.35, 2.4)


def _moved(texts: Iterable[Text], x: float, y: float) -> list[Text]:
    return [Text(x + t.x, y + t.y, t.text, t.size, t.font, t.grey, t.angle) for t in texts]


def _title(
    row: LeafletRow, left: float, right: float, base: float, scale: float
) -> tuple[tuple[Text, Text], list[Text]]:
    """The street with side and range, and what to do to get there when that is worth saying."""
    way: list[Text] = []
    if row.approach:
        way.append(text_right(right - 8, base, row.approach, 9 * scale, BOLD))
        right = way[0].x
    name, size = fonts.fitted(
        row.stretch.street or "No street given", BOLD, 12.5 * scale, (right - left) * 0.62, 8
    )
    street = Text(left, base, name, size, BOLD)
    x = left + street.width + 8
    said = content.stretch_words(row.stretch, row.doors)
    said, said_size = fonts.fitted(said, REGULAR, 11.5 * scale, right - 8 - x, 7)
    return (street, Text(x, base, said, said_size)), way
