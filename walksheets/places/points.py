"""Postcodes and UPRNs with their positions: taking in a town's file or the whole country's.

Of a national file only the surroundings of the campaign are kept. Rows come as dicts of text with
lat and lon, or easting and northing; files and headers are the importers' matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, func, select

from walksheets.places import words
from walksheets.places.osm_extract import read_extracts
from walksheets.places.osm_map import read_map
from walksheets.places.projection import Floats, from_grid
from walksheets.progress import Progress, silent
from walksheets.store import Writer, schema

KEPT_BLINDLY = 200_000
"""Rows kept of a file while nothing tells where the campaign is: more than any town has."""

_MARGIN_KM = 3.0
_CHUNK = 20_000
_A_METRE = 1e-5  # in degrees of latitude
_DIGITS = 7

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the campaign is, as far as that is known."""

    boxes: tuple[tuple[float, float, float, float], ...]
    """South, west, north, east, each with its margin."""
    named: frozenset[str] = field(default_factory=frozenset)
    """Postcodes or UPRNs that doors bear: kept wherever they are."""
    outward: frozenset[str] = field(default_factory=frozenset)
    """The first halves of the doors' postcodes ("M14")."""

    @property
    def known(self) -> bool:
        """Tell whether anything at all says where the campaign is."""
        return bool(self.boxes or self.named)

    def inside(self, at: Floats) -> Any:
        """Return (N,) whether each (N, 2) latitude and longitude lies in a box."""
        within = np.zeros(len(at), dtype=bool)
        for south, west, north, east in self.boxes:
            within |= (at[:, 0] >= south) & (at[:, 0] <= north) & (at[:, 1] >= west) & (at[:, 1] <= east)
        return within


def take_in_postcodes(writer: Writer, rows: Iterable[Row], progress: Progress = silent) -> dict[str, int]:
    """Keep postcodes with their middles; return counts of new, changed, same, left out and not understood.

    "Left out" are those far from the campaign. A row without a position (Code-Point's quality 90, a
    postcode of Northern Ireland in a file in British grid) is not understood.
    """
    around = _surroundings(writer.connection, schema.door.c.postcode)
    return _take_in(writer, schema.postcode, "postcode", words.postcode, rows, around, progress)


def take_in_uprns(writer: Writer, rows: Iterable[Row], progress: Progress = silent) -> dict[str, int]:
    """Keep UPRNs with their positions; counts as in `take_in_postcodes`."""
    around = _surroundings(writer.connection, schema.door.c.uprn)
    return _take_in(writer, schema.uprn_point, "uprn", words.uprn, rows, around, progress)


def _take_in(
    writer: Writer,
    table: Table,
    column: str,
    tidy: Callable[[str], str],
    rows: Iterable[Row],
    around: Surroundings,
    progress: Progress,
) -> dict[str, int]:
    counts = dict.fromkeys(("new", "changed", "same", "left out", "not understood"), 0)
    there = {
        row[1]: row
        for row in writer.connection.execute(select(table.c.id, table.c[column], table.c.lat, table.c.lon))
    }
    kept: dict[str, tuple[float, float]] = {}
    for done, names, at in _located(rows, column, tidy, counts):
        progress(1 - 1 / (1 + done / 1_000_000), f"Reading positions: {done:,}")
        inside = around.inside(at) if around.known else np.ones(len(names), dtype=bool)
        for name, near, place in zip(names, inside.tolist(), at.tolist(), strict=True):
            if _is_kept(name, near, around, len(kept)):
                kept.setdefault(name, (round(place[0], _DIGITS), round(place[1], _DIGITS)))
            else:
                counts["left out"] += 1
    new = [{column: name, "lat": lat, "lon": lon} for name, (lat, lon) in kept.items() if name not in there]
    moved = [
        {"id": there[name][0], "lat": lat, "lon": lon}
        for name, (lat, lon) in kept.items()
        if name in there and not _same_place((there[name][2], there[name][3]), (lat, lon))
    ]
    writer.insert(table, new)
    writer.update(table, moved)
    counts.update({"new": len(new), "changed": len(moved), "same": len(kept) - len(new) - len(moved)})
    return counts


