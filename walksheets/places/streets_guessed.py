"""Street by street: which doors stand where on it, handed to `guess` and put back.

Sorts the doors of one street's name to the places where the map has a street of that name.
"""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from walksheets.places import frontage, guess, street_lines
from walksheets.places.geometry import Floats
from walksheets.places.street_map import StreetMap
from walksheets.places.to_place import DoorsToPlace
from walksheets.places.words import fold_accented
from walksheets.progress import Progress

_KERB_M = 12.0  # from the middle of the road to a door where no building is mapped
_ANOTHER_PLACE_M = 800.0  # a postcode so far from every street of the name is another town's
_ITS_HOUSES_M = 150.0
_ENOUGH_UPRNS = 0.9  # of the doors must find a UPRN each, or the UPRNs are not used
_ENOUGH = 0.2  # of the doors must find room in the mapped buildings, or the buildings are not used


def guess_streets(doors: DoorsToPlace, streets: StreetMap, progress: Progress) -> None:
    """Place the doors that stand on a street of the map and that nothing better has placed."""
    points = streets.points_along(doors.uprn_xy)
    of_street: dict[str, list[int]] = {}
    for i, row in enumerate(doors.rows):
        of_street.setdefault(fold_accented(row["street"]), []).append(i)
    for done, (name, members) in enumerate(of_street.items()):
        progress(done / len(of_street), "Placing doors on their streets")
        if name and any(doors.how[i] == "nothing" for i in members):
            _guess_street(doors, streets, points, name, members)


def _guess_street(
    doors: DoorsToPlace, streets: StreetMap, points: dict[str, frontage.Houses], name: str, members: list[int]
) -> None:
    street = streets.named(name) or streets.spelt_like(name, _evidence(doors, members))
    if street is None:
        return
    for lines, those in _by_place(doors, street_lines.street_places(streets.lines[street]), members):
        if any(doors.how[i] == "nothing" for i in those):
            _guess_place(doors, lines, (points.get(street), streets.houses.get(street)), those)


def _guess_place(
    doors: DoorsToPlace,
    lines: list[Floats],
    kinds: tuple[frontage.Houses | None, ...],
    members: list[int],
) -> None:
    stops, stop_of = _stops(doors, members)
    spine = street_lines.spine(lines)
    xy = guess.guess(stops, _sides(spine, lines, kinds, stops))
    for i, stop in zip(members, stop_of, strict=True):
        if doors.how[i] == "nothing" and not np.isnan(xy[stop, 0]):
            doors.put(i, xy[stop], "street")


def _sides(
    spine: Floats, lines: list[Floats], kinds: tuple[frontage.Houses | None, ...], stops: guess.Stops
) -> tuple[frontage.Track, frontage.Track]:
    """Return where doors can be on either side: UPRNs if there are enough, else buildings, else the kerbs."""
    for houses, enough in zip(kinds, (_ENOUGH_UPRNS, _ENOUGH), strict=True):
        if houses is not None:
            near = (
                shapely.distance(shapely.MultiLineString(lines), shapely.points(houses.centre))
                < _ITS_HOUSES_M
            )
            if len(stops.postcode_xy):
                near |= cKDTree(stops.postcode_xy).query(houses.centre)[0] < _ITS_HOUSES_M
            left, right = frontage.tracks_of_houses(spine, houses.take(np.flatnonzero(near)))
            if left.total + right.total >= enough * len(stops.number):
                return left, right
    return frontage.tracks_of_kerbs(spine, _KERB_M)


def _stops(doors: DoorsToPlace, members: list[int]) -> tuple[guess.Stops, NDArray[np.intp]]:
    """Fold doors of one number and postcode (flats) into one stop each; return each door's stop too."""
    keys = [(doors.rows[i]["number"], doors.rows[i]["postcode"]) for i in members]
    distinct = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    stop_of = np.array([distinct[key] for key in keys], dtype=np.intp)
    known = np.full((len(distinct), 2), np.nan)
    for i, stop in zip(members, stop_of, strict=True):
        if doors.how[i] != "nothing":
            known[stop] = doors.xy[i]
    codes = sorted({code for _, code in distinct if code in doors.postcode_xy})
    index = {code: n for n, code in enumerate(codes)}
    return (
        guess.Stops(
            guess.numbers([number for number, _ in distinct]),
            np.array([index.get(code, -1) for _, code in distinct], dtype=np.intp),
            known,
            np.array([doors.postcode_xy[code] for code in codes]).reshape(-1, 2),
        ),
        stop_of,
    )


def _by_place(
    doors: DoorsToPlace, places: list[list[Floats]], members: list[int]
) -> Iterator[tuple[list[Floats], list[int]]]:
    """Sort doors to the places of their street's name, by where they or their postcodes are.

    Doors of which neither is known go where most others of the street went.
    """
    at = np.array([_whereabouts(doors, i) for i in members])
    known = ~np.isnan(at[:, 0])
    points = shapely.points(at[known])
    away = np.array([shapely.distance(shapely.MultiLineString(lines), points) for lines in places])
    choice = np.full(len(members), -1)
    if known.any():
        choice[known] = np.where(away.min(axis=0) < _ANOTHER_PLACE_M, away.argmin(axis=0), -2)
    counts = np.bincount(choice[choice >= 0], minlength=len(places))
    if not known.any() or counts.any():
        choice[choice == -1] = counts.argmax()
    for n, lines in enumerate(places):
        those = [members[i] for i in np.flatnonzero(choice == n).tolist()]
        if those:
            yield lines, those


def _whereabouts(doors: DoorsToPlace, i: int) -> tuple[float, float]:
    if doors.how[i] != "nothing":
        return float(doors.xy[i, 0]), float(doors.xy[i, 1])
    return doors.own_postcode(i) or (np.nan, np.nan)


def _evidence(doors: DoorsToPlace, members: list[int]) -> Floats:
    at = np.array([_whereabouts(doors, i) for i in members])
    return np.unique(at[~np.isnan(at[:, 0])], axis=0)
