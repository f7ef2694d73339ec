"""A file's columns: what each holds, for example, and what it is taken for; changed in place, kept by name."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QInputDialog,
    QLabel,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.register.fields import family, fields, kind_words
from ui.widgets.plain import boxed, button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.imports import Recognised

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 20
_ENCODINGS = (
    "utf-8", "windows-1252", "windows-1250", "iso-8859-1", "iso-8859-2", "iso-8859-15", "cp850", "mac-roman", "utf-16",
)  # fmt: skip
_STRONG, _WEAK = 90, 34  # of 255
_COLOURS = {"number": 4, "name": 2, "address": 7, "other": 8}  # of the theme's colours that can be told apart


class FieldDelegate(QStyledItemDelegate):
    """The list of fields in a cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName(tr("What the column is"))
        box.addItem(tr("not taken in"), "")
        for name, words in fields().items():
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


class TintDelegate(QStyledItemDelegate):
    """Lays a cell's colour behind it: the style sheet leaves it out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        if brush is not None:
            painter.fillRect(option.rect, brush)
        super().paint(painter, option, index)


class MappingPanel(QWidget):
    """The columns of one file, and its first rows."""

    mapped = Signal(object)  # (kind, {field: header or place from 1})
    saved = Signal(str)
    encoding_chosen = Signal(str)  # empty: as it seems

    def __init__(self) -> None:
        super().__init__()
        self._found: Recognised | None = None
        self._taken: dict[int, str] = {}  # column → field
        self.facts = soft()
        self.columns = Table(
            tr("Columns of the file"),
            [
                Column[int](tr("Column in the file"), self._header, width=180),
                Column[int](tr("For example"), self._example),
                Column[int](tr("Is"), self._field, colour=self._colour, width=230, write=self._set, bold=True,
                            ink=lambda at: None if at in self._taken else theme.colours().ink_soft,
                            tip=lambda _at: tr("Enter or double click to choose")),
            ],
            sortable=False,
        )  # fmt: skip
        self.columns.setItemDelegateForColumn(2, FieldDelegate(self))
        edits = QAbstractItemView.EditTrigger
        self.columns.setEditTriggers(edits.DoubleClicked | edits.EditKeyPressed | edits.AnyKeyPressed)
        self.first = QTableWidget()
        self.first.setItemDelegate(TintDelegate(self.first))
        self.first.setAccessibleName(tr("First rows of the file"))
        self.first.setEditTriggers(edits.NoEditTriggers)
        self.first.verticalHeader().setDefaultSectionSize(theme.ROW_PX - 4)
        self.first.horizontalHeader().hide()
        self.first.verticalHeader().setAccessibleName(tr("Rows of the file"))
        self._keep = button(
            tr("Keep this mapping…"), self._ask_name, tip=tr("Files like this one are known from then on")
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.columns)
        split.addWidget(
            boxed(
                column(
                    soft(tr("First rows, as they stand in the file; a column in colour is taken in:")),
                    self.first,
                    gap=4,
                )
            )
        )
        split.setSizes([210, 190])
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(tr("How the letters are written"))
        self.encoding.addItem(tr("as they seem"), "")
        for name in _ENCODINGS:
            self.encoding.addItem(name, name)
        self.encoding.activated.connect(lambda _at: self.encoding_chosen.emit(self.encoding.currentData()))
        self.letters = QLabel()
        self.letters.setAccessibleName(tr("Some words by which one sees whether the letters are right"))
        top = row(self.facts, self._keep)
        top.setStretch(0, 1)
        written = row(QLabel(tr("Letters")), self.encoding, self.letters)
        written.setStretch(2, 1)
        layout = column(top, written, split)
        layout.setStretch(2, 1)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)

    def show_recognised(self, found: Recognised) -> None:
        """Show what a file is taken for."""
        self._found = found
        self._taken = {place: field for field, place in found.columns.items()}
        parts = [
            kind_words(found.kind) or tr("not known"),
            in_words(found.layout),
            found.part,
            found.encoding,
        ]
        if found.header_row:
            parts.append(tr("header in row {n}").format(n=found.header_row))
        self.facts.setText(" · ".join(part for part in parts if part))
        wide = max((len(cells) for cells in found.rows), default=0)
        self.columns.set_rows(range(max(wide, len(found.header))))
        self._show_first(found, wide)
        self._show_letters(found)
        self._keep.setEnabled(bool(wide))

    def columns_chosen(self) -> Mapping[str, str | int]:
        """Return field → header, or the column's place from 1 where there is no header."""
        header = self._found.header if self._found else ()
        return {
            field: header[at] if at < len(header) and header[at] else at + 1
            for at, field in self._taken.items()
            if field
        }

    def _show_letters(self, found: Recognised) -> None:
        """Show words that look wrong when the encoding is; a workbook's letters are never in doubt."""
        self.encoding.setEnabled(bool(found.encoding))
        if self.encoding.currentIndex() == 0 and found.encoding:
            self.encoding.setItemText(0, tr("as they seem: {name}").format(name=found.encoding))
        words = " · ".join(cell[:28] for cell in found.letters[:6])
        self.letters.setText(words or tr("only plain letters in the first rows"))

    def _show_first(self, found: Recognised, wide: int) -> None:
        c = theme.colours()
        rows = found.rows[:_SHOWN]
        self.first.setRowCount(len(rows) + 1)
        self.first.setColumnCount(wide)
        self.first.setVerticalHeaderLabels([tr("is"), *map(str, range(1, len(rows) + 1))])
        for across in range(wide):
            item = QTableWidgetItem(self._field(across) if across in self._taken else "–")
            item.setForeground(theme.colour(c.ink if across in self._taken else c.ink_soft))
            self._tint(item, across, _STRONG)
            self.first.setItem(0, across, item)
        for down, cells in enumerate(rows):
            for across, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if across not in self._taken or down + 1 < found.header_row:
                    item.setForeground(theme.colour(c.ink_soft))
                if down + 1 >= found.header_row:
                    self._tint(item, across, _STRONG if down + 1 == found.header_row else _WEAK)
                self.first.setItem(down + 1, across, item)

    def _tint(self, item: QTableWidgetItem, across: int, alpha: int) -> None:
        """Lay the colour of a column's family behind a cell."""
        if colour := self._colour(across):
            tint = theme.colour(colour)
            tint.setAlpha(alpha)
            item.setBackground(tint)

    def _colour(self, at: int) -> str | None:
        field = self._taken.get(at)
        return theme.colours().rounds[_COLOURS[family(field)]] if field else None

    def _header(self, at: int) -> str:
        header = self._found.header if self._found else ()
        return header[at] if at < len(header) and header[at] else tr("column {n}").format(n=at + 1)

    def _example(self, at: int) -> str:
        if self._found is None:
            return ""
        rows = self._found.rows[self._found.header_row :]
        found = dict.fromkeys(cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip())
        return " · ".join(list(found)[:4])

    def _field(self, at: int) -> str:
        field = self._taken.get(at, "")
        return fields().get(field, field) if field else tr("not taken in")

    def _set(self, at: int, field: str) -> None:
        if field == self._taken.get(at, "") or field == self._field(at):
            return
        self._taken = {place: other for place, other in self._taken.items() if place != at and other != field}
        if field:
            self._taken[at] = field
        self.columns.viewport().update()
        if self._found:
            self._show_first(self._found, self.first.columnCount())
        kind = self._found.kind if self._found else ""
        self.mapped.emit((kind or "register", self.columns_chosen()))

    def _ask_name(self) -> None:
        name, agreed = QInputDialog.getText(self, tr("Keep this mapping"), tr("Name, such as the council's:"))
        if agreed and name.strip():
            kind = self._found.kind if self._found else ""
            self.mapped.emit((kind or "register", self.columns_chosen()))
            self.saved.emit(name.strip())
