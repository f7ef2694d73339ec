"""Where the doors of a street can be: the buildings along either side, in order. Pure.

A `Track` is one side of a street as a run of places a door may have, with how many doors' room lies
between them: a terrace has room for many, a gap for none. Knows nothing of house numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.places import geometry
from walksheets.places.geometry import Floats

_DOOR_M = 6.7  # frontage of a door where the map does not say: British terraces and semis, 5 to 9 m
SPOTS_A_DOOR = 4  # how finely a track is cut
_BEYOND_M = 80.0  # houses past a street's last node are still on it
_ROOM = {
    "house": 1.0,
    "detached": 1.0,
    "bungalow": 1.0,
    "semidetached_house": 2.0,
    "apartments": 2.0,
    "farm": 1.0,
}
_HARDLY_A_HOME = frozenset({
    "garage", "garages", "shed", "school", "church", "chapel", "industrial", "commercial", "retail", "warehouse", "roof",
    "hut", "barn", "stable", "greenhouse", "carport", "hospital", "university", "college", "office", "public", "service",
    "kindergarten", "train_station", "supermarket", "mosque", "temple", "synagogue", "cathedral", "transportation",
    "farm_auxiliary", "cowshed", "sty", "silo", "storage_tank", "toilets", "substation", "transformer_tower", "bunker",
    "stadium", "sports_hall", "grandstand", "parking", "ruins", "construction", "civic", "government", "fire_station",
    "hangar", "kiosk", "outbuilding", "greenhouse_horticulture", "boathouse", "pavilion", "bridge",
})  # fmt: skip
_HARDLY = 0.02  # the room of such a building: only when nothing else is there
_SMALL_M2 = 25.0


@dataclass(frozen=True, slots=True, eq=False)
class Houses:
    """Buildings, B of them, as what matters for doors."""

    centre: Floats
    """(B, 2) local metres."""
    long_half: Floats
    """(B, 2) from the centre to the middle of a short side."""
    short_half: Floats
    """(B, 2) from the centre to the middle of a long side."""
    room: Floats
    """(B,) doors, 0 where the kind does not say and the frontage must."""
    homely: NDArray[np.bool_]
    """(B,) false for garages, schools, sheds."""

    def take(self, chosen: NDArray[np.intp]) -> "Houses":
        """Return some of the buildings."""
        return Houses(
            self.centre[chosen],
            self.long_half[chosen],
            self.short_half[chosen],
            self.room[chosen],
            self.homely[chosen],
        )

    def __len__(self) -> int:
        """Return how many buildings there are."""
        return len(self.centre)


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One side of a street as M places for doors, from the spine's beginning to its end."""

    xy: Floats
    """(M, 2) local metres."""
    room: Floats
    """(M,) doors' room from the track's beginning to this place."""
    total: float
    """All the room there is."""
    rough: NDArray[np.bool_]
    """(M,) the places that a first, rough look makes do with: about one a door."""

    @classmethod
    def empty(cls) -> "Track":
        """Return the side of a street that nobody can live on."""
        return cls(np.zeros((0, 2)), np.zeros(0), 0.0, np.zeros(0, dtype=bool))

    def turned(self) -> "Track":
        """Return the track from its other end."""
        return Track(self.xy[::-1], (self.total - self.room)[::-1], self.total, self.rough[::-1])

    def thinned(self) -> "Track":
        """Return the track with its rough places alone."""
        return Track(self.xy[self.rough], self.room[self.rough], self.total, self.rough[self.rough])

    def only(self, kept: NDArray[np.bool_]) -> "Track":
        """Return the track with the places in between left out, as if what is kept lay side by side."""
        own = np.diff(self.room, prepend=0.0)[kept]
        return Track(self.xy[kept], np.cumsum(own), float(own.sum()), self.rough[kept])

    def then(self, other: "Track") -> "Track":
        """Return this track followed by another."""
        return Track(
            np.concatenate([self.xy, other.xy]),
            np.concatenate([self.room, self.total + other.room]),
            self.total + other.total,
            np.concatenate([self.rough, other.rough]),
        )


