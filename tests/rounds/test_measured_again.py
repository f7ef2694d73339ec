"""Saying how long doors take, or what housing they are: every round is measured again, in one change."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.places import HOUSING
from walksheets.rounds import SplitRequest, usual_times


def loads(campaign: Campaign, plan: str) -> dict[int, float]:
    return {each.id: each.minutes for each in campaign.rounds.rounds(plan)}


def by_hand(campaign: Campaign, plan: str, kind: str) -> dict[int, float]:
    """Each round counted again from its doors, the walking and the campaign's own table."""
    times = campaign.rounds.door_times()
    return {
        each.id: sum(
            row.walk_m / 72 + times.minutes(kind, row.door.housing)
            for row in campaign.rounds.round_doors(each.id)
        )
        for each in campaign.rounds.rounds(plan)
    }


@pytest.fixture
def plans(grid: Campaign) -> Campaign:
    grid.rounds.split("Leaflets", SplitRequest("leaflet", seconds=0.1, rounds=5))
    grid.rounds.split("Canvass", SplitRequest("canvass", seconds=0.1, rounds=8))
    grid.rounds.split("Bound", SplitRequest("leaflet", seconds=0.1, rounds=4, minutes_per_door=0.25))
    return grid


def test_another_figure_changes_every_plan_but_those_of_one_number(plans: Campaign) -> None:
    before = loads(plans, "Bound")
    plans.rounds.lock(plans.rounds.rounds("Leaflets")[0].id)
    plans.rounds.set_door_times(usual_times().with_minutes("leaflet", "any", 0.5))
    for each in plans.rounds.rounds("Leaflets"):
        walked = sum(row.walk_m for row in plans.rounds.round_doors(each.id))
        assert each.minutes == pytest.approx(walked / 72 + 0.5 * each.doors, abs=0.01), "locked or not"
    assert loads(plans, "Canvass") == pytest.approx(by_hand(plans, "Canvass", "canvass"), abs=0.01)
    assert loads(plans, "Bound") == before


def test_one_undo_takes_the_figure_and_the_minutes_back(plans: Campaign) -> None:
    before = loads(plans, "Leaflets")
    plans.rounds.set_door_times(usual_times().with_minutes("leaflet", "any", 0.5))
    plans.store.undo()
    assert (loads(plans, "Leaflets"), plans.rounds.door_times()) == (before, usual_times())


def test_absurd_figures_change_nothing(plans: Campaign) -> None:
    seen = plans.store.latest_change()
    with pytest.raises(UsersMistake, match="cannot take -1 minutes"):
        plans.rounds.set_door_times(usual_times().with_minutes("leaflet", "any", -1.0))
    assert plans.store.latest_change() == seen


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_housing_is_said_of_whichever_doors_loads_follow(
    plans: Campaign, data: st.DataObject
) -> None:
    doors = [door.id for door in plans.places.doors()]
    chosen = data.draw(st.lists(st.sampled_from(doors), min_size=1, max_size=80, unique=True))
    housing = data.draw(st.sampled_from(("", *HOUSING)))
    plans.rounds.set_housing(chosen, housing)
    assert {door.housing for door in plans.places.doors(chosen)} == {housing}
    assert loads(plans, "Leaflets") == pytest.approx(by_hand(plans, "Leaflets", "leaflet"), abs=0.01)
    assert loads(plans, "Canvass") == pytest.approx(by_hand(plans, "Canvass", "canvass"), abs=0.01)


def test_an_unknown_housing_or_no_door_is_refused(plans: Campaign) -> None:
    door = plans.places.doors()[0].id
    with pytest.raises(UsersMistake, match="“castle” is no housing"):
        plans.rounds.set_housing([door], "castle")
    with pytest.raises(UsersMistake, match="No door was chosen"):
        plans.rounds.set_housing([], "semi")
    with pytest.raises(UsersMistake, match="no longer in the campaign"):
        plans.rounds.set_housing([door, 10_000_000], "semi")


def test_a_split_overtaken_by_other_figures_is_not_written(grid: Campaign) -> None:
    def meanwhile(done: float, doing: str) -> None:
        if not grid.rounds.door_times().crossing:
            grid.rounds.set_door_times(replace(usual_times(), crossing=0.5))

    with pytest.raises(UsersMistake, match="were changed while this split was being computed"):
        grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4), meanwhile)
    assert grid.rounds.plans() == []
