"""Pages of a PDF as pictures, by pdfium: the preview, and what goes to a printer."""

from threading import Lock

import pypdfium2
from PySide6.QtGui import QImage

_ONE_AT_A_TIME = Lock()  # pdfium is not made for several threads


def page_count(pdf: bytes) -> int:
    """Return how many pages there are."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def render(pdf: bytes, page: int, scale: float) -> QImage:
    """Paint a page; `scale` is pixels a point (72 to the inch)."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[page].render(scale=scale, rev_byteorder=True)
            array = bitmap.to_numpy()
            height, width, channels = array.shape
            kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
            return QImage(array.tobytes(), width, height, width * channels, kind).copy()
        finally:
            document.close()


def size_pt(pdf: bytes, page: int) -> tuple[float, float]:
    """Return a page's width and height in points."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            width, height = document[page].get_size()
            return float(width), float(height)
        finally:
            document.close()
