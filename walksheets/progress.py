"""How a long piece of core work tells how far it is, and how it is stopped.

A job takes a plain callable `progress(done, doing)`; the callable raises `Cancelled` to stop it.
The work's transaction then rolls back: a cancelled job has done nothing.
"""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

Item = TypeVar("Item")
_EVERY = 500

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and a few words on what is being done."""


class Cancelled(Exception):
    """Raised by a progress callable: stop here, undo what this job began."""


def silent(done: float, doing: str) -> None:
    """Take a report and say nothing: the default for scripts and tests."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Map a sub-job's 0 to 1 on to the piece from `start` to `end` of the whole."""

    def report(done: float, doing: str) -> None:
        progress(start + (end - start) * min(max(done, 0.0), 1.0), doing)

    return report


def counted(items: Collection[Item], progress: Progress, doing: str) -> Iterator[Item]:
    """Give items one after the other and report after every few hundred how many are through."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            progress(number / len(items), doing)
        yield item
