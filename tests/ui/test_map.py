"""The map's arithmetic: where a pixel is, which doors a loop holds, which colours neighbours get, where names go."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from ui.map.colouring import colour_groups, neighbours
from ui.map.doors import DoorDots, spread
from ui.map.labels import place_labels
from ui.map.layers import Name, make_layers
from ui.map.overlay import nice_length
from ui.map.render import arrows, paint_doors, paint_ground
from ui.map.view import LEAST, MOST, MapView
from ui.theme import LIGHT, ROUND_COLOURS
from walksheets.places import LocalPlane, MapArea, MapLine, MapPicture

metres = st.floats(-20_000, 20_000)
pixels = st.floats(0, 2_000)


@given(metres, metres, st.floats(LEAST, MOST), pixels, pixels)
def test_a_pixel_is_where_its_metres_are(x, y, scale, right, down):
    view = MapView(x, y, scale, 900, 700)
    back = view.pixels(np.array([view.metres(QPointF(right, down))]))[0]
    assert np.allclose(back, [right, down], atol=1e-3)


@given(metres, metres, st.floats(0.01, 5), pixels, pixels, st.floats(0.3, 3))
def test_zooming_keeps_what_is_under_the_pointer(x, y, scale, right, down, factor):
    view, at = MapView(x, y, scale, 900, 700), QPointF(right, down)
    assert np.allclose(view.metres(at), view.zoomed(factor, at).metres(at), atol=1e-3)


@given(metres, metres, st.floats(1, 5_000), st.floats(1, 5_000))
def test_a_fitted_box_is_seen_whole(x, y, wide, high):
    seen = MapView(width=900, height=700).fitted((x, y, x + wide, y + high)).seen()
    assert seen.left() <= x + 1e-6 and seen.right() >= x + wide - 1e-6
    assert seen.top() <= y + 1e-6 and seen.bottom() >= y + high - 1e-6


def test_the_painters_transform_agrees_with_the_arithmetic():
    view = MapView(120.0, -40.0, 0.7, 640, 480)
    for x, y in ((0.0, 0.0), (120.0, -40.0), (300.0, 250.0)):
        point = view.transform().map(QPointF(x, y))
        assert np.allclose([point.x(), point.y()], view.pixels(np.array([[x, y]]))[0])


def _square(count: int = 10) -> DoorDots:
    xy = np.array([[float(x * 10), float(y * 10)] for y in range(count) for x in range(count)])
    ids = range(1000, 1000 + len(xy))
    group = [0 if x < 50 else 1 for x, _ in xy]
    return DoorDots.make(list(ids), xy, group, group)


def test_a_lasso_catches_the_doors_within_it():
    dots = _square()
    loop = QPolygonF([QPointF(-5, -5), QPointF(25, -5), QPointF(25, 15), QPointF(-5, 15)])
    assert [tuple(dots.xy[at]) for at in dots.inside(loop)] == [(x, y) for y in (0, 10) for x in (0, 10, 20)]


def test_a_lasso_need_not_be_convex():
    dots = _square(5)
    horseshoe = QPolygonF(
        [QPointF(*p) for p in ((-5, -5), (45, -5), (45, 45), (35, 45), (35, 5), (5, 5), (5, 45), (-5, 45))]
    )
    caught = {tuple(dots.xy[at].tolist()) for at in dots.inside(horseshoe)}
    assert (20.0, 20.0) not in caught and {(0.0, 40.0), (40.0, 40.0), (20.0, 0.0)} <= caught


def test_the_nearest_door_is_found_only_when_it_is_near():
    dots = _square()
    assert dots.ids[dots.nearest(51.0, 0.0, 5.0)] == 1005
    assert dots.nearest(500.0, 500.0, 5.0) == -1


def test_doors_without_a_place_are_never_clicked_or_caught():
    dots = DoorDots.make([1, 2], np.array([[np.nan, np.nan], [0.0, 0.0]]), [0, 0], [0, 0])
    loop = QPolygonF([QPointF(-9, -9), QPointF(9, -9), QPointF(9, 9), QPointF(-9, 9)])
    assert dots.inside(loop) == [1]
    assert dots.nearest(0, 0, 5) == 1
    assert dots.bounds() == (0, 0, 0, 0)


@given(st.integers(2, 60))
def test_flats_on_one_spot_are_spread_so_that_each_is_seen(count):
    xy = spread(np.zeros((count, 2)))
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    assert apart[~np.eye(count, dtype=bool)].min() > 0.5
    assert np.hypot(xy[:, 0], xy[:, 1]).max() < 1.3 * np.sqrt(count)


@given(st.integers(0, 2**31), st.integers(2, 40))
def test_neighbouring_rounds_never_share_a_colour(seed, count):
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 2_000, (count, 2))
    xy = random.uniform(0, 2_000, (1_500, 2))
    group = np.hypot(*(xy[:, None] - centres[None]).transpose(2, 0, 1)).argmin(axis=1)
    beside = neighbours(xy, group)
    colour = colour_groups(beside, len(ROUND_COLOURS))
    assert all(colour[a] != colour[b] for a in beside for b in beside[a])


def test_the_rounds_colours_are_ten_different_ones():
    assert len(set(ROUND_COLOURS)) == len(ROUND_COLOURS) == 10


def _street(name: str, y: float, length: float = 900.0) -> Name:
    return Name(name, np.array([[-length / 2, y], [length / 2, y]]), 2, length)


def test_names_stand_along_their_street_and_not_over_each_other():
    view = MapView(0, 0, 1.0, 1_000, 700)
    labels = place_labels(
        [_street("Mill Lane", 0), _street("Mill Road", 5)], view, {"Mill Lane": 80, "Mill Road": 80}, 14
    )
    assert [label.text for label in labels] == ["Mill Lane"] and labels[0].degrees == 0
    apart = place_labels(
        [_street("Mill Lane", 0), _street("Mill Road", 60)], view, {"Mill Lane": 80, "Mill Road": 80}, 14
    )
    assert len(apart) == 2


def test_a_street_too_short_for_its_name_is_not_named():
    view = MapView(0, 0, 0.1, 1_000, 700)
    assert place_labels([_street("Mill Lane", 0, 300)], view, {"Mill Lane": 80}, 14) == []


def test_a_name_never_stands_on_its_head():
    line = Name("Up Hill", np.array([[100.0, 0.0], [-100.0, -150.0]]), 2, 250.0)
    (label,) = place_labels([line], MapView(0, -75, 2.0, 1_000, 700), {"Up Hill": 60}, 14)
    assert -90 <= label.degrees <= 90


def test_arrows_point_the_way_one_walks():
    assert [round(degrees) for *_, degrees in arrows([(0, 0), (100, 0), (100, 100)], 100)] == [0, 90]
    assert arrows([(0, 0)], 50) == []


def test_the_scale_bar_is_a_round_length():
    assert [nice_length(m) for m in (130, 199.9, 700, 1_000, 4_900)] == [100, 100, 500, 1_000, 2_000]


def test_the_stills_are_painted_in_the_rounds_colours(dressed):
    picture = MapPicture(
        LocalPlane(53.4, -2.2),
        roads=(MapLine("Mill Lane", "residential", np.array([[-200.0, 0.0], [200.0, 0.0]])),),
        parks=(
            MapArea(
                "Park", "park", (np.array([[-50.0, 60.0], [50.0, 60.0], [50.0, 120.0], [-50.0, 120.0]]),)
            ),
        ),
        bounds=(-200, 0, 200, 120),
    )
    view = MapView(0, 40, 1.0, 600, 400)
    layers = make_layers(picture)
    ground = paint_ground(layers, view, 1.0, LIGHT).image
    assert ground.pixelColor(300, 200 - 50).name() == LIGHT.park
    assert ground.pixelColor(250, 240).name() == LIGHT.road
    dots = DoorDots.make([5], np.array([[-100.0, 20.0]]), [0], [3], ["7"], ["7 Mill Lane"])
    doors = paint_doors(dots, view, 1.0, LIGHT, dressed.font(), None).image
    assert doors.pixelColor(200, 220).name() == ROUND_COLOURS[3]
