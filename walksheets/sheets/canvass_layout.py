"""Where everything stands on a canvass sheet: households flow down the pages, never cut unless a tower.

Pure positions in points. A street's heading repeats on each page with the numbers still to come.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from walksheets.sheets import content, fonts, words
from walksheets.sheets.canvass_columns import Columns
from walksheets.sheets.canvass_rows import LETTERS, Block, blocks
from walksheets.sheets.content import CanvassStretch, Household
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.frame import Frame
from walksheets.sheets.items import (
    END,
    Area,
    Begin,
    Item,
    PlacedLine,
    Rule,
    Stamp,
    Text,
    tagged,
    text_right,
)
from walksheets.sheets.stretches import Stretch

_HEADING = 20.0
_STEP = 11.0  # from line to line beside the map
_TALLY = 16.0  # the same at its foot, with room for a figure
_OVERVIEW_MOST = 1.2  # times: what stands beside the map in large print
_NOTE_LEAST = 30.0  # points: less is no room to write
_DOOR_BOXES = 1.5  # above a door's lower edge
_MARKS = (("✉", "votes by post"), ("★", "votes for the first time, from the day given"))
_TALLIES = ("date, from when to when", "doors knocked", "electors spoken to")


@dataclass(slots=True)
class Section:
    """The part of a stretch that stands on one page."""

    stretch: Stretch
    continued: bool
    approach: str
    blocks: list[Block] = field(default_factory=list)


def first_height(
    columns: Columns, stretches: Sequence[CanvassStretch], design: SheetDesign, space: float
) -> float:
    """Return what a round's first household needs with its heading: a map above it must leave so much."""
    if not stretches:
        return 0.0
    heading = _HEADING * columns.scale
    block, *_ = _measured(columns, stretches[0].households[0], design, space - heading)
    return heading + block.height


def least_height(columns: Columns, stretches: Sequence[CanvassStretch], design: SheetDesign) -> float:
    """Return what the tallest household needs with its heading when it is cut elector by elector."""
    households = (household for each in stretches for household in each.households)
    pieces = (block for household in households for block in blocks(columns, household, 0.0, design))
    return _HEADING * columns.scale + max((block.height for block in pieces), default=0.0)


def flow(
    columns: Columns, stretches: Sequence[CanvassStretch], design: SheetDesign, room: Callable[[int], float]
) -> list[list[Section]]:
    """Deal households out on pages; `room(page index)` is how many points a page has for them.

    A household stays whole unless it is higher than an empty page; a heading is never alone.
    """
    pages: list[list[Section]] = [[]]
    left = room(0)
    heading = _HEADING * columns.scale
    for each in stretches:
        section: Section | None = None
        for household in each.households:
            tallest = room(len(pages)) - heading
            for block in _measured(columns, household, design, tallest):
                if pages[-1] and block.height + (0 if section else heading) > left:
                    pages.append([])
                    left = room(len(pages) - 1)
                    section = None
                if section is None:
                    continued = household is not each.households[0] or block.continued
                    section = Section(each.stretch, continued, "" if continued else each.approach)
                    pages[-1].append(section)
                    left -= heading
                section.blocks.append(block)
                left -= block.height
    return pages


def _measured(columns: Columns, household: Household, design: SheetDesign, tallest: float) -> list[Block]:
    return blocks(columns, household, tallest, design)


def place(columns: Columns, sections: Sequence[Section], top: float) -> tuple[list[Item], list[PlacedLine]]:
    """Return the items of one page's sections from `top` downwards, and where each line's boxes lie."""
    items: list[Item] = []
    placed: list[PlacedLine] = []
    y = top
    for section in sections:
        items += _section_heading(columns, section, y)
        y -= _HEADING * columns.scale
        items.append(Begin("Table"))
        for number, block in enumerate(section.blocks):
            if number:
                items.append(Rule(columns.left, y, columns.right, y, 0.5, 0.3))
            wanted = _follow_ups(columns, block, y)
            writing = _room_to_write(columns, block, y)
            rows, lines = _rows(columns, block, y - block.head.height)
            items += [*_door(columns, block, y), *rows, *_below(columns, wanted), *_dots(columns, writing)]
            door = (columns.left, y - block.head.height + _DOOR_BOXES)
            placed += [replace(lines[0], door=door, follow_ups=wanted, writing=writing), *lines[1:]]
            y -= block.height
        items.append(END)
    return items, placed


