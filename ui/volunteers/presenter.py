"""The volunteers' decisions: people edited in place, rounds given by choice or by suggestion."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from ui.volunteers.at_home import AtHome, at_home
from walksheets.campaign import Campaign
from walksheets.rounds import Plan, Round
from walksheets.sheets import SheetRow
from walksheets.volunteers import Assignment, HeldRound, Suggestion, Volunteer


@dataclass(frozen=True, slots=True)
class Slot:
    """One round and who has it; without anybody, `reason` says who could or why nobody can."""

    round: Round
    volunteer_id: int | None
    volunteer: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """One volunteer, what they have and did, and what is to be looked at."""

    who: Volunteer
    rounds: int  # of the plan that is chosen on the board
    sheets_out: int
    sheets_done: int
    doubts: tuple[str, ...] = ()
    held: Mapping[str, int] = field(default_factory=dict)  # rounds by plan

    @property
    def id(self) -> int:
        """The volunteer's id."""
        return self.who.id

    @property
    def postcode_unknown(self) -> bool:
        """Tell whether nobody knows where they live."""
        return any("postcode" in doubt for doubt in self.doubts)

    @property
    def has(self) -> str:
        """Say what they have now, in all plans."""
        if self.who.left:
            return tr("left")
        return tr("%Ln round(s)", self.in_all) if self.held else ""

    @property
    def in_all(self) -> int:
        """Return how many rounds they hold in all plans."""
        return sum(self.held.values())

    @property
    def did(self) -> str:
        """Say what they hold, a line a plan, what is out and what they brought back."""
        plans = [f"{plan}: {tr('%Ln round(s)', rounds)}" for plan, rounds in self.held.items()]
        sheets = tr("{out} sheets out, {done} brought back").format(
            out=self.sheets_out, done=self.sheets_done
        )
        return "\n".join([*plans, sheets])


@dataclass(frozen=True)
class Roster:
    """Everything the screen shows."""

    people: tuple[Volunteer, ...]
    plans: tuple[Plan, ...]
    plan: Plan | None
    slots: tuple[Slot, ...]  # holes first
    crew: tuple[Person, ...] = ()
    left: tuple[Person, ...] = ()
    home: tuple[AtHome, ...] = ()

    @property
    def holes(self) -> int:
        """Return how many rounds nobody has."""
        return sum(slot.volunteer_id is None for slot in self.slots)


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_roster(self, roster: Roster) -> None: ...
    def show_could(self, slot: Slot, could: Sequence[Suggestion]) -> None: ...
    def ask_drop_out(self, person: Volunteer, held: Sequence[HeldRound]) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class VolunteersPresenter:
    """Keeps people and rounds together."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.plan: int | str | None = None
        self.roster: Roster | None = None

    def read(self) -> None:
        """Fetch people and rounds."""
        campaign, plan = self._desk.campaign, self.plan
        self._desk.jobs.fetch(
            ("volunteers", id(self)),
            lambda: look(campaign, plan),
            self._take,
            self._view.show_trouble,
            self._owner,
        )

    def choose_plan(self, plan: int | str | None) -> None:
        """Show the rounds of another plan."""
        self.plan = plan
        self.read()

    def add(self) -> None:
        """Add a person, to be filled in where they stand."""
        first = tr("New volunteer")
        taken = {each.name for each in self.roster.people} if self.roster else set()
        name = next(n for n in (first, *(f"{first} {i}" for i in range(2, 10_000))) if n not in taken)
        self._do(tr("Add volunteer"), lambda people: people.add(name))

    def set(self, person: Volunteer, column: str, text: str) -> None:
        """Change one detail of a person."""
        value: Any = text.strip()
        if column == "max_letterboxes":
            if value and not value.isdigit():
                self._desk.tell(
                    tr(
                        "“{value}” is not a number of letterboxes; nothing was changed. Give a whole number."
                    ).format(value=value)
                )
                self.read()
                return
            value = int(value) if value else None
        self._do(tr("Change a volunteer"), lambda people: people.change(person.id, **{column: value}))

    def remove(self, person: Volunteer) -> None:
        """Take a person off the list; their rounds become holes."""
        self._do(tr("Remove volunteer"), lambda people: people.remove(person.id))

    def give(self, slot: Slot, volunteer_id: int | None) -> None:
        """Give a round to somebody, or take it back."""
        if volunteer_id == slot.volunteer_id:
            return
        if volunteer_id is None:
            self._do(tr("Take a round back"), lambda people: people.unassign(slot.round.id))
        else:
            self._do(tr("Assign a round"), lambda people: people.assign(slot.round.id, volunteer_id))

    def have_back(self, person: Volunteer) -> None:
        """Put somebody who left on the list again."""
        self._do(tr("Change a volunteer"), lambda people: people.change(person.id, left=False))

    def look_who_could(self, slot: Slot | None) -> None:
        """Show who could take a round, and why."""
        if slot is None or not (self.roster and self.roster.plan):
            return
        people, plan = self._desk.campaign.volunteers, self.roster.plan.id
        self._desk.jobs.fetch(
            ("who could", id(self)),
            lambda: people.who_could(plan, slot.round.id),
            lambda could: self._view.show_could(slot, could),
            self._view.show_trouble,
            self._owner,
        )

    def begin_drop_out(self, person: Volunteer) -> None:
        """Find what somebody holds in all plans, and who else could take it."""
        people = self._desk.campaign.volunteers
        self._desk.jobs.fetch(
            ("drop out", id(self)),
            lambda: people.drop_out(person.id),
            lambda held: self._view.ask_drop_out(person, held),
            self._view.show_trouble,
            self._owner,
        )

    def hand_over(self, person: Volunteer, to: dict[int, int | None], *, leaves: bool) -> None:
        """Give somebody's rounds to others, as one change."""
        if to or leaves:
            self._do(tr("Hand over rounds"), lambda people: people.hand_over(person.id, to, leaves=leaves))

    def suggest_all(self) -> None:
        """Give every round that nobody has to whom it suits best."""
        if self.roster and self.roster.plan:
            plan = self.roster.plan.id
            self._do(tr("Suggest volunteers"), lambda people: people.assign_all(plan))

    def _take(self, roster: Roster) -> None:
        self.roster = roster
        self.plan = roster.plan.id if roster.plan else None
        self._view.show_roster(roster)

    def _do(self, title: str, verb: Callable[[Any], object]) -> None:
        people = self._desk.campaign.volunteers
        self._desk.change(title, lambda: verb(people), owner=self._owner)


