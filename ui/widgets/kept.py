"""A screen's layout as the user left it: the tables' columns and sorting, and how splitters divide it.

Kept with this computer's settings, by the screen's name and the order its tables and splitters are made in.
"""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from ui.user_settings import UserSettings
from ui.widgets.table import Table


def keep_layout(screen: QWidget, settings: UserSettings, name: str) -> None:
    """Have a screen as the user left it, and keep it so from now on."""
    for at, table in enumerate(screen.findChildren(Table)):
        table.remember(settings, f"{name}.{at}")
    for at, splitter in enumerate(screen.findChildren(QSplitter)):
        _remember(splitter, settings, f"{name}.{at}")


def _remember(splitter: QSplitter, settings: UserSettings, name: str) -> None:
    splitter.restoreState(QByteArray.fromBase64(settings.splitters.get(name, "").encode()))

    def keep(*_: object) -> None:
        settings.splitters[name] = splitter.saveState().toBase64().toStdString()

    splitter.splitterMoved.connect(keep)  # by the hand alone
