"""One walk past every stop: the sequence that is cut into rounds.

Begins with the nearest pairs joined up (greedy edges), then shortens.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, distance, metres_between
from walksheets.rounds.engine.kernel import Seed, kernel
from walksheets.rounds.engine.tour import shorten

SHAKES_A_STOP = 3


def giant_tour(neighbours: NDArray[np.int32], where: Where, state: Seed) -> NDArray[np.int32]:
    """Return all stops in the order of a short round tour."""
    tour = _greedy(neighbours, where)
    shorten(tour, np.ascontiguousarray(neighbours[:, :10]), where, SHAKES_A_STOP * len(tour), state)
    return tour


def _greedy(neighbours: NDArray[np.int32], where: Where) -> NDArray[np.int32]:
    """Join stops to near neighbours, nearest pairs first, into chains; then chain to nearest chain."""
    stops = len(neighbours)
    here = np.repeat(np.arange(stops), neighbours.shape[1])
    order = np.argsort(metres_between(here, neighbours.ravel(), where), kind="stable").astype(np.int64)
    mates = np.full((stops, 2), -1, dtype=np.int32)
    _join(order, neighbours, mates, np.arange(stops))
    tour = np.empty(stops, dtype=np.int32)
    _string_up(mates, where, tour, np.empty(stops, dtype=np.int64), np.zeros(stops, dtype=np.bool_))
    return tour


@kernel
def _join(
    order: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    mates: NDArray[np.int32],
    chain: NDArray[np.int64],
) -> None:
    """`chain` leads from each stop to one that stands for its chain, at first itself."""
    width = neighbours.shape[1]
    for k in range(len(order)):
        pair = order[k]
        a = np.int64(pair // width)
        b = np.int64(neighbours[a, pair % width])
        if mates[a, 1] >= 0 or mates[b, 1] >= 0:
            continue
        root_a, root_b = a, b
        while chain[root_a] != root_a:
            chain[root_a] = chain[chain[root_a]]
            root_a = chain[root_a]
        while chain[root_b] != root_b:
            chain[root_b] = chain[chain[root_b]]
            root_b = chain[root_b]
        if root_a == root_b:
            continue
        chain[root_a] = root_b
        mates[a, 0 if mates[a, 0] < 0 else 1] = b
        mates[b, 0 if mates[b, 0] < 0 else 1] = a


@kernel
def _string_up(
    mates: NDArray[np.int32],
    where: Where,
    tour: NDArray[np.int32],
    ends: NDArray[np.int64],
    walked: NDArray[np.bool_],
) -> None:
    """Walk along a chain, then go on with the chain whose end is nearest; `ends` are of chains not walked yet."""
    stops = mates.shape[0]
    waiting = 0
    for a in range(stops):
        if mates[a, 1] < 0:
            ends[waiting] = a
            waiting += 1
    at, before, filled = ends[0], np.int64(-1), 0
    while True:
        tour[filled], walked[at] = at, True
        filled += 1
        on = np.int64(-1)
        for k in range(2):
            mate = mates[at, k]
            if mate >= 0 and mate != before and not walked[mate]:
                on = np.int64(mate)
        if on >= 0:
            before, at = at, on
            continue
        if filled == stops:
            return
        best, nearest, left = np.inf, np.int64(-1), 0
        for k in range(waiting):
            if walked[ends[k]]:
                continue
            ends[left] = ends[k]
            left += 1
            m = distance(at, ends[k], where)
            if m < best:
                best, nearest = m, ends[k]
        waiting = left
        before, at = np.int64(-1), nearest
