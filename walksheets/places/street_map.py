"""The streets of the map by name: their lines, the buildings along them, the house numbers mapped.

Everything in local metres, read once for a map. Guesses nothing.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from walksheets.places.frontage import Houses, measure_houses
from walksheets.places.geometry import Floats
from walksheets.places.ground import Ground
from walksheets.places.osm_map import OsmArea, OsmWay
from walksheets.places.projection import LocalPlane
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
    lines = [ground.plane.to_xy(way.lat, way.lon) for way in ways]
    by_name: dict[str, list[Floats]] = {}
    for way, line in zip(ways, lines, strict=True):
        for key in dict.fromkeys(_names(way)):
            by_name.setdefault(key, []).append(line)
    without_accents: dict[str, list[str]] = {}
    for key in by_name:
        without_accents.setdefault(fold(key), []).append(key)
    return StreetMap(by_name, _houses(ground, ways, lines), _numbers(ground), without_accents)


def _names(way: OsmWay) -> Iterator[str]:
    """Give every name a way goes by, folded: "Stryd Fawr / High Street" has three."""
    for name in (way.name, *(way.tags[key] for key in _OTHER_NAMES if key in way.tags)):
        yield from filter(None, map(fold_accented, (name, *re.split(r"\s+[/–-]\s+|;", name))))


def _houses(ground: Ground, ways: list[OsmWay], lines: list[Floats]) -> dict[str, Houses]:
    """Give each building to the named road nearest to its middle, and to a named path that is nearer still."""
    areas = [area for area in ground.osm.areas if area.tags.get("building", "no") != "no"]
    if not areas or not ways:
        return {}
    houses = measure_houses(_outlines(areas, ground.plane), [area.tags["building"] for area in areas])
    members: dict[str, list[int]] = {}
    road, road_m = _nearest_way(houses, [w.tags["highway"] not in _PATHS for w in ways], lines)
    path, path_m = _nearest_way(houses, [w.tags["highway"] in _PATHS for w in ways], lines)
    for house in range(len(houses)):
        own = [road[house]] if road[house] >= 0 else []
        own += [path[house]] if path_m[house] < road_m[house] else []
        for key in dict.fromkeys(key for way in own for key in _names(ways[way])):
            members.setdefault(key, []).append(house)
    return {key: houses.take(np.array(chosen)) for key, chosen in members.items()}


def _nearest_way(houses: Houses, chosen: list[bool], lines: list[Floats]) -> tuple[list[int], Floats]:
    """Return each building's nearest way of those chosen and how far it is; -1 and infinity for none."""
    some = np.flatnonzero(chosen)
    if not len(some):
        return [-1] * len(houses), np.full(len(houses), np.inf)
    points = shapely.points(houses.centre)
    tree = shapely.STRtree([shapely.LineString(lines[i]) for i in some.tolist()])
    nearest = tree.nearest(points)
    return some[nearest].tolist(), shapely.distance(points, tree.geometries[nearest])


def _outlines(areas: list[OsmArea], plane: LocalPlane) -> list[Floats]:
    rings = [area.rings[0] for area in areas]
    both = np.concatenate(rings)
    xy = plane.to_xy(both[:, 0], both[:, 1])
    return np.split(xy, np.cumsum([len(ring) for ring in rings])[:-1])


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
