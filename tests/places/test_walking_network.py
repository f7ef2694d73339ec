"""What one may walk on, and the network it makes."""

from pathlib import Path

import numpy as np
import pytest

from tests.places.small_map import PLANE, SmallMap
from walksheets.places import LocalPlane, WalkingNetwork
from walksheets.places.joining import INVENTED
from walksheets.places.osm_extract import Extract, keep_used
from walksheets.places.osm_map import read_map
from walksheets.places.walking import build_network, is_walkable

NODES = {
    "a": (0, 0),
    "b": (100, 0),
    "c": (200, 0),
    "d": (100, 50),
    "e": (100, 80),
    "x": (900, 0),
    "y": (950, 0),
}


def network_of(small: SmallMap, folder: Path) -> WalkingNetwork:
    osm = read_map((Extract(str(folder), keep_used(small.save(folder / "m.osm"))),))
    return build_network(osm.roads, PLANE, osm.railways + osm.streams)


@pytest.fixture
def crossing(tmp_path: Path) -> WalkingNetwork:
    """A street with a lane off its middle."""
    small = SmallMap(dict(NODES)).way("a b c", highway="tertiary", name="Long Road")
    small.way("b d e", highway="footway")
    return network_of(small, tmp_path)


def test_ways_are_cut_where_they_meet(crossing: WalkingNetwork) -> None:
    assert crossing.junctions == 4
    assert sorted(np.round(crossing.edge_length_m).tolist()) == [80, 100, 100]


def test_edges_know_their_street_kind_width_and_line(crossing: WalkingNetwork) -> None:
    lane = int(np.flatnonzero(crossing.edge_street < 0)[0])
    assert crossing.edge_kind[lane] == "footway"
    assert crossing.edge_width_m[lane] == 6.0
    assert len(crossing.edge_line[lane]) == 3, "the bend at d is in the line and no junction"
    road = 1 - lane if lane < 2 else 0
    assert crossing.edge_width_m[road] == 12.0
    assert crossing.street_names[crossing.edge_street[road]] == "Long Road"


def test_an_edge_runs_from_its_first_junction_to_its_last(crossing: WalkingNetwork) -> None:
    for edge in range(crossing.edges):
        line = crossing.edge_line[edge]
        assert np.allclose(line[0], crossing.junction_xy[crossing.edge_from[edge]])
        assert np.allclose(line[-1], crossing.junction_xy[crossing.edge_to[edge]])
        assert np.isclose(np.hypot(*np.diff(line, axis=0).T).sum(), crossing.edge_length_m[edge])


def test_lengths_are_true_metres(crossing: WalkingNetwork) -> None:
    assert crossing.length_m == pytest.approx(280, abs=0.1)


@pytest.mark.parametrize(
    "highway",
    ["residential", "unclassified", "tertiary", "secondary", "primary", "tertiary_link", "secondary_link", "primary_link",
     "trunk", "living_street", "pedestrian", "service", "footway", "path", "steps", "cycleway", "track"],
)  # fmt: skip
def test_these_are_walked(highway: str) -> None:
    assert is_walkable({"highway": highway})


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "service", "access": "no", "foot": "yes"},  # an alley closed to cars
        {"highway": "track", "access": "private", "foot": "designated"},  # a farm's, and a public footpath
        {"highway": "service", "access": "private", "foot": "permissive"},
        {"highway": "residential", "motor_vehicle": "private"},
        {"highway": "service", "service": "alley"},
        {"highway": "steps", "access": "yes"},
    ],
    ids=str,
)
def test_what_is_said_of_walking_goes_before_what_is_said_of_everybody(tags: dict[str, str]) -> None:
    assert is_walkable(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": "construction"},
        {"highway": "bridleway"},
        {"railway": "rail"},
        {"highway": "service", "service": "parking_aisle"},
        {"highway": "residential", "foot": "no"},
        {"highway": "residential", "foot": "private"},
        {"highway": "motorway_link"},
        {"highway": "service", "access": "no", "foot": "private"},
        {"highway": "footway", "access": "private", "bicycle": "yes"},
        {"highway": "service", "access": "private"},
        {"highway": "track", "access": "no"},
        {"highway": "pedestrian", "area": "yes"},
    ],
    ids=str,
)
def test_these_are_not(tags: dict[str, str]) -> None:
    assert not is_walkable(tags)


@pytest.mark.parametrize(
    ("highway", "width_m"),
    [("residential", 8), ("unclassified", 8), ("living_street", 6), ("tertiary", 12), ("secondary", 14), ("primary", 16),
     ("service", 6), ("footway", 6), ("trunk", 6)],
)  # fmt: skip
def test_widths_are_those_every_measurement_uses(tmp_path: Path, highway: str, width_m: float) -> None:
    network = network_of(SmallMap(dict(NODES)).way("a b", highway=highway), tmp_path)
    assert network.edge_width_m.tolist() == [width_m]


def test_a_ring_is_one_edge_from_a_junction_to_itself(tmp_path: Path) -> None:
    small = (
        SmallMap(dict(NODES)).way("b c e b", highway="residential", name="Ring").way("a b", highway="service")
    )
    network = network_of(small, tmp_path)
    assert (network.edges, network.junctions) == (2, 2)
    assert (network.edge_from == network.edge_to).sum() == 1


def test_a_map_with_nothing_to_walk_on_is_an_empty_network(tmp_path: Path) -> None:
    network = network_of(SmallMap(dict(NODES)).way("a b", highway="motorway"), tmp_path)
    assert (network.junctions, network.edges, network.length_m) == (0, 0, 0.0)


def test_arrays_cannot_be_written_to(crossing: WalkingNetwork) -> None:
    with pytest.raises(ValueError, match="read-only"):
        crossing.edge_length_m[0] = 1.0


@pytest.mark.parametrize(
    ("extract", "km", "streets"),
    [("levenshulme", 31.10, 99), ("liechtenstein", 1123.16, 866)],
)
def test_real_extracts_make_their_networks(shared: Path, extract: str, km: float, streets: int) -> None:
    """Kilometres and streets as a union-find over the ways' haversine lengths counts them: the largest piece, those
    with a street's name, and those within 25 m of it."""
    osm = read_map((Extract(extract, keep_used(shared / extract / "roads.osm.pbf")),))
    network = build_network(osm.roads, LocalPlane(*(osm.middle() or (0, 0))), osm.railways + osm.streams)
    real_m = sum(
        m
        for m, kind in zip(network.edge_length_m.tolist(), network.edge_kind, strict=True)
        if kind not in INVENTED
    )
    assert real_m / 1000 == pytest.approx(km, rel=0.0025)
    assert len(network.street_names) == streets
