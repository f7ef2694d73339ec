"""What a door takes: the same figures in the split, the clock, the balance, an edit and a file taken in."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rounds.conftest import GridPlaces
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.places import HOUSING, WalkingNetwork
from walksheets.rounds import ANY, DoorTimes, Rounds, SplitRequest, usual_times
from walksheets.rounds.records import KINDS
from walksheets.store import schema


def house(campaign: Campaign) -> dict[int, str]:
    """Say of the grid's six streets that each is of another housing; return it by door."""
    kinds = {f"Street {i}": kind for i, kind in enumerate(["", "terrace", "semi", "drive", "flats", "rural"])}
    housing = {door.id: kinds[door.street] for door in campaign.places.doors()}
    with campaign.store.change("Housing") as writer:
        writer.update(schema.door, [{"id": each, "housing": kind} for each, kind in housing.items()])
    return housing


def load(campaign: Campaign, round_id: int, kind: str) -> float:
    """Count a round again from its rows: walking at 1.2 m/s, and the table by hand."""
    table = usual_times().at_door[kind]
    rows = campaign.rounds.round_doors(round_id)
    return sum(row.walk_m / 72 + table[row.door.housing or "any"] for row in rows)


def test_the_table_has_a_row_for_each_kind_of_housing_and_of_work() -> None:
    times = usual_times()
    assert set(times.at_door) == set(KINDS)
    assert {frozenset(table) for table in times.at_door.values()} == {frozenset((ANY, *HOUSING))}


def test_doors_of_whose_housing_nothing_was_said_take_what_the_measurements_say() -> None:
    assert (usual_times().minutes("leaflet", ""), usual_times().minutes("canvass", "")) == (0.25, 2.5)


def test_flats_with_stairs_share_each_storey() -> None:
    times = replace(usual_times(), storey=0.6, flats_a_storey=3)
    assert times.minutes("leaflet", "stairs") == pytest.approx(times.at_door["leaflet"]["stairs"] + 0.2)


@pytest.mark.parametrize("kind", KINDS)
def test_loads_are_what_the_table_and_the_walking_come_to(grid: Campaign, kind: str) -> None:
    house(grid)
    grid.rounds.split("Spring", SplitRequest(kind, seconds=0.1, rounds=5))
    for each in grid.rounds.rounds("Spring"):
        assert each.minutes == pytest.approx(load(grid, each.id, kind), abs=0.01)
        assert grid.rounds.round_doors(each.id)[-1].minutes == each.minutes


def test_rounds_are_balanced_by_these_minutes_and_not_by_doors(grid: Campaign) -> None:
    house(grid)
    grid.rounds.split("Spring", SplitRequest("leaflet", seconds=0.3, rounds=4))
    (plan,) = grid.rounds.plans()
    doors = [each.doors for each in grid.rounds.rounds("Spring")]
    assert plan.minutes_max <= 1.05 * plan.minutes_mean
    assert max(doors) > 1.5 * min(doors), "a rural street takes ten times a terrace"


def test_an_edit_counts_by_the_same_table(grid: Campaign) -> None:
    house(grid)
    grid.rounds.split("Spring", SplitRequest("leaflet", seconds=0.1, rounds=5))
    first, second, *_ = grid.rounds.rounds("Spring")
    moving = [row.door.id for row in grid.rounds.round_doors(first.id)][:7]
    said = grid.rounds.if_moved(moving, second.id)
    grid.rounds.move_doors(moving, second.id)
    for each in grid.rounds.rounds("Spring")[:2]:
        assert each.minutes == pytest.approx(load(grid, each.id, "leaflet"), abs=0.01)
        assert each.minutes == pytest.approx(said[each.id], abs=0.01)


def test_new_doors_are_taken_in_by_the_same_table(
    grid: Campaign, add_doors: Callable[..., list[int]]
) -> None:
    house(grid)
    grid.rounds.split("Spring", SplitRequest("leaflet", seconds=0.1, rounds=5))
    new = add_doors(3, "41", "42")
    grid.rounds.refresh("Spring")
    grid.rounds.set_housing(new, "rural")
    for each in grid.rounds.rounds("Spring"):
        assert each.minutes == pytest.approx(load(grid, each.id, "leaflet"), abs=0.01)


