"""A file's columns: what each holds, for example, and what it is taken for; changed in place, kept by name."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QInputDialog,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui import theme
from ui.register.fields import FIELDS, KIND_WORDS, WORDS
from ui.widgets.plain import boxed, button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.imports import Recognised

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 20


class FieldDelegate(QStyledItemDelegate):
    """The list of fields in a cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName("What the column is")
        box.addItem("not taken in", "")
        for name, words in FIELDS:
            box.addItem(words, name)
        box.activated.connect(lambda _at: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class MappingPanel(QWidget):
    """The columns of one file, and its first rows."""

    mapped = Signal(object)  # (kind, {field: header or place from 1})
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: Recognised | None = None
        self._taken: dict[int, str] = {}  # column → field
        self.facts = soft()
        self.columns = Table(
            "Columns of the file",
            [
                Column[int]("Column in the file", self._header, width=180),
                Column[int]("For example", self._example),
                Column[int]("Is", self._field, width=230, write=self._set, bold=True,
                            ink=lambda at: None if at in self._taken else theme.colours().ink_soft,
                            tip=lambda _at: "Enter or double click to choose"),
            ],
            sortable=False,
        )  # fmt: skip
        self.columns.setItemDelegateForColumn(2, FieldDelegate(self))
        edits = QAbstractItemView.EditTrigger
        self.columns.setEditTriggers(edits.DoubleClicked | edits.EditKeyPressed | edits.AnyKeyPressed)
        self.first = QTableWidget()
        self.first.setAccessibleName("First rows of the file")
        self.first.setEditTriggers(edits.NoEditTriggers)
        self.first.verticalHeader().setDefaultSectionSize(theme.ROW_PX - 4)
        self.first.horizontalHeader().hide()
        self.first.verticalHeader().setAccessibleName("Rows of the file")
        self._keep = button(
            "Keep this mapping…", self._ask_name, tip="Files like this one are known from then on"
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.columns)
        split.addWidget(boxed(column(soft("First rows, as they stand in the file:"), self.first, gap=4)))
        split.setSizes([210, 190])
        top = row(self.facts, self._keep)
        top.setStretch(0, 1)
        layout = column(top, split)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)

    def show_recognised(self, found: Recognised) -> None:
        """Show what a file is taken for."""
        self._found = found
        self._taken = {place: field for field, place in found.columns.items()}
        parts = [
            KIND_WORDS.get(found.kind, found.kind or "not known"),
            found.layout,
            found.part,
            found.encoding,
        ]
        if found.header_row:
            parts.append(f"header in row {found.header_row}")
        self.facts.setText(" · ".join(part for part in parts if part))
        wide = max((len(cells) for cells in found.rows), default=0)
        self.columns.set_rows(range(max(wide, len(found.header))))
        self._show_first(found, wide)
        self._keep.setEnabled(bool(wide))

    def columns_chosen(self) -> Mapping[str, str | int]:
        """Return field → header, or the column's place from 1 where there is no header."""
        header = self._found.header if self._found else ()
        return {
            field: header[at] if at < len(header) and header[at] else at + 1
            for at, field in self._taken.items()
            if field
        }

    def _show_first(self, found: Recognised, wide: int) -> None:
        c = theme.colours()
        rows = found.rows[:_SHOWN]
        self.first.setRowCount(len(rows))
        self.first.setColumnCount(wide)
        for down, cells in enumerate(rows):
            for across, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if down + 1 == found.header_row:
                    item.setBackground(theme.colour(c.accent_soft))
                elif across not in self._taken:
                    item.setForeground(theme.colour(c.ink_soft))
                self.first.setItem(down, across, item)

    def _header(self, at: int) -> str:
        header = self._found.header if self._found else ()
        return header[at] if at < len(header) and header[at] else f"column {at + 1}"

    def _example(self, at: int) -> str:
        if self._found is None:
            return ""
        rows = self._found.rows[self._found.header_row :]
        found = dict.fromkeys(cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip())
        return " · ".join(list(found)[:4])

    def _field(self, at: int) -> str:
        field = self._taken.get(at, "")
        return WORDS.get(field, field) if field else "not taken in"

    def _set(self, at: int, field: str) -> None:
        if field == self._taken.get(at, "") or field == self._field(at):
            return
        self._taken = {place: other for place, other in self._taken.items() if place != at and other != field}
        if field:
            self._taken[at] = field
        self.columns.viewport().update()
        kind = self._found.kind if self._found else ""
        self.mapped.emit((kind or "register", self.columns_chosen()))

    def _ask_name(self) -> None:
        name, agreed = QInputDialog.getText(self, "Keep this mapping", "Name, such as the council's:")
        if agreed and name.strip():
            kind = self._found.kind if self._found else ""
            self.mapped.emit((kind or "register", self.columns_chosen()))
            self.saved.emit(name.strip())
