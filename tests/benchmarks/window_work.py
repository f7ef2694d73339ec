"""The window at work: screen changes, and how long its thread is held by each long job: `python -m tests.benchmarks.window_work [FILES…]`.

A campaign is made of FILES (the demo town's without any), split, printed, keyed and exported, as the screens do it, with the
screen that shows it in view. "Held" is the longest the window could not answer: on the clock, and in processor time of the
window's own thread, which says the same on a quiet machine and little less on a busy one. The goal is 50 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.watchdog import LIMIT_MS, Watchdog
from ui import main_window
from ui.actions import SCREENS
from ui.app import make_application, make_window
from ui.main_window import MainWindow
from ui.screenshot import wait_until_idle
from ui.user_settings import UserSettings
from walksheets.campaign import Campaign
from walksheets.demo import make_town
from walksheets.rounds import SplitRequest

PLAN = "Benchmark"


@contextmanager
def held(what: str, window: MainWindow) -> Iterator[None]:
    """Print how long the thread was held by a block and by all that it set going."""
    watchdog, began = Watchdog(), time.perf_counter()
    with watchdog.watching():
        yield
        wait_until_idle(window.session.jobs)
    spent = time.perf_counter() - began
    verdict = "" if watchdog.longest_cpu_ms <= LIMIT_MS else "  over the goal"
    print(
        f"{what:34} held {watchdog.longest_ms:6.0f} ms, processor {watchdog.longest_cpu_ms:5.0f} ms"
        f" (goal {LIMIT_MS:.0f}); all done after {spent:5.1f} s{verdict}"
    )


def long_jobs(window: MainWindow, files: Sequence[Path], folder: Path) -> None:
    """Do the main job."""
    desk = window.session.desk
    assert desk is not None
    campaign = desk.campaign

    def job(what: str, screen: str, work: Callable[..., object]) -> None:
        window.go(screen)
        wait_until_idle(window.session.jobs)
        with held(what, window):
            desk.jobs.start(what, work)

    job("import", "register", lambda p: campaign.imports.bring_in(files, progress=p))
    request = SplitRequest(kind="canvass", doors=60, seconds=3)
    job("split", "rounds", lambda p: campaign.rounds.split(PLAN, request, p))
    job("print", "print", lambda p: campaign.sheets.print_rounds(PLAN, folder, progress=p))
    key_page(window, campaign)
    job(
        "export",
        "progress",
        lambda p: campaign.reports.export("results", folder / "results.xlsx", progress=p),
    )


def key_page(window: MainWindow, campaign: Campaign) -> None:
    """Key the first sheet, a key a line."""
    window.go("key")
    screen = window.screens["key"]
    screen.presenter.open_sheet(campaign.sheets.ledger(None, PLAN)[0].code)
    wait_until_idle(window.session.jobs)
    times = []
    while (line := screen.presenter.line) and not line.result:
        began, spent = time.perf_counter(), time.thread_time()
        screen.presenter.type("1")
        QApplication.processEvents()
        times.append(((time.perf_counter() - began) * 1000, (time.thread_time() - spent) * 1000))
    wait_until_idle(window.session.jobs)
    clock, processor = (sorted(column) for column in zip(*times, strict=True))
    middle = len(times) // 2
    print(
        f"{'key a page, ' + str(len(times)) + ' lines':34} a line {clock[middle]:.0f} ms, processor {processor[middle]:.0f} ms; "
        f"longest {clock[-1]:.0f} and {processor[-1]:.0f} ms (goal {LIMIT_MS:.0f})"
    )


def screen_changes(window: MainWindow) -> None:
    """Go to each screen of the campaign twice."""
    for turn in ("first", "second"):
        for name, _words in SCREENS[1:]:
            with held(f"{name}, {turn} time", window):
                window.go(name)


def main(arguments: Sequence[str] = ()) -> None:
    main_window._AHEAD_MS = 10**8  # nothing made ahead: the first time is to be the first
    make_application().setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [Path(each) for each in arguments] or make_town(folder / "town")
        window = make_window(UserSettings(scheme="light", language="en"))
        window.settings.save = lambda: None
        window.resize(1366, 768)
        window.show()
        window.session.create(folder / "benchmark.walksheets")
        wait_until_idle(window.session.jobs)
        long_jobs(window, files, folder)
        with held("other colours and language", window):
            window.settings.scheme, window.settings.language = "dark", "cy"
            window.dressed_anew.emit()
        window.settings.scheme, window.settings.language = "light", "en"
        window.dressed_anew.emit()
        wait_until_idle(window.session.jobs)
        screen_changes(window)
        window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
