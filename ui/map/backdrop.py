"""The pictures of an online map that are there, laid over our own ground: where one is missing, ours is seen."""

from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from ui.map.tiles import Floats, Tile, corners_m
from ui.map.view import MapView
from ui.theme import Colours
from walksheets.places import LocalPlane

_SEAM_PX = 2
_PALER = 0.6  # fields of colour as pale as our own ground's, so that the doors stand out


@dataclass(frozen=True)
class Backdrop:
    """Tiles and their pictures, from one server; two are the same when they hold the same tiles."""

    address: str
    words: str  # whose map it is, to be shown with it
    plane: LocalPlane
    tiles: tuple[Tile, ...]
    pictures: tuple[QImage, ...] = field(compare=False)

    def paint(self, painter: QPainter, view: MapView, c: Colours) -> None:
        """Lay the pictures where they stand; the painter stands on pixels before and after."""
        painter.save()
        # Without soft edges: two tiles that meet would both be half seen through along the line they share.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        before = painter.transform()
        corners = self._corners_px(view)
        # Those to the south and east later: they cover the seam that their neighbour has.
        for at in sorted(range(len(self.tiles)), key=lambda at: self.tiles[at]):
            picture, (nw, ne, sw) = self.pictures[at], corners[at]
            across, down = (ne - nw) / picture.width(), (sw - nw) / picture.height()
            painter.setTransform(QTransform(*across.tolist(), *down.tolist(), *nw.tolist()) * before)
            painter.drawImage(QPointF(0, 0), _with_seam(toned(picture, c)))
        painter.restore()

    def boxes(self, view: MapView) -> list[QRectF]:
        """Return the boxes of pixels that pictures cover."""
        return [
            QRectF(QPointF(*nw), QPointF(ne[0], sw[1])).normalized()
            for nw, ne, sw in self._corners_px(view).tolist()
        ]

    def _corners_px(self, view: MapView) -> Floats:
        return view.pixels(corners_m(self.plane, self.tiles))


def toned(picture: QImage, c: Colours) -> QImage:
    """Return a picture quiet enough to lie under doors: paler, its words still dark; or turned to a dark map's tones."""
    if QColor(c.land).lightness() < 128:
        return _in_the_dark(picture, c)
    made = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    painter.setOpacity(_PALER)
    painter.drawImage(QPointF(0, 0), picture)
    painter.end()
    return made


def _with_seam(picture: QImage) -> QImage:
    """Return a picture with its last rows and columns repeated: where two tiles' edges are rounded apart, no gap is seen."""
    made = QImage(picture.size() + QSize(_SEAM_PX, _SEAM_PX), QImage.Format.Format_RGB32)
    painter = QPainter(made)
    for right, down in ((_SEAM_PX, 0), (0, _SEAM_PX), (_SEAM_PX, _SEAM_PX), (0, 0)):
        painter.drawImage(right, down, picture)
    painter.end()
    return made


def _in_the_dark(picture: QImage, c: Colours) -> QImage:
    """White becomes the land and black the words: what was drawn to be read on white is read on dark."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    grey.setColorTable(_dark_tones(c))
    return grey.convertToFormat(QImage.Format.Format_RGB32)


@cache
def _dark_tones(c: Colours) -> list[int]:
    words, land = QColor(c.map_text), QColor(c.land)
    return [_between(words, land, step / 255).rgb() for step in range(256)]


def _between(a: QColor, b: QColor, share: float) -> QColor:
    """Mix two colours."""
    rest = 1 - share
    return QColor.fromRgbF(
        rest * a.redF() + share * b.redF(),
        rest * a.greenF() + share * b.greenF(),
        rest * a.blueF() + share * b.blueF(),
    )
