"""Elector numbers are understood together and apart, and are the same however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.register import ElectorNumber, from_joined, from_parts, readings

PREFIX = st.from_regex(r"[A-Z]{1,3}[0-9]?([-/][0-9])?", fullmatch=True)
NUMBER = st.integers(0, 99_999)
SUFFIX = st.integers(0, 99)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("LV1-12/1", ("LV1", 12, 1)),
        ("LV1-12", ("LV1", 12, 0)),
        ("LV1-12/0", ("LV1", 12, 0)),
        ("KD-2/2-289/1", ("KD-2/2", 289, 1)),
        ("BW1/12", ("BW1", 12, 0)),
        ("BW1/12/3", ("BW1", 12, 3)),
        ("AB 12", ("AB", 12, 0)),
        (" LV1 - 12 / 1 ", ("LV1", 12, 1)),
        ("LV1\xa0-\xa012", ("LV1", 12, 0)),
    ],
)
def test_joined_numbers_are_split_from_the_right(text: str, wanted: tuple[str, int, int]) -> None:
    assert from_joined(text) == wanted


@pytest.mark.parametrize("text", ["", "12", "N", "Polling District", "LV1-", "-12/1", "LV1-١٢"])
def test_what_is_no_joined_number_is_none(text: str) -> None:
    assert from_joined(text) is None


def test_a_known_district_decides_between_two_readings() -> None:
    assert from_joined("KD-2/2", {"KD-2"}) == ("KD-2", 2, 0)
    assert from_joined("KD-2/2", {"KD"}) == ("KD", 2, 2)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("LV1", "12", ""), ("LV1", 12, 0)),
        (("LV1", "12", "0"), ("LV1", 12, 0)),
        (("LV1", "12", "1"), ("LV1", 12, 1)),
        (("LV1", "12/1", ""), ("LV1", 12, 1)),
        (("LV1", "0012", ""), ("LV1", 12, 0)),
        (("LV1", "1,204", ""), ("LV1", 1204, 0)),
        (("LV1", "12.0", "1.0"), ("LV1", 12, 1)),
        (("LV1-", "12", "/1"), ("LV1", 12, 1)),
    ],
)
def test_numbers_in_columns_of_their_own(parts: tuple[str, str, str], wanted: tuple[str, int, int]) -> None:
    assert from_parts(*parts) == wanted


@pytest.mark.parametrize("number", ["", "x", "12a", "1/2/3", "99999999999", "-1"])
def test_what_is_no_number_is_none(number: str) -> None:
    assert from_parts("LV1", number) is None


@pytest.mark.parametrize(
    ("roll", "suffix"), [("25.000", 0), ("25.001", 1), ("25.012", 12), ("25.01", 10), ("25.1", 1), ("25", 0)]
)
def test_a_decimal_roll_number_has_its_suffix_in_thousandths(roll: str, suffix: int) -> None:
    assert from_parts("LV1", roll, decimal=True) == ("LV1", 25, suffix)


def test_the_suffix_is_said_only_when_it_is_not_nought() -> None:
    assert str(ElectorNumber("LV1", 12, 0)) == "LV1-12"
    assert str(ElectorNumber("LV1", 12, 1)) == "LV1-12/1"


def test_case_and_spaces_of_a_district_do_not_count() -> None:
    assert ElectorNumber("lv 1", 12).key == ElectorNumber("LV1", 12, 0).key


@given(PREFIX, NUMBER, SUFFIX)
def test_a_number_said_is_a_number_understood(prefix: str, number: int, suffix: int) -> None:
    elector = ElectorNumber(prefix, number, suffix)
    assert from_joined(str(elector), {prefix}) == elector
    assert elector in readings(str(elector))


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(text: str) -> None:
    from_joined(text)
    from_parts("", text, text, decimal=True)
