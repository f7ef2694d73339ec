"""The letters a file uses, as fonts in it: a byte for each letter of each face, in as many parts as they take.

The faces are read once for all files (`fonts`); which of their letters a file uses is kept here, a file at a time.
Regular, bold and symbols stand in one font program: three would be a third of a file of one page.
"""

from collections.abc import Sequence
from itertools import groupby
from threading import Lock

from walksheets.sheets import fonts
from walksheets.sheets.font_program import font_program
from walksheets.sheets.pdf_file import ESCAPES, PdfFile

_FIRST_OTHER = 128  # the regular face's plain letters keep their ASCII code, all others follow from here
_MOST = 256
_SYMBOLIC = 4

_ONE_AT_A_TIME = Lock()  # a font is read with one finger


class EmbeddedFonts:
    """The fonts of one file: all faces together in one, or in as many as their letters need."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], tuple[str, int]] = {}  # face and letter: part and byte
        self._parts: dict[str, list[tuple[str, int] | None]] = {}  # part: face and letter of each byte
        self._open = ""  # the part that still has room
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def strings(self, text: str, font: str) -> list[tuple[str, str]]:
        """Return a text as (part, string) pairs that a page can show."""
        key = (text, font)
        found = self._shown.get(key)
        if found is None:
            plain = text.replace("\u00a0", " ")  # where a line ends is settled
            codes = [self._code(letter, used) for piece, used in fonts.runs(plain, font) for letter in piece]
            found = self._shown[key] = [
                (part, "".join([chr(code) for _, code in run]).translate(ESCAPES))
                for part, run in groupby(codes, key=lambda pair: pair[0])
            ]
        return found

    def _code(self, letter: str, font: str) -> tuple[str, int]:
        key = (font, letter)
        if key not in self._codes:
            self._codes[key] = self._assign(ord(letter), font)
        return self._codes[key]

    def _assign(self, letter: int, font: str) -> tuple[str, int]:
        plain = font == fonts.REGULAR and 32 <= letter < _FIRST_OTHER - 1
        if not self._open or (not plain and len(self._parts[self._open]) >= _MOST):
            self._open = f"F{len(self._parts)}"
            self._parts[self._open] = [None] * _FIRST_OTHER
        letters = self._parts[self._open]
        if plain:
            letters[letter] = font, letter
            return self._open, letter
        letters.append((font, letter))
        return self._open, len(letters) - 1

    def put_into(self, file: PdfFile) -> str:
        """Put the fonts into a file; return them as a page's resources name them."""
        return "".join(f"/{part} {_put(file, part, letters)} 0 R" for part, letters in self._parts.items())


def _put(file: PdfFile, part: str, letters: Sequence[tuple[str, int] | None]) -> int:
    faces = [None if letter is None else (fonts.font(letter[0]).face, letter[1]) for letter in letters]
    with _ONE_AT_A_TIME:
        data = font_program(faces)
    face = fonts.font(fonts.REGULAR).face
    name = f"WALKS{chr(ord('A') + int(part[1:]))}+{face.name.decode()}"
    shape = file.stream(data, f"/Length1 {len(data)}")
    box = " ".join(f"{edge:.0f}" for edge in face.bbox)
    descriptor = file.put(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}"
        f"/StemV {face.stemV:.0f}/FontFile2 {shape} 0 R>>"
    )
    first = next(code for code, letter in enumerate(faces) if letter)
    widths = " ".join(
        f"{letter[0].getCharWidth(letter[1]):.0f}" if letter else "0" for letter in faces[first:]
    )
    unicode = file.stream(_to_unicode(letters))
    return file.put(
        f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar {first}/LastChar {len(letters) - 1}"
        f"/Widths[{widths}]/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
    )


def _to_unicode(letters: Sequence[tuple[str, int] | None]) -> bytes:
    """Return the table by which a reader finds the letter of a byte (ISO 32000-1, 9.10.3)."""
    others = "".join(
        f"<{chr(letter[1]).encode('utf-16-be').hex()}>" for letter in letters[_FIRST_OTHER:] if letter
    )
    ranges = ["<20><7E><0020>", *([f"<{_FIRST_OTHER:X}><{len(letters) - 1:X}>[{others}]"] if others else [])]
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/W def/CMapType 2 def",
        "1 begincodespacerange<00><FF>endcodespacerange",
        f"{len(ranges)} beginbfrange",
        *ranges,
        "endbfrange",
        "endcmap CMapName currentdict/CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode()
