"""The dialog for our own bugs: says that it is ours, and gives details that hold no names.

The details are the kind of error and the places in our code; the error's message may quote data, so
it is left out.
"""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from ui import theme
from ui.language import tr
from ui.widgets.plain import button, column, heading, row, soft
from walksheets import __version__


def details(error: BaseException) -> str:
    """Describe an error for whoever mends it: no message, no values, no paths of this machine."""
    lines = [
        f"Walksheets {__version__} · Python {platform.python_version()} · PySide {PySide6.__version__} · {platform.system()}",
        type(error).__name__,
    ]
    lines += [
        f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join(lines)


class BugDialog(QDialog):
    """Says sorry, and what is safe."""

    def __init__(self, error: BaseException, parent: QWidget | None):
        super().__init__(parent)
        self.setWindowTitle(tr("A mistake of ours"))
        self.setMinimumWidth(560)
        self._text = QPlainTextEdit(details(error))
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Details for whoever mends it"))
        self._text.setMinimumHeight(150)
        layout = column(
            heading(tr("Something went wrong in Walksheets itself")),
            soft(
                tr(
                    "What you were doing was not done; everything before it is kept. You can go on working. If it "
                    "happens again, please send us the details below: they hold no names and nothing from your campaign."
                )
            ),
            self._text,
            row(
                None,
                button(tr("Copy details"), self._copy, symbol="copy"),
                button(tr("Go on"), self.accept, primary=True),
            ),
            margin=theme.MARGIN_PX,
        )
        self.setLayout(layout)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())


def show_bug(error: BaseException, parent: QWidget | None = None) -> None:
    """Show the dialog without stopping the window, and write the details to the terminal."""
    sys.stderr.write(details(error) + "\n")
    BugDialog(error, parent).open()


def take_over_excepthook() -> None:
    """Show every exception that nobody caught."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt) or QApplication.instance() is None:
            sys.__excepthook__(kind, error, trace)
        else:
            show_bug(error, QApplication.activeWindow())

    sys.excepthook = hook
