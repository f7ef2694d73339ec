"""Horizontal bars with their words and figures: the one chart the program needs.

It can be copied, as a picture and as numbers at once, and saved as a picture; who does not see it hears its numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.language import tr
from ui.widgets.icons import icon

_ROW = 28
_BAR = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how many, in pieces of several colours if need be."""

    words: str
    pieces: tuple[tuple[float, str], ...]  # (amount, colour)
    figure: str


class Bars(QWidget):
    """Bars, one under the other, the longest as long as there is room."""

    save_asked = Signal()

    def __init__(self, name: str):
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self.name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        copy = QAction(icon("copy"), tr("Copy this chart"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        save = QAction(icon("export"), tr("Save this chart…"), self)
        save.triggered.connect(self.save_asked)
        self.addAction(save)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = bars
        self.setAccessibleDescription("; ".join(f"{bar.words}: {bar.figure}" for bar in bars))
        self.setFixedHeight(max(len(bars) * _ROW, _ROW))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a row a bar."""
        return QSize(360, max(len(self._bars) * _ROW, _ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, bar, figure."""
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus():
            painter.setPen(QColor(theme.colours().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        c = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        words = min(
            max((metrics.horizontalAdvance(b.words) for b in self._bars), default=0.0), self.width() * 0.42
        )
        figures = max((metrics.horizontalAdvance(b.figure) for b in self._bars), default=0.0)
        room = max(self.width() - words - figures - 28, 20.0)
        most = max((sum(amount for amount, _ in b.pieces) for b in self._bars), default=0.0) or 1.0
        middle = Qt.AlignmentFlag.AlignVCenter
        for at, bar in enumerate(self._bars):
            top = at * _ROW
            painter.setPen(QColor(c.ink))
            cut = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, words)
            painter.drawText(QRectF(0, top, words, _ROW), Qt.AlignmentFlag.AlignRight | middle, cut)
            x = words + 12
            painter.setPen(Qt.PenStyle.NoPen)
            for amount, colour in bar.pieces:
                width = room * amount / most
                painter.fillRect(QRectF(x, top + (_ROW - _BAR) / 2, width, _BAR), QColor(colour))
                x += width
            painter.setPen(QColor(c.ink_soft))
            painter.drawText(
                QRectF(x + 8, top, figures + 8, _ROW), Qt.AlignmentFlag.AlignLeft | middle, bar.figure
            )

    def as_text(self) -> str:
        """Return the chart's numbers, a line a bar, as a spreadsheet takes them."""
        lines = [self.name, *(f"{bar.words}\t{bar.figure}" for bar in self._bars)]
        return "\n".join(lines) + "\n"

    def as_picture(self) -> QPixmap:
        """Return the chart on paper, with its name, twice as sharp as the screen."""
        title = QFontMetricsF(self.font()).height() + 14
        picture = QPixmap(QSize(self.width() + 24, round(self.height() + title + 16)) * 2)
        picture.setDevicePixelRatio(2.0)
        picture.fill(QColor(theme.colours().paper))
        painter = QPainter(picture)
        painter.setPen(QColor(theme.colours().ink))
        painter.setFont(theme.large(self.font(), 1.05))
        painter.drawText(QPointF(12, title - 8), self.name)
        painter.translate(12, title)
        painter.setFont(self.font())
        self._paint(painter)
        painter.end()
        return picture

    def copy(self) -> None:
        """Put picture and numbers on the clipboard: each program takes what it can."""
        both = QMimeData()
        both.setImageData(self.as_picture().toImage())
        both.setText(self.as_text())
        QGuiApplication.clipboard().setMimeData(both)
