"""Letters: one a household, in the order they are delivered, for an envelope with a window. Pure positions in points.

What all letters say alike is a stamp, so that thousands of them make a small file.
"""

from collections.abc import Sequence

from walksheets.errors import UsersMistake
from walksheets.sheets import fonts, words
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Item, Page, Stamp, Text, tagged, text_right
from walksheets.sheets.kinds.facts import AddressFacts, OurFacts
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.order import Imprint, PaperOrder
from walksheets.sheets.kinds.paragraphs import flowed

_MM = 72 / 25.4
_WINDOW = (24 * _MM, 52 * _MM, 76 * _MM, 30 * _MM)
"""The window of a DL envelope, with the fold's play: from the left, from the top, wide, high."""

_SIDE = 24 * _MM
_BODY = 102 * _MM  # from the top: the salutation's line
_SIZE = 11.0
_STEP = 15.0
_NAMED_AT_MOST = 3
_IMPRINT = 7.5
_SENDER = "sender"

Stamps = dict[str, tuple[Item, ...]]


def lay_out(
    ours: OurFacts, addresses: Sequence[AddressFacts], order: PaperOrder, imprint: Imprint, leaf: Leaf
) -> tuple[list[Page], Stamps]:
    """Return the letters' pages and what they share. Raises UsersMistake when there is no text or nobody to write to."""
    if not order.text.strip():
        raise UsersMistake("The letter says nothing yet, so nothing was printed. Write its text first.")
    if not addresses:
        raise UsersMistake("There is nobody to write to in these rounds, so nothing was printed.")
    stamps = _stamps(ours, order, imprint, leaf)
    pages = []
    for address in addresses:
        for number, name in enumerate(stamps, 1):
            own = [*tagged("P", [Stamp(_SENDER, 0, 0)]), *_own(address, leaf)] if number == 1 else []
            page = (*own, *tagged("P", [Stamp(name, 0, 0)]))
            pages.append(Page("", number, len(stamps), leaf.size, page))
    return pages, {**stamps, _SENDER: tuple(_sender(ours, order, leaf))}


def _own(address: AddressFacts, leaf: Leaf) -> list[Item]:
    """Address and salutation."""
    left, from_top, wide, high = _WINDOW
    names = address.names or ("The residents",)
    if len(names) > _NAMED_AT_MOST:
        names = (", ".join(names),)
    lines = [part for line in (*names, *address.lines) for part in fonts.wrap(line, REGULAR, _SIZE, wide)]
    step = min(14.0, high / len(lines))
    size = min(_SIZE, step * 0.86)
    top = leaf.height - from_top - size
    items: list[Item] = [Text(left, top - number * step, line, size) for number, line in enumerate(lines)]
    salutation, fit = fonts.fitted(_dear(address), REGULAR, _SIZE * leaf.scale, leaf.width - 2 * _SIDE, 7)
    return [*items, Text(_SIDE, leaf.height - _BODY, salutation, fit)]


def _dear(address: AddressFacts) -> str:
    """Return the salutation: by name up to three, else to all of the house."""
    if not address.names:
        return "Dear resident,"
    if len(address.names) > _NAMED_AT_MOST:
        return f"Dear all at {address.lines[0]},"
    *most, last = address.names
    return f"Dear {', '.join(most)} and {last}," if most else f"Dear {last},"


def _stamps(ours: OurFacts, order: PaperOrder, imprint: Imprint, leaf: Leaf) -> Stamps:
    """Return what each page of every letter says: the text, who signs, the imprint."""
    size, step = _SIZE * leaf.scale, _STEP * leaf.scale
    room = leaf.width - 2 * _SIDE
    small = fonts.wrap(imprint.sentence, REGULAR, _IMPRINT, room)
    floor = 14 * _MM + len(small) * _IMPRINT * 1.25 + 8
    foot: list[Item] = [
        Text(_SIDE, floor - 8 - number * _IMPRINT * 1.25, line, _IMPRINT)
        for number, line in enumerate(small, 1)
    ]
    lines = [*flowed(order.text, size, room), "", "Yours sincerely,", "", "", ours.organiser or ours.campaign]
    first = max(1, int((leaf.height - _BODY - 1.6 * step - floor) // step))
    others = max(1, int((leaf.height - 24 * _MM - floor) // step))
    pages = [lines[:first], *(lines[at : at + others] for at in range(first, len(lines), others))]
    stamps: Stamps = {}
    for number, page in enumerate(pages):
        top = leaf.height - (_BODY + 1.6 * step if number == 0 else 24 * _MM)
        items = [Text(_SIDE, top - at * step, line, size) for at, line in enumerate(page) if line]
        stamps[f"letter-{number + 1}"] = (*items, *foot)
    return stamps


def _sender(ours: OurFacts, order: PaperOrder, leaf: Leaf) -> list[Item]:
    right = leaf.width - _SIDE
    top = leaf.height - 22 * _MM
    name, size = fonts.fitted(ours.organiser or ours.campaign, BOLD, 12, right - _SIDE, 8)
    lines = [ours.telephone, words.day(order.when or ours.printed_on)]
    items: list[Item] = [text_right(right, top, name, size, BOLD)]
    for number, line in enumerate(filter(None, lines), 1):
        items.append(text_right(right, top - number * 14, line, 10))
    return items
