"""`--smoke [FOLDER]`: the demo job by the program itself, a line for each thing that works; 0 if all of them do.

For a package that was just built or installed: what was left out of it shows here and not at an organiser's.
`--smoke --first-paint` says instead when the window had painted itself, and closes it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from walksheets import __version__


def main(arguments: Sequence[str]) -> int:
    """Do the demo job in a folder, or in one that goes away; return 1 at the first thing that does not work."""
    if list(arguments) == ["--first-paint"]:
        return _first_paint()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="walksheets-smoke-") as left_over:
        folder = Path(arguments[0]) if arguments else Path(left_over)
        for step in _steps(folder):
            sys.stdout.write(f"ok  {step}\n")
            sys.stdout.flush()
    return 0


def _steps(folder: Path) -> Iterator[str]:
    """Do one thing after the other, each said when it is done. What fails is not caught: its name is the report."""
    from walksheets.compiled import READY
    from walksheets.demo import demo_job

    yield f"Walksheets {__version__}, {'packaged' if getattr(sys, 'frozen', False) else 'from source'}"
    yield f"inner loops {'compiled beforehand' if READY else 'compiled by numba'}"
    began = time.monotonic()
    job = demo_job(folder)
    yield f"demo ward made, split, printed and keyed in {time.monotonic() - began:.0f} s"
    yield from _read_back(job.campaign)
    yield f"{_pages(job.pdfs)} pages of walk sheets in {len(job.pdfs)} PDFs"
    yield f"sheet {_scanned(job.pdfs[0], job.campaign, folder)}"
    yield f"exported {', '.join(file.name for file in job.spreadsheets)}"
    yield f"PostgreSQL's driver found ({_postgresql()})"
    yield from _pictures(job.campaign, folder)
    yield f"online map: secure connections by {_secure_connections()}"


def _read_back(file: Path) -> Iterator[str]:
    from walksheets.campaign import Campaign

    with Campaign.open(file) as campaign:
        counts = campaign.register.counts()
        assert counts.electors > 0
        yield f"{counts.electors} electors at {counts.households} doors"
        for plan in campaign.rounds.plans():
            yield f"{plan.name}: {len(campaign.rounds.rounds(plan.name))} rounds"
        yield f"{len(campaign.results.results())} answers keyed"


def _pages(files: Sequence[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(file)) for file in files)


def _scanned(file: Path, campaign: Path, folder: Path) -> str:
    """Draw the first page as a scanner would see it, in each kind of file, and read it: it is ours, and nobody marked it."""
    import pypdfium2

    from walksheets.campaign import Campaign

    picture = pypdfium2.PdfDocument(file)[0].render(scale=200 / 72, grayscale=True).to_pil()
    scans = [folder / f"scanned{ending}" for ending in (".png", ".jpg", ".tif")]
    with Campaign.open(campaign) as opened:
        for scan in scans:
            picture.save(scan)
            report = opened.scans.read([scan])
            assert not report.unread, report.unread[0].why
            assert all(line.certain and not line.code for line in report.pages[0].read)
    page = report.pages[0]
    return f"{page.sheet} scanned: {len(page.read)} lines found unmarked in {', '.join(scan.suffix for scan in scans)}"


def _postgresql() -> str:
    import psycopg

    return f"psycopg {psycopg.__version__}, {psycopg.pq.__impl__}"


def _secure_connections() -> str:
    """Load what the online map needs, and ask nobody. The certificates are the system's."""
    from PySide6.QtNetwork import QSslSocket

    from ui.map.tile_server import load_secure_connections

    load_secure_connections()
    ways = {"openssl", "schannel", "securetransport"}.intersection(QSslSocket.availableBackends())
    assert ways, "Qt's plugins for secure connections are not in the package"
    return f"{', '.join(ways)} ({QSslSocket.sslLibraryVersionString() or 'not on this computer'})"


def _pictures(campaign: Path, folder: Path) -> Iterator[str]:
    """Take a picture of each screen; one that is all one colour was not painted."""
    from PySide6.QtGui import QImage

    from ui.screenshot import SCREENS
    from ui.screenshot import main as take

    for screen in SCREENS:
        file = folder / f"{screen}.png"
        assert take([str(file), str(campaign), "--screen", screen]) == 0
        picture = QImage(str(file))
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
        }
        assert len(colours) > 20, f"the {screen} screen is not painted"
        yield f"the {screen} screen, {picture.width()} × {picture.height()}, in {len(colours)} colours"


def _first_paint() -> int:
    from PySide6.QtCore import QEvent, QObject, QTimer

    from ui.app import make_application, make_window

    class Clock(QObject):
        """Notes when the window has painted itself the first time; then ends the program."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._painted)
            return False

        def _painted(self) -> None:
            sys.stdout.write(f"{time.clock_gettime(time.CLOCK_MONOTONIC)}\n")
            application.quit()

    application = make_application()
    window = make_window()
    clock = Clock()
    window.installEventFilter(clock)
    window.show()
    return application.exec()
