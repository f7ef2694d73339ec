"""The decisions of looking at scans: which page and line is next, what a key decides, when a page may be confirmed.

Pages that were read and what was decided of them are on disk, in a heap; in the results is nothing before a page is
confirmed, and then it is kept whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from walksheets.errors import UsersMistake
from walksheets.results import KeyedLine, ResultCode
from walksheets.results.keying import Contradiction
from walksheets.results.scan import ReadLine, ScannedPage, Unread, WaitingPage

Found = tuple[tuple[WaitingPage, ...], tuple[Unread, ...], tuple[ResultCode, ...]]
"""What a reading brings: all that lies on the heap, what could not be read, the campaign's codes."""


@dataclass
class Review:
    """A page that is looked at: what was decided of its lines so far, and what was read by eye."""

    scan: ScannedPage
    decided: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    done: bool = False

    @property
    def open(self) -> int:
        """How many lines still wait for a person."""
        return len(self.scan.open_lines(self.decided))


@dataclass(frozen=True)
class SeenLine:
    """A line as it is shown: what the paper says, what was decided, whom it is about."""

    read: ReadLine
    printed: KeyedLine
    code: str
    open: bool
    note: str


class View(Protocol):
    """What the presenter needs of the dialog."""

    def show_reading(self, words: str, share: float) -> None: ...
    def show_entries(self, entries: Sequence[Review | Unread], at: int) -> None: ...
    def show_page(self, review: Review, lines: Sequence[SeenLine], at: int) -> None: ...
    def show_unread(self, unread: Unread) -> None: ...
    def show_nothing(self) -> None: ...
    def say(self, words: str) -> None: ...
    def ask_note(self, words: str) -> None: ...
    def show_all_done(self, kept: int) -> None: ...


