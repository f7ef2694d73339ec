"""A table whose rows are dragged on to the rows of another: people on to rounds, rounds on to people."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.widgets.table import Column, Table

_TYPE = "application/x-walksheets-"


class DragTable(Table):
    """Gives its rows as `gives` and takes rows that are given as `takes`."""

    dropped = Signal(object)  # (the row dropped on, the id of what was dropped)

    def __init__(self, name: str, columns: Sequence[Column[Any]], gives: str, takes: str):
        super().__init__(name, columns)
        self._gives, self._takes = _TYPE + gives, _TYPE + takes
        self.rows.draggable = True
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def row_id(self, row: Any) -> int:
        """Return what names a row when it is dragged."""
        return int(row.id)

    def payload(self) -> QMimeData:
        """Return the current row as something to be dropped."""
        mime = QMimeData()
        mime.setData(self._gives, QByteArray(str(self.row_id(self.current())).encode()))
        return mime

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Begin to drag the current row."""
        if self.current() is not None:
            drag = QDrag(self)
            drag.setMimeData(self.payload())
            drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what belongs here."""
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take what belongs here, on a row."""
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped on which row."""
        at = self.indexAt(event.position().toPoint()).row()
        if event.mimeData().hasFormat(self._takes) and 0 <= at < len(self.rows.rows):
            event.acceptProposedAction()
            self.dropped.emit((self.rows.rows[at], int(event.mimeData().data(self._takes).data())))

    def _judge(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(self._takes):
            event.acceptProposedAction()
        else:
            event.ignore()
