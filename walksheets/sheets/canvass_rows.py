"""Measuring households: one row an elector, set in one line if it can be, in more if not; nothing is cut.

Pure. Texts are relative to their row's or door's upper left corner until they are placed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from walksheets.sheets import content, fonts, words
from walksheets.sheets.canvass_columns import Columns
from walksheets.sheets.content import ElectorLine, Household
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import PersonFacts
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.items import Text, text_right

LETTERS_AGAIN = 6
"""Lines of one household after which the letters stand above the boxes once more."""
LETTERS = 10.0
"""How high these letters are, in points of ordinary print."""
FOLLOW_UPS = 19.0

_DOOR = 22.0
_BASE = 3.8  # from a door's last line to its first row
_PAD = 2.5  # under a household's last row
_NUMBER = 20.0
_NUMBER_LEAST = 12.0  # a house name longer than this allows goes on two lines
_NAME = 11.0
_NAME_LEAST = 9.5
_SMALL = 8.0
_LEAD = 58.0  # a column before the name
_BETWEEN = "   "
_NOTE = 9.0


@dataclass(frozen=True, slots=True)
class Row:
    """One elector's row: its texts relative to names_left and the row's top."""

    line: ElectorLine
    height: float
    letters: bool
    """The codes' letters stand above its boxes once more."""
    name: tuple[Text, ...]
    """The name with its marks."""
    known: tuple[Text, ...]
    """The last answer and the elector number."""


@dataclass(frozen=True, slots=True)
class DoorHead:
    """What stands above a household's rows: texts relative to the left margin and the top."""

    height: float
    texts: tuple[Text, ...]
    write_from: float
    """Where the room to write begins, from the left margin, on the last line."""


@dataclass(frozen=True, slots=True)
class Block:
    """A household, or a piece of one that is higher than a page."""

    household: Household
    head: DoorHead
    rows: tuple[Row, ...]
    height: float
    continued: bool


def blocks(columns: Columns, household: Household, tallest: float, design: SheetDesign) -> list[Block]:
    """Measure a household; cut it only when it is higher than `tallest`, a whole page."""
    below = (_PAD + (FOLLOW_UPS if columns.follow_ups and not columns.beside else 0)) * columns.scale
    found: list[Block] = []
    rows = [measure(columns, line, place, design) for place, line in enumerate(household.lines)]
    while rows or not found:
        head = _door_head(columns, household, continued=bool(found))
        height = head.height + below
        kept = 0
        while kept < len(rows) and (kept == 0 or height + rows[kept].height <= tallest):
            height += rows[kept].height
            kept += 1
        found.append(Block(household, head, tuple(rows[:kept]), height, bool(found)))
        rows = rows[kept:]
    return found


def measure(columns: Columns, line: ElectorLine, place: int, design: SheetDesign) -> Row:
    """Set one elector, the `place`th of the household (from 0)."""
    scale = columns.scale
    letters = place > 0 and place % LETTERS_AGAIN == 0
    above = LETTERS * scale if letters else 0.0
    base = -(above + columns.row / 2 + 3.6 * scale)
    name: Sequence[Text] = [Text(0, base, content.NOBODY, 9.5 * scale)]
    known: Sequence[Text] = ()
    if line.person is not None:
        room = columns.names_right - columns.names_left
        name, known = _person(line.person, room, scale, base, design.columns)
    lowest = min(text.y for text in (*name, *known))
    return Row(line, max(columns.row + above, 4.5 * scale - lowest), letters, tuple(name), tuple(known))


def _person(
    person: PersonFacts, room: float, scale: float, base: float, columns: Sequence[str]
) -> tuple[list[Text], list[Text]]:
    """Set a name and what goes with it: in one line, slightly smaller, or in as many lines as it takes."""
    known = {"last": person.last, "number": person.elector_number}
    at = columns.index("name")
    lead, left = _lead(known, columns[:at], scale, base)
    tail = _BETWEEN.join(filter(None, (known[column] for column in columns[at + 1 :])))
    marks = _marks(person, scale)
    room -= left
    mark_room = sum(text.x + text.width for text in marks)
    tail_room = fonts.width(tail, REGULAR, _SMALL * scale) + 8 if tail else 0.0
    size = fonts.fitting_size(person.name, REGULAR, _NAME * scale, room - mark_room - tail_room, 0)
    if size >= _NAME_LEAST * scale:
        name = _with_marks(person.name, size, marks, left, base)
        return name, [*lead, text_right(left + room, base, tail, _SMALL * scale)] if tail else lead
    name = []
    size = 10 * scale
    pieces = fonts.wrap(person.name, REGULAR, size, room - mark_room)
    for number, piece in enumerate(pieces, 1):
        name += _with_marks(piece, size, marks if number == len(pieces) else [], left, base)
        base -= 11 * scale
    return name, [*lead, Text(left, base + 1.5 * scale, tail, _SMALL * scale)] if tail else lead


def _lead(
    known: Mapping[str, str], columns: Sequence[str], scale: float, base: float
) -> tuple[list[Text], float]:
    """Set what stands before the name, each in a column of its own; return where the name begins."""
    texts = []
    x = 0.0
    for column in columns:
        text, size = fonts.fitted(known[column], REGULAR, _SMALL * scale, (_LEAD - 4) * scale, 5 * scale)
        texts += [Text(x, base, text, size)] if text else []
        x += _LEAD * scale
    return texts, x


def _with_marks(name: str, size: float, marks: Sequence[Text], x: float, y: float) -> list[Text]:
    """Return the name and its marks after it; a mark's x is the white before it."""
    texts = [Text(x, y, name, size)]
    x += texts[0].width
    for mark in marks:
        texts.append(Text(x + mark.x, y, mark.text, mark.size, mark.font))
        x += mark.x + mark.width
    return texts


def _marks(person: PersonFacts, scale: float) -> list[Text]:
    """Return an elector's marks; x is the white before each."""
    marks = [Text(5, 0, "✉", 11 * scale, SYMBOLS)] if person.postal else []
    if person.attains:
        marks.append(Text(5, 0, "★", 8.5 * scale, SYMBOLS))
        marks.append(Text(1.5, 0, words.day(person.attains, short=True), 8 * scale))
    return marks


def _door_head(columns: Columns, household: Household, *, continued: bool) -> DoorHead:
    """The door's number as the largest thing, its flat, and what to know; long ones take more lines."""
    scale = columns.scale
    room = columns.door_right - columns.left
    base = -(_DOOR - _BASE) * scale
    size = fonts.fitting_size(household.large, BOLD, _NUMBER * scale, room, 0)
    texts: list[Text] = []
    if size < _NUMBER_LEAST * scale:
        size = _NUMBER_LEAST * scale
        *pieces, last = fonts.wrap(household.large, BOLD, size, room)
        for piece in pieces:
            texts.append(Text(0, base, piece, size, BOLD))
            base -= 13 * scale
    else:
        last = household.large
    texts.append(Text(0, base, last, size, BOLD))
    x = texts[-1].width + 5
    small = [
        (household.small, BOLD),
        (household.door.note, REGULAR),
        ("continued" if continued else "", REGULAR),
    ]
    for text, font in small:
        if not text:
            continue
        if x + fonts.width(text, font, _NOTE * scale) > room:
            for piece in fonts.wrap(text, font, _NOTE * scale, room):
                base -= 11 * scale
                texts.append(Text(0, base, piece, _NOTE * scale, font))
        else:
            texts.append(Text(x, base, text, _NOTE * scale, font))
        x = texts[-1].x + texts[-1].width + 6
    return DoorHead(-base + _BASE * scale, tuple(texts), x)
