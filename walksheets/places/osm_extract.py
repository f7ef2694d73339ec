"""OpenStreetMap extracts as files: recognising one, and keeping of it what the program uses.

What is kept is itself a small .osm.pbf, as a row of map_extract. Knows tags only as far as
"used or not"; what they mean stands in `osm_map` and `walking`.
"""

import bz2
import gzip
import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import osmium
from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.progress import Progress, silent
from walksheets.store import Writer, schema

_LARGEST_MB = {"pbf": 150, "osm": 1500, "osm.gz": 150, "osm.bz2": 120}
_DRAWN_IDS = 1 << 42
_REPORT_EVERY = 20_000  # objects
_USED = (
    "highway",
    "addr:housenumber",
    "addr:housename",
    "building",
    "railway",
    "waterway",
    "natural",
    "leisure",
    "landuse",
)
_NODE_KEYS = ("addr:housenumber", "addr:housename")
PARKS = frozenset({
    "park", "garden", "pitch", "playground", "recreation_ground", "grass", "cemetery", "forest", "meadow", "village_green",
    "allotments", "golf_course", "common", "nature_reserve", "wood", "heath", "scrub", "grassland", "greenfield", "farmland",
})  # fmt: skip


@dataclass(frozen=True)
class Extract:
    """The kept part of one OpenStreetMap file: a .osm.pbf in memory, named by its source's SHA-256."""

    sha256: str
    data: bytes = field(compare=False, repr=False)


def map_format(path: Path) -> str | None:
    """Return "pbf", "osm", "osm.gz" or "osm.bz2" for an OpenStreetMap file, by its content; None for any other."""
    with path.open("rb") as file:
        start = file.read(512)
    if b"OSMHeader" in start[:32]:
        return "pbf"
    if b"<osm" in start or b"<osmChange" in start:
        return "osm"
    if start[:2] == b"\x1f\x8b":
        return "osm.gz" if _begins_as_osm(path, "gz") else None
    if start[:3] == b"BZh":
        return "osm.bz2" if _begins_as_osm(path, "bz2") else None
    return None


def take_in_map(writer: Writer, path: Path, progress: Progress = silent) -> dict[str, int]:
    """Keep an extract's roads, addresses, buildings, water and parks; return counts of new, same and replaced maps.

    The same content changes nothing. An extract that covers an older one takes its place; any other
    is kept beside it. Raises UsersMistake for a file that is no map, is damaged, has no road in it
    or is far larger than a ward.
    """
    sha256 = _sha256(path)
    table = schema.map_extract
    old = writer.connection.execute(select(table.c.id, table.c.sha256, table.c.data)).all()
    if any(row.sha256 == sha256 for row in old):
        return {"new": 0, "same": 1, "replaced": 0}
    data = keep_used(path, progress)
    if any(bytes(row.data) == data for row in old):
        return {"new": 0, "same": 1, "replaced": 0}
    covered = [row.id for row in old if _covers(_bounds(data), _bounds(row.data))]
    writer.delete(table, covered)
    writer.insert(table, [{"file_name": path.name, "sha256": sha256, "data": data}])
    return {"new": 1, "same": 0, "replaced": len(covered)}


def read_extracts(connection: Connection) -> tuple[Extract, ...]:
    """Return the campaign's extracts in the order they came."""
    table = schema.map_extract
    query = select(table.c.sha256, table.c.data).order_by(table.c.id)
    return tuple(Extract(row.sha256, bytes(row.data)) for row in connection.execute(query))


def keep_used(path: Path, progress: Progress = silent) -> bytes:
    """Return what the program uses of an OpenStreetMap file, as the bytes of a .osm.pbf."""
    kind = map_format(path)
    if kind is None:
        raise UsersMistake(
            f"{path.name} is no OpenStreetMap extract, so nothing was changed; get one as .osm or .osm.pbf."
        )
    if path.stat().st_size > _LARGEST_MB[kind] * 1_000_000:
        raise UsersMistake(
            f"{path.name} holds far more than a ward, so nothing was changed; cut the extract to your ward and its "
            "surroundings first."
        )
    name = path.name
    with tempfile.TemporaryDirectory() as folder:
        kept, numbered = Path(folder) / "kept.osm.pbf", Path(folder) / "numbered.osm.pbf"
        try:
            if kind == "osm" and _has_negative_ids(path):
                _renumber(path, numbered)
                path, kind = numbered, "pbf"
            roads = _write_used(path, kind, kept, progress)
            for _ in osmium.FileProcessor(str(kept)).with_areas():  # what is kept must be readable for ever
                pass
        except RuntimeError as error:  # osmium's word for a damaged file
            raise UsersMistake(
                f"{name} is damaged or not whole, so nothing was changed; download it again."
            ) from error
        if not roads:
            raise UsersMistake(
                f"There is no road in {name}, so nothing was changed; get an extract with streets."
            )
        return kept.read_bytes()


