"""A month's alterations: additions, deletions and amendments put on the roll, line by line.

A line that was applied before does nothing. One that does not fit the register is a problem and is
not forced on it.
"""

from collections.abc import Sequence

from sqlalchemy import select

from walksheets.places import Address, Addresses, fold
from walksheets.progress import Progress, silent
from walksheets.register import names
from walksheets.register.lines import RegisterLine
from walksheets.register.matching import Arrival
from walksheets.register.records import Problem
from walksheets.register.roll import Person, Roll
from walksheets.register.samples import samples_of
from walksheets.register.taking_in import (
    OpenBatches,
    RegisterFile,
    Taken,
    bring_up_to_date,
    new_row,
    no_batches,
    understood,
)
from walksheets.store import Writer, schema

_NOT_THERE = "Nobody on the register has this number; nothing was done. Import the full register first."
_ANOTHER = "On the register this number is somebody else's; nothing was done. Import the full register first."
_NO_CHANGE = "The row does not say whether it adds, changes or deletes; nothing was done."
_COUNTED = {"add": "additions", "amend": "amendments", "delete": "deletions", "none": "nothing to do"}


def take_in_alterations(
    writer: Writer,
    files: Sequence[RegisterFile],
    on_map: Sequence[str] = (),
    open_batches: OpenBatches = no_batches,
    progress: Progress = silent,
) -> list[Taken]:
    """Apply notices in the order of the files and their lines; say file by file what came of them."""
    for index, file in enumerate(files):
        for line in file.lines:
            line.source = index
    change = _Change(writer, files, on_map)
    lines = [line for file in files for line in file.lines]
    for number, line in enumerate(lines):
        if number % 200 == 0:
            progress(number / len(lines), "Applying the alterations")
        change.apply(line)
    change.count()
    change.roll.write(open_batches(change.roll.differs()), progress)
    return change.taken


class _Change:
    """The notices being applied: the roll, the doors, and what came of each file."""

    def __init__(self, writer: Writer, files: Sequence[RegisterFile], on_map: Sequence[str]):
        self._writer = writer
        self._files = files
        self._doors = Addresses(writer)
        self._today = writer.made_at[:10]
        self.roll = Roll(writer)
        self.taken = [Taken() for _ in files]
        self._touched: dict[int, tuple[Person, int]] = {}
        arriving = [line for file in files for line in file.lines if line.address is not None]
        streets = [*self._doors.street_names(), *on_map]
        addresses = understood([line.address for line in arriving if line.address], streets)
        self._addresses = {id(line): address for line, address in zip(arriving, addresses, strict=True)}

    def apply(self, line: RegisterLine) -> None:
        """Apply one line, or note why not."""
        verbs = {"add": self._add, "amend": self._amend, "delete": self._delete, "none": self._nothing}
        verb = verbs.get(line.change)
        if verb is None:
            unknown = f"“{line.change[1:]}” is no kind of change that is known; nothing was done."
            reason = unknown if line.change else _NO_CHANGE
        else:
            reason = verb(line)
        one = self.taken[line.source]
        if reason:
            problem = Problem(line.row, "elector number", str(line.number), reason, tuple(line.cells))
            one.problems.append(problem)
        else:
            one.counts[_COUNTED[line.change]] += 1

    def count(self) -> None:
        """Count electors, each once, by what became of them in the end."""
        for source, samples in samples_of(self._writer.connection, self.roll.people).items():
            self.taken[source].samples = samples
        for person, source in self._touched.values():
            counts = self.taken[source].counts
            if person.id is None:
                counts["new"] += not person.gone
            elif person.gone and "gone_on" in person.changed:
                counts["gone"] += 1
            else:
                counts["changed" if person.changed else "same"] += 1

    def _nothing(self, _line: RegisterLine) -> str:
        return ""

    def _add(self, line: RegisterLine) -> str:
        person = self.roll.by_key.get(line.number.key)
        if person is not None and not names.agree(person.name, line.name):
            return _ANOTHER
        arrival = self._arrival(line)
        if person is None:
            gone = self.roll.gone_by_key.get(line.number.key, [])
            person = next((p for p in gone if names.agree(p.name, line.name)), None)
            if person is None:
                self._touch(self.roll.add(new_row(arrival, self._files[line.source]), line.source), line)
                return ""
            self.roll.bring_back(person)
        bring_up_to_date(person, arrival, self._files[line.source])
        self._touch(person, line)
        return ""

    def _amend(self, line: RegisterLine) -> str:
        person = self.roll.by_key.get(line.number.key)
        if person is None:
            return _NOT_THERE
        if not self._still_the_same(person, line):
            return _ANOTHER
        bring_up_to_date(person, self._arrival(line), self._files[line.source])
        self._touch(person, line)
        return ""

    def _delete(self, line: RegisterLine) -> str:
        person = self.roll.by_key.get(line.number.key)
        if person is None:
            before = self.roll.gone_by_key.get(line.number.key)
            if not before:
                return _NOT_THERE
            person = before[-1]
        elif line.name.words and not names.agree(person.name, line.name):
            return _ANOTHER
        else:
            self.roll.remove(person, self._files[line.source].register_date or self._today)
        self._touch(person, line)
        return ""

    def _touch(self, person: Person, line: RegisterLine) -> None:
        person.source = line.source
        self._touched[id(person)] = (person, line.source)

    def _arrival(self, line: RegisterLine) -> Arrival:
        """Return the line with its door, which is added only now that the line is to be applied."""
        address = self._addresses.get(id(line))
        return Arrival(line, None if address is None else self._doors.door_ids([address])[0])

    def _still_the_same(self, person: Person, line: RegisterLine) -> bool:
        """An amendment may change the name or the address; when neither stays it is somebody else's."""
        old, new = person.name, line.name
        if names.agree(old, new):
            return True
        if old.forenames and names.key(names.Name("", old.forenames)) == names.key(
            names.Name("", new.forenames)
        ):
            return True
        return self._at_their_door(person, self._addresses.get(id(line)))

    def _at_their_door(self, person: Person, address: Address | None) -> bool:
        if address is None or person.row["door_id"] is None:
            return address is None and person.row["door_id"] is None
        door, street = schema.door, schema.street
        query = select(door.c.flat, door.c.number, street.c.name).join(street)
        row = self._writer.connection.execute(query.where(door.c.id == person.row["door_id"])).one()
        return [fold(text) for text in row] == [
            fold(address.flat),
            fold(address.number),
            fold(address.street),
        ]
