"""The lines of a scanned page, each with its picture; single keys decide them. Knows no rules."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.results.scan_presenter import SeenLine
from ui.widgets.table import Column, Table

_ROW_PX = 36
_PICTURE = 2  # the column


class ScanLines(Table):
    """Emits what was pressed; the presenter knows what it means."""

    typed = Signal(str)
    pressed_key = Signal(str)  # enter, back, forward, note, clear

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}
        c = theme.colours()
        super().__init__(
            tr("Lines of the scanned sheet"),
            [
                Column[SeenLine](tr("Line"), lambda s: str(s.read.line), width=52, right=True),
                Column[SeenLine](tr("Who"), _who, tip=_who),
                Column[SeenLine](tr("On the paper"), lambda s: in_words(s.read.why), width=370),
                Column[SeenLine](tr("Answer"), self._answer, width=168, bold=True,
                                 ink=lambda s: c.bad if s.open else c.ink, tip=lambda s: in_words(s.read.why)),
                Column[SeenLine](tr("Note"), _note, width=124, tip=_note),
            ],
            sortable=False,
        )  # fmt: skip
        self.strips = Strips(self)
        self.setItemDelegateForColumn(_PICTURE, self.strips)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)

    def show_lines(self, lines: Sequence[SeenLine], picture: QImage, at: int) -> None:
        """Show a page's lines, the cursor on one of them."""
        self.strips.picture = picture
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.rows.set_rows(lines)
        self.verticalScrollBar().setValue(place)
        self.select(lambda line: line is lines[at])
        self.blockSignals(False)

    def _answer(self, line: SeenLine) -> str:
        said = f"{line.code}  {self.meanings.get(line.code, '')}".strip()
        return f"? {said}" if line.open else said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand each key over; Ctrl and Alt belong to the window."""
        special = {
            Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Up: "back", Qt.Key.Key_Down: "forward",
            Qt.Key.Key_Slash: "note", Qt.Key.Key_Delete: "clear", Qt.Key.Key_Backspace: "clear",
        }  # fmt: skip
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif (key := Qt.Key(event.key())) in special:
            self.pressed_key.emit(special[key])
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class Strips(QStyledItemDelegate):
    """Paints a line's piece of the page; a doubtful one in a frame."""

    picture = QImage()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the piece as large as the cell allows, at the right, where its boxes are."""
        table = self.parent()
        assert isinstance(table, ScanLines)
        line: SeenLine = table.rows.rows[index.row()]
        cell: QRect = option.rect.adjusted(4, 3, -4, -3)
        piece = self.picture.copy(QRect(*line.read.strip))
        if piece.isNull():
            return
        size = piece.size().scaled(QSize(cell.width(), cell.height()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(cell.topLeft(), size)
        place.moveCenter(cell.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, piece)
        if line.open:
            painter.setPen(QColor(theme.colours().bad))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))


def _who(line: SeenLine) -> str:
    printed = line.printed
    door = f"{printed.door} {printed.street}".strip()
    return f"{printed.elector_name} · {door}" if printed.elector_name else door


def _note(line: SeenLine) -> str:
    ticked = ", ".join(line.read.ticked)
    seen = tr("(handwriting)") if line.read.written and not line.note else line.note
    return " · ".join(filter(None, (seen, ticked)))
