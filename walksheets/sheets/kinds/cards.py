"""Calling cards: "Sorry we missed you", several on a page with marks to cut by. Pure positions in points.

A card goes through a letterbox and may be read by anybody: it names nobody at the door and no surname
of the caller. The imprint is the law's.
"""

from walksheets.errors import UsersMistake
from walksheets.sheets import fonts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Item, Page, Rule, Stamp, Text, tagged
from walksheets.sheets.kinds.facts import OurFacts
from walksheets.sheets.kinds.order import Imprint, PaperOrder
from walksheets.sheets.kinds.paragraphs import flowed

TITLE = "Sorry we missed you"

_PAD = 20.0
_MARK = 9.0  # how long a cutting mark is
_MARK_IN = 6.0  # from the page's edge: what printers leave white
_TEXT = (14.0, 7.0)  # the type's largest and smallest size
_IMPRINT = 6.5
_NOTE_LINES = 3  # for a word by hand, where the text leaves room
_NOTE_STEP = 20.0
_ACROSS = {2: (1, 2), 4: (2, 2), 8: (2, 4)}
"""Columns and rows by the cards on an upright page."""


def lay_out(
    ours: OurFacts, order: PaperOrder, imprint: Imprint
) -> tuple[list[Page], dict[str, tuple[Item, ...]]]:
    """Return one page of like cards, and the card as a stamp. Raises UsersMistake when the text is too long."""
    width, height = order.page_size_pt
    columns, rows = _ACROSS[order.cards]
    wide, high = width / columns, height / rows
    card = _card(order.text or _usual(ours), imprint, wide, high)
    corners = [(column * wide, row * high) for row in range(rows) for column in range(columns)]
    items = [item for x, y in corners for item in tagged("P", [Stamp("card", x, y)])]
    return [Page("", 1, 1, (width, height), (*items, *_cutting_marks(width, height, columns, rows)))], {
        "card": card
    }


def _usual(ours: OurFacts) -> str:
    ring = f"\n\nRing us on {ours.telephone}." if ours.telephone else ""
    return f"We called today to hear what matters to you on your street.\n\nIs there anything we should know, or can help with?{ring}"


def _card(text: str, imprint: Imprint, wide: float, high: float) -> tuple[Item, ...]:
    """One card from its lower left corner."""
    room = wide - 2 * _PAD
    y = high - _PAD
    title, size = fonts.fitted(TITLE, BOLD, 20, room, 10)
    y -= size
    items: list[Item] = [Text(_PAD, y, title, size, BOLD)]
    y -= size * 0.7
    small = fonts.wrap(imprint.sentence, REGULAR, _IMPRINT, room)
    floor = _PAD * 0.7 + len(small) * _IMPRINT * 1.2
    body = _body(text, room, y, floor + 30)
    lowest = min((item.y for item in body), default=y)
    items += [*body, *_note_lines(room, lowest - 10, floor + 22), *_written_by_hand(room, floor + 9)]
    for number, line in enumerate(small, 1):
        items.append(Text(_PAD, floor - number * _IMPRINT * 1.2, line, _IMPRINT))
    return tuple(items)


def _body(text: str, room: float, top: float, bottom: float) -> list[Text]:
    largest, smallest = _TEXT
    size = largest
    while size >= smallest:
        lines = flowed(text, size, room)
        if len(lines) * size * 1.3 <= top - bottom:
            return [
                Text(_PAD, top - (number + 1) * size * 1.3, line, size)
                for number, line in enumerate(lines)
                if line
            ]
        size -= 0.5
    raise UsersMistake(
        "The text is too long for a card of this size, so nothing was printed. Use fewer words, or fewer cards on a page."
    )


def _note_lines(room: float, top: float, bottom: float) -> list[Item]:
    """Dotted lines to write on, above who called."""
    lines = min(_NOTE_LINES, int((top - bottom) // _NOTE_STEP))
    heights = [bottom + number * _NOTE_STEP for number in range(lines)]
    return [Rule(_PAD, y, _PAD + room, y, 0.7, 0.35, 2.4) for y in heights]


def _written_by_hand(room: float, y: float) -> list[Item]:
    """Who called and when: by first name only."""
    items: list[Item] = []
    for word, start, end in (("called on", 0.0, 0.45), ("first name", 0.48, 1.0)):
        said = Text(_PAD + start * room, y, word, 8, grey=0.2)
        items += [said, Rule(said.x + said.width + 3, y - 1, _PAD + end * room, y - 1, 0.7, 0.35, 2.4)]
    return items


def _cutting_marks(width: float, height: float, columns: int, rows: int) -> list[Item]:
    """Short lines at the page's edges, and crosses where four cards meet."""
    xs = [width * column / columns for column in range(1, columns)]
    ys = [height * row / rows for row in range(1, rows)]
    items: list[Item] = []
    for x in xs:
        items += [
            Rule(x, _MARK_IN, x, _MARK_IN + _MARK),
            Rule(x, height - _MARK_IN - _MARK, x, height - _MARK_IN),
        ]
        items += [Rule(x, y - _MARK / 2, x, y + _MARK / 2) for y in ys]
    for y in ys:
        items += [
            Rule(_MARK_IN, y, _MARK_IN + _MARK, y),
            Rule(width - _MARK_IN - _MARK, y, width - _MARK_IN, y),
        ]
        items += [Rule(x - _MARK / 2, y, x + _MARK / 2, y) for x in xs]
    return items
