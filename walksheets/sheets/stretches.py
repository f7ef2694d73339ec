"""A walk cut into stretches that can be said in words: "Station Road, odd side, 1 → 37". Pure.

A stretch is what one walks before crossing, turning into another street or entering a building.
Doors keep the order they are walked in; every door is in one stretch.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from walksheets.sheets.facts import DoorFacts

ODD, EVEN, MIXED = "odd", "even", ""

_FEWEST_FLATS = 3  # letterboxes at one number that make a building of its own
_SHORT = 3  # house numbers: fewer on one side before crossing back is a zigzag, not a side
_FLAT_WORD = re.compile(
    r"(?P<word>flat|apartment|apt\.?|unit|room|maisonette|studio)\s+(?P<own>\S{1,6})\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Doors walked one after the other on one side of a street, or in one building."""

    street: str
    side: str
    """"odd", "even", or "" for both or neither."""
    building: str
    """The number or name the flats share; empty outside a building."""
    doors: tuple[DoorFacts, ...]

    @property
    def walk_m(self) -> float:
        """Return how far it is to the first door from the door before."""
        return self.doors[0].walk_m


def stretches(doors: Sequence[DoorFacts]) -> list[Stretch]:
    """Cut doors in walking order into stretches."""
    found = []
    for street, on_street in groupby(doors, key=lambda door: door.street):
        for building, group in _buildings(list(on_street)):
            if building:
                found.append(Stretch(street, MIXED, building, tuple(group)))
            else:
                found.extend(_sides(street, group))
    return found


def house_number(number: str) -> int | None:
    """Return the figure a house number begins with: "12A" → 12; None for a name."""
    match = re.match(r"\d+", number)
    return int(match.group()) if match else None


def numbers_in_words(doors: Sequence[DoorFacts]) -> str:
    """Return the numbers in walking direction: "1 → 37"; "1–37" when they do not run one way."""
    labels = _distinct(door.number or door.flat for door in doors)
    if len({door.number for door in doors}) == 1 and len(labels) == 1 and doors[0].flat:
        labels = _distinct(door.flat for door in doors)
        return _range(labels, [house_number(_own_part(label)) for label in labels], "flats")
    return _range(labels, [house_number(label) for label in labels])


def label(door: DoorFacts, *, in_building: bool = False) -> tuple[str, str]:
    """Return a door's large label and the small words beside it: ("3", "Flat"), ("12", "Flat A")."""
    if in_building or not door.number:
        match = _FLAT_WORD.match(door.flat)
        if match:
            return match["own"], match["word"]
        return door.flat or "no number", ""
    return door.number, door.flat


def short_label(door: DoorFacts, *, in_building: bool = False) -> str:
    """Return the label for a list of numbers: "12", "12 Flat A", in a building "3"."""
    large, small = label(door, in_building=in_building)
    if in_building or not door.number or not small:
        return large
    return f"{large} {small}"


def _buildings(doors: list[DoorFacts]) -> list[tuple[str, list[DoorFacts]]]:
    """Cut one street's doors into blocks of flats (with their number or name) and what lies between."""
    pieces: list[tuple[str, list[DoorFacts]]] = []
    for number, at_number in groupby(doors, key=lambda door: door.number):
        group = list(at_number)
        block = number if number and sum(bool(door.flat) for door in group) >= _FEWEST_FLATS else ""
        if pieces and not block and not pieces[-1][0]:
            pieces[-1][1].extend(group)
        else:
            pieces.append((block, group))
    return pieces


def _sides(street: str, doors: list[DoorFacts]) -> list[Stretch]:
    """Cut doors of one street where the walk crosses; short stays on either side make one zigzag."""
    runs: list[tuple[str, list[DoorFacts]]] = []
    for door in doors:
        side = _side(door)
        if runs and (side is None or side == runs[-1][0]):
            runs[-1][1].append(door)
        elif runs and all(_side(d) is None for d in runs[-1][1]):
            runs[-1] = (side or MIXED, [*runs[-1][1], door])
        else:
            runs.append((side or MIXED, [door]))
    merged: list[tuple[str, list[DoorFacts], bool]] = []
    for side, run in runs:
        short = len(_distinct(door.number for door in run)) < _SHORT
        if merged and short and merged[-1][2] and len(runs) > 2:
            merged[-1] = (MIXED, merged[-1][1] + run, True)
        else:
            merged.append((side, run, short))
    return [Stretch(street, side, "", tuple(run)) for side, run, _ in merged]


def _side(door: DoorFacts) -> str | None:
    number = house_number(door.number)
    if number is None:
        return None
    return ODD if number % 2 else EVEN


def _own_part(flat: str) -> str:
    match = _FLAT_WORD.match(flat)
    return match["own"] if match else flat


def _range(labels: list[str], numbers: list[int | None], noun: str = "") -> str:
    if noun:
        labels = [_own_part(each) for each in labels]
        noun = noun if len(labels) > 1 else "flat"
    before = f"{noun} " if noun else ""
    if len(labels) == 1:
        return f"{before}{labels[0]}"
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or _one_way(known):
        return f"{before}{labels[0]} → {labels[-1]}"
    by_number = sorted(zip(known, labels, strict=True))
    return f"{before}{by_number[0][1]}–{by_number[-1][1]}"


def _one_way(numbers: Sequence[int]) -> bool:
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _distinct(labels: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(labels))
