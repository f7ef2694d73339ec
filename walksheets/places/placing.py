"""Putting every door on the map by the surest thing known of it, and saying which that was.

By hand, UPRN, the file's own coordinate, a mapped house number, a guess on its street, its
postcode, or nothing. Writes only what differs; a door placed by hand is never moved.
"""

import re
from typing import Any

import numpy as np

from walksheets.places.areas import read_areas
from walksheets.places.geometry import Floats
from walksheets.places.ground import read_ground
from walksheets.places.model import PLACED_BY
from walksheets.places.projection import LocalPlane
from walksheets.places.street_map import HouseOnMap, StreetMap, street_map
from walksheets.places.streets_guessed import guess_streets
from walksheets.places.to_place import DoorsToPlace, read_doors_to_place
from walksheets.places.words import fold_flat, fold_number
from walksheets.progress import Progress, part, silent
from walksheets.store import Writer, schema

_BELIEVED_M = 120.0  # a mapped number so much nearer to another postcode's middle is not this door's
_APART_M = 150.0  # the same number mapped so far apart twice tells nothing without a postcode
_DIGITS = 7  # of a degree: a centimetre


def place_doors(writer: Writer, progress: Progress = silent) -> dict[str, int]:
    """Place all doors anew, but those placed by hand; return how many are placed by what.

    Doors without a ward, or whose ward came from a boundary, get the ward they lie in; doors without
    a polling district get theirs.
    """
    progress(0.0, "Reading the map")
    ground = read_ground(writer.connection)
    doors = read_doors_to_place(writer.connection, ground.plane)
    streets = street_map(ground)
    progress(0.1, "Looking up house numbers")
    _by_mapped_number(doors, streets)
    guess_streets(doors, streets, part(progress, 0.2, 0.8))
    _by_postcode(doors)
    progress(0.8, "Writing where doors are")
    updates = _positions(doors, ground.plane)
    read_areas(writer.connection).name_areas(doors.rows, updates)
    writer.update(schema.door, updates)
    progress(1.0, "Doors placed")
    return {how: count for how in PLACED_BY if (count := doors.how.count(how))}


def _by_mapped_number(doors: DoorsToPlace, streets: StreetMap) -> None:
    """Place doors where the map has their number on their street."""
    for i in doors.missing():
        row = doors.rows[i]
        houses = _mapped(streets, row["street"], fold_number(row["number"]))
        if houses:
            at = _believed(houses, row, doors)
            if at is not None:
                doors.put(i, at, "map address")


def _mapped(streets: StreetMap, street: str, number: str) -> list[HouseOnMap]:
    """Return the houses mapped with a number; "378 Westbourne" and "4-6" are also 378 and 4."""
    own = re.match(r"\d+[a-z]?(?![^\W_])|\d+", number)
    for each in dict.fromkeys((number, own[0] if own else "")):
        houses = streets.houses_numbered(street, each) if each else []
        if houses:
            return houses
    return []


def _believed(
    houses: list[HouseOnMap], row: dict[str, Any], doors: DoorsToPlace
) -> tuple[float, float] | None:
    """Return which of the houses mapped with a door's number is the door's."""
    unit = fold_flat(row["flat"])
    houses = [house for house in houses if house.unit in ("", unit)]
    houses = [house for house in houses if house.unit == unit] or houses
    exact = [house for house in houses if house.postcode and house.postcode == row["postcode"]]
    if exact:
        return exact[0].xy
    own = doors.postcode_xy.get(row["postcode"])
    if own is not None and houses:
        nearest = min(houses, key=lambda house: np.hypot(house.xy[0] - own[0], house.xy[1] - own[1]))
        return nearest.xy if _is_near_own(nearest.xy, own, doors) else None
    xy = np.array([house.xy for house in houses]).reshape(-1, 2)
    spread = np.ptp(xy, axis=0).max(initial=0.0) if len(xy) else np.inf
    return houses[0].xy if spread < _APART_M else None


def _is_near_own(xy: tuple[float, float], own: tuple[float, float], doors: DoorsToPlace) -> bool:
    """Tell whether a place is about as near to its postcode's middle as to any other's.

    Postcodes lie wide in the country, and interleave, so "about" is half the way to the next one.
    """
    middles = np.array([each for each in doors.postcode_xy.values() if each != own])
    if not len(middles):
        return True
    nearest = np.hypot(*(middles - xy).T).min()
    about = max(_BELIEVED_M, np.hypot(*(middles - own).T).min() / 2)
    return bool(np.hypot(xy[0] - own[0], xy[1] - own[1]) <= nearest + about)


def _by_postcode(doors: DoorsToPlace) -> None:
    for i in doors.missing():
        middle = doors.own_postcode(i)
        if middle is not None:
            doors.put(i, middle, "postcode")


def _positions(doors: DoorsToPlace, plane: LocalPlane) -> list[dict[str, Any]]:
    """Return the doors' new positions as rows to write; hand-placed doors are not among them."""
    degrees: Floats = plane.to_latlon(*doors.xy.T) if len(doors.xy) else doors.xy
    return [
        {
            "id": row["id"],
            **_position(how, row, lat, lon),
            "placed_by": how,
        }
        for row, how, (lat, lon) in zip(doors.rows, doors.how, degrees.tolist(), strict=True)
    ]


def _position(how: str, row: dict[str, Any], lat: float, lon: float) -> dict[str, float | None]:
    """Return what is known exactly as it was given, and a guess rounded."""
    exact = {
        "hand": ("lat", "lon"),
        "uprn": ("uprn_lat", "uprn_lon"),
        "coordinate": ("given_lat", "given_lon"),
    }
    if how in exact:
        return {"lat": row[exact[how][0]], "lon": row[exact[how][1]]}
    if how == "nothing":
        return {"lat": None, "lon": None}
    return {"lat": round(lat, _DIGITS), "lon": round(lon, _DIGITS)}
