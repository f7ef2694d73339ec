"""Measures how long the window's thread is held: a timer that should fire every few milliseconds, and when it did."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

LIMIT_MS = 50.0
_EVERY_MS = 2


class Watchdog(QObject):
    """Watches between `with watchdog.watching():` and its end.

    `longest_ms` is the longest it could not tick, `longest_cpu_ms` the most that its thread computed between two ticks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = self.longest_cpu_ms = 0.0
        self._last = self._last_cpu = 0.0
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @contextmanager
    def watching(self) -> Iterator["Watchdog"]:
        self.longest_ms = self.longest_cpu_ms = 0.0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._timer.start()
        try:
            yield self
        finally:
            self._tick()
            self._timer.stop()

    def _tick(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self.longest_cpu_ms = max(self.longest_cpu_ms, (computed - self._last_cpu) * 1000)
        self._last, self._last_cpu = now, computed


def allowed_ms() -> float:
    """Fifty milliseconds, longer where programs queue for the processors.

    Beside other workers of the tests the clock tells little: there only a gross hold, of a second, fails. Run
    `pytest tests/ui/test_never_held.py` alone on a quiet machine for the promise itself.
    """
    try:
        queue = os.getloadavg()[0] / (os.cpu_count() or 1)
    except (OSError, AttributeError):
        queue = 0.0
    beside = 20.0 if os.environ.get("PYTEST_XDIST_WORKER") else 1.0
    return LIMIT_MS * (1.0 + queue) * beside
