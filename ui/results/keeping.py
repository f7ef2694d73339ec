"""What the pieces of keying share: the open page, the codes, what is asked; and the one way in which a key is kept.

A key is on disk before the cursor moves: the call is quick, so it is made in the window's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from ui.results.entries import Entry
from ui.results.open_page import OpenPage
from ui.results.sitting import Difference
from walksheets.errors import WalksheetsError
from walksheets.results import (
    Contradiction,
    FollowUpKind,
    KeyedLine,
    KeyedPage,
    Result,
    ResultCode,
    Totals,
)

BLANKS = "blanks"
_REST = {"canvass": "no contact", "leaflet": "delivered"}
"""The effect of the code that the rest of a page gets with one key: not home, delivered."""


@dataclass(frozen=True)
class Surroundings:
    """What stands about the page: the codes, the follow-ups, the last entries, the plan's totals."""

    codes: tuple[ResultCode, ...]
    kinds: tuple[FollowUpKind, ...]
    last: tuple[Result, ...]
    totals: Totals | None
    disagreements: int
    scans: int
    """Scanned pages that wait to be confirmed."""


class View(Protocol):
    """What keying needs of the screen."""

    def show_page(self, page: KeyedPage, entries: tuple[Entry, ...], at: int) -> None: ...
    def begin(self, page: KeyedPage) -> None: ...
    def show_surroundings(self, what: Surroundings) -> None: ...
    def show_waiting(self, words: str) -> None: ...
    def say(self, words: str) -> None: ...
    def ask(self, words: str) -> None: ...
    def ask_note(self, line: KeyedLine) -> None: ...
    def ask_missed(self, entry: Entry) -> None: ...
    def ask_return(self, page: KeyedPage) -> None: ...
    def next_sheet(self) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class Keying:
    """One page being keyed, and how it is kept."""

    def __init__(self, view: View, desk: Desk):
        self.view = view
        self.desk = desk
        self.open: OpenPage | None = None
        self.question: Difference | str | None = None  # a difference to settle, or BLANKS
        self.kinds: tuple[FollowUpKind, ...] = ()
        self.all_codes: tuple[ResultCode, ...] = ()
        self.writes = 0  # a page read before the latest key is old

    @property
    def page(self) -> KeyedPage | None:
        """The sheet that is keyed."""
        return self.open.page if self.open else None

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on."""
        return self.open.entry if self.open else None

    @property
    def codes(self) -> list[ResultCode]:
        """The codes that this kind of sheet has."""
        kind = self.page.kind if self.page else "canvass"
        return [code for code in self.all_codes if code.kind == kind]

    @property
    def rest_code(self) -> str:
        """The code that the rest of a page, or a whole door, gets with one key."""
        return self.code_for(_REST.get(self.page.kind if self.page else "canvass", "no contact"))

    def code_for(self, effect: str) -> str:
        """Return the sheet's code that has an effect, or nothing."""
        return next((code.code for code in self.codes if code.effect == effect), "")

    def show(self) -> None:
        """Show the page as it is, with the cursor where it is."""
        if self.open:
            self.show_at(self.open.at)

    def show_at(self, at: int) -> None:
        """Put the cursor on an entry."""
        if self.open:
            self.open.at = at
            self.view.show_page(self.open.page, self.open.entries, at)

    def ask(self, question: Difference | str, words: str) -> None:
        """Ask something that one key answers."""
        self.question = question
        self.view.ask(words)

    def ask_nothing(self) -> None:
        """Take the question away."""
        if self.question is not None:
            self.question = None
            self.view.ask("")

    def ask_difference(self, found: Difference) -> None:
        """Let one key decide between two answers to a line."""
        self.show()
        self.ask(
            found,
            tr(
                "Line {line}: {standing} stands, keyed by {who}; you keyed {now}. Enter leaves {standing}, {now} again takes {now}."
            ).format(line=found.line, standing=found.standing, who=found.by, now=found.now),
        )

    def may_write(self) -> bool:
        """Long work holds the campaign; a key would have to wait for it, and the window with it."""
        if self.desk.jobs.busy:
            self.view.say(tr("Keying waits until the work shown below has finished; nothing was keyed."))
            return False
        return True

    def keep(self, verb: Callable[[Any, str], Any]) -> bool:
        """Keep something and read the page again, not shown yet; say why when it cannot be kept."""
        assert self.page is not None
        self.writes += 1
        try:
            verb(self.desk.campaign.results, self.page.sheet)
        except Contradiction as found:
            self._reread()
            self._contradicted(found)
            return False
        except WalksheetsError as error:
            self.desk.complain(error)
            return False
        self._reread()
        return True

    def _contradicted(self, found: Contradiction) -> None:
        """Somebody else's answer stands there: of a single line one key decides, a whole row is looked at again."""
        if self.entry and len(self.entry.lines) == 1 and self.entry.line.line == found.line:
            self.ask_difference(Difference(found.line, found.result, found.standing, found.by, found.at))
            return
        self.show()
        self.view.say(
            tr("{who} keyed line {line} meanwhile, so nothing was kept. Look at it again.").format(
                who=found.by, line=found.line
            )
        )

    def _reread(self) -> None:
        assert self.open is not None
        self.open.show_new(self.desk.campaign.results.page(self.open.page.sheet))
