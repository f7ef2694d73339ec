"""A full register taken in: who is new, changed, the same or gone, in the districts its files name.

Works inside one open change and says so file by file. Where the doors are is places' business.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from walksheets.places import Address, Addresses, address_lines, proper_case
from walksheets.progress import Progress, counted, part, silent
from walksheets.register import names
from walksheets.register.elector_numbers import folded_prefix
from walksheets.register.lines import RawAddress, RegisterLine
from walksheets.register.markers import NO_ADDRESS
from walksheets.register.matching import Arrival, Pairs, pair
from walksheets.register.records import Problem, Sample
from walksheets.register.roll import Person, Roll, name_columns, number_columns
from walksheets.register.samples import samples_of
from walksheets.store import Writer

BatchOf = Callable[[int], int | None]
"""Gives the import batch of the file at an index."""
OpenBatches = Callable[[bool], BatchOf]
"""Called once, with whether anything is about to change, before electors are written."""


@dataclass(slots=True)
class RegisterFile:
    """One file's lines, and what the file as a whole says."""

    lines: list[RegisterLine]
    fields: frozenset[str]
    tells_opt_out: bool = False
    register_date: str = ""


@dataclass(slots=True)
class Taken:
    """What came of one file."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)


def no_batches(_anything: bool) -> BatchOf:
    """Take in without import batches: for tests and for what is no file."""
    return lambda _index: None


def understood(
    raws: Sequence[RawAddress], on_map: Sequence[str], progress: Progress = silent
) -> list[Address]:
    """Return the addresses that files' lines mean. The lines themselves teach which words are streets."""
    told = dict.fromkeys(proper_case(raw.street) for raw in raws if raw.lines and raw.street)
    known = address_lines.learn_streets(
        [raw.lines for raw in raws if raw.lines], [*told, *on_map], part(progress, 0.0, 0.5)
    )
    parsed: dict[RawAddress, Address] = {}
    for number, raw in enumerate(raws):
        if raw not in parsed:
            parsed[raw] = _address(raw, known)
        if number % 1000 == 0:
            progress(0.5 + 0.5 * number / len(raws), "Understanding addresses")
    return [parsed[raw] for raw in raws]


def _address(raw: RawAddress, known: address_lines.KnownStreets) -> Address:
    if raw.lines:
        found = address_lines.parse(raw.lines, raw.postcode, known)
    else:
        found = address_lines.from_fields(raw.flat, raw.house, raw.street, raw.town, raw.postcode)
    return Address(
        found.flat, found.number, found.street, found.town, found.postcode,
        raw.district, raw.ward, raw.uprn, raw.lat, raw.lon,
    )  # fmt: skip


def take_in_register(
    writer: Writer,
    files: Sequence[RegisterFile],
    on_map: Sequence[str] = (),
    open_batches: OpenBatches = no_batches,
    progress: Progress = silent,
    *,
    complete: bool = True,
) -> list[Taken]:
    """Make the register of the districts that the files name what the files say.

    Electors of those districts (or of doors that the files name) who are in none of them are gone: they
    keep their history, and their doors stay. With `complete` false nobody goes: the file is only a part.
    """
    taken = [Taken() for _ in files]
    lines = _without_doubles(files, taken)
    doors = _doors(writer, lines, on_map, part(progress, 0.0, 0.5))
    progress(0.5, "Finding who is who")
    roll = Roll(writer, part(progress, 0.5, 0.56))
    arrivals = [Arrival(line, door) for line, door in zip(lines, doors, strict=True)]
    pairs = pair(arrivals, roll, part(progress, 0.56, 0.64))
    stays = _put_on_the_roll(arrivals, pairs, roll, files, taken, part(progress, 0.64, 0.68))
    if complete:
        _let_go(arrivals, stays, roll, files, taken, writer.made_at[:10])
    progress(0.69, "Comparing")
    _show(roll, taken, writer)
    roll.write(open_batches(roll.differs()), part(progress, 0.7, 1.0))
    return taken


def _show(roll: Roll, taken: Sequence[Taken], writer: Writer) -> None:
    """Give each file some examples of what it changes."""
    for source, samples in samples_of(writer.connection, roll.people).items():
        taken[source].samples = samples


def _without_doubles(files: Sequence[RegisterFile], taken: list[Taken]) -> list[RegisterLine]:
    """Return all files' lines; a number that is there twice is a problem of its second line."""
    first: dict[Any, RegisterLine] = {}
    for index, file in enumerate(files):
        for line in file.lines:
            line.source = index
            earlier = first.setdefault(line.number.key, line)
            if earlier is not line:
                where = f"row {earlier.row}" if earlier.source == index else "another file"
                reason = f"This elector number is also in {where}; the first one was taken."
                problem = Problem(line.row, "elector number", str(line.number), reason, tuple(line.cells))
                taken[index].problems.append(problem)
    return list(first.values())


