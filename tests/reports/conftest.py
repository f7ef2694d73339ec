"""A ward of two streets with a plan of two rounds, a volunteer, printed sheets and keyed answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.places import Address, Addresses, place_doors
from walksheets.rounds import SplitRequest
from walksheets.store import Writer, schema

LAT, LON = 53.45, -2.2
STREETS = ("Anson Road", "Birch Lane")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Campaign]:
    with Campaign.create(tmp_path / "ward.walk", who="tester") as campaign:
        with campaign.store.change("A town") as writer:
            for street in range(2):
                add_street(writer, street)
        campaign.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=2))
        yield campaign


def add_street(writer: Writer, street: int) -> None:
    """Ten doors with an elector each; the last door of the second street is nowhere."""
    addresses = [
        Address(
            number=str(n),
            street=STREETS[street],
            postcode=f"ZZ{street} 1A{'Z' if n == 10 else 'A'}",
            district="LV1",
            uprn=f"10{street}{n:03}",
            lat=None if street and n == 10 else LAT + street / 100 + n / 10_000,
            lon=None if street and n == 10 else LON,
        )
        for n in range(1, 11)
    ]
    doors = Addresses(writer).door_ids(addresses)
    place_doors(writer)
    people = [
        {
            "prefix": "LV1",
            "number": street * 10 + n,
            "suffix": 1 if n == 3 else 0,
            "surname": "=cmd()" if n == 4 else f"Śliwa{n}",
            "forenames": "Aoife",
            "door_id": door,
            "absent": "Postal" if n == 2 else "",
        }
        for n, door in enumerate(doors, 1)
    ]
    writer.insert(schema.elector, people)


@pytest.fixture
def keyed(ward: Campaign) -> Campaign:
    """The ward after a print run: round 1 came back and four of its lines are keyed."""
    _print_and_key(ward, 1, ["1", "N", "5", "R"])
    return ward


@pytest.fixture
def print_again(ward: Campaign) -> Callable[[], None]:
    """Print every sheet once more, and key nothing."""
    return lambda: _print_and_key(ward, 2, [])


def _print_and_key(campaign: Campaign, number: int, answers: list[str]) -> None:
    """Lay one printed sheet a round in the ledger, and key answers to the first one's lines."""
    plan = campaign.rounds.plans()[0]
    with campaign.store.change("Print") as writer:
        run = {"number": number, "plan_id": plan.id, "plan_name": plan.name, "kind": plan.kind}
        (run_id,) = writer.insert(schema.print_run, [run])
        for each in campaign.rounds.rounds("Spring"):
            row = {
                "code": f"K{each.number}-AA{'AB'[number - 1]}",
                "print_run_id": run_id,
                "round_id": each.id,
                "round_number": each.number,
                "page": 1,
                "pages": 1,
                "status": "back" if each.number == 1 else "out",
            }
            (sheet,) = writer.insert(schema.sheet, [row])
            people = {e.door_id: e for e in campaign.register.electors()}
            lines = [
                {
                    "sheet_id": sheet,
                    "line": n,
                    "door_id": row.door.id,
                    "elector_id": people[row.door.id].id,
                    "number": row.door.number,
                    "street": row.door.street,
                    "elector_number": people[row.door.id].elector_number,
                    "elector_name": people[row.door.id].name,
                }
                for n, row in enumerate(campaign.rounds.round_doors(each.id), 1)
            ]
            line_ids = writer.insert(schema.sheet_line, lines)
            if each.number == 1:
                keyed = [
                    {
                        "sheet_line_id": line,
                        "code": code,
                        "keyed_at": "2026-02-03T20:00:00+00:00",
                        "keyed_by": "Ann",
                    }
                    for line, code in zip(line_ids, answers, strict=False)
                ]
                writer.insert(schema.result, keyed)
