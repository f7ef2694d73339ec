"""How far a plan has come: for each round what was printed, came back, was keyed and was spoken to.

Counted by the database from what was printed on the sheets of the plan's rounds; writes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from walksheets.rounds import Plan, Round
from walksheets.store import schema

_STATUSES = ("out", "back", "keyed", "lost")


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """One round's way from paper to answers. Round 0 gathers the sheets of an earlier cut of the plan."""

    plan: str
    kind: str
    round_id: int | None
    number: int
    name: str
    volunteer: str
    doors: int
    electors: int
    minutes: float
    sheets_out: int
    sheets_back: int
    sheets_keyed: int
    sheets_lost: int
    lines: int
    lines_keyed: int
    called_on: int
    contacts: int

    @property
    def sheets(self) -> int:
        """Return how many pages were printed."""
        return self.sheets_out + self.sheets_back + self.sheets_keyed + self.sheets_lost

    @property
    def contact_rate(self) -> float:
        """Return the share of the round's electors spoken to, 0 to 1 (the field's measure)."""
        return self.contacts / self.electors if self.electors else 0.0


def round_progress(connection: Connection, plan: Plan, rounds: Iterable[Round]) -> list[RoundProgress]:
    """Return the progress of a plan's rounds by number, earlier cuts that were printed first."""
    sheets, lines, keyed, called, spoken = _counts(connection, plan)
    rounds = list(rounds)
    known = {each.id for each in rounds}
    rows = [_row(plan, each, each.id, sheets, lines, keyed, called, spoken) for each in rounds]
    earlier = sorted(key for key in sheets if key not in known)
    if not earlier:
        return rows
    for counted in (lines, keyed, called, spoken):
        counted[0] = sum(counted[key] for key in earlier)
    gathered = Counter[str]()
    for key in earlier:
        gathered.update(sheets[key])
    sheets[0] = gathered
    return [_row(plan, None, 0, sheets, lines, keyed, called, spoken), *rows]


def _row(
    plan: Plan,
    each: Round | None,
    key: int,
    sheets: dict[int, Counter[str]],
    lines: Counter[int],
    keyed: Counter[int],
    called: Counter[int],
    spoken: Counter[int],
) -> RoundProgress:
    status = sheets[key]
    return RoundProgress(
        plan=plan.name,
        kind=plan.kind,
        round_id=each.id if each else None,
        number=each.number if each else 0,
        name=each.name if each else "sheets of an earlier cut",
        volunteer=each.volunteer if each else "",
        doors=each.doors if each else 0,
        electors=each.electors if each else 0,
        minutes=each.minutes if each else 0.0,
        sheets_out=status["out"],
        sheets_back=status["back"],
        sheets_keyed=status["keyed"],
        sheets_lost=status["lost"],
        lines=lines[key],
        lines_keyed=keyed[key],
        called_on=called[key],
        contacts=spoken[key],
    )


def _counts(
    connection: Connection, plan: Plan
) -> tuple[dict[int, Counter[str]], Counter[int], Counter[int], Counter[int], Counter[int]]:
    """Return by round id: sheets by status, lines, lines keyed, electors called on and spoken to."""
    sheet, line, result, code = schema.sheet, schema.sheet_line, schema.result, schema.result_code
    sheets: dict[int, Counter[str]] = defaultdict(Counter)
    for round_id, status, count in connection.execute(
        _of_plan(select(sheet.c.round_id, sheet.c.status, func.count()), plan).group_by(
            sheet.c.round_id, sheet.c.status
        )
    ):
        sheets[round_id or 0][status] += count
    on_lines = _of_plan(select(sheet.c.round_id, func.count(line.c.id)), plan).join(
        line, line.c.sheet_id == sheet.c.id
    )
    keyed = on_lines.join(result, result.c.sheet_line_id == line.c.id).where(
        result.c.superseded.is_(False), result.c.code != ""
    )
    people = keyed.with_only_columns(sheet.c.round_id, func.count(line.c.elector_id.distinct()))
    spoken = people.join(code, code.c.code == result.c.code).where(code.c.effect == "contact")
    return (
        sheets,
        _counter(connection, on_lines.where(sheet.c.replaced_by == "")),
        _counter(connection, keyed),
        _counter(connection, people),
        _counter(connection, spoken),
    )


def _of_plan(query: Select[Any], plan: Plan) -> Select[Any]:
    run = schema.print_run
    return query.join(run, run.c.id == schema.sheet.c.print_run_id).where(run.c.plan_id == plan.id)


def _counter(connection: Connection, query: Select[Any]) -> Counter[int]:
    counted = Counter[int]()
    for round_id, count in connection.execute(query.group_by(schema.sheet.c.round_id)):
        counted[round_id or 0] += count
    return counted
