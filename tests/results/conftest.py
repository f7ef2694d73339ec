"""A campaign with a few printed sheets in it, laid straight into the store: no paper is needed to key."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.store import schema

PEOPLE = [("Adams", "Ann"), ("Brook", "Ben"), ("Cole", "Cy"), ("Dean", "Di")]


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """A street of three doors with four electors; canvass sheets K7-F43 and K7-H5N, leaflet sheet M3-H6W."""
    with Campaign.create(tmp_path / "ward.walksheets", who="Olu") as campaign:
        fill(campaign)
        yield campaign


def fill(campaign: Campaign) -> None:
    with campaign.store.change("Set out the paper") as writer:
        (street,) = writer.insert(schema.street, [{"name": "Mill Lane", "key": "mill lane"}])
        doors = writer.insert(schema.door, [{"number": n, "street_id": street} for n in ("1", "3", "5")])
        electors = writer.insert(
            schema.elector,
            [
                {"prefix": "MA1", "number": n, "surname": s, "forenames": f, "door_id": doors[n // 3]}
                for n, (s, f) in enumerate(PEOPLE, 1)
            ],
        )
        canvass, again, leaflet = writer.insert(
            schema.print_run,
            [
                {"number": n, "plan_name": plan, "kind": kind, "printed_at": "2026-01-31T10:00:00+00:00"}
                for n, (plan, kind) in enumerate(
                    [("Canvass", "canvass"), ("Canvass", "canvass"), ("Spring leaflet", "leaflet")], 1
                )
            ],
        )
        sheets = writer.insert(
            schema.sheet,
            [
                {"code": code, "print_run_id": run, "round_number": 7, "page": 1, "pages": 1}
                for code, run in (("K7-F43", canvass), ("K7-H5N", again), ("M3-H6W", leaflet))
            ],
        )
        for sheet in sheets[:2]:
            lines = [
                {
                    "sheet_id": sheet,
                    "line": n,
                    "door_id": doors[n // 3],
                    "elector_id": elector,
                    "number": ("1", "3", "5")[n // 3],
                    "street": "Mill Lane",
                    "elector_number": f"MA1-{n}",
                    "elector_name": ", ".join(PEOPLE[n - 1]),
                }
                for n, elector in enumerate(electors, 1)
            ]
            empty = {"sheet_id": sheet, "line": 5, "door_id": doors[2], "number": "5", "street": "Mill Lane"}
            writer.insert(schema.sheet_line, lines)
            writer.insert(schema.sheet_line, [empty])
        writer.insert(
            schema.sheet_line,
            [
                {"sheet_id": sheets[2], "line": n, "door_id": door, "number": number, "street": "Mill Lane"}
                for n, (door, number) in enumerate(zip(doors, ("1", "3", "5"), strict=True), 11)
            ],
        )


@pytest.fixture
def flags(campaign: Campaign) -> Callable[[], list[str]]:
    """Ask for the flags of the four electors, in order."""

    def ask() -> list[str]:
        with campaign.store.read() as connection:
            query = select(schema.elector.c.flags).order_by(schema.elector.c.number)
            return [row.flags for row in connection.execute(query)]

    return ask
