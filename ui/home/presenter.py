"""Reads the open campaign's figures and turns them into lines for the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.home.next_steps import State, Step, next_steps
from ui.jobs import Jobs
from ui.language import day, tr

if TYPE_CHECKING:
    from walksheets.campaign import Campaign
    from walksheets.rounds import Plan, Round


class View(Protocol):
    """What the presenter needs of the page."""

    def show_steps(self, figures: str, steps: list[Step]) -> None: ...
    def complain(self, error: BaseException) -> None: ...


class HomePresenter:
    """Home's decisions."""

    def __init__(self, view: View, jobs: Jobs):
        self._view = view
        self._jobs = jobs

    def read(self, campaign: Campaign) -> None:
        """Fetch the figures and show them with the next steps."""
        owner = self._view if isinstance(self._view, QObject) else None
        self._jobs.fetch("home", lambda: look(campaign), self._show, self._view.complain, owner)

    def _show(self, state: State) -> None:
        self._view.show_steps(in_words(state), next_steps(state, date.today()))  # noqa: DTZ011 - the user's day


def look(campaign: Campaign) -> State:
    """Read the campaign's figures."""
    counts = campaign.register.counts()
    plans = campaign.rounds.plans()
    holes = [each for plan in plans for each in campaign.rounds.rounds(plan.id) if not each.volunteer]
    ledger = campaign.sheets.ledger()
    sheets = [sheet.stands for sheet in ledger if sheet.walked]
    return State(
        doors=counts.doors,
        electors=counts.electors,
        register_date=counts.register_date,
        has_map=bool(campaign.places.map_picture().roads),
        unplaced=len(campaign.places.unplaced()),
        plans=len(plans),
        rounds=sum(plan.rounds for plan in plans),
        stale=tuple(_stale(campaign, plans)),
        holes=tuple(_named(each) for each in holes),
        volunteers=len(campaign.volunteers.people()),
        sheets_out=sheets.count("out"),
        out_since=min(
            (sheet.printed_at for sheet in ledger if sheet.walked and sheet.stands == "out"), default=""
        ),
        sheets_back=sheets.count("back"),
        sheets_keyed=sheets.count("keyed"),
        sheets_lost=sheets.count("lost"),
    )


def _stale(campaign: Campaign, plans: Sequence[Plan]) -> Iterator[tuple[int, str, int]]:
    """Find the plans that do not have the doors of the register any more."""
    for plan in plans:
        news = campaign.rounds.plan_news(plan.id)
        if news:
            yield plan.id, plan.name, len(news.new) + len(news.emptied)


def in_words(state: State) -> str:
    """Say how large the campaign is."""
    if not state.doors:
        return tr("An empty campaign.")
    parts = [tr("%Ln door(s)", state.doors), tr("%Ln elector(s)", state.electors)]
    if state.register_date:
        parts.append(tr("register of {day}").format(day=day(state.register_date)))
    if state.plans:
        parts.append(
            tr("{rounds} in {plans}").format(
                rounds=tr("%Ln round(s)", state.rounds), plans=tr("%Ln plan(s)", state.plans)
            )
        )
    if state.volunteers:
        parts.append(tr("%Ln volunteer(s)", state.volunteers))
    return " · ".join(parts)


def _named(each: Round) -> str:
    name = f" “{each.name}”" if each.name else ""
    return tr("Round {number}").format(number=each.number) + name