def _same_place(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell places about a metre apart at most: two files of the same points round differently."""
    return all(abs(a - b) < _A_METRE for a, b in zip(one, other, strict=True))


def _is_kept(name: str, near: bool, around: Surroundings, so_far: int) -> bool:
    if not around.known:
        return so_far < KEPT_BLINDLY
    return near or name in around.named or name.partition(" ")[0] in around.outward


def _located(
    rows: Iterable[Row], column: str, tidy: Callable[[str], str], counts: dict[str, int]
) -> Iterator[tuple[int, list[str], Floats]]:
    """Give rows in chunks as names and (N, 2) latitude and longitude; count those without either."""
    done = 0
    for chunk in _chunks(rows):
        done += len(chunk)
        names = [tidy(str(row.get(column) or "")) for row in chunk]
        at = locate(chunk)
        good = np.array([bool(name) for name in names]) & ~np.isnan(at[:, 0])
        counts["not understood"] += int((~good).sum())
        yield done, [name for name, ok in zip(names, good.tolist(), strict=True) if ok], at[good]


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def locate(rows: list[Row]) -> Floats:
    """Return (N, 2) latitude and longitude of rows by their lat and lon, else easting and northing; NaN for neither.

    ONSPD writes 99.999999 for a postcode nobody knows the place of, Code-Point 0, 0.
    """
    at = np.stack([_numbers(rows, "lat"), _numbers(rows, "lon")], axis=1)
    at[(np.abs(at[:, 0]) > 90) | (np.abs(at[:, 1]) > 180) | (at == 0).all(axis=1)] = np.nan
    at[np.isnan(at).any(axis=1) | (at[:, 0] > 99)] = np.nan
    missing = np.isnan(at[:, 0])
    if missing.any():
        east, north = _numbers(rows, "easting")[missing], _numbers(rows, "northing")[missing]
        on_grid = (east > 0) & (east < 800_000) & (north > 0) & (north < 1_400_000)
        found = np.full((int(missing.sum()), 2), np.nan)
        if on_grid.any():
            found[on_grid] = from_grid(east[on_grid], north[on_grid])
        at[missing] = found
    return at


def _numbers(rows: list[Row], column: str) -> Floats:
    try:
        return np.array([row.get(column) or np.nan for row in rows], dtype=float)
    except ValueError:
        return np.array([_number(row.get(column)) for row in rows])


def _number(text: Any) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        return float("nan")


def _surroundings(connection: Connection, names: Any) -> Surroundings:
    """Return where the campaign is: round its map and its doors, else round its postcodes."""
    boxes = [box for box in (_map_box(connection), _box(connection, schema.door)) if box]
    if not boxes:
        boxes = [box for box in (_box(connection, schema.postcode),) if box]
    postcodes = set(connection.execute(select(schema.door.c.postcode).distinct()).scalars())
    named = {name for name in connection.execute(select(names).distinct()).scalars() if name}
    outward = {code.partition(" ")[0] for code in postcodes if " " in code} if not boxes else set()
    return Surroundings(tuple(map(_widened, boxes)), frozenset(named), frozenset(outward))


def _map_box(connection: Connection) -> tuple[float, float, float, float] | None:
    roads = read_map(read_extracts(connection)).roads
    if not roads:
        return None
    lat, lon = (np.concatenate([getattr(way, axis) for way in roads]) for axis in ("lat", "lon"))
    return float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max())


def _box(connection: Connection, table: Table) -> tuple[float, float, float, float] | None:
    lat, lon = table.c.lat, table.c.lon
    row = connection.execute(select(func.min(lat), func.min(lon), func.max(lat), func.max(lon))).one()
    return None if row[0] is None else (row[0], row[1], row[2], row[3])


def _widened(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    south, west, north, east = box
    dlat = _MARGIN_KM / 111.0
    dlon = dlat / max(np.cos(np.radians((south + north) / 2)), 0.1)
    return south - dlat, west - dlon, north + dlat, east + dlon
