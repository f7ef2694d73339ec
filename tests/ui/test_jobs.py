"""Work in threads: results and errors come back to the window's thread, the latest read wins, nothing is lost."""

import gc
import threading

import pytest

from ui.jobs import Jobs
from walksheets.progress import Cancelled


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_a_result_comes_back_to_the_windows_thread(qtbot, jobs):
    seen = []
    jobs.start(
        "Count", lambda _p: threading.get_ident(), lambda there: seen.append((there, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    there, here = seen[0]
    assert there != here == threading.get_ident()


def test_an_error_reaches_whoever_asked(qtbot, jobs):
    seen = []

    def fail(_progress):
        raise ValueError("no")

    jobs.start("Fail", fail, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert isinstance(seen[0], ValueError)


def test_an_error_that_nobody_asked_for_is_trouble(qtbot, jobs):
    def fail(_progress):
        raise ValueError("no")

    with qtbot.waitSignal(jobs.trouble) as trouble:
        jobs.start("Fail", fail)
    assert isinstance(trouble.args[0], ValueError)


def test_long_jobs_run_one_after_the_other(qtbot, jobs):
    order = []
    go = threading.Event()
    jobs.start("First", lambda _p: (go.wait(5), order.append(1)))
    jobs.start("Second", lambda _p: order.append(2))
    assert jobs.busy
    go.set()
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    assert order == [1, 2]


def test_a_cancelled_job_stops_at_its_next_report(qtbot, jobs):
    stopped = []
    begun = threading.Event()

    def work(progress):
        try:
            while True:
                begun.set()
                progress(0.1, "counting")
        except Cancelled:
            stopped.append(True)
            raise

    job = jobs.start("Endless", work, lambda _r: stopped.append("done"))
    begun.wait(5)
    with qtbot.waitSignal(jobs.cancelled):
        job.cancel()
    assert stopped == [True]
    assert jobs.idle


def test_progress_is_told_but_not_too_often(qtbot, jobs):
    told = []
    jobs.progressed.connect(lambda job: told.append(job.share))

    def work(progress):
        for step in range(20_000):
            progress(step / 20_000, "counting")

    jobs.start("Count", work)
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    assert told == sorted(told)
    assert len(told) < 200


def test_only_the_latest_answer_under_a_key_is_given(qtbot, jobs):
    seen = []
    go = threading.Event()
    jobs.fetch("search", lambda: (go.wait(5), "old")[1], seen.append)
    jobs.fetch("search", lambda: "new", seen.append)
    go.set()
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    assert seen == ["new"]


def test_nothing_is_told_to_a_screen_that_is_gone(qtbot, jobs):
    import shiboken6
    from PySide6.QtWidgets import QWidget

    screen, seen = QWidget(), []
    jobs.fetch("read", lambda: 1, seen.append, owner=screen)
    shiboken6.delete(screen)
    qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)
    assert seen == []


def test_hundreds_of_jobs_lose_no_result(qtbot, jobs):
    seen = []
    for number in range(400):
        jobs.fetch(number, lambda number=number: number, seen.append)
        if number % 50 == 0:
            gc.collect()
    qtbot.waitUntil(lambda: len(seen) == 400, timeout=60_000)
    assert sorted(seen) == list(range(400))