def look(campaign: Campaign, wanted: int | str | None) -> Roster:
    """Read people, plans, and the rounds of the plan asked for or of the newest."""
    everyone = campaign.volunteers.people(include_left=True)
    people = tuple(each for each in everyone if not each.left)
    plans = tuple(campaign.rounds.plans())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    ledger = campaign.sheets.ledger()
    mine = campaign.volunteers.assignments(plan.id) if plan else []
    persons = _persons(everyone, mine, campaign.volunteers.held(), ledger, campaign.volunteers.doubts())
    crew = tuple(each for each in persons if not each.who.left)
    left = tuple(each for each in persons if each.who.left)
    home = tuple(at_home(ledger, datetime.now().astimezone().date()))
    if plan is None:
        return Roster(people, plans, None, (), crew, left, home)
    held = {each.round_id: each for each in mine}
    could = {each.round_id: each.reason for each in campaign.volunteers.holes(plan.id)}
    slots = []
    for each in campaign.rounds.rounds(plan.id):
        has = held.get(each.id)
        if has:
            slots.append(Slot(each, has.volunteer_id, has.volunteer, has.since, has.reason))
        else:
            slots.append(Slot(each, None, "", "", could.get(each.id, "")))
    ordered = tuple(sorted(slots, key=lambda s: (s.volunteer_id is not None, s.round.number)))
    return Roster(people, plans, plan, ordered, crew, left, home)


def _persons(
    people: Sequence[Volunteer],
    mine: Sequence[Assignment],
    held: Mapping[int, Mapping[str, int]],
    ledger: Sequence[SheetRow],
    doubts: Mapping[int, tuple[str, ...]],
) -> list[Person]:
    """Put together what is known of each person; sheets bear names, so people of one name share theirs."""
    rounds = Counter(each.volunteer_id for each in mine)
    out = Counter(sheet.holder or sheet.volunteer for sheet in ledger if sheet.status == "out")
    done = Counter(sheet.holder or sheet.volunteer for sheet in ledger if sheet.status in ("back", "keyed"))
    return [
        Person(p, rounds[p.id], out[p.name], done[p.name], doubts.get(p.id, ()), held.get(p.id, {}))
        for p in people
    ]
