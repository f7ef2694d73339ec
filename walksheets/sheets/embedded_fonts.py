"""The letters a file uses, as fonts in it: a byte for each letter, in as many parts as 255 letters take.

One font is read once for all files (`fonts`); which of its letters a file uses is kept here, a file at a time.
"""

from itertools import groupby
from threading import Lock

from walksheets.sheets import fonts
from walksheets.sheets.pdf_file import PdfFile

_FIRST_OTHER = 128  # a part's plain letters keep their ASCII code, the others follow from here
_MOST = 256
_SYMBOLIC = 4

_ONE_AT_A_TIME = Lock()  # a font is read with one finger

_ESCAPES = {
    **{code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))},
    ord("\\"): "\\\\",
    ord("("): "\\(",
    ord(")"): "\\)",
}


class EmbeddedFonts:
    """The fonts of one file."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], tuple[str, int]] = {}  # font and letter: part and byte
        self._parts: dict[str, list[int]] = {}  # part: the letter of each byte, 0 where none
        self._open: dict[str, str] = {}  # font: the part that still has room
        self._of: dict[str, str] = {}  # part: its font
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def strings(self, text: str, font: str) -> list[tuple[str, str]]:
        """Return a text as (part, string) pairs that a page can show."""
        key = (text, font)
        found = self._shown.get(key)
        if found is None:
            plain = text.replace("\u00a0", " ")  # where a line ends is settled
            codes = [self._code(letter, used) for piece, used in fonts.runs(plain, font) for letter in piece]
            found = self._shown[key] = [
                (part, "".join([chr(code) for _, code in run]).translate(_ESCAPES))
                for part, run in groupby(codes, key=lambda pair: pair[0])
            ]
        return found

    def _code(self, letter: str, font: str) -> tuple[str, int]:
        key = (font, letter)
        if key not in self._codes:
            self._codes[key] = self._assign(ord(letter), font)
        return self._codes[key]

    def _assign(self, letter: int, font: str) -> tuple[str, int]:
        part = self._open.get(font)
        if part is None or (letter >= _FIRST_OTHER and len(self._parts[part]) >= _MOST):
            part = self._new_part(font)
        letters = self._parts[part]
        if 32 <= letter < _FIRST_OTHER - 1:
            letters[letter] = letter
            return part, letter
        letters.append(letter)
        return part, len(letters) - 1

    def _new_part(self, font: str) -> str:
        part = f"F{len(self._parts)}"
        self._parts[part] = [0] * _FIRST_OTHER
        self._of[part] = font
        self._open[font] = part
        return part

    def put_into(self, file: PdfFile) -> str:
        """Put the fonts into a file; return them as a page's resources name them."""
        return "".join(
            f"/{part} {self._put(file, part, letters)} 0 R" for part, letters in self._parts.items()
        )

    def _put(self, file: PdfFile, part: str, letters: list[int]) -> int:
        face = fonts.font(self._of[part]).face
        with _ONE_AT_A_TIME:
            data = face.makeSubset(letters)
        name = f"WALKS{chr(ord('A') + int(part[1:]))}+{face.name.decode()}"
        shape = file.stream(data, f"/Length1 {len(data)}")
        box = " ".join(f"{edge:.0f}" for edge in face.bbox)
        descriptor = file.put(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}"
            f"/StemV {face.stemV:.0f}/FontFile2 {shape} 0 R>>"
        )
        widths = " ".join(f"{face.getCharWidth(letter) if letter else 0:.0f}" for letter in letters)
        unicode = file.stream(_to_unicode(letters))
        return file.put(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0/LastChar {len(letters) - 1}"
            f"/Widths[{widths}]/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
        )


def _to_unicode(letters: list[int]) -> bytes:
    """Return the table by which a reader finds the letter of a byte (ISO 32000-1, 9.10.3)."""
    others = [
        f"<{code:02X}><{chr(letter).encode('utf-16-be').hex()}>"
        for code, letter in enumerate(letters)
        if code >= _FIRST_OTHER
    ]
    chunks = [others[start : start + 100] for start in range(0, len(others), 100)]
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/W def/CMapType 2 def",
        "1 begincodespacerange<00><FF>endcodespacerange",
        "1 beginbfrange<20><7E><0020>endbfrange",
        *(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks),
        "endcmap CMapName currentdict/CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode()
