"""What our rounds are measured against: hand methods, routing solvers, LKH, a lower bound. Never shipped."""

import time
from collections import defaultdict

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import minimum_spanning_tree

from walksheets.rounds.engine import Problem, Walk, order
from walksheets.rounds.engine.distances import matrix, metres_between
from walksheets.rounds.engine.neighbours import neighbours_of
from walksheets.rounds.engine.split import where_among
from walksheets.rounds.engine.stops import stops_of

DECIMETRES = 10
TENTHS_OF_SECONDS = 600  # a minute


class CpuSeconds:
    """PyVRP stops after so many CPU seconds, whoever else uses the machine."""

    def __init__(self, seconds: float):
        self.end = time.process_time() + seconds

    def __call__(self, best_cost: float) -> bool:
        return time.process_time() >= self.end


def pyvrp(
    problem: Problem, rounds: int, seconds: float, *, doors_limit=None, minutes_limit=None, start=None, seed=1
):
    """Return PyVRP's rounds with free start and end, and whether they keep to the limit."""
    import pyvrp as p

    stops = all_stops(problem)
    count = len(stops.edge)
    metres = np.zeros((count + 1, count + 1))
    metres[1:, 1:] = matrix(np.arange(count), where_among(Walk(problem), stops))
    distance = np.rint(metres * DECIMETRES).astype(np.int64)
    duration = np.rint(metres / (problem.speed_mps * 60) * TENTHS_OF_SECONDS).astype(np.int64)
    places = [p.Location(0.0, 0.0)] + [p.Location(float(x), float(y)) for x, y in stops.xy]
    clients = [
        p.Client(i + 1, delivery=[len(flats)], service_duration=round(minutes * TENTHS_OF_SECONDS))
        for i, (flats, minutes) in enumerate(zip(stops.doors, stops.minutes, strict=True))
    ]
    most = 10**9 if doors_limit is None else int(doors_limit)
    shift = 10**9 if minutes_limit is None else int(np.ceil(minutes_limit * TENTHS_OF_SECONDS)) + count
    vehicles = p.VehicleType(rounds, capacity=[most], shift_duration=shift)
    data = p.ProblemData(places, clients, [p.Depot(0)], [vehicles], [distance], [duration])
    first = None
    if start is not None:
        of_door = np.empty(problem.doors, dtype=int)
        for s, flats in enumerate(stops.doors):
            of_door[flats] = s
        visits = [list(dict.fromkeys(of_door[some].tolist())) for some in start]
        client = p.ActivityType.CLIENT
        routes = [p.Route(data, [p.Activity(client, s) for s in some], 0) for some in visits]
        first = p.Solution(data, routes)
    found = p.solve(
        data,
        stop=CpuSeconds(seconds),
        seed=seed,
        display=False,
        **({"initial_solution": first} if first else {}),
    )
    routes = [[a.idx for a in route if a.is_client()] for route in found.best.routes()]
    return [np.concatenate([stops.doors[s] for s in some]) for some in routes], found.is_feasible()


def all_stops(problem: Problem):
    return stops_of(Walk(problem).places, np.arange(problem.doors), problem.minutes_at_door)


def by_hand(problem: Problem, rows: list[dict], rounds: int):
    """Return streets in alphabetical order cut into equal chunks: as written down, and each in its best order."""

    def number(row: dict) -> tuple[int, str]:
        digits = "".join(c for c in row["number"] if c.isdigit())
        return int(digits or 0), row["flat"]

    listed = sorted(range(len(rows)), key=lambda i: (rows[i]["street"], number(rows[i])))
    chunks = np.array_split(np.array(listed), rounds)
    return chunks, _best_order(problem, chunks)


def by_postcode(problem: Problem, rows: list[dict], rounds: int):
    """Return postcodes sorted in space (columns of a serpentine), cut into equal chunks, each in its best order."""
    members = defaultdict(list)
    for i, row in enumerate(rows):
        members[row["postcode"]].append(i)
    centres = {code: problem.spots.xy[doors].mean(0) for code, doors in members.items()}
    columns = max(int(np.sqrt(rounds)), 1)
    x = np.array([c[0] for c in centres.values()])
    edges = np.quantile(x, np.linspace(0, 1, columns + 1)[1:-1])
    at = {code: int(np.searchsorted(edges, c[0])) for code, c in centres.items()}
    codes = sorted(centres, key=lambda code: (at[code], centres[code][1] * (-1) ** at[code]))
    listed = np.array([i for code in codes for i in members[code]])
    return _best_order(problem, np.array_split(listed, rounds))


def _best_order(problem: Problem, rounds):
    walk = Walk(problem)
    return [order(problem, some, "shortest", walk=walk) for some in rounds]


def lkh_m(metres: np.ndarray) -> float:
    """Return the length of LKH's open walk over a whole matrix."""
    import elkai

    count = len(metres)
    padded = np.zeros((count + 1, count + 1))
    padded[:count, :count] = metres
    tour = elkai.DistanceMatrix(np.rint(padded * 100).astype(int).tolist()).solve_tsp(runs=2)
    return float(padded[tour[:-1], tour[1:]].sum())


def held_karp_m(problem: Problem, rounds: int, upper_m: float, steps: int = 500) -> float:
    """Return a lower bound for so many open walks past all stops, without balance (over 30 near neighbours).

    Held and Karp's ascent over forests of as many trees as walks, and two loose ends for each; `upper_m` is the
    length of some walks there are.
    """
    stops = all_stops(problem)
    where = where_among(Walk(problem), stops)
    near = neighbours_of(stops.xy, where)
    count = len(near)
    here, there = np.repeat(np.arange(count), near.shape[1]), near.ravel()
    pairs = np.unique(np.sort(np.stack([here, there], 1), axis=1), axis=0)
    metres = metres_between(pairs[:, 0], pairs[:, 1], where)
    weight, best, before, reach = np.zeros(count), -np.inf, np.zeros(count), 1.5
    for _ in range(steps):
        cost = metres + weight[pairs[:, 0]] + weight[pairs[:, 1]]
        low = cost.min() - 1  # a stored 0 would be no link at all
        tree = minimum_spanning_tree(coo_matrix((cost - low, pairs.T), shape=(count,) * 2)).tocoo()
        kept = np.argsort(tree.data)[: count - rounds]
        loose = np.argsort(weight)[:rounds]  # a walk of one stop has both its ends there
        value = tree.data[kept].sum() + low * len(kept) + 2 * weight[loose].sum() - 2 * weight.sum()
        degree = np.bincount(tree.row[kept], minlength=count) + np.bincount(tree.col[kept], minlength=count)
        degree[loose] += 2
        slope = 0.7 * (degree - 2) + 0.3 * before
        best, before = max(best, float(value)), slope
        weight += reach * (upper_m - value) / max(float((slope**2).sum()), 1.0) * slope
        reach *= 0.99
    return best
