"""Painting lines that are walked and lines that are not crossed: a round's way with its arrows, barriers, where people meet."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.map.view import MapView
from ui.theme import Colours

Floats = NDArray[np.float64]

_ARROW = QPolygonF([QPointF(4.5, 0), QPointF(-3.5, -3.8), QPointF(-1.8, 0), QPointF(-3.5, 3.8)])
_ARROWS_EVERY_PX = 74.0
_ASIDE_PX = 2.6


def paint_way(painter: QPainter, ways: Sequence[Floats], view: MapView, c: Colours) -> None:
    """Draw the way through each round: a line with arrows, a disc where it starts, a square where it ends."""
    lines = [beside(view.pixels(line), _ASIDE_PX) for line in ways if len(line) > 1]
    if not lines:
        return
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((c.paper, 4.6), (c.ink, 1.8)):
        painter.setPen(
            QPen(
                QColor(colour),
                width,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.ink))
    for line in lines:
        for x, y, degrees in arrows(line.tolist(), _ARROWS_EVERY_PX):
            painter.save()
            painter.translate(x, y)
            painter.rotate(degrees)
            painter.drawPolygon(_ARROW)
            painter.restore()
    for line in lines:
        _paint_ends(painter, line[0], line[-1], c)
    painter.restore()


def paint_barriers(painter: QPainter, barriers: Sequence[Floats], view: MapView, c: Colours) -> None:
    """Draw what no round crosses: a strong line with teeth on both sides, as a wall on a plan."""
    painter.save()
    for line in barriers:
        points = QPolygonF([QPointF(x, y) for x, y in view.pixels(line).tolist()])
        for colour, width, style in (
            (c.paper, 7.0, Qt.PenStyle.SolidLine),
            (c.bad, 4.0, Qt.PenStyle.SolidLine),
            (c.paper, 1.4, Qt.PenStyle.DotLine),
        ):
            pen = QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(points)
    painter.restore()


def paint_meeting(painter: QPainter, xy: tuple[float, float], view: MapView, c: Colours) -> None:
    """Draw where people meet: a flag on its staff, standing on the place."""
    ((x, y),) = view.pixels(np.array([xy])).tolist()
    staff = QPolygonF([QPointF(x, y), QPointF(x, y - 24)])
    cloth = QPolygonF([QPointF(x, y - 25), QPointF(x + 18, y - 19), QPointF(x, y - 12)])
    painter.save()
    for colour, width in ((c.paper, 6.0), (c.ink, 2.6)):
        painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(staff)
    painter.setPen(QPen(QColor(c.paper), 1.6))
    painter.setBrush(QColor(c.accent))
    painter.drawPolygon(cloth)
    painter.setBrush(QColor(c.ink))
    painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
    painter.restore()


def arrows(line: Iterable[tuple[float, float]], every_px: float) -> list[tuple[float, float, float]]:
    """Return where arrows stand on a line of pixels: x, y, and the way it points in degrees."""
    points = np.asarray(list(line), dtype=float)
    if len(points) < 2:
        return []
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    ends = np.cumsum(lengths)
    marks = np.arange(every_px / 2, ends[-1], every_px)
    found = []
    for mark in marks.tolist():
        at = min(int(np.searchsorted(ends, mark)), len(steps) - 1)
        if lengths[at] < 1e-6:
            continue
        share = 1 - (ends[at] - mark) / lengths[at]
        x, y = points[at] + steps[at] * share
        found.append((float(x), float(y), float(np.degrees(np.arctan2(steps[at, 1], steps[at, 0])))))
    return found


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


def _paint_ends(painter: QPainter, start: Floats, end: Floats, c: Colours) -> None:
    painter.setPen(QPen(QColor(c.paper), 2.0))
    painter.setBrush(QColor(c.ink))
    painter.drawRect(QRectF(end[0] - 6, end[1] - 6, 12, 12))
    painter.drawEllipse(QPointF(*start), 7.5, 7.5)
    painter.setBrush(QColor(c.paper))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(*start), 3.0, 3.0)
