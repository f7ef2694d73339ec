"""What a list says, whatever it lists: a title, columns, sections of rows or of cells, places to fill in.

Each kind of list makes one of these; `listing_layout` places all of them alike. No positions here.
"""

from dataclasses import dataclass, field

from walksheets.sheets.content import PrintedLine
from walksheets.sheets.facts import RoundFacts

WORDS, FIGURES, BOX, LINE = "words", "figures", "box", "line"
"""How a column is set: words from the left, figures to the right, a box to tick, a line to write on."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is in points of ordinary print, 0 takes a share of what is left."""

    title: str = ""
    width: float = 0.0
    kind: str = WORDS
    bold: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row, a text a column; a box or line column shows its text beside the box or in place of the line."""

    cells: tuple[str, ...]
    line: PrintedLine | None = None
    """What the ledger keeps of it; nothing of a row that is about no door and nobody."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, or cells: small fields one after the other, each with its label."""

    title: str = ""
    said: str = ""
    rows: tuple[Row, ...] = ()
    cells: tuple[str, ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    """What the ledger keeps of the cells, in their order."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list."""

    title: str
    lines: tuple[str, str]
    """What it is about, below the title: whose it is, and in figures. Below them stands where it comes from."""
    columns: tuple[Column, ...] = ()
    sections: tuple[Section, ...] = ()
    fill_ins: tuple[str, ...] = ()
    """Words with a line to write on: below the title, where a pen finds them first."""
    foot: tuple[str, str] = ("", "")
    """The bold beginning of the line at the foot, and the rest; a list of electors says how to keep their data safe."""
    of_round: RoundFacts | None = None
    """The round it is of, if it is of one."""
    message: str = ""
    """When and where to meet, what a sign means: in bold below all other lines."""
    row_pt: float = 18.0
    """How high a row is at least, in ordinary print."""
    cell_pt: tuple[float, float] = (46.0, 30.0)
    """How wide and high a cell is at least."""
    cell_blank: bool = True
    """A cell has room to write below its label; else the label stands in its middle, to be struck out."""
    warning: str = ""
    """What must not be overlooked, in bold below the heading of each page."""
    notes: tuple[str, ...] = field(default=())
    """What the user should know about it; not on the paper."""
