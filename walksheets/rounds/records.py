"""What the rounds room is asked and what it answers: frozen rows, with no database in them.

Lengths in metres, times in minutes. A plan is one way to share the doors; its rounds hold every
door once, in walking order.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Protocol

from walksheets.errors import UsersMistake
from walksheets.places import Door
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.settled import SETTLED, Barrier, Block, SetAside, read_settled

PlanRef = str | int
"""A plan by its name, or by its id."""

KINDS = ("leaflet", "canvass")
AREAS = ("free", "ward", "district")
ORDERS = ("natural", "shortest")
FINISHES = ("anywhere", "start", "car")
"""Where a walk may end; `car`: at the round's first door, where the car was left."""


WALKING_SPEED_MPS = 1.2


class HasHousing(Protocol):
    """What of a door its minutes show."""

    @property
    def housing(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """How to share the doors: exactly one of `rounds`, `minutes` (a round) or `doors` (a round)."""

    kind: str = "leaflet"
    rounds: int | None = None
    minutes: float | None = None
    doors: int | None = None
    tolerance: float = 0.05  # by how much the longest round may pass the mean, in minutes
    within: str = "free"
    order: str = "natural"
    seconds: float | None = None  # of computing; None: as many steps as suit the ward, the same each time
    seed: int = 1
    speed_mps: float = WALKING_SPEED_MPS
    minutes_per_door: float | None = None  # None: what the kind of work and the housing take
    keep: float = 0.0  # at least this share of the doors stays in the round it is in; 0: all afresh
    barriers: tuple[Barrier, ...] = ()  # no round is walked across these
    whole_streets: tuple[int, ...] = ()  # ids of streets that are not cut: each side by side in one round
    blocks: tuple[Block, ...] = ()  # doors that stay in one round
    aside: tuple[SetAside, ...] = ()  # doors in no round: by post, or to nobody
    for_people: bool = False  # sizes followed the volunteers: rounds are not to be alike
    start: tuple[float, float] | None = None  # WGS84 degrees of the meeting point: rounds begin near it
    start_named: str = ""  # what the organiser calls it
    finish: str = "anywhere"

    def minutes_at(self, door: HasHousing, times: DoorTimes) -> float:
        """Return the minutes one door takes, the walking apart."""
        if self.minutes_per_door is not None:
            return self.minutes_per_door
        return times.minutes(self.kind, door.housing)

    def check(self) -> None:
        """Raise UsersMistake, naming the value, when this asks for something that cannot be."""
        _one_of("kind of plan", self.kind, KINDS)
        _one_of("area to keep within", self.within, AREAS)
        _one_of("order", self.order, ORDERS)
        self._check_ends()
        asked = [self.rounds, self.minutes, self.doors]
        if sum(value is not None for value in asked) != 1:
            raise UsersMistake(
                "Say either how many rounds, or how many minutes a round, or how many doors a round; nothing was split."
            )
        _above_nothing("number of rounds", self.rounds)
        _above_nothing("minutes a round", self.minutes)
        _above_nothing("doors a round", self.doors)
        _above_nothing("tolerance", self.tolerance)
        _above_nothing("seconds to compute", self.seconds)
        _above_nothing("walking speed", self.speed_mps)
        if not 0 <= self.keep <= 1:
            raise UsersMistake(
                f"A share of {self.keep:g} cannot stay where it is, so nothing was split. Give 0 to 1, such as 0.9."
            )
        if self.minutes_per_door is not None and not 0 <= self.minutes_per_door < float("inf"):
            raise UsersMistake(
                f"The minutes a door cannot be {self.minutes_per_door:g}; nothing was split. Give 0 or more."
            )

    def _check_ends(self) -> None:
        _one_of("end of a walk", self.finish, FINISHES)
        if self.start is not None and not (-90 <= self.start[0] <= 90 and -180 <= self.start[1] <= 180):
            raise UsersMistake("The meeting point is no place on earth; nothing was split. Choose it again.")
        if self.finish == "start" and self.start is None:
            raise UsersMistake(
                "Rounds that end where they start need a meeting point; nothing was split. Say where it is."
            )
        if self.finish == "car" and self.start is not None:
            raise UsersMistake(
                "A round that ends at its car begins there too; nothing was split. Give a meeting point or a car, not both."
            )

    def as_settings(self) -> dict[str, Any]:
        """Return what was asked as the plan keeps it."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any] | None) -> "SplitRequest":
        """Return the request a plan was made by; figures that an older plan lacks are the usual ones."""
        known = {field.name for field in fields(cls)}
        kept = {key: value for key, value in (settings or {}).items() if key in known}
        start = kept.get("start")
        return cls(**{**kept, **read_settled(kept), "start": tuple(start) if start else None})

    def settled_as(self, other: "SplitRequest") -> "SplitRequest":
        """Return this request with what another has settled, where this one settles nothing of its own."""
        return replace(self, **{name: getattr(other, name) for name in SETTLED if not getattr(self, name)})


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to share the doors, with how well its rounds balance."""

    id: int
    name: str
    kind: str
    version: int
    made_at: str
    rounds: int
    doors: int
    minutes_min: float
    minutes_mean: float
    minutes_max: float
    walk_m: float
    trust: str  # how far to believe the minutes and the order, in plain words; empty: no doubt
    request: SplitRequest


@dataclass(frozen=True, slots=True)
class Round:
    """One piece of work for one volunteer."""

    id: int
    plan: str
    number: int
    name: str
    area: str  # the ward or district it was cut within; empty when free
    doors: int
    electors: int
    minutes: float
    walk_m: float
    locked: bool
    order_by_hand: bool
    volunteer: str
    last_delivered: str  # when a result of one of its sheets was last keyed; empty: never


@dataclass(frozen=True, slots=True)
class RoundDoor:
    """A door's place in its round."""

    round_id: int
    round_number: int
    position: int  # from 1
    door: Door
    walk_m: float  # from the door before
    minutes: float  # since the round's start, this door done


@dataclass(frozen=True, slots=True)
class DoorAside:
    """A door in no round by the organiser's word, how it is reached instead ("post", "nobody") and why."""

    door: Door
    how: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlanNews:
    """What became of the doors since a plan was made."""

    new: tuple[Door, ...]  # in no round of the plan
    emptied: tuple[Door, ...]  # in a round, and every elector they had has left the register

    def __bool__(self) -> bool:
        """True when the plan and the register no longer agree."""
        return bool(self.new or self.emptied)


def _one_of(noun: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsersMistake(
            f"“{value}” is no {noun} the program knows; nothing was split. Use {' or '.join(known)}."
        )


def _above_nothing(noun: str, value: float | None) -> None:
    if value is not None and not 0 < value < float("inf"):  # nan fails both comparisons
        raise UsersMistake(
            f"The {noun} cannot be {value:g}; nothing was split. Give a number greater than 0."
        )
