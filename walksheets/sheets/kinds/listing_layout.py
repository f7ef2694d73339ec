"""Where everything stands on a list: rows flow down the pages, headings come again, nothing is cut off.

Pure positions in points. A text too long for its column goes on in the next line of its row. Each page has its
code, as walk sheets have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from walksheets.sheets import content, fonts
from walksheets.sheets.content import Head, PrintedLine
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.frame import Frame, heading
from walksheets.sheets.items import (
    Area,
    Begin,
    Box,
    End,
    Item,
    Page,
    PlacedLine,
    Rule,
    Text,
    tagged,
    text_centred,
    text_right,
)
from walksheets.sheets.kinds.leaf import foot, list_frame
from walksheets.sheets.kinds.listing import BOX, FIGURES, LINE, Column, Listing, Row, Section
from walksheets.sheets.kinds.order import PaperOrder
from walksheets.sheets.paper import CodeMaker, Sheet

_SIZE = 10.0
_STEP = 12.0
_PAD = 3.0  # white at each side of a column
_BAND = 21.0  # a section's heading
_HEAD = 14.0  # the columns' titles
_TICK = 12.0
_FILL_IN = 21.0
_FILL_INS_A_LINE = 3
_FIXED_MOST = 0.6  # of the width: columns with a width of their own; the rest is for names
_WARNING = 10.0


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stays whole: items from its upper left corner, downwards."""

    height: float
    items: tuple[Item, ...]
    lines: tuple[tuple[PrintedLine, float, float], ...] = ()
    """What the ledger keeps of it, each with its place: of a row its first box, of a cell its lower left corner."""


@dataclass(slots=True)
class _Part:
    """The part of a section that stands on one page."""

    section: Section
    continued: bool
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns stand, from the left margin."""

    columns: tuple[Column, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    @classmethod
    def of(cls, columns: tuple[Column, ...], width: float, scale: float) -> "_Grid":
        """Share out a page's width; where columns of a fixed width leave little for the names, all but figures give in."""
        figures = sum(column.width for column in columns if column.kind == FIGURES) * scale
        others = sum(column.width for column in columns if column.kind != FIGURES) * scale
        shares = sum(column.share for column in columns if not column.width)
        given = min(1.0, (width * _FIXED_MOST - figures) / others) if shares and others else 1.0
        left = width - figures - others * given
        widths = tuple(
            column.width * scale * (1.0 if column.kind == FIGURES else given)
            if column.width
            else left * column.share / shares
            for column in columns
        )
        lefts = tuple(sum(widths[:place]) for place in range(len(widths)))
        return cls(columns, lefts, widths)


def lay_out(listing: Listing, run: RunFacts, order: PaperOrder, codes: CodeMaker) -> list[Sheet]:
    """Return the pages of a list, each with its code and with what the ledger keeps of it."""
    frame = list_frame(order, message=bool(listing.message))
    grid = _Grid.of(listing.columns, frame.body_width, frame.scale)
    above = _warning(listing, frame)
    fill_ins = _fill_ins(listing, frame)
    bottom, below = foot(frame, *listing.foot)
    space = frame.body_top - above.height - bottom
    pages = _flow(listing, frame, grid, space - fill_ins.height, space)
    holder = listing.of_round.volunteer if listing.of_round else ""
    head = Head(listing.title, holder, (*listing.lines, content.origin(run)), listing.message)
    found = []
    for number, parts in enumerate(pages, 1):
        code = codes()
        items: list[Item] = heading(frame, head, code, run.mark, number, len(pages))
        y = frame.body_top
        for block in (above, fill_ins) if number == 1 else (above,):
            items += shifted(block.items, frame.left, y)
            y -= block.height
        body, lines = _body(frame, grid, parts, y)
        placed = tuple(PlacedLine(line.line, x, low) for line, x, low in lines)
        page = Page(code, number, len(pages), (frame.width, frame.height), (*items, *body, *below), placed)
        found.append(Sheet(page, tuple(line for line, _, _ in lines)))
    return found


def _warning(listing: Listing, frame: Frame) -> Block:
    """What must not be overlooked."""
    if not listing.warning:
        return Block(0.0, ())
    size = _WARNING * frame.scale
    lines = fonts.wrap(listing.warning, BOLD, size, frame.body_width)
    texts = [Text(0, -size - number * size * 1.25, line, size, BOLD) for number, line in enumerate(lines)]
    return Block((len(lines) + 0.5) * size * 1.25, tuple(tagged("P", texts)))


