"""The delivery ledger: which leaflet went where, by whom, on which day, and how long it took. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from walksheets.reports.figures import Span, day_of
from walksheets.results import Result
from walksheets.store import schema

_SHEET, _RUN, _LINE, _RETURN = schema.sheet, schema.print_run, schema.sheet_line, schema.sheet_return


@dataclass(frozen=True, slots=True)
class Delivery:
    """One leaflet in one round: by whom, when, how many letterboxes; empty or None is not said."""

    plan: str
    round_number: int
    round_name: str
    deliverer: str
    day: str
    letterboxes: int
    delivered: int
    left_out: int
    left_over: int | None
    minutes: float | None

    @property
    def waiting(self) -> int:
        """Return how many letterboxes nothing is known of."""
        return self.letterboxes - self.delivered - self.left_out

    @property
    def seconds_a_door(self) -> float | None:
        """Return how long each letterbox took, where the sheet says how many minutes the round took."""
        done = self.delivered + self.left_out
        return self.minutes * 60 / done if self.minutes is not None and done else None


def deliveries(
    connection: Connection, results: Iterable[Result], effects: dict[str, str], span: Span
) -> list[Delivery]:
    """Return the delivery ledger: a row for each leaflet, round, deliverer and day, by plan and round.

    A round of several pages is one row a day; a sheet that is still out has no day and stands in every span.
    """
    query = (
        select(_SHEET, _RUN.c.plan_name, _RETURN.c.walked_on, _RETURN.c.minutes, _RETURN.c.left_over)
        .join(_RUN, _RUN.c.id == _SHEET.c.print_run_id)
        .outerjoin(_RETURN, _RETURN.c.sheet_id == _SHEET.c.id)
        .where(
            _RUN.c.kind == "leaflet",
            (_SHEET.c.replaced_by == "") | _SHEET.c.status.not_in(("printed", "out")),
        )
        .order_by(_RUN.c.plan_name, _SHEET.c.round_number, _SHEET.c.holder, _SHEET.c.id)
    )
    if span.plan is not None:
        query = query.where(_RUN.c.plan_name == span.plan)
    heard: dict[str, list[Result]] = defaultdict(list)
    for each in results:
        if each.result:
            heard[each.sheet].append(each)
    lines = _lines_by_sheet(connection)
    rows: dict[tuple[str, int, str, str, str], list[Row[tuple[object, ...]]]] = defaultdict(list)
    for sheet in connection.execute(query).all():
        day = sheet.walked_on or max((day_of(each) for each in heard[sheet.code]), default="")
        if not day or span.holds(day):
            rows[sheet.plan_name, sheet.round_number, sheet.round_name, sheet.holder, day].append(sheet)
    return [_delivery(key, sheets, heard, effects, lines) for key, sheets in rows.items()]


def _delivery(
    key: tuple[str, int, str, str, str],
    sheets: list[Row[tuple[object, ...]]],
    heard: dict[str, list[Result]],
    effects: dict[str, str],
    lines: Counter[int],
) -> Delivery:
    plan, number, name, who, day = key
    counted = Counter(effects.get(each.result, "") for sheet in sheets for each in heard[sheet.code])
    minutes = [sheet.minutes for sheet in sheets if sheet.minutes is not None]
    over = [sheet.left_over for sheet in sheets if sheet.left_over is not None]
    return Delivery(
        plan=plan,
        round_number=number,
        round_name=name,
        deliverer=who,
        day=day,
        letterboxes=sum(lines[sheet.id] for sheet in sheets),
        delivered=counted["delivered"],
        left_out=counted["left out"],
        left_over=sum(over) if over else None,
        minutes=sum(minutes) if minutes else None,
    )


def _lines_by_sheet(connection: Connection) -> Counter[int]:
    return Counter(connection.execute(select(_LINE.c.sheet_id)).scalars())
