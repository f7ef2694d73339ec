"""What was ticked on a knock-up sheet: its code and line numbers → the electors who have voted. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.sheets import codes, ledger
from walksheets.store import schema

_sheet, _run = schema.sheet, schema.print_run
_KNOCK_UP = "knock-up"


@dataclass(frozen=True, slots=True)
class Ticked:
    """Who stands on the lines of a sheet."""

    sheet: str
    elector_ids: tuple[int, ...]


def electors(connection: Connection, text: str) -> Ticked | None:
    """Return whom "K7-F4X 3 8 15" names, or None when it does not begin with a knock-up sheet's code.

    Raises UsersMistake, naming it, for a line that the sheet has not.
    """
    typed, *lines = text.replace(",", " ").split() or [""]
    if not codes.is_code(codes.apart(typed)[0].upper()):
        return None  # a number of a pad
    code = ledger.read_code(connection, typed)
    query = select(_run.c.kind).join(_sheet, _sheet.c.print_run_id == _run.c.id).where(_sheet.c.code == code)
    if connection.execute(query).scalar() != _KNOCK_UP:
        return None
    there = {line.line: line.elector for line in ledger.read_lines(connection, code, None)}
    return Ticked(code, tuple(_on(there, code, lines)))


def _on(there: dict[int, int | None], code: str, lines: Sequence[str]) -> list[int]:
    if not lines:
        raise UsersMistake(
            f"No line of {code} was typed, so nothing was kept. Type the lines ticked as voted behind the code: {code} 3 8 15."
        )
    found = []
    for line in lines:
        elector = there.get(int(line)) if line.isdecimal() else None
        if elector is None:
            raise UsersMistake(
                f"{code} has no line {line}, only {min(there)} to {max(there)}, so nothing was kept. Look at the sheet again."
            )
        found.append(elector)
    return found
