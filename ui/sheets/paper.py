"""Sending PDFs to a printer that the system's own dialog chose, page by page as pictures.

Asking is the window's; painting 600 pages is a job's. A printer that stops half-way is said in plain words.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.sheets import pdf
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.progress import Cancelled, Progress, silent

_DPI = 300


def ask_printer(parent: QWidget | None) -> QPrinter | None:
    """Ask for a printer; None when the user changed their mind. Raises UsersMistake where there is none."""
    if not QPrinterInfo.availablePrinterNames():
        raise UsersMistake(
            tr(
                "No printer is set up on this computer, so nothing was printed or recorded. Set one up, or print to a folder and take the PDFs to a printer."
            )
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    dialog = printer_dialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def printer_dialog(printer: QPrinter, parent: QWidget | None) -> QPrintDialog:
    """Make the system's dialog without its own print to file: that asks for a file by a dialog which opens what it lists.

    See `ui.widgets.files` for why none may; printing to a folder or to one file is the screen's.
    """
    made = QPrintDialog(printer, parent)
    made.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    return made


def print_files(printer: QPrinter, paths: Sequence[Path], progress: Progress = silent) -> None:
    """Paint every page on the printer's sheets.

    Raises UsersMistake when it was stopped and MachineTrouble when the printer did not take it, with how many
    pages it had been given.
    """
    documents = [path.read_bytes() for path in paths]
    whole = sum(pdf.page_count(document) for document in documents)
    wide, high = pdf.size_pt(documents[0], 0)
    landscape = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(landscape)
    painter = QPainter()
    if not painter.begin(printer):
        raise MachineTrouble(
            tr("The printer did not take the pages, so none came out. See whether it is switched on.")
        )
    done = 0
    try:
        for document in documents:
            for page in range(pdf.page_count(document)):
                progress(
                    done / whole, tr("Sending page {n} of {all} to the printer").format(n=done + 1, all=whole)
                )
                if done and not printer.newPage():
                    raise MachineTrouble(
                        tr("The printer stopped after page {n} of {all}.").format(n=done, all=whole)
                    )
                painter.drawImage(painter.viewport(), pdf.render(document, page, _DPI / 72))
                done += 1
    except Cancelled:
        printer.abort()
        raise UsersMistake(tr("Stopped after page {n} of {all}.").format(n=done, all=whole)) from None
    finally:
        painter.end()
