"""The map under the hand: clicks, the lasso, a line drawn, doors carried to another round, and all keys.

It tells where was clicked, what was caught and what was dropped where; what that means is the presenter's.
"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from ui import theme
from ui.jobs import Jobs
from ui.language import tr
from ui.map.carrying import unpacked
from ui.map.doors import DoorDots
from ui.map.online import OnlineMap
from ui.map.overlay import paint_caught, paint_lasso, paint_line, paint_target
from ui.map.surface import MapSurface

_CLICK_PX = 5
_NEAR_PX = 12.0
_DROP_PX = 60.0  # a round is a large thing: one need not hit a door to drop on it
_STEP_PX = 80.0

POINTER, LASSO, LINE = "pointer", "lasso", "line"


class MapCanvas(MapSurface):
    """The map one works on."""

    clicked = Signal(object)  # (x, y, index of the door there or -1, whether Ctrl was held)
    lassoed = Signal(object)  # (indices of doors, whether Ctrl was held)
    drawn = Signal(object)  # (k, 2) metres of a line
    pulled = Signal()  # the hand pulls the selected doors away
    hovered = Signal(object)  # (ids of doors carried, index of the door below or -1)
    dropped = Signal(object)  # (ids of doors carried, index of the door below or -1)

    def __init__(self, jobs: Jobs, online: OnlineMap | None = None):
        super().__init__(jobs, online)
        self._caught: Sequence[int] = ()
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._trace: QPolygonF | None = None
        self._pull = False
        self._over: QPointF | None = None
        self._over_words = ""
        self.tool = POINTER
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Map of the ward"))
        self.setAccessibleDescription(
            tr("Arrows move it, plus and minus zoom. The list beside it does the same work.")
        )

    @property
    def dots(self) -> DoorDots:
        """The doors it shows."""
        return self._scene.dots

    def take_tool(self, tool: str) -> None:
        """Take the pointer, the lasso or the line into the hand."""
        self.tool = tool
        self._trace = None
        self.setCursor(Qt.CursorShape.ArrowCursor if tool == POINTER else Qt.CursorShape.CrossCursor)
        self.update()

    def catch(self, indices: Sequence[int]) -> None:
        """Mark doors as selected."""
        self._caught = tuple(indices)
        self.update()

    def say_target(self, words: str) -> None:
        """Say beside the pointer what dropping there would do."""
        self._over_words = words
        self.update()

    def paint_live(self, painter: QPainter) -> None:
        """Paint what is selected, drawn or carried."""
        c = theme.colours()
        if self._caught:
            paint_caught(painter, self.dots.positions(self._caught), self._view, c)
        if self._trace is not None:
            (paint_line if self.tool == LINE else paint_lasso)(painter, self._trace, c)
        if self._over is not None and self._over_words:
            paint_target(painter, self._over_words, self._over, c, self.font())

    def at(self, point: QPointF, within_px: float = _NEAR_PX) -> int:
        """Return the index of the door at a pixel, -1 when none is near."""
        x, y = self._view.metres(point)
        return self.dots.nearest(x, y, within_px / self._view.scale)

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag, a lasso or a line."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = self._last = event.position()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pull = self.tool == POINTER and plain and self.at(event.position()) in self._caught
        if self.tool != POINTER or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._trace = QPolygonF([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, draw, or carry the selected doors away."""
        if self._pressed is None or self._last is None:
            return
        at = event.position()
        if self._trace is not None:
            self._trace.append(at)
            self.update()
        elif self._pull:
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._pressed, self._pull = None, False  # the drop ends it, not the release
                self.pulled.emit()
        else:
            self.move_by(at.x() - self._last.x(), at.y() - self._last.y())
        self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked, caught or drawn."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        went = (event.position() - self._pressed).manhattanLength()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        trace, self._trace, self._pressed, self._pull = self._trace, None, None, False
        if trace is not None and (went > _CLICK_PX or trace.count() > 8):
            self._tell_trace(trace, control)
        elif went <= _CLICK_PX:
            x, y = self._view.metres(event.position())
            self.clicked.emit((x, y, self.at(event.position()), control))
        self.update()

    def _tell_trace(self, trace: QPolygonF, control: bool) -> None:
        metres = [self._view.metres(point) for point in trace.toList()]
        if self.tool == LINE:
            self.drawn.emit(np.array(metres))
        else:
            self.lassoed.emit((self.dots.inside(QPolygonF([QPointF(*at) for at in metres])), control))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom(1.25 ** (event.angleDelta().y() / 120.0), event.position())

    # Doors carried over it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take doors."""
        if unpacked(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Tell over which round they are."""
        door_ids = unpacked(event.mimeData())
        self._over = event.position()
        self.hovered.emit((door_ids, self.at(event.position(), _DROP_PX)))
        event.acceptProposedAction()
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget them."""
        self._over, self._over_words = None, ""
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell on which round they were dropped."""
        self._over, self._over_words = None, ""
        event.acceptProposedAction()
        self.dropped.emit((unpacked(event.mimeData()), self.at(event.position(), _DROP_PX)))
        self.update()

    # Keys and words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, zoom with plus and minus, Home shows all."""
        moves = {
            Qt.Key.Key_Left: (_STEP_PX, 0), Qt.Key.Key_Right: (-_STEP_PX, 0),
            Qt.Key.Key_Up: (0, _STEP_PX), Qt.Key.Key_Down: (0, -_STEP_PX),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self.move_by(*moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.4)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / 1.4)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key == Qt.Key.Key_Escape:
            self._trace = self._pressed = None
            self.lassoed.emit(([], False))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the address of the door under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.dots.words(at) if at >= 0 else "", self)
            return True
        return super().event(event)
