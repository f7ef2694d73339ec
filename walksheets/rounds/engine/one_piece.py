"""Whether a round is one piece of the town, and which of its stops have strayed.

A round is in one piece when its stops hold together by ways of at most `GAP_M`, or 1.5 times what the town itself
forces there: a hamlet may be far from the next whoever walks it.
"""

from bisect import bisect_left

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
        self._tree = (tree.row, tree.col, tree.data)

    def forced_m(self, a: NDArray[np.int32], b: NDArray[np.int32]) -> float:
        """Return the longest way that nobody can avoid between two sets of stops."""
        row, col, metres = self._tree
        limits = np.unique(metres[metres >= GAP_M / FORCED])

        def joined(at: int) -> bool:
            kept = metres < limits[at]
            links = coo_matrix((metres[kept], (row[kept], col[kept])), shape=(self.stops,) * 2)
            _, part = connected_components(links, directed=False)
            return bool(np.intersect1d(part[a], part[b]).size)

        # The more ways are kept, the more is joined: find the first limit that joins the two by halving.
        first = bisect_left(range(len(limits)), True, key=joined)
        if first == len(limits):
            return float(metres.max(initial=0.0))
        return float(limits[first - 1]) if first else 0.0

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
