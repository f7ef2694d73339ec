"""Splitting: every door once, balanced as promised, the same again, and plain words for what cannot be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rounds.engine.towns import grid, network_of, plain_walk_m, scattered, stand
from walksheets.errors import UsersMistake
from walksheets.places.network import DoorSpots, WalkingNetwork
from walksheets.progress import Cancelled
from walksheets.rounds.engine import Problem, Stop, Wanted, split, split_in_sequence

LITTLE = Stop(iterations=2000)
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def problem_of(network, spots, minutes=0.25, **more) -> Problem:
    return Problem(network, spots, np.full(len(spots), minutes), **more)


def town(doors: int = 200, seed: int = 0) -> Problem:
    network = grid(6, 5)
    return problem_of(network, scattered(network, doors, seed))


def all_doors(found) -> list[int]:
    return sorted(int(door) for some in found.rounds for door in some)


@QUICK
@given(
    doors=st.integers(1, 60), rounds=st.integers(1, 8), seed=st.integers(0, 10**6), minutes=st.sampled_from([0.0, 0.25, 2.5]),
    order=st.sampled_from(["natural", "shortest"]),
)  # fmt: skip
def test_every_door_is_in_exactly_one_round_and_its_walk_is_what_a_plain_count_says(
    doors, rounds, seed, minutes, order
):
    network = grid(4, 3)
    problem = problem_of(network, scattered(network, doors, seed), minutes)
    found = split(problem, Wanted(rounds=rounds, order=order), Stop(iterations=300), seed)
    assert all_doors(found) == list(range(doors))
    assert len(found.rounds) == min(rounds, doors)
    for some, walk_m, taken in zip(found.rounds, found.walk_m, found.minutes, strict=True):
        assert walk_m == pytest.approx(plain_walk_m(network, problem.spots, some))
        assert taken == pytest.approx(walk_m / 72 + minutes * len(some))


@QUICK
@given(seed=st.integers(0, 10**9))
def test_the_same_seed_and_iterations_make_the_same_rounds(seed):
    problem = town(60)
    one, two = (split(problem, Wanted(rounds=3), Stop(iterations=500), seed) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one.rounds, two.rounds, strict=True))


def test_rounds_are_balanced_in_minutes_as_they_are_walked():
    for tolerance in (0.05, 0.02):
        found = split(town(600), Wanted(rounds=5, tolerance=tolerance), Stop(iterations=20_000))
        assert found.longest_to_mean <= 1 + tolerance
        assert not found.notes


def test_searching_never_walks_more_than_the_first_sketch():
    problem = town(400)
    sketch = split(problem, Wanted(rounds=6, order="shortest"), Stop(iterations=0))
    better = split(problem, Wanted(rounds=6, order="shortest"), Stop(iterations=30_000))
    assert better.walk_m.sum() <= sketch.walk_m.sum() + 1e-6


def test_rounds_of_so_many_minutes_keep_to_them_and_are_as_few_as_can_be():
    problem = town(400)
    found = split(problem, Wanted(minutes=30), Stop(iterations=5000))
    assert found.minutes.max() <= 30
    assert (len(found.rounds) - 1) * 30 < found.minutes.sum() * 1.05


def test_rounds_of_so_many_doors_are_as_many_as_that_takes():
    found = split(town(250), Wanted(doors=60), LITTLE)
    assert len(found.rounds) == 5


def test_doors_of_different_districts_are_never_mixed():
    problem = town(300)
    group = (np.arange(300) % 3).astype(np.int64)
    found = split(replace(problem, group=group), Wanted(rounds=7), LITTLE)
    assert all_doors(found) == list(range(300))
    assert len(found.rounds) == 7
    for some, label in zip(found.rounds, found.groups, strict=True):
        assert set(group[some]) == {label}


def test_too_few_rounds_for_the_districts_is_said():
    problem = replace(town(30), group=np.arange(30) % 3)
    with pytest.raises(UsersMistake, match="3 areas that may not be mixed cannot share 2 rounds"):
        split(problem, Wanted(rounds=2))


def test_a_network_in_pieces_is_walked_with_a_straight_line_between_them():
    network = network_of([(0, 0), (100, 0), (0, 500), (100, 500)], [(0, 1), (2, 3)])
    spots = stand(network, [0] * 5 + [1] * 5, [10, 30, 50, 70, 90] * 2, [1] * 10)
    found = split(problem_of(network, spots), Wanted(rounds=1), LITTLE)
    assert all_doors(found) == list(range(10))
    assert found.walk_m[0] == pytest.approx(
        80 + 10 + 500 + 10 + 80 + 4
    )  # to an end, across, on; quarter widths


def test_more_rounds_than_doors_gives_each_door_a_round_and_says_so():
    found = split(town(3), Wanted(rounds=5), LITTLE)
    assert len(found.rounds) == 3
    assert found.notes == ("There are only doors enough for 3 rounds.",)


def test_one_door_is_a_round():
    found = split(town(1), Wanted(rounds=1))
    assert [list(some) for some in found.rounds] == [[0]]
    assert found.walk_m[0] == 0


def test_no_doors_are_no_rounds():
    found = split(problem_of(grid(2, 2), DoorSpots.nowhere(0)), Wanted(rounds=3))
    assert found.rounds == ()


def test_all_doors_at_one_spot_are_shared_out_evenly_in_their_order():
    network = grid(2, 2)
    spots = stand(network, [0] * 90, [20.0] * 90, [1] * 90)
    found = split(problem_of(network, spots), Wanted(rounds=3), LITTLE)
    assert [len(some) for some in found.rounds] == [30, 30, 30]
    assert found.walk_m.sum() == 0


def test_a_tower_of_300_flats_is_shared_by_as_many_rounds_as_it_needs():
    network = grid(5, 4)
    rng = np.random.default_rng(1)
    edges = np.concatenate([rng.integers(0, network.edges, 100), np.full(300, 7)])
    offsets = np.concatenate([rng.random(100) * 80, np.full(300, 40.0)])
    problem = problem_of(network, stand(network, edges, offsets, [1] * 400))
    found = split(problem, Wanted(rounds=8), Stop(iterations=10_000))
    assert all_doors(found) == list(range(400))
    assert found.longest_to_mean <= 1.05
    assert sum(bool((some >= 100).any()) for some in found.rounds) >= 5


def test_one_door_that_takes_longer_than_all_the_rest_is_said():
    problem = town(20)
    minutes = problem.minutes_at_door.copy()
    minutes[0] = 500
    found = split(replace(problem, minutes_at_door=minutes), Wanted(rounds=2), LITTLE)
    assert all_doors(found) == list(range(20))
    assert "were not divided more evenly" in found.notes[0]


def test_doors_beside_no_street_are_walked_to_and_those_without_a_place_are_left_to_the_caller():
    network = grid(3, 3)
    spots = scattered(network, 12, 0)
    edge, xy = spots.edge.copy(), spots.xy.copy()
    edge[:4] = -1
    xy[0] = np.nan
    found = split(
        problem_of(network, DoorSpots(edge, spots.offset_m, spots.side, xy)), Wanted(rounds=2), LITTLE
    )
    assert list(found.left_out) == [0]
    assert all_doors(found) == list(range(1, 12))


def test_without_any_street_straight_lines_do():
    xy = np.random.default_rng(0).random((150, 2)) * 500
    spots = replace(DoorSpots.nowhere(150), xy=xy)
    found = split(problem_of(WalkingNetwork.empty(), spots), Wanted(rounds=4), LITTLE)
    assert all_doors(found) == list(range(150))
    assert found.longest_to_mean <= 1.05


def test_a_meeting_point_draws_the_beginnings_near_and_its_way_counts():
    problem = town(200)
    free = split(problem, Wanted(rounds=4), Stop(iterations=5000))
    met = split(replace(problem, start_xy=(0.0, 0.0)), Wanted(rounds=4), Stop(iterations=5000))
    distance = [np.hypot(*problem.spots.xy[some[0]]) for some in met.rounds]
    assert np.mean(distance) < np.mean([np.hypot(*problem.spots.xy[some[0]]) for some in free.rounds])
    assert met.walk_m.sum() > free.walk_m.sum()


def test_a_walk_that_comes_back_to_the_car_counts_the_way_back():
    problem = replace(town(100), finish="start")
    found = split(problem, Wanted(rounds=2), LITTLE)
    for some, walk_m in zip(found.rounds, found.walk_m, strict=True):
        there = plain_walk_m(problem.network, problem.spots, [*some, some[0]])
        assert walk_m == pytest.approx(there)


def test_cancelling_stops_at_once_and_finishing_now_takes_the_best_so_far():
    def cancel(done: float, doing: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        split(town(), Wanted(rounds=4), progress=cancel)

    stop = Stop()

    def finish(done: float, doing: str) -> None:
        if done > 0.1:
            stop.finish_now()

    found = split(town(), Wanted(rounds=4), stop, progress=finish)
    assert all_doors(found) == list(range(200))
    assert found.longest_to_mean <= 1.05


def test_progress_runs_from_nothing_to_everything_and_never_back():
    told: list[float] = []
    split(town(), Wanted(rounds=4), LITTLE, progress=lambda done, doing: told.append(done))
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1


def test_seconds_end_the_search():
    split(town(), Wanted(rounds=4), LITTLE)  # compiled
    told: list[str] = []
    found = split(
        town(), Wanted(rounds=4), Stop(seconds=0.3), progress=lambda done, doing: told.append(doing)
    )
    assert all_doors(found) == list(range(200))
    assert "moving single doors" in told


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"rounds": 0}, "0 rounds is not possible"),
        ({"rounds": -3}, "-3 rounds is not possible"),
        ({"minutes": -1.0}, "-1 minutes is not possible"),
        ({"minutes": float("nan")}, "nan minutes"),
        ({"doors": 0}, "0 doors is not possible"),
        ({}, "Say one of three"),
        ({"rounds": 2, "doors": 3}, "Say one of three"),
        ({"rounds": 2, "tolerance": 0.0}, "tolerance of 0"),
        ({"rounds": 2, "order": "sideways"}, "natural or shortest"),
    ],
)
def test_what_cannot_be_wanted_is_said(wanted, says):
    with pytest.raises(UsersMistake, match=says):
        Wanted(**wanted)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"speed_mps": 0.0}, "speed of 0"),
        ({"speed_mps": float("inf")}, "speed of inf"),
        ({"minutes_at_door": np.full(5, -1.0)}, "0 or more"),
        ({"minutes_at_door": np.full(5, np.nan)}, "0 or more"),
    ],
)
def test_absurd_problems_are_refused(more, says):
    with pytest.raises(UsersMistake, match=says):
        replace(town(5), **more)


def test_broken_arrays_are_our_own_fault_and_named():
    with pytest.raises(ValueError, match="minutes_at_door"):
        Problem(grid(2, 2), DoorSpots.nowhere(3), np.zeros(2))
    network = grid(2, 2)
    with pytest.raises(ValueError, match="edge that is not among"):
        problem_of(network, replace(DoorSpots.nowhere(1), edge=np.array([99], dtype=np.int32)))


@QUICK
@given(minutes=st.lists(st.floats(0, 20), min_size=1, max_size=40), rounds=st.integers(1, 12))
def test_a_sequence_is_cut_into_rounds_one_after_the_other(minutes, rounds):
    found = split_in_sequence(np.array(minutes), rounds)
    assert len(found) == min(rounds, len(minutes))
    assert [int(i) for some in found for i in some] == list(range(len(minutes)))
    assert all(len(some) for some in found)
