"""What an edit would come to: rounds rearranged in memory and measured, nothing written.

Reads only; the same placing and the same measure as the edit itself.
"""

from collections.abc import Mapping, Sequence

from walksheets.rounds.legs import Legs
from walksheets.rounds.placing import best_place


def minutes_if_moved(
    orders: Mapping[int, Sequence[int]],
    door_ids: Sequence[int],
    to_round: int,
    legs: Legs,
) -> dict[int, float]:
    """Return the minutes of each round of `orders` once doors have moved into `to_round`; an empty round takes 0."""
    moving = set(door_ids)
    after = {rid: [door_id for door_id in order if door_id not in moving] for rid, order in orders.items()}
    for door_id in door_ids:
        at, _ = best_place(door_id, after[to_round], legs)
        after[to_round].insert(at, door_id)
    return {rid: legs.minutes(order) for rid, order in after.items()}
