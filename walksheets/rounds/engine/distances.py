"""How far it is from stop to stop, counted as a walker would.

On one way: the difference of the offsets, plus the way's width if the sides differ. Otherwise the shortest way
between their ends along the network, plus a quarter of both ways' widths. Distances between the ends of ways are
kept in blocks of near neighbours, so memory grows with the town and not with its square; what lies further apart
than `REACH_M` is estimated here, and counted exactly by measure.py.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.kernel import kernel
from walksheets.rounds.engine.stops import Stops
from walksheets.rounds.engine.streets import Streets

BLOCK = 128
REACH_M = 4000.0
"""Beyond this the way from one door to the next is only estimated while searching."""
DETOUR = 1.3
"""Streets are about this much longer than straight lines (general knowledge of towns)."""
MOST_BYTES = 320_000_000


class Where(NamedTuple):
    """All the inner loops need to tell how far two stops are apart.

    `dense` is either a whole matrix, which then counts alone, or empty.
    """

    dense: NDArray[np.float32]
    way: NDArray[np.int32]
    """(S, 4) edge, terminal at its start, terminal at its end, side."""
    place: NDArray[np.float32]
    """(S, 6) metres from the start, metres to the end, width, stub, x, y."""
    block: NDArray[np.int32]
    """(B, B) which page holds the distances between two blocks of terminals, -1 for none."""
    page: NDArray[np.float32]
    """(pages, BLOCK, BLOCK) metres."""
    leave_m: float
    """What it costs on top to go from one street side to another, so that a walk finishes a side first."""
    cross_m: float
    """What it costs on top to go from one side of a street to the other."""


@kernel
def distance(a: int, b: int, where: Where) -> float:
    """Return the metres from stop `a` to stop `b`."""
    if where.dense.shape[0] > 0:
        return float(where.dense[a, b])
    way, place = where.way, where.place
    if way[a, 0] == way[b, 0] and way[a, 0] >= 0:
        along = np.float64(abs(place[a, 0] - place[b, 0]))
        if way[a, 3] * way[b, 3] == -1:
            along += place[a, 2] + where.cross_m + where.leave_m
        if place[a, 3] > 0 or place[b, 3] > 0:
            return _beside(a, b, along, place)
        return along
    if way[a, 0] < 0 or way[b, 0] < 0:
        return DETOUR * np.sqrt((place[a, 4] - place[b, 4]) ** 2 + (place[a, 5] - place[b, 5]) ** 2)
    a1, a2, b1, b2 = way[a, 1], way[a, 2], way[b, 1], way[b, 2]
    if where.block[a1 // BLOCK, b1 // BLOCK] < 0:
        straight = np.sqrt((place[a, 4] - place[b, 4]) ** 2 + (place[a, 5] - place[b, 5]) ** 2)
        return max(REACH_M, DETOUR * straight)
    best = place[a, 0] + _between(a1, b1, where) + place[b, 0]
    best = min(best, place[a, 0] + _between(a1, b2, where) + place[b, 1])
    best = min(best, place[a, 1] + _between(a2, b1, where) + place[b, 0])
    best = min(best, place[a, 1] + _between(a2, b2, where) + place[b, 1])
    metres = np.float64(best + (place[a, 2] + place[b, 2]) * np.float32(0.25)) + where.leave_m
    if place[a, 3] > 0 or place[b, 3] > 0:
        return _beside(a, b, metres, place)
    return metres


@kernel
def _between(s: int, t: int, where: Where) -> float:
    page = where.block[s // BLOCK, t // BLOCK]
    if page < 0:
        return 1e7
    return where.page[page, s % BLOCK, t % BLOCK]


@kernel
def _beside(a: int, b: int, along: float, place: NDArray[np.float32]) -> float:
    """Return the way between stops of which one lies beside the streets: by the street, or straight across."""
    by_street = along + place[a, 3] + place[b, 3]
    straight = np.sqrt((place[a, 4] - place[b, 4]) ** 2 + (place[a, 5] - place[b, 5]) ** 2)
    if place[a, 3] > 0 and place[b, 3] > 0:
        return min(by_street, np.float64(straight) * DETOUR)
    return by_street


@kernel
def _matrix(chosen: NDArray[np.int32], where: Where, out: NDArray[np.float32]) -> None:
    for i in range(len(chosen)):
        for j in range(i):
            out[i, j] = out[j, i] = distance(chosen[i], chosen[j], where)


def matrix(chosen: NDArray[np.integer], where: Where, extra: int = 0) -> NDArray[np.float32]:
    """Return all distances between some stops, with `extra` rows and columns of zeros behind them."""
    out = np.zeros((len(chosen) + extra,) * 2, dtype=np.float32)
    _matrix(np.asarray(chosen, dtype=np.int32), where, out)
    return out


def dense(metres: NDArray[np.float32]) -> Where:
    """Return a `Where` of which a whole matrix is all there is."""
    none = np.zeros((0, 4), dtype=np.int32), np.zeros((0, 6), dtype=np.float32)
    return Where(
        metres, *none, np.zeros((0, 0), dtype=np.int32), np.zeros((0, 0, 0), dtype=np.float32), 0.0, 0.0
    )


def where_of(
    stops: Stops,
    ends: NDArray[np.int32],
    width: NDArray[np.float64],
    length: NDArray[np.float64],
    streets: Streets,
) -> Where:
    """Prepare the distances between stops; `ends` (E, 2), `width` and `length` are the network's edges."""
    on = stops.edge >= 0
    edge = np.where(on, stops.edge, 0)
    terminals, of_end = np.unique(ends[edge[on]], return_inverse=True)
    terminals, rank = _in_space(terminals, streets)
    way = np.full((len(stops.edge), 4), -1, dtype=np.int32)
    way[:, 0], way[:, 3] = stops.edge, stops.side
    way[on, 1:3] = rank[of_end].reshape(-1, 2)
    place = np.zeros((len(stops.edge), 6), dtype=np.float32)
    place[:, 4:6], place[:, 3] = stops.xy - stops.xy.mean(0), stops.stub
    place[on, 0], place[on, 1] = stops.offset[on], length[edge[on]] - stops.offset[on]
    place[on, 2] = width[edge[on]]
    block, page = _pages(terminals, streets)
    return Where(np.zeros((0, 0), dtype=np.float32), way, place, block, page, 0.0, 0.0)


