"""The program's own line icons, drawn in the theme's ink at any size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from walksheets.paths import resources

_DRAWN_IN = "#1c2422"


def icon(name: str) -> QIcon:
    """Return an icon in ink, white on the accent when its row is selected, grey when disabled."""
    c = theme.colours()
    return _icon(name, c.ink, c.on_accent, c.ink_soft)


def picture(name: str, size: int, colour: str, ratio: float = 2.0) -> QPixmap:
    """Draw an icon as a picture `size` points wide, sharp on dense screens."""
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace(_DRAWN_IN, colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def _icon(name: str, ink: str, on_accent: str, soft: str) -> QIcon:
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, ink),
        (QIcon.Mode.Active, ink),
        (QIcon.Mode.Selected, on_accent),
        (QIcon.Mode.Disabled, soft),
    ):
        made.addPixmap(picture(name, 20, colour), mode)
    return made
