"""Who lives in the demo town: households of many origins, electors with numbers, absent voters, volunteers.

Names are common first names and surnames combined by chance; nobody is meant.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from walksheets.demo.plan import words

REGISTER_DATE = date(2025, 12, 1)
"""Registers are published by 1 December. Fixed, so that the town is the same on every day."""

_SIZES = {  # chances of 0, 1, 2 … electors at one door
    "flats": (0.05, 0.50, 0.38, 0.07),
    "shops": (0.08, 0.50, 0.36, 0.06),
    "villa": (0.03, 0.24, 0.44, 0.17, 0.10, 0.02),
}
_OTHER_SIZES = (0.03, 0.34, 0.43, 0.12, 0.06, 0.02)
_MIXED = 0.12  # households whose second name is of another origin
_OPTED_OUT = 0.45
_ATTAINERS = 0.012
_ABSENT = {"Postal": 0.15, "Proxy": 0.012, "PostalProxy": 0.008}
_MARKERS = {"polish": "GB", "portuguese": "GB", "romanian": "GB"}  # EU citizens: G, found eligible: B


@dataclass(frozen=True)
class Person:
    """One elector's name and what the register says beside it."""

    surname: str
    forenames: str
    markers: str = ""
    date_of_attainment: str = ""
    opted_out: bool = False
    absent: str = ""


@dataclass(frozen=True)
class Helper:
    """One volunteer, as in an organiser's spreadsheet."""

    name: str
    email: str
    phone: str
    postcode: str
    roles: str
    available: str
    max_letterboxes: int
    experience: str
    notes: str


class Registrar:
    """Draws people by a seed: the same seed, the same people in the same order."""

    def __init__(self, seed: int):
        self._chance = random.Random(f"people {seed}")
        self._origins: dict[str, dict[str, Any]] = words()["origins"]
        self._names: list[str] = list(self._origins)
        self._weights = [origin["weight"] for origin in self._origins.values()]
        self._never = set(words()["people"]["never"])

    def household(self, style: str) -> list[Person]:
        """Return the electors at one door, most often of one name; sometimes nobody."""
        sizes = _SIZES.get(style, _OTHER_SIZES)
        (size,) = self._chance.choices(range(len(sizes)), sizes)
        origin = self._origin()
        family = self._chance.randrange(1000)
        return [
            self._elector(self._origin() if n and self._chance.random() < _MIXED else origin, family)
            for n in range(size)
        ]

    def others(self) -> list[Person]:
        """Return electors without an address: overseas, and one who is anonymous."""
        overseas = [self._elector(self._origin(), self._chance.randrange(1000)) for _ in range(4)]
        return [
            *(Person(p.surname, p.forenames, markers="F") for p in overseas),
            Person("N", "", markers="N"),
        ]

    def helpers(self, postcodes: Sequence[str], count: int) -> Iterator[Helper]:
        """Return volunteers who live in the given postcodes. Telephone numbers are Ofcom's for drama."""
        people, pick = words()["people"], self._chance.choice
        seen: set[str] = set()
        while len(seen) < count:
            person = self._elector(self._origin(), self._chance.randrange(1000))
            name = f"{person.forenames.split()[0]} {person.surname}"
            if name in seen:
                continue
            yield Helper(
                name=name,
                email=f"volunteer{len(seen) + 1}@example.org",
                phone=f"07700 900{100 + len(seen)}",
                postcode=pick(postcodes),
                roles=pick(people["roles"]),
                available=pick(people["available"]),
                max_letterboxes=pick([100, 120, 150, 150, 200, 200, 300]),
                experience=pick(people["experience"]),
                notes=pick(people["notes"]),
            )
            seen.add(name)

    def _origin(self) -> str:
        (origin,) = self._chance.choices(self._names, self._weights)
        return origin

    def _elector(self, origin: str, family: int) -> Person:
        chance = self._chance
        while True:
            surname, forenames = self._name(origin, family)
            if f"{forenames.split()[0]} {surname}" not in self._never:
                break
        attains = ""
        if chance.random() < _ATTAINERS:
            attains = (REGISTER_DATE + timedelta(days=chance.randint(20, 360))).strftime("%d/%m/%Y")
        absent = chance.choices(["", *_ABSENT], [1 - sum(_ABSENT.values()), *_ABSENT.values()])[0]
        return Person(
            surname=surname,
            forenames=forenames,
            markers=chance.choice(_MARKERS[origin]) if origin in _MARKERS else "",
            date_of_attainment=attains,
            opted_out=chance.random() < _OPTED_OUT,
            absent="" if attains else absent,
        )

    def _name(self, origin: str, family: int) -> tuple[str, str]:
        own, chance = self._origins[origin], self._chance
        woman = chance.random() < 0.51
        surnames = own.get("surnames_of_women" if woman else "surnames_of_men", own["surnames"])
        shared = own.get("share", True)
        surname = surnames[family % len(surnames)] if shared else chance.choice(surnames)
        firsts = own["women" if woman else "men"]
        first = chance.choice(firsts)
        second = chance.choice(firsts)
        middle = shared and chance.random() < 0.45 and second != first
        return surname, f"{first} {second}" if middle else first
