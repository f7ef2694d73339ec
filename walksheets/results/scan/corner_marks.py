"""Corner marks: dark squares in a picture, and which of them are a page's marks. Pure geometry.

A dark square is a row (x, y, side, alone) in pixels; `alone` is 1 where only white is about it, as about a mark,
and 0 in a word or a QR code.
"""

from collections.abc import Sequence
from itertools import product

import cv2
import numpy as np

from walksheets.results.scan.geometry import (
    Floats,
    apply,
    fit_affine,
    fit_homography,
    fit_similarity,
    pixels_a_point,
)
from walksheets.results.scan.pictures import Grey
from walksheets.results.scan.printed_page import PrintedPage, Rect

_LEAST, _MOST = 0.6, 1.5  # of a square's expected side
_FILLED, _LONGER = (
    0.8,
    1.25,
)  # what a filled square still is when blurred: share of its rectangle, length to width
_ALONE = 0.06  # share of dark in the white about a mark: no letter of a word has so little
_SEARCH = 0.2  # of a mark's distance from the QR code: how far perspective may carry it
_CANDIDATES = 4
_MISSING_PT = 3.0  # what a mark that was not seen counts as, in points of misfit
_OTHER_SIZE_PT = 4.0  # and one of e times the size
_MARK = 4.0  # how much a mark counts beside a point of the QR code: the marks span the page


def dark_squares(grey: Grey) -> Floats:
    """Return dark, filled, nearly square spots (x, y, side, alone), in pixels: what corner marks look like.

    `alone` is 1 where only white is about it, as about a mark, and 0 in a word or a QR code.
    """
    scale = min(1.0, 2400 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    longest = max(small.shape) * 0.03
    window = max(31, round(max(small.shape) / 30)) | 1
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 35)
    contours, levels = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour, level in zip(contours, np.reshape(levels, (-1, 4)) if len(contours) else (), strict=True):
        if level[3] >= 0:  # the edge of a hole
            continue
        (x, y), (width, height), _ = cv2.minAreaRect(contour)
        area = cv2.contourArea(contour) + len(contour) / 2  # the pixels' own halves
        whole = (width + 1) * (height + 1)
        square = area > _FILLED * whole and max(width, height) + 1 < _LONGER * (min(width, height) + 1)
        if square and area >= 12 and max(width, height) < longest:
            found.append((x, y, float(np.sqrt(area))))
    spots = np.array(found).reshape(-1, 3)
    alone = _surroundings(np.asarray(dark, np.uint8), spots) < _ALONE
    return np.column_stack([(spots[:, :2] + 0.5) / scale - 0.5, spots[:, 2] / scale, alone])


def _surroundings(dark: Grey, spots: Floats) -> Floats:
    """Return for each spot the share of dark in the white that should be about it, half its side wide."""
    sums = cv2.integral(dark // 255)
    height, width = dark.shape

    def counted(half: Floats) -> tuple[Floats, Floats]:
        x0, y0 = (np.clip(np.rint(spots[:, i] - half), 0, (width, height)[i]).astype(int) for i in (0, 1))
        x1, y1 = (np.clip(np.rint(spots[:, i] + half), 0, (width, height)[i]).astype(int) for i in (0, 1))
        dark_there = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return dark_there.astype(float), ((x1 - x0) * (y1 - y0)).astype(float)

    outer, inner = counted(spots[:, 2] * 1.1), counted(spots[:, 2] * 0.62 + 1)
    return np.asarray((outer[0] - inner[0]) / np.maximum(outer[1] - inner[1], 1.0))


def near(squares: Floats, homography: Floats, square: Rect, reach_pt: float) -> Floats:
    """Return the dark squares of this one's size near where it is expected, the nearest first."""
    expected = apply(homography, [square.middle])[0]
    per_point = pixels_a_point(homography, square.middle)
    away = np.hypot(*(squares[:, :2] - expected).T)
    ratio = squares[:, 2] / (per_point * square.width)
    fits = (away <= reach_pt * per_point) & (ratio > _LEAST) & (ratio < _MOST)
    return np.asarray(squares[fits][np.argsort(away[fits])], float)


def fit_page(squares: Floats, page: PrintedPage, points: Floats, pixels: Floats) -> Floats:
    """Return the homography of a page of which some points are known (of its QR code), by the marks that fit best.

    With fewer than three marks perspective cannot be told, so the page is taken to lie flat.
    """
    roughly = fit_similarity(points, pixels)
    alone = squares[squares[:, 3] > 0]
    could: list[list[Floats | None]] = []
    for mark in page.marks:
        reach = _SEARCH * float(np.hypot(*np.subtract(mark.middle, page.qr.middle)))
        could.append([*near(alone, roughly, mark, reach)[:_CANDIDATES], None])
    tried = ((_fit(three, page, points, pixels), three) for three in product(*could))
    return min(
        ((_misfit(fitted, three, page, points, pixels), n, fitted) for n, (fitted, three) in enumerate(tried))
    )[2]


def _fit(three: Sequence[Floats | None], page: PrintedPage, points: Floats, pixels: Floats) -> Floats:
    seen = [
        (mark.middle, square[:2])
        for mark, square in zip(page.marks, three, strict=True)
        if square is not None
    ]
    if not seen:
        return fit_similarity(points, pixels)
    all_points = np.vstack([points, [point for point, _ in seen]])
    all_pixels = np.vstack([pixels, [pixel for _, pixel in seen]])
    if len(seen) == 1:
        return fit_similarity(all_points, all_pixels)
    if len(seen) == 2:
        return fit_affine(all_points, all_pixels)
    return fit_homography(all_points, all_pixels, np.array([1.0] * len(points) + [_MARK] * 3))


def _misfit(
    fitted: Floats, three: Sequence[Floats | None], page: PrintedPage, points: Floats, pixels: Floats
) -> float:
    """Say, in points, how badly marks fit together with what is known: by place, and by size."""
    per_point = pixels_a_point(fitted, page.qr.middle)
    misfit = float(np.hypot(*(apply(fitted, points) - pixels).T).max()) / per_point
    for mark, square in zip(page.marks, three, strict=True):
        if square is None:
            misfit += _MISSING_PT
            continue
        away = float(np.hypot(*(apply(fitted, [mark.middle])[0] - square[:2]))) / per_point
        size = square[2] / (pixels_a_point(fitted, mark.middle) * mark.width)
        misfit += away + _OTHER_SIZE_PT * abs(float(np.log(size)))
    return misfit
