"""What is alive on the map, painted each frame: the doors selected, the loop or line being drawn, the scale, the legend."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.language import tr
from ui.map.backdrop import Backdrop
from ui.map.dots import dot_px
from ui.map.layers import MapLayers
from ui.map.tile_address import OPENSTREETMAP_WORDS
from ui.map.view import MapView
from ui.theme import Colours

_WIDEST_SCALE_PX = 130.0
_LINE_PX = 21.0


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours mean: a title, and a line for each colour."""

    title: str
    lines: tuple[tuple[str, str], ...]  # colour, words


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


def paint_line(painter: QPainter, line: QPolygonF, c: Colours) -> None:
    """Draw a barrier as far as the hand has come."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(c.bad), 4.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(line)


def paint_scale(painter: QPainter, view: MapView, c: Colours, font: QFont) -> None:
    """Draw a bar of round length in the corner."""
    metres = nice_length(_WIDEST_SCALE_PX / view.scale)
    width = metres * view.scale
    words = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
    left, bottom = 14.0, view.height - 14.0
    painter.setFont(font)
    painter.fillRect(QRectF(left - 6, bottom - 24, max(width, 52.0) + 12, 30), _veil(c))
    painter.setPen(QPen(QColor(c.ink), 1.6))
    painter.drawPolyline([QPointF(left, bottom - 5), QPointF(left, bottom), QPointF(left + width, bottom),
                          QPointF(left + width, bottom - 5)])  # fmt: skip
    painter.setPen(QColor(c.ink_soft))
    painter.drawText(QPointF(left + 5, bottom - 6), words)


def owners(layers: MapLayers, backdrop: Backdrop | None) -> str:
    """Return whose map it is, as the licences ask: that of our ground, and that of the pictures on it."""
    ground = "" if layers.empty else OPENSTREETMAP_WORDS
    if backdrop is None:
        return ground
    return backdrop.words if ground in backdrop.words else f"{ground} · {backdrop.words}"


def paint_owner(painter: QPainter, view: MapView, c: Colours, font: QFont, words: str) -> None:
    """Say whose map it is."""
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.76, 7.0))
    metrics = QFontMetricsF(small)
    wide = metrics.horizontalAdvance(words) + 10
    box = QRectF(view.width - wide, view.height - metrics.height() - 4, wide, metrics.height() + 4)
    painter.fillRect(box, _veil(c))
    painter.setFont(small)
    painter.setPen(QColor(c.ink_soft))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_legend(painter: QPainter, legend: Legend, c: Colours, font: QFont) -> None:
    """Say what the colours mean, in the upper left corner."""
    metrics = QFontMetricsF(font)
    wide = max(metrics.horizontalAdvance(words) for words in (legend.title, *(w for _, w in legend.lines)))
    box = QRectF(12, 12, wide + 48, _LINE_PX * (len(legend.lines) + 1) + 12)
    painter.setPen(QPen(QColor(c.line), 1))
    painter.setBrush(QColor(c.paper))
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(font)
    painter.setPen(QColor(c.ink_soft))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(24, 18, wide + 20, _LINE_PX), middle, legend.title)
    for at, (colour, words) in enumerate(legend.lines, 1):
        top = 18 + at * _LINE_PX
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(30, top + _LINE_PX / 2), 6, 6)
        painter.setPen(QColor(c.ink))
        painter.drawText(QRectF(44, top, wide + 8, _LINE_PX), middle, words)


def paint_target(painter: QPainter, words: str, at: QPointF, c: Colours, font: QFont) -> None:
    """Say beside the pointer what dropping here would do."""
    metrics = QFontMetricsF(font)
    lines = words.split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    box = QRectF(at.x() + 18, at.y() + 16, wide + 20, metrics.height() * len(lines) + 12)
    painter.setPen(QPen(QColor(c.accent), 1.4))
    painter.setBrush(QColor(c.paper))
    painter.drawRoundedRect(box, 5, 5)
    painter.setFont(font)
    painter.setPen(QColor(c.ink))
    painter.drawText(box.adjusted(10, 6, -6, -6), Qt.AlignmentFlag.AlignLeft, words)


def nice_length(most_m: float) -> float:
    """Return the longest of 1, 2, 5, 10, 20, 50 … metres that is no longer than `most_m`."""
    power = 10.0 ** np.floor(np.log10(most_m))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most_m * (1 + 1e-9)))


def paint_no_map(painter: QPainter, view: MapView, c: Colours, font: QFont) -> None:
    """Say what to do where there are doors and no map under them."""
    painter.setFont(font)
    painter.setPen(QColor(c.ink_soft))
    words = tr("No map yet: import an OpenStreetMap extract of the ward")
    box = QRectF(0, view.height - 52, view.width - 12, 30)  # whose pictures it shows stands below
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def _veil(c: Colours) -> QColor:
    paper = QColor(c.paper)
    paper.setAlpha(215)
    return paper
