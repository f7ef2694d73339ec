"""Painting the ground: parks, water, buildings, railways, roads, and the ward's outline. Decides widths by scale only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.map.layers import MapLayers
from ui.map.view import MapView
from ui.theme import Colours

_LINES = {
    # layer: metres wide, least and most pixels, from which scale on
    "large": (13.0, 2.4, 30.0, 0.0),
    "middle": (11.0, 1.8, 27.0, 0.0),
    "streets": (8.0, 1.0, 24.0, 0.05),
    "service": (4.5, 0.7, 12.0, 0.35),
}


def paint_ground(painter: QPainter, layers: MapLayers, view: MapView, c: Colours) -> None:
    """Paint what lies under the doors; the painter stands on pixels before and after."""
    painter.save()
    painter.setTransform(view.transform(), combine=True)
    seen = view.seen().adjusted(-12, -12, 12, 12)

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
            if piece.bounds.intersects(seen):
                painter.drawPath(piece.path)

    fill("parks", c.park)
    fill("water", c.water)
    stroke("streams", pen(c.water, 3.0))
    if view.scale >= 0.2:
        fill("buildings", c.building)
    if view.scale >= 0.3:
        stroke("paths", pen(c.path, 1.1, dashes=(3.0, 2.5)))
    roads = [name for name in ("service", "streets", "middle", "large") if view.scale >= _LINES[name][3]]
    for name in roads:
        stroke(name, pen(c.road_edge, _road_px(name, view.scale) + 1.6))
    for name in roads:
        stroke(name, pen(c.road, _road_px(name, view.scale)))
    wide = min(max(2.2 * view.scale + 1.6, 2.2), 5.0)
    stroke("railways", pen(c.rail, wide))
    stroke("railways", pen(c.land, wide / 2, dashes=(5.0, 5.0)))
    painter.restore()
    paint_outlines(painter, layers, view, c)


def paint_outlines(painter: QPainter, layers: MapLayers, view: MapView, c: Colours) -> None:
    """Paint the outlines of wards and districts; the painter stands on pixels before and after."""
    painter.save()
    painter.setTransform(view.transform(), combine=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(c.map_text, 1.3, dashes=(7.0, 3.0, 1.5, 3.0)))
    seen = view.seen().adjusted(-12, -12, 12, 12)
    for piece in layers.pieces.get("outlines", ()):
        if piece.bounds.intersects(seen):
            painter.drawPath(piece.path)
    painter.restore()


def pen(colour: str, width_px: float, *, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a pen as wide on screen whatever the scale; `dashes` in its own widths."""
    made = QPen(QColor(colour), width_px)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        made.setDashPattern(list(dashes))
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def _road_px(name: str, scale: float) -> float:
    metres, least, most, _ = _LINES[name]
    return min(max(metres * scale, least), most)
