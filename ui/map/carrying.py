"""Doors carried by the mouse from the map or a list to a round: what is in the drag, and how it looks."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.language import tr

DOORS = "application/x-walksheets-doors"


def packed(door_ids: Sequence[int]) -> QMimeData:
    """Return doors as what a drag carries."""
    data = QMimeData()
    data.setData(DOORS, ",".join(str(door_id) for door_id in door_ids).encode())
    return data


def unpacked(data: QMimeData) -> list[int]:
    """Return the ids of the doors that a drag carries; none when it carries something else."""
    if not data.hasFormat(DOORS):
        return []
    return [int(part) for part in bytes(data.data(DOORS).data()).decode().split(",") if part]


def carry(source: QWidget, door_ids: Sequence[int]) -> None:
    """Let the mouse carry doors until it drops them."""
    drag = QDrag(source)
    drag.setMimeData(packed(door_ids))
    drag.setPixmap(_ticket(tr("%Ln door(s)", len(door_ids)), source))
    drag.setHotSpot(QPoint(-10, -6))
    drag.exec(Qt.DropAction.MoveAction)


def _ticket(words: str, source: QWidget) -> QPixmap:
    c, ratio = theme.colours(), source.devicePixelRatioF()
    wide, high = source.fontMetrics().horizontalAdvance(words) + 20, source.fontMetrics().height() + 8
    pixmap = QPixmap(round(wide * ratio), round(high * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(c.accent))
    painter = QPainter(pixmap)
    painter.setFont(source.font())
    painter.setPen(QColor(c.on_accent))
    painter.drawText(QRect(0, 0, wide, high), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap
