"""Progress' decisions: which plan and days are looked at, what the figures say, what is done with a list's rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import day, tr
from walksheets.campaign import Campaign
from walksheets.reports import Delivery, Figures, PaperCount, RoundProgress, Span
from walksheets.results import Disagreement, FollowUp, ResultCode, Totals
from walksheets.rounds import Plan
from walksheets.sheets import Chase

STATES = ("not printed", "printed", "out", "back", "keyed")
ALL = "*"
"""All plans together."""


@dataclass(frozen=True)
class Standing:
    """How far a plan is, or all of them."""

    plans: tuple[Plan, ...]
    plan: Plan | None
    rounds: tuple[RoundProgress, ...]
    totals: tuple[Totals, ...]
    codes: tuple[ResultCode, ...]
    figures: Figures
    missing: tuple[Chase, ...]
    deliveries: tuple[Delivery, ...]
    follow_ups: tuple[FollowUp, ...]
    differences: tuple[Disagreement, ...]
    papers: tuple[PaperCount, ...] = ()
    """Of the whole ward, whatever plan is looked at: pads are of none."""

    def by_state(self) -> dict[str, int]:
        """Return how many rounds are in which state."""
        states = [state(each) for each in self.rounds]
        return {name: states.count(name) for name in STATES}

    @property
    def waiting(self) -> int:
        """Return how many follow-ups wait to be seen to."""
        return sum(not each.done_at for each in self.follow_ups)


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_standing(self, standing: Standing) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class ProgressPresenter:
    """The progress of a plan, or of all, within some days."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.wanted: int | str | None = None
        self.days = ("", "")
        self.standing: Standing | None = None

    @property
    def plan_name(self) -> str | None:
        """The plan's name, None for all plans."""
        return self.standing.plan.name if self.standing and self.standing.plan else None

    @property
    def span(self) -> Span:
        """What is looked at."""
        return Span(self.plan_name, *self.days)

    def read(self) -> None:
        """Fetch the figures."""
        campaign, wanted, days = self._desk.campaign, self.wanted, self.days
        self._desk.jobs.fetch(
            ("progress", id(self)),
            lambda: look(campaign, wanted, days),
            self._take,
            self._view.show_trouble,
            self._owner,
        )

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan, or all of them."""
        self.wanted = plan
        self.read()

    def choose_days(self, since: str, until: str) -> None:
        """Count only what was heard on these days (ISO, both included, empty for no end)."""
        self.days = (since, until)
        self.read()

    # What is done with the rows of a list

    def work_off(self, rows: Sequence[FollowUp], *, done: bool) -> None:
        """Say that follow-ups have been seen to, or not after all."""
        results, ids = self._desk.campaign.results, [each.id for each in rows]
        if ids:
            self._change(tr("Follow-ups"), lambda: results.work_off(ids, done))

    def settle(self, row: Disagreement, result: str) -> None:
        """Let one answer hold on every sheet."""
        results = self._desk.campaign.results
        self._change(tr("Settle"), lambda: results.settle(row, result))

    def mark(self, rows: Sequence[Chase], status: str) -> None:
        """Say where sheets are."""
        sheets, wanted = self._desk.campaign.sheets, [code for each in rows for code in each.codes]
        if wanted:
            self._change(tr("Mark sheets"), lambda: sheets.mark(wanted, status))

    def _change(self, title: str, verb: Callable[[], Any]) -> None:
        self._desk.change(title, verb, owner=self._owner)

    def _take(self, standing: Standing) -> None:
        self.standing = standing
        if self.wanted != ALL:
            self.wanted = standing.plan.id if standing.plan else None
        self._view.show_standing(standing)


def look(campaign: Campaign, wanted: int | str | None, days: tuple[str, str]) -> Standing:
    """Read the figures of the plan asked for, of all plans, or of the newest."""
    plans = tuple(campaign.rounds.plans())
    plan = None
    if wanted != ALL and plans:
        plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1])
    name = plan.name if plan else None
    chosen = [plan] if plan else list(plans)
    span = Span(name, *days)
    return Standing(
        plans=plans,
        plan=plan,
        rounds=tuple(row for each in chosen for row in campaign.reports.progress(each.id)),
        totals=tuple(campaign.results.totals(each.name) for each in chosen),
        codes=tuple(campaign.results.codes()),
        figures=campaign.reports.figures(span),
        missing=tuple(each for each in campaign.sheets.chases() if name is None or each.plan in (name, "")),
        deliveries=tuple(campaign.reports.deliveries(span)),
        follow_ups=tuple(campaign.results.follow_ups(name)),
        differences=tuple(each for each in campaign.results.disagreements() if name in (None, each.plan)),
        papers=tuple(campaign.reports.papers()),
    )


def state(each: RoundProgress) -> str:
    """Return where a round is: the furthest that all its sheets have come."""
    if not each.sheets - each.sheets_lost - each.sheets_destroyed:
        return "not printed"
    if each.sheets_out:
        return "out"
    if each.sheets_printed:
        return "printed"
    return "back" if each.sheets_back else "keyed"


def facts(standing: Standing) -> Sequence[tuple[str, str]]:
    """Return the figures at the top: what, how much."""
    lines = sum(each.lines for each in standing.totals)
    keyed = sum(each.keyed for each in standing.totals)
    sheets = sum(sum(each.sheets.values()) for each in standing.totals)
    figures = standing.figures
    return (
        (tr("of the lines keyed"), f"{keyed / lines:.0%}" if lines else "–"),
        (tr("contact rate"), f"{figures.contact_rate:.0%}" if figures.called_on else "–"),
        (tr("spoken to"), f"{figures.spoken_to:,}"),
        (tr("called on"), f"{figures.called_on:,}"),
        (tr("sheets printed"), f"{sheets:,}"),
        (tr("sheets not back"), f"{sum(each.sheets.get('out', 0) for each in standing.totals):,}"),
    )


def _what(row: Chase) -> str:
    if not row.walked:
        return row.about
    return tr("{plan}, round {number} {round}").format(
        plan=row.plan, number=row.round_number, round=row.round_name
    )


def reminder(rows: Sequence[Chase], organiser: str, telephone: str) -> str:
    """Write to one person who has sheets; without the name of any elector."""
    name = rows[0].holder.split()[0] if rows[0].holder else tr("there")
    lines = [
        tr("{what}: {sheets}, since {day}").format(
            what=_what(row),
            sheets=", ".join(row.codes),
            day=day(row.since),
        )
        for row in rows
    ]
    ring = " ".join(part for part in (organiser, telephone) if part)
    asked = tr("Could you bring these sheets back, walked or not?")
    return "\n".join([tr("Hello {name},").format(name=name), asked, "", *lines, "", ring]).rstrip() + "\n"


def preset_days(name: str, today: date) -> tuple[str, str]:
    """Return the first and last day of a choice: all, today, week (the last 7 days) or month (the last 30)."""
    back = {"today": 0, "week": 6, "month": 29}.get(name)
    return ("", "") if back is None else ((today - timedelta(days=back)).isoformat(), today.isoformat())
