"""The locks of a plan as rows: locked rounds, whole streets, blocks, barriers, areas kept apart; and what each costs.

Frozen rows and the choice of which are measured together. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from walksheets.rounds.records import WALKING_SPEED_MPS, Plan, Round, SplitRequest

METRES_A_MINUTE = WALKING_SPEED_MPS * 60
MOST_MEASURED = 8
"""More locks than this are measured by kind: each measuring is a split of its own."""


@dataclass(frozen=True, slots=True)
class Lock:
    """One thing that every split of a plan keeps to.

    `kind` is round, street, block, barrier or area; `key` is the round's or street's id, the block's name, the
    barrier's number from 0, or the area kept within.
    """

    kind: str
    key: int | str
    name: str
    doors: int  # that it holds; 0 where it holds none of its own


@dataclass(frozen=True, slots=True)
class LockCost:
    """What a plan would save without some locks of one kind, in walking and in minutes of its longest round.

    One of the two may be below 0: rounds that may be evener can take a longer way.
    """

    locks: tuple[Lock, ...]
    walk_m: float
    longest_min: float

    @property
    def weight_m(self) -> float:
        """Return both in metres, a minute as what one walks in it: the dearest comes first."""
        return self.walk_m + self.longest_min * METRES_A_MINUTE


def locks_of(plan: Plan, rounds: Iterable[Round], streets: Mapping[int, tuple[str, int]]) -> tuple[Lock, ...]:
    """Return a plan's locks; `streets` gives the name and the doors of each street that is kept whole."""
    request = plan.request
    held = [
        Lock("round", each.id, f"{each.number} {each.name}".strip(), each.doors)
        for each in rounds
        if each.locked
    ]
    whole = [Lock("street", i, *streets[i]) for i in request.whole_streets if i in streets]
    blocks = [Lock("block", each.name, each.name, len(each.door_ids)) for each in request.blocks]
    barriers = [Lock("barrier", at, str(at + 1), 0) for at in range(len(request.barriers))]
    areas = [Lock("area", request.within, request.within, 0)] if request.within != "free" else []
    return (*held, *whole, *blocks, *barriers, *areas)


def measured_together(locks: Sequence[Lock]) -> list[tuple[Lock, ...]]:
    """Return the locks in the groups whose cost is measured: barriers always as one, others singly while they are few."""
    kinds: dict[str, list[Lock]] = defaultdict(list)
    for lock in locks:
        kinds[lock.kind].append(lock)
    merged = {"barrier"}
    while True:
        groups = [
            group
            for kind, mine in kinds.items()
            for group in ([tuple(mine)] if kind in merged else [(lock,) for lock in mine])
        ]
        single = [kind for kind in kinds if kind not in merged and len(kinds[kind]) > 1]
        if len(groups) <= MOST_MEASURED or not single:
            return groups
        merged.add(max(single, key=lambda kind: len(kinds[kind])))


def lifted(request: SplitRequest, locks: Iterable[Lock]) -> SplitRequest:
    """Return the request without some locks; a locked round is not the request's to lift."""
    gone: dict[str, set[int | str]] = defaultdict(set)
    for lock in locks:
        gone[lock.kind].add(lock.key)
    return replace(
        request,
        whole_streets=tuple(i for i in request.whole_streets if i not in gone["street"]),
        blocks=tuple(each for each in request.blocks if each.name not in gone["block"]),
        barriers=tuple(line for at, line in enumerate(request.barriers) if at not in gone["barrier"]),
        within="free" if gone["area"] else request.within,
    )


def kept_costs(costs: Iterable[LockCost]) -> list[dict[str, Any]]:
    """Return costs as a plan's settings keep them."""
    return [
        {
            "locks": [[lock.kind, lock.key] for lock in cost.locks],
            "walk_m": round(cost.walk_m, 1),
            "longest_min": round(cost.longest_min, 3),
        }
        for cost in costs
    ]


def costs_again(kept: Iterable[Mapping[str, Any]], locks: Sequence[Lock]) -> tuple[LockCost, ...]:
    """Return kept costs of these locks, the dearest first; nothing when they were of other locks."""
    by_key = {(lock.kind, lock.key): lock for lock in locks}
    rows = [(tuple((kind, key) for kind, key in row["locks"]), row) for row in kept]
    if {key for keys, _ in rows for key in keys} != by_key.keys():
        return ()
    found = [
        LockCost(tuple(by_key[key] for key in keys), row["walk_m"], row["longest_min"]) for keys, row in rows
    ]
    return tuple(sorted(found, key=lambda cost: -cost.weight_m))
