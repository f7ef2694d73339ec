from tests.sheets.conftest import street
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.stretches import stretches
from walksheets.sheets.turns import approach


def walk(*spots: tuple[str, str, float, float], walk_m: float = 12.0, exact: bool = True):
    doors = [
        DoorFacts(n, "", no, name, walk_m=walk_m, xy=(x, y), exact=exact)
        for n, (name, no, x, y) in enumerate(spots)
    ]
    before, after = stretches(doors)
    return approach(before, after)


EAST = [("Mill Lane", "1", 0, 0), ("Mill Lane", "3", 10, 0), ("Mill Lane", "5", 20, 0)]


def north(*figures: str):
    return [("Hill End", figure, 30, 10 + 10 * n) for n, figure in enumerate(figures)]


def south(*figures: str):
    return [("Hill End", figure, 30, -10 - 10 * n) for n, figure in enumerate(figures)]


def test_east_then_north_is_a_left_turn_and_south_a_right_one():
    assert walk(*EAST, *north("1", "3", "5")) == "turn left"
    assert walk(*EAST, *south("1", "3", "5")) == "turn right"


def test_straight_on_and_one_door_alone_say_nothing():
    ahead = [("Hill End", str(n), 30 + 10 * n, 0) for n in (1, 3, 5)]
    assert walk(*EAST, *ahead) == ""
    assert walk(*EAST, *north("1")) == ""


def test_a_turn_is_not_said_of_doors_that_are_only_at_their_postcode_or_far_away():
    assert walk(*EAST, *north("1", "3", "5"), exact=False) == ""
    assert walk(*EAST, *north("1", "3", "5"), walk_m=240) == "240 m on"


def test_the_other_side_of_the_same_street_is_a_crossing():
    back = [("Mill Lane", str(n), 20 - n, 8) for n in (6, 4, 2)]
    assert walk(*EAST, *back) == "cross over"


def test_the_first_stretch_has_nothing_before_it():
    (only,) = stretches(street("Mill Lane", ["1", "3", "5"], [0, 0, 0]))
    assert approach(None, only) == ""
