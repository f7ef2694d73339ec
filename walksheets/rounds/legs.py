"""Walking from door to door inside a round, and the minutes it adds up to.

On the streets by the engine's one evaluator; past doors that nobody could place by what a street
usually takes. Holds no orders and no database.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from walksheets.places import Door, DoorSpots, WalkingNetwork
from walksheets.rounds.engine import Problem, Walk, order, way
from walksheets.rounds.street_order import (
    CROSSING_M,
    NEXT_STREET_M,
    assumed_walk_m,
    numbers_in_order,
    side_key,
    street_by_street,
)

Floats = NDArray[np.float64]


class Legs:
    """Distances between some doors of a campaign, asked for by door id."""

    def __init__(self, network: WalkingNetwork, spots: DoorSpots, doors: Sequence[Door]):
        self.network, self.spots = network, spots
        self.doors = {door.id: door for door in doors}
        self._index = {door.id: i for i, door in enumerate(doors)}
        self._ids = [door.id for door in doors]
        self._walk = Walk(Problem(network, spots, np.zeros(len(doors))))

    def placed(self, door_id: int) -> bool:
        """Tell whether anybody knows where the door is."""
        return bool(self._walk.places.known[self._index[door_id]])

    def spots_of(self, door_ids: Sequence[int]) -> DoorSpots:
        """Return where the doors stand, in the order given."""
        return self.spots.take(self._at(door_ids))

    def walk_m(self, door_ids: Sequence[int]) -> list[float]:
        """Return for each door of a walk the metres from the door before; 0 for the first.

        A door without a place is on the way when its street is walked anyway; the way to the next
        placed door counts from the last placed one.
        """
        placed = [position for position, door_id in enumerate(door_ids) if self.placed(door_id)]
        metres = [0.0] * len(door_ids)
        legs = self._walk.legs(self._at([door_ids[position] for position in placed]))
        for position, leg in zip(placed, legs, strict=True):
            metres[position] = float(leg)
        if self.only_postcodes([self.doors[door_id] for door_id in door_ids]):
            self._along_streets(door_ids, placed, metres)
        if len(placed) < len(door_ids):
            self._assume(door_ids, set(placed), metres)
        return metres

    def walked(self, door_ids: Sequence[int], style: str) -> list[int]:
        """Return the doors in walking order, `natural` or `shortest`, those without a place at the end."""
        there = [door_id for door_id in door_ids if self.placed(door_id)]
        chosen: Literal["natural", "shortest"] = "shortest" if style == "shortest" else "natural"
        found = order(self._walk.problem, self._at(there), chosen, walk=self._walk)
        others = [self.doors[door_id] for door_id in door_ids if not self.placed(door_id)]
        others.sort(key=lambda door: (door.street_id, side_key(door)))
        return [*self.in_words([self._ids[i] for i in found]), *(door.id for door in others)]

    def in_words(self, door_ids: Sequence[int]) -> list[int]:
        """Return a computed walk as far as one can trust it: by street, side and number where places are guessed."""
        walk = [self.doors[door_id] for door_id in door_ids]
        if self.only_postcodes(walk):
            xy = {door.id: self.spots.xy[self._index[door.id]] for door in walk}
            return [
                door.id
                for door in street_by_street(walk, {i: (float(x), float(y)) for i, (x, y) in xy.items()})
            ]
        return [door.id for door in numbers_in_order(walk)]

    def only_postcodes(self, doors: Sequence[Door]) -> bool:
        """Tell whether most doors are known by their postcode's place alone, with no street to put them on."""
        return not self.network.edges and 2 * sum(d.placed_by == "postcode" for d in doors) > len(doors)

    def nearest(self, door_id: int, others: Sequence[int], count: int) -> list[int]:
        """Return the positions in `others` of the doors nearest in a straight line."""
        away = self._away(door_id, self._at(others))
        return [int(i) for i in np.argsort(away, kind="stable")[:count] if np.isfinite(away[i])]

    def nearest_rounds(self, door_id: int, orders: Mapping[int, Sequence[int]], count: int) -> list[int]:
        """Return the rounds of the doors nearest in a straight line."""
        owners = [(round_id, other) for round_id, order in orders.items() for other in order]
        near = self.nearest(door_id, [other for _, other in owners], count)
        return list(dict.fromkeys(owners[i][0] for i in near))

    def pairs(self, before: Sequence[int], after: Sequence[int]) -> Floats:
        """Return the metres from each door of one list to the door beside it in the other."""
        return self._walk.between(self._at(before), self._at(after))

    def way(self, door_ids: Sequence[int]) -> Floats:
        """Return (k, 2) local metres: the line walked past the doors along the streets."""
        return way(self._walk.problem, self._at(door_ids), self._walk)

    def _away(self, door_id: int, others: NDArray[np.int64]) -> Floats:
        xy = self._walk.places.xy
        away: Floats = np.hypot(*(xy[others] - xy[self._index[door_id]]).T)
        return np.where(np.isnan(away), np.inf, away)

    def _at(self, door_ids: Sequence[int]) -> NDArray[np.int64]:
        return np.array([self._index[door_id] for door_id in door_ids], dtype=np.int64)

    def _along_streets(self, door_ids: Sequence[int], placed: Sequence[int], metres: list[float]) -> None:
        """Count what walking along a street usually takes, which the place of a postcode does not show."""
        for before, here in pairwise(placed):
            assumed = assumed_walk_m(self.doors[door_ids[before]], self.doors[door_ids[here]])
            metres[here] = assumed if assumed < NEXT_STREET_M else max(metres[here], CROSSING_M)

    def _assume(self, door_ids: Sequence[int], placed: set[int], metres: list[float]) -> None:
        """Fill in the walking to doors without a place."""
        walked = {self.doors[door_ids[position]].street_id for position in placed}
        for position in range(1, len(door_ids)):
            before, door = self.doors[door_ids[position - 1]], self.doors[door_ids[position]]
            if position not in placed and door.street_id not in walked:
                metres[position] = assumed_walk_m(before, door)


def clock(walk_m: Sequence[float], door_minutes: float, speed_mps: float) -> list[float]:
    """Return the minutes since the round's start at which each door is done."""
    steps = np.asarray(walk_m, dtype=float) / (speed_mps * 60) + door_minutes
    return [float(minutes) for minutes in np.cumsum(steps)]
