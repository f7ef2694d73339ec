"""The letters on the paper: the shipped fonts, read once, and how wide a text is in them.

Noto Sans Condensed has every letter of the British registers' languages; the marks and arrows come
from a part of DejaVu. Knows nothing of pages.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from walksheets import paths

REGULAR, BOLD, SYMBOLS = "regular", "bold", "symbols"

_FILES = {REGULAR: "NotoSans-Condensed", BOLD: "NotoSans-CondensedBold", SYMBOLS: "WalksheetsSymbols"}

CAP_HEIGHT = 0.714
"""Of the type size: how high a capital or a figure stands (Noto Sans)."""
DESCENT = 0.22
"""Of the type size: how far a g hangs below the line."""
LINE_HEIGHT = 1.2


@cache
def font(name: str) -> Any:
    """Return reportlab's font for one of the three names."""
    file = _FILES[name]
    made = TTFont(file, str(paths.resources() / "fonts" / f"{file}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(made)
    return made


@lru_cache(maxsize=100_000)
def runs(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """Cut a text where its font has no letter and the symbols have one: (piece, font name) in order."""
    known, symbols = _widths(name), _widths(SYMBOLS)
    if known.keys() >= set(text):
        return ((text, name),)
    wanted = [SYMBOLS if each not in known and each in symbols else name for each in text]
    pieces = groupby(zip(text, wanted, strict=True), key=lambda pair: pair[1])
    return tuple(("".join(letter for letter, _ in piece), used) for used, piece in pieces)


def width(text: str, name: str, size: float) -> float:
    """Return how wide `text` is, in points, at a type size in points."""
    return _width(text, name) * size


@lru_cache(maxsize=100_000)
def _width(text: str, name: str) -> float:
    total = 0.0
    for piece, used in runs(text, name):
        widths, default = _widths(used), font(used).face.defaultWidth
        total += sum([widths.get(letter, default) for letter in piece])
    return total / 1000


@cache
def _widths(name: str) -> dict[str, float]:
    """Return how wide each letter of a font is, in thousandths of the type size."""
    return {chr(code): width for code, width in font(name).face.charWidths.items()}


def fitting_size(text: str, name: str, size: float, room: float, least: float) -> float:
    """Return `size`, or as much smaller as makes `text` fit into `room` points, but never below `least`."""
    needed = width(text, name, size)
    if needed <= room:
        return size
    return max(least, size * room / needed)


def fitted(text: str, name: str, size: float, room: float, least: float) -> tuple[str, float]:
    """Return the text and the size that fit into `room`: smaller down to `least`, then cut with an ellipsis."""
    fit = fitting_size(text, name, size, room, least)
    while len(text) > 1 and width(text, name, fit) > room + 0.01:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
    return text, fit


def wrap(text: str, name: str, size: float, room: float) -> list[str]:
    """Break a text into lines no wider than `room`; a word too long for a line is broken inside."""
    lines: list[str] = []
    current = ""
    for word in _pieces(text, name, size, room):
        longer = f"{current} {word}" if current else word
        if current and width(longer, name, size) > room:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current]


def wrap_entries(
    entries: Sequence[str], name: str, size: float, room: float, between: str = " · "
) -> list[str]:
    """Set entries one after the other; a line ends between two, unless one alone is longer than a line."""
    lines: list[str] = []
    for entry in entries:
        longer = f"{lines[-1]}{between}{entry}" if lines else entry
        if lines and width(longer, name, size) <= room:
            lines[-1] = longer
        else:
            lines += wrap(entry, name, size, room)
    return lines


def _pieces(text: str, name: str, size: float, room: float) -> list[str]:
    """Return the words, each cut so that it fits a line by itself."""
    pieces = []
    for word in text.split(" "):
        while len(word) > 1 and width(word, name, size) > room:
            kept = max(1, int(len(word) * room / width(word, name, size)))
            while kept > 1 and width(word[:kept], name, size) > room:
                kept -= 1
            kept = word.rfind("-", 1, kept) + 1 or kept  # a double-barrelled name breaks at its hyphen
            pieces.append(word[:kept])
            word = word[kept:]
        pieces.append(word)
    return pieces
