"""Whether a round is one piece of the town, and which of its stops have strayed.

A round is in one piece when its stops hold together by ways of at most `GAP_M`, or 1.5 times what the town itself
forces there: a hamlet may be far from the next whoever walks it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from walksheets.rounds.engine.distances import Where, matrix, metres_between

GAP_M = 100.0
FORCED = 1.5
LARGEST_MATRIX = 3000


class Town:
    """All stops of a part with what holds them together: their near neighbours and one walk past all."""

    def __init__(self, near: NDArray[np.int32], tour: NDArray[np.int32], where: Where):
        self.where = where
        self.stops = len(near)
        here = np.concatenate([np.repeat(np.arange(len(near)), near.shape[1]), tour])
        there = np.concatenate([near.ravel(), np.roll(tour, -1)]).astype(np.int64)
        # Each pair once: coo_matrix would add up a link that is given twice.
        pairs = np.unique(np.minimum(here, there) * self.stops + np.maximum(here, there))
        here, there = np.divmod(pairs, self.stops)
        metres = metres_between(here, there, where)
        links = coo_matrix((metres + 1e-3, (here, there)), shape=(self.stops,) * 2)
        tree = minimum_spanning_tree(links.tocsr()).tocoo()
        self._place, self._gaps = _in_line(self.stops, tree.row, tree.col, tree.data)

    def forced_m(self, a: NDArray[np.int32], b: NDArray[np.int32]) -> float:
        """Return the longest way that nobody can avoid between two sets of stops."""
        place = np.concatenate([self._place[a], self._place[b]])
        order = np.argsort(place)
        of_b = order >= len(a)
        longest = np.maximum.reduceat(self._gaps, place[order])[:-1]
        return float(longest[of_b[1:] != of_b[:-1]].min(initial=np.inf))

    def pieces(self, stops: NDArray[np.int32]) -> list[NDArray[np.int32]]:
        """Return the pieces a round falls into, the largest first."""
        if len(stops) < 2 or len(stops) > LARGEST_MATRIX:
            return [stops]
        metres = matrix(stops, self.where).astype(float)
        tree = minimum_spanning_tree(metres + 1e-3).tocoo()
        long = tree.data > GAP_M + 1e-2
        if not long.any():
            return [stops]
        joined = ~long
        while True:
            links = coo_matrix((tree.data[joined], (tree.row[joined], tree.col[joined])), shape=metres.shape)
            count, part = connected_components(links, directed=False)
            for k in np.flatnonzero(~joined):
                a, b = stops[part == part[tree.row[k]]], stops[part == part[tree.col[k]]]
                if tree.data[k] <= FORCED * self.forced_m(a, b):
                    joined[k] = True
                    break
            else:
                sizes = np.bincount(part, minlength=count)
                return [stops[part == p] for p in np.argsort(-sizes, kind="stable")]


def _in_line(
    stops: int, a: NDArray[np.int32], b: NDArray[np.int32], metres: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Line all stops up so that the longest gap between two of them is the longest way nobody can avoid between them.

    Return each stop's place in the line, and the gap behind each place. Joining the parts of the tree by its shortest
    ways first keeps each part together in the line (the order of leaves in single-linkage clustering).
    """
    part = np.arange(stops)
    last, onward, gap = np.arange(stops), np.full(stops, -1), np.full(stops, np.inf)

    def part_of(stop: int) -> int:
        while part[stop] != stop:
            part[stop] = stop = part[part[stop]]
        return stop

    for k in np.argsort(metres, kind="stable"):
        first, second = part_of(int(a[k])), part_of(int(b[k]))
        onward[last[first]], gap[last[first]] = second, metres[k]
        part[second], last[first] = first, last[second]
    line = np.empty(stops, dtype=np.int64)
    at = part_of(0) if stops else -1
    for i in range(stops):
        line[i], at = at, onward[at]
    place = np.empty(stops, dtype=np.int64)
    place[line] = np.arange(stops)
    return place, gap[line]
