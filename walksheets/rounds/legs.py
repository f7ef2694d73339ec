"""Walking from door to door inside a round, and the minutes it adds up to.

On the network where both doors stand on it; else straight across, or by what a street usually
takes, so that every pair of doors has a distance. Holds no orders and no database.
"""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from walksheets.places import Door, DoorSpots, WalkingNetwork
from walksheets.rounds.street_order import assumed_walk_m

DETOUR = 1.3
"""Streets are longer than straight lines by about this in towns (general knowledge)."""

Floats = NDArray[np.float64]


class Legs:
    """Distances between the doors of a campaign, asked for by door id."""

    def __init__(self, network: WalkingNetwork, spots: DoorSpots, doors: Sequence[Door]):
        self._network = network
        self._doors = doors
        self._spots = spots
        self._index = {door.id: i for i, door in enumerate(doors)}

    def walk_m(self, door_ids: Sequence[int]) -> list[float]:
        """Return for each door of a walk the metres from the door before; 0 for the first."""
        at = [self._index[door_id] for door_id in door_ids]
        return [0.0, *(self._leg(a, b) for a, b in itertools.pairwise(at))][: len(at)]

    def _leg(self, a: int, b: int) -> float:
        before, after = self._doors[a], self._doors[b]
        apart = self._spots.xy[a] - self._spots.xy[b]
        if before.street_id == after.street_id or not np.isfinite(apart).all():
            return assumed_walk_m(before, after)
        return float(np.hypot(*apart)) * DETOUR


def clock(walk_m: Sequence[float], door_minutes: float, speed_mps: float) -> list[float]:
    """Return the minutes since the round's start at which each door is done."""
    steps = np.asarray(walk_m, dtype=float) / (speed_mps * 60) + door_minutes
    return [float(minutes) for minutes in np.cumsum(steps)]
