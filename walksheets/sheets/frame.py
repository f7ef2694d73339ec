"""What every page has alike: margins, the heading with its code, the corner marks a scanner looks for.

Measures are points from the lower left corner. Pure positions.
"""

from dataclasses import dataclass

from walksheets.sheets import codes, fonts
from walksheets.sheets.content import Head
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.edges import Edges
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Area, Box, Item, Qr, Rule, Text, tagged, text_centred, text_right

_MARK_INSET = 14.0
_MARK = 8.0
_QR = 50.0
_CODE_COLUMN = 82.0
_TITLE = 16.0
_LINES = 3
_BESIDE = 2  # of them beside the QR code on a narrow page: whose it is, who has it
_STEP = 12.0
_LARGE = 1.45  # ordinary to large print: names in 16 points
_NARROW = 450.0  # A5 upright
_HEAD_LEAST = 7.5  # points: nothing in the heading is smaller
_HOLDER = 0.3  # of the page's width: the volunteer's name
_HEAD_MOST = 1.25  # times: the heading in large print


@dataclass(frozen=True, slots=True)
class Frame(Edges):
    """A walk sheet's measures."""

    scale: float
    """Of type and boxes: 1 in ordinary print."""
    heading: float
    """How high the heading is, the white below it counted."""

    @classmethod
    def of(cls, design: SheetDesign) -> "Frame":
        """Return the frame of a design's paper."""
        scale = _LARGE if design.large_print else 1.0
        return cls.on(design.page_size_pt, scale, message=bool(design.message))

    @classmethod
    def on(cls, size_pt: tuple[float, float], scale: float, *, message: bool) -> "Frame":
        """Return the frame of a page of that size, its heading with room for a line of the organiser's own."""
        width, height = size_pt
        step = _STEP * min(scale, _HEAD_MOST)
        title = _TITLE * min(scale, _HEAD_MOST)
        if width < _NARROW:
            high = max(_QR, title + _BESIDE * step) + (_LINES - 1 + message) * step
        else:
            high = max(_QR, title + (_LINES + message) * step)
        return cls(width, height, scale, high + 8)

    @property
    def narrow(self) -> bool:
        """Tell whether most of the heading stands below the QR code, for beside it there is no room."""
        return self.width < _NARROW

    @property
    def body_top(self) -> float:
        """Return where what follows the heading begins."""
        return self.top - self.heading


def corner_marks(frame: Frame) -> list[Item]:
    """Return three squares; the QR code is the fourth corner and tells which way is up."""
    return [Area(x, y, size, size) for x, y, size in mark_places(frame)]


def mark_places(frame: Frame) -> list[tuple[float, float, float]]:
    """Return the corner marks (x, y, size): upper right, lower left, lower right."""
    far_x, far_y = frame.width - _MARK_INSET - _MARK, frame.height - _MARK_INSET - _MARK
    corners = ((far_x, far_y), (_MARK_INSET, _MARK_INSET), (far_x, _MARK_INSET))
    return [(x, y, _MARK) for x, y in corners]


def qr_place(frame: Frame) -> tuple[float, float, float]:
    """Return where the QR code stands (x, y, size), its white margin not counted."""
    return frame.left, frame.top - _QR, _QR


def heading(frame: Frame, head: Head, code: str, mark: str, page: int, of: int) -> list[Item]:
    """Return the heading of one page: its code, its page, whose and what round it is; `mark` is the campaign's."""
    items = _identity(frame, code, mark, f"page {page} of {of}")
    x = frame.left + _QR + 12 + _CODE_COLUMN
    scale = min(frame.scale, _HEAD_MOST)
    step = _STEP * scale
    title, title_size = fonts.fitted(head.title, BOLD, 16 * scale, frame.right - x, 10)
    y = frame.top - 13 * scale
    items += tagged("H1", [Text(x, y, title, title_size, BOLD)])
    y -= 14 * scale
    holder = _holder(frame, head.holder, y - step - 2 if frame.narrow else y)
    end = frame.right
    if not frame.narrow:
        end = min((item.x - 12 for item in holder if isinstance(item, Text)), default=end)
    whose, counted, *others = [*head.lines, head.message] if head.message else head.lines
    items += [_line(whose, REGULAR, x, y, end, scale), *holder]
    if frame.narrow:
        x, y = frame.left, frame.top - max(_QR, _TITLE * scale + _BESIDE * step) + 1
    for line in (counted, *others):
        y -= step
        items.append(
            _line(line, BOLD if line in (counted, head.message) else REGULAR, x, y, frame.right, scale)
        )
    return items


def _line(text: str, font: str, x: float, y: float, end: float, scale: float) -> Text:
    shown, size = fonts.fitted(text, font, 9 * scale, end - x, _HEAD_LEAST)
    return Text(x, y, shown, size, font)


def _holder(frame: Frame, name: str | None, y: float) -> list[Item]:
    """The volunteer's name at the right, or a line to write it on."""
    if name is None:
        return []
    if not name:
        room = min(150, frame.body_width * _HOLDER)
        return [
            Text(frame.right - room, y, "name", 8),
            Rule(frame.right - room + 22, y - 1, frame.right, y - 1, 0.5, 0.4),
        ]
    name, size = fonts.fitted(name, BOLD, 11, min(190, frame.body_width * _HOLDER), 8)
    return [text_right(frame.right, y, name, size, BOLD)]


def _identity(frame: Frame, code: str, mark: str, page: str) -> list[Item]:
    x, y, _ = qr_place(frame)
    beside = x + _QR + 12
    if not code:
        return [
            Box(x, y, _QR),
            text_centred(x + _QR / 2, y + _QR / 2 - 3, "preview", 9),
            Text(beside, frame.top - 17, "preview", 18, BOLD, 0.5),
            Text(beside, frame.top - 31, page, 10, BOLD),
        ]
    return [
        Qr(x, y, _QR, codes.symbol(code, mark)),
        Text(beside, frame.top - 17, code, 18, BOLD),
        Text(beside, frame.top - 32, page, 10, BOLD),
    ]
