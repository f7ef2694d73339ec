"""The campaign that is open in this window: opening, making, closing it, undo and redo.

A plain presenter: it owns the jobs and the bus and tells by signals; it shows nothing itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.change_bus import ChangeBus
from ui.contacts import Contacts
from ui.core import campaign_class
from ui.core_words import in_words
from ui.desk import Desk
from ui.jobs import Jobs
from ui.language import tr
from ui.map.online import OnlineMap
from ui.user_settings import UserSettings
from walksheets.changes import Changes
from walksheets.progress import Progress

if TYPE_CHECKING:
    from walksheets.campaign import Campaign
    from walksheets.store import PastChange

_LOOK_EVERY_MS = 3_000


class Session(QObject):
    """What is open."""

    opened = Signal(object)  # Desk
    closed = Signal()
    told = Signal(str)
    said = Signal(str)
    bug = Signal(object)
    went = Signal(object)  # (screen, what to show there)
    did = Signal(object)  # Changes
    undo_names = Signal(object)  # (what undo would take back, what redo would do again)

    def __init__(self, settings: UserSettings, online: OnlineMap, parent: QObject | None = None):
        super().__init__(parent)
        self.settings = settings
        self.online = online
        self.jobs = Jobs(self)
        self.contacts = Contacts(self)
        self.desk: Desk | None = None
        self._seen = 0
        online.switched.connect(self._say_who_sees)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self.look_for_others)

    @property
    def where(self) -> str:
        """Return where the open campaign is, or nothing."""
        return self.desk.where if self.desk else ""

    def open(self, where: str | Path) -> None:
        """Open a campaign in the place of the one that is open."""
        self.jobs.start(
            tr("Open campaign"), lambda _p: campaign_class().open(where), self._take, self._failed, self
        )

    def create(self, where: str | Path) -> None:
        """Make a campaign and open it."""
        self.jobs.start(
            tr("New campaign"), lambda _p: campaign_class().create(where), self._take, self._failed, self
        )

    def demo(self, folder: Path) -> None:
        """Make the demo ward, or find it as it was left, and open it."""
        self.jobs.start(tr("Demo ward"), lambda p: _make_demo(folder, p), self._take, self._failed, self)

    def close(self) -> None:
        """Close the campaign. Everything is kept already."""
        desk, self.desk = self.desk, None
        if desk:
            self._look.stop()
            desk.bus.close()
            self.closed.emit()
            desk.campaign.close()

    def look_for_others(self) -> None:
        """Notice what another window, another process or another organiser changed."""
        if self.desk and not self.jobs.busy:
            store = self.desk.campaign.store
            self.jobs.fetch("latest change", lambda: store.history(1), self._heard_of, _ignore, self)

    def undo(self) -> None:
        """Take back the last change."""
        if self.desk:
            self.desk.change(tr("Undo"), self.desk.campaign.store.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.desk:
            self.desk.change(tr("Redo"), self.desk.campaign.store.redo)

    def _take(self, campaign: Campaign) -> None:
        self.close()
        self._seen = 0
        bus = ChangeBus(self)
        campaign.store.listen(bus.take)
        bus.changed.connect(self._changed)
        self.desk = Desk(
            campaign,
            self.jobs,
            bus,
            self.settings,
            self.contacts,
            self.online,
            self.told.emit,
            self.bug.emit,
            self.said.emit,
            self._go,
        )
        self.settings.remember(str(campaign.store.where))
        self.opened.emit(self.desk)
        self._ask_undo_names()
        self._look.start()

    def _go(self, screen: str, **what: object) -> None:
        self.went.emit((screen, what))

    def _failed(self, error: BaseException) -> None:
        self.jobs.trouble.emit(error)

    def _changed(self, changes: Changes) -> None:
        """Hear of a change made here. Where its number leaves a gap, somebody else made those before it."""
        number = changes.number or 0
        missed = bool(self._seen) and number > self._seen + 1
        self._seen = max(self._seen, number)
        self.did.emit(changes)
        if missed and self.desk:
            self.desk.bus.someone_else_changed()
        self._ask_undo_names()

    def _say_who_sees(self, on: bool) -> None:
        if on:
            words = tr("Online map: {server} sees which area is looked at")
            self.said.emit(words.format(server=self.online.server_name))

    def _ask_undo_names(self) -> None:
        if self.desk:
            store = self.desk.campaign.store
            self.jobs.fetch(
                "undo names",
                lambda: (store.can_undo(), store.can_redo(), store.latest_change()),
                self._tell_undo_names,
                owner=self,
            )

    def _tell_undo_names(self, answer: tuple[str, str, int]) -> None:
        undo, redo, latest = answer
        self._seen = self._seen or latest  # when just opened; later ones are somebody's to be noticed
        self.undo_names.emit((undo, redo))

    def _heard_of(self, latest: list[PastChange]) -> None:
        if not (self.desk and latest) or latest[0].number <= self._seen or self.jobs.busy:
            return
        self._seen = latest[0].number
        self.desk.bus.someone_else_changed()
        self.said.emit(f"{latest[0].who}: {in_words(latest[0].what)}")
        self._ask_undo_names()


def _make_demo(folder: Path, progress: Progress) -> Campaign:
    campaign = campaign_class()
    from walksheets.demo import demo_campaign

    return campaign.open(demo_campaign(folder, progress))


def _ignore(_error: BaseException) -> None:
    """The next look will tell; a server that is away for a moment is not worth a message."""
