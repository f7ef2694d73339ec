"""The command palette: type what you want to do, Enter does it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QMainWindow

from ui.actions import plain_words
from ui.widgets.plain import column


def doable(window: QMainWindow) -> list[QAction]:
    """Return the actions that can be done now: the window's own, and those of the screen in view."""
    found = [
        a
        for a in window.findChildren(QAction)
        if a.isEnabled() and a.objectName() and a.objectName() != "palette"
    ]
    seen_now = [
        a for a in found if not (owner := a.parent()) or not hasattr(owner, "isVisible") or owner.isVisible()
    ]
    return sorted(seen_now, key=lambda a: plain_words(a.text()).casefold())


class Palette(QDialog):
    """One line to type in, and what fits."""

    def __init__(self, window: QMainWindow):
        super().__init__(window)
        self.setWindowTitle("Find an action")
        self.setMinimumWidth(520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = doable(window)
        self._line = QLineEdit()
        self._line.setPlaceholderText("Type what you want to do")
        self._line.setAccessibleName("What do you want to do?")
        self._line.textChanged.connect(self._fill)
        self._line.returnPressed.connect(self._do)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Actions that fit")
        self._list.setMinimumHeight(320)
        self._list.itemActivated.connect(self._do)
        self.setLayout(column(self._line, self._list, margin=12))
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keys go on typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                last = self._list.count() - 1
                self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), last))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        words = typed.casefold().split()
        for action in self._actions:
            text = plain_words(action.text())
            if all(word in f"{text} {action.toolTip()}".casefold() for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(action.icon(), f"{text}    {keys}".rstrip())
                item.setData(Qt.ItemDataRole.UserRole, action)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _do(self, *_: object) -> None:
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in self._list.selectedItems()]
        self.accept()
        for action in chosen:
            action.trigger()
