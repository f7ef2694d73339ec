"""What each lock costs: the same doors shared once more without it, and what that saves.

Every measuring begins with the same rounds and has the same seed and the same few steps, the one with all locks too;
so what differs is the lock, not luck, as far as a short search can tell. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from walksheets.places import Door
from walksheets.progress import Progress, part
from walksheets.rounds import engine
from walksheets.rounds.legs import Floats, Legs
from walksheets.rounds.locks import Lock, LockCost, lifted
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.splitting import share

STEPS = 6_000
STEPS_A_DOOR = 4
"""How long each search is: short, for there may be many locks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan as it is: its doors and what they take, the lines nobody crosses, and each round's walk."""

    doors: Sequence[Door]
    legs: Legs
    request: SplitRequest
    barriers: Sequence[Floats]
    walks: Mapping[int, Sequence[int]]  # by round id
    locked: frozenset[int]


def lock_costs(standing: Standing, groups: Sequence[tuple[Lock, ...]], progress: Progress) -> list[LockCost]:
    """Return what lifting each group of locks by itself saves in metres, and in minutes of the longest round."""
    turns = len(groups) + 2
    settled = _Turn(standing, (), standing.walks).solved(part(progress, 0, 1 / turns))
    walk_m, longest_min = _measured(
        standing, _Turn(standing, (), settled).solved(part(progress, 1 / turns, 2 / turns))
    )
    found = []
    for at, group in enumerate(groups, 2):
        without = _Turn(standing, group, settled).solved(part(progress, at / turns, (at + 1) / turns))
        less_m, shorter_min = _measured(standing, without)
        found.append(LockCost(group, walk_m - less_m, longest_min - shorter_min))
    return found


class _Turn:
    """One search from rounds that are there, with some locks lifted."""

    def __init__(self, standing: Standing, group: Sequence[Lock], walks: Mapping[int, Sequence[int]]):
        self._standing, self._group = standing, group
        self._walks = walks
        freed = {lock.key for lock in group if lock.kind == "round"}
        self._locked = {i: walks[i] for i in standing.locked if i not in freed}

    def solved(self, progress: Progress) -> dict[int, Sequence[int]]:
        """Return the rounds found, locked ones under their id."""
        here = self._standing
        free = {i: walk for i, walk in self._walks.items() if i not in self._locked}
        of_door = {door_id: i for i, walk in free.items() for door_id in walk}
        doors = [door for door in here.doors if door.id in of_door]
        if not doors:
            return dict(self._walks)
        asked = replace(
            lifted(here.request, self._group),
            rounds=len(free),
            minutes=None,
            doors=None,
            keep=0.0,
            seconds=None,
        )
        apart = {lock.key for lock in self._group if lock.kind == "barrier"}
        lines = [line for at, line in enumerate(here.barriers) if at not in apart]
        stop = engine.Stop(iterations=STEPS + STEPS_A_DOOR * len(doors))
        shared = share(doors, here.legs, asked, stop, progress, barriers=lines, begun=of_door)
        fresh = max(here.walks, default=0) + 1
        found = {fresh + at: draft.door_ids for at, draft in enumerate(shared.rounds)}
        return {**found, **self._locked}


def _measured(standing: Standing, walks: Mapping[int, Sequence[int]]) -> tuple[float, float]:
    """Return the metres of all rounds together and the minutes of the longest."""
    legs = standing.legs
    metres = sum(sum(legs.walk_m(walk)) + legs.back_m(walk) for walk in walks.values())
    return metres, max((legs.minutes(walk) for walk in walks.values()), default=0.0)
