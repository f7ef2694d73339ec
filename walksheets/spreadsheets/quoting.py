"""Lines to rows of cells: quoted cells that run over lines, and quotes that mean nothing.

A stray quote at the start of a house name must not swallow the next hundred electors.
"""

import csv
from collections.abc import Iterator

from walksheets.spreadsheets.grid import Row

_LINES_IN_A_CELL = 30  # an opening quote not closed by then was a stray one


def records(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """Divide lines into cells. A blank line is an empty row, so that rows count as in a spreadsheet."""
    return iter(csv.reader(_whole_records(_Lines(lines), delimiter), delimiter=delimiter))


class _Lines:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterator[str]):
        self._lines = lines
        self._held: list[str] = []

    def take(self) -> str | None:
        return self._held.pop(0) if self._held else next(self._lines, None)

    def peek(self, ahead: int) -> str | None:
        while len(self._held) <= ahead:
            line = next(self._lines, None)
            if line is None:
                return None
            self._held.append(line)
        return self._held[ahead]


def _whole_records(lines: _Lines, delimiter: str) -> Iterator[str]:
    """Join the lines of a quoted cell; take a quote that opens nothing as a letter."""
    while (line := lines.take()) is not None:
        if '"' not in line or not _left_open(line, delimiter):
            yield line
        elif joined := _joined(line, lines, delimiter):
            for _ in range(joined.count("\n")):
                lines.take()
            yield joined
        else:
            yield _plainly(line, delimiter)


def _joined(line: str, lines: _Lines, delimiter: str) -> str:
    """Return the record that begins on this line and ends on a later one, or nothing."""
    for ahead in range(_LINES_IN_A_CELL):
        following = lines.peek(ahead)
        if following is None:
            return ""
        line += "\n" + following
        if not _left_open(line, delimiter):
            return "" if _swallowed(line, delimiter) else line
    return ""


def _left_open(line: str, delimiter: str) -> bool:
    """Tell whether a line ends inside a quoted cell."""
    at = 0
    while at < len(line):
        if line[at] == '"':
            at = _closing_quote(line, at + 1)
            if at < 0:
                return True
        at = line.find(delimiter, at) + 1
        if at == 0:
            return False
    return False


def _closing_quote(line: str, at: int) -> int:
    """Return where the quoted cell that `at` is in ends; -1 when it does not."""
    while (at := line.find('"', at)) >= 0 and line[at + 1 : at + 2] == '"':
        at += 2
    return at


def _swallowed(joined: str, delimiter: str) -> bool:
    """Tell whether a cell that runs over lines holds what must have been cells of its own."""
    row = next(csv.reader([joined], delimiter=delimiter))
    return any("\n" in cell and cell.count(delimiter) * 2 >= max(len(row), 4) for cell in row)


def _plainly(line: str, delimiter: str) -> str:
    """Quote every cell of a line whose own quotes mean nothing."""
    return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line.split(delimiter))
