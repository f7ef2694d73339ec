"""Which stops lie near which: the only places where the search looks for something better.

The nearest along the network, and beside them the nearest of other streets' sides, so that the end of a street
knows where the walk can go on.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from walksheets.rounds.engine.distances import Where, distance, same_side
from walksheets.rounds.engine.kernel import kernel_with_memory

NEAREST = 30
OF_OTHER_SIDES = 10
LOOKED_AT = 72


def neighbours_of(xy: NDArray[np.float64], where: Where, wanted: int = NEAREST) -> NDArray[np.int32]:
    """Return (S, n) the nearest stops of each stop, nearest first; n is at most `wanted` and S - 1."""
    stops = len(xy)
    n = min(wanted, stops - 1)
    if n <= 0:
        return np.zeros((stops, 0), dtype=np.int32)
    looked_at = min(LOOKED_AT, stops)
    _, near = cKDTree(xy).query(xy, k=looked_at)
    out = np.empty((stops, n), dtype=np.int32)
    _choose(near.astype(np.int32).reshape(stops, looked_at), where, min(OF_OTHER_SIDES, n // 3), out)
    return out


@kernel_with_memory
def _choose(  # noqa: C901
    near: NDArray[np.int32], where: Where, others: int, out: NDArray[np.int32]
) -> None:
    looked_at, wanted = near.shape[1], out.shape[1]
    metres = np.empty(looked_at)
    for a in range(near.shape[0]):
        count = 0
        candidates = np.empty(looked_at, dtype=np.int32)
        for k in range(looked_at):
            b = near[a, k]
            if b != a and count < looked_at:
                candidates[count], metres[count] = b, distance(a, b, where)
                count += 1
        order = np.argsort(metres[:count], kind="mergesort")
        taken = np.zeros(count, dtype=np.bool_)
        plain = wanted - others
        for k in range(min(plain, count)):
            taken[order[k]] = True
        have = min(plain, count)
        for k in range(plain, count):  # the first of each side that is not among them yet
            if have >= wanted:
                break
            b = candidates[order[k]]
            new = True
            for i in range(k):
                if taken[order[i]] and same_side(candidates[order[i]], b, where):
                    new = False
                    break
            if new:
                taken[order[k]] = True
                have += 1
        for k in range(plain, count):
            if have >= wanted:
                break
            if not taken[order[k]]:
                taken[order[k]] = True
                have += 1
        filled = 0
        for k in range(count):
            if taken[order[k]] and filled < wanted:
                out[a, filled] = candidates[order[k]]
                filled += 1
