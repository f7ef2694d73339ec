"""A plan split again with most doors staying where they are: rounds keep their number, name and volunteer.

Works on an open Writer; which doors stay is the engine's to say.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from walksheets.rounds import reading
from walksheets.rounds.legs import Legs
from walksheets.rounds.placing import best_place
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.reshaping import Reshaping
from walksheets.rounds.splitting import DraftRound
from walksheets.rounds.writing import settings_of, unlocked_rounds
from walksheets.store import Writer, schema


def write_kept(
    writer: Writer, name: str, request: SplitRequest, trust: str, drafts: Sequence[DraftRound], legs: Legs
) -> int:
    """Give each draft to the unlocked round of the plan that has most of its doors; return the plan's id.

    A round with the same doors as before keeps its order, and one ordered by hand keeps that order for
    the doors that stay.
    """
    plan = reading.plan_row(writer.connection, name)
    plan_id = int(plan["id"])
    work = Reshaping(writer, unlocked_rounds(writer.connection, plan_id))
    before = {round_id: list(order) for round_id, order in work.orders.items()}
    taken = _matched(before, drafts)
    moved = 0
    work.orders = {round_id: [] for round_id in before}
    for draft, round_id in zip(drafts, taken, strict=True):
        if round_id is None:
            work.orders[work.add_round(draft.area)] = list(draft.door_ids)
            continue
        was = before[round_id]
        moved += len(set(was) - set(draft.door_ids))
        by_hand = bool(work.rounds[round_id]["order_by_hand"])
        work.orders[round_id] = _order(was, draft.door_ids, by_hand, legs)
    new = work.orders.keys() - before.keys()
    work.save(legs)
    work.name(sorted(new), legs)
    writer.update(
        schema.plan, [{"id": plan_id, "kind": request.kind, "settings": settings_of(request, trust)}]
    )
    writer.counts.update(moved=moved)
    return plan_id


def _matched(before: Mapping[int, Sequence[int]], drafts: Sequence[DraftRound]) -> list[int | None]:
    """Return for each draft the round it goes on as: the most doors stay where they are."""
    ids = list(before)
    sets = [set(before[round_id]) for round_id in ids]
    common = np.array([[len(each.intersection(draft.door_ids)) for each in sets] for draft in drafts])
    found: list[int | None] = [None] * len(drafts)
    for row, column in zip(*linear_sum_assignment(-common), strict=True):
        if common[row, column]:
            found[row] = ids[column]
    return found


def _order(was: Sequence[int], now: Sequence[int], by_hand: bool, legs: Legs) -> list[int]:
    """Return the doors of `now` in the order they had, where that is to be kept."""
    if set(was) == set(now):
        return list(was)
    if not by_hand:
        return list(now)
    order = [door_id for door_id in was if door_id in set(now)]
    for door_id in now:
        if door_id not in set(was):
            order.insert(best_place(door_id, order, legs)[0], door_id)
    return order
