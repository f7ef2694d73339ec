"""Where in a round a door belongs: the place that costs the least extra walking.

Pure: orders of door ids and their distances in, a position out.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from walksheets.rounds.areas import companions, companions_by_postcode
from walksheets.rounds.legs import Legs
from walksheets.rounds.street_order import natural_key, side_key

NEAR = 12
"""Only beside so many of the nearest doors is a place sought; the best one is always there."""


def best_place(door_id: int, order: Sequence[int], legs: Legs) -> tuple[int, float]:
    """Return the index at which a door best joins a walk, and the extra metres."""
    if not order:
        return 0, 0.0
    house = _in_its_house(door_id, order, legs)
    if house is not None:
        return house, 0.0
    placed = {other for other in order if legs.placed(other)}
    if not placed or not legs.placed(door_id):
        return _beside_companion(door_id, order, placed, legs), 0.0
    gaps = sorted({gap for i in legs.nearest(door_id, order, NEAR) for gap in (i, i + 1)})
    extra = np.array([legs.added_m(door_id, order, gap) for gap in gaps])
    best = int(np.argmin(extra))
    return gaps[best], float(extra[best])


def best_round(door_id: int, orders: Mapping[int, Sequence[int]], legs: Legs) -> int:
    """Return the round a door lies in: where joining costs the least, else where its street or postcode is."""
    if legs.placed(door_id):
        nearest = legs.nearest_rounds(door_id, orders, NEAR)
        if nearest:
            return min(nearest, key=lambda each: (best_place(door_id, orders[each], legs)[1], each))
    door = legs.doors[door_id]
    others = [legs.doors[other] for order in orders.values() for other in order]
    there = {other.id for other in others}
    found = companions([door, *others], there) or companions_by_postcode([door, *others], there)
    return next(round_id for round_id, order in orders.items() if found[door_id] in order)


def _in_its_house(door_id: int, order: Sequence[int], legs: Legs) -> int | None:
    """Return the place of a flat among the others of its house, in their order."""
    door = legs.doors[door_id]
    house = [
        (i, natural_key(other.flat))
        for i, other in enumerate(legs.doors[other_id] for other_id in order)
        if door.number and (other.street_id, other.number) == (door.street_id, door.number)
    ]
    if not house:
        return None
    before = [i for i, flat in house if flat <= natural_key(door.flat)]
    return before[-1] + 1 if before else house[0][0]


def _beside_companion(door_id: int, order: Sequence[int], placed: set[int], legs: Legs) -> int:
    """Return the place after the neighbour by street and number, or after the last door."""
    door = legs.doors[door_id]
    others = [legs.doors[other] for other in order]
    on_street = [i for i, other in enumerate(others) if other.street_id == door.street_id]
    if on_street and not placed:
        return next((i for i in on_street if side_key(others[i]) > side_key(door)), on_street[-1] + 1)
    found = companions([door, *others], {other.id for other in others})
    return order.index(found[door_id]) + 1 if door_id in found else len(order)
