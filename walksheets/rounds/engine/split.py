"""Split a ward into rounds, and order the doors of one: the two verbs of the engine.

Here stands what is asked and what is locked; solve.py finds the rounds of each part that may be mixed.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.errors import UsersMistake
from walksheets.progress import Progress, silent
from walksheets.rounds.engine.anneal import Sequences, Task
from walksheets.rounds.engine.barriers import behind_barriers
from walksheets.rounds.engine.budget import Budget
from walksheets.rounds.engine.distances import Where, where_of
from walksheets.rounds.engine.keep import kept_share, previous_rounds
from walksheets.rounds.engine.kernel import Seed, seeded
from walksheets.rounds.engine.measure import Walk
from walksheets.rounds.engine.neighbours import neighbours_of
from walksheets.rounds.engine.problem import Begun, Doors, Problem, Split, Stop, Style, Wanted
from walksheets.rounds.engine.solve import Ground, better_rounds, first_rounds, onward_m
from walksheets.rounds.engine.stops import Stops, stops_of
from walksheets.rounds.engine.walk_order import walk_order

PORTION = 0.3
"""The largest part of a round that one spot may take as one stop: flats stay together up to here."""
ROOM = 0.985
"""How full rounds of at most M minutes are planned."""
HOME_M = (60.0, 250.0, 1000.0, 4000.0)
"""What it costs, in metres, to take a door from its previous round: raised until enough of them stay."""


def split(
    problem: Problem, wanted: Wanted, stop: Stop | None = None, seed: int = 0, progress: Progress = silent
) -> Split:
    """Split the doors into rounds balanced in minutes and put each in walking order.

    Kept rounds come first, as they are. Doors without a street and without a position come back in `left_out`.
    Raises UsersMistake for what cannot be had, and whatever `progress` raises; `stop.finish_now()` instead takes
    the best there is.
    """
    problem, walls = behind_barriers(problem)
    walk, locks = Walk(problem), problem.locks
    free = walk.places.known.copy()
    for some in locks.kept:
        free[np.asarray(some, dtype=np.int64)] = False
    rounds: list[Doors] = [np.asarray(some, dtype=np.int64) for some in locks.kept]
    groups = problem.group if problem.group is not None else np.full(problem.doors, -1)
    of_group = [int(groups[some[0]]) if len(some) else -1 for some in rounds]
    begun_as, shares = [-1] * len(rounds), [1.0] * len(rounds)
    parts = _parts(np.flatnonzero(free), groups, walls)
    counts = _share_out(problem, wanted, parts, len(rounds))
    budget, done = Budget(stop or Stop(), int(free.sum()), progress), 0.0
    for doors, count in zip(parts, counts, strict=True):
        share = len(doors) / max(free.sum(), 1)
        mine = _Part(walk, doors, count, wanted, seed, budget.share(done, done + share))
        found = mine.rounds()
        begun_as += mine.begun_as
        shares += mine.shares
        done += share
        rounds += found
        of_group += [int(groups[doors[0]])] * len(found)
    measured = walk.measure(rounds)
    progress(1.0, "rounds are ready")
    left_out = np.setdiff1d(np.flatnonzero(~walk.places.known), np.concatenate([*locks.kept, []]))
    notes = _notes(wanted, measured.minutes[len(locks.kept) :], np.array(shares[len(locks.kept) :]))
    of, names = np.array(of_group, dtype=np.int64), np.array(begun_as, dtype=np.int64)
    return Split(
        tuple(rounds), measured.walk_m, measured.minutes, of, left_out.astype(np.int64), notes, names
    )


def order(
    problem: Problem, doors: Doors, style: Style = "natural", seed: int = 0, walk: Walk | None = None
) -> Doors:
    """Return the doors of one round in walking order; doors without a place come last, as they were."""
    walk = walk or Walk(problem)
    doors = np.asarray(doors, dtype=np.int64)
    known = doors[walk.places.known[doors]]
    stops = stops_of(walk.places, known, problem.minutes_at_door)
    if not len(known):
        return doors
    before, after = _ends_m(walk, stops)
    some = np.arange(len(stops.edge), dtype=np.int32)
    walked = walk_order(some, where_among(walk, stops), style, seeded(seed), before, after, _ring(problem))
    return np.concatenate([*(stops.doors[s] for s in walked), doors[~walk.places.known[doors]]])


def where_among(walk: Walk, stops: Stops) -> Where:
    """Return the distances between some stops of a problem."""
    network = walk.problem.network
    return where_of(stops, walk.ends, network.edge_width_m, network.edge_length_m, walk.streets)


class _Part:
    """The doors of one part, the rounds it gets, and how to find them."""

    def __init__(self, walk: Walk, doors: Doors, count: int, wanted: Wanted, seed: int, budget: Budget):
        self.walk, self.doors, self.wanted, self.budget = walk, doors, wanted, budget
        self.state: Seed = seeded(seed)
        self.most_minutes = wanted.minutes or np.inf
        minutes = walk.problem.minutes_at_door[doors].sum()
        target = wanted.minutes or minutes / min(count, len(doors))
        label, self.previous = _labels(walk.problem)
        keyed = (walk.places, doors, walk.problem.minutes_at_door)
        self.stops = stops_of(*keyed, PORTION * target, label)
        if len(self.stops.edge) < count:
            self.stops = stops_of(*keyed, 0.0, label)
        self.where = where_among(walk, self.stops)
        self.near = neighbours_of(self.stops.xy, self.where)
        self.ends_m = np.stack(_ends_m(walk, self.stops))
        self.count = min(count, len(self.stops.edge)) if count else 0
        self.names = np.zeros(0, dtype=np.int64)  # of the rounds that are begun
        self.task_shares: NDArray[np.float64] | None = None
        self.begun_as: list[int] = []
        self.shares: list[float] = []

    def rounds(self) -> list[Doors]:
        """Return the rounds as doors in walking order."""
        found = self._found()
        there = [r for r, some in enumerate(found) if len(some)]
        self.begun_as = [int(self.names[r]) if len(self.names) else -1 for r in there]
        self.shares = [float(self.task_shares[r]) if self.task_shares is not None else 1.0 for r in there]
        return [np.concatenate([self.stops.doors[s] for s in found[r]]) for r in there]

    def _found(self) -> Sequences:
        self.budget.tell(0.0, "looking at the streets")
        if self.walk.problem.begun is not None:
            return self._as_begun(self.walk.problem.begun)
        if self.previous is not None and (self.previous[self.doors] >= 0).any():
            return self._as_before()
        if self.count:
            ground = self._ground()
            rounds, tour = first_rounds(ground, self.count)
            return better_rounds(ground, rounds, tour, self.budget)
        return self._of_minutes()

    def _of_minutes(self) -> Sequences:
        """Return as few rounds as keep to the minutes, one more as long as they do not."""
        ground = self._ground()
        count = self._fewest(ground)
        while True:
            rounds, tour = first_rounds(ground, count)
            found = better_rounds(ground, rounds, tour, self.budget)
            longest_spot = self.stops.minutes.max()
            if ground.minutes(found).max() <= max(self.most_minutes, longest_spot) or count >= len(
                self.stops.edge
            ):
                return found
            count = min(max(count + 1, int(count * 1.02)), len(self.stops.edge))

    def _fewest(self, ground: Ground) -> int:
        """Return how many rounds of at most so many minutes it takes at the least, walking included."""
        (some,), _ = first_rounds(ground, 1)
        taken = ground.minutes([some])[0]
        ways = np.sort(onward_m(some, self.where)[:-1])[::-1]
        saved = np.concatenate([[0.0], np.cumsum(ways)]) / ground.task.metres_a_minute
        started = self.ends_m.sum(0).mean() / ground.task.metres_a_minute
        count = 1
        while (
            count < len(some)
            and taken - saved[count - 1] + started * (count - 1) > count * self.most_minutes * ROOM
        ):
            count += 1
        return count

    def _as_before(self) -> Sequences:
        """Return the rounds there were, with new doors where they lie and as few moved as balance needs."""
        locks = self.walk.problem.locks
        assert self.previous is not None
        before = self.previous[np.array([flats[0] for flats in self.stops.doors])]
        rounds, home, tour = previous_rounds(
            before, self.near, self.where, self.count or len(np.unique(before[before >= 0]))
        )
        for home_m in HOME_M:
            ground = self._ground(home, home_m)
            found = better_rounds(ground, [ground.order(some) for some in rounds], tour, self.budget)
            if kept_share(found, home, self.stops) >= locks.keep:
                break
        return found

    def _as_begun(self, begun: Begun) -> Sequences:
        """Return rounds searched for from those that were drawn already, each of the size it is to have."""
        of_stop = begun.of_door[np.array([flats[0] for flats in self.stops.doors])]
        self.names = np.unique(of_stop[of_stop >= 0])
        rounds, _, tour = previous_rounds(of_stop, self.near, self.where, max(len(self.names), 1))
        if begun.sizes is not None and len(self.names):
            sizes = begun.sizes[self.names]
            self.task_shares = sizes / sizes.mean()
        ground = self._ground()
        return better_rounds(ground, [ground.order(some) for some in rounds], tour, self.budget, begun=True)

    def _ground(self, home: NDArray[np.int32] | None = None, home_m: float = 0.0) -> Ground:
        problem = self.walk.problem
        task = Task(
            self.where,
            self.ends_m,
            problem.speed_mps * 60,
            self.wanted.tolerance,
            self.most_minutes,
            self.state,
            self.task_shares,
        )
        home = np.full(len(self.stops.edge), -1, dtype=np.int32) if home is None else home
        return Ground(
            self.stops, self.where, self.near, self.ends_m, _ring(problem), task, self.wanted.order, home, home_m,
            self._bonds(),
        )  # fmt: skip

    def _bonds(self) -> tuple[NDArray[np.int32], ...]:
        """Return the stops that stay together, each bond in a short order."""
        of_door = np.full(self.walk.problem.doors, -1, dtype=np.int32)
        for s, flats in enumerate(self.stops.doors):
            of_door[flats] = s
        bonds = []
        for some in self.walk.problem.locks.together:
            stops = np.unique(of_door[np.asarray(some, dtype=np.int64)])
            stops = stops[stops >= 0]
            if len(stops) > 1:
                bonds.append(walk_order(stops.astype(np.int32), self.where, "shortest", self.state))
        return tuple(bonds)


def _parts(free: Doors, groups: Doors, walls: Doors) -> list[Doors]:
    """Return the doors of each part that may be mixed: one group, on one side of all barriers."""
    if not len(free):
        return []
    _, label = np.unique(np.column_stack([groups[free], walls[free]]), axis=0, return_inverse=True)
    return [free[label.reshape(-1) == k] for k in range(label.max() + 1)]


def _labels(problem: Problem) -> tuple[Doors | None, Doors | None]:
    """Return what tells doors at one spot apart (bonds, previous rounds), and the previous round of each door."""
    locks, begun = problem.locks, problem.begun
    previous = None if locks.previous is None else np.asarray(locks.previous, dtype=np.int64)
    if not locks.together and previous is None and begun is None:
        return None, None
    label = np.zeros(problem.doors, dtype=np.int64)
    for k, some in enumerate(locks.together, 1):
        label[np.asarray(some, dtype=np.int64)] = k
    if previous is not None:
        label += (len(locks.together) + 1) * (previous + 1)
    if begun is not None:
        label = np.unique(np.column_stack([label, begun.of_door]), axis=0, return_inverse=True)[1].reshape(-1)
    return label, previous


def _share_out(problem: Problem, wanted: Wanted, parts: list[Doors], kept: int) -> list[int]:
    """Return how many rounds each part gets, in proportion to its minutes; 0 where only minutes decide."""
    if problem.begun is not None:
        names = (problem.begun.of_door[doors] for doors in parts)
        return [max(len(np.unique(some[some >= 0])), 1) for some in names]
    if wanted.doors is not None:
        return [-(-len(doors) // wanted.doors) for doors in parts]
    if wanted.minutes is not None:
        return [0] * len(parts)
    assert wanted.rounds is not None
    rounds = wanted.rounds - kept
    if rounds < len(parts):
        besides = f" beside the {kept} that are kept" if kept else ""
        raise UsersMistake(
            f"{len(parts)} areas that may not be mixed cannot share {max(rounds, 0)} rounds{besides}; "
            f"nothing was split. Ask for {len(parts) + kept} or more, or split freely."
        )
    minutes = np.array([max(problem.minutes_at_door[doors].sum(), 1e-9) for doors in parts])
    share = minutes / minutes.sum() * rounds if len(parts) else minutes
    counts = np.maximum(np.floor(share), 1).astype(int)
    while counts.sum() > rounds:
        counts[np.argmax(np.where(counts > 1, counts - share, -np.inf))] -= 1
    while len(parts) and counts.sum() < rounds:
        counts[np.argmax(share / counts)] += 1
    return [int(count) for count in counts]


def _ends_m(walk: Walk, stops: Stops) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the metres from the meeting point to each stop and back, 0 where they do not count."""
    problem = walk.problem
    none = np.zeros(len(stops.edge))
    if problem.start_xy is None or not len(none):
        return none, none
    there = walk.from_start(np.array([flats[0] for flats in stops.doors]))
    return there, there if problem.finish == "start" else none


