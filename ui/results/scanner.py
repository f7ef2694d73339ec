"""A barcode scanner types like a very fast hand: telling its words from single keys, and reading them. Pure.

It may read a sheet's code, a sheet's code with a line and a result ("K7-F4X 12 3"), or a line and a result.
"""

import re
from dataclasses import dataclass

from walksheets.errors import UsersMistake
from walksheets.sheets import codes

PAUSE_MS = 35
"""A hand leaves more between two keys; every scanner leaves less."""

LONGEST = 24
_LOOKS_LIKE_SHEET = re.compile(r"\w\w-\w\w\w")
_LINE_AND_CODE = re.compile(r"(\d{1,4})[ ,;:.\-/]+([A-Za-z0-9]{1,3})$")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was scanned or typed in one go: a sheet, a line with a result, or both."""

    sheet: str = ""
    """Its code, with the campaign's mark where the QR code has one."""
    line: int | None = None
    result: str = ""


def read_words(text: str) -> Scanned | None:
    """Read what a scanner typed; None when it is neither a sheet's code nor a line and a result.

    "97-V72" is a slip in the code 97-V7C, not line 97 with a result of three letters.
    """
    text = text.strip()
    if sheet := _sheet(text):
        return Scanned(sheet)
    if _LOOKS_LIKE_SHEET.fullmatch(text):
        return None
    head, _, rest = text.partition(" ")
    sheet = _sheet(head)
    found = _LINE_AND_CODE.fullmatch(rest.strip() if sheet else text)
    return Scanned(sheet, int(found[1]), found[2].upper()) if found else None


def may_begin(letter: str) -> bool:
    """Tell whether what a scanner reads can begin with this character."""
    return letter.isdigit() or letter.upper() in codes.ALPHABET


def _sheet(text: str) -> str:
    try:
        return codes.symbol(codes.read(text), codes.apart(text)[1])
    except UsersMistake:
        return ""