def _doors(
    writer: Writer, lines: Sequence[RegisterLine], on_map: Sequence[str], progress: Progress
) -> list[int | None]:
    """Return each line's door, adding the doors that are not there."""
    housed = [(i, line.address) for i, line in enumerate(lines) if line.address is not None]
    progress(0.0, "Understanding addresses")
    addresses = understood([raw for _, raw in housed], on_map, part(progress, 0.0, 0.5))
    progress(0.5, "Finding doors")
    doors: list[int | None] = [None] * len(lines)
    finder = Addresses(writer)
    for (i, _), door_id in zip(housed, finder.door_ids(addresses, part(progress, 0.5, 1.0)), strict=True):
        doors[i] = door_id
    progress(1.0, "Finding doors")
    return doors


def _put_on_the_roll(
    arrivals: Sequence[Arrival],
    pairs: Pairs,
    roll: Roll,
    files: Sequence[RegisterFile],
    taken: list[Taken],
    progress: Progress,
) -> set[int]:
    """Bring everybody whom the files name up to date; return who they are."""
    named: set[int] = set()
    both = list(zip(arrivals, pairs.people, strict=True))
    for arrival, person in counted(both, progress, "Comparing"):
        source = arrival.line.source
        counts = taken[source].counts
        counts["without a door" if arrival.door_id is None else "at a door"] += 1
        if person is None:
            person = roll.add(new_row(arrival, files[source]), source)
            counts["new"] += 1
        else:
            bring_up_to_date(person, arrival, files[source])
            person.source = source
            counts["changed" if person.changed else "same"] += 1
            counts.update(_what_changed(person))
        named.add(id(person))
    roll.rekey()
    return named


def _what_changed(person: Person) -> list[str]:
    """Say in the user's words what became different of somebody who was known."""
    if not person.changed:
        return []
    said = [words for columns, words in _CHANGES if columns & person.changed.keys()]
    return said or ["other details changed"]


_CHANGES = (
    ({"gone_on"}, "back on the register"),
    ({"number", "prefix", "suffix"}, "other number"),
    ({"door_id"}, "other door"),
    ({"surname", "forenames"}, "name spelt otherwise"),
    ({"markers"}, "other marker"),
)


def _let_go(
    arrivals: Sequence[Arrival],
    stays: set[int],
    roll: Roll,
    files: Sequence[RegisterFile],
    taken: list[Taken],
    today: str,
) -> None:
    """Mark as gone those whom complete registers of their district or door do not name."""
    by_district = {folded_prefix(a.line.number.prefix): a.line.source for a in reversed(arrivals)}
    by_door = {a.door_id: a.line.source for a in reversed(arrivals) if a.door_id is not None}
    for person in list(roll.current()):
        source = by_district.get(person.key[0], by_door.get(person.row["door_id"]))
        if source is not None and id(person) not in stays:
            roll.remove(person, files[source].register_date or today)
            person.source = source
            taken[source].counts["gone"] += 1


def new_row(arrival: Arrival, file: RegisterFile) -> dict[str, Any]:
    """Return the columns of an elector who was not known before."""
    line = arrival.line
    return {
        **number_columns(line.number, line.number_as_sent, file.register_date),
        "title": line.title,
        **name_columns(line.name, line.name_as_sent),
        "markers": line.markers,
        "date_of_attainment": line.date_of_attainment,
        "opted_out": line.opted_out,
        "absent": line.absent,
        "flags": line.flags,
        "door_id": arrival.door_id,
        "other": line.other,
    }


def bring_up_to_date(person: Person, arrival: Arrival, file: RegisterFile) -> bool:
    """Set what the line says differently. A file without a column says nothing about it."""
    line = arrival.line
    wanted: dict[str, Any] = {"door_id": arrival.door_id, "gone_on": ""}
    if arrival.door_id is not None or line.other != NO_ADDRESS or not person.row["other"]:
        wanted["other"] = line.other  # a list that only leaves the address out does not know why
    if person.key != line.number.key:
        wanted |= number_columns(line.number, line.number_as_sent, file.register_date)
    name = names.better(person.name, line.name, sure_split=line.split_sure)
    if name != person.name:
        wanted |= name_columns(name, line.name_as_sent)
    if line.title:
        wanted["title"] = line.title
    wanted |= {column: getattr(line, column) for column in _SAID & file.fields}
    if file.fields & {"flags", "do_not_contact"} and line.flags:
        kept = [flag for flag in person.row["flags"].split("; ") if flag]
        wanted["flags"] = "; ".join(dict.fromkeys([*kept, *line.flags.split("; ")]))
    if file.tells_opt_out:
        wanted["opted_out"] = line.opted_out
    return person.set(**wanted)


_SAID = frozenset({"markers", "date_of_attainment", "absent"})
