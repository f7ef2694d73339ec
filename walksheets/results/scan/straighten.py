"""Straightening: a page out of a picture, upright, flat light, at one scale; then each row of boxes to the pixel.

Paper curls and creases, so a row's boxes are looked for near where geometry expects them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from walksheets.results.scan.geometry import Floats, Point
from walksheets.results.scan.pictures import Grey
from walksheets.results.scan.printed_page import PrintedPage, Rect

Ink = NDArray[np.float32]
"""How dark paper is, 0 white to 1 black, whatever the light."""

DOTS = 200 / 72
"""Pixels a point of the straightened page: 200 dpi."""

_LIGHT = 71  # pixels, 9 mm: wider than a box, so that white paper is always in view
_LONG = 121  # pixels, 15 mm: no mark is so long
_SLANT = 5  # pixels that a fold may lean on that way
_CREASE = 0.32  # how dark a fold is at most
_REACH_PT = 3.6  # how far boxes may lie from where those found nearby say they are
_REACH_FIRST_PT = 7.0  # and before any were found: not half way to the next
_OUTLINE_PT = 0.8
_INSIDE_PT = 1.7  # from there on inwards a box is looked at for marks, not for its outline
_PIECE = 5  # boxes looked for together
_FEW = 3  # fewer can be mistaken for something else: they come last, led by the others
_FOUND = 0.42  # correlation with an outline from which on a piece counts as found


@dataclass(frozen=True, slots=True, eq=False)
class FlatPage:
    """A page, straightened: as a picture to show, and as ink to measure."""

    grey: Grey
    ink: Ink


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box's upper left corner lies on the straightened page, in pixels."""

    x: float
    y: float
    found: bool
    """Its outline was seen; else the place is a guess from the others."""


