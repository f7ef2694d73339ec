"""Reading a box: how much ink is in it and what that can mean. Certain only when nothing else is likely.

A misread is far worse than a doubtful one: between empty and marked lies a wide strip that a person decides.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from walksheets.results.scan.printed_page import Rect
from walksheets.results.scan.straighten import DOTS, Ink, Spot

_INSIDE_PT = 1.7  # from the printed line's middle to where ink can only be a pen's
_ROUND_PT = 1.5  # of white about a box, outside its line, that is looked at too

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
    outside: float
    """Share of the white about the box that is dark."""
    found: bool
    """Its printed outline was seen."""


def measure(ink: Ink, at: Rect, spot: Spot, noise: float) -> BoxInk:
    """Measure one box on the straightened page; `noise` is how dark bare paper can look."""
    side = at.width * DOTS
    inside = _inner(ink, spot, side, _INSIDE_PT * DOTS)
    clear, slight = max(0.22, 3.0 * noise), max(0.09, 2.0 * noise)
    smooth = cv2.GaussianBlur(inside, (0, 0), 0.8)
    dark = smooth > clear
    darkest = np.sort(smooth, axis=None)[-max(1, smooth.size // 10) :]
    return BoxInk(
        cover=float(dark.mean()),
        trace=float((smooth > slight).mean()),
        depth=float(darkest.mean()),
        span=_span(dark),
        outside=_outside(ink, spot, side, clear),
        found=spot.found,
    )


def judge(box: BoxInk) -> str:
    """Say empty, marked or doubtful."""
    if not box.found:
        return DOUBTFUL
    if box.trace < 0.035 and box.depth < 0.12:
        return EMPTY
    if box.cover >= 0.05 and box.span >= 0.4 and box.depth >= 0.3:
        return MARKED
    return DOUBTFUL


def noise_of(ink: Ink) -> float:
    """Return how dark bare paper looks on this page, at its worst but one in forty: grain, JPEG, a soft light."""
    sample = cv2.GaussianBlur(ink, (0, 0), 0.8)[::7, ::7]
    bare = sample[sample < 0.2]
    return float(np.quantile(bare, 0.975)) if bare.size else 0.0


def _inner(ink: Ink, spot: Spot, side: float, inset: float) -> Ink:
    """Return the inside of a box, cut out between pixels, so that no line of the print comes with it."""
    size = max(4, int(side - 2 * inset))
    middle = spot.x + side / 2 - 0.5, spot.y + side / 2 - 0.5
    return np.asarray(cv2.getRectSubPix(ink, (size, size), middle), np.float32)


def _span(dark: np.ndarray) -> float:
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not rows.size:
        return 0.0
    return float(max(np.ptp(rows) + 1, np.ptp(columns) + 1) / dark.shape[0])


def _outside(ink: Ink, spot: Spot, side: float, clear: float) -> float:
    """Return the share of dark in the narrow white about the box: ink that went over its edge, or a ring."""
    reach = _ROUND_PT * DOTS
    gap = 0.9 * DOTS
    outer = round(side + 2 * (gap + reach))
    about = cv2.getRectSubPix(ink, (outer, outer), (spot.x + side / 2 - 0.5, spot.y + side / 2 - 0.5))
    edge = round(reach)
    ring = np.concatenate(
        [
            about[:edge].ravel(),
            about[-edge:].ravel(),
            about[edge:-edge, :edge].ravel(),
            about[edge:-edge, -edge:].ravel(),
        ]
    )
    return float((ring > clear).mean())


def written_on(ink: Ink, room: Rect, offset: tuple[float, float], noise: float) -> bool:
    """Tell whether somebody wrote in a room to write, above its printed dots."""
    x0, y0 = (round(at * DOTS + off) for at, off in zip((room.x + 2, room.y), offset, strict=True))
    x1 = round((room.x + room.width - 2) * DOTS + offset[0])
    y1 = round((room.y + room.height - 5.5) * DOTS + offset[1])
    part = ink[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    if not part.size:
        return False
    dark = cv2.GaussianBlur(part, (0, 0), 0.8) > max(0.22, 3.0 * noise)
    return int(dark.sum()) > _LEAST_WRITTEN
