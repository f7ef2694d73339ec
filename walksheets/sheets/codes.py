"""Sheet codes: the short name of one page of paper, "K7-F4X". Pure; knows no store.

Four random characters and a check character of an alphabet of 23 that holds no letter one could take
for another (no 0 O 1 I L, no S Z B G beside 5 2 8 6) and no vowel, so that no code is a word.
"""

import random

from walksheets.errors import UsersMistake

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""23 characters: a prime, so that one weighted sum catches every single slip (see `check_character`)."""

LENGTH = 5
MOST = 250_000
"""Sheets a campaign can have: a margin below 23⁴, so that a free code is found soon."""

_DASH_AFTER = 2
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_WEIGHTS = (2, 3, 4, 5)  # the check character itself weighs 1: all five differ, none is 0
# Letters that no code holds are read as the character they look like.
_LOOKS_LIKE = str.maketrans({"S": "5", "Z": "2", "B": "8", "G": "6", "U": "V"})


def check_character(data: str) -> str:
    """Return the character that makes the weighted sum of the five a multiple of 23.

    Weights that differ, modulo a prime: every single wrong character and every swap of two is caught.
    """
    total = sum(weight * _VALUE[letter] for weight, letter in zip(_WEIGHTS, data, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def is_code(text: str) -> bool:
    """Tell whether `text` is a code as printed, check character and dash included."""
    plain = text.replace("-", "", 1)
    return (
        text == _dashed(plain)
        and len(plain) == LENGTH
        and all(letter in _VALUE for letter in plain)
        and check_character(plain[:-1]) == plain[-1]
    )


def read(text: str) -> str:
    """Return the code that was typed or scanned, as printed: "k7 f4x" → "K7-F4X".

    Case, blanks, dashes and a letter taken for its look-alike are forgiven. Raises UsersMistake when it
    cannot be a sheet's code.
    """
    plain = "".join(letter for letter in text.upper() if letter.isalnum()).translate(_LOOKS_LIKE)
    code = _dashed(plain)
    if not is_code(code):
        shown = " ".join(text.split())[:20]
        raise UsersMistake(
            f"“{shown}” is not the code of a sheet, so nothing was changed. Read the code beside the square pattern again: it looks like K7-F4X."
        )
    return code


def make(chance: random.Random, taken: set[str]) -> str:
    """Return a new code that is not in `taken`, and put it there.

    Raises UsersMistake near the end of the 279,841 there are.
    """
    if len(taken) >= MOST:
        raise UsersMistake(
            "This campaign has printed all the sheets it can have codes for, so nothing was printed. Begin a new campaign file."
        )
    while True:
        data = "".join(chance.choices(ALPHABET, k=LENGTH - 1))
        code = _dashed(data + check_character(data))
        if code not in taken:
            taken.add(code)
            return code


def _dashed(plain: str) -> str:
    return f"{plain[:_DASH_AFTER]}-{plain[_DASH_AFTER:]}"
