"""A campaign with nobody in it, and a way to write streets of doors at known places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.store import schema

LAT, LON = 53.45, -2.2
METRE = 1 / 111_320  # degrees of latitude


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    with Campaign.create(tmp_path / "ward.walk", who="tester") as made:
        yield made


@pytest.fixture
def three_streets(campaign: Campaign) -> Campaign:
    """Streets of ten doors, 1 km apart from south to north, each a round of the plan "Spring"."""
    with campaign.store.change("A town") as writer:
        (plan,) = writer.insert(schema.plan, [{"name": "Spring", "kind": "leaflet"}])
        for street in range(3):
            add_street(writer, plan, f"Street {street}", street, 10)
            lat = LAT + street * 1000 * METRE
            writer.insert(schema.postcode, [{"postcode": f"M{street} 1AA", "lat": lat, "lon": LON}])
    return campaign


def add_street(writer, plan: int, name: str, number: int, doors: int, flat: str = "") -> int:
    (street,) = writer.insert(schema.street, [{"name": name, "key": name}])
    (round_id,) = writer.insert(schema.round_, [{"plan_id": plan, "number": number + 1, "name": name}])
    rows = [
        {
            "street_id": street,
            "number": str(n),
            "flat": flat,
            "postcode": f"M{number} 1AA",
            "lat": LAT + (number * 1000 + n) * METRE,
            "lon": LON,
            "key": f"{name}{n}",
        }
        for n in range(1, doors + 1)
    ]
    ids = writer.insert(schema.door, rows)
    rows = [
        {"round_id": round_id, "door_id": d, "position": p, "minutes": p / 4} for p, d in enumerate(ids, 1)
    ]
    writer.insert(schema.round_door, rows)
    return round_id
