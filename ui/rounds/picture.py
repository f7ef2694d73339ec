"""The map as a picture file, PNG or SVG: a title, the map, and the rounds with their colours beside it."""

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from ui import theme
from ui.language import tr
from ui.map.backdrop import Backdrop
from ui.map.overlay import owners, paint_owner, paint_scale
from ui.map.scene import Scene
from ui.map.still import draw_scene
from ui.map.view import MapView
from ui.rounds.shades import Shade
from ui.theme import Colours
from walksheets.errors import MachineTrouble
from walksheets.rounds import Round

_MAP = (1400.0, 1000.0)  # points
_TITLE = 64.0
_LEGEND = 330.0
_LINE = 21.0
_EDGE = 24.0
_SHARP = 2.0  # pixels a point in a PNG


@dataclass(frozen=True)
class Picture:
    """What is drawn: the scene from a view, the rounds in the colours of a shade."""

    title: str
    scene: Scene
    view: MapView
    rounds: tuple[Round, ...]
    shade: Shade
    font: QFont
    backdrop: Backdrop | None = None  # the pictures of an online map, as far as they are seen on the screen

    @property
    def columns(self) -> int:
        """Return how many columns the list of rounds needs."""
        return max(ceil((len(self.rounds) + 2) * _LINE / _MAP[1]), 1)

    @property
    def size(self) -> QSize:
        """Return how large it is in points."""
        wide = _MAP[0] + _EDGE * 3 + _LEGEND * self.columns
        return QSize(round(wide), round(_MAP[1] + _TITLE + _EDGE))


def save_picture(path: Path, picture: Picture) -> None:
    """Write a picture as PNG or SVG, always in the light colours: it is for paper. Raises MachineTrouble."""
    if not (_svg if path.suffix.lower() == ".svg" else _png)(path, picture):
        raise MachineTrouble(
            tr(
                "{file} could not be written, so there is no picture. Check the folder and the room on the disk."
            ).format(file=path.name)
        )


def _png(path: Path, picture: Picture) -> bool:
    image = QImage(picture.size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    painter = QPainter(image)
    _draw(painter, picture)
    painter.end()
    return image.save(str(path))


def _svg(path: Path, picture: Picture) -> bool:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(picture.size)
    generator.setViewBox(QRect(QPoint(0, 0), picture.size))
    generator.setTitle(picture.title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    _draw(painter, picture)
    return painter.end()


def _draw(painter: QPainter, picture: Picture) -> None:
    c, size = theme.LIGHT, picture.size
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(c.paper))
    painter.setPen(QColor(c.ink))
    painter.setFont(theme.large(picture.font, 1.7))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(_EDGE, 0, size.width() - 2 * _EDGE, _TITLE), middle, picture.title)
    painter.save()
    painter.translate(_EDGE, _TITLE)
    view = _whole(picture.view)
    painter.setClipRect(QRectF(0, 0, *_MAP))
    painter.fillRect(QRectF(0, 0, *_MAP), QColor(c.land))
    draw_scene(painter, picture.scene, view, c, picture.font, picture.backdrop)
    paint_scale(painter, view, c, picture.font)
    if whose := owners(picture.scene.layers, picture.backdrop):
        paint_owner(painter, view, c, picture.font, whose)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(c.line), 1))
    painter.drawRect(QRectF(_EDGE, _TITLE, *_MAP))
    _draw_rounds(painter, picture, c)


def _whole(view: MapView) -> MapView:
    """Return the view that shows in the picture all that is seen on the screen."""
    seen = view.seen()
    box = (seen.left(), seen.top(), seen.right(), seen.bottom())
    return replace(view, width=_MAP[0], height=_MAP[1]).fitted(box, margin_px=0.0)


def _draw_rounds(painter: QPainter, picture: Picture, c: Colours) -> None:
    palette, lines = picture.shade.palette(c), int(_MAP[1] / _LINE)
    words = [*zip(palette, picture.shade.words, strict=False)]
    own = picture.shade.of_round or (-1,) * len(picture.rounds)
    for each, code in zip(picture.rounds, own, strict=True):
        figures = tr("%Ln door(s)", each.doors) + ", " + tr("{minutes:.0f} min").format(minutes=each.minutes)
        words.append((palette[code] if code >= 0 else c.no_round, f"{each.number}  {each.name}\t{figures}"))
    painter.setFont(picture.font)
    metrics = QFontMetricsF(picture.font)
    for at, (colour, line) in enumerate(words):
        left = _MAP[0] + 2 * _EDGE + at // lines * _LEGEND
        box = QRectF(left + 22, _TITLE + at % lines * _LINE, _LEGEND - 34, _LINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(left + 8, box.center().y()), 6.5, 6.5)
        painter.setPen(QColor(c.ink))
        name, _, figures = line.partition("\t")
        room = box.width() - metrics.horizontalAdvance(figures) - 10
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        painter.setPen(QColor(c.ink_soft))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, figures)
