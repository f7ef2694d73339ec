"""Hands for the tests of the map: where a door is on the screen, and doors carried and dropped as Qt sends it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.map.carrying import packed


def spot(canvas, at: int) -> QPoint:
    """Return the pixel of a door."""
    x, y = canvas.view.pixels(canvas.dots.xy[at])
    return QPoint(round(x), round(y))


def hold_over(target: QWidget, point: QPoint, door_ids: Sequence[int]):
    """Carry doors over a widget without letting go; the events are sent as the window system sends them."""
    data = packed(door_ids)
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(point, move, data, left, none))
    event = QDragMoveEvent(point, move, data, left, none)
    QApplication.sendEvent(target, event)
    return data, event


def drop(target: QWidget, point: QPoint, door_ids: Sequence[int]) -> None:
    """Carry doors over a widget and let go."""
    data, _ = hold_over(target, point, door_ids)
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDropEvent(QPointF(point), move, data, left, none))
