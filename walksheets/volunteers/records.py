"""Volunteers, what they hold and what is suggested: frozen rows, and the words for roles. Pure."""

import re
from dataclasses import dataclass

ROLES = ("canvasser", "deliverer", "distributor", "board runner", "teller")

ROLE_FOR = {"canvass": "canvasser", "leaflet": "deliverer"}
"""Who walks a round of each kind."""

_SAID_AS = {
    "canvass": "canvasser",
    "canvassing": "canvasser",
    "knocker": "canvasser",
    "door knocker": "canvasser",
    "deliver": "deliverer",
    "delivery": "deliverer",
    "delivering": "deliverer",
    "leaflet": "deliverer",
    "leaflets": "deliverer",
    "leafletter": "deliverer",
    "leafleter": "deliverer",
    "leafleting": "deliverer",
    "leafletting": "deliverer",
    "distribute": "distributor",
    "distribution": "distributor",
    "wholesaler": "distributor",
    "board run": "board runner",
    "boards": "board runner",
    "telling": "teller",
}


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who helps. `max_letterboxes` is what they carry for one plan; None: not said."""

    id: int
    name: str
    email: str
    phone: str
    address: str
    postcode: str
    roles: tuple[str, ...]
    available: str
    max_letterboxes: int | None
    experience: str
    notes: str
    left: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """A volunteer holds a round."""

    round_id: int
    round_number: int
    round_name: str
    doors: int
    volunteer_id: int
    volunteer: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who should take a round and why; without a volunteer, why nobody can."""

    round_id: int
    round_number: int
    round_name: str
    volunteer_id: int | None
    volunteer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A round that nobody holds."""

    round_id: int
    round_number: int
    round_name: str
    doors: int
    reason: str


@dataclass(frozen=True, slots=True)
class HeldRound:
    """A round that somebody holds, and who else could take it, the likeliest first."""

    plan_id: int
    plan: str
    assignment: Assignment
    could: tuple[Suggestion, ...]


def roles_from(text: str) -> tuple[str, ...]:
    """Return the roles of "distributor; deliver", in the program's words and each once.

    A word that is no role of ours is kept as it came.
    """
    said = (part.strip().casefold() for part in re.split(r"[;,/|&+]|\band\b", text))
    return tuple(
        dict.fromkeys(
            _SAID_AS.get(word, word.removesuffix("s") if word.removesuffix("s") in ROLES else word)
            for word in said
            if word
        )
    )