def test_one_number_of_the_request_overrides_the_table(grid: Campaign) -> None:
    house(grid)
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=5, minutes_per_door=0.5))
    for each in grid.rounds.rounds("Spring"):
        assert each.minutes == pytest.approx(each.walk_m / 72 + 0.5 * each.doors, abs=0.01)


figures = st.floats(0, 120)


@given(st.sampled_from(KINDS), st.sampled_from((ANY, *HOUSING)), figures)
def test_figures_come_back_as_they_were_kept(kind: str, housing: str, minutes: float) -> None:
    times = usual_times().with_minutes(kind, housing, minutes)
    times.check()
    kept = DoorTimes.from_settings(times.as_settings())
    assert kept == times
    assert kept.at_door[kind][housing] == minutes


def test_a_campaign_that_kept_fewer_figures_has_the_usual_ones_for_the_rest() -> None:
    kept = DoorTimes.from_settings({"at_door": {"leaflet": {"semi": 0.4}}, "castle": 3})
    assert kept == usual_times().with_minutes("leaflet", "semi", 0.4)


@pytest.mark.parametrize("minutes", [-1.0, float("nan"), float("inf"), 121.0])
def test_absurd_figures_are_refused(minutes: float) -> None:
    with pytest.raises(UsersMistake, match="cannot take"):
        usual_times().with_minutes("leaflet", "semi", minutes).check()
    with pytest.raises(UsersMistake, match="flats on a storey"):
        replace(usual_times(), flats_a_storey=0.0).check()


class MainRoads(GridPlaces):
    """The same grid, its streets main roads."""

    def network(self) -> WalkingNetwork:
        return replace(super().network(), edge_kind=("primary",) * self.streets + ("residential",) * 5)


@pytest.fixture
def main_roads(grid: Campaign) -> Campaign:
    grid.rounds = Rounds(grid.store, MainRoads(grid.store))
    return grid


def crossings(campaign: Campaign, round_id: int) -> int:
    """How often a walk goes from one side of a street straight to the other."""
    doors = [row.door for row in campaign.rounds.round_doors(round_id)]
    return sum(
        a.street_id == b.street_id and (int(a.number) - int(b.number)) % 2 == 1 for a, b in pairwise(doors)
    )


def test_waiting_to_cross_a_main_road_takes_minutes_and_no_metres(main_roads: Campaign) -> None:
    main_roads.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    before = {each.id: (each.minutes, each.walk_m) for each in main_roads.rounds.rounds("Spring")}
    main_roads.rounds.set_door_times(replace(usual_times(), crossing=2.0))
    for each in main_roads.rounds.rounds("Spring"):
        minutes, walk_m = before[each.id]
        assert each.walk_m == walk_m, "one street each: up one side and down the other"
        assert crossings(main_roads, each.id) == 1
        assert each.minutes == pytest.approx(minutes + 2.0, abs=0.01)


def test_where_crossing_takes_long_nobody_crosses_at_will(main_roads: Campaign) -> None:
    """The shortest way zigzags across a narrow street; two minutes of waiting end that."""
    asked = SplitRequest(seconds=0.1, rounds=6, tolerance=0.01, order="shortest")
    main_roads.rounds.set_door_times(replace(usual_times(), crossing=2.0))
    main_roads.rounds.split("Spring", asked)
    assert {crossings(main_roads, each.id) for each in main_roads.rounds.rounds("Spring")} == {1}


def test_side_streets_are_crossed_without_waiting(grid: Campaign) -> None:
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    before = [each.minutes for each in grid.rounds.rounds("Spring")]
    grid.rounds.set_door_times(replace(usual_times(), crossing=2.0))
    assert [each.minutes for each in grid.rounds.rounds("Spring")] == before
