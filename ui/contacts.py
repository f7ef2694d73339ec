"""Telephone numbers and e-mail addresses: whether they may be seen in a window, said once for all its screens.

Hidden until somebody asks for them (Ctrl+Shift+H), at each start anew: others may look on.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from ui.actions import ACTS
from ui.language import tr
from ui.widgets.icons import icon
from ui.widgets.plain import tool


class Contacts(QObject):
    """What a screen asks before it shows how to reach somebody, and what tells it to think again."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.shown = False

    def show(self, shown: bool) -> None:
        """Show them from now on, or hide them."""
        if shown != self.shown:
            self.shown = shown
            self.changed.emit(shown)


def contacts_button(contacts: Contacts) -> QToolButton:
    """Make a button that shows and hides them; the key is the menu's, for a key that two actions have does nothing."""
    act = ACTS["contacts"]
    action = QAction(icon(act.symbol), tr(act.text).replace("&", ""), contacts)
    key = QKeySequence(act.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tr(act.tip)} ({key})")
    action.setCheckable(True)
    action.setChecked(contacts.shown)
    action.toggled.connect(contacts.show)
    contacts.changed.connect(action.setChecked)
    made = tool(action)
    action.setParent(made)
    return made
