"""What is alive on the map, painted each frame: the way with its arrows, the doors selected, the lasso, the scale."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from ui.map.render import arrows, dot_px
from ui.map.view import MapView
from ui.theme import Colours

Floats = NDArray[np.float64]

_ARROW = QPolygonF([QPointF(4.5, 0), QPointF(-3.5, -3.8), QPointF(-1.8, 0), QPointF(-3.5, 3.8)])
_WIDEST_SCALE_PX = 130.0
_ASIDE_PX = 2.6


def paint_way(painter: QPainter, way: Sequence[Floats], view: MapView, c: Colours) -> None:
    """Draw the way through a round: a line with arrows, a disc where it starts, a square where it ends."""
    lines = [beside(view.pixels(line), _ASIDE_PX) for line in way if len(line)]
    if not lines:
        return
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((c.paper, 4.6), (c.ink, 1.8)):
        painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.ink))
    for line in lines:
        for x, y, degrees in arrows(line.tolist(), 74.0):
            painter.save()
            painter.translate(x, y)
            painter.rotate(degrees)
            painter.drawPolygon(_ARROW)
            painter.restore()
    _paint_ends(painter, lines[0][0], lines[-1][-1], c)


def paint_caught(painter: QPainter, positions: Sequence[QPointF], view: MapView, c: Colours) -> None:
    """Ring the selected doors."""
    radius = dot_px(view.scale) / 2 + 3.0
    transform = view.transform()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((c.paper, 4.0), (c.ink, 2.0)):
        painter.setPen(QPen(QColor(colour), width))
        for position in positions:
            painter.drawEllipse(transform.map(position), radius, radius)


def paint_lasso(painter: QPainter, lasso: QPolygonF, c: Colours) -> None:
    """Draw the loop as far as the hand has come."""
    fill = QColor(c.accent)
    fill.setAlpha(40)
    painter.setPen(QPen(QColor(c.accent), 1.6, Qt.PenStyle.DashLine))
    painter.setBrush(fill)
    painter.drawPolygon(lasso)


def paint_scale(painter: QPainter, view: MapView, c: Colours, font: QFont) -> None:
    """Draw a bar of round length in the corner."""
    metres = nice_length(_WIDEST_SCALE_PX / view.scale)
    width = metres * view.scale
    words = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
    left, bottom = 14.0, view.height - 14.0
    painter.setFont(font)
    painter.fillRect(QRectF(left - 6, bottom - 24, max(width, 52.0) + 12, 30), QColor(c.paper))
    painter.setPen(QPen(QColor(c.ink), 1.6))
    painter.drawPolyline([QPointF(left, bottom - 5), QPointF(left, bottom), QPointF(left + width, bottom),
                          QPointF(left + width, bottom - 5)])  # fmt: skip
    painter.setPen(QColor(c.ink_soft))
    painter.drawText(QPointF(left + 5, bottom - 6), words)


def beside(line: Floats, away_px: float) -> Floats:
    """Return a line of pixels moved to its left, so that there and back are seen apart."""
    steps = np.diff(line, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    kept = np.concatenate([[True], lengths > 1e-6])
    line, steps, lengths = line[kept], steps[kept[1:]], lengths[kept[1:]]
    if len(line) < 2:
        return line
    left = np.stack([steps[:, 1], -steps[:, 0]], axis=1) / lengths[:, None]
    corners = np.vstack([left[:1], left[:-1] + left[1:], left[-1:]])
    size = np.hypot(corners[:, 0], corners[:, 1])
    turns_back = size < 0.5  # about face: keep the side it came on
    corners[turns_back] = np.vstack([left[:1], left])[turns_back]
    size[turns_back] = 1.0
    return line + corners / size[:, None] * away_px


def nice_length(most_m: float) -> float:
    """Return the longest of 1, 2, 5, 10, 20, 50 … metres that is no longer than `most_m`."""
    power = 10.0 ** np.floor(np.log10(most_m))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most_m * (1 + 1e-9)))


def _paint_ends(painter: QPainter, start: Floats, end: Floats, c: Colours) -> None:
    painter.setPen(QPen(QColor(c.paper), 2.0))
    painter.setBrush(QColor(c.good))
    painter.drawEllipse(QPointF(*start), 7.0, 7.0)
    painter.setBrush(QColor(c.bad))
    painter.drawRect(QRectF(end[0] - 6, end[1] - 6, 12, 12))