def _write_used(path: Path, kind: str, kept: Path, progress: Progress) -> int:
    """Write used objects with the nodes and ways they stand on; return how many roads there were."""
    source = osmium.io.File(str(path), kind)
    used = cast(Iterable[Any], osmium.FileProcessor(source).with_filter(osmium.filter.KeyFilter(*_USED)))
    roads = done = 0
    seen: set[tuple[str, int]] = set()  # two extracts glued together hold their border twice
    with osmium.BackReferenceWriter(str(kept), ref_src=source, overwrite=True, remove_tags=True) as out:
        for thing in used:
            done += 1
            if done % _REPORT_EVERY == 0:
                progress(1 - 1 / (1 + done / 500_000), "Reading the map")
            key = (thing.type_str(), thing.id)
            if key not in seen and _is_used(thing):
                seen.add(key)
                roads += thing.is_way() and "highway" in thing.tags
                out.add(thing)
        progress(0.9, "Keeping the map")
    return roads


def _has_negative_ids(path: Path) -> bool:
    """Tell a map drawn in an editor and never uploaded: what is new there has ids below zero."""
    with path.open("rb") as file:
        return any(b' id="-' in line or b" id='-" in line for line in file)


def _renumber(path: Path, renumbered: Path) -> None:
    """Copy a map with its negative ids made positive, far above all that OpenStreetMap has given."""

    def positive(number: int) -> int:
        return number if number >= 0 else _DRAWN_IDS - number

    with osmium.SimpleWriter(str(renumbered), overwrite=True) as out:
        for thing in cast(Iterable[Any], osmium.FileProcessor(osmium.io.File(str(path), "osm"))):
            own = positive(thing.id)
            if thing.is_way():
                out.add_way(thing.replace(id=own, nodes=[positive(node.ref) for node in thing.nodes]))
            elif thing.is_node():
                out.add_node(thing.replace(id=own))
            elif thing.is_relation():
                members = [(each.type, positive(each.ref), each.role) for each in thing.members]
                out.add_relation(thing.replace(id=own, members=members))


def _is_used(thing: Any) -> bool:
    tags = thing.tags
    if thing.is_node():
        return any(key in tags for key in _NODE_KEYS)
    if "highway" in tags or "building" in tags or "addr:housenumber" in tags or "waterway" in tags:
        return bool(thing.is_way()) or "building" in tags or "addr:housenumber" in tags
    if "railway" in tags:
        return bool(thing.is_way())
    return tags.get("natural") == "water" or any(
        tags.get(key) in PARKS for key in ("leisure", "landuse", "natural")
    )


def _begins_as_osm(path: Path, kind: str) -> bool:
    try:
        with gzip.open(path) if kind == "gz" else bz2.open(path) as file:
            return b"<osm" in file.read(512)
    except (OSError, EOFError):
        return False


def _bounds(data: bytes) -> tuple[float, float, float, float]:
    """Return least longitude and latitude, greatest longitude and latitude of all nodes."""
    nodes = cast(Iterable[Any], osmium.FileProcessor(osmium.io.FileBuffer(data, "pbf"), osmium.osm.NODE))
    places = [(node.lon, node.lat) for node in nodes if node.location.valid()]
    lons, lats = zip(*places, strict=True) if places else ((0.0,), (0.0,))
    return min(lons), min(lats), max(lons), max(lats)


def _covers(new: tuple[float, float, float, float], old: tuple[float, float, float, float]) -> bool:
    return new[0] <= old[0] and new[1] <= old[1] and new[2] >= old[2] and new[3] >= old[3]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
