"""A sheet says where its walk begins and ends, where that was settled with the plan."""

import pytest

from tests.sheets.conftest import round_facts, run_facts, street
from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest
from walksheets.sheets.content import canvass_head, leaflet_head
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.gather import Gatherer


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"finish": "car"}, "and back to the car"),
        ({"start": (53.4, -2.2), "start_named": "the church hall"}, "from the church hall"),
        ({"start": (53.4, -2.2), "finish": "start"}, "from the meeting point and back"),
    ],
)
def test_the_ends_are_gathered_from_the_plan(campaign: Campaign, asked: dict, said: str) -> None:
    campaign.rounds.split("Spring", SplitRequest("leaflet", rounds=1, seconds=0.1, **asked))
    (plan,) = (each for each in campaign.rounds.plans() if each.name == "Spring")
    chosen = campaign.rounds.rounds("Spring")
    with campaign.store.read() as connection:
        rooms = (campaign.places, campaign.register, campaign.rounds)
        gatherer = Gatherer(connection, *rooms, plan, chosen, "2026-01-31", SheetDesign())
    assert gatherer.round_facts(chosen[0], None).walk_ends == said


@pytest.mark.parametrize("head", [canvass_head, leaflet_head])
def test_they_stand_behind_the_walking(head) -> None:
    facts = round_facts(street("Mill Lane", ["1", "3"], [1, 1]), walk_ends="from the church hall and back")
    lines = head(run_facts(), facts, SheetDesign()).lines
    assert any(line.endswith("830 m on foot from the church hall and back") for line in lines)
