"""Volunteers, rounds and results: rows read and handed to their rooms."""

from walksheets.imports.data_rows import DataRow, text_of
from walksheets.imports.units import Batches, Unit, shares
from walksheets.progress import Progress
from walksheets.register import Problem
from walksheets.results import take_in_results
from walksheets.rounds import take_in_rounds
from walksheets.store import Writer
from walksheets.volunteers import take_in_volunteers

_LETTERBOXES = "max_letterboxes"


def take_in_people(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in lists of volunteers."""
    for unit, share in shares(units, progress):
        batches.begin()
        people = []
        for row, _ in unit.rows(share):
            person = _person(row, unit)
            if person:
                people.append(person)
        unit.counts.update(take_in_volunteers(writer, people))
        batches.open([unit])


def _person(row: DataRow, unit: Unit) -> dict[str, str] | None:
    values = dict(row.values)
    if not text_of(values, "name"):
        values["name"] = " ".join(filter(None, (text_of(values, "forenames"), text_of(values, "surname"))))
    if not text_of(values, "name") and not text_of(values, "email"):
        reason = "There is neither a name nor an e-mail address in this row."
        unit.problems.append(Problem(row.number, "name", "", reason, tuple(row.cells)))
        return None
    boxes = text_of(values, _LETTERBOXES).replace(",", "").removesuffix(".0")
    if boxes and not boxes.isdecimal():
        reason = "This is no number of letterboxes, so the volunteer was taken in without one."
        unit.problems.append(Problem(row.number, _LETTERBOXES, boxes, reason, tuple(row.cells)))
        boxes = ""
    values[_LETTERBOXES] = boxes
    return values


def take_in_round_lists(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in rounds: ours, or somebody's list of doors with a round each."""
    for unit, share in shares(units, progress):
        batches.begin()
        rows = [row for row, _ in unit.rows(share)]
        taken = take_in_rounds(writer, [row.values for row in rows])
        unit.counts.update(taken.counts)
        unit.problems += [_problem(rows[index], column, why) for index, column, why in taken.not_understood]
        batches.open([unit])


def take_in_result_lists(writer: Writer, units: list[Unit], batches: Batches, progress: Progress) -> None:
    """Take in results by sheet and line."""
    for unit, share in shares(units, progress):
        batches.begin()
        rows = [row for row, _ in unit.rows(share)]
        taken = take_in_results(writer, [row.values for row in rows])
        unit.counts.update(taken.counts)
        unit.problems += [_problem(rows[index], "sheet, line, result", why) for index, why in taken.problems]
        batches.open([unit])


def _problem(row: DataRow, column: str, why: str) -> Problem:
    value = text_of(row.values, column)
    return Problem(row.number, column, value, why[:1].upper() + why[1:] + ".", tuple(row.cells))