def _in_space(terminals: NDArray[np.int32], streets: Streets) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Sort terminals so that neighbours share a block: halve the town again and again along its longer side."""
    order: list[NDArray[np.intp]] = []

    def halve(some: NDArray[np.intp]) -> None:
        if len(some) <= BLOCK:
            order.append(some)
            return
        xy = streets.xy[terminals[some]]
        axis = int(np.argmax(np.ptp(xy, axis=0)))
        ranked = some[np.argsort(xy[:, axis], kind="stable")]
        middle = -(-len(some) // (2 * BLOCK)) * BLOCK
        halve(ranked[:middle])
        halve(ranked[middle:])

    if len(terminals):
        halve(np.arange(len(terminals)))
    sequence = np.concatenate(order) if order else np.zeros(0, dtype=np.intp)
    rank = np.empty(len(terminals), dtype=np.int32)
    rank[sequence] = np.arange(len(terminals), dtype=np.int32)
    return terminals[sequence], rank


def _pages(terminals: NDArray[np.int32], streets: Streets) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Compute the distances between all terminals of blocks that lie near one another."""
    blocks = -(-len(terminals) // BLOCK)
    block = np.full((max(blocks, 1),) * 2, -1, dtype=np.int32)
    if not blocks:
        return block, np.zeros((0, BLOCK, BLOCK), dtype=np.float32)
    pieces = [streets.xy[terminals[b * BLOCK : (b + 1) * BLOCK]] for b in range(blocks)]
    low, high = np.array([p.min(0) for p in pieces]), np.array([p.max(0) for p in pieces])
    gap = np.maximum(0, np.maximum(low[:, None] - high[None], low[None] - high[:, None]))
    apart = np.hypot(gap[..., 0], gap[..., 1])
    near = REACH_M
    while (apart <= near).sum() * BLOCK * BLOCK * 4 > MOST_BYTES and near > 1:
        near *= 0.8
    rows, columns = np.nonzero(apart <= near)
    block[rows, columns] = np.arange(len(rows), dtype=np.int32)
    page = np.empty((len(rows), BLOCK, BLOCK), dtype=np.float32)
    _fill(block, page, terminals, streets, REACH_M)
    return block, page


@kernel
def _fill(
    block: NDArray[np.int32],
    page: NDArray[np.float32],
    terminals: NDArray[np.int32],
    streets: Streets,
    reach: float,
) -> None:
    junctions = streets.row.shape[0] - 1
    metres = np.full(junctions, np.inf)
    heap_m, heap_at = np.empty(64), np.empty(64, dtype=np.int32)
    touched = np.empty(junctions, dtype=np.int32)
    for s in range(len(terminals)):
        metres[terminals[s]] = 0.0
        heap_m[0], heap_at[0] = 0.0, terminals[s]
        count, touched[0], size = 1, terminals[s], 1
        while size > 0:
            m, at = heap_m[0], heap_at[0]
            size -= 1
            _sink(heap_m, heap_at, size)
            if m > metres[at]:
                continue
            if m > reach:
                break
            for k in range(streets.row[at], streets.row[at + 1]):
                to, through = streets.to[k], m + streets.length[k]
                if through < metres[to]:
                    if metres[to] == np.inf:
                        touched[count] = to
                        count += 1
                    metres[to] = through
                    if size == len(heap_m):
                        heap_m = np.concatenate((heap_m, np.empty(size)))
                        heap_at = np.concatenate((heap_at, np.empty(size, dtype=np.int32)))
                    _rise(heap_m, heap_at, size, through, to)
                    size += 1
        _write(block, page, terminals, s, metres, streets.xy)
        for k in range(count):
            metres[touched[k]] = np.inf


@kernel
def _write(
    block: NDArray[np.int32],
    page: NDArray[np.float32],
    terminals: NDArray[np.int32],
    s: int,
    metres: NDArray[np.float64],
    xy: NDArray[np.float64],
) -> None:
    here = xy[terminals[s]]
    for b in range(block.shape[1]):
        p = block[s // BLOCK, b]
        if p < 0:
            continue
        for t in range(b * BLOCK, min(len(terminals), (b + 1) * BLOCK)):
            m = metres[terminals[t]]
            if m == np.inf:
                there = xy[terminals[t]]
                m = max(REACH_M, DETOUR * np.sqrt((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2))
            page[p, s % BLOCK, t - b * BLOCK] = m


@kernel
def _rise(heap_m: NDArray[np.float64], heap_at: NDArray[np.int32], size: int, m: float, at: int) -> None:
    """Put an entry into a binary heap of `size` entries."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if heap_m[parent] <= m:
            break
        heap_m[i], heap_at[i] = heap_m[parent], heap_at[parent]
        i = parent
    heap_m[i], heap_at[i] = m, at


@kernel
def _sink(heap_m: NDArray[np.float64], heap_at: NDArray[np.int32], size: int) -> None:
    """Take the top off a binary heap, of which `size` entries remain."""
    m, at = heap_m[size], heap_at[size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and heap_m[child + 1] < heap_m[child]:
            child += 1
        if heap_m[child] >= m:
            break
        heap_m[i], heap_at[i] = heap_m[child], heap_at[child]
        i = child
    heap_m[i], heap_at[i] = m, at
