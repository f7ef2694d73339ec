"""Which of several answers holds: a button for each, for the row that is chosen."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.widgets.plain import button, row
from walksheets.results import Disagreement


class SettleBar(QWidget):
    """Emits the row and the result that is to hold."""

    settled = Signal(object)  # (Disagreement, result)

    def __init__(self) -> None:
        super().__init__()
        self._row = row()
        self.setLayout(self._row)

    def show_row(self, each: Disagreement | None) -> None:
        """Offer the answers of a row, the newest first."""
        while self._row.count():
            item = self._row.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        if each is None:
            return
        for result in dict.fromkeys(answer.result for answer in each.answers):
            self._row.addWidget(
                button(
                    tr("{result} holds").format(result=result),
                    partial(self.settled.emit, (each, result)),
                    tip=tr("Let this answer hold; the others stay in the history"),
                )
            )
