"""Plane geometry between paper and picture: similarities and homographies, fitted and applied. Pure.

A homography carries points of the paper to pixels of the picture; a similarity turns, scales and shifts only.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from walksheets.results.scan.printed_page import Rect

Floats = NDArray[np.float64]
Point = tuple[float, float]


def fit_similarity(points: Sequence[Floats] | Floats, pixels: Sequence[Floats] | Floats) -> Floats:
    """Return the turn, scale and shift (no mirror) that carry points nearest to pixels."""
    z = np.array(points, float) @ (1, 1j)
    w = np.array(pixels, float) @ (1, 1j)
    centred = z - z.mean()
    turn = complex(np.vdot(centred, w - w.mean()) / np.vdot(centred, centred))
    shift = complex(w.mean() - turn * z.mean())
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0, 0, 1]])


def fit_affine(points: Floats, pixels: Floats) -> Floats:
    """Return the affine map from points to pixels by least squares."""
    ones = np.column_stack([points, np.ones(len(points))])
    found, *_ = np.linalg.lstsq(ones, pixels, rcond=None)
    return np.vstack([found.T, (0.0, 0.0, 1.0)])


def fit_homography(points: Floats, pixels: Floats, weights: Floats) -> Floats:
    """Return the homography from points to pixels by weighted least squares (normalised direct linear transform)."""
    to_unit, to_pixels = _normaliser(points), _normaliser(pixels)
    (x, y), (u, v) = apply(to_unit, points).T, apply(to_pixels, pixels).T
    zero, one = np.zeros_like(x), np.ones_like(x)
    rows = np.vstack(
        [
            np.column_stack([x, y, one, zero, zero, zero, -u * x, -u * y, -u]) * weights[:, None],
            np.column_stack([zero, zero, zero, x, y, one, -v * x, -v * y, -v]) * weights[:, None],
        ]
    )
    _, _, right = np.linalg.svd(rows)
    homography = np.linalg.inv(to_pixels) @ right[-1].reshape(3, 3) @ to_unit
    return np.asarray(homography / homography[2, 2], float)


def _normaliser(points: Floats) -> Floats:
    middle = points.mean(axis=0)
    spread = float(np.abs(points - middle).mean()) or 1.0
    return np.array([[1 / spread, 0, -middle[0] / spread], [0, 1 / spread, -middle[1] / spread], [0, 0, 1]])


def apply(homography: Floats, points: Sequence[Point] | Sequence[Floats] | Floats) -> Floats:
    """Carry points through a homography."""
    x = np.asarray(points, float)
    carried = np.column_stack([x, np.ones(len(x))]) @ homography.T
    return np.asarray(carried[:, :2] / carried[:, 2:], float)


def pixels_a_point(homography: Floats, at: Point) -> float:
    """Return how many pixels a point of paper has there."""
    a, b, c = apply(homography, [at, (at[0] + 1, at[1]), (at[0], at[1] + 1)])
    return float(np.sqrt(np.hypot(*(b - a)) * np.hypot(*(c - a))))


def corners_of(rect: Rect) -> list[Floats]:
    x0, y0, x1, y1 = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    return [np.array(corner) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
