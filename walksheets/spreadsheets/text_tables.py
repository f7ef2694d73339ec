"""Text files of rows: which bytes mean which letters, and what divides the cells.

Byte order mark, then UTF-8, then UTF-16 known by its NULs, then windows-1252: right more often
for councils' files than a library that guesses. Lines are judged one by one, because months are
pasted together from machines that did not agree.
"""

import codecs
import csv
import io
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from walksheets.spreadsheets.grid import Row, Table
from walksheets.spreadsheets.quoting import records

_HEAD_BYTES = 1 << 20
_HEAD_ROWS = 400
_DELIMITERS = "\t,;|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNDEFINED}

csv.field_size_limit(1 << 24)


def table(open_bytes: Callable[[], BinaryIO], part: str = "", encoding: str = "") -> Table:
    """Return the table in a text file that `open_bytes` opens anew each time it is called.

    With `encoding` given (a name that Python knows) nothing is guessed, and what it cannot read becomes �.
    """
    with open_bytes() as file:
        start = file.read(_HEAD_BYTES)
    told, encoding = encoding, encoding or encoding_of(start)
    lines = list(itertools.islice(_lines(io.BytesIO(start), encoding), _HEAD_ROWS))
    delimiter = delimiter_of(lines)
    head = list(records(iter(lines), delimiter))

    def rows() -> Iterator[Row]:
        with open_bytes() as file:
            yield from records(_lines(file, encoding), delimiter)

    return Table(head, rows, part, told or _said(start, encoding), delimiter)


def encoding_of(start: bytes) -> str:
    """Name the encoding of a file by its first bytes; "utf-8" when each line is judged by itself."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    sample = start[:20_000]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return "utf-8"


def decoded(line: bytes) -> str:
    """Return a line's letters: UTF-8 where it is that, else windows-1252, and never an error."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1").translate(_WINDOWS)


def delimiter_of(lines: list[str]) -> str:
    """Tell what divides the cells: what gives the most rows of one same width."""
    if lines and lines[0].strip().lower() in {f"sep={mark}" for mark in _DELIMITERS}:
        return lines[0].strip()[-1]
    sample = [line for line in lines if line.strip()]

    def score(delimiter: str) -> float:
        widths = Counter(len(row) for row in records(iter(sample), delimiter))
        return max((math.log(width) * count for width, count in widths.items() if width), default=0)

    best = max(_DELIMITERS, key=score)
    return best if score(best) > 0 else ","


def _said(start: bytes, encoding: str) -> str:
    """Name the encoding as the user may know it."""
    if encoding != "utf-8":
        return encoding.upper()
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "windows-1252"
    return "UTF-8"


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Decode a file's lines, without byte order mark, NULs and line ends."""
    if encoding != "utf-8":
        text = io.TextIOWrapper(file, encoding, "replace", newline=None)
        return (line.rstrip("\n").replace("\x00", "").removeprefix("\ufeff") for line in text)
    first = file.readline()
    if first.count(b"\r") > 1:  # lines that end in a bare carriage return, as old Macs wrote them
        parts = (first + file.read()).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        return _cleaned(iter(parts if parts[-1] else parts[:-1]))
    return _cleaned(itertools.chain([first] if first else [], file))


def _cleaned(raw: Iterator[bytes]) -> Iterator[str]:
    for number, line in enumerate(raw):
        text = decoded(line if number else line.removeprefix(codecs.BOM_UTF8))
        yield text.rstrip("\r\n").replace("\x00", "").replace("\r", " ")
