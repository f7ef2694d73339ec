"""Painting the still pictures of the map: the ground with its roads, and the doors with the names over them.

Runs in any thread: takes a view, layers and doors, gives an image. Decides widths by scale, nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from ui.map.doors import DoorDots
from ui.map.labels import Label, place_labels
from ui.map.layers import MapLayers
from ui.map.view import MapView
from ui.theme import Colours, colours

_LINES = {
    # layer: metres wide, least and most pixels, from which scale on
    "large": (13.0, 2.4, 26.0, 0.0),
    "middle": (11.0, 1.8, 24.0, 0.0),
    "streets": (8.0, 1.0, 20.0, 0.05),
    "service": (4.5, 0.7, 10.0, 0.35),
}
_NUMBERS_FROM = 2.6  # pixels a metre: close enough for house numbers
_FADED = 0.22


@dataclass(frozen=True)
class Still:
    """An image and the view it was painted for."""

    image: QImage
    view: MapView


def paint_ground(layers: MapLayers, view: MapView, ratio: float, c: Colours) -> Still:
    """Paint parks, water, buildings, railways and roads."""
    image = _image(view, ratio, QColor(c.land))
    painter = _painter(image, view)
    seen = view.seen()

    def fill(layer: str, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for piece in layers.pieces.get(layer, ()):
            if piece.bounds.intersects(seen):
                painter.drawPath(piece.path)

    def stroke(layer: str, pen: QPen) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for piece in layers.pieces.get(layer, ()):
            if piece.bounds.adjusted(-9, -9, 9, 9).intersects(seen):
                painter.drawPath(piece.path)

    fill("parks", c.park)
    fill("water", c.water)
    stroke("streams", _pen(c.water, 3.0))
    if view.scale >= 0.2:
        fill("buildings", c.building)
    if view.scale >= 0.3:
        stroke("paths", _pen(c.path, 1.1, dashed=True))
    roads = [name for name in ("service", "streets", "middle", "large") if view.scale >= _LINES[name][3]]
    for name in roads:
        stroke(name, _pen(c.road_edge, _road_px(name, view.scale) + 1.6))
    for name in roads:
        stroke(name, _pen(c.road, _road_px(name, view.scale)))
    stroke("railways", _pen(c.rail, 2.2))
    rail = _pen(c.land, 1.1)
    rail.setDashPattern([4.0, 4.0])
    rail.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroke("railways", rail)
    painter.end()
    return Still(image, view)


def paint_doors(
    dots: DoorDots, view: MapView, ratio: float, c: Colours, font: QFont, strong: int | None
) -> Still:
    """Paint the doors in their rounds' colours; `strong` is the chosen round."""
    image = _image(view, ratio, QColor(Qt.GlobalColor.transparent))
    painter = _painter(image, view)
    _paint_areas(painter, image.size(), dots, view, ratio, strong)
    _paint_dots(painter, dots, view, strong)
    painter.resetTransform()
    if view.scale >= _NUMBERS_FROM and dots.labels:
        _paint_numbers(painter, dots, view, font, c)
    painter.end()
    return Still(image, view)


def paint_names(layers: MapLayers, view: MapView, ratio: float, c: Colours, font: QFont) -> Still:
    """Write the streets' names, each along its street."""
    image = _image(view, ratio, QColor(Qt.GlobalColor.transparent))
    painter = _painter(image, view)
    painter.resetTransform()
    _paint_names(painter, layers, view, font, c)
    painter.end()
    return Still(image, view)


def round_colour(index: int) -> str:
    """Return the colour with a number; -1 is that of doors in no round."""
    c = colours()
    return c.no_round if index < 0 else c.rounds[index % len(c.rounds)]


def dot_px(scale: float) -> float:
    """Return how wide a door is drawn."""
    return float(min(max(7.0 * scale, 2.6), 13.0))


