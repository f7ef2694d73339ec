"""The one table of the other papers: their names, what each is for, what it reads of an order. Data only.

The command's help, the window's form and what is refused are made from it.
"""

from dataclasses import dataclass

from walksheets.errors import UsersMistake

_PAGE = ("paper", "large_print")
_PLAN = ("plan", "rounds")
_SESSION = ("when", "meet", "starts", "ends")
_VOTERS = ("districts", "when", "plan")
_MARK = "mark it back in the ledger"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper."""

    name: str
    title: str
    about: str
    uses: tuple[str, ...]
    """The fields of a PaperOrder that concern it."""
    imprint: bool = False
    """It goes to voters, so the law asks for an imprint."""
    names: bool = False
    """It names electors."""
    prefers: str = ""
    """The kind of plan it is made of when none is named; else the newest."""
    one: str = ""
    """One of it, in a sentence; only of paper that has codes and is entered in the ledger."""
    back: str = ""
    """What to do with it when it comes back, for it is not keyed line by line."""
    stays: bool = False
    """It stays with the organiser, so that nobody is asked for it."""

    @property
    def entered(self) -> bool:
        """Tell whether each of its pages has a code and is entered in the ledger."""
        return bool(self.one)


KINDS = (
    PaperKind(
        "session-cover",
        "Session cover",
        "Who goes where, where to meet, room for how it went",
        (*_PLAN, *_SESSION, *_PAGE, "landscape"),
        prefers="canvass",
        one="a session cover",
        back="what was heard is keyed from the canvass sheets",
        stays=True,
    ),
    PaperKind(
        "board-sheets",
        "Board runner’s sheets",
        "A sheet a round: every door to send a canvasser to, without names",
        (*_PLAN, *_SESSION, *_PAGE, "landscape"),
        prefers="canvass",
        one="a board runner’s sheet",
        back=f"what was heard is keyed from the canvass sheets; {_MARK}",
    ),
    PaperKind(
        "bundle-covers",
        "Bundle covers",
        "For the leaflets of each round: how many, for whom, where",
        (*_PLAN, "paper"),
        prefers="leaflet",
    ),
    PaperKind(
        "distributor-list",
        "Distributor’s list",
        "Which deliverer gets which bundles at what address, to tick",
        (*_PLAN, *_PAGE, "landscape"),
        prefers="leaflet",
        one="a distributor’s list",
        back=_MARK,
    ),
    PaperKind(
        "labels",
        "Labels",
        "For bundles, addresses or named electors, on label sheets",
        (*_PLAN, "labels", "labels_for", "start_at"),
        prefers="leaflet",
    ),
    PaperKind(
        "map-poster",
        "Ward map for the wall",
        "The ward with all rounds, on one sheet or on several to stick together",
        ("plan", "size", "landscape", "tiled", "paper"),
    ),
    PaperKind(
        "street-index",
        "Street index",
        "Every street and the round it is in",
        ("plan", *_PAGE, "landscape"),
        one="a street index",
        back="it may hang on the wall",
        stays=True,
    ),
    PaperKind(
        "calling-cards",
        "Calling cards",
        "“Sorry we missed you”, several on a page with marks to cut by; no names",
        ("cards", "text", "paper"),
        imprint=True,
    ),
    PaperKind(
        "letters",
        "Letters",
        "A letter to each household, in the order they are delivered",
        (*_PLAN, "text", "when", "named", *_PAGE),
        imprint=True,
        names=True,
    ),
    PaperKind(
        "number-pads",
        "Number taker’s pads",
        "Every elector number of a polling district, to strike out; no names",
        ("districts", "when", *_PAGE, "landscape"),
        one="a number taker’s pad",
        back=f"type the numbers struck out under Numbers taken; {_MARK}",
    ),
    PaperKind(
        "knock-up",
        "Knock-up sheets",
        "Who gave the chosen answers and has not voted yet, in walking order",
        (*_VOTERS, "answers", "postal_too", *_PAGE, "landscape"),
        names=True,
        prefers="canvass",
        one="a knock-up sheet",
        back=f"type this code and the lines ticked as voted under Numbers taken; {_MARK}",
    ),
    PaperKind(
        "postal-list",
        "Postal voters",
        "Who votes by post and should be reminded, in walking order",
        (*_VOTERS, "answers", *_PAGE, "landscape"),
        names=True,
        prefers="canvass",
        one="a list of postal voters",
        back=_MARK,
    ),
    PaperKind(
        "lift-list",
        "Lifts to the poll",
        "Who asked for a lift and has not voted yet",
        (*_VOTERS, "answers", *_PAGE, "landscape"),
        names=True,
        prefers="canvass",
        one="a list of lifts",
        back=_MARK,
    ),
)


def find(name: str) -> PaperKind:
    """Return the kind of that name. Raises UsersMistake that names them all."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise UsersMistake(
        f"“{name}” is no kind of paper, so nothing was printed. There are {', '.join(kind.name for kind in KINDS)}."
    )
