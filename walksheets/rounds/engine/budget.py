"""How much searching there is still to do: iterations, seconds, or until somebody says stop.

Nothing else of this room decides by a clock, and this only when seconds were asked for or somebody said stop.
"""

import time
from collections.abc import Iterator
from copy import copy

from walksheets.progress import Progress, part, silent
from walksheets.rounds.engine.problem import Stop

CHUNKS = 40
"""How many steps the temperature takes in a stage that counts iterations."""
SLICE_S = 0.04
"""How long the compiled search runs before it looks up again, when it is the clock that counts."""
OVERTIME_S = 5.0
"""How long after a stop, and at least after the seconds asked for, balancing may go on."""
ITERATIONS = 20_000
ITERATIONS_A_STOP = 200


class Budget:
    """Hands out iterations, reports progress between them, and ends when it should."""

    def __init__(self, stop: Stop, stops: int, progress: Progress = silent):
        self._stop = stop
        self._progress = progress
        self._seconds = stop.seconds
        self._iterations = stop.iterations
        if self._iterations is None and self._seconds is None:
            self._iterations = ITERATIONS + ITERATIONS_A_STOP * stops
        self._began = time.perf_counter() if self._seconds is not None else 0.0
        self._patient = False
        self._latest: float | None = None
        if self._seconds is not None:
            self._latest = self._began + self._seconds + max(self._seconds, OVERTIME_S)

    def share(self, low: float, high: float) -> "Budget":
        """Return a budget for the piece of this one from `low` to `high`."""
        piece = copy(self)
        piece._progress = part(self._progress, low, high)
        piece._iterations = None if self._iterations is None else round(self._iterations * (high - low))
        if self._seconds is not None:
            piece._seconds, piece._began = self._seconds * (high - low), self._began + self._seconds * low
        return piece

    def exactly(self, iterations: int) -> "Budget":
        """Return a budget of so many iterations for what was promised: it ends early only when it is late."""
        piece = copy(self)
        piece._patient, piece._iterations, piece._seconds = True, iterations, None
        return piece

    @property
    def nothing(self) -> bool:
        """Return whether no searching at all was asked for."""
        return self._iterations == 0

    @property
    def over(self) -> bool:
        """Return whether somebody said stop, or the time is up."""
        if self._patient:
            return self.late
        return self._stop.stopped or (self._seconds is not None and self._done() >= 1)

    @property
    def late(self) -> bool:
        """Return whether even what was promised has to be left: the seconds are up twice, or a stop is long ago."""
        now, stopped = time.perf_counter(), self._stop.stopped_at
        return (self._latest is not None and now > self._latest) or (
            stopped is not None and now > stopped + OVERTIME_S
        )

    def tell(self, done: float, doing: str) -> None:
        """Report progress; raises what the report raises."""
        self._progress(done, doing)

    def steps(self, doing: str) -> Iterator[tuple[int, float]]:
        """Yield (iterations to do now, share done) until this budget is used up."""
        if self._iterations is not None:
            yield from self._by_count(self._iterations, doing)
        else:
            yield from self._by_clock(doing)

    def _by_count(self, iterations: int, doing: str) -> Iterator[tuple[int, float]]:
        chunks = max(CHUNKS, iterations // 10_000)
        for chunk in range(chunks):
            self.tell(chunk / chunks, doing)
            if self.over:
                return
            now = iterations * (chunk + 1) // chunks - iterations * chunk // chunks
            if now:
                yield now, chunk / chunks

    def _by_clock(self, doing: str) -> Iterator[tuple[int, float]]:
        now = 200
        while True:
            done = self._done()
            self.tell(min(max(done, 0.0), 1.0), doing)
            if done >= 1 or self._stop.stopped:
                return
            started = time.perf_counter()
            yield now, max(done, 0.0)
            took = max(time.perf_counter() - started, 1e-4)
            now = int(min(max(now * SLICE_S / took, now / 2, 50), now * 4))

    def _done(self) -> float:
        return (time.perf_counter() - self._began) / max(self._seconds or 0.0, 1e-9)
