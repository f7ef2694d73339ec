"""Examples of what an import does to the roll, before anything is written: who is added, moves, changes or goes.

Reads the addresses of the doors concerned; decides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from walksheets.register.elector_numbers import ElectorNumber
from walksheets.register.records import Sample
from walksheets.register.roll import Person
from walksheets.store import schema

_EACH = 25  # of one kind in one file: more are counted, not shown
_WORDS = {"markers": "marker", "absent": "vote", "date_of_attainment": "18 on"}


def samples_of(connection: Connection, people: Iterable[Person]) -> dict[int, list[Sample]]:
    """Return some of the people who are about to be written differently, by the file that does it."""
    chosen: list[tuple[str, Person]] = []
    shown: Counter[tuple[int, str]] = Counter()
    for person in people:
        what = _what(person)
        if what and shown[person.source, what] < _EACH:
            shown[person.source, what] += 1
            chosen.append((what, person))
    doors = {
        door
        for _, person in chosen
        for door in (person.row["door_id"], person.changed.get("door_id"))
        if door
    }
    addresses = _addresses(connection, doors)
    samples: dict[int, list[Sample]] = defaultdict(list)
    for what, person in chosen:
        before, after = _sides(what, person, addresses)
        samples[person.source].append(Sample(what, _number(person), _name(person), before, after))
    return samples


def _what(person: Person) -> str:
    if person.id is None:
        return "" if person.gone else "added"
    if not person.changed:
        return ""
    if person.gone:
        return "gone" if "gone_on" in person.changed else ""
    return "moved" if "door_id" in person.changed else "changed"


def _sides(what: str, person: Person, addresses: dict[int, str]) -> tuple[str, str]:
    """Return what was and what will be, as one would say it."""
    here = addresses.get(person.row["door_id"] or 0, person.row["other"])
    if what == "added":
        return "", here
    if what == "gone":
        return here, ""
    if what == "moved":
        return addresses.get(person.changed["door_id"] or 0, "no door"), here
    return _differing(person, before=True), _differing(person, before=False)


def _differing(person: Person, *, before: bool) -> str:
    row = {**person.row, **person.changed} if before else person.row
    parts = []
    if {"number", "prefix", "suffix"} & person.changed.keys():
        parts.append(str(ElectorNumber(row["prefix"], row["number"], row["suffix"])))
    if {"surname", "forenames"} & person.changed.keys():
        parts.append(" ".join(filter(None, (row["forenames"], row["surname"]))))
    parts += [f"{words} {row[column] or '–'}" for column, words in _WORDS.items() if column in person.changed]
    if "gone_on" in person.changed:
        parts.append("gone" if row["gone_on"] else "back on the register")
    return "; ".join(parts) or ("other details" if not before else "")


def _number(person: Person) -> str:
    return str(ElectorNumber(person.row["prefix"], person.row["number"], person.row["suffix"]))


def _name(person: Person) -> str:
    return " ".join(filter(None, (person.row["forenames"], person.row["surname"]))) or str(
        person.row["name_as_sent"]
    )


def _addresses(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    door, street = schema.door, schema.street
    query = (
        select(door.c.id, door.c.flat, door.c.number, street.c.name)
        .join(street)
        .where(door.c.id.in_(list(ids)))
    )
    return {
        row.id: f"{', '.join(filter(None, (row.flat, row.number)))} {row.name}".strip()
        for row in connection.execute(query)
    }
