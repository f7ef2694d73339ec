"""Key in: the code, the page, the codes that can be typed, the last entries."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QStackedWidget

from ui import actions, theme
from ui.desk import Desk
from ui.results.line_table import LineTable
from ui.results.presenter import KeyPresenter, Surroundings, meanings
from ui.screen import Screen
from ui.widgets import files
from ui.widgets.pages import Notice
from ui.widgets.plain import boxed, column, row, rule, soft, tool
from walksheets.errors import UsersMistake
from walksheets.results import KeyedLine, KeyedPage, Result


class KeyScreen(Screen):
    """Keying."""

    nouns = frozenset({"results", "sheets", "codes", "electors"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = KeyPresenter(self, desk, self)
        self.code = QLineEdit()
        self.code.setPlaceholderText("K7-F4X")
        self.code.setAccessibleName("Sheet code")
        self.code.setFixedWidth(170)
        self.code.setFont(theme.large(self.code.font(), 1.2))
        self.facts = QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(150)
        self.progress.setAccessibleName("Lines keyed")
        self.count = soft(wrap=False)
        self.table = LineTable()
        self.note = QLineEdit()
        self.note.setAccessibleName("Note for the line")
        self.note.setPlaceholderText("Note for this line: Enter keeps it, Escape leaves it")
        self.note.hide()
        self.message = QLabel()
        self.message.setObjectName("warn")
        self.message.setWordWrap(True)
        self.keys = soft()
        self.last = soft()
        self.totals = soft()
        self.empty = Notice("key")
        self.acts = {
            "key.file": actions.make("key.file", self, self._ask_file),
            "key.rest": actions.make("key.rest", self, self.presenter.rest),
        }
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

    # The presenter's view

    def show_page(self, page: KeyedPage, at: int) -> None:
        """Show a page with the cursor on one line."""
        self._middle.setCurrentIndex(1)
        self.code.setText(page.sheet)
        name = f" “{page.round_name}”" if page.round_name else ""
        walker = f" · {page.volunteer}" if page.volunteer else ""
        self.facts.setText(
            f"<b>{_plain(page.plan)}</b> · round {page.round_number}{_plain(name)} · page {page.page} of {page.pages}"
            f"{_plain(walker)} · {page.status}"
        )
        self.progress.setRange(0, max(page.wanted, 1))
        self.progress.setValue(page.keyed)
        self.count.setText(f"{page.keyed} of {page.wanted} keyed")
        for widget in (self.progress, self.count):
            widget.setVisible(True)
        self.table.meanings = {code.code: code.meaning for code in self.presenter.codes}
        self.table.show_lines(page.lines)
        line = page.lines[at] if at < len(page.lines) else None
        self.table.blockSignals(True)
        self.table.select(lambda each: each is line)
        self.table.blockSignals(False)
        self.acts["key.rest"].setText("Rest delivered" if page.kind == "leaflet" else "Rest not home")
        self.acts["key.rest"].setEnabled(page.keyed < page.wanted)
        self._say_keys()

    def begin(self) -> None:
        """Put the keys on the lines."""
        self.table.setFocus()

    def show_no_page(self) -> None:
        """Say how to begin."""
        self._middle.setCurrentIndex(0)
        self.facts.setText("Type or scan the code at the top of the sheet, then Enter.")
        self.empty.say(
            "Ready for the first sheet",
            "Each sheet of paper has its own code, such as K7-F4X. Type it above; then one key a line, and the cursor moves "
            "on by itself. Every line is kept on disk before it does.",
            ("Keys from a spreadsheet…", self._ask_file),
        )
        self.acts["key.rest"].setEnabled(False)
        self.progress.setVisible(False)
        self.count.setVisible(False)
        self.keys.setText("")

    def show_surroundings(self, what: Surroundings) -> None:
        """Show the codes, the last entries, the totals."""
        self._say_keys()
        entries = " · ".join(_entry(result) for result in what.last)
        self.last.setText(f"Last keyed: {entries}" if entries else "")
        totals = what.totals
        if totals:
            rate = f" · contact rate {totals.contact_rate:.0%}" if totals.called_on else ""
            self.totals.setText(f"{totals.plan}: {totals.keyed:,} of {totals.lines:,} lines keyed{rate}")
        if self.presenter.page:
            self.table.meanings = {code.code: code.meaning for code in self.presenter.codes}
            self.table.viewport().update()

    def show_waiting(self, letters: str) -> None:
        """Show the first letters of a code that goes on."""
        self.message.setText(f"{letters}…  Enter when it is whole" if letters else "")

    def say(self, words: str) -> None:
        """Say something about the keying."""
        self.message.setText(words)

    def ask_note(self, line: KeyedLine) -> None:
        """Let a note be written."""
        self.note.setText(line.note)
        self.note.show()
        self.note.setFocus()
        self.note.selectAll()

    def next_sheet(self) -> None:
        """Wait for the next code."""
        self.code.setFocus()
        self.code.selectAll()

    def show_trouble(self, error: BaseException) -> None:
        """Say what is wrong with the code that was typed."""
        if isinstance(error, UsersMistake):
            self.message.setText(str(error))
            self.next_sheet()
        else:
            self.desk.complain(error)

    def _press(self, key: str) -> None:
        p = self.presenter
        does = {
            "enter": p.enter, "back": p.back, "forward": p.forward, "note": p.note, "clear": p.clear,
            "leave": self.next_sheet,
        }  # fmt: skip
        does[key]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.note.isVisible():
            self._leave_note()
        else:
            super().keyPressEvent(event)

    def _keep_note(self) -> None:
        self.note.hide()
        self.presenter.set_note(self.note.text().strip())
        self.table.setFocus()

    def _leave_note(self) -> None:
        if self.note.isVisible():
            self.note.hide()
            self.table.setFocus()

    def _ask_file(self) -> None:
        path = files.to_open(
            self,
            self.desk.settings,
            "Keys from a spreadsheet",
            "Spreadsheets (*.csv *.xlsx *.ods *.xls *.tsv)",
        )
        if path:
            self.presenter.take_file(path)

    def _say_keys(self) -> None:
        if self.presenter.page:
            codes = meanings(self.presenter.codes)
            self.keys.setText(f"{codes}   ⏎ same   ↑ back   / note   Del takes it away   Esc next sheet")

    def _lay_out(self) -> None:
        label = QLabel("&Sheet")
        label.setBuddy(self.code)
        label.setFont(theme.large(label.font(), 1.2))
        top = row(label, self.code, 6, self.facts, None, self.count, self.progress, gap=10)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.table)
        footer = row(
            boxed(column(self.last, self.totals, gap=2)),
            tool(self.acts["key.rest"]),
            tool(self.acts["key.file"]),
        )
        footer.setStretch(0, 1)
        layout = column(top, self.message, self._middle, self.note, self.keys, rule(), footer)
        layout.setStretch(2, 1)
        layout.setContentsMargins(theme.MARGIN_PX, 12, theme.MARGIN_PX, 10)
        self.setLayout(layout)
        self.setTabOrder(self.code, self.table)

    def _wire(self) -> None:
        self.code.returnPressed.connect(lambda: self.presenter.open_sheet(self.code.text()))
        self.code.textEdited.connect(lambda _text: self.message.clear())
        self.table.typed.connect(self.presenter.type)
        self.table.pressed_key.connect(self._press)
        self.table.clicked.connect(lambda index: self.presenter.go_to(index.row()))
        self.note.returnPressed.connect(self._keep_note)
        self.note.editingFinished.connect(self._leave_note)


def _entry(result: Result) -> str:
    who = result.elector_name or f"{result.number} {result.street}".strip()
    return f"{result.result} {who}"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
