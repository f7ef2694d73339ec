"""The ledger: each page of paper, who has it, and what became of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QMenu, QWidget

from ui import theme
from ui.contacts import Contacts
from ui.language import later, short_day, tr
from ui.widgets.plain import button, column, menu_button, row, soft
from ui.widgets.table import Column, Table
from walksheets.sheets import Chase, SheetRow

_SHOWN = (
    ("", later("All sheets")),
    ("chase", later("To chase")),
    ("printed", later("Printed, not handed out")),
    ("out", later("Out")),
    ("back", later("Back, not keyed")),
    ("scanned", later("Scanned, not keyed")),
    ("keyed", later("Keyed")),
    ("lost", later("Lost")),
    ("destroyed", later("Destroyed")),
)
_MARKS = (
    ("back", later("Mark &back"), later("They are back and wait to be keyed")),
    ("printed", later("Mark &not handed out"), later("They lie here and wait for somebody")),
    ("lost", later("Mark &lost"), later("They will not come back")),
    ("destroyed", later("Mark &destroyed"), later("The paper is shredded; what was keyed stays")),
)
_STATUS_WORDS = {
    "printed": later("printed"),
    "out": later("out"),
    "back": later("back"),
    "scanned": later("scanned"),
    "keyed": later("keyed"),
    "lost": later("lost"),
}


class Ledger(QWidget):
    """Sheets by status and whom to ask for them; marks them; opens one to be keyed; has one printed again."""

    marked = Signal(object)  # (codes, status, holder or None)
    key_asked = Signal(str)
    reprint_asked = Signal(str)

    def __init__(self, contacts: Contacts):
        super().__init__()
        self._contacts = contacts
        self._sheets: Sequence[SheetRow] = ()
        self._chases: Sequence[Chase] = ()
        self._days: dict[str, int] = {}
        self.status = QComboBox()
        self.status.setAccessibleName(tr("Which sheets"))
        for value, words in _SHOWN:
            self.status.addItem(tr(words), value)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Code, round or person"))
        self.search.setAccessibleName(tr("Find a sheet"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(theme.grown(200))
        self.found = soft(wrap=False)
        self.table = Table(tr("Sheets"), self._columns(), several=True)
        self.to_chase = soft()
        self._make_buttons()
        layout = column(
            row(
                self.status, self.search, self.found, None, self._key, self._out, self._mark_menu, self._again
            ),
            self.to_chase,
            self.table,
        )
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)
        contacts.changed.connect(self._say_chases)
        self.status.currentIndexChanged.connect(self._fill)
        self.search.textChanged.connect(self._fill)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.opened.connect(lambda sheet: self.key_asked.emit(sheet.code))
        self._enable()

    def show_sheets(self, sheets: Sequence[SheetRow], chases: Sequence[Chase] = ()) -> None:
        """Show the ledger, the newest first, and what is to be chased."""
        self._sheets, self._chases = sheets, chases
        self._days = {code: each.days for each in chases for code in each.codes}
        self._say_chases()
        self._fill()

    def _say_chases(self, *_: object) -> None:
        due = [each for each in self._chases if each.days]  # nobody is asked for what they got today
        self.to_chase.setText(_said(due, telephones=self._contacts.shown))
        self.to_chase.setVisible(bool(due))

    def _make_buttons(self) -> None:
        self._key = button(tr("Key in"), self._ask_key, symbol="key", tip=tr("Key this sheet (Enter)"))
        self._out = button(tr("Hand out to…"), self._ask_holder, tip=tr("Somebody has them from now on"))
        self._again = button(
            tr("Print again…"),
            self._ask_again,
            symbol="print",
            tip=tr("Print this one page again; it takes the old one's place"),
        )
        self._mark_menu = menu_button(tr("Mark"))
        menu = QMenu(self._mark_menu)
        menu.setToolTipsVisible(True)
        for status, words, tip in _MARKS:
            action = menu.addAction(tr(words))
            action.setToolTip(tr(tip))
            action.triggered.connect(partial(self._mark, status))
        self._mark_menu.setMenu(menu)

    def _fill(self, *_: object) -> None:
        status, words = self.status.currentData(), self.search.text().casefold().split()
        rows = [sheet for sheet in self._sheets if self._wanted(sheet, status) and fits(sheet, words)]
        self.table.set_rows(rows, keep=lambda sheet: sheet.id)
        counted = tr("{n} of {all} sheets").format(n=f"{len(rows):,}", all=f"{len(self._sheets):,}")
        self.found.setText(counted if self._sheets else tr("Nothing was printed yet"))
        self._enable()

    def _wanted(self, sheet: SheetRow, status: str) -> bool:
        if status == "chase":
            return sheet.code in self._days
        return status in ("", sheet.stands)

    def _enable(self, *_: object) -> None:
        chosen = self.table.selected()
        for each in (self._mark_menu, self._out):
            each.setEnabled(bool(chosen))
        walked = len(chosen) == 1 and chosen[0].walked
        self._key.setEnabled(walked)
        self._again.setEnabled(walked and not chosen[0].replaced_by)

    def _mark(self, status: str, _checked: bool = False, *, holder: str | None = None) -> None:
        self.marked.emit(([sheet.code for sheet in self.table.selected()], status, holder))

    def _ask_holder(self) -> None:
        holders = {sheet.holder or sheet.volunteer for sheet in self.table.selected()}
        known = holders.pop() if len(holders) == 1 else ""
        name, agreed = QInputDialog.getText(self, tr("Hand out"), tr("Who has them now?"), text=known)
        if agreed:
            self._mark("out", holder=name.strip())

    def _ask_key(self) -> None:
        for sheet in self.table.selected()[:1]:
            self.key_asked.emit(sheet.code)

    def _ask_again(self) -> None:
        for sheet in self.table.selected()[:1]:
            self.reprint_asked.emit(sheet.code)

    def _columns(self) -> list[Column[SheetRow]]:
        c = theme.colours()
        inks = {"lost": c.bad, "keyed": c.good, "back": c.warn}
        return [
            Column(tr("Sheet"), lambda s: s.code, width=96, bold=True),
            Column(tr("Plan"), lambda s: s.plan, width=150),
            Column(tr("Round or paper"), lambda s: s.about, sort=lambda s: (s.round_number, s.round_name, s.page)),
            Column(tr("Page"), lambda s: tr("{n} of {all}").format(n=s.page, all=s.pages), width=74, sort=lambda s: (s.page, s.pages)),
            Column(tr("With"), lambda s: s.holder or s.volunteer or "–", width=160),
            Column(tr("Days out"), self._days_out, sort=lambda s: self._days.get(s.code, -1), width=78, right=True),
            Column(tr("Printed"), lambda s: short_day(s.printed_at), sort=lambda s: s.printed_at, width=98, tip=lambda s: tr("run {n} by {who}").format(n=s.run, who=s.printed_by)),
            Column(tr("Status"), _status, width=210, ink=lambda s: inks.get(s.status), tip=_when),
        ]  # fmt: skip

    def _days_out(self, sheet: SheetRow) -> str:
        return str(self._days[sheet.code]) if sheet.code in self._days else ""


def fits(sheet: SheetRow, words: Sequence[str]) -> bool:
    """Tell whether a sheet has all the words in its code, plan, round or who has it."""
    of = f"round {sheet.about}" if sheet.walked else sheet.about
    text = f"{sheet.code} {sheet.plan} {of} {sheet.volunteer} {sheet.holder}"
    return all(word in text.casefold() for word in words)


def _status(sheet: SheetRow) -> str:
    words = [tr(_STATUS_WORDS.get(sheet.status, sheet.status))]
    if sheet.destroyed_at:
        words.append(tr("destroyed"))
    if sheet.replaced_by:
        words.append(tr("printed again as {code}").format(code=sheet.replaced_by))
    return ", ".join(words)


def _when(sheet: SheetRow) -> str:
    return " ".join(filter(None, (sheet.status_at[:16].replace("T", " "), sheet.status_by)))


def _said(chases: Sequence[Chase], *, telephones: bool) -> str:
    """Say whom to ask first: the three that have had sheets longest."""
    said = [
        tr("{who}{phone}: {what}, %Ln sheet(s), {days}", len(each.codes)).format(
            who=each.holder or tr("nobody named"),
            phone=f" ({each.telephone})" if telephones and each.telephone else "",
            what=tr("round {n}").format(n=each.round_number) if each.walked else each.about,
            days=tr("%Ln day(s)", each.days),
        )
        for each in chases[:3]
    ]
    more = [tr("and %Ln more", len(chases) - 3)] if len(chases) > 3 else []
    return tr("To chase: ") + " · ".join([*said, *more])
