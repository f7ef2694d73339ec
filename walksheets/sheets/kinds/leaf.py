"""A page of the other papers: measures, heading and foot. Pure positions in points.

No code and no corner marks: these papers are not read back by a scanner.
"""

from dataclasses import dataclass
from typing import ClassVar

from walksheets.sheets import fonts
from walksheets.sheets.edges import Edges
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Item, Rule, Text, tagged, text_right
from walksheets.sheets.kinds.order import PaperOrder

_LARGE = 1.22
_STEP = 13.0


@dataclass(frozen=True, slots=True)
class Leaf(Edges):
    """The page's measures. `scale` is of type: 1 in ordinary print."""

    scale: float

    margin: ClassVar[float] = 34.0
    """12 mm: room for a clip."""

    @classmethod
    def of(cls, order: PaperOrder) -> "Leaf":
        """Return the leaf of an order's paper."""
        return cls(*order.page_size_pt, _LARGE if order.large_print else 1.0)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height."""
        return self.width, self.height


def heading(
    leaf: Leaf, title: str, lines: tuple[str, ...], number: int, of: int, warning: str = ""
) -> tuple[float, list[Item]]:
    """Return where the heading ends and its items; what is too long goes on in the next line."""
    scale = leaf.scale
    page = text_right(leaf.right, leaf.top - 13 * scale, f"page {number} of {of}", 9 * scale, BOLD)
    items: list[Item] = []
    y = leaf.top - 14 * scale
    for part in fonts.wrap(title, BOLD, 17 * scale, page.x - 12 - leaf.left):
        items.append(Text(leaf.left, y, part, 17 * scale, BOLD))
        y -= 19 * scale
    items = [*tagged("H1", items), page]
    for line in lines:
        for part in fonts.wrap(line, REGULAR, 10 * scale, leaf.body_width):
            items.append(Text(leaf.left, y, part, 10 * scale))
            y -= _STEP * scale
    for part in fonts.wrap(warning, BOLD, 10 * scale, leaf.body_width) if warning else []:
        items.append(Text(leaf.left, y, part, 10 * scale, BOLD))
        y -= _STEP * scale
    y += 5 * scale
    items.append(Rule(leaf.left, y, leaf.right, y, 1.0))
    return y - 4 * scale, items


def foot(leaf: Leaf, bold: str, rest: str, origin: str) -> tuple[float, list[Item]]:
    """Return where the foot begins, from below, and its items."""
    size = 8.5 * min(leaf.scale, 1.1)
    step = size * 1.3
    small = fonts.wrap(origin, REGULAR, size - 1, leaf.body_width) if origin else []
    said = _after_bold(bold, rest, size, leaf.body_width) if bold or rest else []
    top = leaf.bottom + step * (len(said) + len(small))
    items: list[Item] = [Rule(leaf.left, top, leaf.right, top, 0.8)]
    if bold:
        items.append(Text(leaf.left, top - step, bold, size, BOLD))
    y = top
    for number, line in enumerate(said):
        y -= step
        indent = fonts.width(bold, BOLD, size) + 4 if number == 0 and bold else 0.0
        items += [Text(leaf.left + indent, y, line, size)] if line else []
    for line in small:
        y -= step
        items.append(Text(leaf.left, y, line, size - 1, grey=0.2))
    return top + 5, items


def _after_bold(bold: str, rest: str, size: float, room: float) -> list[str]:
    """Break a text whose first line begins after a bold one."""
    first = room - (fonts.width(bold, BOLD, size) + 4 if bold else 0)
    words = rest.split(" ")
    line = ""
    while words and fonts.width(f"{line} {words[0]}".strip(), REGULAR, size) <= first:
        line = f"{line} {words.pop(0)}".strip()
    return [line, *(fonts.wrap(" ".join(words), REGULAR, size, room) if words else [])]
