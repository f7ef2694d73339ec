"""Which colour each round gets: neighbours never the same, and far apart in hue where there is a choice.

Pure. The colours themselves are the theme's.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

_NEIGHBOURS = 8
_NEAR_M = 90.0
_WELL_APART = 0.2  # in Oklab, for the eye that tells the two least


def neighbours(xy: NDArray[np.float64], group: NDArray[np.integer]) -> dict[int, set[int]]:
    """Return which groups (-1 is none) lie beside which, from (N, 2) metres; NaN positions are left out."""
    there = ~np.isnan(xy).any(axis=1) & (group >= 0)
    points, mine = xy[there], group[there]
    beside: dict[int, set[int]] = {int(g): set() for g in np.unique(group[group >= 0])}
    if len(points) < 2:
        return beside
    tree = cKDTree(points)
    count = min(_NEIGHBOURS + 1, len(points))
    _, near = tree.query(points, k=count, distance_upper_bound=_NEAR_M)
    for column in range(1, count):
        found = near[:, column] < len(points)
        a, b = mine[found], mine[near[found, column]]
        differ = a != b
        for one, other in np.unique(np.stack([a[differ], b[differ]], axis=1), axis=0).tolist():
            beside[one].add(other)
            beside[other].add(one)
    return beside


def colour_groups(beside: dict[int, set[int]], apart: NDArray[np.float64]) -> dict[int, int]:
    """Give each group a colour; `apart` (N, N) says how far each two of the N colours are apart.

    Groups with the fewest choices left go first; each takes the least used of the colours that are well apart
    from its neighbours', or else the one that is furthest. Two neighbours share a colour only if a group has
    neighbours of all colours.
    """
    colour: dict[int, int] = {}
    used = [0] * len(apart)
    waiting = set(beside)
    while waiting:
        group = max(
            waiting,
            key=lambda g: (len({colour[n] for n in beside[g] if n in colour}), len(beside[g]), -g),
        )
        waiting.discard(group)
        near = [colour[n] for n in beside[group] if n in colour]
        away = apart[:, near].min(axis=1) if near else np.full(len(apart), np.inf)
        fit = np.flatnonzero(away >= min(_WELL_APART, float(away.max())))
        best = min(fit.tolist(), key=lambda c: (used[c], (c - group) % len(apart)))
        colour[group] = best
        used[best] += 1
    return colour
