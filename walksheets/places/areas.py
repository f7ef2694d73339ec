"""Wards and polling districts: taking in boundaries, and naming the one each door lies in.

GeoJSON in WGS84, British National Grid or web Mercator, with or without a crs member: which one is
plain from the size of its numbers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.places.projection import Floats, from_grid, from_web_mercator
from walksheets.store import Writer, schema

_WARD_NAME = re.compile(r"(wd\d\dnm|wd\d\dnme|ward_?name|ward|wardname|ward_nm)", re.IGNORECASE)
_WARD_CODE = re.compile(r"(wd\d\dcd|ward_?code|ward_?cd)", re.IGNORECASE)
_DISTRICT = re.compile(
    r"(pd|pd_?code|pd_?ref|pd_?id|pd_?name|pd_?no|polling_?di\w*|polldist\w*|poll_?dist\w*|district_?ref|district_?code|district)",
    re.IGNORECASE,
)
_ANY_NAME = ("name", "NAME", "Name", "title", "label")
_ANY_CODE = ("code", "CODE", "Code", "id", "gss", "GSS_CODE", "ref")
_DISTRICT_CODE = re.compile(r"[A-Z]{1,4}[0-9]{0,3}[A-Z]?(/[0-9A-Z]+)?")
_DIGITS = 7


def take_in_boundaries(
    writer: Writer, features: Mapping[str, Any] | Iterable[Mapping[str, Any]], kind: str | None = None
) -> dict[str, int]:
    """Keep ward and polling-district outlines; return counts of new, changed and same.

    `features` is a GeoJSON FeatureCollection or its features; `kind` ("ward" or "district") overrides
    what the properties say. Raises UsersMistake when no feature is an area or the coordinates are on
    no known grid.
    """
    rows = boundary_rows(features, kind)
    table = schema.boundary
    there = {
        (r["kind"], r["code"] or r["name"]): r for r in writer.connection.execute(select(table)).mappings()
    }
    new, known = [], []
    for row in rows:
        old = there.get((row["kind"], row["code"] or row["name"]))
        if old is None:
            new.append(row)
        else:
            known.append({"id": old["id"], **row})
    writer.insert(table, new)
    changed = writer.update(table, known)
    return {"new": len(new), "changed": changed, "same": len(known) - changed}


def boundary_rows(
    features: Mapping[str, Any] | Iterable[Mapping[str, Any]], kind: str | None = None
) -> list[dict[str, Any]]:
    """Return boundaries as rows of the store, their geometries in WGS84, one row an area."""
    those = features.get("features", [features]) if isinstance(features, Mapping) else features
    areas = [f for f in those if (f.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")]
    if not areas:
        raise UsersMistake(
            "There is no area in that boundary file, so nothing was changed; it should hold polygons with a name each."
        )
    kind = kind or _kind([f.get("properties") or {} for f in areas])
    rows: dict[str, dict[str, Any]] = {}
    for n, feature in enumerate(areas, start=1):
        code, name = _labels(feature.get("properties") or {}, kind)
        name = name or code or f"Area {n}"
        geometry = shape(feature["geometry"])
        row = rows.get(code or name)
        if row is not None:  # an area in several features
            geometry = shapely.union(shape(row["geometry"]), geometry)
        rows[code or name] = {"kind": kind, "code": code, "name": name, "geometry": mapping(geometry)}
    for row in rows.values():
        row["geometry"] = _plain(mapping(_in_degrees(shape(row["geometry"]))))
    return list(rows.values())


def _kind(properties: Sequence[Mapping[str, Any]]) -> str:
    """Tell wards from polling districts by the properties' names, else by how the names look."""
    keys = {key for each in properties for key, value in each.items() if value not in (None, "")}
    if any(_DISTRICT.fullmatch(key) for key in keys):
        return "district"
    if any(_WARD_NAME.fullmatch(key) or _WARD_CODE.fullmatch(key) for key in keys):
        return "ward"
    names = [_first(each, _ANY_NAME) or _first(each, _ANY_CODE) for each in properties]
    return "district" if names and all(_DISTRICT_CODE.fullmatch(name) for name in names) else "ward"


