"""A council's address lines → flat, number, street, town, postcode. Pure: no store, no files.

Lines come in every order of flat, house, street and town, in capitals, with the postcode repeated.
No word is ever lost: what is not flat, house or street goes to the town.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from walksheets.places import words
from walksheets.places.model import Address
from walksheets.places.words import fold, fold_accented, proper_case
from walksheets.progress import Progress, counted, silent

_ONE = r"\d+(?:[^\W\d_](?![^\W_]))?"
_NUMBER = rf"{_ONE}(?:\s*[-–—/&+]\s*{_ONE})*"
_LEADING = re.compile(rf"(?P<number>{_NUMBER})(?:[\s,.]+(?P<rest>\S.*))?")
_LETTER_APART = re.compile(r"(?P<number>\d+)\s(?P<letter>[A-Za-z])\s+(?P<rest>\S+\s+\S.*)")
_TRAILING = re.compile(rf"(?P<rest>[^\d,]+?)\s+(?P<number>{_NUMBER})")
_INSIDE = re.compile(rf"(?P<before>.+?)[\s,]+(?P<number>{_NUMBER})\s+(?P<rest>\D+)")

KnownStreets = Mapping[str, str]
"""Folded name → spelling of the streets that are sure: the map's, and those seen in the file."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of an address: a house number if it begins with one, and the words."""

    number: str
    rest: str

    @property
    def text(self) -> str:
        return f"{self.number} {self.rest}".strip()


def parse(lines: Sequence[str], postcode: str = "", known_streets: KnownStreets | None = None) -> Address:
    """Return the address that lines say, in the order they came.

    `known_streets` decides which line is the street where the words alone do not. Lines in capitals
    come out as one writes them, a known street as it is spelt there.
    """
    known = known_streets or {}
    pieces, found = _pieces(lines, words.postcode(postcode))
    parts = _split_inside(_joined([_part(piece, known) for piece in pieces]), known)
    at = _street_index(parts, known)
    if at is None:
        flat, number = _house(parts, "")
        return Address(flat, number, "", "", found)
    street = parts[at]
    flat, number = _house(parts[:at], street.number)
    town = ", ".join(part.text for part in parts[at + 1 :])
    return Address(flat, number, _spelt(street.rest, lines, known), town, found)


def from_fields(
    flat: str = "", house: str = "", street: str = "", town: str = "", postcode: str = ""
) -> Address:
    """Return the address of a file that has columns for its parts; "1 Eden House" may stand in `house`."""
    before = [_part(proper_case(text), {}) for text in (_tidy(flat), _tidy(house)) if text]
    whole = _part(proper_case(_tidy(street)), {})
    own = whole if whole.rest and not _tidy(house) else _Part("", whole.text)
    sub, number = _house(before, own.number)
    return Address(sub, number, own.rest, proper_case(_tidy(town)), words.postcode(postcode))


def learn_streets(
    addresses: Iterable[Sequence[str]], on_map: Iterable[str] = (), progress: Progress = silent
) -> dict[str, str]:
    """Return the streets to pass to `parse`: the map's names, and names seen after two house numbers.

    A file that says "12 Aeule" and "14 Aeule" has taught that Aeule is a street, so that
    "Rose Cottage" / "Aeule" is understood too.
    """
    seen: dict[str, set[str]] = {}
    spelling: dict[str, Counter[str]] = {}
    for lines in counted({tuple(lines) for lines in addresses}, progress, "Learning the streets"):
        address = parse(lines)
        if address.street and address.number[:1].isdigit():
            key = fold(address.street)
            seen.setdefault(key, set()).add(address.number)
            spelling.setdefault(key, Counter())[address.street] += 1
    known = {key: min(spelling[key].most_common(1))[0] for key, numbers in seen.items() if len(numbers) > 1}
    known.update({key: name for name in on_map if (key := fold(name))})
    return known


def _pieces(lines: Sequence[str], given: str) -> tuple[list[str], str]:
    """Split lines at commas, take the postcode out wherever it stands, and undo capitals."""
    pieces, found = [], given
    for line in lines:
        rest, at_end = words.split_postcode(_tidy(line))
        if at_end and found in ("", at_end):
            found, line = at_end, rest
        for piece in line.split(","):
            tidy = _tidy(piece)
            if tidy and tidy.upper() != found:
                pieces.append(proper_case(tidy))
    return pieces, found


def _tidy(text: str) -> str:
    """Return the text with single spaces (a council's are often non-breaking) and no stray commas."""
    return " ".join(text.split()).strip(" ,;.")


def _part(piece: str, known: KnownStreets) -> _Part:
    if not any(c.isdigit() for c in piece):
        return _Part("", piece)
    apart = _LETTER_APART.fullmatch(piece)
    if apart and _is_sure(apart["rest"], known):
        return _Part(apart["number"] + apart["letter"], apart["rest"])
    trailing = _TRAILING.fullmatch(piece)
    if trailing and not _is_flat(trailing["rest"]) and _is_sure(trailing["rest"], known):
        return _Part(_closed(trailing["number"]), trailing["rest"])  # "Hauptstraße 12"
    leading = _LEADING.fullmatch(piece)
    if leading is None or fold(piece) in known:
        return _Part("", piece)
    return _Part(_closed(leading["number"]), leading["rest"] or "")


def _closed(number: str) -> str:
    """Return "4- 6" as "4-6"."""
    return re.sub(r"[–—]", "-", re.sub(r"\s+", "", number))


