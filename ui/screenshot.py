"""`--screenshot FILE.png CAMPAIGN [--screen NAME] [--size 1366x768]`: a picture of a screen, no display needed."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.jobs import Jobs

SCREENS = ("home", "register", "rounds", "volunteers", "print", "key", "progress")
_WAIT_S = 60.0


def main(arguments: Sequence[str]) -> int:
    """Open the campaign off screen, show the screen, wait until it has read everything, save the picture."""
    parser = argparse.ArgumentParser(
        prog="walksheets --screenshot", description="Save a picture of the window."
    )
    parser.add_argument("file")
    parser.add_argument("campaign")
    parser.add_argument("--screen", choices=SCREENS, default="home")
    parser.add_argument("--size", default="1366x768", help="width and height, such as 1366x768")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--plan", help="the plan to show on the map, the print and the progress screens")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _take(wanted)


def _take(wanted: argparse.Namespace) -> int:
    from ui.app import make_application, make_window
    from ui.user_settings import UserSettings

    width, height = (int(part) for part in wanted.size.lower().split("x"))
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    window = make_window(UserSettings(scheme=wanted.scheme))
    window.settings.save = lambda: None  # type: ignore[method-assign] # a picture leaves no trace
    troubles: list[BaseException] = []
    window.session.jobs.trouble.connect(troubles.append)
    window.resize(width, height)
    window.show()
    window.session.open(wanted.campaign)
    wait_until_idle(window.session.jobs)
    if window.session.desk is not None:
        window.go(wanted.screen, **({"plan": wanted.plan} if wanted.plan else {}))
        wait_until_idle(window.session.jobs)
    saved = window.grab().save(wanted.file)
    window.close()
    for error in troubles:
        sys.stderr.write(f"{error}\n")
    if not saved:
        sys.stderr.write(f"{wanted.file} could not be written; check the folder.\n")
    return 0 if saved and not troubles else 2


def wait_until_idle(jobs: "Jobs") -> None:
    """Run the event loop until no work runs and what it brought is painted."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

    deadline = QDeadlineTimer(int(_WAIT_S * 1000))
    quiet = 0
    while quiet < 6 and not deadline.hasExpired():
        loop = QEventLoop()
        QTimer.singleShot(40, loop.quit)
        loop.exec()
        quiet = quiet + 1 if jobs.idle else 0
