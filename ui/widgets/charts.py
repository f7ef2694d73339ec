"""Horizontal bars with their words and figures: the one chart the program needs; it can be copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
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

    def __init__(self, name: str):
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction(icon("copy"), tr("Copy this chart"), self)
        copy.triggered.connect(self._copy)
        self.addAction(copy)

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
        c = theme.colours()
        painter = QPainter(self)
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
        painter.end()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.grab())
