"""Where people meet, found as one says it: a postcode, a number and street, a street, or degrees. Reads only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.places.address_lines import parse
from walksheets.places.ground import Ground
from walksheets.places.model import Door
from walksheets.places.street_map import StreetMap, street_map
from walksheets.places.words import fold, fold_number, is_postcode, split_postcode
from walksheets.places.words import postcode as tidy_postcode
from walksheets.store import schema

Degrees = tuple[float, float]

_DEGREES = re.compile(r"\s*([-−+]?\d+(?:\.\d+)?)\s*[,;]\s*([-−+]?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """A place in WGS84 degrees, and what to call it."""

    lat: float
    lon: float
    named: str


def find_meeting_point(
    connection: Connection, ground: Ground, doors: Sequence[Door], words: str
) -> MeetingPoint:
    """Return the place that somebody's words mean. Raises UsersMistake when they mean none that is known."""
    said = " ".join(words.split())
    at = (
        _degrees(said)
        or _of_address(ground, doors, said)
        or _of_postcode(connection, doors, split_postcode(said)[1])
    )
    if at is None:
        raise UsersMistake(
            f"“{said}” is no postcode and no street that this campaign knows, so no meeting point was set. "
            "Check the spelling, write a postcode instead, or click on the map."
        )
    return MeetingPoint(round(at[0], 7), round(at[1], 7), tidy_postcode(said) if is_postcode(said) else said)


def _degrees(said: str) -> Degrees | None:
    found = _DEGREES.fullmatch(said)
    if found is None:
        return None
    lat, lon = (float(part.replace("−", "-")) for part in found.groups())
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsersMistake(f"{said} is no place on earth, so no meeting point was set. Latitude comes first.")
    return lat, lon


def _of_postcode(connection: Connection, doors: Sequence[Door], code: str) -> Degrees | None:
    if not code:
        return None
    code, table = tidy_postcode(code), schema.postcode
    row = connection.execute(select(table.c.lat, table.c.lon).where(table.c.postcode == code)).first()
    return (row.lat, row.lon) if row else _most_central([door for door in doors if door.postcode == code])


def _of_address(ground: Ground, doors: Sequence[Door], said: str) -> Degrees | None:
    """Return where a house is, or the middle of a street where no number was said; a number nobody knows is no place."""
    line, code = split_postcode(said)
    address = parse([line])
    street, number = fold(address.street), fold_number(address.number)
    if not street:
        return None
    there = [door for door in doors if fold(door.street) == street and (not code or door.postcode == code)]
    if not number:
        return _most_central(there) or _on_map(ground, street_map(ground), address.street)
    exact = _most_central([door for door in there if fold_number(door.number) == number])
    houses = street_map(ground).houses_numbered(address.street, number) if exact is None else []
    return exact or (_to_degrees(ground, houses[0].xy) if houses else None)


def _on_map(ground: Ground, streets: StreetMap, name: str) -> Degrees | None:
    key = streets.named(name)
    if key is None:
        return None
    line = max(streets.lines[key], key=len)
    return _to_degrees(ground, tuple(line[len(line) // 2].tolist()))


def _to_degrees(ground: Ground, xy: tuple[float, ...]) -> Degrees:
    lat, lon = ground.plane.to_latlon(*xy).tolist()
    return lat, lon


def _most_central(doors: Sequence[Door]) -> Degrees | None:
    """Return where the door is that stands nearest to the middle of some."""
    at = np.array([(door.lat, door.lon) for door in doors if door.lat is not None], dtype=float)
    if not len(at):
        return None
    narrower = np.cos(np.radians(at[0, 0]))
    away = (at - at.mean(axis=0)) * [1.0, narrower]
    lat, lon = at[int(np.hypot(*away.T).argmin())].tolist()
    return lat, lon
