"""The people there are to walk rounds: what each can do and where they live; whether that is enough. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from walksheets.errors import UsersMistake

ENOUGH = 0.98
"""From this share of the work on nobody is missed: the estimate is no better."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes a round. `size` is what they can do, in doors or minutes; None: as the others on average.

    `home` is WGS84 degrees, None where it is not known. Without a volunteer's id it is a round that nobody has yet.
    """

    volunteer_id: int | None
    name: str
    size: float | None
    home: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """Everybody with a size, rounds that nobody has among them, and what the work and their sizes come to."""

    people: tuple[Person, ...]
    can: float
    work: float

    @property
    def sizes(self) -> list[float]:
        """Return what each is to have over the others."""
        return [float(each.size or 0) for each in self.people]

    def words(self, unit: str) -> str:
        """Say plainly when what people can do does not suffice, or is more than is needed."""
        there = sum(each.volunteer_id is not None for each in self.people)
        of = "doors" if unit == "doors" else "minutes"
        if len(self.people) > there:
            more = len(self.people) - there
            rounds = f"{more} more rounds have" if more > 1 else "1 more round has"
            return f"{there} volunteers can do {self.can:,.0f} of about {self.work:,.0f} {of}: {rounds} nobody yet."
        if self.can > self.work / ENOUGH:
            return f"{there} volunteers could do {self.can:,.0f} {of} and it takes about {self.work:,.0f}: each has {self.work / self.can:.0%} of that."
        return ""


def means(people: Sequence[Person], work: float) -> Means:
    """Give everybody a size; what they cannot do becomes rounds of the usual size that nobody has."""
    for each in people:
        if each.size is not None and not 0 < each.size < float("inf"):
            raise UsersMistake(
                f"{each.name} cannot do {each.size:g}; nothing was split. Give a number above 0, or leave it empty."
            )
    if not people:
        raise UsersMistake(
            "There is nobody to make rounds for, so nothing was split. Add volunteers, or split by number."
        )
    said = [each.size for each in people if each.size is not None]
    usual = sum(said) / len(said) if said else work / len(people)
    sized = [replace(each, size=each.size or usual) for each in people]
    can = float(sum(each.size or 0 for each in sized))
    lacking = work - can
    if lacking > (1 - ENOUGH) * work:
        more = ceil(lacking / usual)
        sized += [Person(None, "", lacking / more) for _ in range(more)]
    return Means(tuple(sized), can, work)