def _joined(parts: list[_Part]) -> list[_Part]:
    """Join a number that stands alone with the words after it: "12" / "Acorn Road"."""
    joined: list[_Part] = []
    for part in parts:
        if joined and not joined[-1].rest and not part.number and not _is_flat(part.rest):
            joined[-1] = _Part(joined[-1].number, part.rest)
        else:
            joined.append(part)
    return joined


def _split_inside(parts: list[_Part], known: KnownStreets) -> list[_Part]:
    """Split one line that holds house and street: "Flat 2 14 High Street"."""
    split: list[_Part] = []
    for part in parts:
        inside = _INSIDE.fullmatch(part.text)
        if inside and fold(part.rest) not in known and _is_street(inside["rest"], known):
            if _is_flat_word(inside["before"]):
                split += [_Part("", f"{inside['before']} {inside['number']}"), _Part("", inside["rest"])]
            else:
                split += [
                    _part(inside["before"], known),
                    _part(f"{inside['number']} {inside['rest']}", known),
                ]
        else:
            split.append(part)
    return split


def _street_index(parts: list[_Part], known: KnownStreets) -> int | None:
    """Return which part is the street, or None when none can be."""
    numbered = [i for i, part in enumerate(parts) if part.number and part.rest]
    if numbered:
        at = numbered[0]
        while at + 1 in numbered and not _is_post_town(parts[at + 1], parts[at], known):
            at += 1  # "2 Rosewood Court" / "124 Glascote Road"
        if fold(parts[at].rest) in known:
            return at
        after = at + 1
        if after < len(parts) and _names_a_building(parts[at].rest, parts[after].rest, known):
            return after
        return at
    return _street_without_number(parts, known)


def _is_post_town(part: _Part, before: _Part, known: KnownStreets) -> bool:
    """Tell "69117 Heidelberg" after "Hauptstraße 12"."""
    return part.number.isdigit() and len(part.number) > 3 and _is_sure(before.rest, known)


def _names_a_building(rest: str, after: str, known: KnownStreets) -> bool:
    """Tell whether numbered words are a house, the street being the next line ("1 Eden House" / "Alwoodley Lane")."""
    return not _strong(rest) and _is_sure(after, known)


def _street_without_number(parts: list[_Part], known: KnownStreets) -> int | None:
    open_to = [i for i, part in enumerate(parts) if part.rest and not _is_flat(part.rest)]
    for fits in (lambda name: fold(name) in known, _strong):
        at = next((i for i in open_to if fits(parts[i].rest)), None)
        if at is not None:
            return at
    weak = next((i for i in open_to[1:] if _ends_in(parts[i].rest, "weak")), None)
    if weak is not None:
        return weak
    return open_to[1] if len(open_to) > 1 else None


def _house(before: list[_Part], number: str) -> tuple[str, str]:
    """Return flat and number from what stands before the street's name."""
    if number or not before:
        return ", ".join(part.text for part in before), number
    *outer, last = before
    flat = ", ".join(part.text for part in outer)
    if not last.rest or _is_flat(last.rest):
        return (flat, last.number) if not last.rest else _flat_and_name(flat, last)
    if last.number and not flat and _ends_with_building(last.rest):
        return last.number, last.rest
    return flat, last.text


def _flat_and_name(flat: str, last: _Part) -> tuple[str, str]:
    """Split "Flat 3 Maple Court" when a house's name follows the flat's own."""
    match = re.fullmatch(rf"(?P<flat>\S+\s+(?:{_NUMBER}|[A-Za-z]))\s+(?P<name>\D+)", last.text)
    if match and not flat and _is_flat_word(match["flat"].split()[0]):
        return match["flat"], match["name"]
    return ", ".join(filter(None, (flat, last.text))), ""


def _is_sure(name: str, known: KnownStreets) -> bool:
    return fold(name) in known or _strong(name)


def _is_street(name: str, known: KnownStreets) -> bool:
    return _is_sure(name, known) or _ends_in(name, "weak")


def _strong(name: str) -> bool:
    """Tell whether a name's own words say that it is a street."""
    street = words.street_words()["street"]
    folded = fold(name).split()
    if not folded:
        return False
    return (
        _ends_in(name, "strong")
        or (len(folded) > 1 and folded[0] in street["first"] and not _is_flat(name))
        or folded[-1].endswith(tuple(street["endings"]))
    )


def _ends_in(name: str, kind: str) -> bool:
    street = words.street_words()["street"]
    folded = fold(name).split()
    if len(folded) > 1 and folded[-1] in street["after"]:
        folded = folded[:-1]
    return bool(folded) and folded[-1] in street[kind]


def _ends_with_building(name: str) -> bool:
    folded = fold(name).split()
    return bool(folded) and bool({folded[0], folded[-1]} & set(words.street_words()["dwelling"]["building"]))


def _is_flat_word(text: str) -> bool:
    return words.plain(text) in words.street_words()["dwelling"]["flat"]


def _is_flat(name: str) -> bool:
    dwelling = words.street_words()["dwelling"]
    folded = words.plain(name).split()
    return bool(folded) and (
        folded[0] in dwelling["flat"]
        or (not set(folded).isdisjoint(dwelling["inside"]) and not _ends_in(name, "strong"))
    )


def _spelt(name: str, lines: Sequence[str], known: KnownStreets) -> str:
    """Return a street's name as it came; one that came in capitals as the map or the file spells it."""
    if any(name in _tidy(line) for line in lines):
        return name
    spelling = known.get(fold(name), name)
    same = name.isascii() or fold_accented(spelling) == fold_accented(name)
    return spelling if same else name
