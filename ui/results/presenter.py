"""Keying's decisions: which line a key answers, what Enter repeats, where the cursor goes next.

Each answer is on disk before the cursor moves: the call is quick, so it is made in this thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from walksheets.errors import WalksheetsError
from walksheets.results import KeyedLine, KeyedPage, Result, ResultCode, Totals

_LAST = 5
REST = {"canvass": "N", "leaflet": "L"}
"""What the rest of a page gets with one key: not home, delivered."""


@dataclass(frozen=True)
class Surroundings:
    """What stands about the page: the codes, the last entries, the plan's totals."""

    codes: tuple[ResultCode, ...]
    last: tuple[Result, ...]
    totals: Totals | None


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_page(self, page: KeyedPage, at: int) -> None: ...
    def begin(self) -> None: ...
    def show_surroundings(self, what: Surroundings) -> None: ...
    def show_waiting(self, letters: str) -> None: ...
    def say(self, words: str) -> None: ...
    def ask_note(self, line: KeyedLine) -> None: ...
    def next_sheet(self) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class KeyPresenter:
    """One page being keyed."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.page: KeyedPage | None = None
        self.at = 0  # the line the cursor is on
        self._codes: dict[str, ResultCode] = {}
        self._last = ""
        self._letters = ""
        self._writes = 0  # a page read before the latest key is old

    # Reading

    def read(self) -> None:
        """Fetch the page again, and what stands about it."""
        results, page = self._desk.campaign.results, self.page
        plan = page.plan if page else None
        self._fetch(
            "surroundings",
            lambda: Surroundings(
                tuple(results.codes()), tuple(results.latest(_LAST)), results.totals(plan) if plan else None
            ),
            self._take_surroundings,
        )
        if page:
            writes = self._writes
            self._fetch("page", lambda: results.page(page.sheet), lambda now: self._take_again(now, writes))

    def open_sheet(self, code: str) -> None:
        """Show the sheet of a code that was typed or scanned."""
        if not code.strip():
            return
        results = self._desk.campaign.results
        self._fetch("page", lambda: results.page(code.strip()), self._take_page)

    # Keys

    @property
    def line(self) -> KeyedLine | None:
        """The line the cursor is on."""
        return self.page.lines[self.at] if self.page and self.at < len(self.page.lines) else None

    @property
    def codes(self) -> list[ResultCode]:
        """The codes that this kind of sheet has."""
        kind = self.page.kind if self.page else "canvass"
        return [code for code in self._codes.values() if code.kind == kind]

    def type(self, letter: str) -> None:
        """Take one typed letter: it answers the line as soon as it can only mean one code."""
        letters = self._letters + letter.upper()
        fitting = [code.code for code in self.codes if code.code.upper().startswith(letters)]
        if not fitting:
            known = " ".join(code.code for code in self.codes)
            self._wait("")
            self._view.say(f"“{letter}” is no result code of this sheet. The codes are {known}.")
        elif len(fitting) == 1 and fitting[0].upper() == letters:
            self.answer(fitting[0])
        else:
            self._wait(letters)

    def enter(self) -> None:
        """Finish a code of several letters; else repeat what was keyed last."""
        if self._letters:
            whole = [code.code for code in self.codes if code.code.upper() == self._letters]
            if whole:
                self.answer(whole[0])
        elif self._last:
            self.answer(self._last)
        else:
            self._view.say("Enter repeats the last result, and nothing was keyed on this page yet.")

    def answer(self, code: str) -> None:
        """Keep an answer to the line, then move on."""
        line = self.line
        self._wait("")
        if line is None or not self._may_write():
            return
        if self._keep(line, code):
            self._last = code
            self._move_on()

    def clear(self) -> None:
        """Take the line's answer away; what it was stays in the history."""
        line = self.line
        self._wait("")
        if line and line.result and self._may_write():
            self._keep(line, "")

    def rest(self) -> None:
        """Give all lines that wait the same answer."""
        page = self.page
        if page and self._may_write():
            code = REST.get(page.kind, "N")
            try:
                self._desk.campaign.results.key_rest(page.sheet, code)
            except WalksheetsError as error:
                self._desk.complain(error)
                return
            self._view.next_sheet()

    def note(self) -> None:
        """Ask for a note to the line."""
        if self.line:
            self._view.ask_note(self.line)

    def set_note(self, words: str) -> None:
        """Keep a note to the line."""
        line = self.line
        if line and self._may_write():
            self._keep(line, line.result, words)

    def back(self) -> None:
        """Go to the line before."""
        self._go(-1)

    def forward(self) -> None:
        """Go to the next line, leaving this as it is."""
        self._go(+1)

    def go_to(self, at: int) -> None:
        """Put the cursor on a line that was clicked."""
        self.at = at
        self._wait("")

    def take_file(self, path: Path) -> None:
        """Key a spreadsheet, in a job: all of it or nothing."""
        results = self._desk.campaign.results
        self._desk.jobs.start(f"Key {path.name}", lambda _p: results.key_file(path), owner=self._owner)

    # Inside

    def _keep(self, line: KeyedLine, code: str, note: str | None = None) -> bool:
        assert self.page is not None
        self._writes += 1
        try:
            self._desk.campaign.results.key(self.page.sheet, line.line, code, note)
        except WalksheetsError as error:
            self._desk.complain(error)
            return False
        self.page = self._desk.campaign.results.page(self.page.sheet)
        self._view.show_page(self.page, self.at)
        return True

    def _may_write(self) -> bool:
        """Long work holds the campaign; a key would have to wait for it, and the window with it."""
        if self._desk.jobs.busy:
            self._view.say("Keying waits until the work shown below has finished; nothing was keyed.")
            return False
        return True

    def _move_on(self) -> None:
        assert self.page is not None
        for at in range(self.at + 1, len(self.page.lines)):
            if self.page.lines[at].wanted:
                self.at = at
                self._view.show_page(self.page, self.at)
                return
        waiting = self._first_waiting(self.page)
        if waiting is None:
            self._view.say(f"Sheet {self.page.sheet} is complete. The next sheet, please.")
            self._view.next_sheet()
        else:
            self.at = waiting
            self._view.say(
                f"The end of the page; {self.page.wanted - self.page.keyed} lines above have nothing yet."
            )
            self._view.show_page(self.page, self.at)

    def _go(self, step: int) -> None:
        self._wait("")
        if self.page:
            at = self.at + step
            while 0 <= at < len(self.page.lines) and not self.page.lines[at].wanted:
                at += step
            if 0 <= at < len(self.page.lines):
                self.at = at
            self._view.show_page(self.page, self.at)

    def _wait(self, letters: str) -> None:
        self._letters = letters
        self._view.show_waiting(letters)

    def _take_page(self, page: KeyedPage) -> None:
        self.page = page
        first = self._first_waiting(page)
        self.at = first if first is not None else 0
        self._last = ""
        self._wait("")
        self._view.show_page(page, self.at)
        self._view.begin()
        if page.replaced_by:
            self._view.say(
                f"This sheet was printed again as {page.replaced_by}. Key it here only if it was walked."
            )
        elif first is None:
            self._view.say("This sheet is keyed already; a key corrects a line and keeps what was there.")
        self.read()

    def _take_again(self, page: KeyedPage, writes: int) -> None:
        """Show the page as it is now; when an undo changed a line, the cursor goes there."""
        before = self.page
        if before is None or before.sheet != page.sheet or writes != self._writes:
            return
        changed = [
            at for at, (old, new) in enumerate(zip(before.lines, page.lines, strict=False)) if old != new
        ]
        self.page = page
        if changed:
            self.at = changed[0]
        self._view.show_page(page, self.at)

    def _take_surroundings(self, what: Surroundings) -> None:
        self._codes = {code.code: code for code in what.codes}
        self._view.show_surroundings(what)

    @staticmethod
    def _first_waiting(page: KeyedPage) -> int | None:
        return next((at for at, line in enumerate(page.lines) if line.wanted and not line.result), None)

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("key", what, id(self)), work, done, self._view.show_trouble, self._owner)


def meanings(codes: Sequence[ResultCode]) -> str:
    """Return the codes and what they mean on one line."""
    return "   ".join(f"{code.code} {code.meaning}" for code in codes)