def _flow(listing: Listing, frame: Frame, grid: _Grid, first: float, space: float) -> list[list[_Part]]:
    """Deal blocks out on pages; a heading is never alone, a section may ask for a page of its own."""
    head = _HEAD * frame.scale if any(column.title for column in listing.columns) else 0.0
    pages: list[list[_Part]] = [[]]
    left = first - head
    for section in listing.sections:
        band = _BAND * frame.scale if section.title else 0.0
        part: _Part | None = None
        for block in _blocks(listing, section, frame, grid):
            if pages[-1] and block.height + (0 if part else band) > left:
                pages.append([])
                left = space - head
                part = _Part(section, continued=True) if part else None
                if part:
                    pages[-1].append(part)
                    left -= band
            if part is None:
                part = _Part(section, continued=False)
                pages[-1].append(part)
                left -= band
            part.blocks.append(block)
            left -= block.height
    return pages


def _blocks(listing: Listing, section: Section, frame: Frame, grid: _Grid) -> Iterator[Block]:
    for row in section.rows:
        yield _row(listing, row, frame, grid)
    if section.cells:
        yield from _cell_lines(listing, section, frame)


def _row(listing: Listing, row: Row, frame: Frame, grid: _Grid) -> Block:
    """One row; its height is that of its longest text."""
    size, step = _SIZE * frame.scale, _STEP * frame.scale
    cells: list[Item] = []
    most = 1
    base = -max(listing.row_pt * frame.scale / 2 + size * 0.36, step)
    for column, left, width, said in zip(grid.columns, grid.lefts, grid.widths, row.cells, strict=True):
        font = BOLD if column.bold else REGULAR
        if column.kind == BOX:
            tick = _TICK * frame.scale
            cells += tagged("TD", [Box(left + (width - tick) / 2, base - tick * 0.14, tick)])
            continue
        if column.kind == LINE and not said:
            y = base - 2 * frame.scale
            cells += tagged("TD", [Rule(left + _PAD, y, left + width - _PAD, y, 0.7, 0.35, 2.4)])
            continue
        lines = fonts.wrap(said, font, size, width - 2 * _PAD)
        most = max(most, len(lines))
        texts: list[Item] = []
        for number, line in enumerate(filter(None, lines)):
            y = base - number * step
            if column.kind == FIGURES:
                texts.append(text_right(left + width - _PAD, y, line, size, font))
            else:
                texts.append(Text(left + _PAD, y, line, size, font))
        cells += tagged("TH", texts, "Row") if column.bold else tagged("TD", texts)
    height = max(listing.row_pt * frame.scale, (most - 1) * step - base + 6 * frame.scale)
    edge = Rule(0, -height, frame.body_width, -height, 0.4, 0.6)
    at = next(((item.x, item.y) for item in cells if isinstance(item, Box)), (0.0, base))
    return Block(height, (*tagged("TR", cells), edge), ((row.line, *at),) if row.line else ())


