"""Lists of absent voters: who on the roll votes by post or proxy, as a council's list says."""

from collections.abc import Sequence
from dataclasses import dataclass

from walksheets.progress import Progress, part, silent
from walksheets.register.records import Problem
from walksheets.register.roll import Key, Person, Roll
from walksheets.register.taking_in import OpenBatches, Taken, no_batches
from walksheets.store import Writer

_NO_SUCH = "Nobody on the register has this number."
_TWICE = "This elector is on the list already with another kind of vote; the first one was taken."


@dataclass(slots=True)
class AbsentLine:
    """One absent voter as one row says: the numbers it may mean, and how they vote."""

    row: int
    keys: Sequence[Key]
    as_sent: str
    absent: str
    cells: Sequence[str] = ()


def take_in_absent(
    writer: Writer,
    files: Sequence[Sequence[AbsentLine]],
    open_batches: OpenBatches = no_batches,
    progress: Progress = silent,
) -> list[Taken]:
    """Mark the absent voters that the lists name, and unmark those who are no longer on them.

    Lists are complete for the districts they name and the kinds of vote they hold: a postal list does
    not take away a proxy.
    """
    taken = [Taken() for _ in files]
    roll = Roll(writer)
    listed: dict[int, tuple[Person, AbsentLine]] = {}
    covered: dict[tuple[str, str], int] = {}
    for index, lines in enumerate(files):
        for number, line in enumerate(lines):
            if number % 2000 == 0:
                progress(number / len(lines) * 0.6, "Finding the absent voters")
            reason = _list(line, index, roll, listed, covered)
            if reason:
                problem = Problem(line.row, "elector number", line.as_sent, reason, tuple(line.cells))
                taken[index].problems.append(problem)
            else:
                taken[index].counts["matched"] += 1
    for person, line in listed.values():
        changed = person.set(absent=line.absent)
        taken[covered[person.key[0], line.absent]].counts["changed" if changed else "same"] += 1
    for person in roll.current():
        source = covered.get((person.key[0], person.row["absent"]))
        if source is not None and id(person) not in listed and person.set(absent=""):
            taken[source].counts["no longer absent"] += 1
            taken[source].counts["changed"] += 1
    roll.write(open_batches(roll.differs()), part(progress, 0.6, 1.0))
    return taken


def _list(
    line: AbsentLine,
    index: int,
    roll: Roll,
    listed: dict[int, tuple[Person, AbsentLine]],
    covered: dict[tuple[str, str], int],
) -> str:
    """Put a line's elector on the list; return why not, or nothing."""
    person = next((roll.by_key[key] for key in line.keys if key in roll.by_key), None)
    if person is None:
        return _NO_SUCH
    if listed.setdefault(id(person), (person, line))[1].absent != line.absent:
        return _TWICE
    covered.setdefault((person.key[0], line.absent), index)
    return ""
