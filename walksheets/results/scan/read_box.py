"""Reading a box: how much ink is in it and what that can mean. Certain only when nothing else is likely.

A misread is far worse than a doubtful one: between empty and marked lies a wide strip that a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from walksheets.results.scan.printed_page import Rect
from walksheets.results.scan.straighten import DOTS, Ink, Spot

_PAPER, _TRACE = 0.08, 0.06  # an empty box: how dark its darkest tenth may be, and how much of it may be grey
_COVER, _SPAN, _DEPTH = (
    0.05,
    0.4,
    0.3,
)  # a mark: the least of its box it covers, how far it reaches, how dark it is
_CLEAR, _SLIGHT = 0.22, 0.07  # how dark a pen is at least, and a shade
_CROSSED = 0.08  # of the white on one side of a box, when ink goes over its edge there
_RING = 3  # sides with ink about an empty box: somebody drew round it
_INSIDE_PT = 1.7  # from the printed line's middle to where ink can only be a pen's
_GAP_PT = 1.1  # beside the printed line: its own blur
_ROUND_PT = 1.0  # of white beyond that is looked at too: the letters above begin at 2.5

_LEAST_WRITTEN = 60  # dark pixels: a letter of a pencil

EMPTY, MARKED, DOUBTFUL = "empty", "marked", "doubtful"


@dataclass(frozen=True, slots=True)
class BoxInk:
    """What was measured in one box. Shares are of its inside, 0 to 1."""

    cover: float
    """Share that is clearly dark."""
    trace: float
    """Share that is at all darker than paper and its noise."""
    depth: float
    """How dark the darkest tenth is."""
    span: float
    """How far clearly dark ink reaches, the larger of width and height, of the inside's."""
    outside: tuple[float, float, float, float]
    """Share of the white about the box that is dark: above, right, below, left."""
    found: bool
    """Its printed outline was seen."""


def measure(ink: Ink, at: Rect, spot: Spot, grain: float) -> BoxInk:
    """Measure one box on the straightened page; `grain` is how dark the inside of an empty box looks there."""
    side = at.width * DOTS
    inside = _inside(ink, at, spot)
    clear = max(_CLEAR, 6.0 * grain)
    dark = inside > clear
    return BoxInk(
        cover=float(dark.mean()),
        trace=float((inside > max(_SLIGHT, 3.0 * grain)).mean()),
        depth=_depth(inside),
        span=_span(dark),
        outside=_outside(ink, spot, side, clear),
        found=spot.found,
    )


def grain_of(ink: Ink, spots: Mapping[Rect, Spot]) -> float:
    """Return how dark the inside of an empty box looks on this page: as the middle one of these, for most are empty."""
    return float(np.median([_depth(_inside(ink, at, spot)) for at, spot in spots.items()]))


def judge(box: BoxInk) -> str:
    """Say empty, marked or doubtful."""
    above, right, below, left = (share > _CROSSED for share in box.outside)
    if not box.found:
        return DOUBTFUL
    if box.depth < _PAPER and box.trace < _TRACE and (above + right + below + left) < _RING:
        return EMPTY
    through = (above and below) or (left and right)
    if box.cover >= _COVER and box.span >= _SPAN and box.depth >= _DEPTH and not through:
        return MARKED
    return DOUBTFUL


def _inside(ink: Ink, at: Rect, spot: Spot) -> Ink:
    """Return a box's inside, cut out between pixels, so that no line of the print comes with it; a little smoothed."""
    side = at.width * DOTS
    size = max(4, int(side - 2 * _INSIDE_PT * DOTS))
    middle = spot.x + side / 2 - 0.5, spot.y + side / 2 - 0.5
    return np.asarray(cv2.GaussianBlur(cv2.getRectSubPix(ink, (size, size), middle), (0, 0), 0.8), np.float32)


def _depth(inside: Ink) -> float:
    """Return how dark the darkest tenth is."""
    count = max(1, inside.size // 10)
    return float(np.partition(inside, -count, axis=None)[-count:].mean())


def _span(dark: np.ndarray) -> float:
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not rows.size:
        return 0.0
    return float(max(np.ptp(rows) + 1, np.ptp(columns) + 1) / dark.shape[0])


def _outside(ink: Ink, spot: Spot, side: float, clear: float) -> tuple[float, float, float, float]:
    """Return how dark the narrow white on each side of the box is: ink that went over its edge, or a ring."""
    reach, gap = round(_ROUND_PT * DOTS), _GAP_PT * DOTS
    outer = round(side + 2 * gap) + 2 * reach
    about = cv2.getRectSubPix(ink, (outer, outer), (spot.x + side / 2 - 0.5, spot.y + side / 2 - 0.5)) > clear
    strips = (about[:reach], about[:, -reach:], about[-reach:], about[:, :reach])
    above, right, below, left = (float(strip.mean()) for strip in strips)
    return above, right, below, left


def written_on(ink: Ink, room: Rect, offset: tuple[float, float], grain: float) -> bool:
    """Tell whether somebody wrote in a room to write, above its printed dots."""
    x0, y0 = (round(at * DOTS + off) for at, off in zip((room.x + 2, room.y), offset, strict=True))
    x1 = round((room.x + room.width - 2) * DOTS + offset[0])
    y1 = round((room.y + room.height - 5.5) * DOTS + offset[1])
    part = ink[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    if not part.size:
        return False
    dark = cv2.GaussianBlur(part, (0, 0), 0.8) > max(_CLEAR, 6.0 * grain)
    return int(dark.sum()) > _LEAST_WRITTEN
