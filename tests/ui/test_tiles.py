"""An online map's tiles stand where the campaign's doors do: checked by the formula that its makers publish."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.test_map import EYES, nearest
from tests.ui.tile_host import plain
from ui.map.backdrop import Backdrop, toned
from ui.map.doors import DoorDots
from ui.map.layers import make_layers
from ui.map.scene import Scene
from ui.map.still import paint_still
from ui.map.tile_address import OPENSTREETMAP, holds, server_of
from ui.map.tiles import DEEPEST, Tile, corners_m, latlon, tile_xy, tiles_in, zoom_for
from ui.map.view import LEAST, MOST, MapView
from ui.theme import CONTRAST, DARK, LIGHT, SCHEMES
from walksheets.places import LocalPlane, MapLine, MapPicture

britain_lat, britain_lon = st.floats(50.0, 60.5), st.floats(-7.0, 1.7)
near_m = st.floats(-10_000, 10_000)
close_up = st.integers(13, DEEPEST)


def published(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    """The slippy map formula, word for word: https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames."""
    n = 2**zoom
    rad = math.radians(lat)
    x = n * ((lon + 180) / 360)
    y = n * (1 - (math.log(math.tan(rad) + 1 / math.cos(rad)) / math.pi)) / 2
    return x, y


def views(least_scale: float):
    scale = st.floats(least_scale, MOST)
    return st.builds(MapView, near_m, near_m, scale, st.just(900.0), st.just(700.0))


@given(st.floats(-85, 85), st.floats(-180, 179.99), st.integers(0, DEEPEST))
def test_a_place_is_in_the_tile_that_the_published_formula_names(lat, lon, zoom):
    assert np.allclose(tile_xy(lat, lon, zoom), published(lat, lon, zoom), atol=1e-5)
    assert np.allclose(latlon(tile_xy(lat, lon, zoom), zoom), [lat, lon], atol=1e-9)


def test_the_wikis_own_example():
    x, y = tile_xy(51.51202, 0.02435, 17)
    assert (int(x), int(y)) == (65544, 43582)


@given(britain_lat, britain_lon, near_m, near_m, close_up)
def test_a_pixel_of_a_tile_lies_where_the_campaigns_plane_has_its_place(lat, lon, east, north, zoom):
    plane = LocalPlane(lat, lon)
    place = plane.to_latlon(east, north)
    x, y = published(*place, zoom)
    ((nw, ne, sw),) = corners_m(plane, [Tile(zoom, int(x), int(y))])
    there = nw + (x % 1) * (ne - nw) + (y % 1) * (sw - nw)
    a_pixel_m = float(np.hypot(*(ne - nw))) / 256
    assert math.hypot(there[0] - east, there[1] - north) < {13: 0.2, 14: 0.1}.get(zoom, 0.05) * a_pixel_m


@given(
    britain_lat, britain_lon, views(LEAST), st.floats(0, 1), st.floats(0, 1), st.sampled_from((1.0, 1.5, 2.0))
)
def test_every_place_that_is_seen_lies_on_a_tile_and_no_tile_lies_out_of_sight(
    lat, lon, view, right, down, ratio
):
    plane = LocalPlane(lat, lon)
    zoom = zoom_for(plane, view, ratio)
    tiles = tiles_in(plane, view, zoom)
    seen = view.seen()
    at = plane.to_latlon(seen.left() + right * seen.width(), seen.top() + down * seen.height())
    assert Tile(zoom, *(int(part) for part in published(*at, zoom))) in tiles
    assert len(set(tiles)) == len(tiles)
    if view.scale > 0.05:
        sight = QRectF(0, 0, view.width, view.height).adjusted(-3, -3, 3, 3)
        backdrop = Backdrop("", "", plane, tuple(tiles), ())
        assert all(box.intersects(sight) for box in backdrop.boxes(view))


@given(britain_lat, britain_lon, views(0.01))
def test_pictures_are_drawn_near_their_own_size_and_never_asked_for_deeper_than_there_are(lat, lon, view):
    plane = LocalPlane(lat, lon)
    zoom = zoom_for(plane, view, 1.0)
    assert zoom <= DEEPEST
    nw, ne, _ = corners_m(plane, tiles_in(plane, view, zoom)[:1])[0]
    drawn = float(np.hypot(*(ne - nw))) * view.scale / 256
    assert drawn > 0.70
    assert drawn < 1.43 or zoom == DEEPEST


def test_the_nearest_to_the_middle_come_first():
    plane, view = LocalPlane(53.4, -2.2), MapView(300, -200, 1.0, 900, 700)
    zoom = zoom_for(plane, view, 1.0)
    first = tiles_in(plane, view, zoom)[0]
    middle = published(*plane.to_latlon(view.x, view.y), zoom)
    assert (first.x, first.y) == tuple(int(part) for part in middle)


def _ground(plane):
    road = MapLine("Mill Lane", "residential", np.array([[-900.0, 0.0], [900.0, 0.0]]))
    return make_layers(MapPicture(plane, roads=(road,), bounds=(-900, 0, 900, 0)))


def _whole(plane, view, picture) -> Backdrop:
    tiles = tuple(tiles_in(plane, view, zoom_for(plane, view, 1.0)))
    return Backdrop("a server", "© nobody", plane, tiles, (picture,) * len(tiles))


@pytest.mark.parametrize("middle", [(0.0, 0.0), (7_000.0, -4_000.0)])
def test_a_spot_in_a_picture_is_painted_where_its_degrees_are(dressed, middle):
    plane = LocalPlane(53.4, -2.2)
    view = MapView(*middle, 1.3, 900, 700)
    zoom = zoom_for(plane, view, 1.0)
    lat, lon = plane.to_latlon(middle[0] + 40, middle[1] + 25)
    x, y = published(lat, lon, zoom)
    right, down = round((x % 1) * 256), round((y % 1) * 256)
    spotted = plain("#ffffff")
    painter = QPainter(spotted)
    painter.fillRect(right - 3, down - 3, 6, 6, QColor("#000000"))
    painter.end()
    backdrop = Backdrop("a server", "", plane, (Tile(zoom, int(x), int(y)),), (spotted,))
    image = paint_still(Scene(_ground(plane)), view, 1.0, LIGHT, dressed.font(), None, backdrop).image
    pixels = np.array(image.constBits(), dtype=np.uint8).reshape(700, 900, 4)[:, :, 0]
    dark = np.argwhere(pixels < 60)
    there = view.pixels(np.array([plane.to_xy(lat, lon)]))[0]
    assert len(dark) > 20
    assert np.hypot(*(dark.mean(axis=0)[::-1] + 0.5 - there)) < 1.0, (
        "half a pixel of the tile is rounded away"
    )


@pytest.mark.parametrize("scale", [0.01, 0.07, 0.36, 0.9, 2.3, 15.0])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_meet_without_a_seam_and_our_roads_are_not_seen_through(dressed, scale, ratio):
    plane = LocalPlane(55.0, -3.0)
    view = MapView(6_000, 3_000, scale, 640, 480)
    backdrop = _whole(plane, view, plain("#e0d0c0"))
    still = paint_still(Scene(_ground(plane)), view, ratio, LIGHT, dressed.font(), None, backdrop)
    colour = toned(plain("#e0d0c0"), LIGHT).pixelColor(5, 5)
    wanted = QImage(still.image.size(), QImage.Format.Format_RGB32)
    wanted.fill(colour)
    wanted.setDevicePixelRatio(ratio)
    assert still.image == wanted


def test_a_picture_covers_nothing_of_its_neighbours(dressed):
    plane, view = LocalPlane(55.0, -3.0), MapView(6_000, 3_000, 1.5, 640, 480)
    tiles = tuple(tiles_in(plane, view, zoom_for(plane, view, 1.0)))
    two = (plain("#ffffff"), plain("#000000"))
    backdrop = Backdrop("a server", "", plane, tiles, tuple(two[(tile.x + tile.y) % 2] for tile in tiles))
    image = paint_still(Scene(_ground(plane)), view, 1.0, LIGHT, dressed.font(), None, backdrop).image
    looked_at = 0
    for tile, box in zip(tiles, backdrop.boxes(view), strict=True):
        corner = box.topLeft() + QPointF(1.2, 1.2)
        if QRectF(image.rect()).contains(corner):
            looked_at += 1
            dark = image.pixelColor(int(corner.x()), int(corner.y())).lightness() < 128
            assert dark == ((tile.x + tile.y) % 2 == 1)
    assert looked_at >= 4


def test_names_stand_only_where_no_picture_has_them(dressed):
    plane, view = LocalPlane(53.4, -2.2), MapView(0, 0, 1.0, 640, 480)
    scene = Scene(_ground(plane))
    plainly = paint_still(scene, view, 1.0, LIGHT, dressed.font()).image
    on_pictures = _whole(plane, view, plain("#ffffff"))
    assert _darkest(plainly) < 120, "the name is written"
    assert _darkest(paint_still(scene, view, 1.0, LIGHT, dressed.font(), None, on_pictures).image) > 200


def test_doors_lie_on_the_pictures_in_their_own_colours(dressed):
    plane, view = LocalPlane(53.4, -2.2), MapView(0, 0, 1.0, 640, 480)
    dots = DoorDots.make([5], np.array([[-100.0, 20.0]]), [0], [3])
    for c in (LIGHT, DARK, CONTRAST):
        backdrop = _whole(plane, view, plain("#f2efe9"))
        image = paint_still(Scene(_ground(plane), dots), view, 1.0, c, dressed.font(), None, backdrop).image
        assert image.pixelColor(220, 220).name() == c.rounds[3]


# The fields of OpenStreetMap's own drawing: land, houses, water, parks, woods, streets, the roads' kinds, a school.
_FIELDS = (
    "#f2efe9", "#d9d0c9", "#aad3df", "#c8facc", "#add19e", "#ffffff", "#f7fabf", "#fcd6a4", "#e892a2", "#ffffe5",
)  # fmt: skip


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_rounds_colours_stand_out_from_whatever_a_picture_shows(scheme, eye):
    c = SCHEMES[scheme]
    for field in _FIELDS:
        under = toned(plain(field), c).pixelColor(9, 9).name()
        assert min(nearest([under, colour], EYES[eye]) for colour in c.rounds) > 9, field


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_in_a_picture_stay_readable(scheme):
    """4.5 is what WCAG 2.2 asks of words, in 1.4.3; 7 of those who need more."""
    land, words = (
        toned(plain(colour), SCHEMES[scheme]).pixelColor(9, 9) for colour in ("#f2efe9", "#222222")
    )
    assert _contrast(land, words) > 7


def test_the_same_pictures_paint_the_same_ground_once(dressed):
    plane, view = LocalPlane(53.4, -2.2), MapView(0, 0, 1.0, 640, 480)
    scene, backdrop = Scene(_ground(plane)), _whole(plane, view, plain())
    first = paint_still(scene, view, 1.0, LIGHT, dressed.font(), None, backdrop)
    again = paint_still(scene, view, 1.0, LIGHT, dressed.font(), first, _whole(plane, view, plain()))
    assert again.ground is first.ground
    less = Backdrop("a server", "© nobody", plane, backdrop.tiles[1:], backdrop.pictures[1:])
    assert paint_still(scene, view, 1.0, LIGHT, dressed.font(), first, less).ground is not first.ground
    assert paint_still(scene, view, 1.0, LIGHT, dressed.font(), first).ground is not first.ground


@pytest.mark.parametrize(
    "address",
    [
        OPENSTREETMAP,
        "https://maps.example.org/styles/streets/{z}/{x}/{y}@2x.png?key=abc",
        "https://maps.example.org:8443/{z}/{y}/{x}",
        "http://127.0.0.1:8080/{z}/{x}/{y}.png",
        "http://localhost/{z}/{x}/{y}.png",
    ],
)
def test_addresses_that_hold(address):
    assert holds(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "tile.openstreetmap.org", "https://tile.openstreetmap.org/", "https://tile.openstreetmap.org/{z}/{x}.png",
        "http://tile.openstreetmap.org/{z}/{x}/{y}.png", "ftp://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "https://{s}.tile.example.org/{z}/{x}/{y}.png", "https://example.org/{z}/{x}/{y}/{y}.png", "https://example.org/{z}/{x}/{y",
        "https://example.org/{z}/{x}/{}.png", "https:///{z}/{x}/{y}.png", "https://example.org:99999/{z}/{x}/{y}.png",
        "file:///{z}/{x}/{y}.png", "https://[::1/{z}/{x}/{y}.png", "http://localhost.example.org/{z}/{x}/{y}.png",
        "https://example.org/{z.real}/{x}/{y}.png", "https://example.org/{z[0]}/{x}/{y}.png",
    ],
)  # fmt: skip
def test_addresses_that_do_not_hold(address):
    assert not holds(address)


@given(st.text())
def test_whatever_is_typed_as_an_address_is_told_apart_without_an_error(typed):
    assert holds(typed) in (True, False)
    assert isinstance(server_of(typed), str)


def test_a_key_in_the_address_is_not_told():
    assert server_of("https://maps.example.org/{z}/{x}/{y}.png?key=secret") == "maps.example.org"


def _darkest(image: QImage) -> int:
    return int(
        np.array(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3].min()
    )


def _contrast(a: QColor, b: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)
