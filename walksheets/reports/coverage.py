"""How far each door of a plan has come: on no sheet, on paper, called on, spoken to; delivered or left out. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from walksheets.reports.figures import Span, day_of
from walksheets.results import Result, ResultCode
from walksheets.sheets import WALKED
from walksheets.store import schema

STATES = ("not printed", "on paper", "nobody home", "left out", "done")
"""From nothing to done; a door has the furthest that any of its lines has come."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of every door of a plan, by its id."""

    plan: str
    kind: str
    states: Mapping[int, str]

    def count(self, state: str) -> int:
        """Return how many doors are in a state."""
        return sum(each == state for each in self.states.values())


def coverage(
    connection: Connection,
    plan: str,
    kind: str,
    doors: Iterable[int],
    results: Iterable[Result],
    codes: Iterable[ResultCode],
    span: Span,
) -> Coverage:
    """Return how far each of a plan's doors has come within the days of a span."""
    states = dict.fromkeys(doors, "not printed")
    sheet, line, run = schema.sheet, schema.sheet_line, schema.print_run
    printed = (
        select(line.c.door_id)
        .join(sheet, sheet.c.id == line.c.sheet_id)
        .join(run, run.c.id == sheet.c.print_run_id)
        .where(run.c.plan_name == plan, run.c.kind.in_(WALKED), sheet.c.status != "lost")
    )
    for door in set(connection.execute(printed).scalars()) & states.keys():
        states[door] = "on paper"
    effects = {code.code: code.effect for code in codes}
    rank = {state: at for at, state in enumerate(STATES)}
    for each in results:
        if each.result and each.door in states and span.holds(day_of(each)):
            state = _state(effects.get(each.result, "contact"))
            if rank[state] > rank[states[each.door]]:
                states[each.door] = state
    return Coverage(plan, kind, states)


def _state(effect: str) -> str:
    return {"no contact": "nobody home", "left out": "left out"}.get(effect, "done")
