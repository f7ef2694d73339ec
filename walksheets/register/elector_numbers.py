"""Elector numbers: prefix, number and suffix, as councils write them together or apart. Pure.

A suffix of 0, blank or none is the same and is not shown. A polling district may itself hold "-"
and "/" ("KD-2/2-289/1"), so joined numbers are split from the right.
"""

import re
from collections.abc import Container
from typing import NamedTuple

_JOINED = (
    re.compile(r"(?P<prefix>[^\W_].*?)\s*-\s*(?P<number>\d+)(?:\s*/\s*(?P<suffix>\d+))?"),
    re.compile(r"(?P<prefix>[^\W_].*?)\s*/\s*(?P<number>\d+)\s*/\s*(?P<suffix>\d+)"),
    re.compile(r"(?P<prefix>[^\W_].*?)\s*/\s*(?P<number>\d+)"),
    re.compile(r"(?P<prefix>[^\W_].*?)\s*-\s*(?P<number>\d+)\s*[-.]\s*(?P<suffix>\d+)"),
    re.compile(r"(?P<prefix>\S*[^\W\d_]\S*)\s+(?P<number>\d+)(?:\s*/\s*(?P<suffix>\d+))?"),
    re.compile(r"(?P<prefix>[^\W\d_]+)(?P<number>\d+)(?:\s*/\s*(?P<suffix>\d+))?"),
)
_APART = re.compile(r"(?P<number>\d+)(?:\s*[/\-]\s*(?P<suffix>\d+))?")
_DECIMAL = re.compile(r"(?P<number>\d+)\.(?P<suffix>\d{1,3})")
_LARGEST = 9_999_999


class ElectorNumber(NamedTuple):
    """Who an elector is within one register. Compare by `key`."""

    prefix: str
    number: int | None
    suffix: int = 0

    def __str__(self) -> str:
        if self.number is None:
            return self.prefix
        number = f"{self.prefix}-{self.number}" if self.prefix else str(self.number)
        return f"{number}/{self.suffix}" if self.suffix else number

    @property
    def key(self) -> tuple[str, int | None, int]:
        """Return what two writings of one number share: case and spaces of a prefix do not count."""
        return folded_prefix(self.prefix), self.number, self.suffix


def folded_prefix(prefix: str) -> str:
    """Return a district's letters as they are compared."""
    return "".join(prefix.split()).upper()


def from_parts(prefix: str, number: str, suffix: str = "", *, decimal: bool = False) -> ElectorNumber | None:
    """Return the number that stands in columns of its own, or None when it is no number.

    `number` may hold the suffix ("25/1"); with `decimal` it is a roll number "25.001", the part behind
    the point being the suffix in thousandths.
    """
    number, suffix = _digits(number), _digits(suffix).lstrip("/-.").lstrip("0")
    within = _DECIMAL.fullmatch(number)
    if within:
        number = within["number"]
        suffix = suffix or str(_thousandths(within["suffix"], decimal=decimal))
    else:
        apart = _APART.fullmatch(number)
        if apart is None:
            return None
        number, suffix = apart["number"], suffix or apart["suffix"] or ""
    if (suffix and not (suffix.isascii() and suffix.isdigit())) or int(number) > _LARGEST:
        return None
    return ElectorNumber(" ".join(prefix.split()).rstrip("-/ "), int(number), int(suffix or 0))


def readings(joined: str) -> list[ElectorNumber]:
    """Return what a joined number may mean, the likeliest first; nothing when it is none."""
    text = " ".join(joined.split())
    found = [match for pattern in _JOINED if (match := pattern.fullmatch(text))]
    numbers = [
        ElectorNumber(
            match["prefix"].rstrip("-/ "), int(match["number"]), int(match.groupdict().get("suffix") or 0)
        )
        for match in found
        if match["number"].isascii() and int(match["number"]) <= _LARGEST
    ]
    return list(dict.fromkeys(number for number in numbers if number.prefix))


def from_joined(joined: str, known: Container[str] = ()) -> ElectorNumber | None:
    """Return the number that "KD-2/2-289/1" says; among several readings one of a known prefix wins."""
    possible = readings(joined)
    for number in possible:
        if folded_prefix(number.prefix) in known:
            return number
    return possible[0] if possible else None


def _digits(text: str) -> str:
    text = "".join(text.split())
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text.replace(",", "")


def _thousandths(digits: str, *, decimal: bool) -> int:
    """ "001" is 1. A spreadsheet drops noughts at the end: "01" is 10, but nobody has a suffix of 100."""
    padded = int(digits.ljust(3, "0"))
    return padded if decimal and padded < 100 else int(digits)
