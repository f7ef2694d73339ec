"""A tab of Progress that is a list: its table, what can be done with its rows, and a notice when it is empty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from ui import actions, theme
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, column, row, soft, tool
from ui.widgets.table import Column, Table


class ListTab(QWidget):
    """One list. `what` is the name it is exported under."""

    def __init__(
        self,
        name: str,
        what: str,
        columns: Sequence[Column[Any]],
        empty: tuple[str, str],
        export: Callable[[str], None],
    ):
        super().__init__()
        self.what = what
        self.title = name
        self._empty = empty
        self.table = Table(name, columns, several=True)
        self.says = soft()
        self.acts: dict[str, QAction] = {
            "progress.copy": actions.make("progress.copy", self, self.copy),
            "progress.export": actions.make("progress.export", self, lambda: export(self.what)),
        }
        self._bar = row()
        self._tools = row(None, *(tool(action) for action in self.acts.values()))
        top = row(self._bar, self._tools)
        top.setStretch(1, 1)
        layout = column(top, self.says, self.table)
        layout.setStretch(2, 1)
        self.pages = Pages(boxed(layout, margins=(0, 10, 0, 0)), "progress")
        self.setLayout(column(self.pages))
        self.says.hide()

    def can(self, name: str, does: Callable[[list[Any]], object]) -> QAction:
        """Offer something to do with the chosen rows."""
        action = actions.make(name, self, lambda: does(self.table.selected()))
        self.acts[name] = action
        self._bar.addWidget(tool(action))
        return action

    def add(self, *widgets: QWidget) -> None:
        """Put something before what can be done."""
        for widget in widgets:
            self._bar.addWidget(widget)

    def show_rows(self, rows: Sequence[Any], keep: Callable[[Any], object], says: str = "") -> None:
        """Show the rows, or what belongs here when there are none."""
        self.says.setText(says)
        self.says.setVisible(bool(says))
        if not rows:
            self.pages.show_empty(*self._empty)
            self.table.set_rows(rows)
            return
        self.pages.show_content()
        chosen = {keep(each) for each in self.table.selected()}
        self.table.set_rows(rows)
        if not chosen or not self.table.select(lambda each: keep(each) in chosen):
            self.table.select(lambda _row: True)

    def copy(self) -> None:
        """Put the list on the clipboard, as it is seen."""
        QGuiApplication.clipboard().setText(self.table.as_text())

    def take_focus(self) -> None:
        """Put the keys on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def quiet(_row: Any) -> str:
    """Return the ink of what is not the main thing in a row."""
    return theme.colours().ink_soft
