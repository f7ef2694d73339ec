"""What the organiser has settled: kept rounds, doors that stay together, barriers, rounds there were before."""

from dataclasses import replace

import numpy as np
import pytest

from tests.rounds.engine.test_split import all_doors, problem_of, town
from tests.rounds.engine.towns import grid, scattered
from walksheets.errors import UsersMistake
from walksheets.rounds.engine import Locks, Stop, Wanted, split

STOP = Stop(iterations=4000)


def test_a_kept_round_comes_out_first_as_it_was():
    kept = np.array([5, 3, 9, 4])
    found = split(replace(town(120), locks=Locks(kept=(kept,))), Wanted(rounds=4), STOP)
    assert list(found.rounds[0]) == [5, 3, 9, 4]
    assert len(found.rounds) == 4
    assert all_doors(found) == list(range(120))


def test_doors_that_stay_together_are_in_one_round():
    together = (np.array([0, 40, 80, 119]), np.array([1, 2, 3, 60]))
    for iterations in (0, 4000):
        found = split(
            replace(town(120), locks=Locks(together=together)), Wanted(rounds=4), Stop(iterations=iterations)
        )
        assert all_doors(found) == list(range(120))
        for bond in together:
            assert any(set(bond) <= set(some) for some in found.rounds)


def test_nobody_crosses_a_barrier_that_parts_the_town():
    network = grid(7, 4)
    problem = problem_of(network, scattered(network, 200, 3))
    wall = np.array([[195.0, -50.0], [195.0, 400.0]])  # across three rows of streets, between the junctions
    found = split(replace(problem, locks=Locks(barriers=(wall,))), Wanted(rounds=4), STOP)
    assert all_doors(found) == list(range(200))
    street_x = np.array([network.edge_line[e][0][0] + o * np.sign(np.ptp(network.edge_line[e][:, 0]))
                         for e, o in zip(problem.spots.edge, problem.spots.offset_m, strict=True)])  # fmt: skip
    for some in found.rounds:
        assert len(set(street_x[some] > 195)) == 1


def test_a_barrier_that_can_be_walked_round_makes_the_way_longer():
    network = grid(3, 3)
    problem = problem_of(network, scattered(network, 60, 3))
    wall = np.array([[40.0, 40.0], [40.0, 200.0]])
    found = split(replace(problem, locks=Locks(barriers=(wall,))), Wanted(rounds=1, order="shortest"), STOP)
    free = split(problem, Wanted(rounds=1, order="shortest"), STOP)
    assert all_doors(found) == list(range(60))
    assert found.walk_m[0] > free.walk_m[0]


def test_most_doors_keep_their_round_when_some_come_and_go():
    before = town(300)
    first = split(before, Wanted(rounds=5), Stop(iterations=10_000))
    of_door = np.empty(300, dtype=np.int64)
    for r, some in enumerate(first.rounds):
        of_door[some] = r
    rng = np.random.default_rng(0)
    new = rng.random(300) < 0.03
    previous = np.where(new, -1, of_door)
    now = replace(before, locks=Locks(previous=previous, keep=0.97))
    found = split(now, Wanted(rounds=5), Stop(iterations=10_000))
    assert all_doors(found) == list(range(300))
    stayed = sum((previous[some] == r).sum() for r, some in enumerate(found.rounds))
    assert stayed / (previous >= 0).sum() >= 0.97
    assert found.longest_to_mean <= 1.05
    assert found.walk_m.sum() <= first.walk_m.sum() * 1.02


def test_a_door_in_two_kept_rounds_is_refused():
    with pytest.raises(UsersMistake, match="twice in the kept rounds"):
        replace(town(10), locks=Locks(kept=(np.array([1, 2]), np.array([2]))))


def test_a_share_to_keep_beyond_all_is_refused():
    with pytest.raises(UsersMistake, match=r"share of 1\.5"):
        replace(town(10), locks=Locks(keep=1.5))
