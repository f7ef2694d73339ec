"""Which stops lie near which: the only places where the search looks for something better.

The nearest along the network, and beside them the nearest of other streets' sides, so that the end of a street
knows where the walk can go on.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from walksheets.rounds.engine.distances import Where, metres_between, same_side
from walksheets.rounds.engine.kernel import kernel

NEAREST = 30
OF_OTHER_SIDES = 10
LOOKED_AT = 72
FURTHER = (100, 140, 200)
"""The so-manieth nearest by air come last in the list: a way out of a pocket that holds more than a round."""


def neighbours_of(xy: NDArray[np.float64], where: Where, wanted: int = NEAREST) -> NDArray[np.int32]:
    """Return (S, n) the nearest stops of each stop, nearest first; n is at most `wanted` and S - 1."""
    stops = len(xy)
    n = min(wanted, stops - 1)
    if n <= 0:
        return np.zeros((stops, 0), dtype=np.int32)
    looked_at = min(LOOKED_AT, stops)
    further = [k for k in FURTHER if k <= stops and n == wanted]
    _, near = cKDTree(xy).query(xy, k=[*range(1, looked_at + 1), *further])
    candidates = near[:, :looked_at].astype(np.int32)
    metres = metres_between(np.repeat(np.arange(stops), looked_at), candidates.ravel(), where).reshape(
        stops, -1
    )
    metres[candidates == np.arange(stops)[:, None]] = np.inf  # itself comes last
    order = np.argsort(metres, axis=1, kind="stable")
    candidates = np.take_along_axis(candidates, order, axis=1)[:, : looked_at - 1]
    out = np.empty((stops, n - len(further)), dtype=np.int32)
    taken = np.zeros(looked_at, dtype=np.bool_)
    _choose(candidates, where, min(OF_OTHER_SIDES, n // 3), taken, out)
    return np.hstack([out, near[:, looked_at:].astype(np.int32)])


@kernel
def _choose(
    candidates: NDArray[np.int32], where: Where, others: int, taken: NDArray[np.bool_], out: NDArray[np.int32]
) -> None:
    """Take the nearest; then the first of each side that is not among them yet; fill up with the next."""
    count, wanted = candidates.shape[1], out.shape[1]
    for a in range(out.shape[0]):
        plain = min(wanted - others, count)
        for k in range(count):
            taken[k] = k < plain
        have = plain
        for k in range(plain, count):
            if have >= wanted:
                break
            new = True
            for i in range(k):
                if taken[i] and same_side(candidates[a, i], candidates[a, k], where):
                    new = False
                    break
            taken[k] = new
            have += new
        for k in range(plain, count):
            if have >= wanted:
                break
            if not taken[k]:
                taken[k] = True
                have += 1
        filled = 0
        for k in range(count):
            if taken[k] and filled < wanted:
                out[a, filled] = candidates[a, k]
                filled += 1
