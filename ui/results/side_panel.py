"""Beside the page: the last five entries with their undo, the plan's totals, the codes with the page's."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.language import tr
from ui.results.words import entry_words, page_totals
from ui.widgets.plain import button, heading, link, row, soft
from ui.widgets.table import Column, Table
from walksheets.results import KeyedPage, Result, ResultCode, Totals

_WIDTH = 276
_MOST = 312  # the lines beside it need the rest of a small screen


class LastEntries(Table):
    """What was keyed last, the newest first."""

    take_back = Signal(object)  # Result

    def __init__(self) -> None:
        super().__init__(
            tr("Last entries"),
            [
                Column[Result](tr("Entry"), entry_words, tip=entry_words),
                Column[Result](tr("Sheet"), lambda r: f"{r.sheet} · {r.line}", width=96, ink=lambda _r: theme.colours().ink_soft),
            ],
            sortable=False,
        )  # fmt: skip
        self.horizontalHeader().hide()
        self.setFixedHeight(5 * theme.ROW_PX + 4)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen entry back on Delete."""
        if event.key() == Qt.Key.Key_Delete and self.current() is not None:
            self.take_back.emit(self.current())
        else:
            super().keyPressEvent(event)


class SidePanel(QWidget):
    """What stands beside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(min(theme.grown(_WIDTH), _MOST))
        self.last = LastEntries()
        self.undo = button(
            tr("Take back"), self._take_back, symbol="undo", tip=tr("Undo the chosen entry (Delete)")
        )
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.totals = soft()
        self.settle = link("", lambda: None)
        self.codes_title = heading(tr("Codes, and how often on this page"), 1.0)
        self.codes_title.setWordWrap(True)
        self.codes = QLabel()
        self.codes.setTextFormat(Qt.TextFormat.RichText)
        self.codes.setAccessibleName(tr("Codes of this sheet"))
        self._lay_out()

    def show_last(self, results: Sequence[Result]) -> None:
        """Show the last entries."""
        self.last.set_rows(results)
        if results:
            self.last.selectRow(0)
        self.undo.setEnabled(bool(results))

    def show_codes(self, page: KeyedPage | None, codes: Sequence[ResultCode]) -> None:
        """Show what each code means and how often it stands on the page."""
        counted = page_totals(page) if page else {}
        ink, soft_ink = theme.colours().ink, theme.colours().ink_soft
        cells = "".join(
            f"<tr><td width={theme.grown(30)}><b>{_plain(code.code)}</b></td><td width={min(theme.grown(176), _MOST - 110)} style='color:{soft_ink}'>{_plain(code.meaning)}</td>"
            f"<td align=right style='color:{ink}'><b>{counted.get(code.code, '')}</b></td></tr>"
            for code in (codes if page else ())
        )
        self.codes.setText(f"<table cellspacing=0 cellpadding=2>{cells}</table>" if cells else "")
        self.codes_title.setVisible(bool(cells))

    def show_totals(self, totals: Totals | None, disagreements: int) -> None:
        """Show how far the plan is, and how many answers wait to be settled."""
        said = ""
        if totals:
            rate = (
                tr(" · contact rate {rate:.0%}").format(rate=totals.contact_rate) if totals.called_on else ""
            )
            said = tr("{plan}: {keyed:,} of {lines:,} keyed{rate}").format(
                plan=totals.plan, keyed=totals.keyed, lines=totals.lines, rate=rate
            )
        self.totals.setText(said)
        self.settle.setText(tr("%Ln elector(s) with different answers", disagreements))
        self.settle.setAccessibleName(self.settle.text())
        self.settle.setVisible(bool(disagreements))

    def _take_back(self) -> None:
        if self.last.current() is not None:
            self.last.take_back.emit(self.last.current())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.addLayout(row(heading(tr("Last keyed"), 1.0), None, self.undo))
        for widget in (self.last, self.totals, self.settle, self.codes_title, self.codes):
            layout.addWidget(widget)
        layout.addStretch(1)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
