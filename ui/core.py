"""Loading the core: away from the window, after its first paint.

The core and the libraries it stands on take seconds to load and an empty window none of them, so nothing that is
imported before the first paint may import them. They come piece by piece, and two threads never load at once:
a half-loaded room would be seen by the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.screens import MODULES

if TYPE_CHECKING:
    from walksheets.campaign import Campaign

PIECES = (
    "numpy", "sqlalchemy", "alembic.command", "scipy.sparse.csgraph", "scipy.spatial", "shapely", "pyproj", "openpyxl",
    "walksheets.rounds.engine.kernel", "reportlab.pdfbase.ttfonts", "pypdfium2", "walksheets.campaign", *MODULES,
)  # fmt: skip
"""What is loaded, the most waited for first; each piece is short enough not to hold the window."""

_one_at_a_time = Lock()


def campaign_class() -> type[Campaign]:
    """Return the core's face, loading what is not there yet: call this in a job, not in the window's thread."""
    for piece in PIECES:
        _load(piece)
    from walksheets.campaign import Campaign

    return Campaign


def load_quietly(jobs: Jobs) -> None:
    """Have the core loaded beside whatever the user does meanwhile."""
    for piece in PIECES:
        jobs.fetch(("load", piece), partial(_load, piece), _nothing)


class AfterFirstPaint(QObject):
    """Does something once a window stands painted on the screen."""

    def __init__(self, window: QWidget, then: Callable[[], object]):
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def _load(piece: str) -> None:
    with _one_at_a_time:
        import_module(piece)


def _nothing(_result: object) -> None:
    """There is nothing to show for it."""
