"""Ground for each of some people, as large as what they can do and as near their homes as that leaves. Pure.

A power diagram whose weights are raised until every cell has its share of the load, then its sites drawn from home
towards the middle of their cell, so that cells are compact where homes are crowded. Lengths in metres.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TURNS = 12
SWEEPS = 6
"""How often each weight is set anew in a turn; weights are kept from turn to turn."""
AT_HOME = 0.5
"""How much of a site stays at home; the rest lies in the middle of the cell."""
APART_M = 20.0
"""People of one household begin so far apart, in turn about their home."""


def shared_ground(xy: Floats, load: Floats, homes: Floats, sizes: Floats) -> Ints:
    """Return whose each door is, (N,) an index of `homes`, so that loads are as `sizes`.

    `homes` are (P, 2), NaN for somebody whose home is not known: they get what lies far from the others.
    """
    wanted = sizes / sizes.sum() * load.sum()
    known = np.asarray(~np.isnan(homes).any(axis=1), dtype=np.bool_)
    sites = _sites(xy, homes, known)
    home, weights = sites.copy(), np.zeros(len(homes))
    owner = np.zeros(len(xy), dtype=np.int64)
    for _ in range(TURNS):
        away = ((xy[:, None, :] - sites[None, :, :]) ** 2).sum(axis=2)
        _weigh(away, load, wanted, weights)
        owner = (away - weights).argmin(axis=1)
        middle = _middles(xy, load, owner, sites)
        sites = np.where(known[:, None], AT_HOME * home + (1 - AT_HOME) * middle, middle)
    return owner


def _sites(xy: Floats, homes: Floats, known: NDArray[np.bool_]) -> Floats:
    """Return where each person's ground begins: at home, else at the door farthest from all the others' beginnings."""
    sites = homes.copy()
    turn = np.arange(len(homes)) * 2.39996  # the golden angle: no two directions are alike
    for i in np.flatnonzero(known):
        if (np.hypot(*(sites[:i] - sites[i]).T) < 1.0).any():
            sites[i] += APART_M * np.array([np.cos(turn[i]), np.sin(turn[i])])
    there = sites[known]
    away = np.full(len(xy), np.inf)
    for site in there:
        away = np.minimum(away, np.hypot(*(xy - site).T))
    for i in np.flatnonzero(~known):
        at = int(np.hypot(*(xy - xy.mean(axis=0)).T).argmin() if np.isinf(away).all() else away.argmax())
        sites[i] = xy[at]
        away = np.minimum(away, np.hypot(*(xy - xy[at]).T))
    return sites


def _weigh(away: Floats, load: Floats, wanted: Floats, weights: Floats) -> None:
    """Set each weight in turn to where its cell has the load that is wanted, the others' as they are."""
    people = len(wanted)
    if people < 2:
        return
    for _ in range(SWEEPS):
        for j in range(people):
            others = np.delete(away - weights, j, axis=1).min(axis=1)
            need = away[:, j] - others  # the weight from which on a door is this person's
            order = np.argsort(need, kind="stable")
            at = int(np.searchsorted(np.cumsum(load[order]), wanted[j]))
            weights[j] = need[order[min(at, len(order) - 1)]]


def _middles(xy: Floats, load: Floats, owner: Ints, sites: Floats) -> Floats:
    """Return the middle of each cell; an empty one's stays where it is."""
    heavy = np.bincount(owner, load, len(sites))
    sums = np.stack([np.bincount(owner, load * xy[:, k], len(sites)) for k in (0, 1)], axis=1)
    return np.where(heavy[:, None] > 0, sums / np.maximum(heavy, 1e-12)[:, None], sites)