def measure_houses(outlines: Sequence[Floats], kinds: Sequence[str]) -> Houses:
    """Return buildings from their outer rings (k, 2) in local metres and their building=… values."""
    if not outlines:
        none = np.zeros((0, 2))
        return Houses(none, none, none, np.zeros(0), np.zeros(0, dtype=bool))
    shapes = np.array(
        [shapely.Polygon(ring) if len(ring) > 3 else shapely.Point(ring[0]) for ring in outlines]
    )
    corners = [
        np.array(box.exterior.coords)[:4] if box.geom_type == "Polygon" else np.repeat([ring[0]], 4, axis=0)
        for box, ring in zip(shapely.oriented_envelope(shapes), outlines, strict=True)
    ]
    a, b, c, _ = np.array(corners).transpose(1, 0, 2)
    first, second = (b - a) / 2, (c - b) / 2
    longer = np.hypot(*first.T) >= np.hypot(*second.T)
    centres = shapely.centroid(shapes)
    small = shapely.area(shapes) < _SMALL_M2
    homely = np.array([kind not in _HARDLY_A_HOME for kind in kinds]) & ~small
    return Houses(
        np.stack([shapely.get_x(centres), shapely.get_y(centres)], axis=1),
        np.where(longer[:, None], first, second),
        np.where(longer[:, None], second, first),
        np.array([_ROOM.get(kind, 0.0) for kind in kinds]),
        homely,
    )


def houses_of_points(xy: Floats) -> Houses:
    """Return (N, 2) points that are known to be letterboxes (UPRNs) as houses of one door; flats of a house are one."""
    _, first = np.unique(np.round(xy), axis=0, return_index=True)
    centre: Floats = xy[np.sort(first)]
    none = np.zeros_like(centre)
    return Houses(centre, none, none, np.ones(len(centre)), np.ones(len(centre), dtype=bool))


def tracks_of_houses(spine: Floats, houses: Houses) -> tuple[Track, Track]:
    """Return the left and the right side of a street as its buildings have them."""
    line = geometry.extended(spine, _BEYOND_M)
    found = geometry.project(houses.centre, line)
    left = found.left_m >= 0
    return (
        _track(line, houses, found.along_m, np.flatnonzero(left)),
        _track(line, houses, found.along_m, np.flatnonzero(~left)),
    )


def _track(line: Floats, houses: Houses, along_m: Floats, chosen: NDArray[np.intp]) -> Track:
    chosen = chosen[np.argsort(along_m[chosen], kind="stable")]
    if not len(chosen):
        return Track.empty()
    some = houses.take(chosen)
    half, room = _frontage(line, some, along_m[chosen])
    # one place alone for a house of one door: two doors do not fit in
    count = np.where(room <= 1, 1, np.rint(room * SPOTS_A_DOOR)).astype(int)
    which = np.repeat(np.arange(len(some)), count)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    share = (nth + 0.5) / count[which]
    xy = some.centre[which] + half[which] * (2 * share - 1)[:, None]
    start = np.cumsum(room) - room
    rough = (nth % SPOTS_A_DOOR == SPOTS_A_DOOR // 2) | (count[which] == 1)
    return Track(xy, start[which] + share * room[which], float(room.sum()), rough)


def _frontage(line: Floats, houses: Houses, along_m: Floats) -> tuple[Floats, Floats]:
    """Return each building's half axis along which its doors stand, pointing down the street, and its room.

    That is the axis more nearly along the street; a long terrace that stands end-on has its doors
    along its length all the same.
    """
    _, direction = geometry.at(line, along_m)
    long_m, short_m = np.hypot(*houses.long_half.T) * 2, np.hypot(*houses.short_half.T) * 2
    along = np.abs((houses.long_half * direction).sum(axis=1)) * 2 >= 0.5 * long_m
    lengthwise = along | ((long_m > 20.0) & (long_m > 2.0 * short_m))
    half = np.where(lengthwise[:, None], houses.long_half, houses.short_half)
    half = np.where(((half * direction).sum(axis=1) < 0)[:, None], -half, half)
    frontage = np.where(lengthwise, long_m, short_m)
    room = np.where(houses.room > 0, houses.room, np.maximum(1.0, np.rint(frontage / _DOOR_M)))
    return half, np.where(houses.homely, room, _HARDLY)


def tracks_of_kerbs(spine: Floats, away_m: float) -> tuple[Track, Track]:
    """Return both sides of a street where the map has no buildings: even room along the line, `away_m` from it."""
    total = geometry.length(spine)
    count = max(2, int(total / _DOOR_M * SPOTS_A_DOOR))
    along = (np.arange(count) + 0.5) * total / count
    xy, direction = geometry.at(spine, along)
    normal = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
    room = along / _DOOR_M
    rough = np.arange(count) % SPOTS_A_DOOR == min(SPOTS_A_DOOR // 2, count - 1)
    left, right = (Track(xy + side * away_m * normal, room, total / _DOOR_M, rough) for side in (1, -1))
    return left, right