def straighten(grey: Grey, page: PrintedPage, homography: Floats) -> FlatPage:
    """Return the page upright at `DOTS` pixels a point, its light made even."""
    to_page = homography @ np.diag([1 / DOTS, 1 / DOTS, 1.0])
    size = round(page.width * DOTS), round(page.height * DOTS)
    flat = cv2.warpPerspective(
        grey, to_page, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    return FlatPage(np.asarray(flat, np.uint8), _ink(np.asarray(flat, np.uint8)))


def _ink(flat: Grey) -> Ink:
    """Return how much darker each pixel is than the paper about it."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_LIGHT // 4 | 1,) * 2)
    paper = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, kernel)
    paper = cv2.GaussianBlur(paper, (0, 0), 6)
    paper = cv2.resize(paper, flat.shape[::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return np.asarray(np.clip(1.0 - flat / np.maximum(paper, 1.0), 0.0, 1.0), np.float32)


def without_creases(ink: Ink) -> Ink:
    """Return the ink without what runs straight on, faintly, for longer than a pen's mark: folds, a scanner's streaks.

    A pen's line across a whole row is darker than that and stays.
    """
    coarse = (np.minimum(ink, _CREASE) * 255).astype(np.uint8)
    line = np.zeros_like(coarse)
    for along, across in (((1, _LONG), (_SLANT, 1)), ((_LONG, 1), (1, _SLANT))):
        wide = cv2.dilate(coarse, np.ones((across[1], across[0]), np.uint8))
        line = np.maximum(
            line, cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((along[1], along[0]), np.uint8))
        )
    return np.asarray(np.maximum(ink - line.astype(np.float32) / 255, 0.0), np.float32)


def settle(flat: FlatPage, page: PrintedPage) -> dict[Rect, Spot]:
    """Return where each box is, piece by piece from the top, each led by those found near it."""
    spots: dict[Rect, Spot] = {}
    trail: list[tuple[float, float, float, float]] = []  # where pieces were found: x, y, and how far off
    for piece in sorted(_pieces({box.at for box in page.boxes}), key=lambda piece: len(piece) < _FEW):
        middle = np.mean([at.middle for at in piece], axis=0) * DOTS
        guess = _led(trail, middle)
        reach = _REACH_PT if len(trail) > _FEW else _REACH_FIRST_PT
        offset, score = _look(flat.ink, piece, guess, reach if len(piece) > 1 else reach / 2)
        found = score >= _FOUND
        if found:
            trail.append((*middle, *offset))
        dx, dy = offset if found else guess
        spots |= {at: Spot(at.x * DOTS + dx, at.y * DOTS + dy, found) for at in piece}
    return spots


def _pieces(places: Iterable[Rect]) -> list[list[Rect]]:
    """Cut each row of boxes in pieces of a few that stand side by side, in the order of the paper."""
    pieces: list[list[Rect]] = []
    for at in sorted(places, key=lambda at: (at.y, at.x)):
        before = pieces[-1][-1] if pieces else None
        beside = before and at.y == before.y and at.x - before.x < 2 * at.width
        if beside and len(pieces[-1]) < _PIECE:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    return pieces


def _led(trail: Sequence[tuple[float, float, float, float]], middle: Floats) -> tuple[float, float]:
    """Return how far off boxes are likely to be here: as the nearest that were found."""
    if not trail:
        return 0.0, 0.0
    near = np.array(trail)
    away = np.hypot(near[:, 0] - middle[0], 2 * (near[:, 1] - middle[1]))
    nearest = np.argsort(away)[:4]
    dx, dy = np.median(near[nearest, 2:], axis=0)
    return float(dx), float(dy)


def _look(ink: Ink, piece: Sequence[Rect], guess: Point, reach_pt: float) -> tuple[Point, float]:
    """Look for the outlines of a few boxes near a guess: how far off they are, and how sure that is."""
    reach = round(reach_pt * DOTS)
    left = min(at.x for at in piece) * DOTS + guess[0] - 3
    top = min(at.y for at in piece) * DOTS + guess[1] - 3
    outline = _outlines(piece)
    height, width = outline.shape
    x, y = round(left), round(top)
    window = _cut(ink, x - reach, y - reach, width + 2 * reach, height + 2 * reach)
    about = _about_outline(outline) if len(piece) == 1 else None
    scores = cv2.matchTemplate(window, outline, cv2.TM_CCOEFF_NORMED, mask=about)
    _, best, _, (column, row) = cv2.minMaxLoc(scores)
    dx = x - left + _between(np.asarray(scores[row, :], float), column) - reach
    dy = y - top + _between(np.asarray(scores[:, column], float), row) - reach
    return (guess[0] + dx, guess[1] + dy), float(best)


def _between(scores: Floats, at: int) -> float:
    """Return the peak between pixels, by the parabola through it and its neighbours."""
    if not 0 < at < len(scores) - 1:
        return float(at)
    before, peak, after = (float(each) for each in scores[at - 1 : at + 2])
    bend = before - 2 * peak + after
    return at + (0.5 * (before - after) / bend if bend < 0 else 0.0)


def _outlines(piece: Sequence[Rect]) -> Ink:
    """Draw the boxes of a piece as they were printed, 3 pixels from the edge."""
    left, top = min(at.x for at in piece), min(at.y for at in piece)
    right = max(at.x + at.width for at in piece)
    low = max(at.y + at.height for at in piece)
    fine = 4
    width, height = (round((span * DOTS + 7) * fine) for span in (right - left, low - top))
    drawn = np.zeros((height // fine * fine, width // fine * fine), np.float32)
    thick = round(_OUTLINE_PT * DOTS * fine)
    for at in piece:
        corner = tuple(round((way * DOTS + 3) * fine - fine / 2 + 0.5) for way in (at.x - left, at.y - top))
        far = tuple(round(way + at.width * DOTS * fine) for way in corner)
        cv2.rectangle(drawn, corner, far, 1.0, thick)
    small = cv2.resize(drawn, None, fx=1 / fine, fy=1 / fine, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.8), np.float32)


def _about_outline(outline: Ink) -> Ink:
    """Return 1 on a single box's outline and close to it, 0 inside: a thick cross must not hide the box it is in."""
    near = np.ones_like(outline)
    inside = round(3 + _INSIDE_PT * DOTS)
    near[inside:-inside, inside:-inside] = 0.0
    return near


def _cut(ink: Ink, x: int, y: int, width: int, height: int) -> Ink:
    """Cut a window out; what lies beyond the page is white."""
    window = np.zeros((height, width), np.float32)
    x0, y0 = max(x, 0), max(y, 0)
    x1, y1 = min(x + width, ink.shape[1]), min(y + height, ink.shape[0])
    if x1 > x0 and y1 > y0:
        window[y0 - y : y1 - y, x0 - x : x1 - x] = ink[y0:y1, x0:x1]
    return window
