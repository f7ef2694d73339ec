"""A page of the other papers: measures and foot. Pure positions in points.

Lists have the frame and heading of walk sheets, with their code. No corner marks: no scanner reads them back.
"""

from dataclasses import dataclass
from typing import ClassVar

from walksheets.sheets import fonts
from walksheets.sheets.edges import Edges
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.frame import Frame
from walksheets.sheets.items import Item, Rule, Text
from walksheets.sheets.kinds.order import PaperOrder

_LARGE = 1.22
_SMALL, _NARROW = 0.85, 450.0  # times: the type on a page narrower than so many points


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


def list_frame(order: PaperOrder, *, message: bool) -> Frame:
    """Return the frame of a list's pages: that of the walk sheets, its large print less large, for it has columns."""
    scale = (_LARGE if order.large_print else 1.0) * (_SMALL if order.page_size_pt[0] < _NARROW else 1.0)
    return Frame.on(order.page_size_pt, scale, message=message)


def foot(frame: Frame, bold: str, rest: str) -> tuple[float, list[Item]]:
    """Return where the foot begins, from below, and its items: a bold beginning and its sentence."""
    size = 8.5 * min(frame.scale, 1.1)
    step = size * 1.3
    said = _after_bold(bold, rest, size, frame.body_width)
    top = frame.bottom + step * len(said)
    items: list[Item] = [Rule(frame.left, top, frame.right, top, 0.8)]
    if bold:
        items.append(Text(frame.left, top - step, bold, size, BOLD))
    for number, line in enumerate(said):
        indent = fonts.width(bold, BOLD, size) + 4 if number == 0 and bold else 0.0
        y = top - step * (number + 1)
        items += [Text(frame.left + indent, y, line, size)] if line else []
    return top + 5, items


def _after_bold(bold: str, rest: str, size: float, room: float) -> list[str]:
    """Break a text whose first line begins after a bold one."""
    first = room - (fonts.width(bold, BOLD, size) + 4 if bold else 0)
    words = rest.split(" ")
    line = ""
    while words and fonts.width(f"{line} {words[0]}".strip(), REGULAR, size) <= first:
        line = f"{line} {words.pop(0)}".strip()
    return [line, *(fonts.wrap(" ".join(words), REGULAR, size, room) if words else [])]
