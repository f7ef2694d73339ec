"""Key in: the code, the page as it was printed, what is asked, and beside it the last entries and the totals."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QStackedWidget

from ui import actions, theme
from ui.core_words import in_words
from ui.desk import Desk
from ui.language import tr
from ui.results.entries import Entry
from ui.results.keeping import Surroundings
from ui.results.line_table import LineTable
from ui.results.presenter import KeyPresenter
from ui.results.return_bar import ReturnBar
from ui.results.scanner import PAUSE_MS, read_words
from ui.results.side_panel import SidePanel
from ui.results.words import key_words
from ui.screen import Screen
from ui.widgets import files
from ui.widgets.pages import Notice
from ui.widgets.plain import boxed, column, row, soft, tool
from ui.widgets.tool_row import ToolRow
from walksheets.errors import UsersMistake
from walksheets.results import KeyedLine, KeyedPage


class KeyScreen(Screen):
    """Keying."""

    nouns = frozenset({"results", "sheets", "codes", "electors", "follow-ups"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = KeyPresenter(self, desk, self)
        self.code = _line(tr("Sheet code"), "K7-F4X")
        self.code.setFixedWidth(theme.grown(128))
        self.code.setFont(theme.large(self.code.font(), 1.2))
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(84)
        self.progress.setAccessibleName(tr("Lines keyed"))
        self.count = soft(wrap=False)
        self.table = LineTable()
        self.note = _line(tr("Note for the line"), tr("Note for this line: Enter keeps it, Escape leaves it"))
        self.missed = _line(
            tr("Missed doors of the row"),
            tr("Missed doors and why, such as 9 dog, 23: Enter keeps it, Escape leaves it"),
        )
        self.back = ReturnBar()
        self.question, self.message = QLabel(), QLabel()
        self.question.setObjectName("question")
        self.message.setObjectName("warn")
        for label in (self.question, self.message):
            label.setWordWrap(True)
            label.hide()
        self.keys = soft(wrap=False)
        self.side = SidePanel()
        self.empty = Notice("key")
        self.acts = {
            "key.file": actions.make("key.file", self, self._ask_file),
            "key.scans": actions.make("key.scans", self, self._ask_scans),
            "key.rest": actions.make("key.rest", self, self.presenter.rest),
            "key.return": actions.make("key.return", self, self._ask_return),
        }
        self._whole = QTimer(self)  # a code opens its sheet by itself, but not while a scanner still types
        self._whole.setSingleShot(True)
        self._whole.setInterval(2 * PAUSE_MS)
        self._lay_out()
        self._wire()
        self.show_no_page()

    def read(self) -> None:
        """Fetch the page again."""
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the code, or go on with the page."""
        (self.table if self.presenter.page else self.code).setFocus()

    def show_what(self, **what: object) -> None:
        """Open a sheet."""
        if sheet := what.get("sheet"):
            self.code.setText(str(sheet))
            self.presenter.open_sheet(str(sheet))

    def place(self) -> dict[str, object]:
        """Return the sheet, while something on it waits to be keyed."""
        page = self.presenter.page
        return {"sheet": page.sheet if page and page.waiting else ""}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the sheet that was half keyed."""
        self.presenter.open_sheet(self.known(place, "sheet", str) or "")

    # The presenter's view

    def show_page(self, page: KeyedPage, entries: tuple[Entry, ...], at: int) -> None:
        """Show a page with the cursor on one line."""
        self._middle.setCurrentIndex(1)
        self.facts.setText(_facts(page))
        self.progress.setRange(0, max(page.wanted, 1))
        self.progress.setValue(page.keyed)
        self.count.setText(tr("{keyed} of {wanted} keyed").format(keyed=page.keyed, wanted=page.wanted))
        for widget in (self.progress, self.count, self.back):
            widget.setVisible(True)
        leaflet = page.kind == "leaflet"
        self.table.meanings = {code.code: code.meaning for code in self.presenter.codes}
        self.table.show_entries(entries, leaflet=leaflet)
        self.table.put_cursor(at)
        if not self.back.in_hand:
            self.back.show_return(page.back, leaflet=leaflet)
        self.acts["key.rest"].setText(tr("Rest delivered") if leaflet else tr("Rest not home"))
        self.acts["key.rest"].setEnabled(page.keyed < page.wanted)
        self.acts["key.return"].setEnabled(True)
        self.side.show_codes(page, self.presenter.codes)
        self.keys.setText(key_words(page))

    def begin(self, page: KeyedPage) -> None:
        """Put the keys on the lines of a sheet that was opened."""
        self.code.setText(page.sheet)
        self.table.setFocus()

    def show_no_page(self) -> None:
        """Say how to begin."""
        self._middle.setCurrentIndex(0)
        self.facts.setText(tr("Type or scan the code at the top of the sheet."))
        self.empty.say(
            tr("Ready for the first sheet"),
            tr(
                "Each sheet of paper has its own code, such as K7-F4X. Type it above; then one key a line, and the cursor "
                "moves on by itself. Every line is kept on disk before it does."
            ),
            (tr("Keys from a spreadsheet…"), self._ask_file),
            (tr("Read scans…"), self._ask_scans),
        )
        for name in ("key.rest", "key.return"):
            self.acts[name].setEnabled(False)
        for widget in (self.progress, self.count, self.back):
            widget.setVisible(False)
        self.side.show_codes(None, ())
        self.keys.setText("")

    def show_surroundings(self, what: Surroundings) -> None:
        """Show the codes, the last entries, the totals."""
        self.side.show_last(what.last)
        self.side.show_totals(what.totals, what.disagreements)
        waiting = tr("%Ln scanned page(s) wait…", what.scans) if what.scans else tr("Read scans…")
        self.acts["key.scans"].setText(waiting)
        self._foot.fit()
        page = self.presenter.page
        if page:
            self.table.meanings = {code.code: code.meaning for code in self.presenter.codes}
            self.table.viewport().update()
            self.side.show_codes(page, self.presenter.codes)

    def show_waiting(self, words: str) -> None:
        """Show what the next key is waited for."""
        _show(self.message, words)

    def say(self, words: str) -> None:
        """Say something about the keying."""
        _show(self.message, in_words(words))

    def ask(self, words: str) -> None:
        """Ask something that one key answers; nothing takes the question away."""
        _show(self.question, words)

    def ask_note(self, line: KeyedLine) -> None:
        """Let a note be written."""
        self._open_field(self.note, line.note)

    def ask_missed(self, entry: Entry) -> None:
        """Let the missed doors of a row be written."""
        self._open_field(self.missed, entry.note)

    def ask_return(self, page: KeyedPage) -> None:
        """Let the foot of the sheet be written."""
        self.back.show_return(page.back, leaflet=page.kind == "leaflet")
        self.back.begin()
        self.code.selectAll()

    def next_sheet(self) -> None:
        """Wait for the next code."""
        self.code.setFocus()
        self.code.selectAll()

    def show_trouble(self, error: BaseException) -> None:
        """Say what is wrong with the code that was typed."""
        if isinstance(error, UsersMistake):
            self.say(str(error))
            self.next_sheet()
        else:
            self.desk.complain(error)

    # Keys and clicks

    def _press(self, key: str) -> None:
        p = self.presenter
        does = {
            "enter": p.enter, "back": p.back, "forward": p.forward, "note": p.note, "tick": p.tick, "door": p.door,
            "clear": p.clear, "leave": p.leave,
        }  # fmt: skip
        does[key]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note on Escape."""
        if event.key() == Qt.Key.Key_Escape and (self.note.isVisible() or self.missed.isVisible()):
            self._close_fields()
        else:
            super().keyPressEvent(event)

    def _open_field(self, field: QLineEdit, words: str) -> None:
        field.setText(words)
        field.show()
        field.setFocus()
        field.selectAll()

    def _close_fields(self) -> None:
        for field in (self.note, self.missed):
            if field.isVisible():
                field.hide()
                self.table.setFocus()

    def _keep_note(self) -> None:
        self.note.hide()
        self.table.setFocus()
        self.presenter.set_note(self.note.text().strip())

    def _keep_missed(self) -> None:
        self.missed.hide()
        self.table.setFocus()
        self.presenter.set_missed(self.missed.text().strip())

    def _ask_scans(self) -> None:
        from ui.results.scan_dialog import ask_scans  # OpenCV is loaded when somebody scans

        ask_scans(self.desk, self)

    def _ask_return(self) -> None:
        if self.presenter.page:
            self.ask_return(self.presenter.page)

    def _ask_file(self) -> None:
        path = files.to_open(
            self,
            self.desk.settings,
            tr("Keys from a spreadsheet"),
            tr("Spreadsheets (*.csv *.xlsx *.ods *.xls *.tsv)"),
        )
        if path:
            self.presenter.take_file(path)

    def _code_edited(self, text: str) -> None:
        _show(self.message, "")
        words = read_words(text)
        if words and words.sheet:
            self._whole.start()
        else:
            self._whole.stop()

    def _code_whole(self) -> None:
        self.presenter.open_sheet(self.code.text(), by_itself=True)

    def _code_entered(self) -> None:
        self._whole.stop()
        self.presenter.open_sheet(self.code.text())

    def _lay_out(self) -> None:
        label = QLabel(tr("&Sheet"))
        label.setBuddy(self.code)
        label.setFont(theme.large(label.font(), 1.2))
        top = row(label, self.code, 6, self.facts, self.count, self.progress, gap=10)
        top.setStretch(3, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.table)
        ways_in = [tool(self.acts["key.file"]), tool(self.acts["key.scans"])]
        self._foot = ToolRow(row(self.back, None, tool(self.acts["key.rest"]), *ways_in), ways_in)
        for field in (self.note, self.missed):
            field.hide()
        left = column(
            top, self.message, self.question, self._middle, self.note, self.missed, self.keys, self._foot
        )
        left.setStretch(3, 1)
        left.setContentsMargins(theme.MARGIN_PX, 12, theme.MARGIN_PX, 10)
        whole = row(boxed(left), self.side, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setTabOrder(self.code, self.table)
        self.setTabOrder(self.table, self.back)
        self.setTabOrder(self.back, self.side.undo)
        self.setTabOrder(self.side.undo, self.side.last)

    def _wire(self) -> None:
        self.code.returnPressed.connect(self._code_entered)
        self.code.textEdited.connect(self._code_edited)
        self._whole.timeout.connect(self._code_whole)
        self.table.typed.connect(self.presenter.type)
        self.table.pressed_key.connect(self._press)
        self.table.scanned.connect(self.presenter.scan)
        self.table.clicked.connect(lambda index: self.presenter.go_to(index.row()))
        self.note.returnPressed.connect(self._keep_note)
        self.note.editingFinished.connect(self._close_fields)
        self.missed.returnPressed.connect(self._keep_missed)
        self.missed.editingFinished.connect(self._close_fields)
        self.back.done.connect(lambda said: self.presenter.note_return(*said))
        self.back.wrong.connect(self.say)
        self.back.left.connect(self.next_sheet)
        self.side.last.take_back.connect(self.presenter.take_back)
        self.side.settle.clicked.connect(lambda: self.desk.go("progress", tab="differences"))


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _show(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _facts(page: KeyedPage) -> str:
    name = f" “{page.round_name}”" if page.round_name else ""
    walker = f" · {page.volunteer}" if page.volunteer else ""
    said = tr("round {number}{name} · page {page} of {pages}{walker}").format(
        number=page.round_number,
        name=name,
        page=page.page,
        pages=page.pages,
        walker=walker,
        status=page.status,
    )
    return f"<b>{_plain(page.plan)}</b> · {_plain(said)}"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
