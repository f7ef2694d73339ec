"""The still picture of a scene: painted beside the window's thread, moved while the hand moves.

One opaque image, so that a frame of a pan is one copy of pixels. The ground under it is kept: it is not painted
again when only the doors' colours change.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from ui.map.dots import draw_dots, paint_dots, paint_tints
from ui.map.ground import paint_ground
from ui.map.layers import MapLayers
from ui.map.scene import Scene
from ui.map.view import MapView
from ui.map.way import paint_barriers, paint_meeting, paint_way
from ui.map.words import paint_words
from ui.theme import Colours


@dataclass(frozen=True)
class Still:
    """An image and the view it was painted for; `ground` is the same without doors and words."""

    image: QImage
    view: MapView
    ground: QImage
    layers: MapLayers
    colours: Colours


def paint_still(
    scene: Scene, view: MapView, ratio: float, c: Colours, font: QFont, before: Still | None = None
) -> Still:
    """Paint a scene; `before`'s ground is used again if it is the same."""
    if before and (before.view, before.layers, before.colours) == (view, scene.layers, c):
        ground = before.ground
    else:
        ground = _image(view, ratio, c)
        painter = _painter(ground)
        paint_ground(painter, scene.layers, view, c)
        painter.end()
    image = QImage(ground)
    painter = _painter(image)
    paint_tints(painter, scene, view, c)
    paint_dots(painter, scene, view, c, ratio)
    _paint_above(painter, scene, view, c, font)
    painter.end()
    return Still(image, view, ground, scene.layers, c)


def draw_scene(painter: QPainter, scene: Scene, view: MapView, c: Colours, font: QFont) -> None:
    """Draw a scene as shapes and words, for a file."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, scene.layers, view, c)
    paint_tints(painter, scene, view, c)
    draw_dots(painter, scene, view, c)
    _paint_above(painter, scene, view, c, font)


def _paint_above(painter: QPainter, scene: Scene, view: MapView, c: Colours, font: QFont) -> None:
    paint_barriers(painter, scene.barriers, view, c)
    paint_way(painter, scene.ways, view, c)
    if scene.meeting is not None:
        paint_meeting(painter, scene.meeting, view, c)
    paint_words(painter, scene, view, font, c)


def _image(view: MapView, ratio: float, c: Colours) -> QImage:
    size = QSize(round(view.width * ratio), round(view.height * ratio))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(c.land))
    return image


def _painter(image: QImage) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter
