"""Registers, alterations, absent voters and our own list of electors: rows read and handed to the register."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from walksheets.imports.data_rows import DataRows, text_of
from walksheets.imports.units import Batches, Unit, shares
from walksheets.progress import Progress, part
from walksheets.register import (
    ADDRESS_FIELDS,
    AbsentLine,
    ElectorNumber,
    LineReader,
    Problem,
    RegisterFile,
    RegisterLine,
    Rules,
    Taken,
    absent_type,
    folded_prefix,
    from_parts,
    month_in,
    order_in,
    readings,
    take_in_absent,
    take_in_alterations,
    take_in_register,
)
from walksheets.store import Writer, schema

_FEW = 0.5
_FEW_DOORS = 0.25  # new doors for each elector: of one's own ward nearly all doors are known
_NAMED = 4  # districts


def take_in_registers(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in full registers, together: a ward often comes as a file a polling district."""
    files = [_read(unit, share) for unit, share in shares(units, part(progress, 0, 0.3))]
    latest = _latest_date(writer)
    ward = _Ward(writer)
    taken = take_in_register(
        writer,
        files,
        open_batches=lambda changed: batches.open(units, changed=changed),
        progress=part(progress, 0.3, 1),
    )
    _note(units, taken)
    for unit in units:
        _warn_of_gone(unit)
        _warn_of_age(unit, latest)
    ward.warn_of_another(units, files)


