"""The roll: everybody on the register (and gone from it) in memory, for one open change.

Rules change people here; `write` puts what really differs into the store at the end, in bulk.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select

from walksheets.progress import Progress, silent
from walksheets.register.elector_numbers import ElectorNumber, folded_prefix
from walksheets.register.names import Name, search_text
from walksheets.store import Writer, schema

_CHUNK = 5_000
Key = tuple[str, int | None, int]


class Person:
    """One elector: what they are, and what of it is to be written."""

    __slots__ = ("changed", "id", "key", "row", "source")

    def __init__(self, row: dict[str, Any], person_id: int | None):
        self.id = person_id
        self.row = row
        self.changed: dict[str, Any] = {}
        """Column → what it was, for the columns that differ from the store."""
        self.source = 0
        self.key: Key = (folded_prefix(row["prefix"]), row["number"], row["suffix"])

    @property
    def name(self) -> Name:
        """Return the name as it is kept."""
        return Name(self.row["surname"], self.row["forenames"])

    @property
    def gone(self) -> bool:
        """Tell whether this elector left the register."""
        return bool(self.row["gone_on"])

    def set(self, **columns: Any) -> bool:
        """Set columns; tell whether any of them differed."""
        differing = {column: value for column, value in columns.items() if self.row[column] != value}
        for column, value in differing.items():
            before = self.changed.setdefault(column, self.row[column])
            if value == before:
                del self.changed[column]
            self.row[column] = value
        return bool(differing)


class Roll:
    """All people, by number and by door. Numbers are those that stand now; `rekey` keeps them so."""

    def __init__(self, writer: Writer, progress: Progress = silent):
        self._writer = writer
        self.people: list[Person] = []
        self.by_key: dict[Key, Person] = {}
        self.gone_by_key: dict[Key, list[Person]] = {}
        for number, row in enumerate(writer.connection.execute(select(schema.elector)).mappings()):
            if number % _CHUNK == 0:
                progress(1 - _CHUNK / (_CHUNK + number), "Reading who is known")
            columns = dict(row)
            self._index(Person(columns, columns.pop("id")))

    def _index(self, person: Person) -> None:
        self.people.append(person)
        if person.gone:
            self.gone_by_key.setdefault(person.key, []).append(person)
        else:
            self.by_key.setdefault(person.key, person)

    def add(self, row: dict[str, Any], source: int = 0) -> Person:
        """Add a new elector to the roll."""
        person = Person({**_EMPTY, **row}, None)
        person.source = source
        self._index(person)
        return person

    def remove(self, person: Person, on: str) -> None:
        """Take an elector off the register; they stay on the roll as gone."""
        person.set(gone_on=on)
        if self.by_key.get(person.key) is person:
            del self.by_key[person.key]
        self.gone_by_key.setdefault(person.key, []).append(person)

    def bring_back(self, person: Person) -> None:
        """Put somebody who was gone back on the register."""
        person.set(gone_on="")
        self.gone_by_key[person.key].remove(person)
        self.by_key[person.key] = person

    def rekey(self) -> None:
        """Index everybody anew after numbers or goings were changed in bulk."""
        people, self.people = self.people, []
        self.by_key, self.gone_by_key = {}, {}
        for person in people:
            row = person.row
            person.key = (folded_prefix(row["prefix"]), row["number"], row["suffix"])
            self._index(person)

    def current(self) -> Iterable[Person]:
        """Give everybody who is on the register."""
        return (person for person in self.people if not person.gone)

    def differs(self) -> bool:
        """Tell whether there is anything to write."""
        return any(person.id is None or person.changed for person in self.people)

    def write(self, batch_of: Callable[[int], int | None], progress: Progress = silent) -> None:
        """Write what differs. `batch_of` gives the import batch of the file that a new elector came in."""
        new = [person for person in self.people if person.id is None]
        for start in range(0, len(new), _CHUNK):
            progress(start / len(new), "Writing electors")
            chunk = new[start : start + _CHUNK]
            for person in chunk:
                person.row["batch_id"] = batch_of(person.source)
            ids = self._writer.insert(schema.elector, [person.row for person in chunk])
            for person, person_id in zip(chunk, ids, strict=True):
                person.id = person_id
                person.changed = {}
        altered = [person for person in self.people if person.changed]
        for start in range(0, len(altered), _CHUNK):
            progress(start / len(altered), "Writing changes")
            chunk = altered[start : start + _CHUNK]
            rows = [{"id": p.id, **{column: p.row[column] for column in p.changed}} for p in chunk]
            self._writer.update(schema.elector, rows)
        for person in altered:
            person.changed = {}


def number_columns(number: ElectorNumber, as_sent: str, register_date: str) -> dict[str, Any]:
    """Return the columns that a number fills."""
    return {
        "prefix": number.prefix,
        "number": number.number,
        "suffix": number.suffix,
        "number_as_sent": as_sent,
        "register_date": register_date,
    }


def name_columns(name: Name, as_sent: str) -> dict[str, Any]:
    """Return the columns that a name fills."""
    return {
        "surname": name.surname,
        "forenames": name.forenames,
        "name_as_sent": as_sent,
        "search": search_text(name),
    }


_EMPTY: dict[str, Any] = {
    "prefix": "",
    "number": None,
    "suffix": 0,
    "number_as_sent": "",
    "title": "",
    "surname": "",
    "forenames": "",
    "name_as_sent": "",
    "search": "",
    "markers": "",
    "date_of_attainment": "",
    "opted_out": False,
    "absent": "",
    "flags": "",
    "door_id": None,
    "other": "",
    "register_date": "",
    "gone_on": "",
    "batch_id": None,
}
