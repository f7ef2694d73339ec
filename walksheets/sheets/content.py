"""What a sheet says: its heading, its households or rows in walking order, its numbered lines, its words.

Pure: facts in, words out. Where anything stands on the page is the layout's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from walksheets.sheets import words
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import DoorFacts, PersonFacts, RoundFacts, RunFacts
from walksheets.sheets.stretches import EVEN, ODD, Stretch, label, numbers_in_words, short_label, stretches
from walksheets.sheets.turns import approach

NO_BREAK = "\u00a0"
"""A blank at which no line ends."""

NOBODY = "no one on the register"
_MOST_DOORS_A_ROW = 60  # on a leaflet sheet: a longer stretch is cut, so that its numbers can be read


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A numbered line as the ledger keeps it."""

    line: int
    door_id: int | None = None
    flat: str = ""
    number: str = ""
    street: str = ""
    elector_id: int | None = None
    elector_number: str = ""
    elector_name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page of a round."""

    title: str
    holder: str | None
    """The volunteer; empty leaves a line for the name, None is paper that nobody carries."""
    lines: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ElectorLine:
    """One elector and their line's number; nobody when no one at the door is on the register."""

    line: int
    person: PersonFacts | None


@dataclass(frozen=True, slots=True)
class Household:
    """One door and who is asked for there."""

    door: DoorFacts
    large: str
    small: str
    lines: tuple[ElectorLine, ...]


@dataclass(frozen=True, slots=True)
class CanvassStretch:
    """A stretch of the walk with its households."""

    stretch: Stretch
    households: tuple[Household, ...]
    approach: str
    """What to do at the end of the stretch before: "turn left", "cross over", "120 m on"."""


@dataclass(frozen=True, slots=True)
class LeafletRow:
    """A stretch to post along. Its doors have the lines from `first_line` on, in walking order."""

    stretch: Stretch
    doors: tuple[DoorFacts, ...]
    first_line: int
    approach: str
    """What to do at the end of the row before."""

    @property
    def last_line(self) -> int:
        """Return the line of the last door."""
        return self.first_line + len(self.doors) - 1

    @property
    def leaflets(self) -> int:
        """Return how many letterboxes want one."""
        return sum(not door.no_leaflets for door in self.doors)


def canvass_stretches(facts: RoundFacts) -> list[CanvassStretch]:
    """Return the households to call at, their lines numbered through the round."""
    doors = [door for door in facts.doors if not door.left_alone]
    line = facts.first_line - 1
    found: list[CanvassStretch] = []
    for stretch in stretches(doors):
        households = []
        for door in stretch.doors:
            people = door.people or (None,)
            lines = tuple(ElectorLine(line + i, person) for i, person in enumerate(people, 1))
            line += len(lines)
            households.append(Household(door, *label(door, in_building=bool(stretch.building)), lines))
        before = found[-1].stretch if found else None
        found.append(CanvassStretch(stretch, tuple(households), approach(before, stretch)))
    return found


def leaflet_rows(facts: RoundFacts) -> list[LeafletRow]:
    """Return the rows to post along, every door numbered once."""
    rows: list[LeafletRow] = []
    line = facts.first_line
    for stretch in stretches(facts.doors):
        came = approach(rows[-1].stretch if rows else None, stretch)
        for start in range(0, len(stretch.doors), _MOST_DOORS_A_ROW):
            doors = stretch.doors[start : start + _MOST_DOORS_A_ROW]
            rows.append(LeafletRow(stretch, doors, line, came if start == 0 else ""))
            line += len(doors)
    return rows


def household_lines(household: Household) -> list[PrintedLine]:
    """Return a household's lines as the ledger keeps them."""
    door = household.door
    return [
        PrintedLine(each.line, door.id, door.flat, door.number, door.street)
        if each.person is None
        else PrintedLine(
            each.line,
            door.id,
            door.flat,
            door.number,
            door.street,
            each.person.id,
            each.person.elector_number,
            each.person.name,
        )
        for each in household.lines
    ]


def row_lines(row: LeafletRow) -> list[PrintedLine]:
    """Return a row's doors as the ledger keeps them."""
    return [
        PrintedLine(line, door.id, door.flat, door.number, door.street)
        for line, door in enumerate(row.doors, row.first_line)
    ]


