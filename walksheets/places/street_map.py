"""The streets of the map by name: their lines, the buildings along them, the house numbers mapped.

Everything in local metres, read once for a map. Guesses nothing.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from walksheets.places.frontage import Houses, houses_of_points, measure_houses
from walksheets.places.geometry import Floats
from walksheets.places.ground import Ground
from walksheets.places.osm_map import OsmWay
from walksheets.places.words import fold, fold_accented, fold_flat, fold_number
from walksheets.places.words import postcode as tidy_postcode

_NO_HOUSES = frozenset(
    {
        "construction",
        "proposed",
        "platform",
        "motorway",
        "motorway_link",
        "raceway",
        "corridor",
    }
)
_PATHS = frozenset({"footway", "path", "cycleway", "track", "steps", "bridleway"})
_OTHER_NAMES = (
    "alt_name",
    "official_name",
    "name:en",
    "name:cy",
    "name:gd",
    "loc_name",
    "short_name",
    "old_name",
)
_LOOSE = 0.87  # likeness of two spellings of one street, after difflib


@dataclass(frozen=True, slots=True)
class HouseOnMap:
    """One mapped house number."""

    unit: str
    postcode: str
    xy: tuple[float, float]
    on_node: bool


@dataclass(frozen=True, slots=True, eq=False)
class StreetMap:
    """Streets by name, folded with their accents."""

    lines: dict[str, list[Floats]]
    houses: dict[str, Houses]
    numbers: dict[tuple[str, str], list[HouseOnMap]]
    """(street, house number or name), both folded → where it is mapped, door nodes first."""
    without_accents: dict[str, list[str]]
    """A name folded wholly → the streets it may mean."""
    ways: tuple["_Way", ...]
    buildings: "_Buildings"

    def houses_numbered(self, street: str, number: str) -> list[HouseOnMap]:
        """Return where a folded house number (or name) is mapped on a street as a file spells it."""
        exact = self.numbers.get((fold_accented(street), number))
        return exact or self.numbers.get((self.named(street) or "", number), [])

    def points_along(self, xy: Floats) -> dict[str, Houses]:
        """Give (N, 2) letterboxes (UPRNs) to streets: each to its building's, one in no building to the nearest."""
        houses = houses_of_points(xy)
        owners = _owners(houses, self.ways)
        points = shapely.points(houses.centre)
        for point, building in self.buildings.tree.query(points, predicate="within").T.tolist():
            owners[point] = self.buildings.owners[building]
        return _by_street(houses, owners)

    def named(self, name: str) -> str | None:
        """Return the street of a name as a file spells it, with or without its accents."""
        key = fold_accented(name)
        if key in self.lines:
            return key
        return next(iter(self.without_accents.get(fold(name), ())), None)

    def spelt_like(self, name: str, near: Floats) -> str | None:
        """Return the street within 500 m of some of the (N, 2) places whose name is written almost as `name`."""
        key = fold(name)
        joined = key.replace(" ", "")
        likely = [name for name in self.without_accents if name.replace(" ", "") == joined]
        likely += difflib.get_close_matches(key, self.without_accents, n=3, cutoff=_LOOSE)
        return next(
            (
                street
                for each in likely
                for street in self.without_accents[each]
                if self._is_near(street, near)
            ),
            None,
        )

    def _is_near(self, key: str, near: Floats) -> bool:
        street = shapely.MultiLineString(self.lines[key])
        return bool(len(near)) and float(shapely.distance(street, shapely.points(near)).min()) < 500.0


