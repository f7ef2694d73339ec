"""The window's thread is never held for longer than fifty milliseconds: while screens open, and while work runs."""

import pytest

from tests.ui.watchdog import Watchdog, allowed_ms
from ui.actions import SCREENS
from walksheets.rounds import SplitRequest


@pytest.fixture
def never_held(qapp):
    """Watch a block of a test; it fails when the window was held."""
    watchdog = Watchdog()

    def check() -> None:
        assert watchdog.longest_ms <= allowed_ms(), f"held for {watchdog.longest_ms:.0f} ms"

    watchdog.check = check
    return watchdog


def test_the_watchdog_barks(qtbot):
    import time

    watchdog = Watchdog()
    with watchdog.watching():
        qtbot.wait(20)
        time.sleep(0.12)
        qtbot.wait(20)
    assert watchdog.longest_ms >= 100


@pytest.fixture
def ready(little, settle, qtbot):
    """A window whose screens have been made ahead, as they are a second after a campaign was opened."""
    qtbot.waitUntil(lambda: len(little.screens) == len(SCREENS) - 1, timeout=60_000)
    settle(little)
    return little


@pytest.mark.parametrize("name", [name for name, _ in SCREENS])
def test_opening_a_screen(ready, settle, never_held, name):
    little = ready
    with never_held.watching():
        little.go(name)
        settle(little)
    never_held.check()


def test_splitting_and_what_the_screens_do_with_it(ready, settle, never_held):
    little = ready
    desk = little.session.desk
    for name in ("rounds", "volunteers", "home"):
        little.go(name)
        settle(little)
    request = SplitRequest(rounds=5, seconds=0.5)
    with never_held.watching():
        desk.jobs.start("Split", lambda p: desk.campaign.rounds.split("Again", request, progress=p))
        settle(little)
    never_held.check()