def canvass_head(run: RunFacts, facts: RoundFacts, design: SheetDesign) -> Head:
    """Return the heading of a canvass sheet."""
    doors = [door for door in facts.doors if not door.left_alone]
    sizes = [
        words.count(len(doors), "door"),
        words.count(sum(len(door.people) for door in doors), "elector"),
        *_effort(facts),
    ]
    return Head(
        _title(facts),
        facts.volunteer,
        (_campaign(run), " · ".join(sizes), _origin(run, facts)),
        design.message,
    )


def leaflet_head(run: RunFacts, facts: RoundFacts, design: SheetDesign) -> Head:
    """Return the heading of a leaflet sheet."""
    wanted = sum(not door.no_leaflets for door in facts.doors)
    counted = f"{words.count(wanted, 'letterbox', 'letterboxes')} = {words.bundles(wanted, design.bundle, design.spares)}"
    lines = (
        _campaign(run),
        " · ".join([counted, *_effort(facts)]),
        _origin(run, facts),
    )
    return Head(_title(facts), facts.volunteer, lines, design.message)


def stretch_words(stretch: Stretch, doors: Sequence[DoorFacts]) -> str:
    """Return a stretch's side and numbers for some of its doors: "odd side, 1 → 37"."""
    numbers = numbers_in_words(doors)
    if stretch.building:
        if any(door.number != stretch.building for door in doors):
            return numbers
        return f"{stretch.building}, {numbers}" if doors[0].flat else stretch.building
    if stretch.side in (ODD, EVEN):
        return f"{stretch.side} side, {numbers}"
    return numbers


def row_numbers(row: LeafletRow) -> list[str]:
    """Return every number of a row, so that a missed one can be struck out."""
    in_building = bool(row.stretch.building)
    return [short_label(door, in_building=in_building) for door in row.doors]


def exceptions(row: LeafletRow) -> list[str]:
    """Return what is different at some doors: "no leaflets: 9, 23", "7: top bell"."""
    in_building = bool(row.stretch.building)
    refused = [short_label(door, in_building=in_building) for door in row.doors if door.no_leaflets]
    notes = [f"{short_label(d, in_building=in_building)}: {d.note}" for d in row.doors if d.note]
    return [f"no leaflets: {', '.join(refused)}", *notes] if refused else notes


def legend(run: RunFacts) -> list[str]:
    """Return the codes with their meanings, explained once."""
    return [f"{each.code} {each.meaning}" for each in run.codes]


def privacy(organiser: str, telephone: str, *, names: bool) -> tuple[str, str]:
    """Return the line that keeps people's data safe: its bold beginning and the rest."""
    at = f" on {telephone.replace(' ', NO_BREAK)}" if telephone else ""
    whom = f" {organiser}" if organiser else " the organiser"
    if not names:
        return "Questions, no time after all, leaflets left over?", f"Ring{whom}{at}."
    return (
        "Personal data:",
        f"bring this back to{whom}; a picture of it is for nobody else and is deleted after. Lost it? Ring{at or whom} at once.",
    )


def _title(facts: RoundFacts) -> str:
    return f"Round {facts.number}  {facts.name}".strip()


def _campaign(run: RunFacts) -> str:
    return f"{run.campaign} · {run.plan}"


def _effort(facts: RoundFacts) -> list[str]:
    if facts.page:
        return ["on this page"]
    effort = [words.minutes(facts.minutes)] if facts.minutes >= 1 else []
    if facts.walk_m >= 1:
        effort.append(" ".join(filter(None, (f"{words.distance(facts.walk_m)} on foot", facts.walk_ends))))
    return effort


def _origin(run: RunFacts, facts: RoundFacts) -> str:
    parts = [origin(run)]
    if facts.replaces_sheet:
        parts.append(f"replaces sheet {facts.replaces_sheet}")
    if facts.replaces_run is not None:
        parts.append(f"replaces the sheets of run {facts.replaces_run}")
    return " · ".join(parts)


def origin(run: RunFacts) -> str:
    """Return where a page comes from: the register, the day and the print run, the plan's version."""
    parts = []
    if run.register_date:
        parts.append(f"register of {words.day(run.register_date)}")
    elif run.register_imported:
        parts.append(f"register taken in {words.day(run.register_imported)}")
    printed = f"printed {words.day(run.printed_on)}"
    parts.append(
        f"{printed}, run {run.run}" if run.run is not None else f"{printed} as a preview, not for use"
    )
    if run.plan_version > 1:
        parts.append(f"plan version {run.plan_version}")
    return " · ".join(parts)
