"""Guessing where the doors of one street are from their numbers and postcodes. Pure.

Odd numbers stand on one side, even on the other, and rise along the street; a door is nearer to its
own postcode's middle than to its neighbours'. A dynamic programme over the places doors can have
(`frontage`) finds the run that fits best, for each way of numbering a street.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from walksheets.places.frontage import Track
from walksheets.places.geometry import Floats

UNEVEN = 1.0  # what a gap of twice (or none of) the usual room costs
UNEVEN_MOST = 6.0
ENDS = 0.15  # the same for room left over at the street's ends
STRAY_M = 12.0  # so many metres nearer to another postcode's middle cost 1
FAR_M = 150.0  # so many metres from the own postcode's middle cost 1
KNOWN_M = 4.0  # so many metres from where a door is known to be cost 1
MOST = 25.0
AS_DRAWN = 1.0  # mappers mostly draw a street from where its numbers begin, odd numbers on the left
MOST_UNUSUAL = 60  # stops: longer streets have odd and even sides
UNUSUAL = 4.0  # numbers that run on along one side, or up one side and down the other


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """The distinct house numbers of one street, N of them: flats of one number are one stop."""

    number: Floats
    """(N,) house number, a letter as a fraction; NaN for a house name."""
    postcode: NDArray[np.intp]
    """(N,) index into `postcode_xy`; -1 when unknown."""
    known_xy: Floats
    """(N, 2) local metres where already known; NaN elsewhere."""
    postcode_xy: Floats
    """(P, 2) the middles of the postcodes on this street."""


def guess(stops: Stops, sides: tuple[Track, Track]) -> Floats:
    """Return (N, 2) local metres for the stops of one street, NaN where the street has no room at all."""
    left, right = sides
    xy = np.full((len(stops.number), 2), np.nan)
    numbered = np.flatnonzero(~np.isnan(stops.number))
    numbered = numbered[np.argsort(stops.number[numbered], kind="stable")]
    if len(numbered):
        best = min(_ways_to_number(stops, numbered, left, right), key=lambda way: way[0])
        for members, places in best[1]:
            xy[members] = places
    _put_names(stops, xy, left, right)
    return xy


Fit = tuple[float, Floats]
Way = tuple[float, list[tuple[NDArray[np.intp], Floats]]]


def _ways_to_number(stops: Stops, numbered: NDArray[np.intp], left: Track, right: Track) -> list[Way]:
    """Return every way the street may be numbered, with what it costs to believe it."""
    whole = np.floor(stops.number[numbered]).astype(int)
    odd, even = numbered[whole % 2 == 1], numbered[whole % 2 == 0]
    ways: list[Way] = []
    fits = {
        (parity, side, turned): _fit(stops, members, track.turned() if turned else track, 2.0)
        for parity, members in enumerate((odd, even))
        for side, track in enumerate((left, right))
        for turned in (False, True)
    }
    for turned in (False, True):
        for odd_side in (0, 1):
            first, second = fits[0, odd_side, turned], fits[1, 1 - odd_side, turned]
            rare = AS_DRAWN * (turned + (odd_side != turned))
            ways.append((first[0] + second[0] + rare, [(odd, first[1]), (even, second[1])]))
    if len(odd) and len(even) and len(numbered) <= MOST_UNUSUAL:
        for track in (left, right, left.then(right.turned()), right.then(left.turned())):
            for turned in (False, True):
                cost, places = _fit(stops, numbered, track.turned() if turned else track, 1.0)
                ways.append((cost + UNUSUAL + AS_DRAWN * turned, [(numbered, places)]))
    return ways


def _fit(stops: Stops, members: NDArray[np.intp], track: Track, step: float) -> Fit:
    """Return the cheapest rising run of `members` along a track, and its places.

    `step` is how much numbers rise from one house to the next.
    """
    if not len(members):
        return 0.0, np.zeros((0, 2))
    if not len(track.xy):
        return MOST * len(members), np.full((len(members), 2), np.nan)
    gaps = np.clip(np.diff(stops.number[members]) / step, 0.5, 4.0)
    usual = max(track.total / (gaps.sum() + 1.0), 1e-6)
    cost = _unlikely(stops, members, track)
    ends = ENDS * np.minimum(
        (np.stack([track.room, track.total - track.room]) / usual - 0.5) ** 2, UNEVEN_MOST
    )
    run, total = _cheapest_run(cost, track.room / usual, gaps, ends)
    return total, track.xy[run]


def _unlikely(stops: Stops, members: NDArray[np.intp], track: Track) -> Floats:
    """Return (n, M): what it costs to believe each stop at each place."""
    cost = np.zeros((len(members), len(track.xy)))
    if len(stops.postcode_xy):
        away = np.hypot(*(track.xy[None] - stops.postcode_xy[:, None]).transpose(2, 0, 1))
        nearest = np.sort(away, axis=0)[:2]
        other = np.where(away == nearest[0], nearest[-1] if len(away) > 1 else np.inf, nearest[0])
        by_postcode = np.minimum(np.maximum(away - other, 0.0) / STRAY_M + away / FAR_M, MOST)
        has = stops.postcode[members] >= 0
        cost[has] = by_postcode[stops.postcode[members][has]]
    known = ~np.isnan(stops.known_xy[members, 0])
    if known.any():
        gap = track.xy[None] - stops.known_xy[members[known], None]
        cost[known] = np.minimum(np.hypot(gap[..., 0], gap[..., 1]) / KNOWN_M, 2 * MOST)
    return cost


@njit(cache=True)
def _cheapest_run(cost: Floats, place: Floats, gaps: Floats, ends: Floats) -> tuple[NDArray[np.int64], float]:
    """Return for each stop the index of its place, places never falling, and the run's whole cost.

    `place` (M,) is measured in usual gaps; `gaps` (n-1,) is what lies between stops if all is even.
    A gap costs the square of how far it is off, up to UNEVEN_MOST, so that one break in a street
    does not bend the rest.
    """
    stops, places = cost.shape
    reach = np.sqrt(UNEVEN_MOST / UNEVEN)
    best = cost[0] + ends[0]
    came_from = np.zeros((stops, places), dtype=np.int32)
    for i in range(1, stops):
        now = np.empty(places)
        gap = gaps[i - 1]
        far, low, high = 0, 0, 0
        for j in range(places):
            if best[j] < best[far]:
                far = j
            least, pick = best[far] + UNEVEN_MOST, far
            while place[j] - place[low] > gap + reach:
                low += 1
            while high < j and place[j] - place[high + 1] >= gap - reach:
                high += 1
            for k in range(low, high + 1):
                off = place[j] - place[k] - gap
                whole = best[k] + UNEVEN * off * off
                if whole < least:
                    least, pick = whole, k
            came_from[i, j] = pick
            now[j] = least + cost[i, j]
        best = now
    best = best + ends[1]
    run = np.empty(stops, dtype=np.int64)
    run[-1] = best.argmin()
    for i in range(stops - 1, 0, -1):
        run[i - 1] = came_from[i, run[i]]
    return run, best.min()


def _put_names(stops: Stops, xy: Floats, left: Track, right: Track) -> None:
    """Put houses that only have a name near their postcode's other doors, where no door stands yet."""
    named = np.flatnonzero(np.isnan(stops.number))
    if not len(named):
        return
    places = left.then(right)
    if not len(places.xy):
        return
    cost = _unlikely(stops, named, places)
    for row, stop in zip(cost, named, strict=True):
        placed = xy[~np.isnan(xy[:, 0])]
        if len(placed):
            gap = np.hypot(*(places.xy[:, None] - placed[None]).transpose(2, 0, 1)).min(axis=1)
            row = row + np.maximum(0.0, 5.0 - gap) / 5.0
        xy[stop] = places.xy[int(row.argmin())]


def numbers(texts: Sequence[str]) -> Floats:
    """Return house numbers as they sort: "12" → 12, "12A" → 12.1, "4-6" → 4, a name → NaN."""
    return np.array([_number(text) for text in texts])


def _number(text: str) -> float:
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits or len(digits) > 5:
        return float("nan")
    letter = text[len(digits) : len(digits) + 1].lower()
    return int(digits) + (0.03 * (ord(letter) - 96) if "a" <= letter <= "z" else 0.0)
