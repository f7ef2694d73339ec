"""The register's decisions: what is searched for, whose household is shown, what is set about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from ui.register.history import Event, door_ids, events
from walksheets.campaign import Campaign
from walksheets.places import Door
from walksheets.register import Elector, ImportBatch, Problem, RegisterCounts

MOST = 250
"""Rows shown at once: whoever looks for one elector types three more letters."""


@dataclass(frozen=True)
class Household:
    """One door, who lives there, and what is known of the elector that was chosen."""

    chosen: Elector
    door: Door | None
    people: tuple[Elector, ...]
    history: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Overview:
    """What the screen shows besides the search."""

    counts: RegisterCounts
    unplaced: tuple[Door, ...]
    batches: tuple[ImportBatch, ...]


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_overview(self, overview: Overview) -> None: ...
    def show_electors(self, rows: Sequence[Elector], more: bool) -> None: ...
    def show_household(self, household: Household | None) -> None: ...
    def show_problems(self, rows: Sequence[Problem]) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class RegisterPresenter:
    """Searches as one types, in a read that the next letter makes old."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._words = ""
        self._gone = False
        self._chosen: Elector | None = None
        self._batch: int | None = None

    def read(self) -> None:
        """Fetch the counts, the doors not placed, the imports, and the search again."""
        campaign = self._desk.campaign
        self.search(self._words, gone=self._gone)
        self._fetch("overview", lambda: look(campaign), self._view.show_overview)
        self.choose(self._chosen)
        self.choose_batch(self._batch)

    def search(self, words: str, *, gone: bool | None = None) -> None:
        """Look for electors by name, street, door, postcode or number."""
        self._words = words
        self._gone = self._gone if gone is None else gone
        register, with_gone = self._desk.campaign.register, self._gone
        self._fetch(
            "electors",
            lambda: register.electors(words, limit=MOST + 1, include_gone=with_gone),
            lambda rows: self._view.show_electors(rows[:MOST], len(rows) > MOST),
        )

    def choose(self, elector: Elector | None) -> None:
        """Show an elector's household and history."""
        self._chosen = elector
        if elector is None:
            self._view.show_household(None)
            return
        campaign = self._desk.campaign
        self._fetch("household", lambda: household_of(campaign, elector), self._view.show_household)

    def choose_batch(self, batch_id: int | None) -> None:
        """Show what was not understood of one import."""
        self._batch = batch_id
        register = self._desk.campaign.register
        if batch_id is not None:
            self._fetch("problems", lambda: register.problems(batch_id), self._view.show_problems)

    def set_flag(self, elector: Elector, flag: str, wanted: bool) -> None:
        """Put a flag on an elector or take it off: later sheets leave the flagged ones out."""
        others = [each for each in elector.flags if each != flag]
        wished = (*others, flag) if wanted else tuple(others)
        register = self._desk.campaign.register
        self._desk.change(tr("Set a flag"), lambda: register.set_flags(elector.id, wished), owner=self._owner)

    def set_door(self, door: Door, **columns: object) -> None:
        """Set what the walker must know of a door."""
        places = self._desk.campaign.places
        self._desk.change(tr("Change a door"), lambda: places.set_door(door.id, **columns), owner=self._owner)

    def place(self, door: Door) -> None:
        """Go to the map to say where a door is."""
        self._desk.go("rounds", place=door)

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("register", what, id(self)), work, done, self._view.show_trouble, self._owner)


def look(campaign: Campaign) -> Overview:
    """Read what the screen shows besides the search; and make the search ready for the first letter."""
    campaign.register.ready_search()
    return Overview(
        campaign.register.counts(), tuple(campaign.places.unplaced()), tuple(campaign.register.batches())
    )


def household_of(campaign: Campaign, elector: Elector) -> Household:
    """Read who lives with an elector, the door, and all that was ever heard of the elector."""
    past = campaign.register.history(elector.id)
    doors = {door.id: door for door in campaign.places.doors(door_ids(elector, past))}
    people = [elector]
    if elector.door_id is not None:
        people = campaign.register.electors(door_id=elector.door_id, include_gone=bool(elector.gone_on))
    now = next((each for each in people if each.id == elector.id), elector)
    heard = campaign.results.of_elector(elector.id)
    meanings = {code.code: code.meaning for code in campaign.results.codes()}
    addresses = {door.id: door.address for door in doors.values()}
    lines = events(past, heard, meanings, addresses)
    return Household(now, doors.get(now.door_id or 0), tuple(people), tuple(lines))
