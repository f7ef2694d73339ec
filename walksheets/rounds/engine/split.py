"""Split a ward into rounds: the whole way from doors to rounds in walking order.

Stops → one giant tour → cut into rounds → ruin and recreate → order inside. Each stage leaves a usable answer.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.errors import UsersMistake
from walksheets.progress import Progress, silent
from walksheets.rounds.engine.cut import cut
from walksheets.rounds.engine.distances import Where, distance, where_of
from walksheets.rounds.engine.giant_tour import giant_tour
from walksheets.rounds.engine.kernel import Seed, kernel, seeded
from walksheets.rounds.engine.measure import Walk
from walksheets.rounds.engine.neighbours import neighbours_of
from walksheets.rounds.engine.problem import Doors, Problem, Split, Stop, Style, Wanted
from walksheets.rounds.engine.stops import Stops, stops_of
from walksheets.rounds.engine.walk_order import walk_order

PORTION = 0.25
"""The largest part of a round that one spot may take as one stop."""


def split(
    problem: Problem, wanted: Wanted, stop: Stop | None = None, seed: int = 0, progress: Progress = silent
) -> Split:
    """Split the doors into rounds balanced in minutes and put each in walking order.

    Doors without a street and without a position come back in `left_out`. Raises UsersMistake for what cannot
    be had, and whatever `progress` raises; `stop.finish_now()` instead takes the best there is.
    """
    walk = Walk(problem)
    known = np.flatnonzero(walk.places.known)
    left_out = np.flatnonzero(~walk.places.known)
    groups = problem.group if problem.group is not None else np.full(problem.doors, -1)
    labels = np.unique(groups[known])
    counts = _share_out(problem, wanted, [known[groups[known] == label] for label in labels])
    rounds: list[Doors] = []
    of_group: list[int] = []
    for label, count in zip(labels, counts, strict=True):
        doors = known[groups[known] == label]
        found = _split_part(walk, doors, count, wanted, seed)
        rounds += found
        of_group += [int(label)] * len(found)
    measured = walk.measure(rounds)
    progress(1.0, "rounds are ready")
    return Split(
        tuple(rounds), measured.walk_m, measured.minutes, np.array(of_group, dtype=np.int64), left_out
    )


def order(
    problem: Problem, doors: Doors, style: Style = "natural", seed: int = 0, walk: Walk | None = None
) -> Doors:
    """Return the doors of one round in walking order; doors without a place come last, as they were."""
    walk = walk or Walk(problem)
    doors = np.asarray(doors, dtype=np.int64)
    known = doors[walk.places.known[doors]]
    stops = stops_of(walk.places, known, problem.minutes_at_door)
    if not len(stops.edge):
        return doors
    where = _where(walk, stops)
    walked = walk_order(np.arange(len(stops.edge), dtype=np.int32), where, style, seeded(seed))
    return np.concatenate([*(stops.doors[s] for s in walked), doors[~walk.places.known[doors]]])


def _where(walk: Walk, stops: Stops) -> Where:
    network = walk.problem.network
    return where_of(stops, walk.ends, network.edge_width_m, network.edge_length_m, walk.streets)


def _share_out(problem: Problem, wanted: Wanted, parts: list[Doors]) -> list[int]:
    """Return how many rounds each group gets, in proportion to its minutes."""
    minutes = np.array([max(problem.minutes_at_door[doors].sum(), 1e-9) for doors in parts])
    if wanted.doors is not None:
        return [-(-len(doors) // wanted.doors) for doors in parts]
    if wanted.minutes is not None:
        return [int(np.ceil(m / wanted.minutes)) for m in minutes]
    assert wanted.rounds is not None
    if wanted.rounds < len(parts):
        raise UsersMistake(
            f"{len(parts)} areas that may not be mixed cannot share {wanted.rounds} rounds: "
            f"ask for {len(parts)} or more, or split freely."
        )
    share = minutes / minutes.sum() * wanted.rounds if len(parts) else minutes
    counts = np.maximum(np.floor(share), 1).astype(int)
    while counts.sum() > wanted.rounds:
        counts[np.argmax(np.where(counts > 1, counts - share, -np.inf))] -= 1
    while counts.sum() < wanted.rounds:
        counts[np.argmax(share / counts)] += 1
    return [int(count) for count in counts]


def _split_part(walk: Walk, doors: Doors, count: int, wanted: Wanted, seed: int) -> list[Doors]:
    problem = walk.problem
    minutes = problem.minutes_at_door
    count = min(count, len(doors))
    stops = stops_of(walk.places, doors, minutes, PORTION * minutes[doors].sum() / max(count, 1))
    if len(stops.edge) < count:
        stops = stops_of(walk.places, doors, minutes, 0.0)
    where, state = _where(walk, stops), seeded(seed)
    near = neighbours_of(stops.xy, where)
    tour = (
        giant_tour(near, where, state) if len(stops.edge) > 3 else np.arange(len(stops.edge), dtype=np.int32)
    )
    onward = np.empty(len(stops.edge))
    _onward(tour, where, onward)
    tour = np.roll(tour, -int(np.argmax(onward)) - 1)
    _onward(tour, where, onward)
    ends = cut(stops.minutes[tour], onward, count, wanted.tolerance, problem.speed_mps * 60)
    rounds = np.split(tour, ends[:-1])
    walked = [walk_order(some, where, wanted.order, state) for some in rounds]
    return [np.concatenate([stops.doors[s] for s in some]) for some in walked]


@kernel
def _onward(tour: NDArray[np.int32], where: Where, onward: NDArray[np.float64]) -> None:
    for i in range(len(tour)):
        onward[i] = distance(tour[i], tour[(i + 1) % len(tour)], where)


__all__ = ["Seed", "order", "split"]
