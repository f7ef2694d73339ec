"""A TrueType font program made of some letters of several faces: the outlines that a PDF carries.

Holds the tables a PDF needs and no others (ISO 32000-1, 9.9; the tables are the OpenType specification's). Knows
nothing of pages. The faces have the same units an em.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Any

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
"""What a part of a compound letter says of itself: long offsets, how it is scaled, another part follows."""
_HEAD = 10  # bytes of an outline before its parts: how many contours, the box


def font_program(letters: Sequence[tuple[Any, int] | None]) -> bytes:
    """Return a font whose byte `n` is the outline of `letters[n]`, a reportlab face and a Unicode number."""
    outlines = _Outlines()
    at = [
        0 if letter is None else outlines.add(letter[0], letter[0].charToGlyph[letter[1]])
        for letter in letters
    ]
    faces = list({id(letter[0]): letter[0] for letter in letters if letter}.values())
    tables = {
        "cmap": struct.pack(f">4HL5H{len(at)}H", 0, 1, 1, 0, 12, 6, 10 + 2 * len(at), 0, 0, len(at), *at)
    }
    return _file({**tables, **outlines.tables(faces)})


class _Outlines:
    """The outlines taken so far; the first is nobody's and empty."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._drawn: list[bytes] = [b""]
        self._widths: list[tuple[int, int]] = [(0, 0)]

    def add(self, face: Any, glyph: int) -> int:
        """Take one outline of a face, and what it is put together from; return its number here."""
        known = self._numbers.get((id(face), glyph))
        if known is not None:
            return known
        number = self._numbers[id(face), glyph] = len(self._drawn)
        start, end = face.glyphPos[glyph : glyph + 2]
        outline = bytearray(face.get_table("glyf")[start:end])
        self._drawn.append(b"")
        self._widths.append(face.hmetrics[glyph])
        for at in _parts(outline):
            (part,) = struct.unpack_from(">H", outline, at)
            struct.pack_into(">H", outline, at, self.add(face, part))
        self._drawn[number] = bytes(outline) + b"\0" * (len(outline) % 2)
        return number

    def tables(self, faces: Sequence[Any]) -> dict[str, bytes]:
        """Return the tables of outlines and measures; what they say of the font as a whole is the first face's."""
        count = len(self._drawn)
        starts = [0]
        for outline in self._drawn:
            starts.append(starts[-1] + len(outline))
        head, hhea = bytearray(faces[0].get_table("head")), bytearray(faces[0].get_table("hhea"))
        struct.pack_into(">H", head, 50, 0)  # starts are counted in pairs of bytes
        struct.pack_into(">H", hhea, 34, count)
        most = [struct.unpack(">14H", face.get_table("maxp")[4:32]) for face in faces]
        largest = [max(values) for values in zip(*most, strict=True)]
        return {
            "glyf": b"".join(self._drawn),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(
                [struct.pack(">2H", int(wide), int(left) & 0xFFFF) for wide, left in self._widths]
            ),
            "loca": struct.pack(f">{count + 1}H", *(start // 2 for start in starts)),
            "maxp": struct.pack(">LH13H", 0x00010000, count, *largest[1:]),
        }


def _parts(outline: bytearray) -> Iterator[int]:
    """Give where in a compound outline the numbers of its parts stand; none in a plain one."""
    if len(outline) <= _HEAD or outline[0] < 0x80:  # as many contours as it says; a compound says -1
        return
    at, flags = _HEAD, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", outline, at)
        yield at + 2
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _file(tables: dict[str, bytes]) -> bytes:
    """Return the tables as one file, each found by its name."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">L4H", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))
    at = len(head) + 16 * count
    entries, bodies = [], []
    for name, data in sorted(tables.items()):
        body = data + b"\0" * (-len(data) % 4)
        entries.append(struct.pack(">4s3L", name.encode(), _sum(body), at, len(data)))
        bodies.append(body)
        at += len(body)
    return b"".join([head, *entries, *bodies])


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
