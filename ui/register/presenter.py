"""The register's decisions: what is searched for, whose household is shown, what is set about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ui.desk import Desk
from walksheets.places import Door
from walksheets.register import DO_NOT_CONTACT, Elector, ImportBatch, Problem, RegisterCounts

MOST = 500
"""Rows shown at once: whoever looks for one elector types three more letters."""


@dataclass(frozen=True)
class Household:
    """One door, who lives there, and what was changed about the elector that was chosen."""

    chosen: Elector
    door: Door | None
    people: tuple[Elector, ...]


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
        self._fetch("overview", lambda: look(campaign), self._view.show_overview)
        self.search(self._words, gone=self._gone)
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
        """Show an elector's household."""
        self._chosen = elector
        if elector is None:
            self._view.show_household(None)
            return
        campaign = self._desk.campaign

        def work() -> Household:
            door_id = elector.door_id
            if door_id is None:
                return Household(elector, None, (elector,))
            doors = campaign.places.doors([door_id])
            people = tuple(campaign.register.electors(door_id=door_id))
            now = next((each for each in people if each.id == elector.id), elector)
            return Household(now, doors[0] if doors else None, people)

        self._fetch("household", work, self._view.show_household)

    def choose_batch(self, batch_id: int | None) -> None:
        """Show what was not understood of one import."""
        self._batch = batch_id
        register = self._desk.campaign.register
        if batch_id is not None:
            self._fetch("problems", lambda: register.problems(batch_id), self._view.show_problems)

    def set_do_not_contact(self, elector: Elector, wanted: bool) -> None:
        """Leave somebody off every sheet from now on, or have them back."""
        flags = [flag for flag in elector.flags if flag != DO_NOT_CONTACT]
        wished = (*flags, DO_NOT_CONTACT) if wanted else tuple(flags)
        register = self._desk.campaign.register
        self._desk.change("Set a flag", lambda: register.set_flags(elector.id, wished), owner=self._owner)

    def set_door(self, door: Door, **columns: object) -> None:
        """Set what the walker must know of a door."""
        places = self._desk.campaign.places
        self._desk.change("Change a door", lambda: places.set_door(door.id, **columns), owner=self._owner)

    def place(self, door: Door) -> None:
        """Go to the map to say where a door is."""
        self._desk.go("rounds", place=door)

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("register", what, id(self)), work, done, self._view.show_trouble, self._owner)


def look(campaign: Any) -> Overview:
    """Read what the screen shows besides the search."""
    return Overview(
        campaign.register.counts(), tuple(campaign.places.unplaced()), tuple(campaign.register.batches())
    )
