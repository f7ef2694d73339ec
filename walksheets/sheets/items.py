"""The vocabulary of a laid-out page: texts, lines, boxes at positions in points from the lower left corner.

Layout makes them, draw paints them, tests measure them. Nothing here decides anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from walksheets.sheets import fonts

Ints = NDArray[np.int32]

UNIT = 0.25
"""Points: how fine a picture's lines are, 0.09 mm. Whole numbers make small files."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of letters whose baseline begins at x, y; `angle` in degrees against the clock."""

    x: float
    y: float
    text: str
    size: float
    font: str = fonts.REGULAR
    grey: float = 0.0
    angle: float = 0.0

    @property
    def width(self) -> float:
        """Return how wide it is, in points."""
        return fonts.width(self.text, self.font, self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `dots` is the distance of its dots, 0 for an unbroken line."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.5
    grey: float = 0.0
    dots: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A square to tick, by its lower left corner."""

    x: float
    y: float
    size: float
    thickness: float = 0.8


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `text` in a square of `size` points, its white margin not counted."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Begin:
    """What follows, up to its `End`, is a heading, a table, a cell to a reader who cannot see the page.

    Texts outside any are paragraphs; rules and areas are never read out.
    """

    role: str
    """As tagged PDF has it: H1, H2, P, Table, TR, TH, TD."""
    scope: str = ""
    """Of a TH: Row or Column."""
    columns: int = 1
    """How many columns a cell takes."""


@dataclass(frozen=True, slots=True)
class End:
    """Closes the last `Begin`."""


END = End()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A drawing that repeats, put down with its origin at x, y."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Lines of a picture: each part (k, 2) whole units of `UNIT` points from the picture's corner."""

    parts: tuple[Ints, ...]
    thickness: float = 0.0  # points; 0: filled, not drawn
    grey: float = 0.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A map in its frame: paths and texts cut off at its edges, texts measured from the page's corner."""

    x: float
    y: float
    width: float
    height: float
    paths: tuple[Path, ...] = ()
    texts: tuple[Text, ...] = ()
    words: str = "Map"
    """What it shows, for a reader who cannot see it."""


Item: TypeAlias = Text | Rule | Box | Area | Qr | Stamp | Picture | Begin | End


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where a numbered line's boxes lie: the least x of the first box and its lower edge.

    A household's first line on a page has what stands at the door, too: from where its worded boxes are
    measured (x, y), and the room to write (left, lower, right, upper).
    """

    line: int
    x: float
    y: float
    door: tuple[float, float] | None = None
    follow_ups: tuple[float, float] | None = None
    writing: tuple[float, float, float, float] | None = None

    def as_layout(self) -> dict[str, Any]:
        """Return the places as the ledger keeps them, for the reader of scans; what is not there is left out."""
        places = {
            "x": self.x,
            "y": self.y,
            "door": self.door,
            "follow_ups": self.follow_ups,
            "writing": self.writing,
        }
        return {name: _hundredths(place) for name, place in places.items() if place is not None}


def _hundredths(place: float | Sequence[float]) -> float | list[float]:
    return round(place, 2) if isinstance(place, float | int) else [round(each, 2) for each in place]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it will be drawn, and which numbered lines stand on it."""

    code: str
    number: int
    of: int
    size_pt: tuple[float, float]
    items: tuple[Item, ...]
    lines: tuple[PlacedLine, ...] = field(default=())


def text_right(
    x: float, y: float, text: str, size: float, font: str = fonts.REGULAR, grey: float = 0.0
) -> Text:
    """Return a text that ends at x."""
    return Text(x - fonts.width(text, font, size), y, text, size, font, grey)


def text_centred(
    x: float, y: float, text: str, size: float, font: str = fonts.REGULAR, grey: float = 0.0
) -> Text:
    """Return a text with its middle at x."""
    return Text(x - fonts.width(text, font, size) / 2, y, text, size, font, grey)


def tagged(role: str, items: Iterable[Item], scope: str = "", columns: int = 1) -> list[Item]:
    """Return items as one heading, paragraph, table, row or cell."""
    return [Begin(role, scope, columns), *items, END]
