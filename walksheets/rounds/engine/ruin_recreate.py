"""Ruin and recreate: tear short strings of visits out of neighbouring rounds, put each back where it costs least.

After Christiaens and Vanden Berghe, Slack Induction by String Removals (2020): strings, blinks, simulated annealing.
Compiled; knows pieces, minutes and metres, nothing of doors or districts.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, distance
from walksheets.rounds.engine.kernel import Seed, below, draw, kernel, part_of_kernel, share
from walksheets.rounds.engine.visits import (
    BEFORE,
    FIRST,
    HOME,
    HOME_M,
    INNER_M,
    LAST,
    METRES_A_MINUTE,
    MINUTES,
    NEXT,
    REMOVED,
    ROUND,
    STRING,
    TEMPERATURE,
    TURNED,
    Links,
    Metres,
    Pieces,
    beyond,
    put_back,
    put_in,
    recount,
    take_away,
    take_out,
    with_gap,
)  # fmt: skip

BLINK = 21474836  # of 2³¹: one place in a hundred is overlooked
SPLIT = 1 << 30  # of 2³¹: every other string leaves some visits standing
LEAVE_MORE = 21474836
LARGE = 4000  # pieces: a smaller town is in the processor's cache as it is
ELSEWHERE = 1 << 25  # of 2³¹: how often the search goes to any other part of the town, once in 64
AGAIN = 1 << 30  # of 2³¹: a neighbour that stands in a round torn already is passed over every other time


LOGS = np.round(-np.log((np.arange(4096) + 0.5) / 4096), 6)
"""-ln of equal steps from 0 to 1, rounded so that every machine has the same."""


def search(
    iterations: int, links: Links, best_links: Links, best: float, piece: Pieces, weight: Metres,
    near: NDArray[np.int32], near_m: Where, ends_m: Metres, where: Where, settings: Metres, bias: Metres,
    seeds: NDArray[np.int32], state: Seed,
) -> float:  # fmt: skip
    """Search on from `links` around the pieces `seeds`; keep the best met in `best_links`. Return what the best costs, in metres."""
    if not len(seeds):
        return best
    pieces, rounds = len(piece), links.shape[1] - len(piece)
    scratch = np.zeros(pieces + 2 * rounds + 5 * pieces)
    onward, load, gone_was, todo_was = np.split(scratch, np.cumsum([pieces + rounds, rounds, 3 * pieces]))
    counts = np.zeros((2, rounds + 1), dtype=np.int32)
    lists = np.zeros((5, pieces), dtype=np.int32)
    return float(_search(
        iterations, links, best_links, best, piece, weight, near, near_m, ends_m, where, settings, bias, LOGS, seeds,
        state, onward, load, gone_was.reshape(pieces, 3), todo_was.reshape(pieces, 2), lists[0], lists[1:].reshape(pieces, 4),
        counts[0], counts[1], np.zeros(2, dtype=np.int64), *np.zeros((2, links.shape[1]), dtype=np.int32),
    ))  # fmt: skip


@kernel
def _search(  # noqa: C901
    iterations: int, links: Links, best_links: Links, best: float, piece: Pieces, weight: Metres,
    near: NDArray[np.int32], near_m: Where, ends_m: Metres, where: Where, settings: Metres, bias: Metres,
    logs: Metres, seeds: NDArray[np.int32], state: Seed, onward: Metres, load: Metres, gone_was: Metres, todo_was: Metres, todo: NDArray[np.int32],
    gone: NDArray[np.int32], size: NDArray[np.int32], ruined: NDArray[np.int32], place: NDArray[np.int64],
    changed: NDArray[np.int32], since: NDArray[np.int32],
) -> float:  # fmt: skip
    """`gone` holds removed pieces: piece, turned, before, after; `todo` the order in which they go back.

    `changed` are the places where `best_links` is behind, `since` marks them: to copy all at every new best took
    longer than the search in a large town.
    """
    pieces, rounds = len(piece), len(load)
    behind = 0
    for at in range(links.shape[1]):
        since[at] = 0
        for row in range(4):
            if since[at] == 0 and links[row, at] != best_links[row, at]:
                since[at] = 1
                changed[behind] = at
                behind += 1
    cost = recount(links, onward, load, piece, weight, ends_m, where, settings, bias)
    size[rounds] = rounds  # the last counts the empty rounds
    for p in range(pieces):
        _grow(links[ROUND, p], size)
    seed = 0
    for iteration in range(1, iterations + 1):
        # In a large town stay in one part for a while: what is near is in the processor's cache then.
        if len(seeds) < LARGE or draw(state) < ELSEWHERE:
            seed = int(seeds[below(state, len(seeds))])
        else:
            seed = int(near[seed, below(state, near.shape[1])])
        removed, change = _ruin(
            iteration, seed, links, onward, load, size, ruined, gone, gone_was, piece, weight, near, ends_m, where, settings,
            state,
        )  # fmt: skip
        _in_some_order(todo, gone, removed, weight, state)
        for k in range(removed):
            p = int(todo[k])
            best_here = _beside_neighbours(
                p, links, onward, load, piece, weight, near, near_m, ends_m, where, settings, state, place
            )
            if best_here == np.inf or size[rounds] > 0:
                _elsewhere(
                    p, best_here, links, onward, load, size, piece, weight, ends_m, where, settings, place
                )
            change += put_in(
                p,
                place[0],
                place[1],
                links,
                onward,
                load,
                piece,
                weight,
                ends_m,
                where,
                settings,
                todo_was[k],
            )
            _grow(links[ROUND, p], size)
        if change < settings[TEMPERATURE] * logs[draw(state) >> 19]:
            cost += change
            behind = _note_changed(links, todo, gone, removed, behind, changed, since)
            if cost < best - 1e-6:
                best = cost
                for k in range(behind):
                    at = int(changed[k])
                    since[at] = 0
                    for row in range(4):
                        best_links[row, at] = links[row, at]
                behind = 0
            continue
        for k in range(removed - 1, -1, -1):
            _shrink(links[ROUND, todo[k]], size)
            take_away(int(todo[k]), links, onward, load, todo_was[k])
        for k in range(removed - 1, -1, -1):
            p = int(gone[k, 0])
            put_back(p, gone[k, 2], gone[k, 3], gone[k, 1], links, onward, load, gone_was[k])
            _grow(links[ROUND, p], size)
    return best


@part_of_kernel
def _note_changed(
    links: Links, todo: NDArray[np.int32], gone: NDArray[np.int32], removed: int, behind: int,
    changed: NDArray[np.int32], since: NDArray[np.int32],
) -> int:  # fmt: skip
    """Add to the list of `changed` what moved, and its neighbours before and now; return how many there are."""
    for k in range(removed):
        p = int(todo[k])
        for at in (p, links[BEFORE, p], links[NEXT, p], gone[k, 2], gone[k, 3]):
            if since[at] == 0:
                since[at] = 1
                changed[behind] = at
                behind += 1
    return behind


@part_of_kernel
def _grow(r: int, size: NDArray[np.int32]) -> None:
    size[-1] -= size[r] == 0
    size[r] += 1


@part_of_kernel
def _shrink(r: int, size: NDArray[np.int32]) -> None:
    size[r] -= 1
    size[-1] += size[r] == 0


@part_of_kernel
def _ruin(
    iteration: int, seed: int, links: Links, onward: Metres, load: Metres, size: NDArray[np.int32], ruined: NDArray[np.int32],
    gone: NDArray[np.int32], gone_was: Metres, piece: Pieces, weight: Metres, near: NDArray[np.int32], ends_m: Metres,
    where: Where, settings: Metres, state: Seed,
) -> tuple[int, float]:  # fmt: skip
    """Tear strings out of the rounds around the visit `seed`; return how many visits and the change of cost."""
    pieces, rounds = len(piece), len(load)
    longest = min(settings[STRING], pieces / rounds)
    strings = 1 + int(share(state) * (4.0 * settings[REMOVED] / (1.0 + longest) - 1.0))
    removed, change, torn = 0, 0.0, 0
    for k in range(-1, near.shape[1]):
        p = seed if k < 0 else int(near[seed, k])
        r = links[ROUND, p]
        if r < 0 or (ruined[r] == iteration and draw(state) >= AGAIN):
            continue
        ruined[r] = iteration
        count = min(1 + int(share(state) * min(longest, float(size[r]))), int(size[r]))
        leave = 0
        if count > 1 and count < size[r] and draw(state) < SPLIT:
            leave = 1
            while count + leave < size[r] and draw(state) < LEAVE_MORE:
                leave += 1
        before = removed
        removed = _string(p, count, leave, removed, links, pieces, gone, state)
        for i in range(before, removed):
            at = int(gone[i, 0])
            gone[i, 2], gone[i, 3] = links[BEFORE, at], links[NEXT, at]
            change += take_out(at, links, onward, load, piece, weight, ends_m, where, settings, gone_was[i])
            _shrink(r, size)
        torn += 1
        if torn >= strings:
            break
    return removed, change


@part_of_kernel
def _string(
    p: int,
    count: int,
    leave: int,
    removed: int,
    links: Links,
    pieces: int,
    gone: NDArray[np.int32],
    state: Seed,
) -> int:
    """Add a string of `count` visits around `p` to the list of the `removed`, passing over `leave` inside it."""
    span = count + leave
    start, back = p, below(state, span)
    while back > 0 and links[BEFORE, start] < pieces:
        start = int(links[BEFORE, start])
        back -= 1
    steps, end = 1, start
    while steps < span and links[NEXT, end] < pieces:
        end = int(links[NEXT, end])
        steps += 1
    while steps < span and links[BEFORE, start] < pieces:
        start = int(links[BEFORE, start])
        steps += 1
    skip = 1 + below(state, count - 1) if leave > 0 else span
    for step in range(steps):
        if step < skip or step >= skip + leave:
            gone[removed, 0], gone[removed, 1] = start, links[TURNED, start]
            removed += 1
        start = int(links[NEXT, start])
    return removed


@part_of_kernel
def _in_some_order(
    todo: NDArray[np.int32], gone: NDArray[np.int32], removed: int, weight: Metres, state: Seed
) -> None:
    """Choose in which order the removed visits go back: at random, or the longest first."""
    for k in range(removed):
        todo[k] = gone[k, 0]
    for k in range(removed - 1, 0, -1):
        other = below(state, k + 1)
        todo[k], todo[other] = todo[other], todo[k]
    if below(state, 3) == 0:
        for k in range(1, removed):
            p = todo[k]
            i = k
            while i > 0 and weight[todo[i - 1], MINUTES] < weight[p, MINUTES]:
                todo[i] = todo[i - 1]
                i -= 1
            todo[i] = p


@part_of_kernel
def _beside_neighbours(
    p: int, links: Links, onward: Metres, load: Metres, piece: Pieces, weight: Metres, near: NDArray[np.int32],
    near_m: Where, ends_m: Metres, where: Where, settings: Metres, state: Seed, place: NDArray[np.int64],
) -> float:  # fmt: skip
    """Find where visit `p` costs least beside its neighbours; write behind whom and whether turned, return the cost."""
    pieces = len(piece)
    best = np.inf
    ways = 1 if piece[p, FIRST] == piece[p, LAST] else 2
    inner, at_doors = weight[p, INNER_M], weight[p, MINUTES]
    for k in range(near.shape[1]):
        q = int(near[p, k])
        r = links[ROUND, q]
        if r < 0:
            continue
        q_turned, before, after = links[TURNED, q], int(links[BEFORE, q]), int(links[NEXT, q])
        for turned in range(ways):
            for side in range(2):  # behind q, before q
                freed = onward[q] if side == 0 else onward[before]
                # from p's beginning to q's end, or from p's end to q's beginning
                touching = (
                    near_m[p, k, 2 * turned + 1 - q_turned]
                    if side == 0
                    else near_m[p, k, 2 * (1 - turned) + q_turned]
                )
                if 2 * (touching - freed) - inner >= best:
                    continue
                if side == 0:
                    far = piece[p, 1 - turned]
                    if after >= pieces:
                        other = ends_m[1, far]
                    else:
                        other = distance(far, piece[after, links[TURNED, after]], where)
                else:
                    far = piece[p, turned]
                    if before >= pieces:
                        other = ends_m[0, far]
                    else:
                        other = distance(piece[before, 1 - links[TURNED, before]], far, where)
                metres = touching + other - freed
                now = load[r] + (metres + inner) / settings[METRES_A_MINUTE] + at_doors
                cost = with_gap(touching, settings) + with_gap(other, settings) - with_gap(freed, settings)
                cost += beyond(now, settings) - beyond(load[r], settings)
                if piece[p, HOME] >= 0 and piece[p, HOME] != r:
                    cost += settings[HOME_M]
                if cost < best and draw(state) >= BLINK:
                    best, place[0], place[1] = cost, q if side == 0 else before, turned
    return best


@part_of_kernel
def _elsewhere(
    p: int, best: float, links: Links, onward: Metres, load: Metres, size: NDArray[np.int32], piece: Pieces,
    weight: Metres, ends_m: Metres, where: Where, settings: Metres, place: NDArray[np.int64],
) -> None:  # fmt: skip
    """Find a place for visit `p` at the end of a round: any round when no neighbour stands, else an empty one."""
    pieces, found = len(piece), best < np.inf
    for r in range(len(load)):
        if found and size[r] > 0:
            continue
        behind = int(links[BEFORE, pieces + r])
        there = ends_m[0, piece[p, 0]]
        if behind < pieces:
            there = distance(piece[behind, 1 - links[TURNED, behind]], piece[p, 0], where)
        metres = there + ends_m[1, piece[p, 1]] - onward[behind]
        now = load[r] + (metres + weight[p, INNER_M]) / settings[METRES_A_MINUTE] + weight[p, MINUTES]
        cost = metres + beyond(now, settings) - beyond(load[r], settings)
        if piece[p, HOME] >= 0 and piece[p, HOME] != r:
            cost += settings[HOME_M]
        if cost < best:
            best, place[0], place[1] = cost, behind, 0
