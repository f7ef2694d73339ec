"""Rounds that are begun already: the search goes on from them, each as large as it is to be."""

from dataclasses import replace

import numpy as np
import pytest

from tests.rounds.engine.test_split import all_doors, town
from walksheets.errors import UsersMistake
from walksheets.rounds.engine import Begun, Locks, Problem, Stop, Wanted, split

STOP = Stop(iterations=6000)
WANTED = Wanted(rounds=4, tolerance=0.05)


def strips(problem: Problem, sizes: np.ndarray) -> np.ndarray:
    """The town in strips from west to east, of as many doors as each size asks for."""
    order = np.argsort(problem.spots.xy[:, 0], kind="stable")
    ends = np.round(np.cumsum(sizes) / sizes.sum() * problem.doors).astype(int)
    of_door = np.empty(problem.doors, dtype=np.int64)
    of_door[order] = np.searchsorted(ends, np.arange(problem.doors), side="right")
    return of_door


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1), (1, 2, 3, 4), (5, 1, 5, 1)])
def test_each_round_is_as_large_as_it_is_to_be(sizes):
    problem, sizes = town(300), np.array(sizes, dtype=float)
    begun = Begun(strips(problem, sizes), sizes)
    found = split(replace(problem, begun=begun), WANTED, STOP)
    assert all_doors(found) == list(range(300))
    assert sorted(found.begun_as) == [0, 1, 2, 3]
    share = found.minutes / found.minutes.sum() / (sizes / sizes.sum())[found.begun_as]
    assert share.max() <= 1.05 + 1e-6, "nobody gets more than they asked for"
    assert share.min() >= 0.9, "a small round of a small town is a few spots: it cannot always be met"


@pytest.mark.parametrize("strips_a_round", [1, 2])
def test_the_walking_is_less_than_in_the_rounds_it_began_with(strips_a_round):
    problem = town(300)
    begun = replace(problem, begun=Begun(strips(problem, np.ones(4 * strips_a_round)) % 4))
    walk_m = np.array(
        [
            [split(begun, WANTED, stop, seed).walk_m.sum() for stop in (Stop(iterations=0), STOP)]
            for seed in range(4)
        ]
    )
    as_begun, found = walk_m.sum(axis=0)
    assert found < as_begun


def test_the_same_seed_gives_the_same_rounds():
    problem = town(200)
    begun = Begun(strips(problem, np.array([1.0, 2, 1, 2])), np.array([1.0, 2, 1, 2]))
    first, second = (split(replace(problem, begun=begun), WANTED, STOP, seed=5) for _ in range(2))
    assert all((a == b).all() for a, b in zip(first.rounds, second.rounds, strict=True))


def test_doors_that_stay_together_do_so_whatever_was_begun():
    problem = town(120)
    together = (np.array([0, 40, 80, 119]),)
    begun = Begun(strips(problem, np.ones(4)))
    for iterations in (0, 4000):
        found = split(
            replace(problem, locks=Locks(together=together), begun=begun), WANTED, Stop(iterations=iterations)
        )
        assert all_doors(found) == list(range(120))
        assert any(set(together[0]) <= set(some) for some in found.rounds)


def test_new_doors_go_where_they_lie():
    problem = town(120)
    of_door = strips(problem, np.ones(4))
    of_door[::10] = -1
    found = split(replace(problem, begun=Begun(of_door)), WANTED, STOP)
    assert all_doors(found) == list(range(120)) and len(found.rounds) == 4


def test_a_size_that_cannot_be_is_refused():
    problem = town(10)
    with pytest.raises(UsersMistake, match="size above 0"):
        replace(problem, begun=Begun(np.zeros(10, dtype=np.int64), np.array([0.0])))
