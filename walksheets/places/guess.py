"""Guessing where the doors of one street are from their numbers and postcodes. Pure.

Odd numbers stand on one side, even on the other, and rise along the street; a door is nearer to its
own postcode's middle than to its neighbours'. For each way a street may be numbered the cheapest
run over the places doors can have is found; the best way is believed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from walksheets.places.cheapest_run import UNEVEN_MOST, cheapest_run
from walksheets.places.frontage import Track
from walksheets.places.geometry import Floats

Ints = NDArray[np.intp]

STRAY_M = 8.0  # so many metres nearer to another postcode's middle cost 1
ACROSS_MOST = 0.25  # the same for a postcode of the other side alone, at most: it only tells the sides apart
FAR_M = 150.0  # so many metres from the own postcode's middle cost 1, twice as many 4
KNOWN_M = 4.0  # so many metres from where a door is known to be cost 1
MOST = 25.0  # what a place can cost a door, however wrong
ENDS = 0.15  # room left over at the street's ends, beside room left between doors
AS_DRAWN = 1.0  # mappers mostly draw a street from where its numbers begin, with odd numbers on the left
UNUSUAL = 4.0  # numbers that run on along one side, or up one side and down the other
NEAR = 10.0  # doors' room about a rough place in which the fine one is looked for
MOST_UNUSUAL = 60  # stops; longer streets have odd and even sides
_ASTRAY_M = 60.0  # so much nearer to another of the street's postcodes, a door went astray
_ASTRAY_SHARE = 0.3  # of a postcode's doors
_NEIGHBOURS_M = 150.0
_OVERLAP_M = 20.0  # postcodes on the two sides of a street interleave
LEFT, RIGHT, ROUND_FROM_LEFT, ROUND_FROM_RIGHT = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """The distinct house numbers of one street, N of them: flats of one number are one stop."""

    number: Floats
    """(N,) house number, a letter as a fraction; NaN for a house name."""
    postcode: Ints
    """(N,) index into `postcode_xy`; -1 when unknown."""
    known_xy: Floats
    """(N, 2) local metres where already known; NaN elsewhere."""
    postcode_xy: Floats
    """(P, 2) the middles of the postcodes on this street."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """Stops whose numbers rise along one side, or round the whole street."""

    members: Ints
    side: int
    turned: bool
    step: float
    """How much numbers rise from one house to the next."""


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One way of numbering a street, and what it costs to believe it before looking."""

    runs: tuple[_Run, ...]
    rare: float


def guess(stops: Stops, sides: tuple[Track, Track]) -> Floats:
    """Return (N, 2) local metres for the stops of one street, NaN where the street has no room at all.

    Where the numbers do not run through the whole street as the postcodes lie, each patch of
    postcodes is guessed for itself.
    """
    xy = _run_through(stops, sides)
    for patch in _patches(stops, xy, _NEIGHBOURS_M):
        xy[patch] = _guess_patch(stops, sides, patch)
        for postcode in _patches(stops, xy, 0.0, patch):
            xy[postcode] = _guess_patch(stops, sides, postcode)
    _put_names(stops, xy, sides[0].then(sides[1]))
    return xy


def _run_through(stops: Stops, sides: tuple[Track, Track]) -> Floats:
    """Return places for the numbered stops, each way of numbering tried along the whole street."""
    xy = np.full((len(stops.number), 2), np.nan)
    numbered = np.flatnonzero(~np.isnan(stops.number))
    numbered = numbered[np.argsort(stops.number[numbered], kind="stable")]
    if len(numbered):
        left, right = sides
        rough = _Street(stops, left.thinned(), right.thinned())
        fine = _Street(stops, left, right)
        for run in min(_ways(stops, numbered), key=rough.cost).runs:
            xy[run.members] = fine.places(run, about=rough.fit(run).room)
    return xy


def _patches(stops: Stops, xy: Floats, neighbours_m: float, among: Ints | None = None) -> list[Ints]:
    """Return the stops of postcodes that went astray, sorted into patches of postcodes near each other."""
    numbered = ~np.isnan(stops.number) & (stops.postcode >= 0) & np.isnan(stops.known_xy[:, 0])
    if among is not None:
        numbered &= np.isin(np.arange(len(numbered)), among)
    at = np.flatnonzero(numbered)
    codes, where = np.unique(stops.postcode[at], return_inverse=True)
    if not len(codes) or len(stops.postcode_xy) < 2:
        return []
    strays = _strays(stops, xy, at)
    astray = np.bincount(where, weights=strays) > _ASTRAY_SHARE * np.bincount(where)
    return [
        at[np.isin(stops.postcode[at], patch)]
        for patch in _near_each_other(stops, codes[astray], neighbours_m)
    ]


