"""A small invented town, written straight into the store: streets, doors and electors, no map."""

from collections.abc import Callable
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.store import schema


def build(campaign: Campaign, streets: dict[str, list[str]], electors: int = 2) -> None:
    """Write doors ("3" or "Flat 2/14") on streets, `electors` at each; postcodes follow the streets."""
    with campaign.store.change("A town") as writer:
        for sector, (street, numbers) in enumerate(streets.items(), start=1):
            (street_id,) = writer.insert(schema.street, [{"name": street, "key": street.casefold()}])
            split = [number.rpartition("/") for number in numbers]
            rows = [
                {
                    "street_id": street_id,
                    "flat": flat,
                    "number": number,
                    "postcode": f"ZZ{1 + sector // 5} {sector % 9}AA",
                    "district": "ZZ1" if sector % 2 else "ZZ2",
                    "ward": "Old Town",
                    "key": f"{flat}|{number}|{street}",
                }
                for flat, _, number in split
            ]
            doors = writer.insert(schema.door, rows)
            writer.insert(
                schema.elector,
                [
                    {"prefix": "ZZ1", "number": d * 10 + n, "door_id": d}
                    for d in doors
                    for n in range(electors)
                ],
            )


@pytest.fixture
def new_campaign(tmp_path: Path) -> Callable[[dict[str, list[str]]], Campaign]:
    """Make a campaign from {street: [door, …]}."""
    made: list[Campaign] = []

    def make(streets: dict[str, list[str]]) -> Campaign:
        campaign = Campaign.create(tmp_path / f"town{len(made)}.walk", who="tester")
        build(campaign, streets)
        made.append(campaign)
        return campaign

    yield make
    for campaign in made:
        campaign.close()


@pytest.fixture
def town(new_campaign: Callable[[dict[str, list[str]]], Campaign]) -> Campaign:
    """Six streets of forty doors."""
    names = ["Anson Road", "Birch Lane", "Chapel Street", "Dale Close", "Elm Grove", "Fir Avenue"]
    return new_campaign({name: [str(n) for n in range(1, 41)] for name in names})
