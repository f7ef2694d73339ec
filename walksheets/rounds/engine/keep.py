"""Rounds that were there before: take them over, put new doors where they lie, count how many stayed."""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, metres_between
from walksheets.rounds.engine.stops import Stops


def previous_rounds(
    before: NDArray[np.int64], near: NDArray[np.int32], where: Where, rounds: int
) -> tuple[list[NDArray[np.int32]], NDArray[np.int32], NDArray[np.int32]]:
    """Return stops as the rounds they were in, each stop's home among them (-1 for a new one), and all in a row.

    When there are more previous rounds than wanted the smallest are given up; their doors count as new.
    """
    names, counts = np.unique(before[before >= 0], return_counts=True)
    staying = np.sort(names[np.argsort(-counts, kind="stable")[:rounds]])
    home = np.full(len(before), -1, dtype=np.int32)
    for r, name in enumerate(staying):
        home[before == name] = r
    placed = _spread(home, near, where)
    found = [np.flatnonzero(placed == r).astype(np.int32) for r in range(rounds)]
    return found, home, np.concatenate(found)


def _spread(home: NDArray[np.int32], near: NDArray[np.int32], where: Where) -> NDArray[np.int32]:
    """Give each new stop the round of the nearest stop that has one, from near to far."""
    placed = home.copy()
    waiting = np.flatnonzero(placed < 0)
    while len(waiting):
        offers = []
        for s in waiting:
            beside = near[s][placed[near[s]] >= 0]
            if len(beside):
                metres = metres_between(np.repeat(s, len(beside)), beside, where)
                offers.append((float(metres.min()), int(s), int(placed[beside[metres.argmin()]])))
        if not offers:
            placed[waiting] = 0
            break
        for _, stop, found in sorted(offers):
            placed[stop] = found
        waiting = np.flatnonzero(placed < 0)
    return placed


def kept_share(rounds: list[NDArray[np.int32]], home: NDArray[np.int32], stops: Stops) -> float:
    """Return the share of doors with a previous round that are in it still."""
    size = np.array([len(flats) for flats in stops.doors])
    had = float(size[home >= 0].sum())
    stayed = sum(float(size[some][home[some] == r].sum()) for r, some in enumerate(rounds))
    return stayed / had if had else 1.0