def _labels(properties: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """Return an area's code and name."""
    if kind == "district":
        found = [
            str(v).strip() for k, v in properties.items() if _DISTRICT.fullmatch(k) and v not in (None, "")
        ]
        code = (
            min(found, key=len, default="") or _first(properties, _ANY_CODE) or _first(properties, _ANY_NAME)
        )
        name = max(found, key=len, default="") or _first(properties, _ANY_NAME)
        if _DISTRICT_CODE.fullmatch(_first(properties, _ANY_NAME)) and not found:
            code = name
        return code, name or code
    code = next((str(v) for k, v in properties.items() if _WARD_CODE.fullmatch(k) and v), "")
    name = next((str(v).strip() for k, v in properties.items() if _WARD_NAME.fullmatch(k) and v), "")
    return code or _first(properties, _ANY_CODE), name or _first(properties, _ANY_NAME)


def _first(properties: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((str(properties[key]).strip() for key in keys if properties.get(key) not in (None, "")), "")


def _in_degrees(geometry: Any) -> Any:
    """Return a geometry in WGS84, from whichever grid its numbers show it to be on."""
    return shapely.transform(geometry, lambda xy: degrees(xy)[:, ::-1])


def degrees(xy: Floats) -> Floats:
    """Return (N, 2) latitude and longitude of (N, 2) x and y in degrees, British grid or web Mercator."""
    x, y = xy[:, 0], xy[:, 1]
    if (np.abs(x) <= 180).all() and (np.abs(y) <= 90).all():
        return np.stack([y, x], axis=1)
    if ((x >= -100_000) & (x <= 800_000) & (y >= -100_000) & (y <= 1_400_000)).all():
        return from_grid(x, y)
    if (np.abs(x) < 20_037_509).all() and (np.abs(y) < 20_048_967).all():
        return from_web_mercator(x, y)
    raise UsersMistake(
        "The boundaries' coordinates are neither degrees nor British National Grid, so nothing was changed; save the "
        "file in WGS84."
    )


def _plain(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON geometry of lists, rounded, as it comes back from the store."""

    def rounded(value: Any) -> Any:
        if isinstance(value, (tuple, list)):
            return [rounded(each) for each in value]
        return round(float(value), _DIGITS)

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """The campaign's boundaries, ready to be asked which one a place lies in."""

    names: dict[str, list[str]]
    """By kind, the words doors bear: a ward's name, a district's code."""
    shapes: dict[str, list[Any]]

    def name_areas(self, rows: Sequence[Mapping[str, Any]], updates: Sequence[dict[str, Any]]) -> None:
        """Add ward and district to the updates of doors that lie in one and have none of their own."""
        if not any(self.names.values()) or not updates:
            return
        lat = np.array([u["lat"] for u in updates], dtype=float)
        lon = np.array([u["lon"] for u in updates], dtype=float)
        for kind in ("ward", "district"):
            ours = set(self.names[kind])
            for row, update, name in zip(rows, updates, self._which(kind, lat, lon), strict=True):
                if name and (not row[kind] or (kind == "ward" and row[kind] in ours)):
                    update[kind] = name

    def _which(self, kind: str, lat: Floats, lon: Floats) -> list[str]:
        found = [""] * len(lat)
        for name, area in zip(self.names[kind], self.shapes[kind], strict=True):
            shapely.prepare(area)
            for i in np.flatnonzero(shapely.contains_xy(area, lon, lat)).tolist():
                found[i] = found[i] or name
        return found


def read_areas(connection: Connection) -> Areas:
    """Return the campaign's wards and polling districts."""
    areas = Areas({"ward": [], "district": []}, {"ward": [], "district": []})
    for row in connection.execute(select(schema.boundary).order_by(schema.boundary.c.id)).mappings():
        word = row["name"] if row["kind"] == "ward" else row["code"] or row["name"]
        areas.names[row["kind"]].append(word)
        areas.shapes[row["kind"]].append(shape(row["geometry"]))
    return areas