def _strays(stops: Stops, xy: Floats, at: Ints) -> NDArray[np.bool_]:
    """Tell which stops lie nearer to another postcode of their own parity than to theirs."""
    strays = np.ones(len(at), dtype=bool)
    odd = np.floor(stops.number[at]) % 2 == 1
    for those in (odd, ~odd):
        codes, own = np.unique(stops.postcode[at[those]], return_inverse=True)
        if len(codes):
            away = np.hypot(*(xy[at[those], None] - stops.postcode_xy[None, codes]).transpose(2, 0, 1))
            strays[those] = ~(away[np.arange(len(own)), own] - away.min(axis=1) <= _ASTRAY_M)
    return strays


def _near_each_other(stops: Stops, codes: Ints, neighbours_m: float) -> list[Ints]:
    xy = stops.postcode_xy[codes]
    near = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) <= neighbours_m
    _, patch = connected_components(near, directed=False)
    return [codes[patch == n] for n in range(patch.max(initial=-1) + 1)]


def _guess_patch(stops: Stops, sides: tuple[Track, Track], patch: Ints) -> Floats:
    """Guess some stops for themselves, on the places nearest to their postcodes."""
    codes = np.unique(stops.postcode[patch])
    inside = [track.only(_belongs(stops, track, codes)) for track in sides]
    own = Stops(stops.number[patch], stops.postcode[patch], stops.known_xy[patch], stops.postcode_xy)
    xy = _run_through(own, (inside[0], inside[1]))
    nowhere = np.isnan(xy[:, 0])
    if nowhere.any():
        places = sides[0].then(sides[1]).xy
        for i in np.flatnonzero(nowhere):
            gap = places - stops.postcode_xy[own.postcode[i]]
            xy[i] = places[int(np.hypot(*gap.T).argmin())]
    return xy


def _belongs(stops: Stops, track: Track, codes: Ints) -> NDArray[np.bool_]:
    """Tell which places of a track are about as near to some postcodes as to any other of the street."""
    away = np.hypot(*(track.xy[None] - stops.postcode_xy[:, None]).transpose(2, 0, 1))
    own: NDArray[np.bool_] = away[codes].min(axis=0) <= away.min(axis=0) + _OVERLAP_M
    return own


def _ways(stops: Stops, numbered: Ints) -> Iterator[_Way]:
    """Give every way the street may be numbered, the usual first."""
    whole = np.floor(stops.number[numbered]).astype(int)
    odd, even = numbered[whole % 2 == 1], numbered[whole % 2 == 0]
    for turned in (False, True):
        for odd_side in (LEFT, RIGHT):
            on_odd_left = odd_side == (RIGHT if turned else LEFT)
            runs = (_Run(odd, odd_side, turned, 2.0), _Run(even, 1 - odd_side, turned, 2.0))
            yield _Way(runs, AS_DRAWN * (turned + (not on_odd_left)))
    if len(odd) and len(even) and len(numbered) <= MOST_UNUSUAL:
        for side in (LEFT, RIGHT, ROUND_FROM_LEFT, ROUND_FROM_RIGHT):
            for turned in (False, True):
                yield _Way((_Run(numbered, side, turned, 1.0),), UNUSUAL + AS_DRAWN * turned)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """The cheapest run found: its cost, and where on the track each stop is, as room and as index."""

    cost: float
    room: Floats
    at: Ints


