"""What a screen works at: the open campaign, the jobs, the bus, and whom to tell.

Made by the main window for each campaign it opens and handed to every screen by its constructor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.change_bus import ChangeBus
from ui.contacts import Contacts
from ui.core_words import counted, in_words
from ui.jobs import Job, Jobs
from ui.map.online import OnlineMap
from ui.user_settings import UserSettings
from walksheets.changes import Changes
from walksheets.errors import WalksheetsError

if TYPE_CHECKING:
    from walksheets.campaign import Campaign


@dataclass(frozen=True)
class Desk:
    """One open campaign and the means to work on it."""

    campaign: Campaign
    jobs: Jobs
    bus: ChangeBus
    settings: UserSettings
    contacts: Contacts  # whether telephone numbers may be seen
    online: OnlineMap  # whether maps lie on a server's pictures
    tell: Callable[[str], None]  # one plain sentence in the banner
    bug: Callable[[BaseException], None]
    say: Callable[[str], None]  # what was done, in the strip
    go: Callable[..., None]  # go("rounds", plan_id=3): to another screen, with what to show there

    @property
    def where(self) -> str:
        """Return where the campaign is: its file, or its address on a server."""
        return str(self.campaign.store.where)

    def change(
        self,
        title: str,
        verb: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run a short verb that writes: after the long work that holds the campaign, never in this thread."""
        return self.jobs.start(title, lambda _progress: verb(), done, owner=owner, must_end=True)

    def complain(self, error: BaseException) -> None:
        """Say an error: the user's and the machine's as a sentence, ours as a bug."""
        if isinstance(error, WalksheetsError):
            self.tell(str(error))
        else:
            self.bug(error)


def in_counts(changes: Changes) -> str:
    """Say what a change did: its name, and its counts in words."""
    counts = ", ".join(
        counted(count, what) for what, count in changes.counts.items() if count and "_" not in what
    )
    name = in_words(changes.what)
    return f"{name} · {counts}" if counts else name
