"""Work away from the window's thread: the only place in the program where threads are made.

Long verbs run one after the other with progress and cancel; reads run beside them, unseen, and the
latest of a kind wins. What they return or raise comes back on the window's thread.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from walksheets.progress import Cancelled, Progress

_REPORT_EVERY_S = 0.05

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(eq=False)
class Job:
    """One piece of work, from the moment it is asked for until its last word has been heard."""

    title: str
    work: Callable[[Progress], Any]
    done: Done | None
    failed: Failed | None
    owner: QObject | None
    quiet: bool
    must_end: bool = False  # a short verb that keeps what the user did: closing waits for it
    key: tuple[object, int] = (None, 0)
    share: float = 0.0
    doing: str = ""
    began: float = 0.0

    def __post_init__(self) -> None:
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; it then leaves everything as it was."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()

    def left_s(self) -> float | None:
        """Guess the seconds left from the share done, or None while nobody can know."""
        spent = time.monotonic() - self.began
        if self.share < 0.03 or spent < 1.0:
            return None
        return spent / self.share * (1.0 - self.share)


class Jobs(QObject):
    """Runs work in threads and tells of it in this one. Holds each job until its last signal."""

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    cancelled = Signal(object)
    trouble = Signal(object)  # an error that nobody asked to be told of
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._long = ThreadPoolExecutor(1, "long work")
        self._reads = ThreadPoolExecutor(2, "reads")
        self._held: list[Job] = []
        self._latest: dict[object, int] = {}
        self._numbers = count()
        self._closed = False
        self._posted.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        *,
        must_end: bool = False,
    ) -> Job:
        """Run a long verb after those that run already; `work` takes the progress callable."""
        job = Job(title, work, done, failed, owner, quiet=False, must_end=must_end)
        self._submit(self._long, job)
        return job

    def fetch(
        self,
        key: object,
        work: Callable[[], Any],
        done: Done,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Read something; when asked again under the same key, only the latest answer is given."""
        number = next(self._numbers)
        self._latest[key] = number
        job = Job("", lambda _progress: work(), done, failed, owner, quiet=True, key=(key, number))
        self._submit(self._reads, job)

    @property
    def busy(self) -> bool:
        """Tell whether long work runs or waits."""
        return any(not job.quiet for job in self._held)

    @property
    def idle(self) -> bool:
        """Tell whether nothing at all runs or waits."""
        return not self._held

    def running(self) -> Job | None:
        """Return the long job at the head of the queue."""
        return next((job for job in self._held if not job.quiet), None)

    def close(self) -> None:
        """Stop what leaves everything as it was, wait for what must be kept, and tell nobody any more."""
        self._closed = True
        for job in self._held:
            if not job.must_end:
                job.cancel()
        self._long.shutdown(wait=True)  # what waits in it and was cancelled ends at once
        self._reads.shutdown(wait=True, cancel_futures=True)
        self._held.clear()

    def _submit(self, pool: ThreadPoolExecutor, job: Job) -> None:
        if self._closed:
            return
        self._held.append(job)
        pool.submit(self._run, job)

    def _run(self, job: Job) -> None:
        """Do the work in its thread. Every end, a bug too, is carried to the window's thread."""
        if job.quiet and self._is_old(job):
            self._post(job, "old", None)
            return
        job.began = time.monotonic()
        self._post(job, "started", None)
        try:
            if job.cancelled:
                raise Cancelled
            result = job.work(self._reporter(job))
        except BaseException as error:
            self._post(job, "failed", error)
        else:
            self._post(job, "done", result)

    def _reporter(self, job: Job) -> Progress:
        last = 0.0

        def report(share: float, doing: str) -> None:
            nonlocal last
            if job.cancelled:
                raise Cancelled
            now = time.monotonic()
            if now - last >= _REPORT_EVERY_S:
                last = now
                self._post(job, "progress", (share, doing))

        return report

    def _post(self, job: Job, what: str, result: object) -> None:
        if not self._closed:
            self._posted.emit((job, what, result))

    @Slot(object)
    def _hear(self, message: tuple[Job, str, Any]) -> None:
        job, what, result = message
        if self._closed:
            return
        if what == "started":
            self._tell(self.started, job)
        elif what == "progress":
            job.share, job.doing = result
            self._tell(self.progressed, job)
        else:
            self._held.remove(job)
            try:
                self._deliver(job, what, result)
            finally:
                self._tell(self.ended, job)

    def _deliver(self, job: Job, what: str, result: Any) -> None:
        if what == "old" or (job.quiet and self._is_old(job)):
            return
        if job.owner is not None and not isValid(job.owner):
            return
        if what == "done":
            if job.done:
                job.done(result)
        elif isinstance(result, Cancelled):
            self._tell(self.cancelled, job)
        elif job.failed:
            job.failed(result)
        else:
            self.trouble.emit(result)

    def _is_old(self, job: Job) -> bool:
        key, number = job.key
        return self._latest.get(key) != number

    @staticmethod
    def _tell(signal: Any, job: Job) -> None:
        if not job.quiet:
            signal.emit(job)
