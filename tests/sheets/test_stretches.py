from hypothesis import given
from hypothesis import strategies as st

from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.stretches import label, numbers_in_words, short_label, stretches


def doors(*numbers: str, street: str = "Mill Lane", flat: str = "") -> list[DoorFacts]:
    return [DoorFacts(place, flat, number, street) for place, number in enumerate(numbers)]


def said(found):
    return [(s.street, s.side or s.building, numbers_in_words(s.doors)) for s in found]


def test_one_side_and_back_on_the_other_are_two_stretches():
    found = stretches(doors("1", "3", "5", "7A", "8", "6", "4", "2"))
    assert said(found) == [("Mill Lane", "odd", "1 → 7A"), ("Mill Lane", "even", "8 → 2")]


def test_a_zigzag_is_one_stretch():
    found = stretches(doors("1", "2", "3", "4", "5", "6"))
    assert said(found) == [("Mill Lane", "", "1 → 6")]


def test_numbers_that_go_to_and_fro_are_given_from_least_to_most():
    assert numbers_in_words(doors("5", "1", "3", "9")) == "1–9"


def test_a_few_doors_across_the_road_stay_a_stretch_of_their_own():
    found = stretches(doors("1", "3", "5", "2", "4", "7", "9", "11"))
    assert [s.side for s in found] == ["odd", "even", "odd"]


def test_a_house_without_a_number_goes_with_its_neighbours():
    found = stretches(doors("Ivy Cottage", "1", "3", "The Forge", "5", "6", "4", "2"))
    assert said(found) == [("Mill Lane", "odd", "Ivy Cottage → 5"), ("Mill Lane", "even", "6 → 2")]


def test_flats_stand_together_under_their_building():
    flats = [DoorFacts(n, f"Flat {n}", "124", "Mill Lane") for n in range(1, 13)]
    found = stretches([*doors("120", "122"), *flats, *doors("126", "128")])
    assert said(found) == [
        ("Mill Lane", "even", "120 → 122"),
        ("Mill Lane", "124", "flats 1 → 12"),
        ("Mill Lane", "even", "126 → 128"),
    ]


def test_two_flats_in_a_house_stay_in_the_row():
    pair = [DoorFacts(1, "Flat A", "3", "Mill Lane"), DoorFacts(2, "Flat B", "3", "Mill Lane")]
    found = stretches([*doors("1"), *pair, *doors("5")])
    assert said(found) == [("Mill Lane", "odd", "1 → 5")]


def test_a_door_is_labelled_by_what_is_on_it():
    flat = DoorFacts(1, "Flat 3", "124", "Mill Lane")
    assert label(flat) == ("124", "Flat 3")
    assert label(flat, in_building=True) == ("3", "Flat")
    assert label(DoorFacts(1, "The Annexe", "", "Mill Lane")) == ("The Annexe", "")
    assert label(DoorFacts(1, "", "", "Mill Lane")) == ("no number", "")
    assert short_label(flat) == "124 Flat 3"
    assert short_label(flat, in_building=True) == "3"


numbers = st.one_of(
    st.integers(1, 60).map(str), st.sampled_from(["", "12A", "The Old Vicarage", "4-6", "Ivy House"])
)
walks = st.lists(
    st.builds(
        DoorFacts,
        id=st.integers(1, 10**6),
        flat=st.sampled_from(["", "", "", "Flat 1", "Flat 2", "Top floor"]),
        number=numbers,
        street=st.sampled_from(["Mill Lane", "Hill End", ""]),
    ),
    max_size=60,
)


@given(walks)
def test_every_door_is_in_one_stretch_in_the_order_walked(walk):
    found = stretches(walk)
    assert [door for stretch in found for door in stretch.doors] == walk
    for stretch in found:
        assert {door.street for door in stretch.doors} == {stretch.street}
        assert numbers_in_words(stretch.doors) or not any(d.number or d.flat for d in stretch.doors)


@given(walks)
def test_a_side_holds_no_number_of_the_other(walk):
    for stretch in stretches(walk):
        if stretch.side:
            figures = [int(door.number) for door in stretch.doors if door.number.isdigit()]
            assert {figure % 2 for figure in figures} <= {stretch.side == "odd"}
