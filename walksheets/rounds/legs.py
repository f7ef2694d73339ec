"""Walking from door to door inside a round, and the minutes it adds up to: the one way both are counted.

On the streets by the engine's one evaluator; past doors that nobody could place by what a street
usually takes. Splits, edits, sheets and balance all ask here. Holds no orders and no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from walksheets.places import Door, DoorSpots, WalkingNetwork
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.engine import Problem, Walk, order, way
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.street_order import (
    CROSSING_M,
    NEXT_STREET_M,
    assumed_walk_m,
    numbers_in_order,
    side_key,
    street_by_street,
)

Floats = NDArray[np.float64]

MAIN_ROADS = frozenset({"primary", "primary_link", "secondary", "secondary_link", "trunk"})
"""Where one waits before crossing."""


class Legs:
    """Distances between some doors of a campaign and what visiting them takes, asked for by door id.

    `start_xy` is the request's meeting point in local metres.
    """

    def __init__(
        self,
        network: WalkingNetwork,
        spots: DoorSpots,
        doors: Sequence[Door],
        request: SplitRequest,
        times: DoorTimes,
        start_xy: tuple[float, float] | None = None,
    ):
        self.request = request
        self.doors = {door.id: door for door in doors}
        self._index = {door.id: i for i, door in enumerate(doors)}
        self._ids = [door.id for door in doors]
        at_door = np.array([request.minutes_at(door, times) for door in doors], dtype=float)
        returns = request.finish != "anywhere"
        true = Problem(
            network, spots, at_door, None, request.speed_mps, start_xy, "start" if returns else "anywhere"
        )
        self._walk = self._felt = Walk(true)
        waiting = 0.0 if request.minutes_per_door is not None else times.crossing
        if waiting and not MAIN_ROADS.isdisjoint(network.edge_kind):
            self._felt = Walk(replace(true, network=slow_to_cross(network, waiting * self.metres_a_minute)))

    @property
    def metres_a_minute(self) -> float:
        """Return how far one walks in a minute."""
        return self.request.speed_mps * 60

    @property
    def problem(self) -> Problem:
        """Return what the engine is asked, for all the doors: with the time that crossings take in the metres."""
        return self._felt.problem

    def minutes_at(self, door_ids: Sequence[int]) -> Floats:
        """Return the minutes at each door, the walking apart."""
        return self.problem.minutes_at_door[self._at(door_ids)]

    def placed(self, door_id: int) -> bool:
        """Tell whether anybody knows where the door is."""
        return bool(self._walk.places.known[self._index[door_id]])

    def spots_of(self, door_ids: Sequence[int]) -> DoorSpots:
        """Return where the doors stand, in the order given."""
        return self.problem.spots.take(self._at(door_ids))

    def walk_m(self, door_ids: Sequence[int]) -> list[float]:
        """Return for each door of a walk the metres from the door before; for the first from the meeting point, or 0.

        A door without a place is on the way when its street is walked anyway; the way to the next
        placed door counts from the last placed one.
        """
        return self._metres(door_ids, self._walk)

    def back_m(self, door_ids: Sequence[int]) -> float:
        """Return the metres from the last door of a walk to where it ends, 0 where that is anywhere."""
        return self._back_m(door_ids, self._walk)

    def clock(self, door_ids: Sequence[int]) -> list[float]:
        """Return the minutes since the round's start at which each door is done."""
        return clock(self._metres(door_ids, self._felt), self.minutes_at(door_ids), self.request.speed_mps)

    def back_min(self, door_ids: Sequence[int]) -> float:
        """Return the minutes from the last door of a walk to where it ends."""
        return self._back_m(door_ids, self._felt) / self.metres_a_minute

    def minutes(self, door_ids: Sequence[int]) -> float:
        """Return what a whole round takes, doors, walking and the way back."""
        return (self.clock(door_ids)[-1] if door_ids else 0.0) + self.back_min(door_ids)

    def added_m(self, door_id: int, order: Sequence[int], gap: int) -> float:
        """Return the metres that a door adds to a walk before the door at `gap`, or after its last."""
        if 0 < gap < len(order):
            before, after = order[gap - 1], order[gap]
            there, on, now = self.pairs([before, door_id, before], [door_id, after, after])
            return float(there + on - now)
        first, last = order[0], order[-1]
        if gap == 0:
            there = self._from_start(door_id) + self.pairs([door_id], [first])[0] - self._from_start(first)
            return float(there + self.back_m([door_id, last]) - self.back_m([first, last]))
        there = self.pairs([last], [door_id])[0]
        return float(there + self.back_m([first, door_id]) - self.back_m([first, last]))

    def _metres(self, door_ids: Sequence[int], walk: Walk) -> list[float]:
        placed = [position for position, door_id in enumerate(door_ids) if self.placed(door_id)]
        metres = [0.0] * len(door_ids)
        there = self._at([door_ids[position] for position in placed])
        for position, leg in zip(placed, walk.legs(there), strict=True):
            metres[position] = float(leg)
        if placed and walk.problem.start_xy is not None:
            metres[placed[0]] = float(walk.from_start(there[:1])[0])
        if self.only_postcodes([self.doors[door_id] for door_id in door_ids]):
            self._along_streets(door_ids, placed, metres)
        if len(placed) < len(door_ids):
            self._assume(door_ids, set(placed), metres)
        return metres

    def walked(self, door_ids: Sequence[int], style: str) -> list[int]:
        """Return the doors in walking order, `natural` or `shortest`, those without a place at the end."""
        there = [door_id for door_id in door_ids if self.placed(door_id)]
        chosen: Literal["natural", "shortest"] = "shortest" if style == "shortest" else "natural"
        found = order(self.problem, self._at(there), chosen, walk=self._felt)
        others = [self.doors[door_id] for door_id in door_ids if not self.placed(door_id)]
        others.sort(key=lambda door: (door.street_id, side_key(door)))
        return [*self.in_words([self._ids[i] for i in found]), *(door.id for door in others)]

    def in_words(self, door_ids: Sequence[int]) -> list[int]:
        """Return a computed walk as far as one can trust it: by street, side and number where places are guessed."""
        walk = [self.doors[door_id] for door_id in door_ids]
        if self.only_postcodes(walk):
            xy = {door.id: self.problem.spots.xy[self._index[door.id]] for door in walk}
            at = {door_id: (float(x), float(y)) for door_id, (x, y) in xy.items()}
            found = [door.id for door in street_by_street(walk, at)]
            return found[::-1] if self.problem.start_xy is not None and self._nearer_end(found) else found
        return [door.id for door in numbers_in_order(walk)]

    def only_postcodes(self, doors: Sequence[Door]) -> bool:
        """Tell whether most doors are known by their postcode's place alone, with no street to put them on."""
        return not self.problem.network.edges and 2 * sum(d.placed_by == "postcode" for d in doors) > len(
            doors
        )

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

    def _back_m(self, door_ids: Sequence[int], walk: Walk) -> float:
        placed = self._at([door_id for door_id in door_ids if self.placed(door_id)])
        if not len(placed) or walk.problem.finish == "anywhere":
            return 0.0
        if walk.problem.start_xy is not None:
            return float(walk.from_start(placed[-1:])[0])
        return float(walk.between(placed[-1:], placed[:1])[0])

    def _from_start(self, door_id: int) -> float:
        if self.problem.start_xy is None:
            return 0.0
        return float(self._walk.from_start(self._at([door_id]))[0])

    def _nearer_end(self, door_ids: Sequence[int]) -> bool:
        """Tell whether the last placed door is nearer to the meeting point than the first."""
        placed = [door_id for door_id in door_ids if self.placed(door_id)]
        return bool(placed) and self._from_start(placed[-1]) < self._from_start(placed[0])

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


def slow_to_cross(network: WalkingNetwork, waiting_m: float) -> WalkingNetwork:
    """Return the network with its main roads as much wider as one walks while waiting to cross them."""
    main = np.array([kind in MAIN_ROADS for kind in network.edge_kind])
    return replace(network, edge_width_m=network.edge_width_m + waiting_m * main)


def clock(walk_m: Sequence[float], at_door: Floats, speed_mps: float) -> list[float]:
    """Return the minutes since the round's start at which each door is done; `at_door` are the minutes there."""
    steps = np.asarray(walk_m, dtype=float) / (speed_mps * 60) + at_door
    return [float(minutes) for minutes in np.cumsum(steps)]
