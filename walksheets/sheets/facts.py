"""What a print run is about, gathered from the rooms: plain frozen facts, with no database in them.

Only what may stand on paper is in here: electors who are gone, moved, deceased, not to be contacted or
without a door were left out when it was gathered.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CodeFact:
    """A result code and what it means."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """An elector as a canvasser needs them."""

    id: int
    elector_number: str
    name: str
    postal: bool = False
    attains: str = ""
    """ISO date from which they may vote, for those who have just come of age or soon will."""
    last: str = ""
    """The last answer and when: "last 2, Oct ’25"."""


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """A letterbox and who is asked for there. `walk_m` is from the door before."""

    id: int
    flat: str
    number: str
    street: str
    note: str = ""
    no_leaflets: bool = False
    walk_m: float = 0.0
    xy: tuple[float, float] | None = None
    """Local metres; None when it could not be placed."""
    exact: bool = True
    """It stands on its own street there, not merely at its postcode's middle."""
    people: tuple[PersonFacts, ...] = ()
    left_alone: bool = False
    """Somebody lives here, and nobody of them may be contacted: no canvasser is sent there."""


@dataclass(frozen=True, slots=True, eq=False)
class RoundFacts:
    """One round and who holds it."""

    id: int
    number: int
    name: str
    doors: tuple[DoorFacts, ...]
    volunteer: str = ""
    minutes: float = 0.0
    walk_m: float = 0.0
    walk_ends: str = ""
    """Where the walk begins and ends, where that was settled: "from the church hall and back"."""
    way: tuple[Floats, ...] = ()
    """The way along the streets, each piece (k, 2) local metres."""
    replaces_run: int | None = None
    """The earlier print run whose sheets of this round are still out."""
    replaces_sheet: str = ""
    """The code of the one page that is printed again."""
    page: tuple[int, int] | None = None
    """Which page of how many it was; None when the whole round is printed."""
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What every sheet of a print run says alike. `run` is None in a preview."""

    campaign: str
    plan: str
    plan_version: int
    kind: str
    run: int | None
    printed_on: str
    """ISO date."""
    register_date: str = ""
    register_imported: str = ""
    """ISO date on which the latest register or notice was taken in."""
    organiser: str = ""
    telephone: str = ""
    codes: tuple[CodeFact, ...] = ()
    mark: str = ""
    """The campaign's, in every sheet's QR code."""
