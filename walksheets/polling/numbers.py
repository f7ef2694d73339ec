"""What was typed from a number taker's pad: "12 15, 18/1" → elector numbers of one polling district. Pure."""

import re

from walksheets.errors import UsersMistake
from walksheets.register import ElectorNumber, from_joined, from_parts

_BETWEEN = re.compile(r"[\s,;]+")
_AROUND_SLASH = re.compile(r"\s*/\s*")


def read_numbers(text: str, district: str) -> list[ElectorNumber]:
    """Return the numbers in the order typed, each once; one with letters of its own keeps them.

    Raises UsersMistake, naming it, for a word that is no number.
    """
    words = _BETWEEN.split(_AROUND_SLASH.sub("/", text).strip(" \n\t,;"))
    found = [_number(word, district) for word in words if word]
    if not found:
        raise UsersMistake("There is no number to keep, so nothing was kept. Type those on the pad.")
    return list(dict.fromkeys(found))


def _number(word: str, district: str) -> ElectorNumber:
    number = from_parts(district, word) or from_joined(word)
    if number is None:
        raise UsersMistake(
            f"“{word}” is no elector number, so nothing was kept. Write numbers such as 12 or 12/1 with blanks between."
        )
    return number
