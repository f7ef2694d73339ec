"""Polling day: the numbers of the number takers' pads keyed, and the turnout of each polling district.

Each Enter keeps what was typed before the cursor is free again; a number that nobody has keeps all out.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from ui import theme
from ui.core_words import in_words
from ui.desk import Desk
from ui.language import day as in_full
from ui.language import moment, number, tr
from ui.widgets.plain import boxed, button, column, link, row, soft
from ui.widgets.table import Column, Table
from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.polling import DistrictTurnout
from walksheets.register import iso_date

_NOUNS = frozenset({"voted", "electors", "settings"})


class NumbersTaken(QDialog):
    """Keys pad after pad; what is kept shows at once in the turnout."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Numbers taken"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        self._desk = desk
        self.day = QLineEdit()
        self.day.setPlaceholderText(tr("7 May 2026"))
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText("12 15 18/1")
        self.numbers.setToolTip(
            tr("The numbers on a pad, or a knock-up sheet's code and the lines ticked: K7-F4X 3 8 15")
        )
        self.numbers.setFont(theme.large(self.numbers.font(), 1.2))
        self.message = QLabel()
        self.message.setObjectName("warn")
        self.message.setWordWrap(True)
        self.districts = _district_table()
        self.total = soft(wrap=False)
        self._lay_out()
        self.day.editingFinished.connect(self._set_day)
        self.numbers.returnPressed.connect(self.keep)
        desk.bus.listen(self._hear)
        self.finished.connect(lambda _how: desk.bus.forget(self._hear))
        self.read()

    def read(self) -> None:
        """Fetch the day and the turnout."""
        polling = self._desk.campaign.polling
        self._desk.jobs.fetch(
            ("numbers taken", id(self)),
            lambda: (polling.day(), polling.districts()),
            self._show,
            self._desk.complain,
            self,
        )

    def keep(self) -> None:
        """Keep that the electors of the numbers typed have voted."""
        self._write(tr("Numbers taken"), self._desk.campaign.papers.take_numbers)

    def take_back(self) -> None:
        """Say that those of the numbers typed have not voted after all."""
        self._write(tr("Numbers taken back"), self._desk.campaign.polling.take_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the numbers."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _write(self, title: str, verb: Callable[[str, str], Changes]) -> None:
        text = self.numbers.text().strip()
        chosen = self.districts.current()
        if not text:
            return
        district = chosen.district if chosen else ""
        self._desk.jobs.start(
            title,
            lambda _progress: verb(text, district),
            self._kept,
            self._refused,
            self,
            must_end=True,
        )

    def _kept(self, done: Changes) -> None:
        new, same, removed = (done.counts.get(name, 0) for name in ("new", "same", "removed"))
        words = tr("%Ln number(s) taken back.", removed) if removed else tr("%Ln number(s) kept.", new)
        there = " " + tr("%Ln was (were) there before.", same) if same else ""
        self._say(words + there)
        self.numbers.clear()
        self.numbers.setFocus()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UsersMistake):
            self._say(str(error))
            self.numbers.setFocus()
            self.numbers.selectAll()
        else:
            self._desk.complain(error)

    def _set_day(self) -> None:
        text = self.day.text().strip()
        day = iso_date(text) or text
        polling = self._desk.campaign.polling
        if not text or not self.day.isModified():
            return
        self.day.setModified(False)
        self._desk.jobs.start(
            tr("Polling day"),
            lambda _progress: polling.set_day(day),
            lambda _done: self.read(),
            self._refused_day,
            self,
            must_end=True,
        )

    def _refused_day(self, error: BaseException) -> None:
        if isinstance(error, UsersMistake):
            self._say(str(error))
            self.day.setFocus()
        else:
            self._desk.complain(error)

    def _show(self, what: tuple[str, list[DistrictTurnout]]) -> None:
        day, districts = what
        if not self.day.hasFocus() or not self.day.isModified():
            self.day.setText(in_full(day) if day else "")
        self.districts.set_rows(districts, keep=lambda each: each.district)
        if self.districts.current() is None and districts:
            self.districts.selectRow(0)
        voted, all_ = sum(d.voted for d in districts), sum(d.electors for d in districts)
        said = tr("{voted} of {all} have voted").format(voted=number(voted), all=number(all_))
        self.total.setText(said if all_ else tr("There is no elector on the register yet."))
        self.numbers.setEnabled(bool(day and all_))
        if all_ and not day:
            self._say(tr("Say first which day is polling day."))
        elif day and not self.day.isModified() and not self.districts.hasFocus():
            self.numbers.setFocus()

    def _say(self, words: str) -> None:
        self.message.setText(in_words(words))

    def _hear(self, nouns: frozenset[str]) -> None:
        if nouns & _NOUNS:
            self.read()

    def _to_knock_up(self) -> None:
        self.accept()
        self._desk.go("print", tab="papers", kind="knock-up")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("&Polling day"), self.day)
        form.addRow(tr("&Numbers on the pad"), self.numbers)
        for words, field in ((tr("Polling day"), self.day), (tr("Numbers on the pad"), self.numbers)):
            field.setAccessibleName(words)
        hint = soft(
            tr(
                "Choose the polling district of the pad, type its numbers with blanks between, then Enter. "
                "A number says that somebody voted, never how."
            )
        )
        buttons = row(
            button(tr("Take back"), self.take_back, tip=tr("The numbers typed have not voted after all")),
            link(tr("Knock-up sheets"), self._to_knock_up),
            None,
            button(tr("Keep"), self.keep, primary=True),
            button(tr("Close"), self.close),
        )
        layout = column(hint, boxed(form), self.message, self.districts, self.total, buttons)
        layout.setStretch(3, 1)
        layout.setContentsMargins(theme.MARGIN_PX, 14, theme.MARGIN_PX, 14)
        self.setLayout(layout)
        self.setTabOrder(self.day, self.numbers)
        self.setTabOrder(self.numbers, self.districts)


def _district_table() -> Table:
    return Table(
        tr("Turnout by polling district"),
        [
            Column[DistrictTurnout](
                tr("Polling district"), lambda d: d.district or tr("no polling district")
            ),
            Column[DistrictTurnout](
                tr("Voted"), lambda d: number(d.voted), sort=lambda d: d.voted, width=90, right=True
            ),
            Column[DistrictTurnout](
                tr("Electors"), lambda d: number(d.electors), sort=lambda d: d.electors, width=90, right=True
            ),
            Column[DistrictTurnout](
                tr("Turnout"),
                lambda d: f"{d.voted / d.electors:.0%}" if d.electors else "–",
                sort=lambda d: d.voted / max(d.electors, 1),
                width=80,
                right=True,
            ),
            Column[DistrictTurnout](
                tr("Last keyed"), lambda d: moment(d.latest) if d.latest else "–", width=140
            ),
        ],
    )
