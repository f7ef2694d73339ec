"""A mistyped code finds the printed sheet that one slip of a finger away bears."""

import random

from hypothesis import given
from hypothesis import strategies as st

from walksheets.results.near_codes import nearest
from walksheets.sheets import codes

CHANCE = random.Random(7)
TAKEN: set[str] = set()
PRINTED = [codes.make(CHANCE, TAKEN) for _ in range(300)]
letters = st.sampled_from(codes.ALPHABET)


@given(st.sampled_from(PRINTED), st.integers(0, 4), letters)
def test_one_wrong_character_finds_the_sheet(code, at, letter):
    plain = code.replace("-", "")
    typed = plain[:at] + letter + plain[at + 1 :]
    if typed != plain:
        assert code in nearest(typed, PRINTED, limit=99)


@given(st.sampled_from(PRINTED), st.integers(0, 3))
def test_two_characters_swapped_find_the_sheet(code, at):
    plain = code.replace("-", "")
    typed = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if typed != plain:
        assert code in nearest(typed.lower(), PRINTED, limit=99)


@given(st.sampled_from(PRINTED), st.integers(0, 4), letters)
def test_a_missing_or_an_extra_character_finds_the_sheet(code, at, letter):
    plain = code.replace("-", "")
    assert code in nearest(plain[:at] + plain[at + 1 :], PRINTED, limit=99)
    assert code in nearest(plain[:at] + letter + plain[at:], PRINTED, limit=99)


def test_what_is_two_slips_away_is_not_offered():
    assert nearest("K7-F4X", ["K7-F4X"]) == ()
    assert nearest("K7-A5X", ["K7-F4X"]) == ()
    assert nearest("nonsense", PRINTED) == ()
