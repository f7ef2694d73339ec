"""Find the rounds of one part: doors that may all be mixed, on one network.

Stops → one giant tour → cut → ruin and recreate over pieces of street sides, then over stops → rounds made whole
→ order inside, until the minutes balance in the order that will be walked.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.anneal import Sequences, Stage, Task, anneal
from walksheets.rounds.engine.budget import Budget
from walksheets.rounds.engine.cut import cut
from walksheets.rounds.engine.distances import Where, along_m, dearer, metres_between
from walksheets.rounds.engine.giant_tour import giant_tour
from walksheets.rounds.engine.one_piece import Town
from walksheets.rounds.engine.pieces import Pieces, single_stops, street_sides
from walksheets.rounds.engine.problem import Style
from walksheets.rounds.engine.stops import Stops
from walksheets.rounds.engine.walk_order import NATURAL_CROSS_M, NATURAL_LEAVE_M, SHAKES_A_STOP, walk_order

COARSE = Stage(hot=200.0, cold=8.0, gap_weight=1.0)
FINE = Stage(hot=8.0, cold=0.5, over_m=500.0, gap_m=30.0, gap_weight=1.0, polish=(0.85,), even_m=5.0)
MEND = Stage(hot=1.0, cold=0.3, over_m=500.0, gap_m=60.0, gap_weight=1.0)
JOIN = Stage(hot=5.0, cold=0.5, over_m=300.0, gap_weight=3.0, even_m=5.0)
UNEVEN_OVER_M = 3000.0
"""What a minute beyond the limit counts from the beginning where the first sketch already is beyond it: villages far
apart, whose minutes do not come out as whole rounds, have to be weighed against each other while it is hot."""
BEGUN_HOT_M = 30.0
"""How warm the search begins where rounds lie about people's homes: on levenshulme's 14 people a fifth nearer home than
at the full heat, for the same walking."""
STRAY_M = 1000.0
"""What a stray stop counts while it has not gone where it belongs."""
FLOW_M = 10.0
"""What unevenness counts in a mending that has to bring minutes from far, through rounds that are full."""
MOST_MENDINGS = 8
MOST_IN_VAIN = 3
HELPED = 0.002
"""A mending that brings the longest round no nearer than this was in vain: a far hamlet may be more than one round."""
FAR_OVER = 1.02
"""From here on balancing takes more than a few doors: the search begins hotter."""
MOST_TURNS = 2
MOST_FOR_WHOLE = 1.005
"""What making rounds whole may add to all minutes, doors included: about 0.02 of the walking."""
MOST_JOININGS = 3
SKETCH_SHAKES = 1
"""How often a stop is stirred while a round's order is only to tell its minutes."""
MENDED_SHAKES = 2
"""Likewise while minutes are mended: the order is sought at full length once that is done."""
MEND_ITERATIONS = 8_000
MEND_ITERATIONS_A_STOP = 5
MOST_BESIDE = 2
"""How far from a round to be mended its neighbours help at first: those beside it and those beside them."""
FEWEST_STOPS = 8
"""Below this there is nothing to search."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One part to split: stops, how far apart they are, and who is near whom."""

    stops: Stops
    where: Where
    near: NDArray[np.int32]
    ends_m: NDArray[np.float64]
    ring: bool
    """Whether the walk back to the first door counts."""
    task: Task
    style: Style
    home: NDArray[np.int32]
    """(S,) the round a stop should stay in, or -1."""
    home_m: float
    """What leaving it counts in metres."""
    bonds: tuple[NDArray[np.int32], ...]
    """Stops that stay in one round."""

    def singly(self) -> Pieces:
        """Return every stop as a piece, but bonds as one."""
        return single_stops(self.stops, self.near, self.where, self.home, self.bonds)

    def order(self, some: NDArray[np.int32], shakes_a_stop: int = SHAKES_A_STOP) -> NDArray[np.int32]:
        """Return some stops in walking order."""
        before, after = self.ends_m[:, some]
        return walk_order(
            some, self.where, self.style, self.task.state, before, after, self.ring, shakes_a_stop
        )

    def minutes(self, rounds: Sequences) -> NDArray[np.float64]:
        """Return the minutes of rounds as they are walked."""
        taken = np.array([self.stops.minutes[some].sum() for some in rounds])
        metres = np.array([self._metres(some) for some in rounds])
        return taken + metres / self.task.metres_a_minute

    def _metres(self, some: NDArray[np.int32]) -> float:
        if not len(some):
            return 0.0
        back = onward_m(some, self.where)[-1] if self.ring else self.ends_m[1, some[-1]]
        return float(along_m(some, self.where) + self.ends_m[0, some[0]] + back)