class _Street:
    """The places of one street with what each costs each stop."""

    def __init__(self, stops: Stops, left: Track, right: Track):
        self._stops = stops
        self._tracks = (left, right, left.then(right.turned()), right.then(left.turned()))
        self._costs: dict[tuple[int, bytes], tuple[Floats, Ints]] = {}

    def cost(self, way: _Way) -> float:
        """Return what it costs to believe a way of numbering."""
        return way.rare + sum(self.fit(run).cost for run in way.runs)

    def fit(self, run: _Run) -> _Fit:
        """Return the cheapest run of some stops along the whole of their side."""
        members, track = run.members, self._tracks[run.side]
        if not len(members) or not len(track.xy):
            return _Fit(MOST * len(members), np.zeros(0), np.zeros(0, dtype=np.intp))
        every = np.stack([np.zeros(len(members)), np.full(len(members), len(track.xy) - 1)]).astype(np.intp)
        return self._fit(run, every)

    def places(self, run: _Run, about: Floats) -> Floats:
        """Return the (n, 2) places of the cheapest run near the room at which a rougher one found its stops."""
        track = self._tracks[run.side]
        if not len(about):
            return np.full((len(run.members), 2), np.nan)
        track = track.turned() if run.turned else track
        band = np.stack(
            [np.searchsorted(track.room, about - NEAR), np.searchsorted(track.room, about + NEAR) - 1]
        )
        return track.xy[self._fit(run, np.clip(band, 0, len(track.xy) - 1)).at]

    def _fit(self, run: _Run, band: Ints) -> _Fit:
        track, key = self._tracks[run.side], (run.side, run.members.tobytes())
        if key not in self._costs:
            self._costs[key] = unlikely(self._stops, run.members, track)
        costs, rows = self._costs[key]
        if run.turned:
            track, costs = track.turned(), np.ascontiguousarray(costs[:, ::-1])
        gaps = np.clip(np.diff(self._stops.number[run.members]) / run.step, 0.5, 4.0)
        usual = max(track.total / (gaps.sum() + 1.0), 1e-6)
        over = np.stack([track.room, track.total - track.room]) / usual - 0.5
        ends = ENDS * np.minimum(over**2, UNEVEN_MOST)
        at, cost = cheapest_run(costs, rows, track.room / usual, gaps, ends, band)
        return _Fit(cost, track.room[at], at)


def unlikely(stops: Stops, members: Ints, track: Track) -> tuple[Floats, Ints]:
    """Return what it costs to believe a place, as rows over a track's M places, and each member's row.

    A place is held against the postcodes of the members; those of the other side of the street,
    which interleave with them, only tell the sides apart.
    """
    codes = np.unique(stops.postcode[members])
    codes = codes[codes >= 0]
    every = np.hypot(*(track.xy[None] - stops.postcode_xy[:, None]).transpose(2, 0, 1))
    away = every[codes]
    by_postcode = (away / FAR_M) ** 2
    if len(codes):
        across = np.minimum((away - every.min(axis=0)) / STRAY_M, ACROSS_MOST)
        by_postcode = np.minimum(by_postcode + np.maximum(_nearer_to_another(away) / STRAY_M, across), MOST)
    rows = np.where(stops.postcode[members] >= 0, 1 + np.searchsorted(codes, stops.postcode[members]), 0)
    known = np.flatnonzero(~np.isnan(stops.known_xy[members, 0]))
    gap = track.xy[None] - stops.known_xy[members[known], None]
    by_known = np.minimum(np.hypot(gap[..., 0], gap[..., 1]) / KNOWN_M, 2 * MOST)
    rows[known] = 1 + len(by_postcode) + np.arange(len(known))
    return np.concatenate([np.zeros((1, len(track.xy))), by_postcode, by_known]), rows


def _nearer_to_another(away: Floats) -> Floats:
    """Return (P, M): how many metres nearer each place is to another postcode than to each, at least 0."""
    if len(away) == 1:
        return np.zeros_like(away)
    nearest = np.partition(away, 1, axis=0)[:2]
    other = np.where(away == nearest[0], nearest[1], nearest[0])
    nearer: Floats = np.maximum(away - other, 0.0)
    return nearer


def _put_names(stops: Stops, xy: Floats, places: Track) -> None:
    """Put houses that only have a name near their postcode's other doors, where no door stands yet."""
    named = np.flatnonzero(np.isnan(stops.number))
    if not len(named) or not len(places.xy):
        return
    costs, rows = unlikely(stops, named, places)
    crowd = np.zeros(len(places.xy))
    for placed in xy[~np.isnan(xy[:, 0])]:
        crowd = np.maximum(crowd, _crowded(places, placed))
    for row, stop in zip(rows, named, strict=True):
        xy[stop] = places.xy[int((costs[row] + crowd).argmin())]
        crowd = np.maximum(crowd, _crowded(places, xy[stop]))


def _crowded(places: Track, by: Floats) -> Floats:
    """Return what a door within 5 m of each place costs it: 1 on the spot, 0 at 5 m."""
    cost: Floats = 1.0 - np.hypot(*(places.xy - by).T) / 5.0
    return cost


def numbers(texts: Sequence[str]) -> Floats:
    """Return house numbers as they sort: "12" → 12, "12A" → 12.03, "4-6" → 4, a name → NaN."""
    return np.array([_number(text) for text in texts])


def _number(text: str) -> float:
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits or len(digits) > 5:
        return float("nan")
    letter = text[len(digits) : len(digits) + 1].lower()
    return int(digits) + (0.03 * (ord(letter) - 96) if "a" <= letter <= "z" else 0.0)
