"""What each lock costs: by a search without it, kept with the plan until the plan changes."""

import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.progress import Cancelled
from walksheets.rounds import SplitRequest

ASKED = SplitRequest(rounds=6, tolerance=0.1, seed=3)


@pytest.fixture
def plan(grid: Campaign) -> Campaign:
    """Six streets, six rounds, and a block of one door on each of the six: nobody can walk that cheaply."""
    grid.rounds.split("Spring", ASKED)
    far = [door.id for door in grid.places.doors() if door.number == "39"]
    assert len(far) == 6
    grid.rounds.keep_together("Spring", "The ends", far)
    grid.rounds.keep_whole("Spring", [1])
    grid.rounds.split("Spring", ASKED)
    return grid


def test_the_dear_lock_comes_first_with_what_it_costs(plan: Campaign) -> None:
    assert plan.rounds.costs("Spring") == ()
    plan.rounds.measure_costs("Spring")
    block, street = plan.rounds.costs("Spring")
    assert [lock.name for lock in block.locks] == ["The ends"] and block.locks[0].kind == "block"
    # Without it each street is one round of 2 · 190 + 8 m; the block's round walks along five streets more.
    assert block.walk_m > 1000
    assert block.longest_min > 3
    assert street.weight_m < block.weight_m


def test_measuring_changes_no_round_and_is_forgotten_once_the_plan_changes(plan: Campaign) -> None:
    before = plan.rounds.plan_doors("Spring")
    plan.rounds.measure_costs("Spring")
    assert plan.rounds.plan_doors("Spring") == before
    assert plan.rounds.costs("Spring")
    plan.rounds.reverse(plan.rounds.rounds("Spring")[0].id)
    assert plan.rounds.costs("Spring") == ()
    plan.rounds.measure_costs("Spring")
    plan.rounds.lock(plan.rounds.rounds("Spring")[0].id)
    assert plan.rounds.costs("Spring") == (), "there is one lock more than was measured"


def test_the_same_plan_costs_the_same_again(plan: Campaign) -> None:
    plan.rounds.measure_costs("Spring")
    first = plan.rounds.costs("Spring")
    plan.rounds.measure_costs("Spring")
    assert plan.rounds.costs("Spring") == first


def test_a_locked_round_and_many_locks_are_measured_by_kind(plan: Campaign) -> None:
    for number in range(1, 6):
        plan.rounds.keep_together("Spring", f"Court {number}", [number * 2, number * 2 + 40])
    plan.rounds.keep_whole("Spring", [1, 2, 3, 4, 5, 6])
    plan.rounds.lock(plan.rounds.rounds("Spring")[0].id)
    steps: list[float] = []
    plan.rounds.measure_costs("Spring", lambda done, _doing: steps.append(done))
    kinds = sorted((cost.locks[0].kind, len(cost.locks)) for cost in plan.rounds.costs("Spring"))
    assert kinds == [*[("block", 1)] * 6, ("round", 1), ("street", 6)]
    assert min(steps) >= 0 and 0.8 < steps[-1] <= 1


def test_measuring_can_be_stopped_and_nothing_is_kept(plan: Campaign) -> None:
    latest = plan.store.latest_change()

    def stop(done: float, _doing: str) -> None:
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan.rounds.measure_costs("Spring", stop)
    assert plan.store.latest_change() == latest and plan.rounds.costs("Spring") == ()


def test_locks_are_lifted_singly_and_undo_locks_them_again(plan: Campaign) -> None:
    plan.rounds.keep_apart("Spring", [((53.45, -2.2), (53.46, -2.2)), ((53.45, -2.1), (53.46, -2.1))])
    plan.rounds.lock(plan.rounds.rounds("Spring")[0].id)
    there = plan.rounds.locks("Spring")
    assert sorted(lock.kind for lock in there) == ["barrier", "barrier", "block", "round", "street"]
    for lock in there:
        plan.rounds.lift("Spring", [lock])
        left = plan.rounds.locks("Spring")
        assert len(left) == len(there) - 1
        plan.store.undo()
        assert plan.rounds.locks("Spring") == there


def test_nothing_locked_is_nothing_to_measure(grid: Campaign) -> None:
    grid.rounds.split("Spring", ASKED)
    with pytest.raises(UsersMistake, match="Nothing is locked"):
        grid.rounds.measure_costs("Spring")