def first_rounds(ground: Ground, rounds: int) -> tuple[Sequences, NDArray[np.int32]]:
    """Return rounds cut from one giant tour, and the tour."""
    count = len(ground.stops.edge)
    tour = np.arange(count, dtype=np.int32)
    if count > 3:
        tour = giant_tour(ground.near, ground.where, ground.task.state)
    onward = onward_m(tour, ground.where)
    tour = np.roll(tour, -int(np.argmax(onward)) - 1)
    onward = np.roll(onward, -int(np.argmax(onward)) - 1)
    ends = cut(ground.stops.minutes[tour], onward, rounds, ground.task.tolerance, ground.task.metres_a_minute)
    return np.split(tour, ends[:-1]), tour


def better_rounds(
    ground: Ground, rounds: Sequences, tour: NDArray[np.int32], budget: Budget, *, begun: bool = False
) -> Sequences:
    """Return the rounds made shorter, balanced and whole, in walking order; those that are `begun` lie well already."""
    if len(rounds) < 2 or len(ground.stops.edge) < FEWEST_STOPS:
        return [ground.order(some) for some in rounds]
    task, walked = ground.task, as_walked(ground)
    if budget.nothing and not begun:
        return sketched(ground, rounds)
    if budget.over:
        return balanced(ground, walked, bonded(rounds, ground), budget)
    first, fine = rounds, FINE
    if (ground.home < 0).all():
        if begun:
            first = rounds = balanced(ground, walked, bonded(rounds, ground), budget)
            stage = replace(COARSE, hot=BEGUN_HOT_M)
        else:
            first = rounds = sketched(ground, rounds)
            stage = COARSE
            if over(ground, first) > 1:
                stage, fine = (replace(each, over_m=UNEVEN_OVER_M) for each in (COARSE, FINE))
        most = task.most_minutes / 4
        sides = street_sides(ground.stops, ground.near, ground.where, ground.home, most, ground.bonds)
        coarse, turned = on_pieces(rounds, sides)
        coarse, turned = anneal(
            task, sides, coarse, turned, stage, budget.share(0.0, 0.45), "sharing out the streets"
        )
        rounds = on_stops(coarse, turned, sides)
    rounds = _searched(ground, walked, rounds, fine, budget.share(0.45, 0.93), "moving single doors")
    found = kept_promises(ground, walked, rounds, tour, budget)
    return _no_worse(ground, first, found)


def _no_worse(ground: Ground, first: Sequences, found: Sequences) -> Sequences:
    """Return what the search found, unless it is longer than the first rounds, which kept to the tolerance too."""
    if (ground.home >= 0).any() or over(ground, first) > 1:
        return found
    return found if ground.minutes(found).sum() <= ground.minutes(first).sum() else first


def sketched(ground: Ground, rounds: Sequences) -> Sequences:
    """Return the first rounds as they are walked, without any search."""
    return [ground.order(some, SKETCH_SHAKES) for some in bonded(rounds, ground)]


def kept_promises(
    ground: Ground, task: Task, rounds: Sequences, tour: NDArray[np.int32], budget: Budget
) -> Sequences:
    """Return the rounds balanced, and whole where that keeps them so and costs little."""
    town, free = Town(ground.near, tour, ground.where), ground
    best = rounds = balanced(free, task, rounds, budget)
    torn, dear = _torn(town, best), MOST_FOR_WHOLE * ground.minutes(best).sum()
    for _ in range(MOST_TURNS):
        if not torn or budget.late:
            break
        rounds, ground = whole(ground, town, task, rounds, budget)
        rounds = balanced(ground, task, rounds, budget)
        before, now, holes = over(ground, best), over(ground, rounds), _torn(town, rounds)
        fairer = before > 1 and now < before - HELPED
        as_good = now <= max(1.0, before) and holes < torn and ground.minutes(rounds).sum() <= dear
        if not (fairer or as_good):
            break
        best, torn = rounds, holes
    return best


