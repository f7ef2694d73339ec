"""Choosing who has a round, in the cell itself."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.language import tr
from ui.volunteers import said
from ui.widgets.table import Table
from walksheets.volunteers import Volunteer

Index = QModelIndex | QPersistentModelIndex


class AssignDelegate(QStyledItemDelegate):
    """A list of people in a cell of the assignment table."""

    given = Signal(object)  # (slot, volunteer id or None)

    def __init__(self, table: Table):
        super().__init__(table)
        self._table = table
        self._people: Sequence[Volunteer] = ()

    def set_people(self, people: Sequence[Volunteer]) -> None:
        """Offer these people."""
        self._people = people

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName(tr("Who has this round"))
        box.addItem(tr("nobody"), None)
        for person in self._people:
            box.addItem(
                f"{person.name}  ({said.roles(person.roles)})" if person.roles else person.name, person.id
            )
        box.activated.connect(lambda _at: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        slot = self._table.rows.rows[index.row()]
        editor.setCurrentIndex(max(editor.findData(slot.volunteer_id), 0))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        self.given.emit((self._table.rows.rows[index.row()], editor.currentData()))

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
