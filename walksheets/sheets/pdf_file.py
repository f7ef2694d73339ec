"""A PDF file as objects: numbered, the small ones packed together and pressed, the table of them at the end.

Knows the file format (ISO 32000-1, 7.5) and nothing of pages. Written as it comes, so that a long file needs
little memory; the same objects make the same bytes.
"""

import hashlib
import struct
import zlib
from typing import BinaryIO

_TOGETHER = 200
"""Small objects in one stream: together they are a fifth of what they are alone."""
_PLACE = struct.Struct(">BIH")  # an entry: its kind, where, which within


ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)", ord("\r"): "\\r"}
"""What stands in a string's brackets otherwise than it is."""


class PdfFile:
    """One file being written."""

    def __init__(self, target: BinaryIO):
        self._target = target
        self._at = 0
        self._made = hashlib.md5(usedforsecurity=False)
        self._places: list[tuple[int, int, int]] = [(0, 0, 0xFFFF)]
        self._small: list[tuple[int, str]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that will be put in later."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def put(self, value: str, number: int = 0) -> int:
        """Put an object without a stream in; return its number."""
        number = number or self.reserve()
        self._small.append((number, value))
        if len(self._small) == _TOGETHER:
            self._press()
        return number

    def stream(self, data: bytes, entries: str = "", number: int = 0) -> int:
        """Put a stream in, pressed; return its number."""
        number = number or self.reserve()
        pressed = zlib.compress(data)
        self._places[number] = (1, self._at, 0)
        head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(pressed)}>>stream\n"
        self._write(head.encode(), pressed, b"\nendstream\nendobj\n")
        return number

    def close(self, catalog: int, info: int) -> None:
        """Write what is left and the table that finds it all."""
        self._press()
        number, start = self.reserve(), self._at
        self._places[number] = (1, start, 0)
        table = _differences([_PLACE.pack(*place) for place in self._places])
        mark = self._made.hexdigest()
        found = f"/Type/XRef/Size {len(self._places)}/W[1 4 2]/DecodeParms<</Columns {_PLACE.size}/Predictor 12>>/Root {catalog} 0 R/Info {info} 0 R/ID[<{mark}><{mark}>]"
        self.stream(table, found, number)
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _press(self) -> None:
        if not self._small:
            return
        number = self.reserve()
        texts = [value.encode("latin-1") for _, value in self._small]
        heads, at = [], 0
        for place, ((inner, _), text) in enumerate(zip(self._small, texts, strict=True)):
            self._places[inner] = (2, number, place)
            heads.append(f"{inner} {at}")
            at += len(text) + 1
        head = " ".join(heads).encode() + b"\n"
        entries = f"/Type/ObjStm/N {len(texts)}/First {len(head)}"
        self._small = []
        self.stream(head + b"\n".join(texts), entries, number)

    def _write(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._target.write(piece)
            self._made.update(piece)
            self._at += len(piece)


def _differences(rows: list[bytes]) -> bytes:
    """Return rows each as what it has more than the one before, byte by byte (PNG's predictor "up"): a third as long."""
    before = b"\0" * _PLACE.size
    told = []
    for row in rows:
        told.append(b"\2" + bytes([(new - old) & 0xFF for new, old in zip(row, before, strict=True)]))
        before = row
    return b"".join(told)


def text_string(text: str) -> str:
    """Return a text for readers, not for the page: a title, a description."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(ESCAPES)})"
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"