def _torn(town: Town, rounds: Sequences) -> int:
    """Return how many rounds are not in one piece."""
    return sum(len(town.pieces(some)) > 1 for some in rounds)


def bonded(rounds: Sequences, ground: Ground) -> Sequences:
    """Return the rounds with what must stay together in one of them."""
    if not ground.bonds:
        return rounds
    single = ground.singly()
    return on_stops(*on_pieces(rounds, single), single)


def as_walked(ground: Ground) -> Task:
    """Return the task with distances that say which order will be walked in the end."""
    if ground.style == "shortest":
        return ground.task
    where = dearer(ground.where, NATURAL_CROSS_M, NATURAL_LEAVE_M)
    task = ground.task
    return replace(task, where=where)


def over(ground: Ground, rounds: Sequences) -> float:
    """Return the longest round's minutes as a share of what is allowed; where sizes were asked for the shortest counts too."""
    return float(_beyond(ground, ground.minutes(rounds)).max(initial=0.0))


def _beyond(ground: Ground, minutes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each round how far it is from what is allowed, as a share: above 1 is too far."""
    task, mean = ground.task, float(minutes.mean())
    allowed = min(mean * (1 + task.tolerance), task.most_minutes)
    if allowed <= 0:
        return np.ones(len(minutes))
    if task.shares is None or not minutes.all():
        return minutes / allowed
    fair = minutes / task.shares
    return np.asarray(np.maximum(fair / allowed, mean * (1 - task.tolerance) / fair))


def whole(
    ground: Ground, town: Town, task: Task, rounds: Sequences, budget: Budget
) -> tuple[Sequences, Ground]:
    """Give what has strayed from a round to a round that lies beside it, and let the others make up for it.

    Returns the rounds, and the ground on which what had strayed is at home where it now belongs.
    """
    for _ in range(MOST_JOININGS):
        home = strays(ground, town, rounds)
        if (home < 0).all() or budget.late:
            break
        torn = np.array([(home[some] >= 0).any() for some in rounds])
        home = np.where(home < 0, ground.home, home).astype(np.int32)
        ground = replace(ground, home=home, home_m=max(STRAY_M, ground.home_m))
        around = beside(ground, rounds, torn, MOST_BESIDE)
        short = budget.share(0.93, 0.95).exactly(_short(around))
        rounds = _searched(ground, task, rounds, JOIN, short, "joining what belongs together", around=around)
    return rounds, ground


def beside(ground: Ground, rounds: Sequences, chosen: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Tell which stops lie in the `chosen` rounds, or in rounds beside those, and so on as far as they reach."""
    of_stop = np.full(len(ground.stops.edge), -1, dtype=np.int64)
    for r, some in enumerate(rounds):
        of_stop[some] = r
    here = np.repeat(of_stop, ground.near.shape[1])
    there = of_stop[ground.near.ravel()]
    for _ in range(reach):
        chosen = chosen | np.isin(np.arange(len(rounds)), there[chosen[here]])
    around: NDArray[np.bool_] = chosen[of_stop]
    return around


def strays(ground: Ground, town: Town, rounds: Sequences) -> NDArray[np.int32]:
    """Return for each stop that has strayed from its round the round beside it, -1 for all others."""
    home = np.full(len(ground.stops.edge), -1, dtype=np.int32)
    of_stop = np.empty(len(home), dtype=np.int64)
    for r, some in enumerate(rounds):
        of_stop[some] = r
    for r, some in enumerate(rounds):
        for piece in town.pieces(some)[1:]:
            beside = of_stop[ground.near[piece]]
            others = beside[beside != r]
            if len(others):
                home[piece] = np.bincount(others).argmax()
    return home


def balanced(ground: Ground, task: Task, rounds: Sequences, budget: Budget) -> Sequences:
    """Put the rounds in walking order, and move doors until the minutes so walked keep to the tolerance."""
    walked = [ground.order(some, MENDED_SHAKES) for some in rounds]
    best, least, in_vain = walked, np.inf, 0
    for mending in range(MOST_MENDINGS + 1):
        beyond = over(ground, walked)
        in_vain = 0 if beyond < least - HELPED else in_vain + 1
        if beyond < least:
            best, least = walked, beyond
        if beyond <= 1 or mending == MOST_MENDINGS or in_vain == MOST_IN_VAIN or budget.late:
            break
        minutes = ground.minutes(walked)
        bias = minutes - _counted(ground, task, walked)
        reach = MOST_BESIDE if not in_vain else len(walked)
        around = beside(ground, walked, _beyond(ground, minutes) > 1, reach)
        short = budget.share(0.95, 1.0).exactly(_short(around))
        dear = 4.0**mending  # ever dearer, until a long way round is cheaper
        stage = replace(MEND, over_m=MEND.over_m * dear)
        if beyond >= FAR_OVER or mending >= 3:
            stage = replace(stage, hot=FINE.hot, even_m=FLOW_M * dear)
        rounds = _searched(ground, task, walked, stage, short, "balancing the minutes", bias, around)
        walked = [
            before
            if len(before) == len(after) and set(before) == set(after)
            else ground.order(after, MENDED_SHAKES)
            for before, after in zip(walked, rounds, strict=True)
        ]
    finished = [ground.order(some) for some in best]
    return finished if over(ground, finished) <= max(1.0, least) else best


def _searched(
    ground: Ground, task: Task, rounds: Sequences, stage: Stage, budget: Budget, doing: str,
    bias: NDArray[np.float64] | None = None, around: NDArray[np.bool_] | None = None,
) -> Sequences:  # fmt: skip
    """Search over single stops, of all or of those around."""
    single = ground.singly()
    stage = stage if stage.home_m else replace(stage, home_m=ground.home_m)
    pieces, turned = on_pieces(rounds, single)
    return on_stops(*anneal(task, single, pieces, turned, stage, budget, doing, bias, around), single)


def _short(around: NDArray[np.bool_]) -> int:
    """Return how long to search around some stops for what was promised, whatever the budget."""
    return MEND_ITERATIONS + MEND_ITERATIONS_A_STOP * int(around.sum())


def _counted(ground: Ground, task: Task, rounds: Sequences) -> NDArray[np.float64]:
    """Return the minutes of rounds as the search counts them."""
    ends = np.array(
        [ground.ends_m[0, some[0]] + ground.ends_m[1, some[-1]] if len(some) else 0.0 for some in rounds]
    )
    metres = np.array([along_m(some, task.where) for some in rounds]) + ends
    return np.array([ground.stops.minutes[some].sum() for some in rounds]) + metres / task.metres_a_minute


def on_pieces(rounds: Sequences, pieces: Pieces) -> tuple[Sequences, NDArray[np.int32]]:
    """Return rounds of stops as rounds of pieces: each goes where most of its stops are, about as they stood."""
    of_stop, place = np.empty((2, sum(len(some) for some in rounds)))
    for r, some in enumerate(rounds):
        of_stop[some], place[some] = r, np.arange(len(some))
    belongs = np.array([np.bincount(of_stop[run].astype(int)).argmax() for run in pieces.stops])
    middle = np.array([place[run].mean() for run in pieces.stops])
    turned = np.array([place[run[-1]] < place[run[0]] for run in pieces.stops], dtype=np.int32)
    sequences = []
    for r in range(len(rounds)):
        mine = np.flatnonzero(belongs == r)
        sequences.append(mine[np.argsort(middle[mine], kind="stable")].astype(np.int32))
    return sequences, turned


def on_stops(rounds: Sequences, turned: NDArray[np.int32], pieces: Pieces) -> Sequences:
    """Return rounds of pieces as rounds of stops."""
    return [
        np.concatenate(
            [pieces.stops[p][:: -1 if turned[p] else 1] for p in some] or [np.zeros(0, dtype=np.int32)]
        )
        for some in rounds
    ]


def onward_m(tour: NDArray[np.int32], where: Where) -> NDArray[np.float64]:
    """Return the metres from each stop to the next, from the last to the first."""
    return metres_between(tour, np.roll(tour, -1), where)
