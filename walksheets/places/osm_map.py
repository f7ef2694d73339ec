"""The campaign's map as OpenStreetMap has it: ways, addresses and areas, read from the kept extracts.

Positions are WGS84 degrees. Two extracts are one map. Decides nothing about walking or drawing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import numpy as np
import osmium
from numpy.typing import NDArray

from walksheets.places.osm_extract import Extract

Floats = NDArray[np.float64]

_AREA_KEYS = ("building", "natural", "leisure", "landuse", "waterway", "addr:housenumber", "addr:housename")


@dataclass(frozen=True, slots=True, eq=False)
class OsmWay:
    """A road, railway or stream: its tags, and the nodes it runs through."""

    id: int
    tags: dict[str, str]
    nodes: NDArray[np.int64]
    lat: Floats
    lon: Floats

    @property
    def name(self) -> str:
        """Return the way's name, or nothing."""
        return self.tags.get("name", "")


@dataclass(frozen=True, slots=True, eq=False)
class OsmArea:
    """A building, park or sheet of water: outer and inner rings of (k, 2) latitude and longitude."""

    tags: dict[str, str]
    rings: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class OsmAddress:
    """A house number (or name) on a street, as mapped. `sure` is lower for a building than for a door."""

    number: str
    name: str
    unit: str
    street: str
    postcode: str
    lat: float
    lon: float
    on_node: bool


@dataclass(frozen=True, slots=True, eq=False)
class OsmMap:
    """Everything of the campaign's map."""

    roads: tuple[OsmWay, ...] = ()
    railways: tuple[OsmWay, ...] = ()
    streams: tuple[OsmWay, ...] = ()
    areas: tuple[OsmArea, ...] = ()
    addresses: tuple[OsmAddress, ...] = ()

    def middle(self) -> tuple[float, float] | None:
        """Return the latitude and longitude half the roads lie on either side of; None without a road."""
        if not self.roads:
            return None
        lat = np.concatenate([way.lat for way in self.roads])
        lon = np.concatenate([way.lon for way in self.roads])
        return round(float(np.median(lat)), 4), round(float(np.median(lon)), 4)


@dataclass(slots=True)
class _Found:
    """What the extracts hold, by OpenStreetMap's own id: two extracts often share a border."""

    roads: dict[int, OsmWay] = field(default_factory=dict)
    railways: dict[int, OsmWay] = field(default_factory=dict)
    streams: dict[int, OsmWay] = field(default_factory=dict)
    areas: dict[int, OsmArea] = field(default_factory=dict)
    addresses: dict[tuple[str, int], list[OsmAddress]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def read_map(extracts: tuple[Extract, ...]) -> OsmMap:
    """Return the map that the extracts make together; of a way that both hold, the longer one."""
    found = _Found()
    for extract in extracts:
        for thing in _things(extract.data):
            _take(thing, found)
    every = [address for several in found.addresses.values() for address in several]
    return OsmMap(
        tuple(found.roads.values()),
        tuple(found.railways.values()),
        tuple(found.streams.values()),
        tuple(found.areas.values()),
        tuple(every),
    )


def _things(data: bytes) -> Iterator[Any]:
    processor = osmium.FileProcessor(osmium.io.FileBuffer(data, "pbf"))
    tagged = processor.with_areas(osmium.filter.KeyFilter(*_AREA_KEYS)).with_filter(
        osmium.filter.EmptyTagFilter()
    )
    return iter(cast(Iterable[Any], tagged))


def _take(thing: Any, found: _Found) -> None:
    tags = dict(thing.tags)
    if thing.is_node():
        if thing.location.valid():
            _take_address(("n", thing.id), tags, thing.location.lat, thing.location.lon, True, found)
    elif thing.is_way():
        for key, shelf in (
            ("highway", found.roads),
            ("railway", found.railways),
            ("waterway", found.streams),
        ):
            if key in tags:
                _take_way(thing, tags, shelf)
    elif thing.is_area():
        rings = tuple(_rings(thing))
        if rings and not {"highway", "railway"} & tags.keys():
            found.areas[thing.id] = OsmArea(tags, rings)
            lat, lon = _middle(rings[0])
            _take_address(("a", thing.id), tags, lat, lon, False, found)


def _take_way(way: Any, tags: dict[str, str], shelf: dict[int, OsmWay]) -> None:
    nodes = [(node.ref, node.lat, node.lon) for node in way.nodes if node.location.valid()]
    known = shelf.get(way.id)
    if len(nodes) < 2 or (known is not None and len(known.nodes) > len(nodes)):
        return
    refs, lats, lons = zip(*nodes, strict=True)
    shelf[way.id] = OsmWay(way.id, tags, np.array(refs, dtype=np.int64), np.array(lats), np.array(lons))


def _rings(area: Any) -> Iterator[Floats]:
    for outer in area.outer_rings():
        yield np.array([(node.lat, node.lon) for node in outer])
        for inner in area.inner_rings(outer):
            yield np.array([(node.lat, node.lon) for node in inner])


def _middle(ring: Floats) -> tuple[float, float]:
    """Return the centre of area of a ring (small: taken as flat)."""
    lat, lon = (ring - ring[0]).T
    cross = lat[:-1] * lon[1:] - lat[1:] * lon[:-1]
    if abs(cross.sum()) < 1e-16:
        mean = ring[:-1].mean(axis=0)
        return float(mean[0]), float(mean[1])
    shift = np.array([((a[:-1] + a[1:]) * cross).sum() for a in (lat, lon)]) / (3 * cross.sum())
    return float(ring[0, 0] + shift[0]), float(ring[0, 1] + shift[1])


def _take_address(
    key: tuple[str, int], tags: dict[str, str], lat: float, lon: float, on_node: bool, found: _Found
) -> None:
    name = tags.get("addr:housename", "")
    numbers = house_numbers(tags.get("addr:housenumber", "")) or ([""] if name else [])
    street = tags.get("addr:street") or tags.get("addr:place") or tags.get("addr:parentstreet", "")
    if not numbers or not street:
        return
    found.addresses[key] = [
        OsmAddress(
            number, name, tags.get("addr:unit", ""), street, tags.get("addr:postcode", ""), lat, lon, on_node
        )
        for number in numbers
    ]


def house_numbers(tag: str) -> list[str]:
    """Return the numbers an addr:housenumber stands for: "12;14" two, "12-16" itself and its evens."""
    numbers: list[str] = []
    for piece in re.split(r"[;,]", tag):
        number = re.sub(r"\s+", "", piece)
        if number:
            numbers.append(number)
            numbers += [str(n) for n in number_range(number)]
    return list(dict.fromkeys(numbers))


def number_range(number: str) -> range:
    """Return the house numbers from-to of "12-16" (12, 14, 16); an empty range for any other number."""
    found = re.fullmatch(r"(\d{1,4})[A-Za-z]?[-–](\d{1,4})[A-Za-z]?", number)
    if not found:
        return range(0)
    low, high = int(found[1]), int(found[2])
    step = 2 if (high - low) % 2 == 0 else 1
    return range(low, high + 1, step) if 0 <= high - low <= 40 else range(0)
