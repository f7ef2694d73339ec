"""Which line of a new register is which elector already known. Pure.

By number where the register is the same; by name and door where numbers were given out anew, so
that an elector's history is not handed to whoever has their number this year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from walksheets.progress import Progress, counted, part, silent
from walksheets.register import names
from walksheets.register.lines import RegisterLine
from walksheets.register.roll import Person, Roll

_SAME_REGISTER = 0.5  # of the numbers found on both, how many must be one person's

_DOING = "Finding who is who"
_NAMELESS = ("", "n")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A line with the door its address means (None: no door)."""

    line: RegisterLine
    door_id: int | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who each arrival is, None for somebody new; and whether numbers were given out anew."""

    people: list[Person | None]
    renumbered: bool


def pair(arrivals: Sequence[Arrival], roll: Roll, progress: Progress = silent) -> Pairs:
    """Return who is who. Nobody is paired twice; those who are gone can come back."""
    found: list[Person | None] = [None] * len(arrivals)
    taken: set[int] = set()
    numbered = [
        (i, roll.by_key[key]) for i, a in enumerate(arrivals) if (key := a.line.number.key) in roll.by_key
    ]
    agreeing = [
        (i, person)
        for i, person in counted(numbered, part(progress, 0.0, 0.4), _DOING)
        if names.agree(person.name, arrivals[i].line.name)
    ]
    renumbered = len(agreeing) < len(numbered) * _SAME_REGISTER
    for i, person in agreeing:
        if not renumbered or person.row["door_id"] == arrivals[i].door_id:
            _take(found, taken, i, person)
    progress(0.4, _DOING)
    _by_name_and_door(arrivals, found, taken, roll.current())
    progress(0.6, _DOING)
    if not renumbered:
        for i, person in numbered:
            if _renamed(person, arrivals[i]):
                _take(found, taken, i, person)
    progress(0.8, _DOING)
    _by_likeness_at_the_door(arrivals, found, taken, roll.current())
    _by_name_and_door(arrivals, found, taken, (person for person in roll.people if person.gone))
    return Pairs(found, renumbered)


def _take(found: list[Person | None], taken: set[int], i: int, person: Person) -> None:
    if found[i] is None and id(person) not in taken:
        found[i] = person
        taken.add(id(person))


def _by_name_and_door(
    arrivals: Sequence[Arrival], found: list[Person | None], taken: set[int], people: Iterable[Person]
) -> None:
    """Pair those left over whose whole names are the same at the same door."""
    waiting: dict[tuple[int | None, str], list[Person]] = {}
    for person in people:
        if id(person) not in taken and names.key(person.name) not in _NAMELESS:
            waiting.setdefault((person.row["door_id"], names.key(person.name)), []).append(person)
    for i, arrival in enumerate(arrivals):
        if found[i] is None:
            for person in waiting.get((arrival.door_id, names.key(arrival.line.name)), ()):
                _take(found, taken, i, person)


def _by_likeness_at_the_door(
    arrivals: Sequence[Arrival], found: list[Person | None], taken: set[int], people: Iterable[Person]
) -> None:
    """Pair those left over at one door: names that agree, then a forename kept under a new surname.

    The latter only where somebody else of the household stayed: else it is the next tenant.
    """
    open_doors = {arrival.door_id for i, arrival in enumerate(arrivals) if found[i] is None} - {None}
    at_door: dict[int, list[Person]] = {}
    for person in people:
        if id(person) not in taken and person.row["door_id"] in open_doors:
            at_door.setdefault(person.row["door_id"], []).append(person)
    for alike in (names.agree, _same_forenames):
        stayed = {arrival.door_id for i, arrival in enumerate(arrivals) if found[i] is not None}
        doors = at_door if alike is names.agree else at_door.keys() & stayed
        for i, arrival in enumerate(arrivals):
            if found[i] is None and arrival.door_id in doors and arrival.door_id is not None:
                left = [p for p in at_door[arrival.door_id] if id(p) not in taken]
                likely = [p for p in left if alike(p.name, arrival.line.name)]
                if len(likely) == 1:
                    _take(found, taken, i, likely[0])


def _renamed(person: Person, arrival: Arrival) -> bool:
    """Tell whether a number's holder may have changed their name: the same door, one name kept."""
    if person.row["door_id"] != arrival.door_id or arrival.door_id is None:
        return False
    old, new = person.name, arrival.line.name
    return _same_forenames(old, new) or _same_surname(old, new)


def _same_forenames(one: names.Name, other: names.Name) -> bool:
    mine, theirs = one.forenames.split(), other.forenames.split()
    return bool(mine and theirs) and len(mine[0]) > 1 and names.same_word(mine[0], theirs[0])


def _same_surname(one: names.Name, other: names.Name) -> bool:
    return bool(one.surname) and names.same_word(one.surname.replace(" ", ""), other.surname.replace(" ", ""))
