"""The volunteers' decisions: people edited in place, rounds given by choice or by suggestion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ui.desk import Desk
from walksheets.campaign import Campaign
from walksheets.rounds import Plan, Round
from walksheets.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Slot:
    """One round and who has it; without anybody, `reason` says who could or why nobody can."""

    round: Round
    volunteer_id: int | None
    volunteer: str
    since: str
    reason: str


@dataclass(frozen=True)
class Roster:
    """Everything the screen shows."""

    people: tuple[Volunteer, ...]
    plans: tuple[Plan, ...]
    plan: Plan | None
    slots: tuple[Slot, ...]  # holes first

    @property
    def holes(self) -> int:
        """Return how many rounds nobody has."""
        return sum(slot.volunteer_id is None for slot in self.slots)


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_roster(self, roster: Roster) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class VolunteersPresenter:
    """Keeps people and rounds together."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._plan: int | str | None = None
        self.roster: Roster | None = None

    def read(self) -> None:
        """Fetch people and rounds."""
        campaign, plan = self._desk.campaign, self._plan
        self._desk.jobs.fetch(
            ("volunteers", id(self)),
            lambda: look(campaign, plan),
            self._take,
            self._view.show_trouble,
            self._owner,
        )

    def choose_plan(self, plan: int | str | None) -> None:
        """Show the rounds of another plan."""
        self._plan = plan
        self.read()

    def add(self) -> None:
        """Add a person, to be filled in where they stand."""
        taken = {each.name for each in self.roster.people} if self.roster else set()
        name = next(
            n for n in ("New volunteer", *(f"New volunteer {i}" for i in range(2, 10_000))) if n not in taken
        )
        self._do("Add volunteer", lambda people: people.add(name))

    def set(self, person: Volunteer, column: str, text: str) -> None:
        """Change one detail of a person."""
        value: Any = text.strip()
        if column == "max_letterboxes":
            if value and not value.isdigit():
                self._desk.tell(
                    f"“{value}” is not a number of letterboxes; nothing was changed. Give a whole number."
                )
                self.read()
                return
            value = int(value) if value else None
        self._do("Change a volunteer", lambda people: people.change(person.id, **{column: value}))

    def remove(self, person: Volunteer) -> None:
        """Take a person off the list; their rounds become holes."""
        self._do("Remove volunteer", lambda people: people.remove(person.id))

    def give(self, slot: Slot, volunteer_id: int | None) -> None:
        """Give a round to somebody, or take it back."""
        if volunteer_id == slot.volunteer_id:
            return
        if volunteer_id is None:
            self._do("Take a round back", lambda people: people.unassign(slot.round.id))
        else:
            self._do("Assign a round", lambda people: people.assign(slot.round.id, volunteer_id))

    def suggest_all(self) -> None:
        """Give every round that nobody has to whom it suits best."""
        if self.roster and self.roster.plan:
            plan = self.roster.plan.id
            self._do("Suggest volunteers", lambda people: people.assign_all(plan))

    def _take(self, roster: Roster) -> None:
        self.roster = roster
        self._plan = roster.plan.id if roster.plan else None
        self._view.show_roster(roster)

    def _do(self, title: str, verb: Callable[[Any], object]) -> None:
        people = self._desk.campaign.volunteers
        self._desk.change(title, lambda: verb(people), owner=self._owner)


def look(campaign: Campaign, wanted: int | str | None) -> Roster:
    """Read people, plans, and the rounds of the plan asked for or of the newest."""
    people = tuple(campaign.volunteers.people())
    plans = tuple(campaign.rounds.plans())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    if plan is None:
        return Roster(people, plans, None, ())
    held = {each.round_id: each for each in campaign.volunteers.assignments(plan.id)}
    could = {each.round_id: each.reason for each in campaign.volunteers.holes(plan.id)}
    slots = []
    for each in campaign.rounds.rounds(plan.id):
        has = held.get(each.id)
        if has:
            slots.append(Slot(each, has.volunteer_id, has.volunteer, has.since, has.reason))
        else:
            slots.append(Slot(each, None, "", "", could.get(each.id, "")))
    return Roster(
        people, plans, plan, tuple(sorted(slots, key=lambda s: (s.volunteer_id is not None, s.round.number)))
    )
