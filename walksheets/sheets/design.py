"""SheetDesign: what the organiser chose for the paper. Frozen, equal when alike, kept with the print run.

Holds choices only; what they look like is the layout's business. Paper sizes are in points.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from walksheets.errors import UsersMistake

MILLIMETRE_PT = 72 / 25.4

PAPERS = {
    "A4": (210 * MILLIMETRE_PT, 297 * MILLIMETRE_PT),
    "Letter": (612.0, 792.0),
    "A5": (148 * MILLIMETRE_PT, 210 * MILLIMETRE_PT),
}
"""Paper by name: width and height upright, in points."""

MAPS = ("round", "page", "none")
"""On the first page the whole round; on each page its own doors; or no map."""


COLUMNS = ("name", "last", "number")
"""What may stand in an elector's line before its boxes: the name, the last answer, the elector number."""


@dataclass(frozen=True, slots=True)
class SheetDesign:
    """What goes on the paper and how large."""

    paper: str = "A4"
    landscape: bool = False
    large_print: bool = False
    codes: tuple[str, ...] = ()
    """The result codes that get a box, in order; empty: all the campaign has."""
    follow_ups: tuple[str, ...] = ("poster", "postal vote", "lift", "helper", "casework")
    """Words with a box at each door."""
    columns: tuple[str, ...] = COLUMNS
    """What stands in an elector's line, in this order."""
    map: str = "round"
    booklet: bool = False
    """Two pages side by side on paper twice as large, in the order in which it is folded."""
    message: str = ""
    """A line of the organiser's own at the top of every sheet: the question to ask, where to meet."""
    note: str = ""
    """A line of the organiser's own at the foot of every sheet."""
    bundle: int = 100
    """Leaflets the printer ties together."""
    spares: int = 3
    """Leaflets over, in each round."""

    @property
    def page_size_pt(self) -> tuple[float, float]:
        """Return the page's width and height in points."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)

    def check(self) -> None:
        """Raise UsersMistake, naming the value, when this asks for something that cannot be."""
        _one_of("paper", self.paper, tuple(PAPERS))
        _one_of("map", self.map, MAPS)
        if self.bundle < 1 or self.spares < 0:
            raise UsersMistake(
                "A bundle has at least one leaflet and spares cannot be fewer than none; nothing was printed. Mend the sheet design."
            )
        for column in self.columns:
            _one_of("column", column, COLUMNS)
        if "name" not in self.columns or len(set(self.columns)) < len(self.columns):
            raise UsersMistake(
                "Each column of a sheet stands once, and the name is one of them; nothing was printed. Mend the sheet design."
            )
        if self.booklet and self.landscape:
            raise UsersMistake(
                "A booklet is folded from upright pages, so nothing was printed. Take landscape or the booklet out of the sheet design."
            )
        if len(set(self.codes)) < len(self.codes):
            raise UsersMistake(
                "A result code stands twice in the sheet design, so nothing was printed. Take one of them out."
            )

    def as_settings(self) -> dict[str, Any]:
        """Return the design as the store keeps it."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any] | None) -> "SheetDesign":
        """Return a design as it was kept; what an older one lacks is as usual."""
        settings = settings or {}
        known = {field.name for field in fields(cls)}
        kept: dict[str, Any] = {k: v for k, v in settings.items() if k in known}
        kept |= {k: tuple(v) for k, v in kept.items() if isinstance(v, list)}
        if "columns" not in kept:  # two ticks in campaigns of before the columns had an order
            left_out = {
                name
                for name, tick in (("last", "last_answers"), ("number", "elector_numbers"))
                if not settings.get(tick, True)
            }
            kept["columns"] = tuple(name for name in COLUMNS if name not in left_out)
        return cls(**kept)


def _one_of(noun: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsersMistake(
            f"“{value}” is not a {noun} the sheets know; nothing was printed. Use {' or '.join(known)}."
        )
