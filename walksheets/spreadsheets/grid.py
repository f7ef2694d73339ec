"""A table as a file gives it: rows of text cells, with where they came from.

No meaning is read into a cell here; that a number is an elector's or a date an attainer's is
for the rooms above.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Row = list[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one text file, read whole. Row 1 of the spreadsheet is `rows[0]`."""

    rows: list[Row]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or one text file, perhaps from inside an archive.

    `head` is its first rows; `rows()` gives all of them, a national file's too, one after another.
    `part` names the sheet or the file within the archive, and is empty where there is only one.
    """

    head: list[Row]
    rows: Callable[[], Iterator[Row]] = field(repr=False, compare=False)
    part: str = ""
    encoding: str = ""
    delimiter: str = ""

    def grid(self) -> Grid:
        """Read the whole table into memory."""
        return Grid(list(self.rows()), self.encoding, self.delimiter, self.part)
