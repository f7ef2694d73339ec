"""PaperOrder: what an organiser asks for, of whichever kind of paper; and the imprint. Frozen, no database.

Each kind reads the fields that concern it: `catalogue` says which.
"""

from dataclasses import dataclass

from walksheets.errors import UsersMistake
from walksheets.rounds import PlanRef
from walksheets.sheets.design import MILLIMETRE_PT, PAPERS

SIZES = {
    **PAPERS,
    "A5": (148 * MILLIMETRE_PT, 210 * MILLIMETRE_PT),
    "A3": (297 * MILLIMETRE_PT, 420 * MILLIMETRE_PT),
    "A2": (420 * MILLIMETRE_PT, 594 * MILLIMETRE_PT),
    "A1": (594 * MILLIMETRE_PT, 841 * MILLIMETRE_PT),
    "A0": (841 * MILLIMETRE_PT, 1189 * MILLIMETRE_PT),
}
"""Paper by name, those of the printer and those of the wall: width and height upright, in points."""

CARDS_A_PAGE = (2, 4, 8)
IMPRINT_PARTS = ("the printer", "the promoter", "on whose behalf")

LABELS_FOR = ("rounds", "doors", "electors")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who answers for printed election material: the law asks for name and address of each."""

    printer: str = ""
    promoter: str = ""
    on_behalf_of: str = ""

    @property
    def sentence(self) -> str:
        """Return the line that stands on the paper."""
        if self.promoter == self.printer:
            return f"Printed and promoted by {self.promoter} on behalf of {self.on_behalf_of}."
        return f"Printed by {self.printer}. Promoted by {self.promoter} on behalf of {self.on_behalf_of}."

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what has still to be said."""
        parts = zip(IMPRINT_PARTS, (self.printer, self.promoter, self.on_behalf_of), strict=True)
        return tuple(word for word, said in parts if not said.strip())

    def check(self) -> None:
        """Raise UsersMistake, naming what is missing, unless it is whole."""
        if self.missing:
            raise UsersMistake(
                f"The imprint does not say {' and '.join(self.missing)} yet, and the law asks for it on cards and letters, so nothing was printed. Set the imprint first."
            )


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One order of paper."""

    kind: str
    plan: PlanRef | None = None
    """A plan by name or id; None takes the newest, where the kind needs one."""
    rounds: tuple[int, ...] = ()
    """Round numbers; empty: all."""
    districts: tuple[str, ...] = ()
    """Polling districts; empty: all."""
    paper: str = "A4"
    landscape: bool = False
    large_print: bool = False
    when: str = ""
    """ISO date of the session, the letter or polling day."""
    meet: str = ""
    """Where a session meets."""
    starts: str = ""
    ends: str = ""
    """Times of the day as they shall read: "18:30"."""
    answers: tuple[str, ...] = ()
    """Result codes of those who are knocked up or reminded; empty: everybody."""
    postal_too: bool = False
    """Knock up postal voters as well: they can still hand their vote in."""
    labels: str = "L7160"
    """The format of the label sheet: a key of resources/labels.toml."""
    labels_for: str = "rounds"
    start_at: int = 1
    """The first free label of a sheet that was used before."""
    size: str = "A3"
    """Of the poster on the wall."""
    tiled: bool = False
    """Over pages of `paper` to be stuck together."""
    cards: int = 4
    """Cards on a page."""
    text: str = ""
    """The card's or letter's own words; a blank line makes a paragraph."""
    named: bool = True
    """Letters are addressed to the electors; else to the residents."""

    @property
    def page_size_pt(self) -> tuple[float, float]:
        """Return width and height of a page in points."""
        width, height = SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)

    def check(self) -> None:
        """Raise UsersMistake, naming the value, when this asks for something that cannot be."""
        for noun, value, known in (
            ("paper", self.paper, tuple(SIZES)),
            ("poster size", self.size, tuple(SIZES)),
            ("kind of label", self.labels_for, LABELS_FOR),
        ):
            if value not in known:
                raise UsersMistake(
                    f"“{value}” is not a {noun} the program knows; nothing was printed. Use {', '.join(known)}."
                )
        if self.cards not in CARDS_A_PAGE:
            raise UsersMistake(
                f"{self.cards} cards do not make an even page, so nothing was printed. Choose {', '.join(map(str, CARDS_A_PAGE))}."
            )
