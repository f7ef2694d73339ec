"""A table over a list of frozen rows: sorted on the list itself, 28 px a row, spoken cell by cell.

A column says how a row shows in it; the model holds no copies and decides nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import theme
from ui.language import tr
from ui.user_settings import UserSettings

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
# A table that is painted asks for each of these at every cell: enums are put together once, and compared as numbers.
_DISPLAY, _EDIT, _TIP = int(_ROLE.DisplayRole), int(_ROLE.EditRole), int(_ROLE.ToolTipRole)
_ALIGNMENT, _FONT, _INK = int(_ROLE.TextAlignmentRole), int(_ROLE.FontRole), int(_ROLE.ForegroundRole)
_PICTURE, _SPOKEN = int(_ROLE.DecorationRole), int(_ROLE.AccessibleTextRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_CARRIED = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_FLAGS = {
    (editable, draggable): _PLAIN
    | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)
    | (_CARRIED if draggable else Qt.ItemFlag.NoItemFlags)
    for editable in (False, True)
    for draggable in (False, True)
}
_NOTHING = QModelIndex()
_STRETCHED_PX = 130  # what a stretched column has at least, as long as the others can spare it


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title and what a row shows there."""

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    width: int = 0  # pixels; 0 takes what is left
    least: int = 0  # pixels it keeps where room is short; its title is always whole
    right: bool = False
    tip: Callable[[Row], str] | None = None
    colour: Callable[[Row], str | None] | None = None  # a swatch in front
    ink: Callable[[Row], str | None] | None = None
    write: Callable[[Row, str], None] | None = None  # editable in place
    bold: bool = False
    contact: bool = False  # how to reach somebody: shown only when that was asked for


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A list of rows seen through columns."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None):
        super().__init__(parent)
        self.columns = list(columns)
        self.rows: list[Row] = []
        self.draggable = False
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._bold = QFont(parent.font()) if parent else QFont()
        self._bold.setBold(True)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order given or as sorted by the user."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def renew(self, rows: Sequence[Row]) -> None:
        """Show as many rows as before, in the order given: only those that differ are drawn anew."""
        last = len(self.columns) - 1
        for at, row in enumerate(rows):
            if row != self.rows[at]:
                self.rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, last))

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.title
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (_DISPLAY, _EDIT):
            return column.text(row)
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        if role == _INK:
            colour = column.ink(row) if column.ink else None
            return QColor(colour) if colour else None
        if role == _PICTURE:
            colour = column.colour(row) if column.colour else None
            return swatch(colour) if colour else None
        if role == _FONT:
            return self._bold if column.bold else None
        if role == _TIP:
            return (column.tip(row) if column.tip else "") or None
        if role == _SPOKEN:
            return f"{column.title}: {column.text(row)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and self.columns[index.column()].write is not None
        return _FLAGS[editable, self.draggable]

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        column = self.columns[index.column()]
        if role != _EDIT or not column.write:
            return False
        row = self.rows[index.row()]
        if column.text(row) != str(value):
            column.write(row, str(value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the list itself and show it anew: a proxy takes ten times as long."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.beginResetModel()
        self._sort_rows()
        self.endResetModel()

    def _sort_rows(self) -> None:
        if self._sorted_by is None:
            return
        at, order = self._sorted_by
        key = self.columns[at].sort or self.columns[at].text
        self.rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)


class Table(QTableView):
    """The table every screen uses: whole rows, keys, Enter to open one."""

    opened = Signal(object)
    chosen = Signal(object)  # the current row, or None

    def __init__(
        self, name: str, columns: Sequence[Column[Any]], *, several: bool = False, sortable: bool = True
    ):
        super().__init__()
        self.setAccessibleName(name)
        self.nothing = ""  # said in the middle while there are no rows
        self.rows: RowsModel[Any] = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._widths = {at: theme.grown(column.width) for at, column in enumerate(columns) if column.width}
        self._sharing = False
        self._keep: Callable[[], None] = lambda: None
        self._dress_headers(columns, sortable)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.activated.connect(self._open)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def set_rows(self, rows: Sequence[Any], keep: Callable[[Any], object] | None = None) -> None:
        """Show rows; `keep` tells which row is the one that was current, by what it returns."""
        before = keep(self.current()) if keep and self.current() is not None else None
        place = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        if keep and before is not None:
            self.select(lambda row: keep(row) == before)
            self.verticalScrollBar().setValue(place)

    def remember(self, settings: UserSettings, name: str) -> None:
        """Have the columns as the user left them, and keep them so: widths and sorting."""
        name = f"{name}/{len(self.rows.columns)}"  # other columns than before are not to be had the old way
        header = self.horizontalHeader()
        hidden = [header.isSectionHidden(at) for at in range(header.count())]
        if header.restoreState(QByteArray.fromBase64(settings.tables.get(name, "").encode())):
            self.rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
            for at, away in enumerate(hidden):  # that is the screen's to say, not the layout's
                header.setSectionHidden(at, away)
            self._widths = {at: header.sectionSize(at) or width for at, width in self._widths.items()}

        def keep(*_: object) -> None:
            settings.tables[name] = header.saveState().toBase64().toStdString()

        self._keep = keep
        header.sortIndicatorChanged.connect(keep)

    def show_contacts(self, shown: bool) -> None:
        """Show or hide the columns that tell how to reach somebody."""
        for at, column in enumerate(self.rows.columns):
            if column.contact:
                self.setColumnHidden(at, not shown)

    def as_text(self) -> str:
        """Return the rows as a spreadsheet takes them, with the columns that are seen."""
        seen = [each for at, each in enumerate(self.rows.columns) if not self.isColumnHidden(at)]
        lines = ["\t".join(each.title for each in seen)]
        lines += ["\t".join(each.text(row) for each in seen) for row in self.rows.rows]
        return "\n".join(lines) + "\n"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is now."""
        super().resizeEvent(event)
        self._share_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the titles the room they need in the type that is worn now."""
        super().showEvent(event)
        self._share_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is nothing, where there is nothing."""
        super().paintEvent(event)
        if self.nothing and not self.rows.rows:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.colours().ink_soft))
            room = self.viewport().rect().adjusted(24, 20, -24, -20)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def current(self) -> Any:
        """Return the current row, or None."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def selected(self) -> list[Any]:
        """Return the selected rows, in the order shown."""
        return [self.rows.rows[index.row()] for index in sorted(self.selectionModel().selectedRows())]

    def select(self, wanted: Callable[[Any], bool]) -> bool:
        """Make the first row for which `wanted` holds the current one."""
        for at, row in enumerate(self.rows.rows):
            if wanted(row):
                self.selectRow(at)
                return True
        return False

    def selectRow(self, row: int) -> None:  # noqa: N802 - as Qt has it
        """Make a row the current one; Qt's own does nothing until the header has been laid out."""
        index, flags = self.rows.index(row, 0), QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter, unless the cell is there to be written in."""
        editing = (
            self.state() == QAbstractItemView.State.EditingState
        )  # the Enter that ends it comes here too
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.current() is not None
            and not editing
        ):
            index = self.currentIndex()
            if self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def _share_out(self) -> None:
        """Set the columns' widths: never less than the title or the column needs; where room is short, the widest give to the stretched."""
        across = self.horizontalHeader()
        least = {
            at: max(across.sectionSizeHint(at), theme.grown(self.rows.columns[at].least))
            for at in self._widths
            if not across.isSectionHidden(at)
        }
        wanted = {at: max(self._widths[at], narrowest) for at, narrowest in least.items()}
        stretched = sum(
            max(theme.grown(_STRETCHED_PX), across.sectionSizeHint(at))
            for at in range(across.count())
            if at not in self._widths and not across.isSectionHidden(at)
        )
        short = stretched - (self.viewport().width() - sum(wanted.values()))
        spare = sum(wanted.values()) - sum(least.values())
        given = min(max(short, 0) / spare, 1.0) if spare else 0.0
        self._sharing = True
        for at, width in wanted.items():
            across.resizeSection(at, round(width - (width - least[at]) * given))
        self._sharing = False

    def _resized(self, at: int, old: int, new: int) -> None:
        """Take the width that the user gave a column: neither we shared it out, nor was it hidden or shown."""
        if at in self._widths and old and new and not self._sharing:
            self._widths[at] = new
            self._keep()

    def _open(self, index: QModelIndex) -> None:
        if not self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable and self.current() is not None:
            self.opened.emit(self.current())

    def _choose(self, *_: object) -> None:
        self.chosen.emit(self.current())

    def _dress_headers(self, columns: Sequence[Column[Any]], sortable: bool) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setDefaultSectionSize(theme.ROW_PX)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setAccessibleName(tr("Columns of {table}").format(table=self.accessibleName()))
        across.setMinimumSectionSize(28)
        for at in range(len(columns)):
            if at in self._widths:
                self.setColumnWidth(at, self._widths[at])
            else:
                across.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        if sortable:
            across.setSortIndicatorClearable(True)
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)


@lru_cache(maxsize=64)
def swatch(colour: str) -> QIcon:
    """Return a square of a colour that stays that colour in a selected row."""
    square = QPixmap(14, 14)
    square.fill(QColor(colour))
    made = QIcon(square)
    made.addPixmap(square, QIcon.Mode.Selected)
    return made
