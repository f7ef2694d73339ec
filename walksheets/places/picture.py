"""The map as it is drawn: which ways and areas, in local metres. Pure; colours and pens are the drawer's."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from walksheets.places.model import Floats, MapArea, MapLine, MapPicture
from walksheets.places.osm_extract import PARKS
from walksheets.places.osm_map import OsmArea, OsmMap, OsmWay
from walksheets.places.projection import LocalPlane

_RAILWAYS = frozenset(
    {"rail", "light_rail", "tram", "subway", "narrow_gauge", "preserved", "funicular", "monorail"}
)
_STREAMS = frozenset({"river", "stream", "canal", "ditch", "drain"})
_NOT_DRAWN = frozenset(
    {"proposed", "construction", "abandoned", "platform", "raceway", "corridor", "elevator"}
)


def draw_map(osm: OsmMap, plane: LocalPlane) -> MapPicture:
    """Return what is drawn of a map, each thing once."""
    roads = _lines((way for way in osm.roads if way.tags["highway"] not in _NOT_DRAWN), "highway", plane)
    railways = (way for way in osm.railways if way.tags["railway"] in _RAILWAYS and "tunnel" not in way.tags)
    streams = (way for way in osm.streams if way.tags["waterway"] in _STREAMS and "tunnel" not in way.tags)
    areas: dict[str, list[MapArea]] = {"building": [], "water": [], "park": []}
    rings = _rings_xy(osm.areas, plane)
    for area, own in zip(osm.areas, rings, strict=True):
        for shelf, kind in _kinds(area.tags):
            areas[shelf].append(MapArea(area.tags.get("name", ""), kind, own))
    return MapPicture(
        plane,
        roads=roads,
        railways=_lines(railways, "railway", plane),
        streams=_lines(streams, "waterway", plane),
        water=tuple(areas["water"]),
        parks=tuple(areas["park"]),
        buildings=tuple(areas["building"]),
        bounds=_bounds(roads),
    )


def _kinds(tags: dict[str, str]) -> Iterable[tuple[str, str]]:
    if "building" in tags and tags["building"] != "no":
        return [("building", tags["building"])]
    if tags.get("natural") == "water" or tags.get("waterway") in ("riverbank", "dock"):
        return [("water", tags.get("water", "water"))]
    return [("park", tags[key]) for key in ("leisure", "landuse", "natural") if tags.get(key) in PARKS][:1]


def _lines(ways: Iterable[OsmWay], key: str, plane: LocalPlane) -> tuple[MapLine, ...]:
    those = list(ways)
    if not those:
        return ()
    lat, lon = (np.concatenate([getattr(way, axis) for way in those]) for axis in ("lat", "lon"))
    xy = plane.to_xy(lat, lon)
    cuts = np.cumsum([0, *(len(way.lat) for way in those)]).tolist()
    return tuple(
        MapLine(way.name, way.tags[key], xy[a:b]) for way, (a, b) in zip(those, pairwise(cuts), strict=True)
    )


def _rings_xy(areas: Iterable[OsmArea], plane: LocalPlane) -> list[tuple[Floats, ...]]:
    """Project the rings of all areas at once."""
    rings = [ring for area in areas for ring in area.rings]
    if not rings:
        return []
    both = np.concatenate(rings)
    xy = plane.to_xy(both[:, 0], both[:, 1])
    cuts = np.cumsum([0, *(len(ring) for ring in rings)]).tolist()
    pieces = iter([xy[a:b] for a, b in pairwise(cuts)])
    return [tuple(next(pieces) for _ in area.rings) for area in areas]


def _bounds(roads: tuple[MapLine, ...]) -> tuple[float, float, float, float] | None:
    if not roads:
        return None
    xy = np.concatenate([road.xy for road in roads])
    (left, bottom), (right, top) = xy.min(axis=0), xy.max(axis=0)
    return float(left), float(bottom), float(right), float(top)
