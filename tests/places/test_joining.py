"""A network in pieces: pieces that nearly touch are joined, those that stay apart are told, and no door is lost."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from tests.places.small_map import PLANE, SmallMap
from walksheets.places import DoorSpots, WalkingNetwork
from walksheets.places.joining import DEARER, GAP, INVENTED, JOIN, JOIN_M
from walksheets.places.osm_extract import Extract, keep_used
from walksheets.places.osm_map import OsmWay, read_map
from walksheets.places.reach import cut_off, far_from_road
from walksheets.places.spots import find_spots
from walksheets.places.walking import build_network
from walksheets.rounds.engine import Problem, Stop, Wanted, measure, split

Points = dict[str, tuple[float, float]]


def network_of(small: SmallMap, folder: Path) -> WalkingNetwork:
    osm = read_map((Extract(str(folder), keep_used(small.save(folder / "m.osm"))),))
    return build_network(osm.roads, PLANE, osm.railways + osm.streams)


def invented(network: WalkingNetwork) -> list[tuple[str, float]]:
    """The edges no map has: kind, and metres as they lie."""
    return [
        (kind, round(float(np.hypot(*np.diff(line, axis=0).T).sum()), 1))
        for kind, line in zip(network.edge_kind, network.edge_line, strict=True)
        if kind in INVENTED
    ]


def distances(network: WalkingNetwork) -> np.ndarray:
    """All ways between junctions, by scipy alone."""
    shape = (network.junctions,) * 2
    links = coo_array((network.edge_length_m + 1e-9, (network.edge_from, network.edge_to)), shape=shape)
    return dijkstra(links.tocsr(), directed=False)


ROAD: Points = {"a": (0, 0), "b": (200, 0)}


def test_a_footpath_that_ends_at_the_kerb_meets_the_road_where_it_ends(tmp_path: Path) -> None:
    small = SmallMap({**ROAD, "p": (80, 6), "q": (80, 90)}).way(
        "a b", highway="residential", name="Mill Lane"
    )
    network = network_of(small.way("p q", highway="footway"), tmp_path)
    assert invented(network) == [(JOIN, 6.0)]
    assert sorted(np.round(network.edge_length_m).tolist()) == [6 * DEARER, 80, 84, 120], (
        "the road is cut at 80 m"
    )
    assert np.isfinite(distances(network)).all()


def test_ways_that_cross_without_a_node_are_joined_where_they_cross(tmp_path: Path) -> None:
    small = SmallMap({**ROAD, "p": (50, -30), "q": (50, 30)}).way(
        "a b", highway="residential", name="Mill Lane"
    )
    network = network_of(small.way("p q", highway="path"), tmp_path)
    assert invented(network) == [(JOIN, 0.0)]
    p, b = (int(np.hypot(*(network.junction_xy - xy).T).argmin()) for xy in ((50, -30), (200, 0)))
    assert distances(network)[p, b] == pytest.approx(180, abs=0.5)


def test_a_footbridge_is_not_joined_to_what_it_spans(tmp_path: Path) -> None:
    small = SmallMap({**ROAD, "p": (50, -30), "q": (50, 30)}).way(
        "a b", highway="residential", name="Mill Lane"
    )
    network = network_of(small.way("p q", highway="footway", name="High Walk", layer="1"), tmp_path)
    assert [kind for kind, _ in invented(network)] == [GAP]


@pytest.mark.parametrize("wall", [{"railway": "rail"}, {"waterway": "stream"}])
def test_nobody_is_led_across_a_railway_or_a_stream(tmp_path: Path, wall: dict[str, str]) -> None:
    """The street beyond is reached, since somebody must, and told as cut off."""
    points = {**ROAD, "p": (0, 20), "q": (200, 20), "r": (-50, 10), "s": (250, 10)}
    small = SmallMap(points).way("a b", highway="residential", name="Mill Lane").way("r s", **wall)
    network = network_of(small.way("p q", highway="residential", name="Rail Row"), tmp_path)
    assert [kind for kind, _ in invented(network)] == [GAP]
    assert np.isfinite(distances(network)).all()


def test_a_far_piece_without_a_name_is_left_out_and_one_with_a_street_is_kept(tmp_path: Path) -> None:
    points = {**ROAD, "p": (900, 0), "q": (950, 0), "r": (900, 300), "s": (990, 300)}
    small = SmallMap(points).way("a b", highway="residential", name="Mill Lane").way("p q", highway="footway")
    network = network_of(small.way("r s", highway="residential", name="Far Road"), tmp_path)
    assert network.street_names == ("Mill Lane", "Far Road")
    ((kind, metres),) = invented(network)
    assert (kind, metres) == (GAP, pytest.approx(np.hypot(700, 300), abs=0.2))


def test_no_way_between_two_places_becomes_shorter_by_a_join(tmp_path: Path) -> None:
    """A path beside a bend of the road is joined once: nobody may take it as a short cut."""
    points = {"a": (0, 0), "b": (0, 100), "c": (100, 100), "p": (10, 10), "q": (90, 90)}
    small = (
        SmallMap(points).way("a b c", highway="residential", name="Mill Lane").way("p q", highway="footway")
    )
    network = network_of(small, tmp_path)
    assert len(invented(network)) == 1
    ends = [int(np.hypot(*(network.junction_xy - xy).T).argmin()) for xy in ((0, 0), (100, 100))]
    assert distances(network)[ends[0], ends[1]] == pytest.approx(200, abs=0.1)


def test_doors_behind_a_gap_are_told_and_no_door_stands_on_it(tmp_path: Path) -> None:
    points = {**ROAD, "r": (0, 400), "s": (100, 400)}
    small = SmallMap(points).way("a b", highway="residential", name="Mill Lane")
    network = network_of(small.way("r s", highway="residential", name="Far Road"), tmp_path)
    xy = np.array([[50.0, 5.0], [50.0, 405.0], [0.0, 200.0], [60.0, 130.0]])
    spots = find_spots(network, xy, ["Mill Lane", "Far Road", "No Such Street", "Mill Lane"])
    assert cut_off(network)[spots.edge].tolist()[:2] == [False, True]
    assert all(network.edge_kind[edge] not in INVENTED for edge in spots.edge)
    assert far_from_road(network, spots).tolist() == pytest.approx([5, 5, 200, 130], abs=0.1)


def ways_of(pieces: list[tuple[float, float, float, float]]) -> list[OsmWay]:
    """Each piece a straight street somewhere, meeting no other but by chance."""
    made = []
    for at, (x, y, dx, dy) in enumerate(pieces):
        lat, lon = PLANE.to_latlon(np.array([x, x + dx]), np.array([y, y + dy])).T
        tags = {"highway": "residential", "name": f"Street {at}"}
        made.append(OsmWay(at + 1, tags, np.array([2 * at + 1, 2 * at + 2]), lat, lon))
    return made


coordinate = st.integers(-300, 300).map(float)
length = st.integers(20, 150).map(float)


@given(st.lists(st.tuples(coordinate, coordinate, length, length), min_size=1, max_size=7), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_pieces_every_door_is_walked_to_once_and_every_way_is_finite(
    pieces: list[tuple[float, float, float, float]], data: st.DataObject
) -> None:
    network = build_network(ways_of(pieces), PLANE)
    assert np.isfinite(distances(network)).all()
    assert all(metres <= JOIN_M + 0.1 for kind, metres in invented(network) if kind == JOIN)
    assert len(invented(network)) <= len(pieces) - 1, "each piece is joined once"
    shares = data.draw(
        st.lists(st.tuples(st.sampled_from(range(len(pieces))), st.floats(0, 1)), min_size=1, max_size=25)
    )
    xy = np.array([[x + dx * s + 3, y + dy * s] for k, s in shares for x, y, dx, dy in [pieces[k]]])
    spots: DoorSpots = find_spots(network, xy, [f"Street {k}" for k, _ in shares])
    assert (spots.edge >= 0).all()
    problem = Problem(network, spots, np.full(len(xy), 0.25), start_xy=(0.0, 0.0), finish="start")
    found = split(problem, Wanted(rounds=min(3, len(xy))), Stop(iterations=50))
    assert sorted(np.concatenate(found.rounds).tolist()) == list(range(len(xy)))
    assert np.isfinite(measure(problem, found.rounds).minutes).all()
    assert np.isfinite(found.minutes).all()
