"""Labels: what stands on each, and their pages on a sheet of labels. Pure.

The first line is large; a line that is too long is set smaller, then goes on in the next line.
"""

from collections.abc import Sequence

from walksheets.errors import UsersMistake
from walksheets.sheets import fonts, words
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Item, Page, Text
from walksheets.sheets.kinds.bundles import counted_out
from walksheets.sheets.kinds.facts import AddressFacts, OurFacts, PlanFacts
from walksheets.sheets.kinds.label_sheets import LabelSheet

Label = tuple[str, ...]
"""The lines of a label, the large one first."""

_PAD = 8.5  # points of white inside a label's edge: 3 mm, for a printer that feeds askew
_LARGEST, _SMALLEST = 12.0, 5.0
_FIRST = 1.25  # the first line's size, of the others'
_STEP = 1.2


def round_labels(ours: OurFacts, plan: PlanFacts) -> list[Label]:
    """Return a label for the leaflets of each round."""
    found: list[Label] = []
    for each, walker, leaflets in zip(plan.rounds, plan.walkers, plan.leaflets, strict=True):
        found.append(
            (
                f"Round {each.number} {each.name}".strip(),
                f"{words.count(leaflets, 'leaflet')} = {counted_out(ours, leaflets)}",
                f"for {walker.name}" if walker else "for: nobody yet",
                plan.name,
            )
        )
    return found


def address_labels(addresses: Sequence[AddressFacts]) -> list[Label]:
    """Return a label for each household."""
    return [(", ".join(each.names) or "The residents", *each.lines) for each in addresses]


def lay_out(labels: Sequence[Label], sheet: LabelSheet, start_at: int) -> list[Page]:
    """Return the pages; the first begins at label `start_at` of a sheet that was used before.

    Raises UsersMistake when the sheet has no such label.
    """
    if not 1 <= start_at <= sheet.labels:
        raise UsersMistake(
            f"A sheet {sheet.name} has labels 1 to {sheet.labels}, so printing cannot start at {start_at}; nothing was printed."
        )
    places = [(start_at - 1 + number, label) for number, label in enumerate(labels)]
    pages = -(-(start_at - 1 + len(labels)) // sheet.labels)
    items: list[list[Item]] = [[] for _ in range(pages)]
    for place, label in places:
        page, on_page = divmod(place, sheet.labels)
        items[page] += _placed(label, sheet, on_page)
    return [Page("", number, pages, sheet.size_pt, tuple(page)) for number, page in enumerate(items, 1)]


def _placed(label: Label, sheet: LabelSheet, place: int) -> list[Item]:
    """Set a label's lines as large as they fit, in the middle of its height."""
    x, y = sheet.corner(place)
    room, high = sheet.width - 2 * _PAD, sheet.height - 2 * min(_PAD, sheet.height * 0.1)
    size = _LARGEST
    lines = _broken(label, size, room)
    while size > _SMALLEST and _height(lines) > high:
        size -= 0.5
        lines = _broken(label, size, room)
    top = y + sheet.height / 2 + _height(lines) / 2
    found: list[Item] = []
    for line, font, own in lines:
        top -= own * _STEP
        if top < y:
            break  # a label of stamp size holds no more
        found.append(Text(x + _PAD, top + own * 0.24, line, own, font))
    return found


def _broken(label: Label, size: float, room: float) -> list[tuple[str, str, float]]:
    """Return the lines with font and size, each no wider than `room`."""
    first, *others = label
    lines = [(line, BOLD, size * _FIRST) for line in fonts.wrap(first, BOLD, size * _FIRST, room)]
    return lines + [
        (line, REGULAR, size) for other in others for line in fonts.wrap(other, REGULAR, size, room)
    ]


def _height(lines: Sequence[tuple[str, str, float]]) -> float:
    return sum(own * _STEP for _, _, own in lines)
