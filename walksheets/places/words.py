"""Names as written and names as compared: folding, capitals, postcodes, UPRNs.

The words themselves are data in resources/street_words.toml. Knows nothing of lines or doors.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Any

from walksheets.paths import resources

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}", re.IGNORECASE)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@cache
def street_words() -> dict[str, Any]:
    """Return the shipped words by which address lines are understood; lists of words as sets."""
    with (resources() / "street_words.toml").open("rb") as file:
        shipped = tomllib.load(file)
    return {
        part: {name: frozenset(each) if isinstance(each, list) else each for name, each in words.items()}
        for part, words in shipped.items()
    }


def plain(text: str) -> str:
    """Return the text in lower case without accents or punctuation, words one space apart."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES)).casefold()
    return _spaced("".join(c for c in decomposed if not unicodedata.combining(c)))


def _spaced(text: str) -> str:
    letters = "".join(
        " and " if c == "&" else c if c.isalnum() or unicodedata.combining(c) else " " for c in text
    )
    return " ".join(letters.split())


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a street's or a house's name as it is compared: "St. John's Rd" → "saint johns road".

    Case, accents, punctuation and the common short forms do not count; a leading "The" of a longer
    name neither. Folding twice changes nothing more.
    """
    return _in_full(plain(text))


@lru_cache(maxsize=65_536)
def fold_accented(text: str) -> str:
    """Return a name folded but for accents and ß: Bödastrasse and Bodastrasse may be two streets of a town."""
    composed = unicodedata.normalize("NFC", text.lower().translate(_APOSTROPHES))
    return _in_full(_spaced(composed))


def _in_full(text: str) -> str:
    words = [_long_form(word) for word in text.split()]
    for i, word in enumerate(words):
        if word == "st":
            words[i] = "street" if i and i == len(words) - 1 else "saint"
    if len(words) > 2 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _long_form(word: str) -> str:
    if len(word) > 5 and word.endswith("str"):  # German: Hauptstr.
        return f"{word}asse"
    abbreviations: dict[str, str] = street_words()["abbreviations"]
    return abbreviations.get(word, word)


def fold_flat(flat: str) -> str:
    """Return a flat as it is compared: "Flat 3", "Apartment 3" and "3" are one."""
    words = plain(flat).split()
    if len(words) > 1 and words[0] in street_words()["dwelling"]["plain"]:
        words = words[1:]
    return " ".join(words)


def fold_number(number: str) -> str:
    """Return a house number or name as it is compared: "4 - 6" is "4-6", "12 a" is "12A"."""
    if number[:1].isdigit():
        return re.sub(r"\s*[-–—]\s*", "-", number.casefold()).replace(" ", "")
    return fold(number)


@lru_cache(maxsize=65_536)
def postcode(text: str) -> str:
    """Return a postcode as it is written, "m145bq" → "M14 5BQ"; one of another land only tidied."""
    compact = "".join(text.split()).upper()
    if _POSTCODE.fullmatch(compact):
        return f"{compact[:-3]} {compact[-3:]}"
    return " ".join(text.split()).upper()


def is_postcode(text: str) -> bool:
    """Tell whether the whole text is one British postcode, with or without its space."""
    return _POSTCODE.fullmatch(text.strip()) is not None


def split_postcode(text: str) -> tuple[str, str]:
    """Split a postcode off the end of a line: "Manchester M14 5BQ" → ("Manchester", "M14 5BQ")."""
    found = re.search(rf"(?:^|[\s,])({_POSTCODE.pattern})\s*$", text, re.IGNORECASE)
    if not found:
        return text, ""
    return text[: found.start(1)].strip(" ,"), postcode(found[1])


def uprn(text: str | None) -> str:
    """Return a UPRN as the gazetteers write it, without leading zeros; nothing for "0" or no digits."""
    digits = (text or "").strip().removesuffix(".0")
    return digits.lstrip("0") if digits.isascii() and digits.isdigit() else ""


def proper_case(line: str) -> str:
    """Return a line that came ALL IN CAPITALS as one writes it; any other line as it came.

    "O'CONNELL ST" → "O'Connell St", "STOKE-ON-TRENT" → "Stoke-on-Trent", "32A MCDONALD RD" →
    "32A McDonald Rd".
    """
    if line != line.upper() or not re.search(r"[^\W\d_]{2}", line):
        return line
    small, kept = street_words()["capitals"]["small"], street_words()["capitals"]["kept"]

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if word in kept or any(c.isdigit() for c in word) or (len(word) == 1 and word.lower() not in small):
            return word
        first = match.start() == 0 or not any(c.isalpha() for c in line[: match.start()])
        return (
            word.lower()
            if word.lower() in small and not first and not _stands_alone(line, match)
            else _capital(word)
        )

    return _WORD.sub(written, line)


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """A small word after a number, or a letter at the end ("FLAT A"), is not small."""
    before = line[: match.start()].rstrip()
    at_end = match.end() == len(line)
    return not before or before[-1].isdigit() or before.endswith(",") or (at_end and len(match[0]) == 1)


def _capital(word: str) -> str:
    lower = word.lower()
    if lower.startswith("mc") and len(lower) > 4:
        return f"Mc{lower[2:].capitalize()}"
    head, mark, tail = lower.partition("’" if "’" in lower else "'")
    if mark and len(head) == 1 and len(tail) > 1:
        return f"{head.upper()}{mark}{tail.capitalize()}"
    return f"{head.capitalize()}{mark}{tail}"
