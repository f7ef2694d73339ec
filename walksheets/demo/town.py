"""The demo town put together: streets, houses, letterboxes with postcodes and numbers, people at them.

Pure: no files. `files` writes what this returns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from shapely import Point, Polygon, prepare

from walksheets.demo.houses import House, build_houses, entrance
from walksheets.demo.people import Helper, Person, Registrar
from walksheets.demo.plan import Floats, Plan, Route, read_plan
from walksheets.demo.streets import lay_out
from walksheets.places import LocalPlane
from walksheets.progress import Progress, silent

_DOORS_A_POSTCODE = 18
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # the letters that end a postcode
_VOLUNTEERS = 40
_FIRST_UPRN = 990_000_000_000  # none is given out so high


@dataclass(frozen=True)
class TownDoor:
    """One letterbox of the ward."""

    uprn: str
    flat: str
    number: str
    street: str
    postcode: str
    district: str
    at: Floats  # metres
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Town:
    """The whole town; its doors are those of the ward, in the order of the register."""

    plan: Plan
    plane: LocalPlane
    ways: tuple[Route, ...]
    houses: tuple[House, ...]
    doors: tuple[TownDoor, ...]
    postcodes: dict[str, Floats]
    others: tuple[Person, ...]
    volunteers: tuple[Helper, ...]


def build_town(seed: int = 1, progress: Progress = silent) -> Town:
    """Return the town of a seed: every time the same."""
    plan = read_plan(seed)
    progress(0.1, "Laying out streets")
    ways = lay_out([*plan.streets, *plan.paths])
    progress(0.3, "Building houses")
    houses = build_houses(plan, ways, seed)
    progress(0.8, "People move in")
    registrar = Registrar(seed)
    doors = tuple(_doors(plan, houses, registrar))
    postcodes = _centres(doors)
    return Town(
        plan=plan,
        plane=LocalPlane(plan.lat, plan.lon),
        ways=tuple(ways),
        houses=tuple(houses),
        doors=doors,
        postcodes=postcodes,
        others=tuple(registrar.others()),
        volunteers=tuple(registrar.helpers(sorted(postcodes), _VOLUNTEERS)),
    )


def _doors(plan: Plan, houses: Iterable[House], registrar: Registrar) -> Iterable[TownDoor]:
    """Return the ward's letterboxes as a register has them: by district, street and number, with their people."""
    in_order = sorted(
        in_ward(plan, houses),
        key=lambda each: (each[0], each[1].street.name, each[1].side, each[1].along_m),
    )
    postcodes = _postcodes(plan.outcode)
    uprn = _FIRST_UPRN
    for _, side in groupby(in_order, key=lambda each: (each[0], each[1].street.name, each[1].side)):
        here, left = "", 0
        for district, house in side:
            if left < len(house.doors):
                here, left = next(postcodes), _DOORS_A_POSTCODE
            for index, (flat, number) in enumerate(house.doors):
                uprn += 17
                left -= 1
                yield TownDoor(
                    uprn=str(uprn),
                    flat=flat,
                    number=number,
                    street=house.street.name,
                    postcode=here,
                    district=district,
                    at=entrance(house, index, len(house.doors)),
                    people=tuple(registrar.household(house.street.style)),
                )


def in_ward(plan: Plan, houses: Iterable[House]) -> Iterator[tuple[str, House]]:
    """Return the houses that stand in the ward, each with its polling district."""
    districts = [(code, Polygon(outline)) for code, _, outline in plan.districts]
    for _, outline in districts:
        prepare(outline)
    for house in houses:
        front = Point(house.front)
        for code, outline in districts:
            if outline.contains(front):
                yield code, house
                break


def _postcodes(outcode: str) -> Iterator[str]:
    """Return ZZ7 1AA, ZZ7 1AB …, as the post numbers a town."""
    for number in range(1, 10):
        for first in _INWARD:
            for second in _INWARD:
                yield f"{outcode} {number}{first}{second}"


def _centres(doors: Iterable[TownDoor]) -> dict[str, Floats]:
    """Return the middle of each postcode's doors, to the metre."""
    members = defaultdict(list)
    for door in doors:
        members[door.postcode].append(door.at)
    return {code: np.round(np.vstack(places).mean(axis=0)) for code, places in members.items()}