def foot(frame: Frame, run: RunFacts, design: SheetDesign) -> tuple[float, tuple[Item, ...]]:
    """Return how high the foot is and its items, from the left margin and the lower edge.

    The codes' meanings, the marks, the organiser's own note, and how to keep people's data safe.
    """
    size = 8.0 * frame.scale
    step = size * 1.25
    legend = content.legend(run)
    fitting = fonts.fitting_size(" · ".join(legend), REGULAR, size, frame.body_width, 0)
    legend_size = fitting if fitting >= 0.9 * size else size
    items: list[Item] = []
    y = fonts.DESCENT * size - 0.5
    for texts in reversed(
        _safe(content.privacy(run.organiser, run.telephone, names=True), size, frame.body_width)
    ):
        items = [*(Text(x, y, text, size, font) for x, text, font in texts), *items]
        y += step
    y += 1
    if design.note:
        note, note_size = fonts.fitted(design.note, BOLD, size, frame.body_width, 6)
        items.insert(0, Text(0, y, note, note_size, BOLD))
        y += step
    items = [*_marks_explained(y, size, frame.body_width), *items]
    y += step
    for line in reversed(fonts.wrap_entries(legend, REGULAR, legend_size, frame.body_width + 0.01)):
        items.insert(0, Text(0, y, line, legend_size))
        y += step
    return y + 3, (Rule(0, y, frame.body_width, y, 0.8), *items)


def _safe(said: tuple[str, str], size: float, room: float) -> list[list[tuple[float, str, str]]]:
    """Break a bold beginning and its sentence into lines of (x, text, font), clear of the corner marks."""
    bold, rest = said
    start = fonts.width(bold, BOLD, size) + 4
    room -= 12
    first, *others = fonts.wrap(rest, REGULAR, size, room - start)
    if others:
        others = fonts.wrap(" ".join(others), REGULAR, size, room)
    return [[(0.0, bold, BOLD), (start, first, REGULAR)], *([(0.0, line, REGULAR)] for line in others)]