def _cell_lines(listing: Listing, section: Section, frame: Frame) -> Iterator[Block]:
    """Cells side by side, as many as fit; all as wide as the widest label needs."""
    scale = frame.scale
    size = (8.5 if listing.cell_blank else 11.0) * scale
    longest = max(fonts.width(label, BOLD, size) for label in section.cells)
    width = min(max(listing.cell_pt[0] * scale, longest + 8), frame.body_width)
    across = max(1, int(frame.body_width // width))
    width = frame.body_width / across
    height = listing.cell_pt[1] * scale
    for start in range(0, len(section.cells), across):
        items: list[Item] = []
        for place, label in enumerate(section.cells[start : start + across]):
            x = place * width
            shown, fit = fonts.fitted(label, BOLD, size, width - 6, 6)
            if listing.cell_blank:
                items.append(Text(x + 3, -size - 1, shown, fit, BOLD))
            else:
                items.append(text_centred(x + width / 2, -height / 2 - size * 0.36, shown, fit, BOLD))
            items += _edges(x, width, height)
        kept = section.lines[start : start + across]
        lines = tuple((line, place * width, -height) for place, line in enumerate(kept))
        yield Block(height, tuple(tagged("P", items)), lines)


def _edges(x: float, width: float, height: float) -> list[Item]:
    return [
        Rule(x, 0, x + width, 0, 0.5, 0.45),
        Rule(x, -height, x + width, -height, 0.5, 0.45),
        Rule(x, 0, x, -height, 0.5, 0.45),
        Rule(x + width, 0, x + width, -height, 0.5, 0.45),
    ]


def _body(
    frame: Frame, grid: _Grid, parts: list[_Part], y: float
) -> tuple[list[Item], list[tuple[PrintedLine, float, float]]]:
    """Return the items of one page's parts from y downwards, and its lines with their places."""
    items: list[Item] = []
    lines: list[tuple[PrintedLine, float, float]] = []
    table: list[Item] = []
    if any(column.title for column in grid.columns):
        table += _titles(frame, grid, y)
        y -= _HEAD * frame.scale
    for part in parts:
        in_table = bool(part.section.rows)
        if not in_table and table:
            items += tagged("Table", table)
            table = []
        into = table if in_table else items
        if part.section.title:
            area, *said = _band(frame, part, y)
            span = tagged("TR", tagged("TH", said, "Row", len(grid.columns)))
            into += [area, *(span if in_table else tagged("H2", said))]
            y -= _BAND * frame.scale
        for block in part.blocks:
            into += shifted(block.items, frame.left, y)
            lines += [(line, frame.left + x, y + low) for line, x, low in block.lines]
            y -= block.height
    items += tagged("Table", table) if table else []
    return items, lines


def _titles(frame: Frame, grid: _Grid, top: float) -> list[Item]:
    size = 8 * frame.scale
    y = top - 9 * frame.scale
    items: list[Item] = []
    for column, left, width in zip(grid.columns, grid.lefts, grid.widths, strict=True):
        said, fit = fonts.fitted(column.title, BOLD, size, width - 2, 5.5)
        if column.kind == FIGURES:
            title = text_right(frame.left + left + width - _PAD, y, said, fit, BOLD)
        elif column.kind == BOX:
            title = text_centred(frame.left + left + width / 2, y, said, fit, BOLD)
        else:
            title = Text(frame.left + left + _PAD, y, said, fit, BOLD)
        items += tagged("TH", [title] if said else [], "Column")
    line = top - _HEAD * frame.scale + 1
    return [*tagged("TR", items), Rule(frame.left, line, frame.right, line, 0.6)]


def _band(frame: Frame, part: _Part, top: float) -> list[Item]:
    scale = frame.scale
    height = (_BAND - 3) * scale
    y = top - height - 2 * scale
    base = y + 5 * scale
    said = part.section.said + (", continued" if part.continued and part.section.said else "")
    said = said or ("continued" if part.continued else "")
    room = frame.body_width - 20
    title, size = fonts.fitted(part.section.title, BOLD, 12.5 * scale, room * (0.65 if said else 1), 8)
    name = Text(frame.left + 5, base, title, size, BOLD)
    x = name.x + name.width + 9
    shown, fit = fonts.fitted(said, REGULAR, 10 * scale, frame.right - 5 - x, 7)
    rest = [Text(x, base, shown, fit)] if said else []
    return [Area(frame.left, y, frame.body_width, height, 0.87), name, *rest]


def _fill_ins(listing: Listing, frame: Frame) -> Block:
    """Words with a dotted line each, side by side."""
    if not listing.fill_ins:
        return Block(0.0, ())
    scale = frame.scale
    size = 9.5 * scale
    widest = max(fonts.width(word, BOLD, size) for word in listing.fill_ins) + 70 * scale
    across = max(1, min(_FILL_INS_A_LINE, int(frame.body_width // widest)))
    width = frame.body_width / across
    items: list[Item] = []
    for place, word in enumerate(listing.fill_ins):
        x = place % across * width
        y = -(place // across + 1) * _FILL_IN * scale + 6 * scale
        said = Text(x, y, word, size, BOLD)
        end = x + width - (8 if place % across < across - 1 else 0)
        items += [said, Rule(x + said.width + 4, y - 1, end, y - 1, 0.7, 0.35, 2.4)]
    lines = -(-len(listing.fill_ins) // across)
    return Block((lines * _FILL_IN + 5) * scale, tuple(items))


def shifted(items: tuple[Item, ...], x: float, y: float) -> list[Item]:
    """Return items moved by x, y."""
    moved: list[Item] = []
    for item in items:
        match item:
            case Text():
                moved.append(Text(item.x + x, item.y + y, item.text, item.size, item.font, item.grey))
            case Rule():
                ends = (item.x0 + x, item.y0 + y, item.x1 + x, item.y1 + y)
                moved.append(Rule(*ends, item.thickness, item.grey, item.dots))
            case Box():
                moved.append(Box(item.x + x, item.y + y, item.size, item.thickness))
            case Begin() | End():
                moved.append(item)
            case _:
                raise TypeError(f"a block of a list holds no {type(item).__name__}")
    return moved
