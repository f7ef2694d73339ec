"""Sending PDFs to a printer with the system's own dialog, page by page as pictures."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.sheets import pdf

_DPI = 300


def print_files(paths: Sequence[Path], parent: QWidget | None) -> bool:
    """Ask for a printer and print; False when the user changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    documents = [path.read_bytes() for path in paths]
    if documents:
        wide, high = pdf.size_pt(documents[0], 0)
        landscape = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(landscape)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint_pages(printer, documents)
    return True


def paint_pages(printer: QPrinter, documents: Sequence[bytes]) -> None:
    """Paint every page of the documents on the printer's sheets."""
    painter = QPainter(printer)
    first = True
    for document in documents:
        for page in range(pdf.page_count(document)):
            if not first:
                printer.newPage()
            first = False
            painter.drawImage(painter.viewport(), pdf.render(document, page, _DPI / 72))
    painter.end()
