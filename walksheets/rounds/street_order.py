"""Doors by street, side and number: the order for doors of which no map knows the place.

Pure: holds no positions and no database. Says also what walking to assume where none can be
measured.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import dist
from statistics import fmean
from typing import Any, Protocol

from walksheets.places import Door

NEXT_DOOR_M = 10.0
"""Between letterboxes on one side: measured 5.6 to 12 m on the benchmark's streets."""
CROSSING_M = 12.0
"""A residential street of 8 m, and the steps to the kerb; a little dearer than the next door."""
NEXT_STREET_M = 100.0
"""From one street's last door to the next street's first: an assumption, nothing was measured."""

GUESSED = ("street", "postcode")
"""How a door is placed when its position is only likely."""

_PARTS = re.compile(r"\d+|\D+")


class Addressed(Protocol):
    """What of a door its street, side and number show."""

    @property
    def street_id(self) -> int: ...
    @property
    def street(self) -> str: ...
    @property
    def number(self) -> str: ...


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "Flat 2" before "Flat 10" and "3" before "3A"."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.strip().casefold())
        for part in _PARTS.findall(text.strip())
    )


def house_number(number: str) -> int | None:
    """Return the leading figure of "3A" or "4-6", or None for a house with a name."""
    found = re.match(r"\s*(\d+)", number)
    return int(found[1]) if found else None


def side_key(door: Door) -> tuple[Any, ...]:
    """Sort key of a door on its street: odd numbers up, even numbers back down, then named houses."""
    figure = house_number(door.number)
    flat = natural_key(door.flat)
    if figure is None:
        return (2, 0, natural_key(door.number), flat)
    if figure % 2:
        return (0, figure, natural_key(door.number), flat)
    return (1, -figure, natural_key(door.number), flat)


def street_sequence(doors: Sequence[Door]) -> list[int]:
    """Return indices of the doors, street after street in the order of their postcodes.

    A street comes where its first postcode comes, so that streets of one sector stay together;
    within it one side goes up and the other comes back.
    """
    streets: dict[int, list[int]] = defaultdict(list)
    for index, door in enumerate(doors):
        streets[door.street_id].append(index)

    def place(street: list[int]) -> tuple[Any, ...]:
        first = min((doors[i].postcode or "~", doors[i].street, doors[i].id) for i in street)
        return (min(doors[i].district for i in street), *first)

    ordered = sorted(streets.values(), key=place)
    return [i for street in ordered for i in sorted(street, key=lambda i: (side_key(doors[i]), doors[i].id))]


def assumed_walk_m(before: Addressed, after: Addressed) -> float:
    """Return the walking to assume between two doors when nothing can be measured."""
    if before.street_id != after.street_id:
        return NEXT_STREET_M
    if before.number and before.number == after.number:
        return 0.0  # flats behind one entrance
    first, second = house_number(before.number), house_number(after.number)
    if first is not None and second is not None and (first - second) % 2:
        return CROSSING_M
    return NEXT_DOOR_M


def numbers_in_order(doors: Sequence[Door]) -> list[Door]:
    """Return a walk with the numbers of each street side in order, when most of its doors are guessed.

    A guess may put 14 before 12; who walks from 10 to 20 meets them in order. The side is walked the
    way the most steps go. A walk of known places stays as it is.
    """
    if 2 * sum(door.placed_by in GUESSED for door in doors) <= len(doors):
        return list(doors)
    walk: list[Door] = []
    for _, side in groupby(doors, key=lambda door: (door.street_id, side_key(door)[0])):
        walk += _one_way(list(side))
    return walk


def _one_way(side: list[Door]) -> list[Door]:
    figures = [house_number(door.number) or 0 for door in side]
    if not any(figures):
        return side  # names have no order
    downhill = sum((b > a) - (b < a) for a, b in pairwise(figures)) < 0
    flats = sorted(side, key=lambda door: natural_key(door.flat))
    return sorted(flats, key=_figure, reverse=downhill)


def _figure(door: Door) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    return house_number(door.number) or 0, natural_key(door.number)


def street_by_street(doors: Sequence[Door], xy: Mapping[int, tuple[float, float]]) -> list[Door]:
    """Return doors of which only the postcode is placed as a walk: whole streets, the nearest next.

    `xy` gives each door's postcode in metres. Within a street one side goes up and the other comes back.
    """
    streets: dict[int, list[Door]] = defaultdict(list)
    for door in doors:
        streets[door.street_id].append(door)
    middles = {
        street: (fmean(xy[d.id][0] for d in mine), fmean(xy[d.id][1] for d in mine))
        for street, mine in streets.items()
    }
    walks = (_nearest_next(first, middles) for first in middles)
    best = min(walks, key=lambda walk: sum(dist(middles[a], middles[b]) for a, b in pairwise(walk)))
    walk: list[Door] = []
    for street in best:
        up, down = _ways_along(streets[street])
        nearer = not walk or dist(xy[walk[-1].id], xy[up[0].id]) <= dist(xy[walk[-1].id], xy[down[0].id])
        walk += up if nearer else down
    return walk


def _ways_along(street: Sequence[Door]) -> list[list[Door]]:
    """Return the walks up one side of a street and back on the other, from either end."""
    sides: tuple[list[Door], ...] = ([], [], [])
    for door in street:
        sides[side_key(door)[0]].append(door)
    odd, even, named = (sorted(side, key=lambda door: natural_key(door.flat)) for side in sides)
    return [
        [
            *sorted(odd, key=_figure, reverse=from_the_top),
            *sorted(even, key=_figure, reverse=not from_the_top),
            *sorted(named, key=_figure),
        ]
        for from_the_top in (False, True)
    ]


def _nearest_next(first: int, places: Mapping[int, tuple[float, float]]) -> list[int]:
    """Return the places from `first` on, each the nearest of those left."""
    walk, left = [first], places.keys() - {first}
    while left:
        here = places[walk[-1]]
        walk.append(min(left, key=lambda place: (dist(here, places[place]), place)))
        left = left - {walk[-1]}
    return walk
