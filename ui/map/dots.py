"""Painting the doors: a faint tint over each round's ground, and a dot at each door in its colour."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.map.doors import ASIDE
from ui.map.scene import Scene
from ui.map.stamping import stamped
from ui.map.view import MapView
from ui.theme import Colours

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_TINT_M = 34.0  # about the reach of a front garden and half the street
_TINT_UP_TO = 3.0  # pixels a metre: closer than that the dots say it themselves
_FADED = 0.30
_NOT_SEEN = 1e9


def dot_px(scale: float) -> float:
    """Return how wide a door is drawn."""
    return float(min(max(7.0 * scale, 3.0), 13.0))


def paint_tints(painter: QPainter, scene: Scene, view: MapView, c: Colours) -> None:
    """Tint the ground about each round's doors: fat dots, painted whole and coarsely, then laid on thinly."""
    if view.scale > _TINT_UP_TO:
        return
    wide_px = max(_TINT_M * view.scale, 6.0)
    coarse = 4 if wide_px > 16 else 2
    code, inks = _coded(scene, c)
    at, strong = _pixels(scene, view), _strong(scene)
    in_round = scene.dots.colour >= 0
    layers = [(in_round & ~strong, 0.07 if scene.strong else 0.16), (in_round & strong, 0.24)]
    size = (int(view.width / coarse) + 1, int(view.height / coarse) + 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for chosen, opacity in layers:
        if chosen.any():
            tint = stamped(*size, at[chosen] / coarse, code[chosen], inks, wide_px / coarse)
            painter.setOpacity(opacity)
            painter.drawImage(QRectF(0, 0, size[0] * coarse, size[1] * coarse), tint)
    painter.restore()


def paint_dots(painter: QPainter, scene: Scene, view: MapView, c: Colours, ratio: float) -> None:
    """Stamp the doors into a picture of `ratio` pixels a point, the rounds that stand out over the others."""
    for at, code, inks, wide_px in _passes(scene, view, c):
        size = (round(view.width * ratio), round(view.height * ratio))
        image = stamped(*size, at * ratio, code, inks, wide_px * ratio)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(0, 0), image)


def draw_dots(painter: QPainter, scene: Scene, view: MapView, c: Colours) -> None:
    """Draw the same doors as shapes, for a picture that keeps shapes."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for at, code, inks, wide_px in _passes(scene, view, c):
        for each in np.unique(code).tolist():
            painter.setBrush(inks[each])
            for x, y in at[code == each].tolist():
                if 0 <= x <= view.width and 0 <= y <= view.height:
                    painter.drawEllipse(QPointF(x, y), wide_px / 2, wide_px / 2)
    painter.restore()


def _passes(scene: Scene, view: MapView, c: Colours) -> list[tuple[Floats, Ints, list[QColor], float]]:
    """Return what is drawn one over the other: places, codes, the codes' colours, width."""
    code, inks = _coded(scene, c)
    at, wide_px = _pixels(scene, view), dot_px(view.scale)
    aside = scene.dots.group == ASIDE
    hollow = [(at[aside], code[aside], [QColor(c.land)] * len(inks), wide_px * 0.5)] if aside.any() else []
    if not scene.strong:
        return [(at, code, inks, wide_px), *hollow]
    strong = _strong(scene)
    faint = [QColor(ink.red(), ink.green(), ink.blue(), round(255 * _FADED)) for ink in inks]
    halo = [QColor(c.paper)] * len(inks)
    chosen = (at[strong], code[strong])
    return [
        (at[~strong], code[~strong], faint, wide_px),
        (*chosen, halo, wide_px + 4.0),
        (*chosen, inks, wide_px + 1.0),
        *hollow,
    ]


def _coded(scene: Scene, c: Colours) -> tuple[Ints, list[QColor]]:
    """Return each door's code into a list of colours of which the last is that of doors in no round."""
    inks = [QColor(colour) for colour in (*scene.palette(c), c.no_round)]
    return np.where(scene.dots.colour < 0, len(inks) - 1, scene.dots.colour), inks


def _pixels(scene: Scene, view: MapView) -> Floats:
    return np.nan_to_num(view.pixels(scene.dots.xy), nan=-_NOT_SEEN)


def _strong(scene: Scene) -> NDArray[np.bool_]:
    return np.isin(scene.dots.group, list(scene.strong))
