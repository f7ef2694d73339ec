"""Barriers and whole streets: kept with the plan, held by its next split and balancing, taken back by undo."""

import numpy as np
import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import SplitRequest

ASKED = SplitRequest(seconds=0.3, rounds=5, tolerance=0.05)
Wall = tuple[tuple[float, float], ...]


@pytest.fixture
def wall(grid: Campaign) -> Wall:
    """A railway between Street 2 and Street 3 that leaves no way across."""
    line = grid.places.projection().to_latlon(np.array([-80.0, 400.0]), np.array([150.0, 150.0]))
    return tuple((float(lat), float(lon)) for lat, lon in line)


def streets_of(campaign: Campaign) -> list[set[int]]:
    found: dict[int, set[int]] = {}
    for row in campaign.rounds.plan_doors("Spring"):
        found.setdefault(row.round_id, set()).add(int(row.door.street.split()[-1]))
    return list(found.values())


def crossing(campaign: Campaign) -> int:
    return sum(bool({0, 1, 2} & streets) and bool({3, 4, 5} & streets) for streets in streets_of(campaign))


def test_no_round_crosses_a_barrier_once_the_plan_is_split_with_it(grid: Campaign, wall: Wall) -> None:
    grid.rounds.split("Spring", ASKED)
    assert crossing(grid) > 0, "without it some round lies on both sides"
    grid.rounds.keep_apart("Spring", [wall])
    (plan,) = grid.rounds.plans()
    assert plan.request.barriers == (wall,) and plan.request.rounds == 5 and plan.rounds == 5
    grid.rounds.split("Spring", plan.request)
    assert crossing(grid) == 0
    assert sum(each.doors for each in grid.rounds.rounds("Spring")) == 240


def test_streets_kept_whole_are_each_in_one_round(grid: Campaign) -> None:
    ids = sorted({door.street_id for door in grid.places.doors()})
    grid.rounds.split("Spring", ASKED)
    assert sum(len(streets) for streets in streets_of(grid)) > 6, "five rounds of six streets cut some"
    grid.rounds.keep_whole("Spring", ids)
    (plan,) = grid.rounds.plans()
    grid.rounds.split("Spring", plan.request)
    assert sum(len(streets) for streets in streets_of(grid)) == 6


def test_what_is_settled_is_taken_back_by_undo_and_refused_when_it_is_no_line(
    grid: Campaign, wall: Wall
) -> None:
    grid.rounds.split("Spring", ASKED)
    grid.rounds.keep_apart("Spring", [wall])
    grid.store.undo()
    assert grid.rounds.plans()[0].request.barriers == ()
    with pytest.raises(UsersMistake):
        grid.rounds.keep_apart("Spring", [wall[:1]])
