"""Blocks stay in one round, and whatever is settled no door is lost, doubled or torn out of a locked round."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rounds.conftest import GridPlaces
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import NOBODY, POST, Rounds, SplitRequest

BETWEEN_STREETS_2_AND_3 = ((53.4513, -2.202), (53.4513, -2.19))
ASKED = SplitRequest(seconds=0.1, rounds=5, tolerance=0.1)


@pytest.fixture(params=["town", "grid"])
def place(request: pytest.FixtureRequest) -> Campaign:
    campaign: Campaign = request.getfixturevalue(request.param)
    campaign.rounds.split("Spring", ASKED)
    return campaign


def round_of(campaign: Campaign) -> dict[int, int]:
    return {row.door.id: row.round_id for row in campaign.rounds.plan_doors("Spring")}


def spread_out(campaign: Campaign) -> list[int]:
    """Doors that lie in several rounds: every fourth, on two streets."""
    at = round_of(campaign)
    doors = [door for door in campaign.places.doors() if door.street_id in (2, 3)][::4]
    assert len({at[door.id] for door in doors}) > 1
    return [door.id for door in doors]


def test_a_block_is_in_one_round_once_the_plan_is_split_or_balanced(place: Campaign) -> None:
    doors = spread_out(place)
    place.rounds.keep_together("Spring", "Orchard Court", doors)
    place.rounds.rebalance("Spring", keep=0.5, seconds=0.2)
    assert len({round_of(place)[i] for i in doors}) == 1
    place.rounds.split("Spring", ASKED)
    assert len({round_of(place)[i] for i in doors}) == 1
    assert len(round_of(place)) == 240


def test_a_block_and_a_whole_street_that_share_a_door_lie_in_one_round(place: Campaign) -> None:
    doors = spread_out(place)
    street = next(door for door in place.places.doors() if door.id == doors[0]).street_id
    place.rounds.keep_whole("Spring", [street])
    place.rounds.keep_together("Spring", "Orchard Court", doors)
    place.rounds.split("Spring", ASKED)
    both = {*doors, *(door.id for door in place.places.doors() if door.street_id == street)}
    assert len({round_of(place)[i] for i in both}) == 1


def test_a_block_is_named_anew_let_apart_and_taken_back_by_undo(place: Campaign) -> None:
    place.rounds.keep_together("Spring", "Court", [1, 2, 3])
    place.rounds.keep_together("Spring", "Court", [1, 2, 3, 4])
    place.rounds.keep_together("Spring", "Close", [4, 5, 6])
    blocks = place.rounds.plans()[0].request.blocks
    assert {each.name: each.door_ids for each in blocks} == {"Court": (1, 2, 3), "Close": (4, 5, 6)}
    place.rounds.let_apart("Spring", "Close")
    assert [each.name for each in place.rounds.plans()[0].request.blocks] == ["Court"]
    place.store.undo()
    assert place.rounds.plans()[0].request.blocks == blocks


def test_a_block_that_cannot_be_is_refused(place: Campaign) -> None:
    for name, doors, why in (
        ("", [1, 2], "needs a name"),
        ("Court", [1], "One door is whole"),
        ("Court", [1, 9999], "no longer"),
    ):
        with pytest.raises(UsersMistake, match=why):
            place.rounds.keep_together("Spring", name, doors)
    with pytest.raises(UsersMistake, match="No block is called “Yard”"):
        place.rounds.let_apart("Spring", "Yard")


some_doors = st.lists(st.integers(1, 240), min_size=2, max_size=25, unique=True)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    on_map=st.booleans(),
    blocks=st.lists(some_doors, max_size=3),
    post=some_doors,
    nobody=some_doors,
    street=st.integers(1, 6),
    locked=st.sampled_from([None, 0, 2]),
    keep=st.sampled_from([0.0, 0.8]),
    barrier=st.booleans(),
)
def test_whatever_is_settled_every_door_is_once_in_a_round_or_aside(
    towns: Path, tmp_path: Path, on_map: bool, blocks: list[list[int]], post: list[int], nobody: list[int],
    street: int, locked: int | None, keep: float, barrier: bool,
) -> None:  # fmt: skip
    file = shutil.copy(towns / ("grid.walk" if on_map else "town.walk"), tmp_path)
    with Campaign.open(file, who="tester") as campaign:
        if on_map:
            campaign.places = GridPlaces(campaign.store)
            campaign.rounds = Rounds(campaign.store, campaign.places)
        rounds = campaign.rounds
        rounds.split("Spring", ASKED)
        rounds.set_aside("Spring", post, POST)
        rounds.set_aside("Spring", nobody, NOBODY)
        for at, doors in enumerate(blocks):
            rounds.keep_together("Spring", f"Block {at}", doors)
        rounds.keep_whole("Spring", [street])
        if barrier:
            rounds.keep_apart("Spring", [BETWEEN_STREETS_2_AND_3])
        kept: list[Any] = []
        if locked is not None:
            chosen = rounds.rounds("Spring")[locked]
            rounds.lock(chosen.id)
            kept = rounds.round_doors(chosen.id)
        request = rounds.plans()[0].request
        if keep:
            rounds.rebalance("Spring", keep, seconds=0.1)
        else:
            rounds.split("Spring", request)
        aside = {each.door.id for each in rounds.aside("Spring")}
        counted = Counter(round_of(campaign).keys())
        assert aside == {*post, *nobody}
        assert counted.keys() == set(range(1, 241)) - aside and set(counted.values()) == {1}
        assert len(rounds.plan_doors("Spring")) == len(counted)
        if kept:
            assert rounds.round_doors(kept[0].round_id) == kept
        fixed = {row.door.id for row in kept}
        at = round_of(campaign)
        side = {
            door.id: int(door.street.split()[-1]) < 3 if on_map and barrier else True
            for door in campaign.places.doors()
        }
        for block in rounds.plans()[0].request.blocks:
            free = [i for i in block.door_ids if i in at and i not in fixed]
            for half in (True, False):
                assert len({at[i] for i in free if side[i] == half}) <= 1
