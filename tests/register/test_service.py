"""What screens ask of the register: search, households, flags, history, markers."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.register import Marker

HEADER = ["PD", "Elector Number", "Surname", "Forename", "Markers", "Address 1", "Address 2", "Postcode"]
PEOPLE = [
    ["AB1", "1", "Dương", "Thảo Hương", "", "Flat 1", "2 Saint John's Road", "M14 5BQ"],
    ["AB1", "2/1", "O'Connell", "Séan", "", "Flat 1", "2 Saint John's Road", "M14 5BQ"],
    ["AB1", "3", "Hill", "Ann", "G", "4 Saint John's Road", "", "M14 5BQ"],
    ["AB2", "1", "Łuczak", "Zoë", "", "Rose Cottage", "Anson Road", "M13 0ZH"],
    ["AB2", "12", "Hill-Dale", "Bo", "F", "Other electors", "", ""],
]


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    file = tmp_path / "register.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *PEOPLE])
    with Campaign.create(tmp_path / "ward.walk") as made:
        made.imports.bring_in([file])
        yield made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["AB1-1", "AB1-2/1", "AB1-3", "AB2-1", "AB2-12"]),
        ("hill", ["AB1-3", "AB2-12"]),
        ("hill ann", ["AB1-3"]),
        ("ann hill", ["AB1-3"]),
        ("duong", ["AB1-1"]),
        ("Dương", ["AB1-1"]),
        ("DƯƠNG thao", ["AB1-1"]),
        ("connell", ["AB1-2/1"]),
        ("o'conn", ["AB1-2/1"]),
        ("sean", ["AB1-2/1"]),
        ("luczak", ["AB2-1"]),
        ("zoe", ["AB2-1"]),
        ("dale", ["AB2-12"]),
        ("ll", []),
        ("anson", ["AB2-1"]),
        ("St john", ["AB1-1", "AB1-2/1", "AB1-3"]),
        ("AB1-2/1", ["AB1-2/1"]),
        ("ab1-2", ["AB1-2/1"]),
        ("12", ["AB2-12"]),
        ("M13", ["AB2-1"]),
        ("m130zh", ["AB2-1"]),
        ("M13 0ZH", ["AB2-1"]),
        ("flat 1 john", ["AB1-1", "AB1-2/1"]),
        ("rose cottage", ["AB2-1"]),
        ("AB2", ["AB2-1", "AB2-12"]),
        ("-", []),
        ("50%", []),
        ("_", []),
    ],
)
def test_search_finds_by_name_street_number_and_postcode(
    campaign: Campaign, words: str, found: list[str]
) -> None:
    assert [each.elector_number for each in campaign.register.electors(words)] == found


def test_search_can_be_narrowed(campaign: Campaign) -> None:
    register = campaign.register
    assert [e.elector_number for e in register.electors("hill", district="AB2")] == ["AB2-12"]
    assert len(register.electors(limit=2)) == 2
    door = register.electors("hill ann")[0].door_id
    assert [e.elector_number for e in register.electors(door_id=door)] == ["AB1-3"]


def test_an_elector_tells_number_name_and_door(campaign: Campaign) -> None:
    elector = campaign.register.electors("connell")[0]
    assert (elector.elector_number, elector.name, elector.door) == ("AB1-2/1", "Séan O'Connell", "Flat 1, 2")
    assert (elector.street, elector.postcode, elector.district) == ("Saint John's Road", "M14 5BQ", "AB1")


def test_households_are_those_on_the_register_at_each_door(campaign: Campaign) -> None:
    doors = {door.label: door.id for door in campaign.places.doors()}
    living = campaign.register.households(list(doors.values()))
    assert {label: [e.elector_number for e in living[door]] for label, door in doors.items()} == {
        "Flat 1, 2": ["AB1-1", "AB1-2/1"],
        "4": ["AB1-3"],
        "Rose Cottage": ["AB2-1"],
    }


def test_flags_are_set_told_and_undone(campaign: Campaign) -> None:
    elector = campaign.register.electors("hill ann")[0]
    assert campaign.register.set_flags(elector.id, ["do not contact", " moved ", ""])
    after = campaign.register.electors("hill ann")[0]
    assert (after.flags, after.do_not_contact) == (("do not contact", "moved"), True)
    past = campaign.register.history(elector.id)
    assert [(state.what, state.columns) for state in past][1:] == [
        ("Flag an elector: do not contact, moved", {"flags": ("", "do not contact; moved")})
    ]
    campaign.store.undo()
    assert campaign.register.electors("hill ann")[0] == elector
    assert len(campaign.register.history(elector.id)) == 1


def test_a_flag_taken_off_is_named_too(campaign: Campaign) -> None:
    elector = campaign.register.electors("hill ann")[0]
    campaign.register.set_flags(elector.id, ["deceased"])
    assert campaign.register.set_flags(elector.id, []).what == "Take a flag off an elector: deceased"


def test_search_knows_what_changed_meanwhile(campaign: Campaign, tmp_path: Path) -> None:
    register = campaign.register
    assert len(register.electors("hill")) == 2
    register.set_flags(register.electors("hill ann")[0].id, ["moved"])
    assert register.electors("hill ann")[0].flags == ("moved",), "rows are never old ones"
    file = tmp_path / "register.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [HEADER, *PEOPLE, ["AB2", "13", "Hillier", "Una", "", "6 Anson Road", "", "M13 0ZH"]]
        )
    campaign.imports.bring_in([file])
    assert [e.forenames for e in register.electors("hill una")] == ["Una"]
    campaign.store.undo()
    assert register.electors("hill una") == []


def test_those_who_left_are_found_only_when_asked_for(campaign: Campaign, tmp_path: Path) -> None:
    file = tmp_path / "next.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *PEOPLE[1:]])
    campaign.imports.bring_in([file])
    assert campaign.register.electors("duong") == []
    assert [e.elector_number for e in campaign.register.electors("duong", include_gone=True)] == ["AB1-1"]


def test_a_flag_for_nobody_is_refused(campaign: Campaign) -> None:
    with pytest.raises(UsersMistake, match="no longer in the campaign"):
        campaign.register.set_flags(99_999, ["moved"])


def test_the_table_of_markers_is_the_campaigns_to_edit(campaign: Campaign) -> None:
    assert {marker.letters for marker in campaign.register.markers()} >= {"F", "N", "G", "B", "L", "M", "K"}
    own = [Marker("G", "may vote in May"), Marker("X", "something of ours")]
    campaign.register.set_markers(own)
    assert campaign.register.markers() == own
    campaign.register.set_markers(own[:1])
    assert campaign.register.markers() == own[:1]
    campaign.store.undo()
    assert campaign.register.markers() == own
    assert campaign.register.electors("hill ann")[0].markers == "G"


def test_an_empty_campaign_counts_nought(tmp_path: Path) -> None:
    with Campaign.create(tmp_path / "empty.walk") as empty:
        counts = empty.register.counts()
        assert (counts.doors, counts.electors, counts.districts, counts.register_date) == (0, 0, (), "")
        assert empty.register.households([]) == {}
        assert empty.register.batches() == []
