"""The map on a sheet: what is shown, and that no two words lie over each other."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import round_facts, street
from walksheets.places import LocalPlane, MapArea, MapLine, MapPicture
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.items import UNIT
from walksheets.sheets.map_ground import Ground
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.map_room import Occupied

SIZE = (350.0, 158.0)
CORNER = (26.0, 500.0)


def line(name: str, *points: tuple[float, float], kind: str = "residential") -> MapLine:
    return MapLine(name, kind, np.array(points, dtype=float))


def town() -> MapPicture:
    house = np.array([[0, 10], [8, 10], [8, 18], [0, 18], [0, 10]], dtype=float)
    return MapPicture(
        LocalPlane(53.45, -2.2),
        roads=(
            line("Mill Lane", (-500, 0), (500, 0)),
            line("Hill End", (100, -500), (100, 500)),
            line("", (40, -50), (40, 50), kind="footway"),
        ),
        buildings=tuple(MapArea("", "yes", (house + np.array([20 * n, 0]),)) for n in range(5)),
    )


def rows(count: int, gap: float = 20.0) -> list[DoorFacts]:
    doors = street("Mill Lane", [str(n) for n in range(1, 2 * count, 2)], [0] * count)
    return [DoorFacts(d.id, "", d.number, d.street, xy=(gap * i, 10.0)) for i, d in enumerate(doors)]


def draw(doors, picture=None, **more):
    return Atlas(picture or town()).picture(round_facts(doors, **more), doors, CORNER, SIZE)


def words(picture) -> list[str]:
    return [text.text for text in picture.texts]


def test_the_map_shows_the_doors_their_street_start_and_end():
    said = words(draw(rows(6)))
    assert {"Mill Lane", "Hill End", "start", "end", "●", "■", "N", "↑"} <= set(said)
    assert {"1", "3", "5", "7", "9", "11"} <= set(said)


def test_the_map_names_whom_it_is_from():
    assert "© OpenStreetMap contributors" in words(draw(rows(6)))


def test_the_bar_is_as_long_as_it_says():
    picture = draw(rows(6))
    metres = int(next(text.split()[0] for text in words(picture) if text.endswith(" m")))
    bar = picture.paths[-1].parts[0] * UNIT
    shown = Ground.around(np.array([[0, 10], [100, 10]], dtype=float), *SIZE)
    assert bar[:, 0].max() - bar[:, 0].min() == pytest.approx(metres * shown.scale, abs=UNIT)


def test_without_a_placed_door_there_is_no_map():
    assert draw([DoorFacts(1, "", "1", "Mill Lane")]) is None


def test_a_campaign_without_a_map_still_shows_where_its_doors_are():
    picture = draw(rows(6), MapPicture(LocalPlane(53.45, -2.2)))
    assert "1" in words(picture)


def test_doors_too_close_for_numbers_become_dots():
    picture = draw(rows(120, gap=1.0))
    numbers = [text for text in words(picture) if text.isdigit()]
    dots = [path for path in picture.paths if path.thickness == 2.0]
    assert 2 <= len(numbers) < 60
    assert dots


def test_the_way_has_arrows_in_the_direction_walked():
    def tips(doors):
        picture = draw(doors)
        arrows = next(p for p in picture.paths if all(len(part) == 3 for part in p.parts) and p.parts)
        return [np.sign(part[0][0] - part[1:, 0].mean()) for part in arrows.parts]

    doors = rows(8)
    assert set(tips(doors)) == {1}
    assert set(tips(doors[::-1])) == {-1}


def test_a_tall_round_lies_on_its_side_with_north_to_the_left():
    tall = [DoorFacts(n, "", str(n), "Hill End", xy=(110.0, 90.0 * n)) for n in range(9)]
    said = words(draw(tall))
    assert "←" in said
    assert "↑" not in said
    ground = Ground.around(np.array([[0, 0], [0, 800]], dtype=float), *SIZE)
    assert ground.turned
    south, north = ground.to_points(np.array([[0, 0], [0, 800]], dtype=float))
    assert north[0] < south[0]
    assert north[1] == pytest.approx(south[1])


def quads(picture):
    """Each word's four corners, shrunk a little so that touching is not overlapping."""
    for text in picture.texts:
        along = np.array([math.cos(math.radians(text.angle)), math.sin(math.radians(text.angle))])
        up = np.array([-along[1], along[0]])
        start = np.array([text.x, text.y]) + along * 0.3 + up * 0.1
        long, high = along * (text.width - 0.6), up * text.size * 0.6
        yield text, np.array([start, start + long, start + long + high, start + high])


def apart(a, b) -> bool:
    """Two convex shapes are apart when an edge of one divides them (the separating-axis theorem)."""
    for shape in (a, b):
        for i in range(4):
            edge = shape[(i + 1) % 4] - shape[i]
            normal = np.array([-edge[1], edge[0]])
            one, other = a @ normal, b @ normal
            if one.max() <= other.min() + 1e-6 or other.max() <= one.min() + 1e-6:
                return True
    return False


turns = st.floats(-math.pi, math.pi)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(turns, st.floats(50, 900)), min_size=1, max_size=8), st.integers(1, 80))
def test_no_two_words_of_a_map_lie_over_each_other(streets, count):
    roads = []
    for number, (turn, length) in enumerate(streets):
        end = (length * math.cos(turn), length * math.sin(turn))
        roads.append(line(f"Street with name {number}", (-end[0], -end[1]), (0, 0), end))
    doors = [
        DoorFacts(n, "", str(n), f"Street with name {n % 3}", xy=(17.0 * (n % 9), 11.0 * (n // 9)))
        for n in range(count)
    ]
    picture = draw(doors, MapPicture(LocalPlane(53.45, -2.2), roads=tuple(roads)))
    found = list(quads(picture))
    for number, (one, first) in enumerate(found):
        assert CORNER[0] - 4 <= one.x <= CORNER[0] + SIZE[0]
        for other, second in found[number + 1 :]:
            assert apart(first, second), (one, other)


def test_a_place_taken_is_not_free_and_outside_is_never_free():
    room = Occupied(100, 100)
    assert room.free(30, 30, 40, 40)
    room.take(30, 30, 40, 40)
    assert not room.free(39, 39, 45, 45)
    assert not room.free(-5, 30, 5, 40)
    assert not room.free(96, 30, 104, 40)
