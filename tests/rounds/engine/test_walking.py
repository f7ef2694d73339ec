"""How walking is counted, in which order doors are walked, and the line that shows it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rounds.engine.test_split import problem_of
from tests.rounds.engine.towns import grid, network_of, plain_way_m, scattered, stand
from walksheets.rounds.engine import Walk, measure, order, way
from walksheets.rounds.engine.distances import metres_between
from walksheets.rounds.engine.split import where_among
from walksheets.rounds.engine.stops import stops_of

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def street():
    """One street of 100 m, odd doors left, even doors right, and a lane of 6 m width that leaves its end."""
    network = network_of([(0, 0), (100, 0), (100, 50)], [(0, 1), (1, 2, 6.0)])
    return network, stand(network, [0, 0, 0, 1], [10, 30, 30, 20], [1, 1, -1, 1])


def test_along_one_side_it_is_the_difference_of_the_offsets(street):
    walk = Walk(problem_of(*street))
    assert walk.legs(np.array([0, 1])) == pytest.approx([0, 20])


def test_across_the_street_its_width_is_added(street):
    walk = Walk(problem_of(*street))
    assert walk.legs(np.array([1, 2, 0])) == pytest.approx([0, 8, 28])


def test_round_a_corner_a_quarter_of_both_widths_is_added(street):
    walk = Walk(problem_of(*street))
    assert walk.legs(np.array([0, 3])) == pytest.approx([0, 90 + 20 + (8 + 6) / 4])


@QUICK
@given(seed=st.integers(0, 10**6), doors=st.integers(2, 30))
def test_what_the_search_and_the_evaluator_count_is_what_the_rule_says(seed, doors):
    network = grid(5, 4)
    problem = problem_of(network, scattered(network, doors, seed))
    walk = Walk(problem)
    stops = stops_of(walk.places, np.arange(doors), problem.minutes_at_door)
    where = where_among(walk, stops)
    lead = [int(flats[0]) for flats in stops.doors]
    first, last = lead[0], lead[-1]
    by_hand = plain_way_m(network, problem.spots, first, last)
    assert metres_between(np.array([0]), np.array([len(lead) - 1]), where)[0] == pytest.approx(
        by_hand, abs=0.01
    )
    assert walk.between(np.array([first]), np.array([last]))[0] == pytest.approx(by_hand)


@QUICK
@given(seed=st.integers(0, 10**6), doors=st.integers(2, 40))
def test_the_way_drawn_is_as_long_as_the_way_counted_but_for_the_widths(seed, doors):
    network = grid(4, 4)
    problem = problem_of(network, scattered(network, doors, seed))
    walked = order(problem, np.arange(doors))
    line = way(problem, walked)
    drawn = np.hypot(*np.diff(line, axis=0).T).sum()
    edges, sides = problem.spots.edge[walked], problem.spots.side[walked]
    widths = np.where(edges[1:] != edges[:-1], 4.0, np.where(sides[1:] != sides[:-1], 8.0, 0.0)).sum()
    assert drawn == pytest.approx(measure(problem, [walked]).walk_m[0] - widths)


def test_the_way_goes_along_the_bends_of_a_street():
    network = network_of([(0, 0), (100, 0)], [(0, 1)])
    bent = np.array([(0.0, 0.0), (50.0, 40.0), (100.0, 0.0)])
    length = np.hypot(50, 40) * 2
    network = type(network)(
        network.junction_xy, network.edge_from, network.edge_to, np.array([length]), network.edge_width_m,
        network.edge_street, (), network.edge_kind, (bent,),
    )  # fmt: skip
    line = way(problem_of(network, stand(network, [0, 0], [0, length], [1, 1])), np.array([0, 1]))
    assert line.tolist() == bent.tolist()


def test_no_door_is_lost_in_ordering_and_flats_stay_together():
    network = grid(3, 3)
    spots = stand(network, [0, 1, 0, 2, 0], [20.0, 30, 20, 40, 20], [1] * 5)
    walked = list(order(problem_of(network, spots), np.arange(5)))
    assert sorted(walked) == list(range(5))
    at = walked.index(0)
    assert walked[at : at + 3] == [0, 2, 4]


def test_the_natural_order_finishes_a_side_before_it_crosses():
    network = network_of([(0, 0), (200, 0)], [(0, 1)])
    offsets = np.repeat(np.arange(5.0, 200, 9.0), 2)  # 9 m apart: crossing 8 m each time would be shorter
    spots = stand(network, [0] * len(offsets), offsets, [1, -1] * (len(offsets) // 2))
    problem = problem_of(network, spots)
    crossings = {
        style: int((np.diff(spots.side[order(problem, np.arange(len(offsets)), style)]) != 0).sum())
        for style in ("natural", "shortest")
    }
    assert crossings["natural"] == 1
    assert crossings["shortest"] > 10


@QUICK
@given(seed=st.integers(0, 2**20))
def test_the_way_from_the_meeting_point_is_the_plain_one(seed):
    network = grid(4, 3)
    rng = np.random.default_rng(seed)
    edge = rng.integers(0, network.edges, 12)
    spots = stand(network, edge, rng.uniform(1, 79, 12), [0, *rng.choice([-1, 1], 11)])
    walk = Walk(replace(problem_of(network, spots), start_xy=tuple(spots.xy[0])))
    plain = [plain_way_m(network, spots, 0, door) for door in range(1, 12)]
    assert walk.from_start(np.arange(1, 12)) == pytest.approx(plain)


def test_a_meeting_point_in_a_part_of_the_town_without_doors_is_joined_to_it():
    network = network_of([(0, 0), (100, 0), (500, 0), (600, 0)], [(0, 1), (2, 3)])
    spots = stand(network, [0, 0, 0], [10, 50, 90], [1, -1, 1])
    walk = Walk(replace(problem_of(network, spots), start_xy=(550.0, 0.0)))
    widths = (8 + 8) / 4
    assert walk.from_start(np.arange(3)) == pytest.approx([540 + widths, 500 + widths, 460 + widths])
