"""Keying's decisions: which sheet is opened, what each key means, what others did to the page meanwhile."""

from pathlib import Path
from typing import Any

from ui.core_words import in_words
from ui.desk import Desk
from ui.language import tr
from ui.results.answers import Answers
from ui.results.course import Course
from ui.results.entries import Entry
from ui.results.keeping import BLANKS, Keying, Surroundings, View
from ui.results.open_page import OpenPage
from ui.results.scanner import Scanned, read_words
from ui.results.sitting import Difference
from ui.results.words import opening
from walksheets.results import KeyedLine, KeyedPage, NoSuchSheet, Result, ResultCode

LAST = 5


class KeyPresenter:
    """One page being keyed."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._keying = Keying(view, desk)
        self._course = Course(self._keying)
        self._answers = Answers(self._keying, self._course)
        self._letters = ""  # of a code that has several
        self._ticking = False  # the next key says which follow-up
        self._offered = ("", "")  # what was typed, and the printed sheet nearest to it
        self._enter_is_late = False  # the code opened its sheet by itself: an Enter after it is the code's

    @property
    def page(self) -> KeyedPage | None:
        """The sheet that is keyed."""
        return self._keying.page

    @property
    def at(self) -> int:
        """The entry the cursor is on."""
        return self._keying.open.at if self._keying.open else 0

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on."""
        return self._keying.entry

    @property
    def line(self) -> KeyedLine | None:
        """The line the cursor is on; of a row, its first."""
        return self.entry.line if self.entry else None

    @property
    def codes(self) -> list[ResultCode]:
        """The codes that this kind of sheet has."""
        return self._keying.codes

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
            writes = self._keying.writes
            self._fetch("page", lambda: results.page(page.sheet), lambda now: self._take_again(now, writes))

    def open_sheet(self, text: str, *, by_itself: bool = False) -> None:
        """Show the sheet of a code that was typed or scanned; with a line and a result behind it, key that too."""
        typed = text.strip()
        if not typed:
            return
        self._enter_is_late = by_itself
        scanned = read_words(typed) or Scanned(typed)
        if scanned.line is not None and not scanned.sheet:
            self._answers.key_line(scanned)
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

    def type(self, letter: str) -> None:
        """Take one typed letter: it answers the line as soon as it can only mean one code."""
        self._enter_is_late = False
        if self._ticking:
            self._tick(letter)
        elif self._keying.question == BLANKS:
            self._course.ask_blanks()
        else:
            self._take_letter(letter)

    def enter(self) -> None:
        """Answer what is asked with yes; finish a code of several letters; else repeat what stands above."""
        late, self._enter_is_late = self._enter_is_late, False
        question = self._keying.question
        if isinstance(question, Difference):
            self._course.leave_standing(question)
        elif question == BLANKS:
            self._course.leave_blank()
        elif self._letters:
            whole = [code.code for code in self.codes if code.code.upper() == self._letters]
            if whole:
                self.answer(whole[0])
        elif not late:
            self._wait("")
            self._answers.repeat_above()

    def answer(self, code: str) -> None:
        """Keep an answer to the line, or to all of a row, then move on."""
        self._wait("")
        self._answers.answer(code)

    def door(self) -> None:
        """Nobody is at home at this door; a row of doors is done."""
        self._wait("")
        self._answers.door()

    def rest(self) -> None:
        """Give all lines that wait the same answer."""
        self._answers.rest()

    def clear(self) -> None:
        """Take the line's answer away."""
        self._wait("")
        self._answers.clear()

    def tick(self) -> None:
        """Wait for the second key that says which follow-up; on a leaflet sheet, ask which doors were missed."""
        if self._keying.open is None or self.entry is None or self._keying.question:
            return
        if self._keying.open.leaflet:
            self._view.ask_missed(self.entry)
            return
        self._ticking = True
        self._view.show_waiting(". " + "   ".join(f"{kind.key} {kind.words}" for kind in self._keying.kinds))

    def note(self) -> None:
        """Ask for a note to the line; on a leaflet sheet, which doors were missed and why."""
        if self.entry is None or self._keying.question:
            return
        if len(self.entry.lines) > 1:
            self._view.ask_missed(self.entry)
        else:
            self._view.ask_note(self.entry.line)

    def set_note(self, words: str) -> None:
        """Keep a note to the line."""
        self._answers.set_note(words)

    def set_missed(self, words: str) -> None:
        """Keep which doors of a row were missed and why."""
        self._answers.set_missed(words)

    def back(self) -> None:
        """Go to the line before, or to the first empty one when they were asked for."""
        if self._keying.question == BLANKS:
            self._keying.ask_nothing()
            self._keying.show_at((self._keying.open.first_waiting() if self._keying.open else None) or 0)
        else:
            self._wait("")
            self._course.step(-1)

    def forward(self) -> None:
        """Go to the next line, leaving this as it is."""
        self._wait("")
        self._course.step(+1)

    def go_to(self, at: int) -> None:
        """Put the cursor on a line that was clicked."""
        self._keying.ask_nothing()
        self._wait("")
        if self._keying.open:
            self._keying.open.at = at

    def leave(self) -> None:
        """Leave what was begun, else the page; empty lines are asked for first, once."""
        here, question = self._keying.open, self._keying.question
        if self._ticking or self._letters:
            self._wait("")
        elif isinstance(question, Difference):
            self._keying.ask_nothing()
        elif here and here.page.keyed and here.wants_blanks and question != BLANKS:
            self._course.ask_blanks()
        else:
            self._keying.ask_nothing()
            self._view.next_sheet()

    def scan(self, words: Scanned) -> None:
        """Take what a scanner typed over the lines."""
        if words.sheet:
            self.open_sheet(
                words.sheet if words.line is None else f"{words.sheet} {words.line} {words.result}"
            )
        else:
            self._wait("")
            self._answers.key_line(words)

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
        if page is None or not self._keying.may_write():
            return
        said = (walked_on, minutes, left_over)
        if said == (page.back.walked_on, page.back.minutes, page.back.left_over) or self._keying.keep(
            lambda results, sheet: results.note_return(
                sheet, walked_on=walked_on, minutes=minutes, left_over=left_over
            )
        ):
            self._keying.show()
            self._view.next_sheet()

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

    def _tick(self, letter: str) -> None:
        kind = next((each for each in self._keying.kinds if each.key == letter.upper()), None)
        self._wait("")
        if kind is None:
            self._view.say(tr("“{letter}” is no follow-up; nothing was noted.").format(letter=letter))
        else:
            self._answers.tick(kind)

    def _wait(self, letters: str) -> None:
        self._letters, self._ticking = letters, False
        self._view.show_waiting(
            tr("{letters}…  Enter when it is whole").format(letters=letters) if letters else ""
        )

    # What was read

    def _take_page(self, page: KeyedPage, scanned: Scanned) -> None:
        here = self._keying.open = OpenPage.open(page)
        self._keying.ask_nothing()
        self._wait("")
        self._keying.show()
        self._view.begin(page)
        self._view.say(opening(page, again=here.sitting.again))
        if scanned.line is not None:
            self._answers.key_line(scanned)
        self.read()

    def _no_page(self, typed: str, error: BaseException) -> None:
        if isinstance(error, NoSuchSheet) and error.nearest:
            self._offered = (typed, error.nearest[0])
        self._view.show_trouble(error)
        if self._offered[1]:
            self._view.say(
                tr("{why} Enter again opens {sheet}.").format(
                    why=in_words(str(error)), sheet=self._offered[1]
                )
            )

    def _take_again(self, page: KeyedPage, writes: int) -> None:
        """Show the page as it is now: what others keyed meanwhile, or, with the cursor there, what was undone.

        The cursor stays on a line that somebody else answered: a key that is already on its way is meant for it.
        """
        here = self._keying.open
        if here is None or here.page.sheet != page.sheet or writes != self._keying.writes:
            return
        old = {line.line: line.result for line in here.page.lines}
        differing = [line for line in page.lines if line.result != old[line.line]]
        undone = [line.line for line in differing if here.sitting.mine.pop(line.line, None) is not None]
        arrived = [line for line in differing if line.result and line.line not in undone]
        here.show_new(page)
        if undone:
            self._keying.ask_nothing()
            self._keying.show_at(here.at_line(undone[0]) or 0)
            return
        self._keying.show()
        if arrived:
            who = arrived[-1].keyed_by
            self._view.say(tr("{who} keyed %Ln line(s) of this page just now.", len(arrived)).format(who=who))

    def _take_surroundings(self, what: Surroundings) -> None:
        self._keying.all_codes, self._keying.kinds = what.codes, what.kinds
        self._view.show_surroundings(what)

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("key", what, id(self)), work, done, self._view.show_trouble, self._owner)
