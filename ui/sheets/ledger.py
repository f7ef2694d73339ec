"""The ledger: each page of paper, who has it, and what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui import theme
from ui.widgets.plain import button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.sheets import SheetRow

_SHOWN = (
    ("", "All sheets"),
    ("out", "Out"),
    ("back", "Back, not keyed"),
    ("keyed", "Keyed"),
    ("lost", "Lost"),
)


class Ledger(QWidget):
    """Sheets by status; marks them; opens one to be keyed."""

    marked = Signal(object)  # (codes, status)
    key_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: Sequence[SheetRow] = ()
        self.status = QComboBox()
        self.status.setAccessibleName("Which sheets")
        for value, words in _SHOWN:
            self.status.addItem(words, value)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Code, round or person")
        self.search.setAccessibleName("Find a sheet")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.found = soft(wrap=False)
        self.table = Table("Sheets", _columns(), several=True)
        self._back = button(
            "Mark back", lambda: self._mark("back"), symbol="tick", tip="They are back and wait to be keyed"
        )
        self._lost = button(
            "Mark lost", lambda: self._mark("lost"), symbol="warn", tip="They will not come back"
        )
        self._out = button("Mark out", lambda: self._mark("out"), tip="They are with the walker after all")
        self._key = button("Key in", self._ask_key, symbol="key", tip="Key this sheet (Enter)")
        layout = column(
            row(self.status, self.search, self.found, None, self._key, self._back, self._lost, self._out),
            self.table,
        )
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)
        self.status.currentIndexChanged.connect(self._fill)
        self.search.textChanged.connect(self._fill)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.opened.connect(lambda sheet: self.key_asked.emit(sheet.code))
        self._enable()

    def show_sheets(self, sheets: Sequence[SheetRow]) -> None:
        """Show the ledger, the newest first."""
        self._sheets = sheets
        self._fill()

    def _fill(self, *_: object) -> None:
        status, words = self.status.currentData(), self.search.text().casefold().split()
        rows = [sheet for sheet in self._sheets if status in ("", sheet.status) and fits(sheet, words)]
        self.table.set_rows(rows, keep=lambda sheet: sheet.id)
        self.found.setText(
            f"{len(rows):,} of {len(self._sheets):,} sheets" if self._sheets else "Nothing was printed yet"
        )
        self._enable()

    def _enable(self, *_: object) -> None:
        chosen = self.table.selected()
        for each in (self._back, self._lost, self._out):
            each.setEnabled(bool(chosen))
        self._key.setEnabled(len(chosen) == 1)

    def _mark(self, status: str) -> None:
        self.marked.emit(([sheet.code for sheet in self.table.selected()], status))

    def _ask_key(self) -> None:
        for sheet in self.table.selected()[:1]:
            self.key_asked.emit(sheet.code)


def fits(sheet: SheetRow, words: Sequence[str]) -> bool:
    """Tell whether a sheet has all the words in its code, plan, round or walker."""
    text = f"{sheet.code} {sheet.plan} round {sheet.round_number} {sheet.round_name} {sheet.volunteer}".casefold()
    return all(word in text for word in words)


def _columns() -> list[Column[SheetRow]]:
    c = theme.colours()
    inks = {"lost": c.bad, "keyed": c.good, "back": c.warn}
    return [
        Column("Sheet", lambda s: s.code, width=96, bold=True),
        Column("Plan", lambda s: s.plan, width=150),
        Column("Round", lambda s: f"{s.round_number} {s.round_name}".strip(), sort=lambda s: (s.round_number, s.page)),
        Column("Page", lambda s: f"{s.page} of {s.pages}", width=74, sort=lambda s: (s.page, s.pages)),
        Column("With", lambda s: s.volunteer or "–", width=160),
        Column("Lines", lambda s: f"{s.lines:,}", sort=lambda s: s.lines, width=60, right=True),
        Column("Printed", lambda s: s.printed_at[:10], width=98, tip=lambda s: f"run {s.run} by {s.printed_by}"),
        Column("Status", _status, width=170, ink=lambda s: inks.get(s.status), tip=lambda s: s.status_at[:16].replace("T", " ")),
    ]  # fmt: skip


def _status(sheet: SheetRow) -> str:
    return f"{sheet.status}, printed again as {sheet.replaced_by}" if sheet.replaced_by else sheet.status
