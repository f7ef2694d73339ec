"""The one bus that tells screens which nouns changed, always on the window's thread.

The store tells of a change on whatever thread made it; the bus carries it over. Changes made by
another window or another organiser are noticed by the change log's number.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from walksheets.changes import Changes

EVERYTHING = frozenset({"*"})

Listener = Callable[[frozenset[str]], None]


class ChangeBus(QObject):
    """Carries changes from the open campaign's store to whoever listens."""

    changed = Signal(object)  # Changes: for the strip, which says what was done
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._listeners: list[Listener] = []
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def take(self, changes: Changes) -> None:
        """Take a change from any thread; the store calls this after the commit."""
        if self._open:
            self._arrived.emit(changes)

    def listen(self, listener: Listener) -> None:
        """Have `listener` called with the nouns of each change."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Tell `listener` no more; it may never have listened."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def someone_else_changed(self) -> None:
        """Tell every screen to read again: the campaign was changed from outside this window."""
        self._spread(EVERYTHING)

    def close(self) -> None:
        """Fall silent for good: the campaign is being closed."""
        self._open = False
        self._listeners.clear()

    @Slot(object)
    def _deliver(self, changes: Changes) -> None:
        if not self._open:
            return
        self.changed.emit(changes)
        self._spread(changes.nouns)

    def _spread(self, nouns: frozenset[str]) -> None:
        for listener in list(self._listeners):
            listener(nouns)


def concerns(nouns: frozenset[str], mine: frozenset[str]) -> bool:
    """Tell whether a change touches what a screen shows."""
    return nouns == EVERYTHING or bool(nouns & mine)
