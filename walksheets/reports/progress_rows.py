"""How far a plan has come: for each round what was printed, came back, was keyed and was spoken to.

Paper counts where it was printed, answers where the door is now, so that a new cut forgets nobody;
whoever was printed twice counts once. Writes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, func, select

from walksheets.rounds import Plan, Round
from walksheets.sheets import WALKED, counted_status
from walksheets.store import schema

_Subject = tuple[int | None, int | None]
"""An elector, or a door where nobody is named."""


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """One round's way from paper to answers. Round 0 gathers what belongs to no round any more."""

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
    sheets_printed: int = 0
    """Printed, and with nobody yet. A scanned sheet counts as back: it waits to be confirmed."""
    sheets_destroyed: int = 0
    """Shredded before they were keyed; a keyed one stays keyed."""

    @property
    def sheets(self) -> int:
        """Return how many pages were printed."""
        there = self.sheets_printed + self.sheets_out + self.sheets_back + self.sheets_keyed
        return there + self.sheets_lost + self.sheets_destroyed

    @property
    def contact_rate(self) -> float:
        """Return the share of the round's electors spoken to, 0 to 1 (the field's measure)."""
        return self.contacts / self.electors if self.electors else 0.0


def round_progress(connection: Connection, plan: Plan, rounds: Iterable[Round]) -> list[RoundProgress]:
    """Return the progress of a plan's rounds by number; first, where there is any, what no round has now."""
    sheets = _sheets(connection, plan)
    tallies = _tallies(connection, plan)
    rows = [
        _row(plan, each, sheets.pop(each.id, Counter()), tallies.pop(each.id, _Tally())) for each in rounds
    ]
    if not sheets and not tallies:
        return rows
    gone = sum(sheets.values(), Counter[str]())
    return [_row(plan, None, gone, tallies.get(0, _Tally())), *rows]


@dataclass(slots=True)
class _Tally:
    """Whom the sheets of one round name, and who answered: electors, or doors where nobody is named."""

    printed: set[_Subject] = field(default_factory=set)
    keyed: set[_Subject] = field(default_factory=set)
    called_on: set[int] = field(default_factory=set)
    spoken_to: set[int] = field(default_factory=set)


def _row(plan: Plan, each: Round | None, status: Counter[str], tally: _Tally) -> RoundProgress:
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
        sheets_back=status["back"] + status["scanned"],
        sheets_keyed=status["keyed"],
        sheets_lost=status["lost"],
        lines=len(tally.printed),
        lines_keyed=len(tally.keyed),
        called_on=len(tally.called_on),
        contacts=len(tally.spoken_to),
        sheets_printed=status["printed"],
        sheets_destroyed=status["destroyed"],
    )


def _sheets(connection: Connection, plan: Plan) -> dict[int, Counter[str]]:
    """Return the plan's sheets by the round they were printed for, and by status."""
    sheet, run = schema.sheet, schema.print_run
    query = (
        select(sheet.c.round_id, counted_status(), func.count())
        .join(run, run.c.id == sheet.c.print_run_id)
        .where(run.c.plan_id == plan.id, run.c.kind.in_(WALKED))
        .group_by(sheet.c.round_id, "stands")
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for round_id, stands, count in connection.execute(query):
        found[round_id or 0][stands] += count
    return dict(found)


def _tallies(connection: Connection, plan: Plan) -> dict[int, _Tally]:
    """Return whom the plan's lines name and who answered, by the round their door is in now; 0 for none.

    On a sheet that names electors, a line for a door without any waits for nothing.
    """
    sheet, line, run = schema.sheet, schema.sheet_line, schema.print_run
    result, code = schema.result, schema.result_code
    holds = and_(result.c.sheet_line_id == line.c.id, result.c.superseded.is_(False), result.c.code != "")
    query = (
        select(line.c.sheet_id, line.c.elector_id, line.c.door_id, result.c.code, code.c.effect)
        .join(sheet, sheet.c.id == line.c.sheet_id)
        .join(run, run.c.id == sheet.c.print_run_id)
        .outerjoin(result, holds)
        .outerjoin(code, code.c.code == result.c.code)
        .where(run.c.plan_id == plan.id, run.c.kind.in_(WALKED))
    )
    rows = connection.execute(query).all()
    named = {row.sheet_id for row in rows if row.elector_id is not None}
    now_in = _rounds_now(connection, plan)
    tallies: dict[int, _Tally] = defaultdict(_Tally)
    for row in rows:
        if row.elector_id is None and row.sheet_id in named:
            continue
        tally = tallies[now_in.get(row.door_id, 0)]
        subject = (row.elector_id, None if row.elector_id else row.door_id)
        tally.printed.add(subject)
        if row.code:
            tally.keyed.add(subject)
        if row.code and row.elector_id:
            tally.called_on.add(row.elector_id)
            if row.effect in ("contact", None):
                tally.spoken_to.add(row.elector_id)
    return dict(tallies)


def _rounds_now(connection: Connection, plan: Plan) -> dict[int, int]:
    each, of_plan = schema.round_door, schema.round_
    query = select(each.c.door_id, each.c.round_id).join(of_plan, of_plan.c.id == each.c.round_id)
    query = query.where(of_plan.c.plan_id == plan.id)
    return {row.door_id: row.round_id for row in connection.execute(query)}
