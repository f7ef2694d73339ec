"""Rounds for maps and telephones: GeoJSON (RFC 7946) and GPX 1.1, doors and ways, nobody's name.

Pure but for the file that is written whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from walksheets.rounds import Round, RoundDoor

LatLon = tuple[float, float]

_GPX = "http://www.topografix.com/GPX/1/1"


@dataclass(frozen=True, slots=True)
class Track:
    """A round with its doors and the way past them, as (lat, lon) in WGS84 degrees."""

    each: Round
    doors: Sequence[RoundDoor]
    way: Sequence[LatLon]


def write_geojson(path: Path, tracks: Sequence[Track]) -> int:
    """Write a FeatureCollection: each round a line, each of its doors a point; return how many features."""
    features = [feature for track in tracks for feature in _features(track)]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=None), encoding="utf-8")
    return len(features)


def _features(track: Track) -> list[dict[str, Any]]:
    each = track.each
    about = {
        "kind": "round",
        "plan": each.plan,
        "round": each.number,
        "name": each.name,
        "doors": each.doors,
        "electors": each.electors,
        "minutes": round(each.minutes, 2),
        "walk_m": round(each.walk_m, 1),
    }
    return [_feature(_line(track.way), about), *(_door_feature(each, row) for row in track.doors)]


def _door_feature(each: Round, row: RoundDoor) -> dict[str, Any]:
    door = row.door
    about = {
        "kind": "door",
        "plan": each.plan,
        "round": each.number,
        "position": row.position,
        "door": door.id,
        "uprn": door.uprn,
        "flat": door.flat,
        "number": door.number,
        "street": door.street,
        "postcode": door.postcode,
        "district": door.district,
        "placed_by": door.placed_by,
        "electors": door.electors,
        "walk_m": round(row.walk_m, 1),
        "minutes": round(row.minutes, 2),
    }
    return _feature(_point(door.lat, door.lon), about)


def _feature(geometry: dict[str, Any] | None, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": dict(properties)}


def _line(way: Sequence[LatLon]) -> dict[str, Any] | None:
    """A way that does not move is a point; one that is nowhere has no geometry (RFC 7946, 3.2)."""
    if not way:
        return None
    if len(way) == 1:
        return _point(*way[0])
    return {"type": "LineString", "coordinates": [_lon_lat(*place) for place in way]}


def _point(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    if lat is None or lon is None:
        return None
    return {"type": "Point", "coordinates": _lon_lat(lat, lon)}


def _lon_lat(lat: float, lon: float) -> list[float]:
    return [round(lon, 7), round(lat, 7)]


def write_gpx(path: Path, tracks: Sequence[Track], name: str, made_at: str) -> int:
    """Write each door as a waypoint and each round as a track; return how many tracks.

    The order of elements is the schema's: metadata, all waypoints, all tracks.
    """
    root = ElementTree.Element("gpx", {"version": "1.1", "creator": "Walksheets", "xmlns": _GPX})
    metadata = ElementTree.SubElement(root, "metadata")
    _text(metadata, "name", name)
    if made_at:
        _text(metadata, "time", made_at)
    for track in tracks:
        for row in track.doors:
            if row.door.lat is not None and row.door.lon is not None:
                point = _place(root, "wpt", row.door.lat, row.door.lon)
                _text(point, "name", f"{row.round_number}.{row.position} {row.door.label}")
                _text(point, "desc", row.door.address)
    walked = [track for track in tracks if track.way]
    for track in walked:
        element = ElementTree.SubElement(root, "trk")
        _text(element, "name", f"Round {track.each.number} {track.each.name}".strip())
        _text(element, "desc", f"{track.each.doors} doors, {track.each.minutes:.0f} minutes")
        segment = ElementTree.SubElement(element, "trkseg")
        for lat, lon in track.way:
            _place(segment, "trkpt", lat, lon)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return len(walked)


def _place(parent: ElementTree.Element, tag: str, lat: float, lon: float) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, {"lat": f"{lat:.7f}", "lon": f"{lon:.7f}"})


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    """Add an element of text; control characters are not allowed in XML and go."""
    allowed = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    ElementTree.SubElement(parent, tag).text = allowed
