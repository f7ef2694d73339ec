"""What the engine is asked and what it answers: plain frozen records of arrays, checked when they are made.

Doors are indices 0 … N-1 into the problem's spots. Lengths in metres, time in minutes.
"""

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.places.network import DoorSpots, WalkingNetwork

Floats = NDArray[np.float64]
Doors = NDArray[np.int64]
Style = Literal["natural", "shortest"]
Finish = Literal["anywhere", "start"]


@dataclass(frozen=True, slots=True, eq=False)
class Locks:
    """What the organiser has settled already and the engine must keep."""

    kept: tuple[Doors, ...] = ()
    """Rounds that do not change, each with its doors in walking order. They come first in the answer."""
    together: tuple[Doors, ...] = ()
    """Doors that stay in one round, one after the other: a block, a street."""
    barriers: tuple[Floats, ...] = ()
    """Lines of (k, 2) local metres that nobody walks across."""
    previous: Doors | None = None
    """(N,) the round each door was in before, 0 …, and -1 for a door that had none."""
    keep: float = 0.0
    """The share of doors with a previous round that must stay in it, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """Rounds that somebody has drawn already: the search begins with them and may change them as it likes."""

    of_door: Doors
    """(N,) the round each door is in to begin with, 0 …, and -1 for a door that lies where it lies."""
    sizes: Floats | None = None
    """What share of the minutes each of those rounds is to have, in any unit; None: all alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Doors on a network, and what a visit to each takes."""

    network: "WalkingNetwork"
    spots: "DoorSpots"
    minutes_at_door: Floats
    """(N,) minutes at the door itself, without the walk."""
    group: Doors | None = None
    """(N,) doors of different groups are never in one round; -1 may go with nobody else but -1."""
    speed_mps: float = 1.2
    start_xy: tuple[float, float] | None = None
    """Where every round begins (a meeting point), in local metres; the walk from there counts."""
    finish: Finish = "anywhere"
    """"start" counts the walk back: to the meeting point, else to the round's first door (a car)."""
    locks: Locks = field(default_factory=Locks)
    begun: Begun | None = None
    """As many rounds are made as are begun, whatever else is wanted."""

    def __post_init__(self) -> None:
        doors = len(self.spots)
        _same_length("minutes_at_door", self.minutes_at_door, doors)
        if not np.isfinite(self.minutes_at_door).all() or (self.minutes_at_door < 0).any():
            raise UsersMistake("The minutes at a door must be 0 or more; no rounds were made.")
        if not (math.isfinite(self.speed_mps) and 0.1 <= self.speed_mps <= 10):
            raise UsersMistake(
                f"A walking speed of {self.speed_mps:g} metres a second is not possible: give 0.1 to 10 (1.2 is usual)."
            )
        if self.group is not None:
            _same_length("group", self.group, doors)
        if self.finish not in ("anywhere", "start"):
            raise ValueError(f"finish must be anywhere or start, not {self.finish!r}")
        if self.begun is not None:
            _check_begun(self.begun, doors)
        _check_edges(self.network, self.spots)
        _check_locks(self.locks, doors)

    @property
    def doors(self) -> int:
        """Return how many doors there are."""
        return len(self.spots)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many rounds or how large: exactly one of the first three."""

    rounds: int | None = None
    minutes: float | None = None
    """At most this long, walk included: as many rounds as that takes."""
    doors: int | None = None
    """About this many letterboxes a round."""
    tolerance: float = 0.05
    """The longest round may exceed the mean by this share, in minutes."""
    order: Style = "natural"

    def __post_init__(self) -> None:
        given = [value for value in (self.rounds, self.minutes, self.doors) if value is not None]
        if len(given) != 1:
            raise UsersMistake(
                "Say one of three: how many rounds, or how many minutes, or how many doors in each."
            )
        if not math.isfinite(given[0]) or given[0] <= 0:
            what = "minutes" if self.minutes is not None else "rounds" if self.rounds is not None else "doors"
            raise UsersMistake(f"{given[0]:g} {what} is not possible: give more than 0.")
        if self.minutes is None and given[0] != int(given[0]):
            raise UsersMistake(
                f"{given[0]:g} is not a whole number of {'rounds' if self.rounds else 'doors'}."
            )
        if not (math.isfinite(self.tolerance) and 0 < self.tolerance <= 10):
            raise UsersMistake(
                f"A tolerance of {self.tolerance:g} is not possible: 0.05 lets rounds be 5 % longer than the mean."
            )
        if self.order not in ("natural", "shortest"):
            raise UsersMistake(f"The order is natural or shortest, not “{self.order}”.")


@dataclass(slots=True)
class Stop:
    """When to be content: after so many iterations, or seconds, or when somebody says so.

    With `iterations` alone the answer depends on the seed and nothing else. With neither, the engine
    takes as many iterations as suit the number of doors.
    """

    seconds: float | None = None
    iterations: int | None = None
    stopped: bool = False
    stopped_at: float | None = None
    """When it was said, by `time.perf_counter`."""

    def __post_init__(self) -> None:
        if self.seconds is not None and not (math.isfinite(self.seconds) and self.seconds >= 0):
            raise UsersMistake(f"{self.seconds:g} seconds is not possible: give 0 or more.")
        if self.iterations is not None and self.iterations < 0:
            raise UsersMistake(f"{self.iterations} iterations is not possible: give 0 or more.")

    def finish_now(self) -> None:
        """Take the best there is at the next opportunity, balanced if that takes seconds; from any thread."""
        self.stopped_at = time.perf_counter()
        self.stopped = True


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Rounds, each its doors in walking order; what each takes; and the doors left to the caller."""

    rounds: tuple[Doors, ...]
    walk_m: Floats
    minutes: Floats
    groups: Doors
    """(K,) the group of each round."""
    left_out: Doors
    """Doors that have neither a street nor a position: put them beside their neighbours by name."""
    notes: tuple[str, ...] = ()
    """Plain sentences on what could not be had."""
    begun_as: Doors | None = None
    """(K,) which of the rounds that were begun each is, -1 for others."""

    @property
    def longest_to_mean(self) -> float:
        """Return the longest round's minutes over the mean."""
        return (
            float(self.minutes.max() / self.minutes.mean())
            if len(self.minutes) and self.minutes.any()
            else 1.0
        )