def _paint_areas(
    painter: QPainter, size: QSize, dots: DoorDots, view: MapView, ratio: float, strong: int | None
) -> None:
    """Tint the ground about each round's doors: fat dots, painted whole, then laid on thinly."""
    if view.scale > 3.0:
        return
    tint = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    tint.setDevicePixelRatio(ratio)
    tint.fill(Qt.GlobalColor.transparent)
    on_tint = QPainter(tint)
    on_tint.setTransform(view.transform())
    for colour, points in dots.by_colour.items():
        if colour >= 0:
            pen = QPen(QColor(round_colour(colour)), 34.0)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            on_tint.setPen(pen)
            on_tint.drawPoints(points)
    on_tint.end()
    painter.save()
    painter.resetTransform()
    painter.setOpacity(0.13 if strong is None else 0.07)
    painter.drawImage(QPointF(0, 0), tint)
    painter.restore()


def _paint_dots(painter: QPainter, dots: DoorDots, view: MapView, strong: int | None) -> None:
    width = dot_px(view.scale)
    painter.setOpacity(1.0 if strong is None else _FADED)
    for colour in sorted(dots.by_colour):
        painter.setPen(_pen(round_colour(colour), width))
        painter.drawPoints(dots.by_colour[colour])
    painter.setOpacity(1.0)
    if strong is None:
        return
    chosen = dots.group == strong
    if chosen.any():
        painter.setPen(_pen(round_colour(int(dots.colour[chosen][0])), width + 2.0))
        painter.drawPoints(dots.positions(np.flatnonzero(chosen).tolist()))


def _paint_numbers(painter: QPainter, dots: DoorDots, view: MapView, font: QFont, c: Colours) -> None:
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.82, 7.0))
    painter.setFont(small)
    at = view.pixels(dots.xy)
    seen = (at[:, 0] > 0) & (at[:, 0] < view.width) & (at[:, 1] > 0) & (at[:, 1] < view.height)
    height = QFontMetricsF(small).height()
    for index in np.flatnonzero(seen).tolist():
        x, y = at[index]
        _written(painter, dots.labels[index], QRectF(x + 7, y - height / 2, 60, height), c)


def _written(painter: QPainter, text: str, box: QRectF, c: Colours) -> None:
    painter.setPen(QColor(c.map_text))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_names(painter: QPainter, layers: MapLayers, view: MapView, font: QFont, c: Colours) -> None:
    least = 3 if view.scale < 0.12 else 2 if view.scale < 0.3 else 1 if view.scale < 0.9 else 0
    names = [name for name in layers.names if name.rank >= least]
    cut = QFont(font)
    cut.setPointSizeF(font.pointSizeF() * (0.86 if view.scale < 0.8 else 0.95))
    metrics = QFontMetricsF(cut)
    widths = {name.text: metrics.horizontalAdvance(name.text) for name in names}
    for label in place_labels(names, view, widths, metrics.height() * 0.8):
        _write_along(painter, label, cut, widths[label.text], metrics, c)


def _write_along(
    painter: QPainter, label: Label, font: QFont, width: float, metrics: QFontMetricsF, c: Colours
) -> None:
    path = QPainterPath()
    path.addText(-width / 2, metrics.ascent() / 2 - metrics.descent() / 2, font, label.text)
    painter.save()
    painter.translate(label.x, label.y)
    painter.rotate(label.degrees)
    halo = QColor(c.land)
    halo.setAlpha(225)
    painter.setPen(QPen(halo, 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    painter.fillPath(path, QColor(c.map_text))
    painter.restore()


def _image(view: MapView, ratio: float, ground: QColor) -> QImage:
    size = QSize(round(view.width * ratio), round(view.height * ratio))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(ground)
    return image


def _painter(image: QImage, view: MapView) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setTransform(view.transform())
    return painter


def _pen(colour: str, width_px: float, *, dashed: bool = False) -> QPen:
    pen = QPen(QColor(colour), width_px)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([3.0, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _road_px(name: str, scale: float) -> float:
    metres, least, most, _ = _LINES[name]
    return min(max(metres * scale, least), most)


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
