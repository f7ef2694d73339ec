"""What a list says, whatever it lists: a title, columns, sections of rows or of cells, places to fill in.

Each kind of list makes one of these; `listing_layout` places all of them alike. No positions here.
"""

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, or cells: small fields one after the other, each with its label."""

    title: str = ""
    said: str = ""
    rows: tuple[Row, ...] = ()
    cells: tuple[str, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list."""

    title: str
    lines: tuple[str, ...]
    """What it is about, below the title."""
    columns: tuple[Column, ...] = ()
    sections: tuple[Section, ...] = ()
    fill_ins: tuple[str, ...] = ()
    """Words with a line to write on: below the title, where a pen finds them first."""
    foot: tuple[str, str] = ("", "")
    """The bold beginning of the line at the foot, and the rest."""
    origin: str = ""
    """When and of what it was printed."""
    row_pt: float = 18.0
    """How high a row is at least, in ordinary print."""
    cell_pt: tuple[float, float] = (46.0, 30.0)
    """How wide and high a cell is at least."""
    cell_blank: bool = True
    """A cell has room to write below its label; else the label stands in its middle, to be struck out."""
    warning: str = ""
    """What must not be overlooked, in bold below the lines."""
    notes: tuple[str, ...] = field(default=())
    """What the user should know about it; not on the paper."""
