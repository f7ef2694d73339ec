"""How far it is from stop to stop, counted as a walker would.

On one way: the difference of the offsets, plus the way's width if the sides differ. Otherwise the shortest way
between their ends along the network, plus a quarter of both ways' widths. Distances between the ends of ways are
kept in blocks of near neighbours, so memory grows with the town and not with its square; what lies further apart
than `REACH_M` is estimated here, and counted exactly by measure.py.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.kernel import inner_kernel, kernel
from walksheets.rounds.engine.stops import Stops
from walksheets.rounds.engine.streets import Scratch, Streets, scratch_of

BLOCK = 128
REACH_M = 4000.0
"""Beyond this the way from one door to the next is only estimated while searching."""
DETOUR = 1.3
"""Streets are about this much longer than straight lines (general knowledge of towns)."""
MOST_BYTES = 320_000_000

Where = NDArray[np.float32]
"""All the inner loops need to tell how far stops are apart, on one tape, since passing ten arrays to every small
function takes longer than what it does. A head of `HEAD` numbers; then either a whole matrix, or `FIELDS` numbers
a stop, the page number of each pair of blocks, and the pages. Whole numbers stay far below 2²⁴, where float32 ends."""
HEAD = 8
MATRIX, CROSS_M, LEAVE_M, BLOCKS_AT, BLOCKS = 0, 1, 2, 3, 4
FIELDS = 12
EDGE, START, END, SIDE, FROM_START, TO_END, WIDTH, STUB, X, Y = range(10)
FAR = 1e6


@inner_kernel
def distance(a: int, b: int, where: Where) -> float:
    """Return the metres from stop `a` to stop `b`."""
    size = int(where[MATRIX])
    if size > 0:
        return float(where[HEAD + a * size + b])
    s, t = HEAD + FIELDS * a, HEAD + FIELDS * b
    edge = where[s + EDGE]
    if edge < 0 or where[t + EDGE] < 0:
        return DETOUR * _straight(s, t, where)
    if edge == where[t + EDGE]:
        metres = float(abs(where[s + FROM_START] - where[t + FROM_START]))
        if where[s + SIDE] * where[t + SIDE] == -1:
            metres += where[s + WIDTH] + where[CROSS_M] + where[LEAVE_M]
    else:
        metres = _by_ends(s, t, where) + (where[s + WIDTH] + where[t + WIDTH]) * 0.25 + where[LEAVE_M]
    if where[s + STUB] > 0 or where[t + STUB] > 0:
        metres += where[s + STUB] + where[t + STUB]
        if where[s + STUB] > 0 and where[t + STUB] > 0:
            metres = min(metres, DETOUR * _straight(s, t, where))
    return metres


@inner_kernel
def _straight(s: int, t: int, where: Where) -> float:
    x, y = where[s + X] - where[t + X], where[s + Y] - where[t + Y]
    return float(np.sqrt(x * x + y * y))


@inner_kernel
def _by_ends(s: int, t: int, where: Where) -> float:
    """Return the shortest of the four ways out of one edge by an end and into the other by an end."""
    s1, s2, t1, t2 = int(where[s + START]), int(where[s + END]), int(where[t + START]), int(where[t + END])
    out1, out2, in1, in2 = where[s + FROM_START], where[s + TO_END], where[t + FROM_START], where[t + TO_END]
    best = min(out1 + between(s1, t1, where) + in1, out1 + between(s1, t2, where) + in2)
    best = min(best, out2 + between(s2, t1, where) + in1, out2 + between(s2, t2, where) + in2)
    if best >= FAR:
        return max(REACH_M, DETOUR * _straight(s, t, where))
    return float(best)


@inner_kernel
def between(s: int, t: int, where: Where) -> float:
    """Return the metres between two terminals, `FAR` for those of blocks that are not near."""
    blocks, at = int(where[BLOCKS]), int(where[BLOCKS_AT])
    page = int(where[at + (s // BLOCK) * blocks + t // BLOCK])
    if page < 0:
        return FAR
    return float(where[at + blocks * blocks + (page * BLOCK + s % BLOCK) * BLOCK + t % BLOCK])


@inner_kernel
def same_side(a: int, b: int, where: Where) -> bool:
    """Return whether two stops lie on the same side of the same edge."""
    s, t = HEAD + FIELDS * a, HEAD + FIELDS * b
    return bool(where[s + EDGE] == where[t + EDGE] and where[s + SIDE] == where[t + SIDE])


@kernel
def along_m(some: NDArray[np.int32], where: Where) -> float:
    """Return the metres from the first to the last of some stops walked one after the other."""
    metres = 0.0
    for k in range(len(some) - 1):
        metres += distance(some[k], some[k + 1], where)
    return metres


def metres_between(a: NDArray[np.integer], b: NDArray[np.integer], where: Where) -> NDArray[np.float64]:
    """Return the metres from each stop of `a` to the one of `b`."""
    metres = np.empty(len(a))
    _pairs(np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64), where, metres)
    return metres


@kernel
def _pairs(a: NDArray[np.int64], b: NDArray[np.int64], where: Where, metres: NDArray[np.float64]) -> None:
    for k in range(len(a)):
        metres[k] = distance(a[k], b[k], where)


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


def dense(metres: NDArray[np.floating]) -> Where:
    """Return a `Where` of which a whole matrix is all there is."""
    head = np.zeros(HEAD, dtype=np.float32)
    head[MATRIX] = len(metres)
    return np.concatenate([head, np.asarray(metres, dtype=np.float32).ravel()])


def dearer(where: Where, cross_m: float, leave_m: float) -> Where:
    """Return the same distances with metres on top for changing sides and for leaving a street side."""
    copy = where.copy()
    copy[CROSS_M], copy[LEAVE_M] = cross_m, leave_m
    return copy


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
    field = np.zeros((len(stops.edge), FIELDS), dtype=np.float32)
    field[:, EDGE], field[:, SIDE], field[:, STUB] = stops.edge, stops.side, stops.stub
    field[:, [X, Y]] = stops.xy - stops.xy.mean(0)
    if on.any():
        field[on, START : END + 1] = rank[of_end].reshape(-1, 2)
        field[on, FROM_START], field[on, TO_END] = stops.offset[on], length[edge[on]] - stops.offset[on]
        field[on, WIDTH] = width[edge[on]]
    block, pages = _near_blocks(terminals, streets)
    blocks_at = HEAD + field.size
    tape = np.empty(blocks_at + block.size + pages * BLOCK * BLOCK, dtype=np.float32)
    tape[:HEAD] = 0
    tape[BLOCKS_AT], tape[BLOCKS] = blocks_at, len(block)
    tape[HEAD:blocks_at] = field.ravel()
    tape[blocks_at : blocks_at + block.size] = block.ravel()
    if pages:
        page = tape[blocks_at + block.size :].reshape(pages, BLOCK, BLOCK)
        _fill(block, page, terminals, streets, REACH_M, scratch_of(streets))
    return tape


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


def _near_blocks(terminals: NDArray[np.int32], streets: Streets) -> tuple[NDArray[np.int32], int]:
    """Number the pairs of blocks of terminals that lie near one another; return (B, B) numbers and how many."""
    blocks = -(-len(terminals) // BLOCK)
    block = np.full((max(blocks, 1),) * 2, -1, dtype=np.int32)
    if not blocks:
        return block, 0
    pieces = [streets.xy[terminals[b * BLOCK : (b + 1) * BLOCK]] for b in range(blocks)]
    low, high = np.array([p.min(0) for p in pieces]), np.array([p.max(0) for p in pieces])
    gap = np.maximum(0, np.maximum(low[:, None] - high[None], low[None] - high[:, None]))
    apart = np.hypot(gap[..., 0], gap[..., 1])
    near = REACH_M
    while (apart <= near).sum() * BLOCK * BLOCK * 4 > MOST_BYTES and near > 1:
        near *= 0.8
    rows, columns = np.nonzero(apart <= near)
    block[rows, columns] = np.arange(len(rows), dtype=np.int32)
    return block, len(rows)


@kernel
def _fill(
    block: NDArray[np.int32],
    page: NDArray[np.float32],
    terminals: NDArray[np.int32],
    streets: Streets,
    reach: float,
    scratch: Scratch,
) -> None:
    metres, touched, heap_m, heap_at = scratch.metres, scratch.touched, scratch.heap_m, scratch.heap_at
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
                    _rise(heap_m, heap_at, size, through, to)
                    size += 1
        _write(block, page, terminals, s, metres, streets.xy)
        for k in range(count):
            metres[touched[k]] = np.inf


@inner_kernel
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
            if (
                m > REACH_M
            ):  # not found, or not final: both directions must say the same, or searches go in circles
                there = xy[terminals[t]]
                m = max(REACH_M, DETOUR * np.sqrt((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2))
            page[p, s % BLOCK, t - b * BLOCK] = m


@inner_kernel
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


@inner_kernel
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
