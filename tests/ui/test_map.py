"""The map's arithmetic: where a pixel is, which doors a loop holds, which colours neighbours get, where names go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPolygonF

from ui.map.colour_vision import apart
from ui.map.colouring import colour_groups, neighbours
from ui.map.doors import DoorDots, spread
from ui.map.labels import place_labels
from ui.map.layers import Name, make_layers
from ui.map.overlay import nice_length
from ui.map.scene import Scene
from ui.map.still import paint_still
from ui.map.view import LEAST, MOST, MapView
from ui.map.way import arrows
from ui.theme import LIGHT, ROUND_COLOURS, SCHEMES
from walksheets.places import Boundary, LocalPlane, MapArea, MapLine, MapPicture

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


@settings(deadline=None)
@given(st.integers(0, 2**31), st.integers(2, 40))
def test_neighbouring_rounds_never_share_a_colour(seed, count):
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 2_000, (count, 2))
    xy = random.uniform(0, 2_000, (1_500, 2))
    group = np.hypot(*(xy[:, None] - centres[None]).transpose(2, 0, 1)).argmin(axis=1)
    beside = neighbours(xy, group)
    colour = colour_groups(beside, apart(ROUND_COLOURS))
    assert all(colour[a] != colour[b] for a in beside for b in beside[a])


# Viénot, Brettel and Mollon 1999, "Digital video colourmaps for checking the legibility of displays by dichromats":
# another model of the same eyes than the program's own.
EYES = {
    "full sight": np.eye(3),
    "protanopia": [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]],
    "deuteranopia": [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]],
}


def _lab(colours, eye) -> np.ndarray:
    """CIE L*a*b* under D65, as that eye has it."""
    rgb = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    white = to_xyz.sum(axis=1)
    share = np.clip(linear @ np.array(eye).T, 0, 1) @ to_xyz.T / white
    f = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def nearest(colours, eye) -> float:
    lab = _lab(colours, eye)
    away = np.sqrt(((lab[:, None] - lab[None]) ** 2).sum(axis=-1))
    return float(away[~np.eye(len(colours), dtype=bool)].min())


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_any_two_rounds_colours_are_told_apart_by_everybody(scheme, eye):
    c = SCHEMES[scheme]
    assert len(c.rounds) == 10
    assert nearest(c.rounds, EYES[eye]) > 15, "2.3 is just seen (Mahy 1994)"
    assert all(nearest([colour, c.no_round], EYES[eye]) > 5 for colour in c.rounds)


@given(st.integers(0, 2**31))
@settings(max_examples=20, deadline=None)
def test_neighbours_colours_are_further_apart_than_any_two(seed):
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 2_000, (24, 2))
    xy = random.uniform(0, 2_000, (2_000, 2))
    group = np.hypot(*(xy[:, None] - centres[None]).transpose(2, 0, 1)).argmin(axis=1)
    beside = neighbours(xy, group)
    colour = colour_groups(beside, apart(ROUND_COLOURS))
    pairs = [(ROUND_COLOURS[colour[a]], ROUND_COLOURS[colour[b]]) for a in beside for b in beside[a]]
    for eye in EYES.values():
        assert min(nearest(pair, eye) for pair in pairs) > 18


def _street(name: str, y: float, length: float = 900.0) -> Name:
    return Name.along(name, np.array([[-length / 2, y], [length / 2, y]]), 2)


def _evenly(text: str) -> list[float]:
    """Say where each letter of a text ends when all are 9 pixels wide."""
    return [9.0 * count for count in range(1, len(text) + 1)]


def test_names_stand_along_their_street_and_not_over_each_other():
    view = MapView(0, 0, 1.0, 1_000, 700)
    (label,) = place_labels([_street("Mill Lane", 0, 101), _street("Mill Road", 5, 100)], view, _evenly, 14)
    assert label.text == "Mill Lane" and label.straight and label.spots[0][2] == 0
    assert (
        len(place_labels([_street("Mill Lane", 0, 101), _street("Mill Road", 60, 100)], view, _evenly, 14))
        == 2
    )


def test_a_street_too_short_for_its_name_is_not_named():
    assert place_labels([_street("Mill Lane", 0, 300)], MapView(0, 0, 0.1, 1_000, 700), _evenly, 14) == []


@given(st.floats(0, 360), st.floats(0, 100))
def test_a_name_never_stands_on_its_head_on_a_straight_street_or_a_bend(turned, bend):
    along = np.linspace(-400, 400, 41)
    line = np.stack([along, bend * (along / 400) ** 2], axis=1)
    slope = np.radians(turned)
    turn = np.array([[np.cos(slope), -np.sin(slope)], [np.sin(slope), np.cos(slope)]])
    (label,) = place_labels(
        [Name.along("Up Hill", line @ turn.T, 2)], MapView(0, 0, 1.0, 1_000, 1_000), _evenly, 14
    )
    middle = label.spots[len(label.spots) // 2][2]
    assert -91 <= middle <= 91, "read from the left, or from below"
    if not label.straight:
        assert len(label.spots) == len(label.text)
        where = np.array([spot[:2] for spot in label.spots])
        steps = np.hypot(*np.diff(where, axis=0).T)
        assert np.allclose(steps, 9.0, atol=1.0), "letters neither crowd nor part on a bend"


def test_one_name_is_written_over_ways_that_meet():
    ways = tuple(
        MapLine("Long Street", "residential", np.array([[x, 0.0], [x + 50.0, 0.0]])) for x in (-75, -25, 25)
    )
    (name,) = make_layers(MapPicture(LocalPlane(53.4, -2.2), roads=ways, bounds=(-75, 0, 75, 0))).names
    assert name.length_m == 150


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
    dots = DoorDots.make([5], np.array([[-100.0, 20.0]]), [0], [3], ["7"], ["7 Mill Lane"])
    image = paint_still(Scene(make_layers(picture), dots), view, 1.0, LIGHT, dressed.font()).image
    assert image.pixelColor(256, 200 - 50).name() == LIGHT.park
    assert image.pixelColor(120, 240).name() == LIGHT.road
    assert image.pixelColor(200, 220).name() == ROUND_COLOURS[3]


def test_the_wards_outline_is_drawn(dressed):
    plane = LocalPlane(53.4, -2.2)
    corners = plane.to_latlon([-100, 100, 100, -100, -100], [-100, -100, 100, 100, -100])
    ring = [[lon, lat] for lat, lon in corners.tolist()]
    ward = Boundary(1, "ward", "", "Ward", {"type": "MultiPolygon", "coordinates": [[ring]]})
    layers = make_layers(MapPicture(plane), [ward])
    view = MapView(0, 0, 1.0, 400, 400)
    image = paint_still(Scene(layers), view, 1.0, LIGHT, dressed.font()).image
    along = {image.pixelColor(x, 100).name() for x in range(110, 290)}
    assert min(QColor(name).lightnessF() for name in along) < 0.75
    assert {image.pixelColor(200, y).name() for y in range(150, 250)} == {LIGHT.land}
