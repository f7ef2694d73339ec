"""Facts to lay out, and a small town in a store to print: two streets, a block of flats, many tongues."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from walksheets.campaign import Campaign
from walksheets.sheets import Organiser, Sheets
from walksheets.sheets.facts import CodeFact, DoorFacts, PersonFacts, RoundFacts, RunFacts
from walksheets.store import schema

CODES = tuple("12345UWNRMXDA")

NAMES = [
    ("Llywelyn", "Gwŷdd Llŷr"),
    ("Śliwa-Żółkiewska", "Bożena Łucja"),
    ("Şükrüoğlu", "Çağlayan İpek Iğdır"),
    ("Ọlọ́runṣògo", "Àdùkẹ́ Ẹniọlá"),
    ("Nguyễn", "Thị Hồng Nhung Phượng"),
    ("O’Connell", "Aoife"),
    ("Ng", "Bo"),
    ("Featherstonehaugh-Cholmondeley-Marjoribanks", "Wilhelmina Bartholomew Alexandrina"),
]
"""Welsh, Polish, Turkish, Yoruba, Vietnamese, Irish, a very short and a very long one."""


def run_facts(kind: str = "canvass", codes: tuple[str, ...] = CODES) -> RunFacts:
    return RunFacts(
        campaign="Marlow ward",
        plan="Winter",
        plan_version=2,
        kind=kind,
        run=12,
        printed_on="2026-01-31",
        register_date="2025-12-01",
        organiser="Priya Sharma",
        telephone="07700 900123",
        codes=tuple(CodeFact(code, f"meaning of {code}") for code in codes),
    )


def person(number: int, name: str | None = None, **more) -> PersonFacts:
    surname, forenames = NAMES[number % len(NAMES)]
    return PersonFacts(number, f"LV1-{number}", name or f"{surname}, {forenames}", **more)


def street(name: str, numbers: list[str], people: list[int], first_id: int = 1, **more) -> list[DoorFacts]:
    """Doors of one street, 8 m apart, `people[i]` electors at the i-th, numbered through by id."""
    doors = []
    for place, (number, count) in enumerate(zip(numbers, people, strict=True)):
        door_id = first_id + place
        living = tuple(person(door_id * 100 + i) for i in range(count))
        doors.append(
            DoorFacts(door_id, "", number, name, xy=(8.0 * place, 0.0), walk_m=8.0, people=living, **more)
        )
    return doors


def round_facts(doors: list[DoorFacts], **more) -> RoundFacts:
    """The way goes 10 m south of the doors."""
    way = np.array([door.xy for door in doors if door.xy is not None], dtype=float).reshape(-1, 2) - (0, 10)
    given = {"volunteer": "Olu Adé", "minutes": 62.0, "walk_m": 830.0, **more}
    return RoundFacts(7, 7, "Station side", tuple(doors), way=(way,) if len(way) > 1 else (), **given)


def code_maker() -> Callable[[], str]:
    """Hand out codes that are no codes but as wide as one."""
    numbers = iter(range(10_000))
    return lambda: f"K7-{next(numbers):03d}"


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """Mill Lane (odd, then even), Orchard Court with six flats, a canvass and a leaflet plan of two rounds."""
    with Campaign.create(tmp_path / "ward.walksheets", name="Marlow ward", who="Olu") as made:
        made.sheets = Sheets(made.store, made.places, made.register, made.rounds, random.Random(7))
        lay_out(made)
        made.sheets.set_organiser(Organiser("Priya Sharma", "07700 900123"))
        yield made


def lay_out(campaign: Campaign) -> None:
    with campaign.store.change("A town") as writer:
        lane, court = writer.insert(
            schema.street,
            [{"name": "Mill Lane", "key": "mill lane"}, {"name": "Hill End", "key": "hill end"}],
        )
        spots = [("", str(n), lane) for n in (*range(1, 20, 2), *range(20, 1, -2))]
        spots += [(f"Flat {n}", "Orchard Court", court) for n in range(1, 7)]
        spots += [("", str(n), court) for n in range(1, 10)]
        doors = writer.insert(
            schema.door,
            [
                {
                    "flat": flat,
                    "number": number,
                    "street_id": street_id,
                    "postcode": "M1 1AA",
                    "lat": 53.45 + place % 10 * 0.0001,
                    "lon": -2.2 + place // 10 * 0.0002,
                    "placed_by": "coordinate",
                    "key": f"{place}",
                    "no_leaflets": number == "9" and street_id == lane,
                    "note": "top bell" if number == "3" and street_id == lane else "",
                }
                for place, (flat, number, street_id) in enumerate(spots)
            ],
        )
        people = []
        for place, door_id in enumerate(doors):
            for _ in range((place * 7) % 4):  # none, 3, 2, 1, none ...
                number = len(people) + 1
                surname, forenames = NAMES[number % len(NAMES)]
                people.append(
                    {
                        "prefix": "LV1",
                        "number": number,
                        "surname": f"{surname}{number}",
                        "forenames": forenames,
                        "door_id": door_id,
                        "absent": "Postal" if number % 5 == 0 else "",
                    }
                )
        writer.insert(schema.elector, people)
        writer.insert(schema.import_batch, [{"kind": "register", "register_date": "2025-12-01"}])
        for plan, kind in (("Winter canvass", "canvass"), ("Spring: leaflet?", "leaflet")):
            (plan_id,) = writer.insert(schema.plan, [{"name": plan, "kind": kind}])
            rounds = writer.insert(
                schema.round_,
                [
                    {"plan_id": plan_id, "number": 1, "name": "Mill Lane"},
                    {"plan_id": plan_id, "number": 2, "name": "Hill/End"},
                ],
            )
            for round_id, ids in zip(rounds, (doors[:20], doors[20:]), strict=True):
                writer.insert(
                    schema.round_door,
                    [
                        {"round_id": round_id, "door_id": d, "position": p, "walk_m": 8.0, "minutes": p / 4}
                        for p, d in enumerate(ids, 1)
                    ],
                )
