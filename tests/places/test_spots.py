"""Where doors stand on the network."""

import numpy as np
import pytest

from walksheets.places.network import DoorSpots, WalkingNetwork
from walksheets.places.spots import find_spots


@pytest.fixture
def network() -> WalkingNetwork:
    """High Street runs 100 m east along y = 0; Back Lane beside it along y = 30; a path without a name along y = -50."""
    lines = tuple(np.array([[0.0, y], [100.0, y]]) for y in (0.0, 30.0, -50.0))
    ends = np.array([0, 2, 4], dtype=np.int32)
    return WalkingNetwork(
        junction_xy=np.concatenate(lines),
        edge_from=ends,
        edge_to=ends + 1,
        edge_length_m=np.full(3, 100.0),
        edge_width_m=np.full(3, 8.0),
        edge_street=np.array([0, 1, -1], dtype=np.int32),
        street_names=("High Street", "Back Lane"),
        edge_kind=("residential", "residential", "path"),
        edge_line=lines,
    )


def spot(network: WalkingNetwork, x: float, y: float, street: str) -> tuple[int, float, int]:
    spots = find_spots(network, np.array([[x, y]]), [street])
    return int(spots.edge[0]), float(spots.offset_m[0]), int(spots.side[0])


def test_a_door_stands_on_its_own_street_though_another_is_nearer(network: WalkingNetwork) -> None:
    assert spot(network, 40, 25, "High Street") == (0, 40, 1)
    assert spot(network, 40, 25, "HIGH ST.") == (0, 40, 1)
    assert spot(network, 40, 25, "Back Lane") == (1, 40, -1)


def test_a_door_of_a_street_that_is_not_there_stands_on_the_nearest_way(network: WalkingNetwork) -> None:
    assert spot(network, 40, 25, "Mill Lane") == (1, 40, -1)
    assert spot(network, 40, -45, "") == (2, 40, 1)


def test_left_and_right_are_by_the_edges_direction(network: WalkingNetwork) -> None:
    assert spot(network, 10, 8, "High Street")[2] == 1
    assert spot(network, 10, -8, "High Street")[2] == -1
    assert spot(network, 10, 0, "High Street")[2] == 0


def test_a_door_past_the_end_stands_at_the_end(network: WalkingNetwork) -> None:
    assert spot(network, 130, 5, "High Street") == (0, 100, 1)


def test_a_street_of_that_name_far_away_is_another(network: WalkingNetwork) -> None:
    assert spot(network, 50, -460, "High Street")[0] == 2


def test_doors_that_are_nowhere_are_on_no_edge(network: WalkingNetwork) -> None:
    spots = find_spots(network, np.array([[np.nan, np.nan], [10.0, 5.0]]), ["High Street", "High Street"])
    assert spots.edge.tolist() == [-1, 0]
    assert spots.take([1]).edge.tolist() == [0]
    assert len(find_spots(WalkingNetwork.empty(), np.array([[1.0, 1.0]]), ["x"])) == 1
    assert find_spots(WalkingNetwork.empty(), np.array([[1.0, 1.0]]), ["x"]).edge.tolist() == [-1]
    assert len(DoorSpots.nowhere(3)) == 3
