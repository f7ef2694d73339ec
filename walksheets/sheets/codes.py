"""Sheet codes: the short name of one page of paper, "K7-F4X". Pure; knows no store.

Four random characters and a check character of an alphabet of 23 that holds no letter one could take
for another (no 0 O 1 I L, no S Z B G beside 5 2 8 6) and no vowel, so that no code is a word.
"""

import hashlib
import random

from walksheets.errors import UsersMistake

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""23 characters: a prime, so that one weighted sum catches every single slip (see `check_character`)."""

LENGTH = 5
MOST = 250_000
"""Sheets a campaign can have: a margin below 23⁴, so that a free code is found soon."""

MARK_LENGTH = 3
"""Characters in a QR code beside the sheet's own, which say whose campaign it is: with them it is full."""

_DASH_AFTER = 2
_MARK_AFTER = "."
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


def campaign_mark(uid: str) -> str:
    """Return the few characters by which sheets of this campaign are told from another's of the same code.

    One in 12,167 other campaigns has the same; one without an identity has none.
    """
    number = int.from_bytes(hashlib.sha256(uid.encode()).digest())
    return "".join(ALPHABET[number // 23**place % 23] for place in range(MARK_LENGTH)) if uid else ""


def symbol(code: str, mark: str) -> str:
    """Return what a sheet's QR code says: "K7-F4X.A7B"; without a mark its code alone, as older sheets have it."""
    return f"{code}{_MARK_AFTER}{mark}" if mark else code


def apart(text: str) -> tuple[str, str]:
    """Return what a QR code says as the sheet's code and the campaign's mark, which is empty on older sheets."""
    code, _, mark = text.strip().upper().rpartition(_MARK_AFTER)
    if len(_plain(code)) == LENGTH and len(mark) == MARK_LENGTH and set(mark) <= set(ALPHABET):
        return code, mark
    return text, ""


def read(text: str) -> str:
    """Return the code that was typed or scanned, as printed: "k7 f4x" → "K7-F4X".

    Case, blanks, dashes and a letter taken for its look-alike are forgiven, and a campaign's mark behind it is
    left off. Raises UsersMistake when it cannot be a sheet's code.
    """
    code = _dashed(_plain(apart(text)[0]).translate(_LOOKS_LIKE))
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


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _dashed(plain: str) -> str:
    return f"{plain[:_DASH_AFTER]}-{plain[_DASH_AFTER:]}"
