"""Doors by street, side and number: the order for doors of which no map knows the place.

Pure: holds no positions and no database. Says also what walking to assume where none can be
measured, and cuts the sequence into rounds of equal load.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from walksheets.places import Door

NEXT_DOOR_M = 10.0
"""Between letterboxes on one side: measured 5.6 to 12 m on the benchmark's streets."""
CROSSING_M = 8.0
"""The width of a residential street."""
NEXT_STREET_M = 100.0
"""From one street's last door to the next street's first: an assumption, nothing was measured."""

_PARTS = re.compile(r"\d+|\D+")


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


def assumed_walk_m(before: Door, after: Door) -> float:
    """Return the walking to assume between two doors when nothing can be measured."""
    if before.street_id != after.street_id:
        return NEXT_STREET_M
    if before.number and before.number == after.number:
        return 0.0  # flats behind one entrance
    first, second = house_number(before.number), house_number(after.number)
    if first is not None and second is not None and (first - second) % 2:
        return CROSSING_M
    return NEXT_DOOR_M


def cut(loads: Sequence[float], breaks: Sequence[int], rounds: int, tolerance: float) -> list[int]:
    """Cut a sequence into `rounds` pieces of like load; return each piece's end.

    `loads` is what each door adds; `breaks[i]` says how good a cut before door i is (2 a new street,
    1 a new side or house, 0 inside a building). Each cut is put at the best break within half the
    tolerance of where it would be even, so no piece passes the mean by more than the tolerance
    unless a single door does.
    """
    count = len(loads)
    total = list(accumulate(loads, initial=0.0))
    mean = total[-1] / rounds
    ends: list[int] = []
    for k in range(1, rounds):
        least, most = (ends[-1] if ends else 0) + 1, count - (rounds - k)
        even = mean * k
        low = bisect_left(total, even - tolerance / 2 * mean, least, most)
        high = max(bisect_left(total, even + tolerance / 2 * mean, least, most), low)
        window = range(max(low - 1, least), min(high + 1, most) + 1)
        within = [i for i in window if abs(total[i] - even) <= tolerance / 2 * mean] or list(window)
        best_break = max(breaks[i] for i in within)
        ends.append(min((i for i in within if breaks[i] == best_break), key=lambda i: abs(total[i] - even)))
    return [*ends, count]
