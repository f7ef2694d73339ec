"""Lines in metres: lengths, projecting points on to them, walking along them. Pure numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Where N points lie along a line."""

    along_m: Floats
    """(N,) from the line's beginning."""
    away_m: Floats
    """(N,) from the point to the line, never negative."""
    left_m: Floats
    """(N,) signed: left of the line's direction positive, right negative."""


def steps(line: Floats) -> Floats:
    """Return the (k-1,) lengths of a line's segments."""
    lengths: Floats = np.hypot(*np.diff(line, axis=0).T)
    return lengths


def length(line: Floats) -> float:
    """Return a line's length."""
    return float(steps(line).sum())


def project(points: Floats, line: Floats) -> Projection:
    """Return where (N, 2) points lie along a (k, 2) line: the nearest place on it."""
    segments = np.diff(line, axis=0)
    squared = np.maximum((segments**2).sum(axis=1), 1e-12)
    offset = points[:, None, :] - line[None, :-1, :]
    share = np.clip((offset * segments).sum(axis=2) / squared, 0.0, 1.0)
    gap = offset - share[:, :, None] * segments
    away = np.hypot(gap[..., 0], gap[..., 1])
    best = away.argmin(axis=1)
    every = np.arange(len(points))
    before = np.concatenate([[0.0], np.cumsum(np.sqrt(squared))])
    chosen = segments[best]
    to_point = offset[every, best]
    left = chosen[:, 0] * to_point[:, 1] - chosen[:, 1] * to_point[:, 0]
    nearest = away[every, best]
    return Projection(
        before[best] + share[every, best] * np.sqrt(squared[best]),
        nearest,
        np.where(left >= 0, nearest, -nearest),
    )


def at(line: Floats, along_m: Floats) -> tuple[Floats, Floats]:
    """Return the (N, 2) places at distances along a line, and the (N, 2) unit directions there."""
    lengths = steps(line)
    keep = np.concatenate([[True], lengths > 1e-9])
    line, lengths = line[keep], lengths[lengths > 1e-9]
    ends = np.cumsum(lengths)
    i = np.minimum(np.searchsorted(ends, along_m), len(lengths) - 1)
    direction = np.diff(line, axis=0)[i] / lengths[i][:, None]
    start = ends[i] - lengths[i]
    return line[i] + direction * (along_m - start)[:, None], direction


def extended(line: Floats, by_m: float) -> Floats:
    """Return a line drawn on straight at both ends."""
    _, (first, last) = at(line, np.array([0.0, length(line)]))
    return np.concatenate([[line[0] - by_m * first], line, [line[-1] + by_m * last]])


def joined(lines: Sequence[Floats]) -> Floats:
    """Return lines end to end as one."""
    return np.concatenate(list(lines))
