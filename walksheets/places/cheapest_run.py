"""The compiled kernel of `guess`: doors in rising order over the places of a street. Numbers only."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from walksheets.compiled import READY, beforehand
from walksheets.places.geometry import Floats

UNEVEN = 1.0  # what a gap of twice (or none of) the usual room costs
UNEVEN_MOST = 8.0


def _compiled(function: Callable[..., Any]) -> Any:
    if READY:
        return beforehand(function)
    import numba

    return numba.njit(cache=True, nogil=True)(function)  # the window answers while it runs


@_compiled
def cheapest_run(
    costs: Floats,
    rows: NDArray[np.intp],
    place: Floats,
    gaps: Floats,
    ends: Floats,
    band: NDArray[np.intp],
) -> tuple[NDArray[np.int64], float]:
    """Return for each of n stops the index of its place, places never falling, and the run's whole cost.

    Stop i at place j costs `costs[rows[i], j]`. `place` (M,) rises and is measured in usual gaps;
    `gaps` (n-1,) is what lies between stops if all is even. A gap costs the square of how far it is
    off, up to UNEVEN_MOST, so that one break in a street does not bend the rest. `ends` (2, M) is
    what it costs to begin and to end at a place. Only places `band[0, i]` to `band[1, i]` are looked at for
    stop i; both rise with i.
    """
    stops, places = len(rows), len(place)
    reach = np.sqrt(UNEVEN_MOST / UNEVEN)
    best = np.full(places, np.inf)
    for j in range(band[0, 0], band[1, 0] + 1):
        best[j] = costs[rows[0], j] + ends[0, j]
    came_from = np.zeros((stops, places), dtype=np.int32)
    for i in range(1, stops):
        now = np.full(places, np.inf)
        gap = gaps[i - 1]
        first, last = band[0, i - 1], band[1, i - 1]
        far, low, high = first, first, first
        for j in range(first, band[1, i] + 1):
            if j <= last and best[j] < best[far]:
                far = j
            least, pick = best[far] + UNEVEN_MOST, far
            while low < min(j, last) and place[j] - place[low] > gap + reach:
                low += 1
            while high < min(j, last) and place[j] - place[high + 1] >= gap - reach:
                high += 1
            for k in range(low, high + 1):
                off = place[j] - place[k] - gap
                whole = best[k] + UNEVEN * off * off
                if whole < least:
                    least, pick = whole, k
            if j >= band[0, i]:
                came_from[i, j] = pick
                now[j] = least + costs[rows[i], j]
        best = now
    best = best + ends[1]
    run = np.empty(stops, dtype=np.int64)
    run[-1] = best.argmin()
    for i in range(stops - 1, 0, -1):
        run[i - 1] = came_from[i, run[i]]
    return run, best.min()
