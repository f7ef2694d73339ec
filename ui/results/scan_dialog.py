"""Scans: the pages that were read, their lines each with its picture, and what a person says of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QProgressBar, QSplitter, QStackedWidget, QWidget

from ui import actions, theme
from ui.core_words import in_words
from ui.desk import Desk
from ui.jobs import Job
from ui.language import tr
from ui.results.scan_lines import ScanLines
from ui.results.scan_presenter import Review, ScanPresenter, SeenLine
from ui.widgets import files
from ui.widgets.pages import Notice
from ui.widgets.plain import boxed, button, column, row, soft, tool
from ui.widgets.table import Column, Table
from walksheets.results.scan import ENDINGS, ScannedPage, Unread

_LARGE_PX, _LETTERS_PX, _DOOR_PX = 84, 18, 44


class ScanDialog(QDialog):
    """The heap of scans; it may be closed at any time: pages wait on it until they are confirmed."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Scanned sheets"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1280, 740)
        self._desk = desk
        self.presenter = ScanPresenter(self, desk, self)
        self.pages = Table(tr("Pages"), [
            Column[Review | Unread](tr("Sheet"), _name, width=92, bold=True),
            Column[Review | Unread]("", _state, tip=_state),
        ], sortable=False)  # fmt: skip
        self.lines = ScanLines()
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.message = QLabel()
        self.message.setObjectName("warn")
        self.message.setWordWrap(True)
        self.large = QLabel()
        self.large.setAccessibleName(tr("Picture of the line"))
        self.large.setFixedHeight(_LARGE_PX)
        self.door, self.below = QLabel(), QLabel()
        self.door.setAccessibleName(tr("Picture of the door's line, with what was written there"))
        self.below.setAccessibleName(tr("Picture of the follow-ups"))
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("Note for the line"))
        self.note.setPlaceholderText(tr("Note, as you read it: Enter keeps it with the page"))
        self.code = QLineEdit()
        self.code.setPlaceholderText("K7-F4X")
        self.code.setAccessibleName(tr("The code printed on this sheet"))
        self.code.setFixedWidth(theme.grown(150))
        self.unread = Notice("warn")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the reading"))
        self.acts = {
            "scan.confirm": actions.make("scan.confirm", self, self.presenter.confirm),
            "scan.more": actions.make("scan.more", self, self._ask_more),
            "scan.off": actions.make("scan.off", self, self.presenter.take_off),
        }
        self.confirm = button(tr("Confirm page"), self.presenter.confirm, primary=True)
        self.confirm.setToolTip(self.acts["scan.confirm"].toolTip())
        self._picture = QImage()
        self._shown: ScannedPage | None = None
        self._middle = QStackedWidget()
        self._lay_out()
        self._wire()
        self.presenter.read(paths)

    # The presenter's view

    def show_reading(self, words: str, share: float) -> None:
        """Say that it reads, or that it has done so."""
        self.bar.setVisible(bool(words))
        self.bar.setRange(0, 1000 if share else 0)
        self.bar.setValue(round(share * 1000))
        if words:
            self.say(words)

    def show_entries(self, entries: Sequence[Review | Unread], at: int) -> None:
        """List the pages and the pictures that could not be read."""
        self.pages.blockSignals(True)
        self.pages.rows.set_rows(entries)
        if entries:
            self.pages.select(lambda entry: entry is entries[at])
        self.pages.blockSignals(False)

    def show_page(self, review: Review, lines: Sequence[SeenLine], at: int) -> None:
        """Show a page with the cursor on one line."""
        if self._shown is not review.scan:
            self._picture = QImage.fromData(review.scan.picture)
            self._shown = review.scan
        self._middle.setCurrentIndex(0)
        page = review.scan.page
        self.facts.setText(
            tr("{code} · {plan}, round {number}, page {page} of {pages} · {file}").format(
                code=page.sheet, plan=page.plan, number=page.round_number, page=page.page, pages=page.pages,
                file=review.scan.file.name,
            )
        )  # fmt: skip
        self.lines.meanings = {code.code: code.meaning for code in self.presenter.codes}
        self.lines.show_lines(lines, self._picture, at)
        if not self.note.hasFocus():
            self.lines.setFocus()
        self._show_line(lines[at])
        self.confirm.setEnabled(not review.done and not review.open)

    def show_unread(self, unread: Unread) -> None:
        """Say why nothing was taken from a picture; ask for its code when that is all that is missing."""
        self._middle.setCurrentIndex(1)
        where = tr("{file}, page {number}").format(file=unread.file.name, number=unread.number)
        self.unread.say(where if unread.number else unread.file.name, in_words(unread.why))
        self._ask_code.setVisible(unread.code_missing)
        self.confirm.setEnabled(False)
        self.facts.setText("")
        self.say("")
        if unread.code_missing:
            self.code.clear()
            self.code.setFocus()

    def show_nothing(self) -> None:
        """Say that no page waits."""
        self._middle.setCurrentIndex(1)
        self._ask_code.setVisible(False)
        self.facts.setText("")
        self.confirm.setEnabled(False)
        self.unread.say(tr("No scanned page waits"), tr("Drop scans here, or read them from files."))
        self.say("")

    def say(self, words: str) -> None:
        """Say something about the page."""
        self.message.setText(in_words(words))
        self.message.setVisible(bool(words))

    def ask_note(self, words: str) -> None:
        """Let a note be written."""
        self.note.setText(words)
        self.note.setFocus()
        self.note.selectAll()

    def show_all_done(self, kept: int) -> None:
        """Say that every page is confirmed."""
        self.say(tr("%Ln page(s) confirmed and kept. Close this, or drop more scans here.", kept))
        self._close.setFocus()

    # What the user does

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more scans."""
        if scans_among(_dropped(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read more scans beside those that are there."""
        event.acceptProposedAction()
        self.presenter.read(scans_among(_dropped(event)))

    def reject(self) -> None:
        """Leave the note on Escape; else close: what was confirmed is kept, the rest waits on the heap."""
        if self.note.hasFocus():
            self.lines.setFocus()
            return
        self.presenter.stop()
        super().reject()

    def _show_line(self, line: SeenLine) -> None:
        read = line.read
        self.large.setPixmap(self._lettered(line, max(300, self._middle.width() - 24)))
        room = max(200, self._middle.width() // 2 - 16)
        for label, strip in ((self.door, read.door), (self.below, read.below)):
            label.setVisible(strip is not None)
            if strip is not None:
                label.setPixmap(self._piece(strip, room, _DOOR_PX))
        if not self.note.hasFocus():
            self.note.setText(line.note)
        self._why.setText(in_words(read.why) if line.open else "")

    def _lettered(self, line: SeenLine, width: int) -> QPixmap:
        """The line's picture, large, with the codes' letters above their boxes."""
        strip = line.read.strip
        piece = self._piece(strip, width, _LARGE_PX - _LETTERS_PX)
        shown = QPixmap(piece.width(), _LARGE_PX)
        shown.fill(QColor(theme.colours().paper))
        painter = QPainter(shown)
        painter.drawPixmap(0, _LETTERS_PX, piece)
        painter.setPen(QColor(theme.colours().ink))
        for word, middle in line.read.columns:
            x = round(middle * piece.width() / strip[2])
            painter.drawText(QRect(x - 20, 0, 40, _LETTERS_PX), Qt.AlignmentFlag.AlignCenter, word)
        painter.end()
        return shown

    def _piece(self, strip: tuple[int, int, int, int], width: int, height: int) -> QPixmap:
        piece = QPixmap.fromImage(self._picture.copy(QRect(*strip)))
        smooth = Qt.TransformationMode.SmoothTransformation
        return piece.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio, smooth)

    def _keep_note(self) -> None:
        self.presenter.set_note(self.note.text().strip())
        self.lines.setFocus()

    def _press(self, key: str) -> None:
        p = self.presenter
        does = {
            "enter": p.enter, "clear": p.clear, "note": p.note,
            "back": lambda: p.go_to(p.line_at - 1), "forward": lambda: p.go_to(p.line_at + 1),
        }  # fmt: skip
        does[key]()

    def _progressed(self, job: Job) -> None:
        if self.bar.isVisible():
            self.show_reading(job.doing, job.share)

    def _lay_out(self) -> None:
        self._why = soft(wrap=False)
        self._close = button(tr("Close"), self.reject)
        keys = soft(
            tr("One key decides a line: its code, or ⏎ for what was read, Del for none   ↑ ↓ lines   / note   Ctrl+⏎ confirm the page"),
            wrap=False,
        )  # fmt: skip
        note_label = QLabel(tr("&Note"))
        note_label.setBuddy(self.note)
        detail = column(
            row(self.large, None),
            row(self.door, self.below, None),
            row(note_label, self.note),
            row(self._why, None),
        )
        page = boxed(column(self.lines, detail, keys))
        code_label = QLabel(tr("The &code printed on this sheet"))
        code_label.setBuddy(self.code)
        self._ask_code = boxed(row(None, code_label, self.code, button(tr("Read it"), self._read_as), None))
        self._middle.addWidget(page)
        self._middle.addWidget(boxed(column(None, self.unread, self._ask_code, None)))
        right = boxed(column(self.facts, self.message, self._middle, self.bar))
        split = QSplitter()
        split.addWidget(self.pages)
        split.addWidget(right)
        split.setSizes([230, 1030])
        split.setStretchFactor(1, 1)
        foot = row(tool(self.acts["scan.more"]), tool(self.acts["scan.off"]), None, self._close, self.confirm)
        whole = column(split, foot, margin=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setTabOrder(self.pages, self.lines)
        self.setTabOrder(self.lines, self.note)
        self.setTabOrder(self.note, self.confirm)

    def _wire(self) -> None:
        self.lines.typed.connect(self.presenter.type)
        self.lines.pressed_key.connect(self._press)
        self.lines.clicked.connect(lambda index: self.presenter.go_to(index.row()))
        self.pages.clicked.connect(lambda index: self.presenter.open(index.row()))
        self.pages.activated.connect(lambda index: self.presenter.open(index.row()))
        self.note.returnPressed.connect(self._keep_note)
        self.code.returnPressed.connect(self._read_as)
        self._desk.jobs.progressed.connect(self._progressed)

    def _ask_more(self) -> None:
        if found := _asked(self._desk, self):
            self.presenter.read(found)

    def _read_as(self) -> None:
        self.presenter.read_as(self.code.text())


def ask_scans(desk: Desk, parent: QWidget) -> None:
    """Show the scanned pages that wait; when none does, ask for scans."""
    found = () if desk.campaign.results.scans_waiting() else _asked(desk, parent)
    if found is not None:
        ScanDialog(desk, found, parent).open()


def _asked(desk: Desk, parent: QWidget) -> Sequence[Path] | None:
    kinds = " ".join(f"*{ending}" for ending in ENDINGS)
    title, filter_words = tr("Read scans"), tr("Scans ({kinds})").format(kinds=kinds)
    return files.several_to_open(parent, desk.settings, title, filter_words) or None


def scans_among(paths: Sequence[Path]) -> list[Path]:
    """Return those of some files that can be scans."""
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _name(entry: Review | Unread) -> str:
    return entry.scan.sheet if isinstance(entry, Review) else entry.sheet or "–"


def _state(entry: Review | Unread) -> str:
    if isinstance(entry, Unread):
        return (
            tr("type its code") if entry.code_missing else tr("not read: {file}").format(file=entry.file.name)
        )
    if entry.done:
        return tr("✓ confirmed")
    return tr("%Ln line(s) in doubt", entry.open) if entry.open else tr("nothing in doubt")
