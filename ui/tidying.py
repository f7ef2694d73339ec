"""Keeping Python's housekeeping out of the way of the hand.

A full garbage collection during an import held the window for a second; and a collection in a worker
thread may take a Qt object with it there. So it is done here, in the window's thread, while nothing
runs, and threads give way to each other five times as often as usual.
"""

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

_LOOK_EVERY_MS = 1_000
_GIVE_WAY_S = 0.001
_LONG_S = 0.05
_PATIENCE_S = 120.0


class Tidying(QObject):
    """Collects garbage from a timer, and only a little where a lot would be felt."""

    def __init__(self, jobs: Jobs, parent: QObject):
        super().__init__(parent)
        self._jobs = jobs
        self._rest_until = 0.0
        gc.collect()
        gc.freeze()  # what the program is made of stays
        gc.disable()
        sys.setswitchinterval(_GIVE_WAY_S)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(_LOOK_EVERY_MS)

    def tidy(self) -> None:
        """Collect what has gathered, the youngest first; all of it seldom."""
        if not self._jobs.idle:
            return
        young, middle, old = gc.get_count()
        if old > 10 and time.monotonic() > self._rest_until:
            began = time.monotonic()
            gc.collect()
            if time.monotonic() - began > _LONG_S:
                self._rest_until = time.monotonic() + _PATIENCE_S
        elif middle > 10 or young > 700:
            gc.collect(1 if middle > 10 else 0)
