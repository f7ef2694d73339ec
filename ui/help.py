"""Help in two small dialogs: every action with its key, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from ui import theme
from ui.actions import ACTS, SCREENS, Act, plain_words
from ui.language import tr
from ui.widgets.plain import button, column, heading, row, soft
from ui.widgets.table import Column, Table
from walksheets import __version__

_KEYING = (
    Act("", "Key in: the result of the line", "1", "", "Any result code; the cursor moves on"),
    Act("", "Key in: same as the line before", "Return"),
    Act("", "Key in: back one line", "Up"),
    Act("", "Key in: a note for this line", "/"),
)


def all_keys() -> list[Act]:
    """Return every action that has a key."""
    screens = [Act("", words, f"Ctrl+{at + 1}") for at, (_, words) in enumerate(SCREENS)]
    return [act for act in (*screens, *ACTS.values(), *_KEYING) if act.shortcut]


class KeysDialog(QDialog):
    """Every action and its key."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.resize(860, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = Table(
            tr("Keys"),
            [
                Column[Act](tr("Key"), _native, width=150, bold=True),
                Column[Act](tr("Does"), lambda act: plain_words(tr(act.text)).replace("…", ""), width=210),
                Column[Act]("", lambda act: tr(act.tip)),
            ],
            sortable=False,
        )
        table.set_rows(all_keys())
        self.setLayout(
            column(table, row(None, button(tr("Close"), self.accept, primary=True)), margin=theme.MARGIN_PX)
        )


class AboutDialog(QDialog):
    """Version and licence."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(tr("About Walksheets"))
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayout(
            column(
                heading("Walksheets"),
                soft(
                    tr(
                        "Version {version}. Free software under the GNU General Public Licence, version 3 or later."
                    ).format(version=__version__)
                ),
                soft(
                    tr(
                        "Walksheets sends nothing anywhere, but for asking a map server for pictures of an area while you have "
                        "the online map switched on. The register is personal data: keep campaign files on an "
                        "encrypted disk and destroy them when the election's purpose is done."
                    )
                ),
                soft(
                    tr(
                        "Maps: © OpenStreetMap contributors, Open Database Licence, where you import an extract."
                    )
                ),
                row(None, button(tr("Close"), self.accept, primary=True)),
                margin=theme.MARGIN_PX,
            )
        )


def _native(act: Act) -> str:
    return QKeySequence(act.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
