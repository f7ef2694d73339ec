"""The doors as the canvas has them: where each is, which round it is in, what stands on it.

Arrays, not objects: sixty thousand are found, coloured and caught in a lasso in milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


ASIDE = -2
"""The group of doors that go by post or to nobody."""


@dataclass(frozen=True)
class DoorDots:
    """N doors: `xy` metres (NaN: not placed), `group` the round's place in the list, -1 or ASIDE, `colour` a code or -1."""

    ids: Ints
    xy: Floats
    group: Ints
    colour: Ints
    labels: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @classmethod
    def make(
        cls,
        ids: Sequence[int],
        xy: Floats,
        group: Sequence[int],
        colour: Sequence[int],
        labels: Sequence[str] = (),
        addresses: Sequence[str] = (),
    ) -> "DoorDots":
        """Take sequences as arrays."""
        return cls(
            np.asarray(ids, dtype=np.int64),
            xy,
            np.asarray(group, dtype=np.int64),
            np.asarray(colour, dtype=np.int64),
            tuple(labels),
            tuple(addresses),
        )

    @classmethod
    def none(cls) -> "DoorDots":
        """Return no doors."""
        return cls.make([], np.zeros((0, 2)), [], [])

    def coloured(self, colour: Ints) -> "DoorDots":
        """Return the same doors in other colours."""
        return replace(self, colour=colour)

    def __len__(self) -> int:
        return len(self.ids)

    def bounds(self, group: int | None = None) -> tuple[float, float, float, float] | None:
        """Return the box of all doors, or of one group's."""
        return self.box_of(np.ones(len(self), dtype=bool) if group is None else self.group == group)

    def box_of(self, chosen: NDArray[np.bool_]) -> tuple[float, float, float, float] | None:
        """Return the box of some doors, or None where none of them is placed."""
        xy = self.xy[chosen & ~np.isnan(self.xy).any(axis=1)]
        if not len(xy):
            return None
        (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    def nearest(self, x: float, y: float, within_m: float) -> int:
        """Return the index of the door nearest to a place, -1 when none is near enough."""
        if not len(self.ids):
            return -1
        away = np.hypot(self.xy[:, 0] - x, self.xy[:, 1] - y)
        away[np.isnan(away)] = np.inf
        at = int(away.argmin())
        return at if away[at] <= within_m else -1

    def words(self, at: int) -> str:
        """Return a door's address."""
        return self.addresses[at] if self.addresses else ""

    def inside(self, loop: QPolygonF) -> list[int]:
        """Return the indices of the doors within a loop drawn in metres."""
        if loop.count() < 3:
            return []
        corners = np.array([[point.x(), point.y()] for point in loop.toList()])
        low, high = corners.min(axis=0), corners.max(axis=0)
        maybe = np.flatnonzero(((self.xy >= low) & (self.xy <= high)).all(axis=1))
        return [int(at) for at in maybe[_inside(self.xy[maybe], corners)]]

    def positions(self, indices: Sequence[int]) -> list[QPointF]:
        """Return where some doors are."""
        return [QPointF(float(x), float(y)) for x, y in self.xy[list(indices)] if not np.isnan(x)]


def _inside(points: Floats, corners: Floats) -> NDArray[np.bool_]:
    """Count crossings of a ray to the right, for all points at once."""
    result = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0], points[:, 1]
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        crosses = (y0 > y) != (y1 > y)
        if y0 != y1:
            result ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return result


def spread(xy: Floats, apart_m: float = 1.2) -> Floats:
    """Return positions with doors on the very same spot (flats) set side by side, so that each can be seen."""
    moved = xy.copy()
    there = np.flatnonzero(~np.isnan(xy).any(axis=1))
    if not len(there):
        return moved
    keys = np.round(xy[there] / 0.1).astype(np.int64)
    _, inverse, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    for start, count in zip(starts[counts > 1], counts[counts > 1], strict=True):
        members = there[order[start : start + count]]
        number = np.arange(count)
        # A sunflower's seeds: even distances however many there are.
        radius, angle = apart_m * np.sqrt(number), number * 2.39996
        moved[members, 0] += radius * np.cos(angle)
        moved[members, 1] += radius * np.sin(angle)
    return moved
