"""Streets, sides and numbers: the order that needs no map."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.places import Door
from walksheets.rounds.areas import areas, companions
from walksheets.rounds.names import round_names
from walksheets.rounds.street_order import (
    natural_key,
    numbers_in_order,
    street_by_street,
    street_sequence,
)


def door(
    number: str,
    street: str = "Anson Road",
    flat: str = "",
    id: int = 0,
    placed_by: str = "street",
    **more: str,
) -> Door:
    told = {"postcode": "M14 5BQ", "district": "LV1", "ward": "", **more}
    return Door(
        id=id or hash((number, street, flat)),
        uprn="",
        flat=flat,
        number=number,
        street=street,
        town="",
        postcode=told["postcode"],
        district=told["district"],
        ward=told["ward"],
        lat=None,
        lon=None,
        placed_by=placed_by,
        electors=0,
        housing="",
        no_leaflets=False,
        note="",
        street_id=sum(map(ord, street)),
    )


def labels(doors: list[Door]) -> list[str]:
    return [each.label for each in doors]


def in_sequence(doors: list[Door]) -> list[str]:
    return labels([doors[i] for i in street_sequence(doors)])


def test_flat_2_comes_before_flat_10() -> None:
    assert sorted(["Flat 10", "Flat 2", "Flat 2A"], key=natural_key) == ["Flat 2", "Flat 2A", "Flat 10"]


def test_odd_numbers_go_up_and_even_ones_come_back() -> None:
    numbers = ["4", "1", "2", "3A", "3", "10", "The Old Vicarage"]
    assert in_sequence([door(n) for n in numbers]) == ["1", "3", "3A", "10", "4", "2", "The Old Vicarage"]


def test_flats_stay_together_in_their_order() -> None:
    doors = [door("7"), door("5", flat="Flat 10"), door("5", flat="Flat 2"), door("3")]
    assert in_sequence(doors) == ["3", "Flat 2, 5", "Flat 10, 5", "7"]


def test_streets_follow_their_postcodes_and_stay_whole() -> None:
    doors = [
        door("1", "Zeal Street", postcode="M12 1AA"),
        door("1", "Anson Road", postcode="M14 5BQ"),
        door("2", "Zeal Street", postcode="M19 9ZZ"),
    ]
    assert [doors[i].street for i in street_sequence(doors)] == ["Zeal Street", "Zeal Street", "Anson Road"]


numbers = st.lists(st.integers(1, 60).map(str), min_size=1, max_size=40)


@given(numbers)
def test_guessed_numbers_of_a_side_are_met_in_order(walked: list[str]) -> None:
    walk = numbers_in_order([door(n, id=i) for i, n in enumerate(walked, 1)])
    assert sorted(each.id for each in walk) == list(range(1, len(walked) + 1))
    for side in (0, 1):
        runs = [int(each.number) for each in walk if int(each.number) % 2 == side]
        before = [int(n) for n in walked if int(n) % 2 == side]
        assert sorted(runs) == sorted(before)
    for a, b in pairwise(numbers_in_order([door(n, id=i) for i, n in enumerate(sorted(walked, key=int), 1)])):
        if int(a.number) % 2 == int(b.number) % 2:
            assert int(a.number) <= int(b.number)


def test_a_guess_that_puts_14_before_12_is_mended_the_way_it_is_walked() -> None:
    assert labels(numbers_in_order([door(n) for n in ("2", "6", "4", "8")])) == ["2", "4", "6", "8"]
    assert labels(numbers_in_order([door(n) for n in ("8", "4", "6", "2")])) == ["8", "6", "4", "2"]


def test_known_places_are_walked_as_they_lie() -> None:
    walk = [door(n, placed_by="uprn") for n in ("2", "6", "4", "8")]
    assert numbers_in_order(walk) == walk


def test_a_door_without_a_district_goes_with_its_street() -> None:
    doors = [door("1"), door("3", district=""), door("5"), door("2", "Birch Lane", district="LV2")]
    found = areas(doors, "district")
    assert labels(found["LV1"]) == ["1", "3", "5"]


@pytest.mark.parametrize(
    ("number", "companion"), [("6", "8"), ("99", "11"), ("7A", "7"), ("Rose Cottage", "7")]
)
def test_a_door_without_a_place_goes_with_the_nearest_number_of_its_side(number: str, companion: str) -> None:
    there = [door(n, id=i) for i, n in enumerate(["7", "8", "11", "40"], 1)]
    lost = door(number, id=9)
    by_id = {each.id: each.number for each in there}
    assert by_id[companions([*there, lost], {1, 2, 3, 4})[9]] == companion


def test_a_round_is_named_after_its_main_streets() -> None:
    one = [door(str(n)) for n in range(1, 20)]
    two = [*one[:10], *(door(str(n), "Birch Lane") for n in range(8))]
    assert round_names([two, one]) == ["Anson Road & Birch Lane", "Anson Road"]


def test_two_rounds_of_one_street_are_told_apart_by_numbers() -> None:
    low, high = ([door(str(n)) for n in some] for some in (range(1, 20), range(20, 50)))
    assert round_names([low, high]) == ["Anson Road 1–19", "Anson Road 20–49"]


def test_with_postcodes_alone_whole_streets_are_walked_the_nearest_next() -> None:
    far, near, start = (
        [door(n, street) for n in ("1", "2", "3", "4")] for street in ("Far", "Near", "Start")
    )
    xy = {d.id: (0.0, away) for doors, away in ((far, 900.0), (near, 100.0), (start, 0.0)) for d in doors}
    walk = street_by_street([*far, *start, *near], xy)
    assert [each.street for each in walk[::4]] in (["Start", "Near", "Far"], ["Far", "Near", "Start"])
    assert [each.number for each in walk[:4]] == ["1", "3", "4", "2"]


def test_flats_are_in_order_whichever_way_the_street_is_walked() -> None:
    flats = [door("9", flat=f"Flat {n}", id=n) for n in (10, 2, 1)]
    first = [door("1", "Birch Lane", id=77)]
    xy = {77: (0.0, 0.0)} | {each.id: (0.0, 50.0) for each in flats} | {88: (0.0, 90.0)}
    walk = street_by_street([*first, *flats, door("1", id=88)], xy)
    assert labels([each for each in walk if each.flat]) == ["Flat 1, 9", "Flat 2, 9", "Flat 10, 9"]
