"""What a move of doors would come to is what it comes to, and asking changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest


@pytest.fixture
def plan(grid: Campaign) -> Campaign:
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=5, tolerance=0.01))
    return grid


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_move_comes_to_the_minutes_that_were_said(plan: Campaign, data: st.DataObject) -> None:
    rounds = plan.rounds.rounds("Spring")
    doors = [row.door.id for row in plan.rounds.plan_doors("Spring")]
    moving = data.draw(st.lists(st.sampled_from(doors), min_size=1, max_size=9, unique=True))
    goal = data.draw(st.sampled_from(rounds)).id
    seen = plan.store.latest_change()
    said = plan.rounds.if_moved(moving, goal)
    assert plan.store.latest_change() == seen, "asking is no change"
    plan.rounds.move_doors(moving, goal)
    try:
        after = {each.id: each.minutes for each in plan.rounds.rounds("Spring")}
        assert {rid: after.get(rid, 0.0) for rid in said} == pytest.approx(said, abs=1e-3)
    finally:
        if plan.store.latest_change() != seen:  # doors may stand there already
            plan.store.undo()
