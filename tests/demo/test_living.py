"""The demo campaign: the invented ward in real rooms, with something to show on every screen."""

import pytest
from sqlalchemy import func, select

from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.demo import demo_campaign
from walksheets.demo.living import CANVASS, EXPORTS, LEAFLET
from walksheets.progress import Cancelled
from walksheets.store import schema

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "ward"
    assert main(["demo", "--out", str(folder)]) == 0
    return folder


@pytest.fixture
def campaign(folder):
    (file,) = folder.glob("*.walksheets")
    with Campaign.open(file) as campaign:
        yield campaign


def test_it_says_where_everything_is(folder):
    assert [file.name for file in folder.glob("*.unfinished*")] == []
    assert len(list(folder.rglob("*.pdf"))) > 20
    assert {file.stem for file in folder.rglob("*.xlsx")} == set(EXPORTS)


def test_every_row_of_its_files_was_understood(campaign):
    assert campaign.register.problems() == []
    assert campaign.register.counts().register_date == "2025-12-01"
    doors = campaign.places.doors()
    placed = {door.placed_by for door in doors}
    assert {"uprn", "map address", "street"} <= placed
    assert campaign.places.unplaced() == []
    assert {door.ward for door in doors} == {"Ostlebury Bridge"}
    assert {door.district for door in doors} == {"OB1", "OB2", "OB3"}
    with campaign.store.read() as connection:
        addressed = connection.execute(select(func.count()).select_from(schema.door)).scalar_one()
    assert addressed == len({(d.flat, d.number, d.street, d.postcode) for d in doors})


def test_guessed_doors_stand_near_their_houses(campaign):
    from walksheets.demo import build_town

    town = build_town(1)
    true = {(d.flat, d.number, d.street): town.plane.to_latlon(*d.at) for d in town.doors}
    plane = campaign.places.projection()
    gaps = sorted(
        float(abs(complex(*(plane.to_xy(d.lat, d.lon) - plane.to_xy(*true[d.flat, d.number, d.street])))))
        for d in campaign.places.doors()
        if d.placed_by == "street"
    )
    assert len(gaps) > 100
    assert gaps[len(gaps) // 2] < 25


def test_every_screen_has_something_to_show(campaign):
    assert {plan.name for plan in campaign.rounds.plans()} == {LEAFLET, CANVASS}
    assert all(plan.doors == len(campaign.places.doors()) for plan in campaign.rounds.plans())
    assert len(campaign.volunteers.people()) == 40
    assert campaign.volunteers.assignments(LEAFLET)
    assert {row.status for row in campaign.sheets.ledger()} == {"out", "back", "keyed", "lost"}
    totals = campaign.results.totals(CANVASS)
    assert set("12345UN") <= set(totals.by_code)
    assert 0.2 < totals.contact_rate < 0.6
    assert any(result.note for result in campaign.results.results())
    assert campaign.sheets.preview(CANVASS, 1).startswith(b"%PDF")


def test_the_demo_is_found_again_as_it_was_left(folder, campaign):
    before = campaign.store.latest_change()
    assert demo_campaign(folder) == campaign.store.where
    assert campaign.store.latest_change() == before


def test_a_demo_that_was_stopped_is_not_there_and_can_be_made_again(tmp_path):
    def stop(done, doing):
        if done > 0.25:
            raise Cancelled

    with pytest.raises(Cancelled):
        demo_campaign(tmp_path, stop)
    assert list(tmp_path.glob("*.walksheets")) == []