def _same_length(what: str, array: NDArray[np.generic], doors: int) -> None:
    if np.shape(array) != (doors,):
        raise ValueError(f"{what} has the shape {np.shape(array)}; there are {doors} doors")


def _check_edges(network: "WalkingNetwork", spots: "DoorSpots") -> None:
    if len(spots.edge) and (spots.edge.min() < -1 or spots.edge.max() >= network.edges):
        raise ValueError(f"a door stands on an edge that is not among the network's {network.edges}")
    if not np.isfinite(spots.offset_m[spots.edge >= 0]).all():
        raise ValueError("a door on the network has no offset")


def _check_begun(begun: Begun, doors: int) -> None:
    _same_length("of_door", begun.of_door, doors)
    if begun.sizes is None:
        return
    if len(begun.sizes) <= np.max(begun.of_door, initial=-1):
        raise ValueError(f"there are {len(begun.sizes)} sizes for more rounds that are begun")
    if not np.isfinite(begun.sizes).all() or (begun.sizes <= 0).any():
        raise UsersMistake("Every round must have a size above 0; no rounds were made.")


def _check_locks(locks: Locks, doors: int) -> None:
    if not (math.isfinite(locks.keep) and 0 <= locks.keep <= 1):
        raise UsersMistake(f"A share of {locks.keep:g} doors cannot stay where it is: give 0 to 1.")
    if locks.previous is not None:
        _same_length("previous", locks.previous, doors)
    for name, sets in (("kept rounds", locks.kept), ("doors that stay together", locks.together)):
        chosen = (
            np.concatenate([np.asarray(some, dtype=np.int64) for some in sets])
            if sets
            else np.zeros(0, np.int64)
        )
        if len(chosen) and (chosen.min() < 0 or chosen.max() >= doors):
            raise ValueError(f"the {name} hold a door that is not among the {doors}")
        if len(np.unique(chosen)) != len(chosen):
            raise UsersMistake(f"A door is twice in the {name}: a door belongs to one round.")
