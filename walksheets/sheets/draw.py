"""Painting laid-out pages on reportlab's canvas. Decides nothing: every position comes from the layout.

Texts are written with reportlab's own font subsets but without its text objects, and what repeats is a
form XObject: both are what make hundreds of pages quick and small.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import cos, radians, sin
from typing import Any, BinaryIO

import segno
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from walksheets.sheets import fonts
from walksheets.sheets.items import UNIT, Area, Box, Ints, Item, Page, Path, Picture, Qr, Rule, Stamp, Text

rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller and quicker

_MODULES = 21  # a code of six characters is a version 1 symbol at the highest correction
_MASK = 2
"""One pattern for all: weighing the eight takes half of a page's time and gains 3 % of penalty for a
symbol this small; every one of them was read, blurred and noisy, as the best is."""

_ESCAPES = {
    **{code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))},
    ord("\\"): "\\\\",
    ord("("): "\\(",
    ord(")"): "\\)",
}


class Painter:
    """One PDF in the making. The same pages make the same bytes."""

    def __init__(self, target: BinaryIO, title: str, stamps: Mapping[str, Sequence[Item]]):
        self._canvas = Canvas(target, invariant=1, pageCompression=1, lang="en-GB")
        self._canvas.setTitle(title)
        self._canvas.setSubject("Walk sheets")
        self._canvas.setAuthor("Walksheets")
        self._canvas.setCreator("Walksheets")
        self._canvas.setProducer("Walksheets")
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._painters: dict[type, Callable[[Any], str]] = {
            Text: self._text,
            Rule: _rule,
            Box: _box,
            Area: _area,
            Qr: _qr,
            Picture: self._picture,
        }
        for name, items in stamps.items():
            self._canvas.beginForm(name, -20, -20, 2000, 2000)
            self._paint(items)
            self._canvas.endForm()

    def page(self, page: Page) -> None:
        """Paint one page."""
        self._canvas.setPageSize(page.size_pt)
        self._paint(page.items)
        self._canvas.showPage()

    def save(self) -> None:
        """Write the file out."""
        self._canvas.save()

    def _paint(self, items: Iterable[Item]) -> None:
        canvas = self._canvas
        for item in items:
            if isinstance(item, Stamp):
                canvas.addLiteral(f"q 1 0 0 1 {item.x:.2f} {item.y:.2f} cm")
                canvas.doForm(item.name)
                canvas.addLiteral("Q")
            else:
                canvas.addLiteral(self._painters[type(item)](item))

    def _text(self, text: Text) -> str:
        if text.angle:
            cos, sin = _turned(text.angle)
            matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {text.x:.2f} {text.y:.2f} Tm"
        else:
            matrix = f"1 0 0 1 {text.x:.2f} {text.y:.2f} Tm"
        shown = " ".join(
            f"{name} {text.size:.2f} Tf ({letters}) Tj"
            for name, letters in self._letters(text.text, text.font)
        )
        return f"BT {text.grey:.3g} g {matrix} {shown} ET"

    def _letters(self, text: str, font_name: str) -> list[tuple[str, str]]:
        """Return the text as strings in the font's subsets, remembered for the next time."""
        key = (text, font_name)
        found = self._shown.get(key)
        if found is None:
            document = self._canvas._doc
            found = [
                (font.getSubsetInternalName(subset, document), letters.decode("latin-1").translate(_ESCAPES))
                for piece, used in fonts.runs(text, font_name)
                for font in (fonts.font(used),)
                for subset, letters in font.splitString(piece, document)
            ]
            self._shown[key] = found
        return found

    def _picture(self, picture: Picture) -> str:
        x, y, width, height = picture.x, picture.y, picture.width, picture.height
        frame = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        parts = [f"q {frame} W n q {UNIT} 0 0 {UNIT} {x:.2f} {y:.2f} cm 1 J 1 j"]
        parts += [_path(path) for path in picture.paths]
        parts.append("Q")
        parts += [self._text(text) for text in picture.texts]
        parts.append(f"Q .8 w 0 G {frame} S")
        return "\n".join(parts)


def _rule(rule: Rule) -> str:
    line = f"{rule.x0:.2f} {rule.y0:.2f} m {rule.x1:.2f} {rule.y1:.2f} l S"
    if rule.dots:  # round ends of no length: dots
        return f"q 1 J [0 {rule.dots:g}] 0 d {rule.thickness:g} w {rule.grey:g} G {line} Q"
    return f"{rule.thickness:g} w {rule.grey:g} G {line}"


def _box(box: Box) -> str:
    return f"{box.thickness:g} w 0 G {box.x:.2f} {box.y:.2f} {box.size:.2f} {box.size:.2f} re S"


def _area(area: Area) -> str:
    return f"{area.grey:g} g {area.x:.2f} {area.y:.2f} {area.width:.2f} {area.height:.2f} re f"


def _qr(qr: Qr) -> str:
    """An image of one bit a module: small, and without the hairlines between rectangles."""
    size = f"{qr.size:.2f} 0 0 {qr.size:.2f} {qr.x:.2f} {qr.y:.2f} cm"
    head = f"BI /W {_MODULES} /H {_MODULES} /IM true /D [1 0] /F /AHx ID"
    return f"q 0 g {size} {head} {_modules(qr.text)}> EI Q"


@lru_cache(maxsize=4096)
def _modules(text: str) -> str:
    """Return the symbol's rows, a set bit a dark module, each row filled up to whole bytes."""
    symbol = segno.make(text, error="h", version=1, boost_error=False, mask=_MASK)
    rows = (sum(bool(module) << (23 - i) for i, module in enumerate(row)) for row in symbol.matrix)
    return "".join(f"{row:06x}" for row in rows)


def _path(path: Path) -> str:
    lines = " ".join([_line(part) for part in path.parts])
    if not path.thickness:
        return f"{path.grey:g} g {lines} f*"
    dashes = f"[{' '.join(f'{dash / UNIT:g}' for dash in path.dashes)}] 0 d 0 J " if path.dashes else ""
    stroke = f"{dashes}{path.thickness / UNIT:g} w {path.grey:g} G {lines} S"
    return f"q {stroke} Q" if dashes else stroke


def _line(part: Ints) -> str:
    (x, y), *rest = part.tolist()
    return f"{x} {y} m " + " ".join([f"{x} {y} l" for x, y in rest])


def _turned(angle: float) -> tuple[float, float]:
    return cos(radians(angle)), sin(radians(angle))
