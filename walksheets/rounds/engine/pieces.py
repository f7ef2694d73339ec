"""What is visited as one: neighbouring stops of one street side, or single stops.

The first, coarse search moves pieces of street sides between rounds; the second one moves stops.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, along_m, metres_between
from walksheets.rounds.engine.stops import Stops
from walksheets.rounds.engine.visits import FIRST, INNER_M, LAST, MINUTES

MOST_STOPS = 8
LARGEST_GAP_M = 60.0
NEAREST = 30


Runs = Sequence[NDArray[np.int32]]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """P pieces, each some stops in the order walked from its first end to its last."""

    stops: tuple[NDArray[np.int32], ...]
    ends: NDArray[np.int32]
    """(P, 3) first stop, last stop, home round or -1."""
    weight: NDArray[np.float64]
    """(P, 2) minutes at the doors, metres from end to end."""
    near: NDArray[np.int32]
    """(P, n) the nearest pieces."""

    @property
    def of_stop(self) -> NDArray[np.int32]:
        """Return the piece each stop belongs to."""
        owner = np.empty(sum(len(some) for some in self.stops), dtype=np.int32)
        owner[np.concatenate(self.stops)] = np.repeat(
            np.arange(len(self.stops)), [len(some) for some in self.stops]
        )
        return owner


def single_stops(
    stops: Stops, near: NDArray[np.int32], where: Where, home: NDArray[np.int32], bonds: Runs = ()
) -> Pieces:
    """Make every stop a piece, and every bond: stops that stay together, in their order."""
    bonded = np.zeros(len(stops.edge), dtype=bool)
    for bond in bonds:
        bonded[bond] = True
    each = np.arange(len(stops.edge), dtype=np.int32)
    return _pieces(stops, near, where, home, [*each[~bonded][:, None], *bonds])


def street_sides(
    stops: Stops,
    near: NDArray[np.int32],
    where: Where,
    home: NDArray[np.int32],
    most_minutes: float,
    bonds: Runs = (),
) -> Pieces:
    """Cut street sides into pieces of at most `MOST_STOPS` stops and `most_minutes` minutes; bonds stay whole."""
    bond = np.full(len(stops.edge), -1)
    for b, some in enumerate(bonds):
        bond[some] = b
    order = np.lexsort((stops.offset, bond, home, stops.side, stops.edge))
    order = order[bond[order] < 0]
    key = np.column_stack([stops.edge, stops.side, home])[order]
    apart = np.diff(stops.offset[order]) > LARGEST_GAP_M
    breaks = np.flatnonzero((np.diff(key, axis=0) != 0).any(1) | apart | (stops.edge[order][1:] < 0)) + 1
    runs: list[NDArray[np.int32]] = []
    for run in np.split(order.astype(np.int32), breaks):
        parts = max(
            -(-len(run) // MOST_STOPS), int(np.ceil(stops.minutes[run].sum() / max(most_minutes, 1e-9)))
        )
        runs += [part for part in np.array_split(run, min(parts, len(run))) if len(part)] if len(run) else []
    return _pieces(stops, near, where, home, [*runs, *bonds])


def _pieces(
    stops: Stops, near: NDArray[np.int32], where: Where, home: NDArray[np.int32], runs: Runs
) -> Pieces:
    runs = tuple(np.asarray(run, dtype=np.int32) for run in runs)
    ends = np.array([(run[0], run[-1], home[run[0]]) for run in runs], dtype=np.int32).reshape(-1, 3)
    weight = np.zeros((len(runs), 2))
    weight[:, MINUTES] = [stops.minutes[run].sum() for run in runs]
    weight[:, INNER_M] = [along_m(run, where) for run in runs]
    if len(runs) == len(stops.edge):  # single stops in their own order
        return Pieces(runs, ends, weight, near)
    owner = Pieces(runs, ends, weight, near).of_stop
    return Pieces(runs, ends, weight, _near(owner, near, where))


def _near(owner: NDArray[np.int32], near: NDArray[np.int32], where: Where) -> NDArray[np.int32]:
    """Return the nearest pieces of each piece, judged by their stops' neighbours."""
    pieces = int(owner.max()) + 1
    here = np.repeat(owner, near.shape[1])
    there = owner[near.ravel()]
    metres = metres_between(np.repeat(np.arange(len(near)), near.shape[1]), near.ravel(), where)
    other = here != there
    here, there, metres = here[other], there[other], metres[other]
    order = np.lexsort((metres, there, here))
    here, there, metres = here[order], there[order], metres[order]
    first = np.ones(len(here), dtype=bool)
    first[1:] = (np.diff(here) != 0) | (np.diff(there) != 0)
    here, there, metres = here[first], there[first], metres[first]
    order = np.lexsort((there, metres, here))
    here, there = here[order], there[order]
    start = np.searchsorted(here, np.arange(pieces))
    rank = np.arange(len(here)) - start[here]
    wide = min(NEAREST, int(rank.max()) + 1) if len(rank) else 0
    table = np.repeat(
        np.arange(pieces, dtype=np.int32)[:, None], wide, axis=1
    )  # itself where there are too few
    kept = rank < wide
    table[here[kept], rank[kept]] = there[kept]
    return np.ascontiguousarray(table)


def near_m(pieces: Pieces, where: Where) -> Where:
    """Return (P, n, 4) the metres to each near piece: first to first, first to last, last to first, last to last."""
    here = np.repeat(np.arange(len(pieces.near)), pieces.near.shape[1])
    ends, there = pieces.ends, pieces.near.ravel()
    first = metres_between(ends[here, FIRST], ends[there, FIRST], where)
    if (ends[:, FIRST] == ends[:, LAST]).all():
        metres = [first] * 4
    else:
        others = ((FIRST, LAST), (LAST, FIRST), (LAST, LAST))
        metres = [first, *(metres_between(ends[here, a], ends[there, b], where) for a, b in others)]
    return np.stack(metres, axis=1).astype(np.float32).reshape(*pieces.near.shape, 4)
