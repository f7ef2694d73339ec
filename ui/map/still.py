"""The still picture of a scene: painted beside the window's thread, moved while the hand moves.

One opaque image, so that a frame of a pan is one copy of pixels. The ground under it is kept: it is not painted
again when only the doors' colours change.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from ui.map.backdrop import Backdrop
from ui.map.dots import draw_dots, paint_dots, paint_tints
from ui.map.ground import paint_ground, paint_outlines
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
    backdrop: Backdrop | None = None


def paint_still(
    scene: Scene,
    view: MapView,
    ratio: float,
    c: Colours,
    font: QFont,
    before: Still | None = None,
    backdrop: Backdrop | None = None,
) -> Still:
    """Paint a scene, on the pictures of an online map if there are any; `before`'s ground is used again if it is the same."""
    same = (view, scene.layers, c, backdrop)
    if before and (before.view, before.layers, before.colours, before.backdrop) == same:
        ground = before.ground
    else:
        ground = _image(view, ratio, c)
        painter = _painter(ground)
        _paint_under(painter, scene.layers, view, c, backdrop)
        painter.end()
    image = QImage(ground)
    painter = _painter(image)
    paint_tints(painter, scene, view, c)
    paint_dots(painter, scene, view, c, ratio)
    _paint_above(painter, scene, view, c, font, backdrop)
    painter.end()
    return Still(image, view, ground, scene.layers, c, backdrop)


def draw_scene(
    painter: QPainter, scene: Scene, view: MapView, c: Colours, font: QFont, backdrop: Backdrop | None = None
) -> None:
    """Draw a scene as shapes and words, for a file."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_under(painter, scene.layers, view, c, backdrop)
    paint_tints(painter, scene, view, c)
    draw_dots(painter, scene, view, c)
    _paint_above(painter, scene, view, c, font, backdrop)


def _paint_under(
    painter: QPainter, layers: MapLayers, view: MapView, c: Colours, backdrop: Backdrop | None
) -> None:
    paint_ground(painter, layers, view, c)
    if backdrop:
        backdrop.paint(painter, view, c)
        paint_outlines(painter, layers, view, c)


def _paint_above(
    painter: QPainter, scene: Scene, view: MapView, c: Colours, font: QFont, backdrop: Backdrop | None
) -> None:
    paint_barriers(painter, scene.barriers, view, c)
    paint_way(painter, scene.ways, view, c)
    if scene.meeting is not None:
        paint_meeting(painter, scene.meeting, view, c)
    paint_words(painter, scene, view, font, c, backdrop.boxes(view) if backdrop else ())


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
