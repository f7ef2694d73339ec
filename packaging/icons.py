"""The program's icon, drawn from resources/icons/walksheets.svg at the sizes that desktops ask for."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SVG = ROOT / "resources" / "icons" / "walksheets.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw_icons(folder: Path) -> None:
    """Write walksheets-SIZE.png of each size, walksheets.ico for Windows and walksheets.icns for macOS."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SVG))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.save(str(folder / f"walksheets-{size}.png"))
    largest = Image.open(folder / f"walksheets-{max(SIZES)}.png")
    largest.save(folder / "walksheets.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(folder / "walksheets.icns")
    del application
