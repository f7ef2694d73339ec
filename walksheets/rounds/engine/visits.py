"""Rounds as rings of visits, and what putting in or taking out one visit does to metres and minutes.

Compiled. A piece is what is visited as one: a stop, or neighbouring stops of one street side, walked from either
end. P pieces; behind them stand K heads, one a round, each closing the ring of its round.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, distance
from walksheets.rounds.engine.kernel import kernel, part_of_kernel

NEXT, BEFORE, ROUND, TURNED = 0, 1, 2, 3
"""Rows of the links (4, P + K)."""
FIRST, LAST, HOME = 0, 1, 2
"""Columns of the pieces (P, 3): the stops at both ends, and the round to stay in if possible, or -1."""
MINUTES, INNER_M = 0, 1
"""Columns of the weights (P, 2): minutes at the doors, metres from end to end."""
(
    LIMIT,
    MEAN,
    OVER_M,
    EVEN_M,
    GAP_FROM_M,
    GAP_M,
    GAP_WEIGHT,
    METRES_A_MINUTE,
    HOME_M,
    TEMPERATURE,
    STRING,
    REMOVED,
) = range(12)
"""Settings: most and mean minutes of a round, the metres that a minute beyond counts, the metres that a squared
minute away from the mean counts, the length from which a way
counts as a gap, what a gap counts and how much more each further metre, speed, metres for leaving home, temperature, longest string, mean number removed."""
SETTINGS = 12

Links = NDArray[np.int32]
Metres = NDArray[np.float64]
Pieces = NDArray[np.int32]


@part_of_kernel
def way_between(a: int, b: int, links: Links, piece: Pieces, ends_m: Metres, where: Where) -> float:
    """Return the metres from the end of visit `a` to the beginning of visit `b`; either may be a head."""
    pieces = len(piece)
    if a >= pieces:
        return 0.0 if b >= pieces else ends_m[0, piece[b, links[TURNED, b]]]
    leaving = piece[a, 1 - links[TURNED, a]]
    if b >= pieces:
        return ends_m[1, leaving]
    return distance(leaving, piece[b, links[TURNED, b]], where)


@part_of_kernel
def with_gap(metres: float, settings: Metres) -> float:
    """Return the metres as they count while searching: what is longer than a gap counts more."""
    if metres > settings[GAP_FROM_M]:
        return metres + settings[GAP_M] + settings[GAP_WEIGHT] * (metres - settings[GAP_FROM_M])
    return metres


@part_of_kernel
def beyond(minutes: float, settings: Metres) -> float:
    """Return in metres how far a round's minutes are out of bounds, and how far from the mean.

    The square lets minutes flow from a crowded part of the town to an empty one through rounds that are full.
    """
    away = minutes - settings[MEAN]
    cost = settings[EVEN_M] * away * away
    if minutes > settings[LIMIT]:
        cost += (minutes - settings[LIMIT]) * settings[OVER_M]
    return cost


@part_of_kernel
def take_out(
    p: int, links: Links, onward: Metres, load: Metres, piece: Pieces, weight: Metres, ends_m: Metres,
    where: Where, settings: Metres, was: Metres,
) -> float:  # fmt: skip
    """Take visit `p` out of its round, write to `was` what `put_back` needs; return the change of cost."""
    before, after, r = links[BEFORE, p], links[NEXT, p], links[ROUND, p]
    was[0], was[1], was[2] = onward[before], onward[p], load[r]
    joined = way_between(before, after, links, piece, ends_m, where)
    change = with_gap(joined, settings) - with_gap(was[0], settings) - with_gap(was[1], settings)
    metres = joined - was[0] - was[1] - weight[p, INNER_M]
    now = load[r] + metres / settings[METRES_A_MINUTE] - weight[p, MINUTES]
    change += beyond(now, settings) - beyond(load[r], settings) - weight[p, INNER_M]
    if piece[p, HOME] >= 0 and piece[p, HOME] != r:
        change -= settings[HOME_M]
    links[NEXT, before], links[BEFORE, after] = after, before
    onward[before], load[r] = joined, now
    links[ROUND, p] = -1
    return change


@part_of_kernel
def put_back(
    p: int, before: int, after: int, turned: int, links: Links, onward: Metres, load: Metres, was: Metres
) -> None:
    """Undo a `take_out`, the last one first."""
    r = links[ROUND, before]
    links[NEXT, before], links[BEFORE, after] = p, p
    links[BEFORE, p], links[NEXT, p] = before, after
    links[ROUND, p], links[TURNED, p] = r, turned
    onward[before], onward[p], load[r] = was[0], was[1], was[2]


@part_of_kernel
def put_in(
    p: int, before: int, turned: int, links: Links, onward: Metres, load: Metres, piece: Pieces, weight: Metres,
    ends_m: Metres, where: Where, settings: Metres, was: Metres,
) -> float:  # fmt: skip
    """Put visit `p` behind `before`, write to `was` what taking it away needs; return the change of cost."""
    after, r = links[NEXT, before], links[ROUND, before]
    was[0], was[1] = onward[before], load[r]
    links[TURNED, p], links[ROUND, p] = turned, r
    there = way_between(before, p, links, piece, ends_m, where)
    on = way_between(p, after, links, piece, ends_m, where)
    change = with_gap(there, settings) + with_gap(on, settings) - with_gap(was[0], settings)
    now = (
        load[r] + (there + on - was[0] + weight[p, INNER_M]) / settings[METRES_A_MINUTE] + weight[p, MINUTES]
    )
    change += beyond(now, settings) - beyond(load[r], settings) + weight[p, INNER_M]
    if piece[p, HOME] >= 0 and piece[p, HOME] != r:
        change += settings[HOME_M]
    links[NEXT, before], links[BEFORE, p] = p, before
    links[NEXT, p], links[BEFORE, after] = after, p
    onward[before], onward[p], load[r] = there, on, now
    return change


@part_of_kernel
def take_away(p: int, links: Links, onward: Metres, load: Metres, was: Metres) -> None:
    """Undo a `put_in`, the last one first."""
    before, after = links[BEFORE, p], links[NEXT, p]
    links[NEXT, before], links[BEFORE, after] = after, before
    onward[before], load[links[ROUND, p]] = was[0], was[1]


@kernel
def recount(
    links: Links, onward: Metres, load: Metres, piece: Pieces, weight: Metres, ends_m: Metres, where: Where,
    settings: Metres, bias: Metres,
) -> float:  # fmt: skip
    """Count all rounds anew: fill the ways onward and the minutes (`bias` to begin with), return the cost."""
    cost = 0.0
    pieces = len(piece)
    for head in range(pieces, links.shape[1]):
        at, minutes = head, bias[head - pieces]
        while True:
            after = links[NEXT, at]
            onward[at] = way_between(at, after, links, piece, ends_m, where)
            cost += with_gap(onward[at], settings)
            minutes += onward[at] / settings[METRES_A_MINUTE]
            if after == head:
                break
            at = after
            cost += weight[at, INNER_M]
            minutes += weight[at, MINUTES] + weight[at, INNER_M] / settings[METRES_A_MINUTE]
            if piece[at, HOME] >= 0 and piece[at, HOME] != links[ROUND, at]:
                cost += settings[HOME_M]
        load[head - pieces] = minutes
        cost += beyond(minutes, settings)
    return cost


def linked(rounds: list[NDArray[np.int32]], turned: NDArray[np.int32]) -> Links:
    """Return the links of rounds given as pieces in order; `turned` (P,) tells which are walked backwards."""
    pieces = len(turned)
    links = np.zeros((4, pieces + len(rounds)), dtype=np.int32)
    links[TURNED, :pieces] = turned
    for r, visits in enumerate(rounds):
        ring = np.concatenate([[pieces + r], visits]).astype(np.int32)
        links[NEXT, ring], links[BEFORE, ring] = np.roll(ring, -1), np.roll(ring, 1)
        links[ROUND, ring] = r
    return links


def unlinked(links: Links, pieces: int) -> list[NDArray[np.int32]]:
    """Return each round's pieces in order."""
    rounds = []
    for head in range(pieces, links.shape[1]):
        visits, at = [], int(links[NEXT, head])
        while at != head:
            visits.append(at)
            at = int(links[NEXT, at])
        rounds.append(np.array(visits, dtype=np.int32))
    return rounds
