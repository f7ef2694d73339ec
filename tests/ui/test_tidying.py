"""Garbage is collected in the window's thread, while nothing runs, and not by chance."""

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject

from ui.jobs import Jobs
from ui.tidying import Tidying


@pytest.fixture
def as_it_was():
    interval = sys.getswitchinterval()
    yield
    gc.enable()
    gc.unfreeze()
    sys.setswitchinterval(interval)


class Ring:
    """Something that only the collector can free."""

    freed_in: list[int] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Ring.freed_in.append(threading.get_ident())


def test_rings_made_in_a_job_are_freed_in_the_windows_thread(qtbot, qapp, as_it_was):
    Ring.freed_in.clear()
    jobs, parent = Jobs(), QObject()
    tidying = Tidying(jobs, parent)
    jobs.start("Make rings", lambda _p: [Ring() for _ in range(5_000)] and None)
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    assert Ring.freed_in == []
    tidying.tidy()
    assert len(Ring.freed_in) == 5_000 and set(Ring.freed_in) == {threading.get_ident()}
    jobs.close()


def test_nothing_is_collected_while_work_runs(qtbot, qapp, as_it_was):
    Ring.freed_in.clear()
    jobs, parent, go = Jobs(), QObject(), threading.Event()
    tidying = Tidying(jobs, parent)
    [Ring() for _ in range(5_000)]
    jobs.start("Wait", lambda _p: go.wait(5))
    tidying.tidy()
    assert Ring.freed_in == []
    go.set()
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    jobs.close()