def take_in_our_electors(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in lists of electors that this program wrote: they complete what is there, and nobody goes."""
    files = [_read(unit, share) for unit, share in shares(units, part(progress, 0, 0.3))]
    taken = take_in_register(
        writer,
        files,
        open_batches=lambda changed: batches.open(units, changed=changed),
        progress=part(progress, 0.3, 1),
        complete=False,
    )
    _note(units, taken)


def take_in_notices(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in alterations, the oldest month first."""
    files = {id(unit): _read(unit, share) for unit, share in shares(units, part(progress, 0, 0.3))}
    units.sort(key=lambda unit: unit.register_date)
    taken = take_in_alterations(
        writer,
        [files[id(unit)] for unit in units],
        open_batches=lambda changed: batches.open(units, changed=changed),
        progress=part(progress, 0.3, 1),
    )
    _note(units, taken)


def take_in_absent_lists(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in lists of absent voters, together: postal and proxy voters often come apart."""
    lists = [_read_absent(unit, share) for unit, share in shares(units, part(progress, 0, 0.3))]
    taken = take_in_absent(
        writer,
        lists,
        open_batches=lambda changed: batches.open(units, changed=changed),
        progress=part(progress, 0.3, 1),
    )
    _note(units, taken)


def _note(units: Sequence[Unit], taken: Sequence[Taken]) -> None:
    for unit, one in zip(units, taken, strict=True):
        unit.counts.update(one.counts)
        unit.problems += one.problems
        unit.samples = one.samples
        unit.problems.sort(key=lambda problem: problem.row)


def _read(unit: Unit, progress: Progress) -> RegisterFile:
    """Read a file's electors; what cannot be understood becomes the unit's problems."""
    reader = LineReader(_rules(unit), unit.fields)
    lines: list[RegisterLine] = []
    months: set[str] = set()
    for row, titles in unit.rows(progress):
        line = reader.read(row.number, row.values, row.cells, titles.district, titles.change)
        if line is None:
            continue
        if unit.kind == "register" and line.change == "delete":
            unit.counts["marked as deleted"] += 1
            continue
        if month := month_in(row.values.get("register_month", "")):
            months.add(month)
        lines.append(line)
    unit.problems += reader.problems
    unit.register_date = max(months, default="") or unit.register_date
    unit.counts["off the open register"] += reader.opt_outs
    return RegisterFile(lines, unit.fields, reader.tells_opt_out, unit.register_date)


def _rules(unit: Unit) -> Rules:
    rules = unit.found[0].layout.rules
    if rules.name != "as households say" or "name" not in unit.fields:
        return rules
    households: dict[str, list[str]] = {}
    for found in unit.found:
        for row in DataRows(found, head_only=True):
            address = "|".join(row.values.get(name, "") for name in sorted(ADDRESS_FIELDS & unit.fields))
            households.setdefault(address, []).append(text_of(row.values, "name"))
    return replace(rules, name=order_in(households))


def _read_absent(unit: Unit, progress: Progress) -> list[AbsentLine]:
    lines = []
    for row, titles in unit.rows(progress):
        keys, as_sent = _numbers(row.values, titles.district, _rules(unit))
        kind = absent_type(row.values.get("absent", "")) or "Absent"
        if keys:
            lines.append(AbsentLine(row.number, [number.key for number in keys], as_sent, kind, row.cells))
        else:
            reason = (
                f"“{as_sent}” is no elector number." if as_sent else "There is no elector number in this row."
            )
            unit.problems.append(Problem(row.number, "elector number", as_sent, reason, tuple(row.cells)))
    return lines


def _numbers(values: dict[str, str], district: str, rules: Rules) -> tuple[list[ElectorNumber], str]:
    """Return the elector numbers that a row of a list may mean."""
    joined = text_of(values, "elector_number")
    prefix = text_of(values, "prefix") or district
    if joined:
        alone = from_parts(prefix, joined, text_of(values, "suffix")) if prefix else None
        return ([alone] if alone else []) + readings(joined), joined
    number = text_of(values, "number")
    found = from_parts(prefix, number, text_of(values, "suffix"), decimal=rules.number == "decimal")
    return ([found] if found else readings(number)), number


def _latest_date(writer: Writer) -> str:
    """Return the date of the latest register or notice that was taken in before."""
    batch = schema.import_batch
    query = select(func.max(batch.c.register_date)).where(batch.c.kind.in_(("register", "alterations")))
    return writer.connection.execute(query).scalar() or ""


def _warn_of_age(unit: Unit, latest: str) -> None:
    """Say so when a file would put an older register in the place of a newer one."""
    changes = unit.counts["new"] + unit.counts["changed"] + unit.counts["gone"]
    if changes and "" < unit.register_date < latest:
        unit.notes.append(
            f"{unit.path.name} is of {unit.register_date} and older than the register that is here ({latest}): "
            f"{unit.counts['gone']:,} electors would go and {unit.counts['new']:,} come who may have moved since. "
            "Leave it out unless you mean to go back."
        )


def _warn_of_gone(unit: Unit) -> None:
    """Say so when a file would take most of its districts' electors off: it may be only a part of them."""
    gone, there = unit.counts["gone"], unit.counts["changed"] + unit.counts["same"]
    if gone > 20 and gone > _FEW * (gone + there):
        unit.notes.append(
            f"{unit.path.name} has fewer than half of the electors known in its districts; {gone:,} would be gone. "
            "If it is only a part of the register, leave it out and ask for the whole."
        )


class _Ward:
    """What the campaign held before a register came in, to tell another ward's from its own."""

    def __init__(self, writer: Writer):
        self._writer = writer
        elector, door = schema.elector, schema.door
        prefixes = select(elector.c.prefix).where(elector.c.gone_on == "").distinct()
        self._districts = sorted(filter(None, writer.connection.execute(prefixes).scalars()))
        self._last_door = writer.connection.execute(select(func.max(door.c.id))).scalar() or 0

    def warn_of_another(self, units: Sequence[Unit], files: Sequence[RegisterFile]) -> None:
        """Say so when a register has no polling district in common and hardly a door: it may be another ward's."""
        known = set(map(folded_prefix, self._districts))
        for unit, file in zip(units, files, strict=True):
            theirs = sorted({line.number.prefix for line in file.lines if line.number.prefix})
            if not known or not theirs or known & set(map(folded_prefix, theirs)):
                continue
            if self._new_doors() > _FEW_DOORS * unit.counts["at a door"]:
                unit.notes.append(
                    f"{unit.path.name} is of {_some(theirs)}, and the register here of {_some(self._districts)}; hardly "
                    f"one of its doors is known. If it is another ward's, leave it out: {unit.counts['new']:,} "
                    "electors would be added to yours."
                )

    def _new_doors(self) -> int:
        query = select(func.count()).select_from(schema.door).where(schema.door.c.id > self._last_door)
        return self._writer.connection.execute(query).scalar() or 0


def _some(districts: Sequence[str]) -> str:
    return ", ".join(districts[:_NAMED]) + (" …" if len(districts) > _NAMED else "")
