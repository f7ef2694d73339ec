"""Maps, boundaries, postcodes, UPRNs, address lists and our own list of doors: read and handed to places."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from walksheets.errors import UsersMistake
from walksheets.imports.data_rows import DataRow, text_of
from walksheets.imports.units import Batches, Unit, shares
from walksheets.places import (
    HOUSING,
    Address,
    Addresses,
    take_in_addresses,
    take_in_boundaries,
    take_in_map,
    take_in_postcodes,
    take_in_uprns,
)
from walksheets.progress import Progress, part
from walksheets.register import Problem, RawAddress, raw_address, understood
from walksheets.store import Writer, schema

_NOT_UNDERSTOOD = "not understood"


def take_in_maps(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in map extracts."""
    for unit, share in shares(units, progress):
        batches.begin()
        counts = take_in_map(writer, unit.path, share)
        unit.counts.update(
            {"new": counts["new"], "same": counts["same"], "maps replaced": counts["replaced"]}
        )
        batches.open([unit])


def take_in_outlines(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in boundaries of wards and polling districts."""
    for unit, share in shares(units, progress):
        share(0.0, f"Reading {unit.path.name}")
        batches.begin()
        unit.counts.update(take_in_boundaries(writer, read_geojson(unit.path)))
        batches.open([unit])


def take_in_postcode_files(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in postcodes with their positions."""
    for unit, share in shares(units, progress):
        batches.begin()
        rows = (values for values in unit.values() if not text_of(values, "terminated"))
        unit.counts.update(_without_position(take_in_postcodes(writer, rows, share)))
        batches.open([unit])


def take_in_uprn_files(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in UPRNs with their positions."""
    for unit, share in shares(units, progress):
        batches.begin()
        unit.counts.update(_without_position(take_in_uprns(writer, unit.values(), share)))
        batches.open([unit])


def _without_position(counts: dict[str, int]) -> dict[str, int]:
    """Rows without a position are many in national files, and counted, not listed."""
    return {
        ("without a position" if name == _NOT_UNDERSTOOD else name): count for name, count in counts.items()
    }


def take_in_address_lists(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in lists of addresses, with or without coordinates."""
    for unit, share in shares(units, progress):
        batches.begin()
        raws = _read_addresses(unit, part(share, 0, 0.4))
        addresses = understood(raws, [], part(share, 0.4, 0.7))
        share(0.7, "Finding doors")
        unit.counts.update(take_in_addresses(writer, _housed(unit, raws, addresses)))
        batches.open([unit])


def take_in_our_doors(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in lists of doors that this program wrote.

    What was given or set by hand is so again. A guess is believed only for a door that was not there:
    here, the map and the postcodes guess at least as well. What housing a door is comes back where it was said; the
    rounds that are made from then on count it.
    """
    for unit, share in shares(units, progress):
        batches.begin()
        door = schema.door
        before = set(writer.connection.execute(select(door.c.id)).scalars())
        rows = [(row, raw) for row, _ in unit.rows(share) if (raw := _door_address(row, unit))]
        doors = Addresses(writer)
        plain = [replace(raw, lat=None, lon=None) for _, raw in rows]
        ids = doors.door_ids(understood(plain, []))
        housed = writer.update(door, _housing(unit, rows, ids))
        updates = []
        for (row, raw), door_id in zip(rows, ids, strict=True):
            placed_by = text_of(row.values, "placed_by")
            if raw.lat is None:
                continue
            if placed_by == "hand":
                updates.append({"id": door_id, "lat": raw.lat, "lon": raw.lon, "placed_by": "hand"})
            elif placed_by == "coordinate" or door_id not in before:
                updates.append({"id": door_id, "given_lat": raw.lat, "given_lon": raw.lon})
        writer.update(door, updates)
        unit.counts.update({"new": doors.new, "changed": doors.changed, "same": doors.same})
        unit.counts["housing said"] += housed
        batches.open([unit])


def _housing(
    unit: Unit, rows: Sequence[tuple[DataRow, RawAddress]], ids: Sequence[int]
) -> list[dict[str, Any]]:
    """Return what is said of doors' housing; a word the program does not know is handed back."""
    said = []
    for (row, _), door_id in zip(rows, ids, strict=True):
        housing = text_of(row.values, "housing").casefold()
        if housing in HOUSING:
            said.append({"id": door_id, "housing": housing})
        elif housing:
            reason = f"This is no housing the program knows; the door was taken in without it. Use {', '.join(HOUSING)}."
            unit.problems.append(Problem(row.number, "housing", housing, reason, tuple(row.cells)))
    return said


def _door_address(row: DataRow, unit: Unit) -> RawAddress | None:
    raw = raw_address(row.values)
    if raw is None:
        reason = "There is no address in this row."
        unit.problems.append(Problem(row.number, "street", "", reason, tuple(row.cells)))
    return raw


def _read_addresses(unit: Unit, progress: Progress) -> list[RawAddress]:
    raws = []
    for row, titles in unit.rows(progress):
        if text_of(row.values, "children") not in ("", "0"):
            unit.counts["blocks, not doors"] += 1
            continue
        raw = raw_address(row.values, district=titles.district)
        if raw is None:
            reason = "There is no address in this row."
            unit.problems.append(Problem(row.number, "address", "", reason, tuple(row.cells)))
        else:
            raws.append(raw)
    return raws


def _housed(unit: Unit, raws: Sequence[RawAddress], addresses: Sequence[Address]) -> list[Address]:
    """Return the addresses, each door once: lists of sales or of electors name a door many times."""
    distinct = dict.fromkeys(addresses)
    unit.counts["rows for a door named before"] += len(raws) - len(distinct)
    return list(distinct)


def read_geojson(path: Path) -> dict[str, Any]:
    """Read a GeoJSON file. Raises UsersMistake when it is none."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as error:
        raise UsersMistake(
            f"{path.name} begins like GeoJSON but is damaged, so nothing was imported."
        ) from error
    if not isinstance(data, dict):
        raise UsersMistake(f"{path.name} is no GeoJSON of areas, so nothing was imported.")
    return data
