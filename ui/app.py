"""The composition root: makes the application, dresses it, and puts the window together."""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.bug_dialog import take_over_excepthook
from ui.core import AfterFirstPaint, load_quietly
from ui.main_window import MainWindow
from ui.tidying import Tidying
from ui.user_settings import UserSettings
from ui.windows import Windows
from walksheets import __version__


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the one QApplication, or return the one that is there; dress it by the user's settings."""
    application = QApplication.instance() or QApplication([*sys.argv[:1], *arguments])
    assert isinstance(application, QApplication)
    application.setApplicationName("Walksheets")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("walksheets")
    return application


def make_window(settings: UserSettings | None = None) -> MainWindow:
    """Put the first window together, dressed by the user's settings."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Windows(settings or UserSettings.load(), application).open()


class FileOpener(QObject):
    """Opens the campaign files that macOS hands over as events, not as arguments."""

    def __init__(self, window: MainWindow):
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._window.session.open(event.file())
            return True
        return super().eventFilter(watched, event)


def start(where: str | None = None) -> MainWindow:
    """Show the window; once it is painted, load the core and open a campaign if one is named."""
    application = make_application()
    take_over_excepthook()
    window = make_window()
    if sys.platform == "darwin":
        application.installEventFilter(FileOpener(window))

    def go_on() -> None:
        Tidying(window.session.jobs, window)
        if where:
            window.session.open(where)
        load_quietly(window.session.jobs)

    AfterFirstPaint(window, go_on)
    window.show()
    return window


def run(where: str | None = None) -> int:
    """Show the window, with a campaign if one is named, until it is closed."""
    if sys.platform.startswith("linux") and not _has_screen():
        sys.stderr.write(
            "There is no screen here, so the window cannot be shown. The commands work without one: walksheets --help\n"
        )
        return 2
    window = start(where)  # held, or it would be gone at once
    code = make_application().exec()
    del window
    return code


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
