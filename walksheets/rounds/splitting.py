"""From what the organiser asks to rounds of doors: areas, how many rounds each, doors nobody could place.

Pure: doors, spots and a network in, ordered door ids out. The engine does the computing; here stands
what the field asks around it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from walksheets.errors import UsersMistake
from walksheets.places import Door
from walksheets.progress import Progress, silent
from walksheets.rounds import engine
from walksheets.rounds.areas import areas, companions, companions_by_postcode
from walksheets.rounds.engine.cut import cut
from walksheets.rounds.legs import Floats, Legs
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.street_order import (
    NEXT_DOOR_M,
    assumed_walk_m,
    side_key,
    street_sequence,
)
from walksheets.rounds.together import bundled, kept_together, walked_with_their_own

OWN_ROUND = 0.5
"""Doors nobody could place beside others get rounds of their own from this part of a round on."""


LARGEST_CROWD = 0.25
"""More than this part of a round is not walked with one placed door: it would not divide."""


_NO_MEETING = (
    "Rounds of doors without a place do not begin near the meeting point, and the way there is not counted."
)


@dataclass(frozen=True, slots=True)
class DraftRound:
    """A round not yet written: its doors in walking order."""

    area: str
    door_ids: tuple[int, ...]
    begun_as: int | None = None  # which of the rounds that were there to begin with


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of a split: the rounds, and plain sentences on what could not be had."""

    rounds: tuple[DraftRound, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Doors that are split by themselves: on the map, with who walks beside them, or by street and number."""

    area: str
    on_map: tuple[Door, ...]
    beside: Mapping[int, int]  # an unplaced door → the placed one it is walked with
    by_street: tuple[Door, ...]

    @property
    def doors(self) -> int:
        """Return how many doors there are."""
        return len(self.on_map) + len(self.beside) + len(self.by_street)


def share(
    doors: Sequence[Door],
    legs: Legs,
    request: SplitRequest,
    stop: engine.Stop | None = None,
    progress: Progress = silent,
    previous: Mapping[int, int] | None = None,
    barriers: Sequence[Floats] = (),
    begun: Mapping[int, int] | None = None,
    sizes: Mapping[int, float] | None = None,
) -> Shared:
    """Split the doors as asked; every door comes out in exactly one round. `legs` knows them all.

    With `previous`, the round each door was in, at least the share `request.keep` of those doors stays
    together as it was, where the map can order them. Nobody walks across `barriers`, lines in local metres.
    With `begun`, the round each door is in to begin with, the map's rounds are searched for from there, of the `sizes` given.
    """
    parts = [
        found
        for area, mine in areas(doors, request.within).items()
        for found in parts_of(area, mine, legs, request)
    ]
    counts = rounds_a_part([found.doors for found in parts], request)
    parts = [
        found if len(found.on_map) >= count else _by_address(found, doors)
        for found, count in zip(parts, counts, strict=True)
    ]
    mapped = _Mapped(parts, legs, request, previous or {}, barriers)
    start = mapped.begun(begun, sizes or {}) if begun else None
    shared = mapped.split(sum(counts[i] for i in mapped.parts), stop, progress, start)
    off_map = [
        DraftRound(found.area, walk)
        for found, count in zip(parts, counts, strict=True)
        if found.by_street
        for walk in by_street(found.by_street, count, legs, request)
    ]
    aside = (_NO_MEETING,) if off_map and request.start is not None else ()
    return Shared((*shared.rounds, *off_map), (*shared.notes, *aside))


def parts_of(area: str, doors: Sequence[Door], legs: Legs, request: SplitRequest) -> list[Part]:
    """Divide an area's doors into those the map can order and those only their address can."""
    here = tuple(door for door in doors if legs.placed(door.id))
    if not here:
        return [Part(area, (), {}, tuple(doors))]
    placed = {door.id for door in here}
    a_round = _doors_a_round(doors, legs, request)
    beside = _without_crowds(companions(doors, placed), LARGEST_CROWD * a_round)
    beside |= walked_with_their_own(doors, placed, request)
    strangers = [door for door in doors if door.id not in placed and door.id not in beside]
    if len(strangers) < OWN_ROUND * a_round:
        beside |= companions_by_postcode([*here, *strangers], placed)
        strangers = []
    on_map = Part(area, here, beside, ())
    return [on_map, Part(area, (), {}, tuple(strangers))] if strangers else [on_map]


def _by_address(found: Part, doors: Sequence[Door]) -> Part:
    """Return a part whose doors are all ordered by address: too few have a place to make its rounds."""
    mine = {door.id for door in (*found.on_map, *found.by_street)} | found.beside.keys()
    return Part(found.area, (), {}, tuple(door for door in doors if door.id in mine))


def _without_crowds(beside: Mapping[int, int], largest: float) -> dict[int, int]:
    """Leave out doors of which too many would be walked with one and the same door."""
    crowd = Counter(beside.values())
    return {door: companion for door, companion in beside.items() if crowd[companion] <= largest}


def _doors_a_round(doors: Sequence[Door], legs: Legs, request: SplitRequest) -> float:
    """Return about how many doors a round will have."""
    if request.doors is not None:
        return request.doors
    if request.rounds is not None:
        return len(doors) / request.rounds
    assert request.minutes is not None
    return request.minutes / max(float(legs.minutes_at([door.id for door in doors]).mean()), 0.1)


def rounds_a_part(sizes: Sequence[int], request: SplitRequest) -> list[int]:
    """Say how many rounds each part gets; 0 where only the minutes decide.

    Each gets at least one; the next always goes where there are most doors a round.
    """
    if request.minutes is not None:
        return [0] * len(sizes)
    if request.doors is not None:
        return [ceil(size / request.doors) for size in sizes]
    assert request.rounds is not None
    if request.rounds > sum(sizes):
        raise UsersMistake(
            f"{request.rounds} rounds were asked for, but there are only {sum(sizes)} doors to share; nothing was split. "
            "Ask for fewer rounds."
        )
    if request.rounds < len(sizes):
        raise UsersMistake(
            f"{request.rounds} rounds cannot keep {len(sizes)} areas apart; nothing was split. "
            f"Ask for at least {len(sizes)} rounds, or split without keeping to areas."
        )
    counts = [1] * len(sizes)
    for _ in range(request.rounds - len(sizes)):
        open_parts = (i for i, size in enumerate(sizes) if counts[i] < size)
        counts[max(open_parts, key=lambda i: (sizes[i] / counts[i], -i))] += 1
    return counts


class _Begun(NamedTuple):
    """Rounds that the engine begins with, and what each of them is called here."""

    names: list[int]
    asked: engine.Begun

    def name_of(self, found: engine.Split, at: int) -> int | None:
        """Return what a round that was found was begun as."""
        begun = -1 if found.begun_as is None else int(found.begun_as[at])
        return self.names[begun] if begun >= 0 else None


class _Mapped:
    """The doors that the map can order, as the engine is asked for them."""

    def __init__(
        self,
        parts: Sequence[Part],
        legs: Legs,
        request: SplitRequest,
        previous: Mapping[int, int],
        barriers: Sequence[Floats],
    ):
        self.parts = {i: found for i, found in enumerate(parts) if found.on_map}
        self._legs, self._request = legs, request
        chosen = sorted(
            (door.street_id, side_key(door), door.id, i)
            for i, found in self.parts.items()
            for door in found.on_map
        )  # flats of one spot stay in the order in which the engine is given them
        self._ids = [door_id for _, _, door_id, _ in chosen]
        self._part = np.array([i for *_, i in chosen], dtype=np.int64)
        self._beside: dict[int, list[int]] = defaultdict(list)
        for found in self.parts.values():
            for door_id, companion in sorted(found.beside.items()):
                self._beside[companion].append(door_id)
        was_in = np.array([previous.get(door_id, -1) for door_id in self._ids], dtype=np.int64)
        kept = bool(request.keep) and bool((was_in >= 0).any())
        settled = engine.Locks(together=self._together(), barriers=tuple(barriers))
        self._locks = replace(settled, previous=was_in, keep=request.keep) if kept else settled

    def _together(self) -> tuple[NDArray[np.int64], ...]:
        """Return what stays in one round, a door without a place standing for itself by whom it is walked with."""
        stands = {i: at for at, door_id in enumerate(self._ids) for i in self._all_of([door_id])}
        doors = [self._legs.doors[i] for i in stands]
        return tuple(
            np.array(sorted(some), dtype=np.int64)
            for together in kept_together(doors, self._request)
            for some in self._by_part({stands[i] for i in together})
            if len(some) > 1
        )

    def _by_part(self, doors: Iterable[int]) -> list[list[int]]:
        """Divide what no round can hold together: doors of different areas."""
        found: dict[int, list[int]] = defaultdict(list)
        for at in doors:
            found[int(self._part[at])].append(at)
        return list(found.values())

    def begun(self, of_door: Mapping[int, int], sizes: Mapping[int, float]) -> "_Begun":
        """Return the rounds that doors are in to begin with as the engine takes them."""
        names = sorted({of_door[i] for i in self._ids if i in of_door})
        at = {name: n for n, name in enumerate(names)}
        doors = np.array([at[of_door[i]] if i in of_door else -1 for i in self._ids], dtype=np.int64)
        wanted = np.array([sizes[name] for name in names], dtype=float) if sizes else None
        return _Begun(names, engine.Begun(doors, wanted))

    def split(
        self, rounds: int, stop: engine.Stop | None, progress: Progress, start: "_Begun | None" = None
    ) -> Shared:
        """Have the engine split them into `rounds`, or where that is 0 by the minutes asked for."""
        if not self._ids:
            return Shared(())
        request = self._request
        wanted = engine.Wanted(
            rounds=rounds or None,
            minutes=None if rounds else request.minutes,
            tolerance=request.tolerance,
            order="shortest" if request.order == "shortest" else "natural",
        )
        stop = stop or engine.Stop(seconds=request.seconds)
        problem = replace(self._problem(), begun=start.asked if start else None)
        found = engine.split(problem, wanted, stop, request.seed, progress)
        walks = self._in_words([[self._ids[d] for d in walked] for walked in found.rounds])
        drafts = [
            DraftRound(self.parts[int(i)].area, walk, start.name_of(found, at) if start else None)
            for at, (walk, i) in enumerate(zip(walks, found.groups, strict=True))
        ]
        return Shared(tuple(drafts), found.notes)

    def _in_words(self, found: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
        """Return walks by street, side and number where places are guessed, but never at the price of balance."""
        computed = [self._all_of(walk) for walk in found]
        spoken = [self._all_of(self._legs.in_words(walk)) for walk in found]
        if self._legs.only_postcodes([self._legs.doors[door_id] for door_id in self._ids]):
            return spoken
        mean = sum(map(self._minutes, computed)) / len(computed)
        allowed = min(mean * (1 + self._request.tolerance), self._request.minutes or float("inf"))
        return [
            words if self._minutes(words) <= allowed else walk
            for walk, words in zip(computed, spoken, strict=True)
        ]

    def _minutes(self, walk: Sequence[int]) -> float:
        return self._legs.minutes(walk)

    def _problem(self) -> engine.Problem:
        legs = self._legs
        minutes = np.array([legs.minutes_at(self._all_of([door_id])).sum() for door_id in self._ids])
        if legs.only_postcodes([legs.doors[door_id] for door_id in self._ids]):
            minutes = minutes + NEXT_DOOR_M / legs.metres_a_minute  # the postcodes' places hide it
        return replace(
            legs.problem,
            spots=legs.spots_of(self._ids),
            minutes_at_door=minutes,
            group=self._part,
            locks=self._locks,
        )

    def _all_of(self, walk: Iterable[int]) -> tuple[int, ...]:
        """Return the doors of a walk, each followed by those without a place that go with it."""
        return tuple(each for door_id in walk for each in (door_id, *self._beside.get(door_id, ())))


def by_street(doors: Sequence[Door], rounds: int, legs: Legs, request: SplitRequest) -> list[tuple[int, ...]]:
    """Split by street, side, number and the order of postcodes, for doors without positions.

    Cut between streets where the minutes allow, else between sides, never among flats if it can be
    helped, and never what is kept together. With 0 rounds, into as few as keep every round within the minutes asked for.
    """
    pieces = bundled([doors[i] for i in street_sequence(doors)], request)
    a_minute = legs.metres_a_minute
    inside = [sum(assumed_walk_m(a, b) for a, b in pairwise(piece)) for piece in pieces]
    at_doors = [legs.minutes_at([door.id for door in piece]).sum() for piece in pieces]
    minutes = np.array(at_doors) + np.array(inside) / a_minute
    walk_m = np.array([assumed_walk_m(a[-1], b[0]) for a, b in pairwise(pieces)] + [0.0])
    if rounds:
        ends = cut(minutes, walk_m, rounds, request.tolerance, a_minute)
        return _walks(pieces, ends)
    assert request.minutes is not None
    fewest = min(max(1, ceil(minutes.sum() / request.minutes)), len(pieces))
    for wanted in range(fewest, len(pieces) + 1):
        ends = cut(minutes, walk_m, wanted, request.tolerance, a_minute)
        if _longest(minutes, walk_m / a_minute, ends) <= request.minutes:
            break
    return _walks(pieces, ends)


def _walks(pieces: Sequence[Sequence[Door]], ends: Iterable[int]) -> list[tuple[int, ...]]:
    return [
        tuple(door.id for piece in pieces[start:end] for door in piece) for start, end in pairwise([0, *ends])
    ]


def _longest(minutes: Floats, walk: Floats, ends: Iterable[int]) -> float:
    """Return the minutes of the longest piece; the way from one piece to the next is nobody's."""
    return max(
        float(minutes[start:end].sum() + walk[start : end - 1].sum()) for start, end in pairwise([0, *ends])
    )
