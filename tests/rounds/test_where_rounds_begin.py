"""A meeting point: rounds begin near it, the way there counts, and back where that was asked; or back to a car."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import SplitRequest, usual_times
from walksheets.rounds.legs import Legs

WEST, SPEED = -100.0, 72.0  # metres west of the lane that joins the streets; metres a minute


def at(campaign: Campaign, x: float, y: float) -> tuple[float, float]:
    lat, lon = campaign.places.projection().to_latlon(x, y)
    return float(lat), float(lon)


def split(campaign: Campaign, finish: str = "anywhere", **more: Any) -> None:
    asked = {"seconds": 0.1, "rounds": 6, "tolerance": 0.3, "start": at(campaign, 0.0, 150.0), **more}
    campaign.rounds.split("Spring", SplitRequest(finish=finish, **asked))


def ends(campaign: Campaign) -> list[tuple[float, float, float, float]]:
    """Each round's first and last door: how far east each is, and how many streets from the meeting point."""
    found = []
    for each in campaign.rounds.rounds("Spring"):
        rows = campaign.rounds.round_doors(each.id)
        spots = campaign.places.spots([rows[0].door.id, rows[-1].door.id])
        found.append((*spots.offset_m, *np.abs(spots.edge * 60.0 - 150.0)))
    return found


@pytest.mark.parametrize("finish", ["anywhere", "start"])
def test_rounds_begin_at_the_end_that_faces_the_meeting_point(grid: Campaign, finish: str) -> None:
    """The streets run east from the lane on which people meet: nobody begins at a far end."""
    split(grid, finish)
    for first_m, _, _, _ in ends(grid):
        assert first_m <= 30.0, "streets are 220 m long"


def test_the_way_there_counts_and_is_the_way_along_the_streets(grid: Campaign) -> None:
    split(grid)
    for each, (first_m, _, streets_m, _) in zip(grid.rounds.rounds("Spring"), ends(grid), strict=True):
        rows = grid.rounds.round_doors(each.id)
        assert rows[0].walk_m == pytest.approx(first_m + streets_m, abs=6), "but for the width of streets"
        assert rows[0].minutes == pytest.approx(rows[0].walk_m / SPEED + 0.25, abs=0.01)
        assert each.walk_m == pytest.approx(sum(row.walk_m for row in rows), abs=0.2)


def test_the_way_back_counts_where_rounds_end_where_they_start(grid: Campaign) -> None:
    split(grid, "start")
    for each, (_, last_m, _, streets_m) in zip(grid.rounds.rounds("Spring"), ends(grid), strict=True):
        rows = grid.rounds.round_doors(each.id)
        back_m = each.walk_m - sum(row.walk_m for row in rows)
        assert back_m == pytest.approx(last_m + streets_m, abs=6)
        assert each.minutes == pytest.approx(rows[-1].minutes + back_m / SPEED, abs=0.01)


def test_the_way_back_to_a_car_is_the_way_to_the_first_door(grid: Campaign) -> None:
    split(grid, "car", start=None)
    for each in grid.rounds.rounds("Spring"):
        rows = grid.rounds.round_doors(each.id)
        spots = grid.places.spots([rows[0].door.id, rows[-1].door.id])
        assert rows[0].walk_m == 0.0
        back_m = each.walk_m - sum(row.walk_m for row in rows)
        if spots.edge[0] == spots.edge[1]:
            crossed = 8.0 * (spots.side[0] != spots.side[1])
            assert back_m == pytest.approx(abs(spots.offset_m[0] - spots.offset_m[1]) + crossed, abs=0.1)


def test_edits_new_orders_and_moves_keep_counting_both_ways(grid: Campaign) -> None:
    split(grid, "start")
    first, second, *_ = grid.rounds.rounds("Spring")
    moving = [row.door.id for row in grid.rounds.round_doors(first.id)][-4:]
    said = grid.rounds.if_moved(moving, second.id)
    grid.rounds.move_doors(moving, second.id)
    grid.rounds.put_in_order(first.id, "shortest")
    grid.rounds.reverse(second.id)
    for each in grid.rounds.rounds("Spring")[:2]:
        rows = grid.rounds.round_doors(each.id)
        assert rows[0].walk_m > 0, "there is a way from the meeting point"
        assert each.walk_m > sum(row.walk_m for row in rows), "and one back"
    now = {each.id: each.minutes for each in grid.rounds.rounds("Spring")}
    assert now[second.id] == pytest.approx(said[second.id], abs=0.5), "walked backwards it takes as long"
    grid.rounds.rebalance("Spring", 0.9, seconds=0.1)
    assert grid.rounds.plans()[0].request.finish == "start"


