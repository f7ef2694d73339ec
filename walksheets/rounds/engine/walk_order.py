"""The order in which a round's stops are walked.

`shortest` walks as little as can be. `natural` finishes one side of a street before it goes elsewhere: changing
sides and leaving a side cost some metres on top while the order is sought.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.distances import Where, dearer, dense, matrix
from walksheets.rounds.engine.kernel import Seed
from walksheets.rounds.engine.problem import Style
from walksheets.rounds.engine.tour import shorten

NATURAL_CROSS_M = 6.0
NATURAL_LEAVE_M = 3.0
SHAKES_A_STOP = 12
MOST_SHAKES = 40_000
LARGEST_MATRIX = 2500
NEAR = 12
TIED = np.float32(-1e6)
"""The distance that keeps the two ends of an open walk together outside the round."""


def walk_order(
    chosen: NDArray[np.int32],
    where: Where,
    style: Style,
    state: Seed,
    before_m: NDArray[np.float64] | None = None,
    after_m: NDArray[np.float64] | None = None,
    ring: bool = False,
    shakes_a_stop: int = SHAKES_A_STOP,
) -> NDArray[np.int32]:
    """Return the stops `chosen` in walking order.

    `before_m` and `after_m` are the ways to the first stop and from the last one where they count;
    a `ring` comes back to its first stop instead.
    """
    if len(chosen) < 3:
        return chosen
    if style == "natural":
        where = dearer(where, NATURAL_CROSS_M, NATURAL_LEAVE_M)
    if len(chosen) > LARGEST_MATRIX:
        return chosen
    stops = len(chosen)
    extra = 0 if ring else 2
    metres = matrix(chosen, where, extra)
    if extra:
        metres[stops, :stops] = metres[:stops, stops] = 0 if before_m is None else before_m
        metres[stops + 1, :stops] = metres[:stops, stops + 1] = 0 if after_m is None else after_m
        metres[stops, stops + 1] = metres[stops + 1, stops] = TIED
    np.fill_diagonal(metres, np.inf)
    near = np.argsort(metres, axis=1, kind="stable")[:, : min(NEAR + extra, stops + extra - 1)].astype(
        np.int32
    )
    np.fill_diagonal(metres, 0)
    tour = np.arange(stops + extra, dtype=np.int32)
    shorten(tour, near, dense(metres), min(shakes_a_stop * stops, MOST_SHAKES), state)
    return chosen[_open(tour, stops, metres)]


def _open(tour: NDArray[np.int32], stops: int, metres: NDArray[np.float32]) -> NDArray[np.int32]:
    """Cut the tour between the two ends outside the round, or a ring at its longest way."""
    if len(tour) == stops:
        longest = int(np.argmax(metres[tour, np.roll(tour, -1)]))
        return np.roll(tour, -longest - 1)
    begin = int(np.flatnonzero(tour == stops)[0])
    turned = np.roll(tour, -begin)
    inner = turned[2:] if turned[1] == stops + 1 else turned[1:-1]
    return inner[::-1] if turned[1] == stops + 1 else inner
