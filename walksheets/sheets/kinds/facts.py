"""What the other papers are about, gathered from the rooms: plain frozen facts, no database in them."""

from dataclasses import dataclass

from walksheets.sheets.content import NO_BREAK
from walksheets.sheets.facts import RoundFacts


@dataclass(frozen=True, slots=True)
class OurFacts:
    """What all papers say of the campaign alike."""

    campaign: str
    printed_on: str
    """ISO date."""
    register_date: str = ""
    organiser: str = ""
    telephone: str = ""
    bundle: int = 100
    """Leaflets the printer ties together."""
    spares: int = 3

    @property
    def ring(self) -> str:
        """Return whom to ring, as half a sentence: "Priya Sharma on 07700 900123"."""
        whom = self.organiser or "the organiser"
        return f"{whom} on {self.telephone.replace(' ', NO_BREAK)}" if self.telephone else whom


@dataclass(frozen=True, slots=True)
class Walker:
    """A volunteer as the one who brings the bundles needs them."""

    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan, its rounds in order, and who holds each."""

    name: str
    kind: str
    rounds: tuple[RoundFacts, ...]
    walkers: tuple[Walker | None, ...]

    @property
    def leaflets(self) -> tuple[int, ...]:
        """Return how many letterboxes of each round want a leaflet."""
        return tuple(sum(not door.no_leaflets for door in each.doors) for each in self.rounds)


@dataclass(frozen=True, slots=True)
class VoterFacts:
    """An elector as those need them who work on polling day."""

    id: int
    district: str
    elector_number: str
    number: int | None
    suffix: int
    name: str
    door_id: int | None = None
    door: str = ""
    street: str = ""
    answer: str = ""
    """The latest answer's code; empty when there was none."""
    absent: str = ""
    """Postal, Proxy, PostalProxy or nothing."""
    lift: str = ""
    """The note that asks for a lift; empty when none does."""
    called_on: bool = True
    """False for who must not be contacted, is known to be gone, or may not vote yet on that day."""
    voted: bool = False


@dataclass(frozen=True, slots=True)
class PollFacts:
    """Polling day: every elector, those at doors in walking order; and how far the numbers have come."""

    day: str
    """ISO date; empty while it was not set."""
    voters: tuple[VoterFacts, ...]
    taken_up_to: str = ""
    """The time of day of the last numbers keyed: "14:05"."""


@dataclass(frozen=True, slots=True)
class StreetFacts:
    """A street of the ward and its doors in each round: (round number, or None, the doors in words)."""

    name: str
    parts: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """Whom a letter or a label goes to."""

    names: tuple[str, ...]
    """Empty: the residents."""
    lines: tuple[str, ...]
