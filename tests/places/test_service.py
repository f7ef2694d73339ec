"""What the other rooms ask of places."""

from pathlib import Path

import pytest

from tests.places.small_map import SmallMap
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.places import Address, place_doors, take_in_addresses, take_in_map


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """Three doors on a mapped High Street, of which one is in another district, and one on a lane that is on no map."""
    campaign = Campaign.create(tmp_path / "c.walksheets", who="tester")
    osm = SmallMap({"a": (0, 0), "b": (300, 0)}).way("a b", highway="residential", name="High Street")
    with campaign.store.change("Import") as writer:
        take_in_map(writer, osm.save(tmp_path / "m.osm"))
        take_in_addresses(
            writer,
            [
                Address("", "1", "High St", "Leeds", "LS1 1AA", district="AB1"),
                Address("Flat 2", "3", "High St", "Leeds", "LS1 1AA", district="AB1"),
                Address("", "5", "High St", "Leeds", "LS1 1AA", district="AB2"),
                Address("", "Rose Cottage", "Lost Lane", "Leeds", "LS1 1AB", district="AB2"),
            ],
        )
        place_doors(writer)
    return campaign


def test_doors_come_all_by_id_or_by_district(campaign: Campaign) -> None:
    doors = campaign.places.doors()
    assert [door.label for door in doors] == ["1", "Flat 2, 3", "5", "Rose Cottage"]
    assert [door.address for door in doors] == [
        "1 High St, LS1 1AA",
        "Flat 2, 3 High St, LS1 1AA",
        "5 High St, LS1 1AA",
        "Rose Cottage, Lost Lane, LS1 1AB",
    ]
    wanted = [doors[2].id, doors[0].id, 999]
    assert [door.id for door in campaign.places.doors(wanted)] == wanted[:2]
    assert [door.number for door in campaign.places.doors(district="AB2")] == ["5", "Rose Cottage"]


def test_streets_say_how_many_doors_they_have_and_whether_they_are_on_the_map(campaign: Campaign) -> None:
    assert [(s.name, s.doors, s.on_map) for s in campaign.places.streets()] == [
        ("High St", 3, True),
        ("Lost Lane", 1, False),
    ]


def test_a_door_that_nothing_places_is_listed_and_has_no_spot(campaign: Campaign) -> None:
    lost = campaign.places.unplaced()
    assert [door.number for door in lost] == ["Rose Cottage"]
    spots = campaign.places.spots([lost[0].id, campaign.places.doors()[0].id, 999])
    assert spots.edge.tolist() == [-1, 0, -1]
    assert campaign.places.spots([]).edge.tolist() == []


def test_a_note_for_the_walker_is_kept_and_undone(campaign: Campaign) -> None:
    door = campaign.places.doors()[0]
    campaign.places.set_door(door.id, note="entrance at the rear", no_leaflets=True)
    now = campaign.places.doors()[0]
    assert (now.note, now.no_leaflets) == ("entrance at the rear", True)
    campaign.store.undo()
    assert campaign.places.doors()[0] == door
    with pytest.raises(TypeError, match="no colour"):
        campaign.places.set_door(door.id, colour="red")
    with pytest.raises(UsersMistake):
        campaign.places.set_door(999, note="x")


def test_the_plane_lies_about_the_map(campaign: Campaign) -> None:
    plane = campaign.places.projection()
    assert (plane.lat, plane.lon) == pytest.approx((53.45, -2.198), abs=0.01)
    assert campaign.places.map_picture().plane is campaign.places.projection()
