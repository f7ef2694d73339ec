"""One page printed again: the doors and people it showed, as they are today.

Its lines keep their first number and it keeps its place ("page 2 of 4"); who has moved away or asked to be left
alone since is off it. Reads only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.sheets.facts import DoorFacts, RoundFacts
from walksheets.store import schema

_run, _sheet, _line = schema.print_run, schema.sheet, schema.sheet_line
_KINDS = ("canvass", "leaflet")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the ledger, and what stands on the other pages of its round."""

    sheet: Mapping[str, Any]
    run: Mapping[str, Any]
    doors: frozenset[int]
    first_line: int
    elsewhere: frozenset[int]
    """Electors of the same print run's other pages: a tower goes over several."""


def read_page(connection: Connection, code: str) -> PrintedPage:
    """Return a page by its code. Raises UsersMistake when it cannot be printed again."""
    sheet = connection.execute(select(_sheet).where(_sheet.c.code == code)).mappings().first()
    if sheet is None:
        raise UsersMistake(
            f"This campaign has printed no sheet {code}, so nothing was printed. It may belong to another campaign."
        )
    run = connection.execute(select(_run).where(_run.c.id == sheet["print_run_id"])).mappings().one()
    if run["kind"] not in _KINDS:
        raise UsersMistake(
            f"{code} is no page of a round, so it cannot be printed again by itself. Print the whole again."
        )
    if sheet["replaced_by"]:
        raise UsersMistake(
            f"{code} was printed again already, as {sheet['replaced_by']}, so nothing was printed. Print that one again."
        )
    lines = connection.execute(select(_line).where(_line.c.sheet_id == sheet["id"])).all()
    others = select(_line.c.elector_id).join(_sheet, _sheet.c.id == _line.c.sheet_id)
    others = others.where(
        _sheet.c.print_run_id == run["id"],
        _sheet.c.round_number == sheet["round_number"],
        _sheet.c.id != sheet["id"],
        _line.c.elector_id.is_not(None),
    )
    return PrintedPage(
        dict(sheet),
        dict(run),
        frozenset(line.door_id for line in lines if line.door_id is not None),
        min((line.line for line in lines), default=1),
        frozenset(connection.execute(others).scalars()),
    )


def narrowed(facts: RoundFacts, page: PrintedPage) -> RoundFacts:
    """Return a round's facts with this page's doors alone. Raises UsersMistake when none is left in the round."""
    doors = tuple(_without_others(door, page) for door in facts.doors if door.id in page.doors)
    if not doors:
        raise UsersMistake(
            f"None of the doors of {page.sheet['code']} is in round {facts.number} any more, so nothing was printed. Print the round anew."
        )
    sheet = page.sheet
    return replace(
        facts,
        doors=doors,
        way=(),
        replaces_run=None,
        replaces_sheet=sheet["code"],
        page=(sheet["page"], sheet["pages"]),
        first_line=page.first_line,
    )


def _without_others(door: DoorFacts, page: PrintedPage) -> DoorFacts:
    return replace(door, people=tuple(each for each in door.people if each.id not in page.elsewhere))
