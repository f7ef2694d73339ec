"""A list of volunteers: the same person stays one person."""

import csv
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.volunteers import take_in_volunteers

Row = dict[str, str]
ANN = {"name": "Ann Lee", "email": "ann@example.org", "phone": "07700 900001", "roles": "deliver"}


def take_in(campaign: Campaign, *rows: Row) -> dict[str, int]:
    with campaign.store.change("Import volunteers.csv") as writer:
        return take_in_volunteers(writer, rows)


def test_the_same_list_twice_changes_nothing(campaign: Campaign, shared: Path) -> None:
    with (shared / "levenshulme" / "volunteers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {key.lower().replace("max letterboxes", "max_letterboxes"): cell for key, cell in row.items()}
            for row in csv.DictReader(file)
        ]
    assert take_in(campaign, *rows) == {"new": 40, "changed": 0, "same": 0}
    before = campaign.store.latest_change()
    assert take_in(campaign, *rows) == {"new": 0, "changed": 0, "same": 40}
    assert campaign.store.latest_change() == before


@pytest.mark.parametrize(
    "again",
    [
        {"name": "Ann M Lee", "email": "ANN@example.org"},
        {"name": "ann lee", "phone": "07700900001"},
    ],
)
def test_a_person_is_known_by_email_else_by_name_and_telephone(campaign: Campaign, again: Row) -> None:
    take_in(campaign, ANN)
    counts = take_in(campaign, again)
    assert (counts["new"], len(campaign.volunteers.people())) == (0, 1)


def test_another_email_is_another_person(campaign: Campaign) -> None:
    take_in(campaign, ANN)
    assert take_in(campaign, {**ANN, "email": "lee@example.org"})["new"] == 1


def test_one_file_may_name_a_person_twice(campaign: Campaign) -> None:
    assert take_in(campaign, ANN, {**ANN, "postcode": "m145bq"}) == {"new": 1, "changed": 1, "same": 0}
    assert campaign.volunteers.people()[0].postcode == "M14 5BQ"


def test_an_empty_cell_takes_nothing_away(campaign: Campaign) -> None:
    take_in(campaign, {**ANN, "max_letterboxes": "150"})
    take_in(campaign, {**ANN, "phone": "", "max_letterboxes": ""})
    (ann,) = campaign.volunteers.people()
    assert (ann.phone, ann.max_letterboxes) == ("07700 900001", 150)


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("distributor; deliver", ("distributor", "deliverer")),
        ("Leafletting and canvassing", ("deliverer", "canvasser")),
        ("board runner/Tellers", ("board runner", "teller")),
        ("deliver, deliverer", ("deliverer",)),
        ("makes tea", ("makes tea",)),
        ("", ()),
    ],
)
def test_roles_are_understood(campaign: Campaign, said: str, roles: tuple[str, ...]) -> None:
    take_in(campaign, {**ANN, "roles": said})
    assert campaign.volunteers.people()[0].roles == roles
