"""Keying's decisions: which line a key answers, what Enter repeats, where the cursor goes next, what is asked.

Each answer is on disk before the cursor moves: the call is quick, so it is made in this thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from ui.results.entries import Entry, read_missed
from ui.results.open_page import OpenPage
from ui.results.scanner import Scanned, read_words
from ui.results.sitting import Difference
from ui.results.words import compared, opening
from walksheets.errors import WalksheetsError
from walksheets.results import (
    Contradiction,
    FollowUpKind,
    KeyedLine,
    KeyedPage,
    NoSuchSheet,
    Result,
    ResultCode,
    Totals,
)

LAST = 5
_REST = {"canvass": "no contact", "leaflet": "delivered"}
"""The effect of the code that the rest of a page gets with one key: not home, delivered."""

BLANKS = "blanks"


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
    """What the presenter needs of the screen."""

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


class KeyPresenter:
    """One page being keyed."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.open: OpenPage | None = None
        self.question: Difference | str | None = None
        self.kinds: tuple[FollowUpKind, ...] = ()
        self._codes: dict[str, ResultCode] = {}
        self._letters = ""
        self._ticking = False
        self._offered = ("", "")  # what was typed, and the printed sheet nearest to it
        self._enter_is_late = False  # the code opened its sheet by itself: an Enter after it is the code's
        self._writes = 0  # a page read before the latest key is old

    # Reading

    def read(self) -> None:
        """Fetch the page again, and what stands about it."""
        results, page = self._desk.campaign.results, self.page
        plan = page.plan if page else None

        def surroundings() -> Surroundings:
            return Surroundings(
                tuple(results.codes()),
                tuple(results.follow_up_kinds()),
                tuple(results.latest(LAST)),
                results.totals(plan) if plan else None,
                len(results.disagreements()),
                results.scans_waiting(),
            )

        self._fetch("surroundings", surroundings, self._take_surroundings)
        if page:
            writes = self._writes
            self._fetch("page", lambda: results.page(page.sheet), lambda now: self._take_again(now, writes))

    def open_sheet(self, text: str, *, by_itself: bool = False) -> None:
        """Show the sheet of a code that was typed or scanned; with a line and a result behind it, key that too."""
        typed = text.strip()
        if not typed:
            return
        self._enter_is_late = by_itself
        scanned = read_words(typed) or Scanned(typed)
        if scanned.line is not None and not scanned.sheet:
            self._key_line(scanned)
            return
        sheet = self._offered[1] if typed == self._offered[0] else scanned.sheet
        self._offered = ("", "")
        results = self._desk.campaign.results
        self._desk.jobs.fetch(
            ("key", "page", id(self)),
            lambda: results.page(sheet),
            lambda page: self._take_page(page, scanned),
            lambda error: self._no_page(typed, error),
            self._owner,
        )

    # Keys

    @property
    def page(self) -> KeyedPage | None:
        """The sheet that is keyed."""
        return self.open.page if self.open else None

    @property
    def at(self) -> int:
        """The entry the cursor is on."""
        return self.open.at if self.open else 0

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on."""
        return self.open.entry if self.open else None

    @property
    def line(self) -> KeyedLine | None:
        """The line the cursor is on; of a row, its first."""
        return self.entry.line if self.entry else None

    @property
    def codes(self) -> list[ResultCode]:
        """The codes that this kind of sheet has."""
        kind = self.page.kind if self.page else "canvass"
        return [code for code in self._codes.values() if code.kind == kind]

    @property
    def rest_code(self) -> str:
        """The code that the rest of a page, or a whole door, gets with one key."""
        effect = _REST.get(self.page.kind if self.page else "canvass", "no contact")
        return next((code.code for code in self.codes if code.effect == effect), "")

    def type(self, letter: str) -> None:
        """Take one typed letter: it answers the line as soon as it can only mean one code."""
        self._enter_is_late = False
        if self._ticking:
            self._tick(letter)
        elif self.question == BLANKS:
            self._ask_blanks()
        else:
            self._take_letter(letter)

    def enter(self) -> None:
        """Answer what is asked with yes; finish a code of several letters; else repeat what stands above."""
        late, self._enter_is_late = self._enter_is_late, False
        if isinstance(self.question, Difference):
            self._leave_standing(self.question)
        elif self.question == BLANKS:
            self._leave_blank()
        elif self._letters:
            whole = [code.code for code in self.codes if code.code.upper() == self._letters]
            if whole:
                self.answer(whole[0])
        elif not late:
            self._repeat_above()

    def answer(self, code: str) -> None:
        """Keep an answer to the line, or to all of a row, then move on."""
        entry = self.entry
        self._wait("")
        if entry is None or not self._may_write():
            return
        if len(entry.lines) > 1:
            self._answer_row(entry, code)
        elif entry.wanted:
            self._answer_line(entry.line, code)

    def door(self) -> None:
        """Nobody is at home at this door: all its lines that wait get that; a row of doors is done."""
        here, code = self.open, self.rest_code
        if here is None or here.entry is None or not code or self.question or not self._may_write():
            return
        if here.leaflet:
            self.answer(code)
            return
        door = here.door()
        waiting = [each.line for at in door for each in here.entries[at : at + 1] if each.waiting]
        if waiting and not self._write(lambda results, sheet: results.key_door(sheet, waiting[0].line, code)):
            return
        for line in waiting:
            here.sitting.answered(line.line, code, "")
        if found := here.differing(door, code):
            here.at, line = found
            self._ask_difference(Difference(line.line, code, line.result, line.keyed_by, line.keyed_at))
            return
        for at in door:
            line = here.entries[at].line
            if line.wanted and line.line not in here.sitting.mine:
                here.sitting.answered(line.line, code, code)
        here.at = door[-1]
        self._move_on()

    def rest(self) -> None:
        """Give all lines that wait the same answer."""
        here = self.open
        if here is None or not self._may_write():
            return
        waiting = [line.line for line in here.page.waiting]
        if not waiting:
            self._view.say(tr("Nothing on this page waits for an answer."))
        elif self._write(lambda results, sheet: results.key_rest(sheet, self.rest_code)):
            for line in waiting:
                here.sitting.answered(line, self.rest_code, "")
            self._ask_nothing()
            self._finish()

    def clear(self) -> None:
        """Take the line's answer away; what it was stays in the history."""
        here, entry = self.open, self.entry
        self._wait("")
        if here and entry and entry.result and self._may_write():
            gone: dict[int, tuple[str, str | None]] = {
                line.line: ("", None) for line in entry.lines if line.result
            }
            if self._write(lambda results, sheet: results.key_lines(sheet, gone)):
                for line in gone:
                    here.sitting.mine.pop(line, None)

    def tick(self) -> None:
        """Wait for the second key that says which follow-up; on a leaflet sheet, ask which doors were missed."""
        if self.open is None or self.entry is None or self.question:
            return
        if self.open.leaflet:
            self._view.ask_missed(self.entry)
            return
        self._ticking = True
        self._view.show_waiting(". " + "   ".join(f"{kind.key} {kind.words}" for kind in self.kinds))

    def note(self) -> None:
        """Ask for a note to the line; on a leaflet sheet, which doors were missed and why."""
        if self.entry is None or self.question:
            return
        if len(self.entry.lines) > 1:
            self._view.ask_missed(self.entry)
        else:
            self._view.ask_note(self.entry.line)

    def set_note(self, words: str) -> None:
        """Keep a note to the line."""
        line = self.line
        if line and self._may_write():
            # A note alone leaves the answer that stands, whoever keyed it; taking the note off needs the answer.
            result = "" if words else line.result
            self._write(lambda results, sheet: results.key(sheet, line.line, result, words))

    def set_missed(self, words: str) -> None:
        """Keep which doors of a row were missed and why; the others were done."""
        entry = self.entry
        if entry is None or not self._may_write():
            return
        left_out = next((code.code for code in self.codes if code.effect == "left out"), "")
        try:
            missed = read_missed(words, entry.lines)
        except WalksheetsError as error:
            self._view.say(str(error))
            return
        answers: dict[int, tuple[str, str | None]] = {
            line.line: (left_out, missed[line.line]) if line.line in missed else (self.rest_code, "")
            for line in entry.lines
        }
        if missed and self._write(lambda results, sheet: results.key_lines(sheet, answers)):
            self._move_on()

    def back(self) -> None:
        """Go to the line before, or to the first empty one when they were asked for."""
        if self.question == BLANKS:
            self._ask_nothing()
            self._show_at((self.open.first_waiting() if self.open else None) or 0)
        else:
            self._go(-1)

    def forward(self) -> None:
        """Go to the next line, leaving this as it is."""
        self._go(+1)

    def go_to(self, at: int) -> None:
        """Put the cursor on a line that was clicked."""
        self._ask_nothing()
        self._wait("")
        if self.open:
            self.open.at = at

    def leave(self) -> None:
        """Leave what was begun, else the page; empty lines are asked for first, once."""
        here = self.open
        if self._ticking or self._letters:
            self._wait("")
        elif isinstance(self.question, Difference):
            self._ask_nothing()
        elif here and here.page.keyed and here.wants_blanks and self.question != BLANKS:
            self._ask_blanks()
        else:
            self._ask_nothing()
            self._view.next_sheet()

    def scan(self, words: Scanned) -> None:
        """Take what a scanner typed over the lines."""
        if words.sheet:
            self.open_sheet(
                words.sheet if words.line is None else f"{words.sheet} {words.line} {words.result}"
            )
        else:
            self._key_line(words)

    def take_back(self, result: Result) -> None:
        """Undo one of the last entries."""
        store, number = self._desk.campaign.store, result.change
        self._desk.change(tr("Undo"), lambda: store.undo(number), owner=self._owner)

    def take_file(self, path: Path) -> None:
        """Key a spreadsheet, in a job: all of it or nothing."""
        results = self._desk.campaign.results
        title = tr("Key {file}").format(file=path.name)
        self._desk.jobs.start(title, lambda _p: results.key_file(path), owner=self._owner)

    def note_return(self, walked_on: str, minutes: float | None, left_over: int | None) -> None:
        """Keep the day, the minutes and the leaflets left over; then the next sheet."""
        page = self.page
        if page is None or not self._may_write():
            return
        said = (walked_on, minutes, left_over)
        if said == (page.back.walked_on, page.back.minutes, page.back.left_over) or self._write(
            lambda results, sheet: results.note_return(
                sheet, walked_on=walked_on, minutes=minutes, left_over=left_over
            )
        ):
            self._view.next_sheet()

    # What a key does

    def _take_letter(self, letter: str) -> None:
        letters = self._letters + letter.upper()
        fitting = [code.code for code in self.codes if code.code.upper().startswith(letters)]
        if not fitting:
            known = " ".join(code.code for code in self.codes)
            self._wait("")
            self._view.say(
                tr("“{letter}” is no result code of this sheet. The codes are {known}.").format(
                    letter=letter, known=known
                )
            )
        elif len(fitting) == 1 and fitting[0].upper() == letters:
            self.answer(fitting[0])
        else:
            self._wait(letters)

    def _answer_line(self, line: KeyedLine, code: str) -> None:
        assert self.open is not None
        sitting, asked = self.open.sitting, self.question
        standing = line.result
        expected = sitting.expected(line.line)
        if isinstance(asked, Difference) and asked.line == line.line and asked.now == code:
            standing = expected = asked.standing
        if self._write(lambda results, sheet: results.key(sheet, line.line, code, expected=expected)):
            sitting.answered(line.line, code, standing)
            self._ask_nothing()
            self._move_on()

    def _answer_row(self, entry: Entry, code: str) -> None:
        wanting = entry.waiting or tuple(line for line in entry.lines if line.result != code)
        answers: dict[int, tuple[str, str | None]] = {line.line: (code, None) for line in wanting}
        expected = "" if entry.waiting else None
        if not answers or self._write(
            lambda results, sheet: results.key_lines(sheet, answers, expected=expected)
        ):
            self._move_on()

    def _repeat_above(self) -> None:
        above = self.open.above() if self.open else ""
        if above:
            self.answer(above)
        else:
            self._view.say(tr("Enter repeats the result above, and there is none to repeat."))

    def _tick(self, letter: str) -> None:
        line = self.line
        kind = next((each for each in self.kinds if each.key == letter.upper()), None)
        self._wait("")
        if line is None or kind is None or not self._may_write():
            if kind is None:
                self._view.say(tr("“{letter}” is no follow-up; nothing was noted.").format(letter=letter))
            return
        wanted = kind.words.casefold() not in {each.casefold() for each in line.follow_ups}
        self._write(lambda results, sheet: results.promise(sheet, line.line, kind.words, wanted))

    def _key_line(self, words: Scanned) -> None:
        at = self.open.at_line(words.line or 0) if self.open else None
        code = next((code.code for code in self.codes if code.code.upper() == words.result), "")
        if at is None or not code:
            self._view.say(
                tr("Line {line} with {result} fits nothing on this sheet, so nothing was kept.").format(
                    line=words.line, result=words.result
                )
            )
            return
        self._show_at(at)
        self.answer(code)

    # What is asked

    def _ask_difference(self, found: Difference) -> None:
        self.question = found
        self._show_at(self.at)
        self._view.ask(
            tr(
                "Line {line}: {standing} stands, keyed by {who}; you keyed {now}. Enter leaves {standing}, {now} again takes {now}."
            ).format(line=found.line, standing=found.standing, who=found.by, now=found.now)
        )

    def _leave_standing(self, found: Difference) -> None:
        assert self.open is not None
        self.open.sitting.left_standing(found.line, found.standing)
        self._ask_nothing()
        self._move_on()

    def _ask_blanks(self) -> None:
        assert self.page is not None
        self.question = BLANKS
        lines = [str(line.line) for line in self.page.waiting]
        shown = ", ".join(lines[:8]) + (" …" if len(lines) > 8 else "")
        self._view.ask(
            tr(
                "%n line(s) have nothing yet: {lines}. Enter: they are empty on the paper too. ↑ goes to the first.",
                len(lines),
            ).format(lines=shown)
        )

    def _leave_blank(self) -> None:
        if self._may_write() and self._write(lambda results, sheet: results.leave_blank(sheet)):
            self._ask_nothing()
            self._finish()

    def _ask_nothing(self) -> None:
        if self.question is not None:
            self.question = None
            self._view.ask("")

    # Moving

    def _move_on(self) -> None:
        assert self.open is not None
        at = self.open.next()
        if at is None:
            self._finish()
        else:
            self._show_at(at)

    def _finish(self) -> None:
        """Say how the page stands at its end; ask once for what is empty."""
        here = self.open
        assert here is not None
        if here.wants_blanks:
            self._show_at(here.at)
            self._ask_blanks()
            return
        if here.sitting.again or here.sitting.compared:
            self._view.say(compared(here.sitting, here.page))
        else:
            self._view.say(
                tr("Sheet {sheet} is complete. The next sheet, please.").format(sheet=here.page.sheet)
            )
        if here.leaflet:
            self._view.ask_return(here.page)
        else:
            self._view.next_sheet()

    def _go(self, step: int) -> None:
        self._ask_nothing()
        self._wait("")
        if self.open:
            self._show_at(self.open.beside(step))

    def _show_at(self, at: int) -> None:
        if self.open:
            self.open.at = at
            self._view.show_page(self.open.page, self.open.entries, at)

    def _wait(self, letters: str) -> None:
        self._letters, self._ticking = letters, False
        self._view.show_waiting(
            tr("{letters}…  Enter when it is whole").format(letters=letters) if letters else ""
        )

    # Writing

    def _write(self, verb: Callable[[Any, str], Any]) -> bool:
        """Keep something and read the page again; say why when it cannot be kept."""
        assert self.page is not None
        self._writes += 1
        try:
            verb(self._desk.campaign.results, self.page.sheet)
        except Contradiction as found:
            self._reread()
            self._contradicted(found)
            return False
        except WalksheetsError as error:
            self._desk.complain(error)
            return False
        self._reread()
        return True

    def _contradicted(self, found: Contradiction) -> None:
        """Somebody else's answer stands there: of a single line one key decides, a whole row is looked at again."""
        if self.entry and len(self.entry.lines) == 1 and self.entry.line.line == found.line:
            self._ask_difference(Difference(found.line, found.result, found.standing, found.by, found.at))
        else:
            self._view.say(
                tr("{who} keyed line {line} meanwhile, so nothing was kept. Look at it again.").format(
                    who=found.by, line=found.line
                )
            )

    def _reread(self) -> None:
        assert self.open is not None
        self.open.show_new(self._desk.campaign.results.page(self.open.page.sheet))
        self._show_at(self.open.at)

    def _may_write(self) -> bool:
        """Long work holds the campaign; a key would have to wait for it, and the window with it."""
        if self._desk.jobs.busy:
            self._view.say(tr("Keying waits until the work shown below has finished; nothing was keyed."))
            return False
        return True

    # What was read

    def _take_page(self, page: KeyedPage, scanned: Scanned) -> None:
        self.open = OpenPage.open(page)
        self._ask_nothing()
        self._wait("")
        self._show_at(self.open.at)
        self._view.begin(page)
        self._view.say(opening(page, again=self.open.sitting.again))
        if scanned.line is not None:
            self._key_line(scanned)
        self.read()

    def _no_page(self, typed: str, error: BaseException) -> None:
        if isinstance(error, NoSuchSheet) and error.nearest:
            self._offered = (typed, error.nearest[0])
        self._view.show_trouble(error)
        if self._offered[1]:
            self._view.say(tr("{why} Enter again opens {sheet}.").format(why=error, sheet=self._offered[1]))

    def _take_again(self, page: KeyedPage, writes: int) -> None:
        """Show the page as it is now: what others keyed meanwhile, or, with the cursor there, what was undone."""
        here = self.open
        if here is None or here.page.sheet != page.sheet or writes != self._writes:
            return
        old = {line.line: line.result for line in here.page.lines}
        differing = [line for line in page.lines if line.result != old[line.line]]
        undone = [line.line for line in differing if here.sitting.mine.pop(line.line, None) is not None]
        arrived = [line for line in differing if line.result and line.line not in undone]
        here.show_new(page)
        if undone:
            self._ask_nothing()
            self._show_at(here.at_line(undone[0]) or 0)
            return
        self._show_at(here.at)
        if arrived:
            who = arrived[-1].keyed_by
            self._view.say(tr("{who} keyed %n line(s) of this page just now.", len(arrived)).format(who=who))
            self._step_off_answered(here)

    def _step_off_answered(self, here: OpenPage) -> None:
        """Somebody else answered the line under the cursor: go to the next that waits."""
        if here.entry and not here.entry.waiting and not self.question and not self._letters:
            at = here.first_waiting(here.at)
            if at is not None:
                self._show_at(at)

    def _take_surroundings(self, what: Surroundings) -> None:
        self._codes = {code.code: code for code in what.codes}
        self.kinds = what.kinds
        self._view.show_surroundings(what)

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("key", what, id(self)), work, done, self._view.show_trouble, self._owner)