def _ring(problem: Problem) -> bool:
    return problem.finish == "start" and problem.start_xy is None


def _notes(wanted: Wanted, minutes: NDArray[np.float64], shares: NDArray[np.float64]) -> tuple[str, ...]:
    """Say plainly what could not be had."""
    if len(minutes) and (shares != 1).any():
        return _notes_on_sizes(wanted, minutes / shares * shares.mean() / max(float(minutes.mean()), 1e-9))
    notes = []
    if wanted.rounds is not None and len(minutes) < wanted.rounds and len(minutes):
        notes.append(f"There are only doors enough for {len(minutes)} rounds.")
    if len(minutes) and minutes.any():
        ratio = minutes.max() / minutes.mean()
        if wanted.minutes is not None and minutes.max() > wanted.minutes * 1.0001:
            notes.append(f"One round takes {minutes.max():.0f} minutes: no cut makes it shorter.")
        elif wanted.minutes is None and ratio > 1 + wanted.tolerance + 1e-6:
            notes.append(
                f"The longest round takes {ratio:.2f} times the mean: the doors were not divided more evenly in the time given."
            )
    return tuple(notes)


def _notes_on_sizes(wanted: Wanted, fair: NDArray[np.float64]) -> tuple[str, ...]:
    """Say how far the rounds are from the sizes asked for; `fair` is 1 where a round is as large as it should be."""
    if fair.max() <= 1 + wanted.tolerance + 1e-6 and fair.min() >= 1 - wanted.tolerance - 1e-6:
        return ()
    said = f"Rounds have {fair.min():.2f} to {fair.max():.2f} times the size asked for"
    return (f"{said}: the doors were not divided more evenly in the time given.",)


__all__ = ["order", "split"]
