"""The base of every screen of an open campaign: reads again when its nouns changed and it is seen.

A screen is a view; what is decided is decided in its presenter.
"""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.change_bus import concerns
from ui.desk import Desk

T = TypeVar("T")


class Screen(QWidget):
    """One screen. Subclasses name their nouns, build themselves, and `read` when told to."""

    nouns: frozenset[str] = frozenset()
    name = ""

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale = True
        desk.bus.listen(self._hear)

    def read(self) -> None:
        """Fetch what the screen shows."""
        raise NotImplementedError

    def show_what(self, **what: object) -> None:
        """Show a particular thing: another screen sent the user here for it."""

    def place(self) -> dict[str, object]:
        """Return where the user is on it, in words and numbers that JSON takes; no data of the campaign's."""
        return {}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin where `place` says the user was, before anything is read; what is not understood is passed over."""

    @staticmethod
    def known(place: Mapping[str, object], name: str, kind: type[T]) -> T | None:
        """Return one thing of a place if it is there and of its kind."""
        value = place.get(name)
        return value if isinstance(value, kind) else None

    def take_focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.setFocus()

    def close_down(self) -> None:
        """Let go of what is a screen's own; for subclasses."""

    def leave(self) -> None:
        """Hear no more: the campaign is being closed, or the screen made anew."""
        self.desk.bus.forget(self._hear)
        self.close_down()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when first seen, or when something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _hear(self, nouns: frozenset[str]) -> None:
        if not concerns(nouns, self.nouns):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True
