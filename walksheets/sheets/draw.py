"""Drawing: a laid-out page becomes PDF operators. No decisions are made here.

Texts are written with the file's own fonts and what repeats is a form XObject: both are what make hundreds of
pages quick and small. What is read out is marked as it is painted (`tags`); all else is told to be passed over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import cos, radians, sin
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

import segno

from walksheets.sheets.embedded_fonts import EmbeddedFonts
from walksheets.sheets.items import (
    UNIT,
    Area,
    Begin,
    Box,
    End,
    Ints,
    Item,
    Page,
    Path,
    Picture,
    Qr,
    Rule,
    Stamp,
    Text,
)
from walksheets.sheets.pdf_file import PdfFile, text_string
from walksheets.sheets.tags import PageTags, put_tree

_LANGUAGE = "en-GB"
_MODULES = 21  # ten characters, a code and a mark, are a version 1 symbol at the highest correction
_MASK = 2
"""One pattern for all: weighing the eight takes half of a page's time and gains 3 % of penalty for a
symbol this small; every one of them was read, blurred and noisy, as the best is."""

_TEXT_STEPS = 10
"""A point has so many: a text stands within 0.02 mm of its place."""

_PASSED_OVER = "/Artifact BMC"


class Painter:
    """One PDF in the making. The same pages make the same bytes."""

    def __init__(self, target: BinaryIO, title: str, stamps: Mapping[str, Sequence[Item]]):
        self._file = PdfFile(target)
        self._title = title
        self._fonts = EmbeddedFonts()
        self._stamps = {name: self._file.reserve() for name in stamps}
        self._resources, self._pages = self._file.reserve(), self._file.reserve()
        self._tree, self._document = self._file.reserve(), self._file.reserve()
        self._numbers: list[int] = []
        self._tagged: list[tuple[int, int]] = []
        self._painters: dict[type, Callable[[Any], str]] = {
            Rule: _rule,
            Box: _box,
            Area: _area,
            Qr: _qr,
            Picture: self._picture,
            Stamp: _stamp,
        }
        for name, items in stamps.items():
            drawn = "\n".join(self._drawn(items))
            entries = f"/Type/XObject/Subtype/Form/BBox[-20 -20 2000 2000]/Resources {self._resources} 0 R"
            self._file.stream(drawn.encode("latin-1"), entries, self._stamps[name])

    def page(self, page: Page) -> None:
        """Paint one page."""
        self.side([page])

    def side(self, pages: Sequence[Page | None]) -> None:
        """Paint one side of paper: a page, or two beside each other; None is white."""
        width, height = next(page.size_pt for page in pages if page is not None)
        tags = PageTags()
        content: list[str] = []
        for place, page in enumerate(pages):
            if page is None:
                continue
            tags.left = place * width
            drawn = self._marked(page.items, tags)
            content += [f"q 1 0 0 1 {tags.left:.2f} 0 cm", *drawn, "Q"] if place else drawn
        self._put("\n".join(content), (width * len(pages), height), tags)

    def _put(self, content: str, size_pt: tuple[float, float], tags: PageTags) -> None:
        drawn = self._file.stream(content.encode("latin-1"))
        width, height = size_pt
        number = self._file.put(
            f"<</Type/Page/Parent {self._pages} 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]"
            f"/Resources {self._resources} 0 R/Contents {drawn} 0 R/StructParents {len(self._numbers)}>>"
        )
        self._numbers.append(number)
        self._tagged.append(tags.put_into(self._file, number, self._document))

    def save(self) -> None:
        """Write the file out."""
        file = self._file
        stamps = "".join(f"/{name} {number} 0 R" for name, number in self._stamps.items())
        file.put(f"<</Font<<{self._fonts.put_into(file)}>>/XObject<<{stamps}>>>>", self._resources)
        kids = " ".join(f"{number} 0 R" for number in self._numbers)
        file.put(f"<</Type/Pages/Count {len(self._numbers)}/Kids[{kids}]>>", self._pages)
        put_tree(file, self._tree, self._document, self._tagged)
        about = file.stream(_about(self._title), "/Type/Metadata/Subtype/XML")
        info = file.put(f"<</Title{text_string(self._title)}/Creator(Walksheets)/Producer(Walksheets)>>")
        catalog = file.put(
            f"<</Type/Catalog/Pages {self._pages} 0 R/Lang({_LANGUAGE})/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {self._tree} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata {about} 0 R>>"
        )
        file.close(catalog, info)

    def _marked(self, items: Iterable[Item], tags: PageTags) -> list[str]:
        """Return the operators of items, each either read out as part of an element or passed over."""
        content: list[str] = []
        open_items: list[Item] = []  # under the mark that is open
        now = ""
        for item in items:
            kind = type(item)
            wanted = _mark(kind, tags)
            if now and (wanted != now or wanted == "figure"):
                content += [*self._drawn(open_items), "EMC"]
                now = ""
            if isinstance(item, Begin):
                tags.begin(item)
            elif kind is End:
                tags.end()
            elif wanted != now:
                content.append(_opened(wanted, item, tags))
                now, open_items = wanted, [item]
            else:
                open_items.append(item)
        if now:
            content += [*self._drawn(open_items), "EMC"]
        return content

    def _drawn(self, items: Iterable[Item]) -> list[str]:
        """Return the operators of items, texts that follow one another as one piece."""
        content: list[str] = []
        for kind, run in groupby(items, key=type):
            if kind is Text:
                content.append(self._texts(run))
            else:
                content += map(self._painters[kind], run)
        return content

    def _texts(self, texts: Iterable[Any]) -> str:
        """Return texts one after the other: each placed from the last, what they have alike said once."""
        shown = ["BT"]
        grey, font = -1.0, ""
        x0 = y0 = turned = 0
        for text in texts:
            if text.grey != grey:
                grey = text.grey
                shown.append(f"{grey:.3g} g")
            x, y = round(text.x * _TEXT_STEPS), round(text.y * _TEXT_STEPS)
            if text.angle or turned:
                cos, sin = _turned(text.angle)
                shown.append(f"{cos:.3g} {sin:.3g} {-sin:.3g} {cos:.3g} {_steps(x)} {_steps(y)} Tm")
                turned = text.angle
            else:
                shown.append(f"{_steps(x - x0)} {_steps(y - y0)} Td")
            x0, y0 = x, y
            for part, letters in self._fonts.strings(text.text, text.font):
                wanted = f"/{part} {text.size:.4g} Tf"
                shown.append(f"({letters})Tj" if wanted == font else f"{wanted}({letters})Tj")
                font = wanted
        return " ".join([*shown, "ET"])

    def _picture(self, picture: Picture) -> str:
        x, y, width, height = picture.x, picture.y, picture.width, picture.height
        frame = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        parts = [f"q {frame} W n q {UNIT} 0 0 {UNIT} {x:.2f} {y:.2f} cm 1 J 1 j"]
        parts += [_path(path) for path in picture.paths]
        parts.append("Q")
        parts += [self._texts(picture.texts)] if picture.texts else []
        parts.append(f"Q .8 w 0 G {frame} S")
        return "\n".join(parts)


def _mark(kind: type, tags: PageTags) -> str:
    """Return what an item of a kind is to a reader: words, a picture, nothing; empty where an element begins or ends."""
    if kind is Text:
        return "words"
    if kind is Stamp or kind is Box:
        return "words" if tags.inside.holds_words else "nothing"
    if kind is Picture:
        return "figure"
    return "" if kind is Begin or kind is End else "nothing"


def _opened(mark: str, item: Item, tags: PageTags) -> str:
    if mark == "figure" and isinstance(item, Picture):
        return tags.figure(item.words, (item.x, item.y, item.x + item.width, item.y + item.height))
    return tags.piece() if mark == "words" else _PASSED_OVER


def _about(title: str) -> bytes:
    """Return what a library reads of the file: its title, and that it is made for everybody (PDF/UA-1)."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    ).encode()


def _stamp(stamp: Stamp) -> str:
    return f"q 1 0 0 1 {stamp.x:.2f} {stamp.y:.2f} cm/{stamp.name} Do Q"


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


def _steps(steps: int) -> str:
    return f"{steps / _TEXT_STEPS:g}"


def _turned(angle: float) -> tuple[float, float]:
    return cos(radians(angle)), sin(radians(angle))