class ScanPresenter:
    """Some files of scans, from reading to the last page confirmed."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._job: Any = None
        self.entries: list[Review | Unread] = []
        self.at = 0  # the page or picture that is shown
        self.line_at = 0
        self._codes: tuple[ResultCode, ...] = ()
        self._letters = ""
        self.kept = 0

    # Reading

    def read(self, files: Sequence[Path]) -> None:
        """Read files in a job and lay their pages on the heap, beside those that lie there; with none, show these."""
        campaign = self._desk.campaign
        self._view.show_reading(tr("Reading the scans…"), 0.0)

        def work(progress: Any) -> Found:
            unread = campaign.scans.read(files, progress, keep=True).unread if files else ()
            return campaign.scans.waiting(), unread, tuple(campaign.results.codes())

        title = tr("Read %Ln scan(s)", len(files))
        self._job = self._desk.jobs.start(title, work, self._take, self._failed, self._owner)

    def stop(self) -> None:
        """Stop reading; what is being read is not kept, what lies on the heap is."""
        if self._job is not None:
            self._job.cancel()

    def read_as(self, code: str) -> None:
        """Read a picture whose square code is gone, by the code that was typed."""
        unread = self.entries[self.at] if self.entries else None
        if not isinstance(unread, Unread) or not code.strip():
            return
        at, scans = self.at, self._desk.campaign.scans

        def taken(page: ScannedPage) -> None:
            self.entries[at] = Review(page)
            self.open(at)

        def verb(_progress: object) -> ScannedPage:
            return scans.read_as(unread.file, unread.number, code, keep=True)

        self._job = self._desk.jobs.start(tr("Read a page"), verb, taken, self._complain, self._owner)

    # Going about

    @property
    def review(self) -> Review | None:
        """The page that is shown, if it is one."""
        entry = self.entries[self.at] if self.at < len(self.entries) else None
        return entry if isinstance(entry, Review) else None

    @property
    def line(self) -> SeenLine | None:
        """The line the cursor is on."""
        lines = self.lines()
        return lines[self.line_at] if self.line_at < len(lines) else None

    @property
    def codes(self) -> list[ResultCode]:
        """The codes of the sheet that is shown."""
        kind = self.review.scan.page.kind if self.review else "canvass"
        return [code for code in self._codes if code.kind == kind]

    def lines(self) -> list[SeenLine]:
        """Return the shown page's lines as they stand now."""
        review = self.review
        if review is None:
            return []
        printed = {line.line: line for line in review.scan.page.lines}
        waiting = {line.line for line in review.scan.open_lines(review.decided)}
        return [
            SeenLine(
                read,
                printed[read.line],
                review.decided.get(read.line, read.code),
                read.line in waiting,
                review.notes.get(read.line, printed[read.line].note),
            )
            for read in review.scan.lines
        ]

    def open(self, at: int) -> None:
        """Show another page, with the cursor on its first line in doubt."""
        self.at = at
        self._letters = ""
        entry = self.entries[at]
        self._view.show_entries(self.entries, at)
        if isinstance(entry, Unread):
            self._view.show_unread(entry)
            return
        self.line_at = self._next_open(-1) or 0
        self._show()
        if entry.done:
            self._view.say(tr("This page is confirmed and kept. Undo takes it back."))
        elif not entry.open:
            self._view.say(tr("Nothing is in doubt. Look the page over, then confirm it (Ctrl+Enter)."))
        else:
            self._view.say(tr("%Ln line(s) in doubt: type the code that the paper shows.", entry.open))

    def go_to(self, at: int) -> None:
        """Put the cursor on a line."""
        self._letters = ""
        if 0 <= at < len(self.lines()):
            self.line_at = at
            self._show()

    # Keys

    def type(self, letter: str) -> None:
        """Take one typed letter: it decides the line as soon as it can only mean one code."""
        letters = self._letters + letter.upper()
        fitting = [code.code for code in self.codes if code.code.upper().startswith(letters)]
        self._letters = ""
        if not fitting:
            known = " ".join(code.code for code in self.codes)
            self._view.say(
                tr("“{letter}” is no code of this sheet. The codes are {codes}.").format(
                    letter=letter, codes=known
                )
            )
        elif len(fitting) == 1 and fitting[0].upper() == letters:
            self.decide(fitting[0])
        else:
            self._letters = letters
            self._view.say(tr("{letters}…  Enter when it is whole").format(letters=letters))

    def enter(self) -> None:
        """Accept what was read for the line, or finish a code of several letters; then the next in doubt."""
        line, letters, self._letters = self.line, self._letters, ""
        whole = next((code.code for code in self.codes if letters and code.code.upper() == letters), "")
        if whole:
            self.decide(whole)
        elif line and line.open and not line.code:
            self._view.say(tr("Type the code that the paper shows, or Delete when it shows none."))
        elif line:
            self.decide(line.code)

    def clear(self) -> None:
        """Decide that the line has no answer on the paper."""
        self.decide("")

    def decide(self, code: str) -> None:
        """Decide the line, then go to the next one in doubt."""
        review, line = self.review, self.line
        if review is None or line is None or not self._may_change(review):
            return
        if line.open or code != line.code:
            review.decided[line.read.line] = code
            self._remember(review)
        following = self._next_open(self.line_at)
        if following is not None:
            self.line_at = following
        elif not line.open and self.line_at + 1 < len(self.lines()):
            self.line_at += 1
        self._show()
        if not review.open:
            self._view.say(
                tr("Nothing is in doubt any more. Look the page over, then confirm it (Ctrl+Enter).")
            )
        self._view.show_entries(self.entries, self.at)

    def note(self) -> None:
        """Ask for the line's note."""
        if self.line and self.review and self._may_change(self.review):
            self._view.ask_note(self.line.note)

    def set_note(self, words: str) -> None:
        """Keep the line's note with the page."""
        if self.review and self.line:
            self.review.notes[self.line.read.line] = words
            self._remember(self.review)
            self._show()

    def confirm(self) -> None:
        """Keep the page, whole."""
        review = self.review
        if review is None or review.done:
            return
        if review.open:
            self.line_at = self._next_open(-1) or 0
            self._show()
            self._view.say(tr("%Ln line(s) still in doubt: decide them first.", review.open))
            return
        scans = self._desk.campaign.scans
        self._desk.jobs.start(
            tr("Keep sheet {code}").format(code=review.scan.sheet),
            lambda _progress: scans.confirm(review.scan, review.decided, review.notes),
            lambda _done: self._kept(review),
            lambda error: self._not_kept(review, error),
            self._owner,
            must_end=True,
        )

    def take_off(self) -> None:
        """Take what is shown off the heap unconfirmed: a wrong picture, a sheet that is keyed by hand after all."""
        if not self.entries:
            return
        entry = self.entries[self.at]
        if isinstance(entry, Review) and not entry.done:
            self._desk.campaign.scans.take_off(entry.scan.sheet)
        del self.entries[self.at]
        if self.entries:
            self.open(min(self.at, len(self.entries) - 1))
        else:
            self.at = 0
            self._view.show_entries([], 0)
            self._view.show_nothing()

    # Inside

    def _take(self, found: Found) -> None:
        waiting, unread, self._codes = found
        first = len(self.entries)
        shown = {entry.scan.picture for entry in self.entries if isinstance(entry, Review) and not entry.done}
        new = [page for page in waiting if page.scan.picture not in shown]
        seen_again = {page.scan.sheet for page in new}
        self.entries = [
            entry
            for entry in self.entries
            if not isinstance(entry, Review) or entry.done or entry.scan.sheet not in seen_again
        ]
        first = min(first, len(self.entries))
        pages = [Review(page.scan, page.decided, page.notes) for page in new]
        self.entries += [*sorted(pages, key=lambda review: not review.open), *unread]
        self._view.show_reading("", 1.0)
        if self.entries:
            self.open(min(first, len(self.entries) - 1))
        else:
            self._view.show_nothing()

    def _failed(self, error: BaseException) -> None:
        self._view.show_reading("", 1.0)
        self._desk.complain(error)

    def _complain(self, error: BaseException) -> None:
        if isinstance(error, UsersMistake):
            self._view.say(str(error))
        else:
            self._desk.complain(error)

    def _remember(self, review: Review) -> None:
        self._desk.campaign.scans.remember(review.scan.sheet, review.decided, review.notes)

    def _kept(self, review: Review) -> None:
        review.done = True
        self.kept += 1
        left = [at for at, each in enumerate(self.entries) if isinstance(each, Review) and not each.done]
        if left:
            self.open(next((at for at in left if at > self.at), left[0]))
        else:
            self._view.show_entries(self.entries, self.at)
            self._show()
            self._view.show_all_done(self.kept)

    def _not_kept(self, review: Review, error: BaseException) -> None:
        """Somebody keyed the sheet meanwhile: show the page compared with that."""
        if isinstance(error, Contradiction):
            at = next(at for at, each in enumerate(self.entries) if each is review)
            anew = replace(review, scan=self._desk.campaign.scans.again(review.scan), decided={})
            self.entries[at] = anew
            self._remember(anew)
            self.open(at)
        self._complain(error)

    def _may_change(self, review: Review) -> bool:
        if review.done:
            self._view.say(
                tr("This page is confirmed already. Correct a line in Key in, or take it back with Undo.")
            )
        return not review.done

    def _next_open(self, after: int) -> int | None:
        waiting = [at for at, line in enumerate(self.lines()) if line.open]
        return next((at for at in waiting if at > after), waiting[0] if waiting else None)

    def _show(self) -> None:
        if self.review:
            self._view.show_page(self.review, self.lines(), self.line_at)