def overview(
    stretches: Sequence[CanvassStretch], x: float, top: float, room: float, height: float, scale: float
) -> list[Item]:
    """Return the walk in words beside the map, stretch by stretch, and below it what to fill in at the end."""
    scale = min(scale, _OVERVIEW_MOST)
    size, step = 8.5 * scale, _STEP * scale
    tallies = _tallies(x, top - height, room, scale)
    fit = max(int((height - _TALLY * scale * len(_TALLIES) - 4) // step), 1)
    shown = stretches if len(stretches) <= fit else stretches[: fit - 1]
    items: list[Item] = []
    y = top - size
    for each in shown:
        counted = text_right(x + room, y, str(len(each.households)), size, BOLD)
        numbers = content.stretch_words(each.stretch, each.stretch.doors)
        left = room - counted.width - 12
        numbers, numbers_size = fonts.fitted(numbers, REGULAR, size, left * 0.6, 6.5)
        left -= fonts.width(numbers, REGULAR, numbers_size)
        street, street_size = fonts.fitted(each.stretch.street or "No street given", BOLD, size, left, 6.5)
        name = Text(x, y, street, street_size, BOLD)
        items += [name, Text(name.x + name.width + 6, y, numbers, numbers_size), counted]
        y -= step
    if len(shown) < len(stretches):
        more = words.count(len(stretches) - len(shown), "stretch", "stretches")
        items.append(Text(x, y, f"and {more} more", size, grey=0.3))
    return [*items, *tallies]


def _tallies(x: float, y: float, room: float, scale: float) -> list[Item]:
    items: list[Item] = []
    for word in reversed(_TALLIES):
        said = Text(x, y + 2, word, 8.5 * scale, BOLD)
        items = [said, Rule(said.x + said.width + 4, y + 1, x + room, y + 1, 0.7, 0.35, 2.4), *items]
        y += _TALLY * scale
    return items


def _marks_explained(y: float, size: float, room: float) -> list[Item]:
    whole = sum(fonts.width(meaning, REGULAR, size) + size + 22 for _, meaning in _MARKS)
    size *= min(1.0, room / whole)
    items: list[Item] = []
    x = 0.0
    for mark, meaning in _MARKS:
        sign = Text(x, y, mark, size + 1.5, SYMBOLS)
        said = Text(x + sign.width + 3, y, meaning, size)
        items += [sign, said]
        x = said.x + said.width + 14
    return items


def _section_heading(columns: Columns, section: Section, top: float) -> list[Item]:
    """A band with the street's name, the side and the numbers to come on this page."""
    scale = columns.scale
    height = (_HEADING - 3) * scale
    y = top - height
    base = y + 4.8 * scale
    band = Area(columns.left, y, columns.right - columns.left, height, 0.87)
    left, end = columns.left + 5, columns.right - 5
    far: list[Item] = []
    if section.approach:
        walk = text_right(end, base, section.approach, 8.5 * scale)
        far = [walk]
        end = walk.x - 10
    said = content.stretch_words(section.stretch, [block.household.door for block in section.blocks])
    said += ", continued" if section.continued else ""
    room = end - left - 9
    for_street = min(max(room - fonts.width(said, REGULAR, 10.5 * scale), 0.5 * room), 0.75 * room)
    name, size = fonts.fitted(section.stretch.street or "No street given", BOLD, 12.5 * scale, for_street, 9)
    street = Text(left, base, name, size, BOLD)
    x = left + street.width + 9
    said, said_size = fonts.fitted(said, REGULAR, 10.5 * scale, end - x, 7.5)
    return [band, *tagged("H2", [street, Text(x, base, said, said_size), *far])]


def _door(columns: Columns, block: Block, top: float) -> list[Item]:
    """The door: number, flat and note, not home, slip left, and the codes' letters."""
    bottom = top - block.head.height
    words = [_moved(text, columns.left, top) for text in block.head.texts]
    boxes = ["follow-ups", "door"] if columns.follow_ups and columns.beside else ["door"]
    cells = [
        *tagged("TH", words, "Row"),
        *tagged("TD", [Stamp(name, columns.left, bottom + _DOOR_BOXES) for name in boxes], columns=2),
        *tagged("TH", [Stamp("letters", columns.left, bottom + 0.5)], "Column"),
    ]
    return tagged("TR", cells)


def _follow_ups(columns: Columns, block: Block, top: float) -> tuple[float, float] | None:
    """From where a household's follow-ups are measured: under its electors, or on the door's line."""
    if not columns.follow_ups:
        return None
    if columns.beside:
        return columns.left, top - block.head.height + _DOOR_BOXES
    return columns.left, top - block.height + 3 * columns.scale


def _below(columns: Columns, place: tuple[float, float] | None) -> list[Item]:
    """The follow-ups under a household."""
    if place is None or columns.beside:
        return []
    return tagged("TR", tagged("TD", [Stamp("follow-ups", *place)], columns=4))


def _dots(columns: Columns, writing: tuple[float, float, float, float] | None) -> list[Item]:
    """The dotted line to write on."""
    if writing is None:
        return []
    start, lower, end, _ = writing
    base = lower + 3.5 * columns.scale
    return [Rule(start, base, end, base, 0.7, 0.35, 2.4)]


def _room_to_write(columns: Columns, block: Block, top: float) -> tuple[float, float, float, float] | None:
    """The room for a note (left, lower, right, upper): after the follow-ups, or on the door's last line.

    None when too little is left.
    """
    below = None if columns.beside else _follow_ups(columns, block, top)
    if below is not None:
        start, end, lower = columns.left + columns.follow_ups_end + 6, columns.right, below[1]
        if end - start > _NOTE_LEAST:
            return start, lower, end, lower + columns.row
    start, end = columns.left + block.head.write_from + 4, columns.door_right
    lower = top - block.head.height
    return (start, lower, end, lower + columns.row) if end - start > _NOTE_LEAST else None


def _rows(columns: Columns, block: Block, y: float) -> tuple[list[Item], list[PlacedLine]]:
    """The electors' rows from y downwards, and where their boxes lie."""
    items: list[Item] = []
    placed: list[PlacedLine] = []
    for row in block.rows:
        box_y = y - (columns.row + columns.box) / 2 - (LETTERS * columns.scale if row.letters else 0)
        if row.letters:
            items.append(Stamp("letters", columns.left, box_y + columns.box + 2.5))
        base = box_y + columns.box / 2 - 3.4 * columns.scale
        number = text_right(columns.line_right, base, str(row.line.line), 9.5 * columns.scale, BOLD)
        known = [_moved(text, columns.names_left, y) for text in row.known]
        cells = [
            *tagged(
                "TH", [_moved(text, columns.names_left, y) for text in row.name], "Row", 1 if known else 2
            ),
            *(tagged("TD", known) if known else ()),
            *tagged("TD", [number]),
            *tagged("TD", [Stamp("boxes", columns.left, box_y)]),
        ]
        items += tagged("TR", cells)
        placed.append(PlacedLine(row.line.line, columns.boxes_left, box_y))
        y -= row.height
    return items, placed


def _moved(text: Text, x: float, y: float) -> Text:
    return Text(text.x + x, text.y + y, text.text, text.size, text.font, text.grey, text.angle)
