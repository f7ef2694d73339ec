"""The command palette: type what you want to do, Enter does it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QWidget

from ui.actions import plain_words
from ui.language import tr
from ui.widgets.plain import column
from ui.widgets.table import Column, Table


def doable(window: QMainWindow) -> list[QAction]:
    """Return the actions that can be done now: the window's own, and those of the screen in view."""
    found = [
        a for a in window.findChildren(QAction) if a.isEnabled() and a.objectName() not in ("", "palette")
    ]
    seen_now = [a for a in found if not isinstance(owner := a.parent(), QWidget) or owner.isVisible()]
    return sorted(seen_now, key=lambda a: plain_words(a.text()).casefold())


class Palette(QDialog):
    """One line to type in, and what fits."""

    def __init__(self, window: QMainWindow):
        super().__init__(window)
        self.setWindowTitle(tr("Find an action"))
        self.resize(560, 440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = doable(window)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type what you want to do"))
        self.line.setAccessibleName(tr("What do you want to do?"))
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._do)
        self.line.installEventFilter(self)
        self.list = Table(
            tr("Actions that fit"),
            [
                Column[QAction](tr("Action"), lambda a: plain_words(a.text()), tip=lambda a: a.toolTip()),
                Column[QAction](tr("Key"), _keys, width=150, right=True),
            ],
            sortable=False,
        )
        self.list.opened.connect(self._do)
        self.setLayout(column(self.line, self.list, margin=12))
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keys go on typing."""
        arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and Qt.Key(event.key()) in arrows
        ):
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        self.list.set_rows([a for a in self._actions if _fits(a, words)])
        self.list.selectRow(0)

    def _do(self, *_: object) -> None:
        action = self.list.current()
        self.accept()
        if action is not None:
            action.trigger()


def _fits(action: QAction, words: list[str]) -> bool:
    text = f"{plain_words(action.text())} {action.toolTip()}".casefold()
    return all(word in text for word in words)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
