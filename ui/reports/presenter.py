"""Progress' decisions: what the figures and bars of a plan say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ui.desk import Desk
from walksheets.campaign import Campaign
from walksheets.reports import RoundProgress
from walksheets.results import ResultCode, Totals
from walksheets.rounds import Plan

STATES = ("not printed", "out", "back", "keyed")


@dataclass(frozen=True)
class Standing:
    """How far a plan is."""

    plans: tuple[Plan, ...]
    plan: Plan | None
    rounds: tuple[RoundProgress, ...]
    totals: Totals | None
    codes: tuple[ResultCode, ...]

    def by_state(self) -> dict[str, int]:
        """Return how many rounds are in which state."""
        states = [state(each) for each in self.rounds]
        return {name: states.count(name) for name in STATES}


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_standing(self, standing: Standing) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class ProgressPresenter:
    """One plan's progress."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._plan: int | str | None = None
        self.standing: Standing | None = None

    def read(self) -> None:
        """Fetch the figures."""
        campaign, plan = self._desk.campaign, self._plan
        self._desk.jobs.fetch(
            ("progress", id(self)),
            lambda: look(campaign, plan),
            self._take,
            self._view.show_trouble,
            self._owner,
        )

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan."""
        self._plan = plan
        self.read()

    def _take(self, standing: Standing) -> None:
        self.standing = standing
        self._plan = standing.plan.id if standing.plan else None
        self._view.show_standing(standing)


def look(campaign: Campaign, wanted: int | str | None) -> Standing:
    """Read the figures of the plan asked for, or of the newest that has been printed."""
    plans = tuple(campaign.rounds.plans())
    codes = tuple(campaign.results.codes())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    if plan is None:
        return Standing(plans, None, (), None, codes)
    return Standing(
        plans, plan, tuple(campaign.reports.progress(plan.id)), campaign.results.totals(plan.name), codes
    )


def state(each: RoundProgress) -> str:
    """Return where a round is: the furthest that all its sheets have come."""
    if not each.sheets - each.sheets_lost:
        return "not printed"
    if each.sheets_out:
        return "out"
    return "back" if each.sheets_back else "keyed"


def facts(standing: Standing) -> Sequence[tuple[str, str]]:
    """Return the figures at the top: what, how much."""
    totals = standing.totals
    if totals is None:
        return ()
    sheets = sum(totals.sheets.values())
    keyed = f"{totals.keyed / totals.lines:.0%}" if totals.lines else "–"
    return (
        ("of the lines keyed", keyed),
        ("contact rate", f"{totals.contact_rate:.0%}" if totals.called_on else "–"),
        ("spoken to", f"{totals.spoken_to:,}"),
        ("sheets printed", f"{sheets:,}"),
        ("sheets not back", f"{totals.sheets.get('out', 0):,}"),
    )
