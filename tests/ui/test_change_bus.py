"""The bus carries a change from any thread to the window's, and falls silent when the campaign closes."""

import threading

from ui.change_bus import EVERYTHING, ChangeBus, concerns
from walksheets.changes import Changes

MOVED = Changes("Move doors", 7, frozenset({"rounds"}), {"moved": 3})


def test_a_change_made_in_a_thread_is_heard_in_the_windows(qtbot, qapp):
    bus, heard = ChangeBus(), []
    bus.listen(lambda nouns: heard.append((nouns, threading.get_ident())))
    thread = threading.Thread(target=bus.take, args=(MOVED,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    assert heard == [(frozenset({"rounds"}), threading.get_ident())]


def test_a_closed_bus_tells_nobody(qtbot, qapp):
    bus, heard = ChangeBus(), []
    bus.listen(heard.append)
    bus.take(MOVED)
    bus.close()
    qtbot.wait(30)
    assert heard == []


def test_a_screen_is_concerned_by_its_own_nouns_and_by_everything():
    assert concerns(frozenset({"rounds", "doors"}), frozenset({"rounds"}))
    assert concerns(EVERYTHING, frozenset({"rounds"}))
    assert not concerns(frozenset({"sheets"}), frozenset({"rounds"}))