def test_a_new_door_before_the_first_is_worth_its_way_from_the_meeting_point(
    grid: Campaign, add_doors: Any
) -> None:
    split(grid)
    (new,) = add_doors(2, "41")
    grid.rounds.refresh("Spring")
    rows = [row for row in grid.rounds.plan_doors("Spring") if row.door.street == "Street 2"]
    place = next(row for row in rows if row.door.id == new)
    assert place.position > 1, "at the far end of its street nobody begins"


def test_undo_brings_the_way_back_back(grid: Campaign) -> None:
    split(grid, "start")
    before = [(each.minutes, each.walk_m) for each in grid.rounds.rounds("Spring")]
    first = grid.rounds.rounds("Spring")[0]
    grid.rounds.reorder(first.id, [row.door.id for row in grid.rounds.round_doors(first.id)][5:]
                        + [row.door.id for row in grid.rounds.round_doors(first.id)][:5])  # fmt: skip
    assert [(each.minutes, each.walk_m) for each in grid.rounds.rounds("Spring")] != before
    grid.store.undo()
    assert [(each.minutes, each.walk_m) for each in grid.rounds.rounds("Spring")] == before


def test_what_was_asked_comes_back_from_the_plan(grid: Campaign) -> None:
    start = at(grid, 0.0, 150.0)
    split(grid, "start", start_named="The church hall")
    request = grid.rounds.plans()[0].request
    assert (request.start, request.start_named, request.finish) == (start, "The church hall", "start")


def test_without_a_map_a_meeting_point_does_no_harm(town: Campaign) -> None:
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, start=(53.45, -2.2), finish="start"))
    assert sum(each.doors for each in town.rounds.rounds("Spring")) == 240
    assert "do not begin near the meeting point" in town.rounds.plans()[0].trust


@given(st.integers(-400, 600), st.integers(-400, 700), st.sampled_from(["anywhere", "start"]))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_people_meet_no_round_is_shorter_walked_backwards(
    grid: Campaign, x: int, y: int, finish: str
) -> None:
    split(grid, finish, start=at(grid, float(x), float(y)), rounds=5)
    before = {each.id: each.minutes for each in grid.rounds.rounds("Spring")}
    for round_id in before:
        grid.rounds.reverse(round_id)
    for each in grid.rounds.rounds("Spring"):
        assert each.minutes >= before[each.id] - 0.05


@given(st.data(), st.sampled_from(["anywhere", "start", "car"]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_door_adds_to_a_walk_what_the_walk_is_longer_by(
    grid: Campaign, data: st.DataObject, finish: str
) -> None:
    doors = grid.places.doors()
    request = SplitRequest(rounds=2, finish=finish)
    start = (0.0, 150.0) if finish != "car" else None
    legs = Legs(
        grid.places.network(), grid.places.spots([d.id for d in doors]), doors, request, usual_times(), start
    )
    ids = st.lists(st.sampled_from([d.id for d in doors]), min_size=2, max_size=9, unique=True)
    new, *order = data.draw(ids)
    gap = data.draw(st.integers(0, len(order)))
    longer = [*order[:gap], new, *order[gap:]]
    whole = [sum(legs.walk_m(walk)) + legs.back_m(walk) for walk in (order, longer)]
    assert legs.added_m(new, order, gap) == pytest.approx(whole[1] - whole[0], abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"finish": "start"}, "need a meeting point"),
        ({"finish": "car", "start": (53.4, -2.2)}, "a meeting point or a car, not both"),
        ({"finish": "pub"}, "“pub” is no end of a walk"),
        ({"start": (99.0, 0.0)}, "no place on earth"),
        ({"start": (float("nan"), 0.0)}, "no place on earth"),
    ],
)
def test_what_cannot_be_is_said(grid: Campaign, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsersMistake, match=said):
        grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=3, **asked))
    assert grid.rounds.plans() == []
