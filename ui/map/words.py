"""Writing on the map: the rounds' badges first, then the streets' names, then the doors' numbers where there is room."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from ui.map.dots import dot_px
from ui.map.labels import Label, Room, box_cells, place_labels
from ui.map.scene import Badge, Scene
from ui.map.view import MapView
from ui.theme import Colours

_NUMBERS_FROM = 2.2  # pixels a metre: close enough for house numbers
_BADGES_UP_TO = 2.2
_LONGEST_NUMBER = 16  # letters: a house's name may be longer
# The pale edge of a name: written eight times about itself, a third of the time that a drawn outline takes.
_RING = ((1.7, 0.0), (-1.7, 0.0), (0.0, 1.7), (0.0, -1.7), (1.2, 1.2), (-1.2, 1.2), (1.2, -1.2), (-1.2, -1.2))


def paint_words(
    painter: QPainter, scene: Scene, view: MapView, font: QFont, c: Colours, named: Sequence[QRectF] = ()
) -> None:
    """Write all words; none over another, and no names of streets in boxes that have them from elsewhere."""
    room = Room()
    if view.scale <= _BADGES_UP_TO:
        _paint_badges(painter, scene, view, font, c, room)
    _paint_names(painter, scene, view, font, c, room, named)
    if view.scale >= _NUMBERS_FROM and scene.dots.labels:
        _paint_numbers(painter, scene, view, font, c, room)


def _paint_badges(
    painter: QPainter, scene: Scene, view: MapView, font: QFont, c: Colours, room: Room
) -> None:
    bold = _sized(font, 0.84)
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    high = metrics.height() + 1.0
    inks = [*scene.palette(c), c.no_round]
    painter.save()
    painter.setFont(bold)
    for badge in sorted(scene.badges, key=lambda each: (each.group not in scene.strong, each.group)):
        (x, y) = view.pixels(np.array([badge.x, badge.y]))
        lock = high * 0.62 if badge.locked else 0.0
        wide = max(metrics.horizontalAdvance(badge.text) + lock + 9.0, high)
        box = QRectF(x - wide / 2, y - high / 2, wide, high)
        if not (0 < x < view.width and 0 < y < view.height):
            continue
        if not room.take_box(box.left(), box.top(), box.right(), box.bottom()):
            continue
        faint = bool(scene.strong) and badge.group not in scene.strong
        painter.setOpacity(0.55 if faint else 1.0)
        _paint_badge(painter, badge, box, lock, QColor(inks[badge.colour]), c)
    painter.restore()


def _paint_badge(painter: QPainter, badge: Badge, box: QRectF, lock: float, fill: QColor, c: Colours) -> None:
    ink = QColor("#ffffff" if _lightness(fill) < 0.42 else "#16201d")
    painter.setPen(QPen(QColor(c.paper), 1.6))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(ink)
    painter.drawText(box.adjusted(lock, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, badge.text)
    if badge.locked:
        _paint_padlock(painter, QPointF(box.left() + lock * 0.5 + 4.0, box.center().y()), lock * 0.72, ink)


def _paint_padlock(painter: QPainter, middle: QPointF, size: float, ink: QColor) -> None:
    body = QRectF(middle.x() - size / 2, middle.y() - size * 0.08, size, size * 0.68)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, max(size * 0.17, 1.1)))
    painter.drawArc(QRectF(body.left() + size * 0.2, body.top() - size * 0.5, size * 0.6, size), 0, 180 * 16)
    painter.fillRect(body, ink)


def _paint_names(
    painter: QPainter,
    scene: Scene,
    view: MapView,
    font: QFont,
    c: Colours,
    room: Room,
    named: Sequence[QRectF],
) -> None:
    least = 3 if view.scale < 0.1 else 2 if view.scale < 0.28 else 1 if view.scale < 0.8 else 0
    names = [name for name in scene.layers.names if name.rank >= least]
    cut = _sized(font, 0.84 if view.scale < 0.6 else 0.92 if view.scale < 2 else 1.0)
    metrics = QFontMetricsF(cut)

    def advances(text: str) -> Sequence[float]:
        return [metrics.horizontalAdvance(text, count) for count in range(1, len(text) + 1)]

    painter.save()
    painter.setFont(cut)
    shut = {cell for box in named for cell in box_cells(box.left(), box.top(), box.right(), box.bottom())}
    for label in place_labels(names, view, advances, metrics.height() * 0.8, room, shut):
        for colour, ring in ((c.land, _RING), (c.map_text, ((0.0, 0.0),))):
            painter.setPen(QColor(colour))
            _write(painter, label, metrics, ring)
    painter.restore()


def _write(
    painter: QPainter, label: Label, metrics: QFontMetricsF, ring: Sequence[tuple[float, float]]
) -> None:
    """Write a name's letters where they stand, once at each step of a ring about it."""
    low = (metrics.ascent() - metrics.descent()) / 2
    before = painter.worldTransform()
    pieces = [label.text] if label.straight else list(label.text)
    for piece, (x, y, degrees) in zip(pieces, label.spots, strict=True):
        left = -metrics.horizontalAdvance(piece) / 2
        painter.setWorldTransform(QTransform().translate(x, y).rotate(degrees) * before)
        for across, down in ring:
            painter.drawText(QPointF(left + across, low + down), piece)
    painter.setWorldTransform(before)


def _paint_numbers(
    painter: QPainter, scene: Scene, view: MapView, font: QFont, c: Colours, room: Room
) -> None:
    """Write each door's number beside its dot, on the side that is free; where none is, none is written."""
    small = _sized(font, 0.8)
    metrics = QFontMetricsF(small)
    high, away = metrics.height() * 0.82, dot_px(view.scale) / 2 + 1.5
    at = view.pixels(scene.dots.xy)
    seen = np.flatnonzero((at > 0).all(axis=1) & (at < [view.width, view.height]).all(axis=1))
    for x, y in at[seen].tolist():
        room.take_box(x - 2, y - 2, x + 2, y + 2)
    painter.save()
    painter.setFont(small)
    painter.setPen(QColor(c.map_text))
    said: set[tuple[str, int, int]] = set()  # a block of flats says its number once
    for index in seen.tolist():
        x, y = at[index].tolist()
        text = scene.dots.labels[index]
        once = (text, int(x // 60), int(y // 60))
        if not text or len(text) > _LONGEST_NUMBER or once in said:
            continue
        wide = metrics.horizontalAdvance(text)
        for left, top in (
            (x + away, y - high / 2), (x - away - wide, y - high / 2), (x - wide / 2, y - away - high), (x - wide / 2, y + away),
        ):  # fmt: skip
            if room.take_box(left + 1, top + 2, left + wide - 1, top + high - 2):
                painter.drawText(QPointF(left, top + high * 0.5 + metrics.capHeight() / 2), text)
                said.add(once)
                break
    painter.restore()


def _sized(font: QFont, factor: float) -> QFont:
    cut = QFont(font)
    cut.setPointSizeF(max(font.pointSizeF() * factor, 7.0))
    return cut


def _lightness(colour: QColor) -> float:
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
