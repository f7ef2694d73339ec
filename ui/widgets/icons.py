"""The program's own line icons, drawn in the theme's ink at any size."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from walksheets.paths import resources


def icon(name: str) -> QIcon:
    """Return an icon in ink, white on the accent when its row is selected, grey when disabled."""
    c = theme.colours()
    return _icon(name, c.ink, c.on_accent, c.ink_soft)


def picture(name: str, size: int, colour: str, ratio: float = 2.0) -> QPixmap:
    """Draw an icon as a picture `size` points wide, sharp on dense screens."""
    drawn = QPixmap(_shape(name, round(size * ratio)))
    painter = QPainter(drawn)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(drawn.rect(), QColor(colour))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _shape(name: str, pixels: int) -> QPixmap:
    """Read and draw an icon once; a colour is laid over it."""
    drawn = QPixmap(QSize(pixels, pixels))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(resources() / "icons" / f"{name}.svg")).render(painter, QRectF(drawn.rect()))
    painter.end()
    return drawn


@lru_cache(maxsize=256)
def _icon(name: str, ink: str, on_accent: str, soft: str) -> QIcon:
    made = QIcon()
    inked = picture(name, 20, ink)
    made.addPixmap(inked, QIcon.Mode.Normal)
    made.addPixmap(inked, QIcon.Mode.Active)
    made.addPixmap(picture(name, 20, on_accent), QIcon.Mode.Selected)
    made.addPixmap(picture(name, 20, soft), QIcon.Mode.Disabled)
    return made
