"""The core of the search on published instances: `python -m tests.benchmarks.cvrplib [SECONDS]`.

Rounds begin and end at a depot and carry at most a capacity: minutes are the demand, and walking takes no time.
"""

import sys
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.rounds import DATA
from walksheets.rounds.engine import visits
from walksheets.rounds.engine.distances import dense
from walksheets.rounds.engine.kernel import seeded
from walksheets.rounds.engine.pieces import NEAREST
from walksheets.rounds.engine.ruin_recreate import search

HOT, COLD = 30.0, 3.0  # for a minute; Christiaens and Vanden Berghe go from 100 to 1 in far longer searches
SPARE_ROUNDS = 2
OVER_M = 1000.0
SLICE = 5000


def read(path: Path) -> tuple[np.ndarray, np.ndarray, int]:
    """Return coordinates and demands, the depot first, and the capacity."""
    words = path.read_text().split("\n")
    sections = {line.split(":")[0].strip(): i for i, line in enumerate(words)}
    capacity = int(next(line for line in words if line.startswith("CAPACITY")).split(":")[1])
    xy = np.array(
        [
            line.split()[1:3]
            for line in words[sections["NODE_COORD_SECTION"] + 1 : sections["DEMAND_SECTION"]]
        ],
        float,
    )
    demand = [line.split()[1] for line in words[sections["DEMAND_SECTION"] + 1 : sections["DEPOT_SECTION"]]]
    return xy, np.array(demand, float), capacity


def solve(path: Path, seconds: float, seed: int) -> tuple[float, int]:
    """Return the length of the best rounds found in so many CPU seconds, and the iterations made."""
    xy, demand, capacity = read(path)
    metres = np.rint(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)))
    customers = len(xy) - 1
    inner = metres[1:, 1:]
    near = np.argsort(inner + np.diag(np.full(customers, np.inf)), axis=1, kind="stable")[
        :, : 2 * NEAREST
    ].astype(np.int32)
    each = np.arange(customers, dtype=np.int32)
    piece = np.column_stack([each, each, np.full(customers, -1)]).astype(np.int32)
    weight = np.column_stack([demand[1:], np.zeros(customers)])
    near_m = np.repeat(np.take_along_axis(inner, near, axis=1)[..., None], 4, axis=2).astype(np.float32)
    ends_m = np.stack([metres[0, 1:], metres[0, 1:]])
    rounds = int(np.ceil(demand.sum() / capacity)) + SPARE_ROUNDS
    angle = np.argsort(np.arctan2(*(xy[1:] - xy[0]).T))
    links = visits.linked(
        [some.astype(np.int32) for some in np.array_split(angle, rounds)], np.zeros(customers, np.int32)
    )
    best, cost, state, bias = links.copy(), np.inf, seeded(seed), np.zeros(rounds)
    settings = np.zeros(visits.SETTINGS)
    settings[[visits.LIMIT, visits.OVER_M, visits.METRES_A_MINUTE]] = capacity, OVER_M, 1e12
    settings[[visits.GAP_FROM_M, visits.STRING, visits.REMOVED]] = 1e9, 10, 10
    where = dense(inner)
    began, done, iterations = time.process_time(), 0.0, 0
    while done < 1:
        settings[visits.TEMPERATURE] = HOT * (COLD / HOT) ** done
        cost = search(
            SLICE, links, best, cost, piece, weight, near, near_m, ends_m, where, settings, bias, each, state
        )
        iterations += SLICE
        done = (time.process_time() - began) / seconds
    found = visits.unlinked(best, customers)
    assert sorted(np.concatenate(found)) == list(each)
    assert max(demand[some + 1].sum() for some in found) <= capacity
    return sum(
        float(metres[0, some[0] + 1] + inner[some[:-1], some[1:]].sum() + metres[some[-1] + 1, 0])
        for some in found
        if len(some)
    ), iterations


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    for name in ("X-n439-k37", "X-n1001-k43"):
        known = float((DATA / "cvrplib" / f"{name}.sol").read_text().split("Cost")[1].split()[0])
        found, iterations = solve(DATA / "cvrplib" / f"{name}.vrp", seconds, 1)
        print(
            f"{name:<14} {found:.0f} / {known:.0f} = {found / known:.4f}   {seconds:g} CPU s, {iterations} iterations"
        )


if __name__ == "__main__":
    main()
