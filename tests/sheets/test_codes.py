import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.errors import UsersMistake
from walksheets.sheets import codes

made = st.integers(0, 2**32).map(lambda seed: codes.make(random.Random(seed), set()))
letters = st.sampled_from(codes.ALPHABET)


def test_the_alphabet_holds_nothing_that_looks_like_something_else():
    assert not set("0O1ILSZBGUAEQ") & set(codes.ALPHABET)
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 23


@given(made)
def test_a_code_reads_back_as_it_was_printed(code):
    assert codes.read(code) == code
    assert codes.is_code(code)
    assert len(code) == 6
    assert code[2] == "-"


@given(made, st.sampled_from(["{}", " {} ", "{} \n"]), st.booleans())
def test_case_blanks_and_a_missing_dash_are_forgiven(code, around, lower):
    for typed in (
        code,
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("-", "–"),
        " ".join(code),
    ):
        text = around.format(typed.lower() if lower else typed)
        assert codes.read(text) == code


@given(made, st.integers(0, 4), letters)
def test_one_wrong_character_is_always_caught(code, place, wrong):
    plain = code.replace("-", "")
    if plain[place] == wrong:
        return
    typed = plain[:place] + wrong + plain[place + 1 :]
    with pytest.raises(UsersMistake):
        codes.read(typed)


@given(made, st.integers(0, 3))
def test_two_neighbours_swapped_are_always_caught(code, place):
    plain = code.replace("-", "")
    if plain[place] == plain[place + 1]:
        return
    typed = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    with pytest.raises(UsersMistake):
        codes.read(typed)


@given(st.text(max_size=12))
def test_anything_else_gets_one_plain_sentence(text):
    try:
        code = codes.read(text)
    except UsersMistake as error:
        assert "is not the code of a sheet" in str(error)
    else:
        assert codes.is_code(code)


def test_letters_that_no_code_holds_are_read_as_what_they_look_like():
    code = next(c for c in (codes.make(random.Random(n), set()) for n in range(999)) if {"5", "8"} <= set(c))
    assert codes.read(code.replace("5", "S").replace("8", "b")) == code


def test_codes_are_never_given_twice():
    taken: set[str] = set()
    chance = random.Random(1)
    many = [codes.make(chance, taken) for _ in range(20_000)]
    assert len(set(many)) == len(many) == len(taken)


def test_a_full_campaign_says_so_instead_of_searching_for_ever():
    with pytest.raises(UsersMistake, match="all the sheets"):
        codes.make(random.Random(1), set(map(str, range(codes.MOST))))


@given(made, st.uuids())
def test_a_qr_code_says_whose_campaign_it_is_and_still_reads_as_the_code(code, uid):
    mark = codes.campaign_mark(uid.hex)
    said = codes.symbol(code, mark)
    assert codes.apart(said) == (code, mark)
    assert codes.apart(code) == (code, "")  # as older sheets have it
    assert codes.read(said) == codes.read(said.lower()) == code
    assert set(said) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")  # what a QR code packs densely
    assert len(said) == 10  # the most that the smallest one holds at the highest correction


def test_campaigns_differ_in_their_marks():
    import uuid

    marks = {codes.campaign_mark(uuid.UUID(int=number).hex) for number in range(1000)}
    assert len(marks) > 950  # of 12,167: by the birthday sum some 40 pairs agree
    assert codes.campaign_mark("") == ""


@given(made)
def test_a_dot_typed_for_the_dash_is_no_mark(code):
    assert codes.read(code.replace("-", ".")) == code