@lru_cache(maxsize=2)
def street_map(ground: Ground) -> StreetMap:
    """Return the streets of a campaign's ground."""
    ways = [way for way in ground.osm.roads if way.name and way.tags["highway"] not in _NO_HOUSES]
    named = tuple(
        _Way(
            tuple(dict.fromkeys(_names(way))),
            way.tags["highway"] in _PATHS,
            ground.plane.to_xy(way.lat, way.lon),
        )
        for way in ways
    )
    lines: dict[str, list[Floats]] = {}
    for way in named:
        for key in way.names:
            lines.setdefault(key, []).append(way.line)
    without_accents: dict[str, list[str]] = {}
    for key in lines:
        without_accents.setdefault(fold(key), []).append(key)
    outlines, kinds = _outlines(ground)
    houses = measure_houses(outlines, kinds)
    owners = _owners(houses, named)
    tree = shapely.STRtree([shapely.Polygon(ring) for ring in outlines if len(ring) > 3])
    kept = [owner for owner, ring in zip(owners, outlines, strict=True) if len(ring) > 3]
    buildings = _Buildings(tree, kept)
    return StreetMap(lines, _by_street(houses, owners), _numbers(ground), without_accents, named, buildings)


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    names: tuple[str, ...]
    is_path: bool
    line: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Buildings:
    """Outlines, and the streets that each building belongs to."""

    tree: shapely.STRtree
    owners: list[tuple[str, ...]]


def _names(way: OsmWay) -> Iterator[str]:
    """Give every name a way goes by, folded: "Stryd Fawr / High Street" has three."""
    for name in (way.name, *(way.tags[key] for key in _OTHER_NAMES if key in way.tags)):
        yield from filter(None, map(fold_accented, (name, *re.split(r"\s+[/–-]\s+|;", name))))


def _owners(houses: Houses, ways: Sequence[_Way]) -> list[tuple[str, ...]]:
    """Return the names of the road nearest to each building, and of a path that is nearer still."""
    road, road_m = _nearest_way(houses, [way for way in ways if not way.is_path])
    path, path_m = _nearest_way(houses, [way for way in ways if way.is_path])
    nearer = (path_m < road_m).tolist()
    return [both[0] + both[1] * near for both, near in zip(zip(road, path, strict=True), nearer, strict=True)]


def _by_street(houses: Houses, owners: list[tuple[str, ...]]) -> dict[str, Houses]:
    members: dict[str, list[int]] = {}
    for house, names in enumerate(owners):
        for key in dict.fromkeys(names):
            members.setdefault(key, []).append(house)
    return {key: houses.take(np.array(chosen)) for key, chosen in members.items()}


def _nearest_way(houses: Houses, ways: list[_Way]) -> tuple[list[tuple[str, ...]], Floats]:
    """Return the names of the way nearest to each building, and how far it is; infinity where there is none."""
    if not ways or not len(houses):
        return [()] * len(houses), np.full(len(houses), np.inf)
    points = shapely.points(houses.centre)
    tree = shapely.STRtree([shapely.LineString(way.line) for way in ways])
    nearest = tree.nearest(points)
    return [ways[i].names for i in nearest.tolist()], shapely.distance(points, tree.geometries[nearest])


def _outlines(ground: Ground) -> tuple[list[Floats], list[str]]:
    """Return the outer rings of all buildings in local metres, and what kinds they are."""
    areas = [area for area in ground.osm.areas if area.tags.get("building", "no") != "no"]
    if not areas:
        return [], []
    rings = [area.rings[0] for area in areas]
    both = np.concatenate(rings)
    xy = ground.plane.to_xy(both[:, 0], both[:, 1])
    kinds = [area.tags["building"] for area in areas]
    return np.split(xy, np.cumsum([len(ring) for ring in rings])[:-1]), kinds


def _numbers(ground: Ground) -> dict[tuple[str, str], list[HouseOnMap]]:
    found: dict[tuple[str, str], list[HouseOnMap]] = {}
    addresses = sorted(ground.osm.addresses, key=lambda address: not address.on_node)
    if not addresses:
        return found
    xy = ground.plane.to_xy([a.lat for a in addresses], [a.lon for a in addresses]).tolist()
    for address, (x, y) in zip(addresses, xy, strict=True):
        house = HouseOnMap(
            fold_flat(address.unit),
            tidy_postcode(address.postcode),
            (x, y),
            address.on_node,
        )
        for number in _distinct((fold_number(address.number), fold(address.name))):
            found.setdefault((fold_accented(address.street), number), []).append(house)
    return found


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))
