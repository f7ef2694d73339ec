"""A short tour through stops: 2-opt and moves of short chains beside near neighbours, then small shake-ups.

The one search of this room that has no rounds in it: it makes the giant tour that is cut into rounds, and orders
the doors inside one. An open walk is a tour through one stop more that is at no distance from any other.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, distance
from walksheets.rounds.engine.kernel import Seed, below, inner_kernel, kernel

LONGEST_CHAIN = 3
SHAKE = 50
GAIN = 0.02  # metres; less is the rounding of distances in float32, which could go round for ever


def shorten(
    tour: NDArray[np.int32], neighbours: NDArray[np.int32], where: Where, shakes: int, state: Seed
) -> float:
    """Shorten `tour` in place; return its length. `shakes` is how often a random place is stirred and mended."""
    n = len(tour)
    scratch = np.empty((2, n), dtype=np.int32)
    moves, log = np.empty((3, 2), dtype=np.int32), np.empty((1024, 2), dtype=np.int32)
    near = np.ascontiguousarray(neighbours)
    return float(
        _shorten(tour, near, where, shakes, state, *scratch, np.zeros(n, dtype=np.bool_), moves, log)
    )


@kernel
def _shorten(
    tour: NDArray[np.int32], neighbours: NDArray[np.int32], where: Where, shakes: int, state: Seed,
    place: NDArray[np.int32], queue: NDArray[np.int32], queued: NDArray[np.bool_], moves: NDArray[np.int32],
    log: NDArray[np.int32],
) -> float:  # fmt: skip
    n = len(tour)
    length = 0.0
    for i in range(n):
        place[tour[i]] = i
        length += distance(tour[i], tour[(i + 1) % n], where)
    if n < 5:
        return length
    for i in range(n):
        queue[i], queued[tour[i]] = tour[i], True
    gained, logged = _mend(tour, place, neighbours, where, queue, queued, n, moves, log, 0)
    length -= gained
    for _ in range(shakes):
        if n < 8:
            break
        widest = min(SHAKE, (n - 2) // 3)
        at = below(state, n)
        first, second = 1 + below(state, widest), 1 + below(state, widest)
        cost, logged, count = _shake(tour, place, where, at, first, second, queue, queued, log)
        gained, logged = _mend(tour, place, neighbours, where, queue, queued, count, moves, log, logged)
        if gained >= cost or logged >= len(log):
            length += cost - gained
        else:
            for k in range(logged - 1, -1, -1):
                _reverse(tour, place, log[k, 0], log[k, 1])
    return length


@inner_kernel
def _reverse(tour: NDArray[np.int32], place: NDArray[np.int32], i: int, j: int) -> None:
    """Reverse the tour from position `i` on to position `j`."""
    n = len(tour)
    inside = j - i + 1
    if inside <= 0:
        inside += n
    for _ in range(inside // 2):
        a, b = tour[i], tour[j]
        tour[i], place[b] = b, i
        tour[j], place[a] = a, j
        i += 1
        if i == n:
            i = 0
        j -= 1
        if j < 0:
            j = n - 1


@inner_kernel
def _shake(
    tour: NDArray[np.int32], place: NDArray[np.int32], where: Where, at: int, first: int, second: int,
    queue: NDArray[np.int32], queued: NDArray[np.bool_], log: NDArray[np.int32],
) -> tuple[float, int, int]:  # fmt: skip
    """Swap two neighbouring chains (a double bridge); return what it costs, what to undo and whom to mend."""
    n = len(tour)
    a1, a2 = (at + 1) % n, (at + first) % n
    b1, b2 = (at + first + 1) % n, (at + first + second) % n
    after = (b2 + 1) % n
    before, x1, x2, y1, y2, behind = tour[at], tour[a1], tour[a2], tour[b1], tour[b2], tour[after]
    cost = distance(before, y1, where) + distance(y2, x1, where) + distance(x2, behind, where)
    cost -= distance(before, x1, where) + distance(x2, y1, where) + distance(y2, behind, where)
    log[0, 0], log[0, 1] = a1, a2
    log[1, 0], log[1, 1] = b1, b2
    log[2, 0], log[2, 1] = a1, b2
    for k in range(3):
        _reverse(tour, place, log[k, 0], log[k, 1])
    count = 0
    for stop in (before, x1, x2, y1, y2, behind):
        if not queued[stop]:
            queue[count], queued[stop] = stop, True
            count += 1
    return cost, 3, count


@inner_kernel
def _mend(
    tour: NDArray[np.int32], place: NDArray[np.int32], neighbours: NDArray[np.int32], where: Where,
    queue: NDArray[np.int32], queued: NDArray[np.bool_], count: int,
    moves: NDArray[np.int32], log: NDArray[np.int32], logged: int,
) -> tuple[float, int]:  # fmt: skip
    """Improve around the stops of the queue until nothing helps; return the metres gained."""
    n = len(tour)
    head, total = 0, 0.0
    while count > 0:
        stop = queue[head]
        head = (head + 1) % n
        count -= 1
        queued[stop] = False
        while True:
            gain, m = _better(tour, place, neighbours, where, stop, moves)
            if gain <= GAIN:
                break
            total += gain
            for k in range(m):
                i, j = np.int64(moves[k, 0]), np.int64(moves[k, 1])
                for p in (i, (i - 1 + n) % n, j, (j + 1) % n):
                    if not queued[tour[p]]:
                        queue[(head + count) % n], queued[tour[p]] = tour[p], True
                        count += 1
                _reverse(tour, place, i, j)
                if logged < len(log):
                    log[logged, 0], log[logged, 1] = i, j
                    logged += 1
    return total, logged


@inner_kernel
def _better(
    tour: NDArray[np.int32], place: NDArray[np.int32], neighbours: NDArray[np.int32], where: Where,
    a: int, moves: NDArray[np.int32],
) -> tuple[float, int]:  # fmt: skip
    """Look for a gain beside stop `a`; return it and how many reversals, written to `moves`, make it."""
    n = len(tour)
    i = place[a]
    before, after = tour[(i - 1 + n) % n], tour[(i + 1) % n]
    d_before, d_after = distance(before, a, where), distance(a, after, where)
    for k in range(neighbours.shape[1]):
        b = neighbours[a, k]
        d = distance(a, b, where)
        if d >= d_after and d >= d_before:
            break
        j = place[b]
        if d < d_after:
            b_after = tour[(j + 1) % n]
            gain = d_after + distance(b, b_after, where) - d - distance(after, b_after, where)
            if gain > GAIN:
                return gain, _shorter_side((i + 1) % n, j, n, moves)
        if d < d_before:
            b_before = tour[(j - 1 + n) % n]
            gain = d_before + distance(b_before, b, where) - d - distance(before, b_before, where)
            if gain > GAIN:
                return gain, _shorter_side(j, (i - 1 + n) % n, n, moves)
    for forward in (True, False):
        for chain in range(1, LONGEST_CHAIN + 1):
            gain, m = _chain(tour, place, neighbours, where, a, chain, forward, moves)
            if gain > GAIN:
                return gain, m
    return 0.0, 0


@inner_kernel
def _shorter_side(i: int, j: int, n: int, moves: NDArray[np.int32]) -> int:
    """Write the reversal of i … j, or of all the rest, which makes the same tour."""
    if 2 * ((j - i + n) % n + 1) > n:
        i, j = (j + 1) % n, (i - 1 + n) % n
    moves[0, 0], moves[0, 1] = i, j
    return 1


@inner_kernel
def _chain(
    tour: NDArray[np.int32], place: NDArray[np.int32], neighbours: NDArray[np.int32], where: Where,
    a: int, chain: int, forward: bool, moves: NDArray[np.int32],
) -> tuple[float, int]:  # fmt: skip
    """Look for a better place, beside a neighbour of `a`, for the chain that begins at `a`."""
    n = len(tour)
    step = 1 if forward else n - 1
    i = place[a]
    e = (i + step * (chain - 1)) % n
    end, before, after = tour[e], tour[(i + n - step) % n], tour[(e + step) % n]
    freed = distance(before, a, where) + distance(end, after, where) - distance(before, after, where)
    if freed <= GAIN:
        return 0.0, 0
    for k in range(neighbours.shape[1]):
        b = neighbours[a, k]
        d = distance(a, b, where)
        if d >= freed:
            break
        j = place[b]
        inside = (j - i + n) % n if forward else (i - j + n) % n
        if inside < chain:
            continue
        for beyond in (1, n - 1):
            c = tour[(j + beyond) % n]
            if c in (a, end):
                continue  # b is the chain's neighbour: nothing would move, or it would only turn round
            gain = freed - d - distance(end, c, where) + distance(b, c, where)
            if gain > GAIN:
                return gain, _as_reversals(i, e, j, (j + beyond) % n, forward, n, moves)
    return 0.0, 0


@inner_kernel
def _as_reversals(i: int, e: int, j: int, c: int, forward: bool, n: int, moves: NDArray[np.int32]) -> int:
    """Write the move of the chain at positions i … e to between j and c as reversals; return how many."""
    low, high = (i, e) if forward else (e, i)  # the chain in tour order
    size = (high - low + n) % n + 1
    left, right = (j, c) if (j + 1) % n == c else (c, j)  # the gap in tour order
    toward_right = (left - high + n) % n <= (low - right + n) % n
    turned = forward != (left == j)  # `a` comes to lie beside b: behind it when b stands left of the gap
    if toward_right:
        # chain X, then Y up to the gap: X Y → Y X, and X turned or not
        moves[0, 0], moves[0, 1] = low, left
        start = (left - size + 1 + n) % n
        moves[1, 0], moves[1, 1] = low, (start - 1 + n) % n
        if turned:
            return 2
        moves[2, 0], moves[2, 1] = start, left
        return 3
    moves[0, 0], moves[0, 1] = right, high
    finish = (right + size - 1) % n
    moves[1, 0], moves[1, 1] = (finish + 1) % n, high
    if turned:
        return 2
    moves[2, 0], moves[2, 1] = right, finish
    return 3
