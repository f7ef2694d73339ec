"""What was done to the campaign: every change, by whom and when. Reading only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui import theme
from ui.core_words import in_words
from ui.desk import Desk
from ui.language import moment, tr
from ui.widgets.plain import button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.store import PastChange

_MOST = 500


class HistoryDialog(QDialog):
    """The campaign's history."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(tr("History"))
        self.resize(680, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = Table(
            tr("History"),
            [
                Column[PastChange](
                    tr("When"),
                    lambda change: moment(change.made_at),
                    width=150,
                    sort=lambda change: change.number,
                ),
                Column[PastChange](tr("What"), lambda change: in_words(change.what)),
                Column[PastChange](tr("Who"), lambda change: change.who, width=110),
                Column[PastChange]("", lambda change: tr("taken back") if change.undone else "", width=100),
            ],
        )
        self.setLayout(
            column(
                soft(
                    tr(
                        "The last {most} changes, newest first. Undo (Ctrl+Z) takes them back one by one."
                    ).format(most=_MOST)
                ),
                self._table,
                row(None, button(tr("Close"), self.accept, primary=True)),
                margin=theme.MARGIN_PX,
            )
        )
        store = desk.campaign.store
        desk.jobs.fetch("history", lambda: store.history(_MOST), self._table.set_rows, desk.complain, self)
