"""The dialogs for files leave the files they list alone, and remember where the user was."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView

from ui.sheets.paper import printer_dialog
from ui.user_settings import UserSettings
from ui.widgets import files
from walksheets.campaign import Campaign

READ = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT name FROM campaign").fetchall()
connection.close()
"""


def test_no_dialog_takes_the_locks_of_the_open_campaign(dressed, little_file: Path, qtbot):
    log = Path(f"{little_file}-wal")
    with Campaign.open(little_file) as campaign:
        campaign.rename("Kept in the log")
        dialog = files.make_dialog(None, "Open", str(little_file.parent))
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # the others do not look here
        dialog.show()
        qtbot.waitUntil(lambda: {little_file.name, log.name} <= described(dialog), timeout=60_000)
        before = log.stat().st_ino
        # Whoever closes a file that nobody else seems to hold takes its log away.
        subprocess.run([sys.executable, "-c", READ, str(little_file)], check=True, timeout=60)
        assert log.stat().st_ino == before


def described(dialog: QFileDialog) -> set[str]:
    """The files that the dialog knows the kind of: it has looked at them as far as it ever does."""
    tree = dialog.findChild(QTreeView, "treeView")
    model, top = tree.model(), tree.rootIndex()
    rows = [
        (model.index(at, 0, top).data(), model.index(at, 2, top).data()) for at in range(model.rowCount(top))
    ]
    return {name for name, kind in rows if kind}


@pytest.mark.parametrize(("ask", "typed", "kept"), [
    (files.to_open, "here.csv", "."), (files.folder, "inside", "inside"),
])  # fmt: skip
def test_where_the_user_was_is_where_the_next_dialog_begins(dressed, tmp_path: Path, qtbot, ask, typed, kept):
    (tmp_path / "here.csv").write_text("a")
    (tmp_path / "inside").mkdir()
    settings = UserSettings(last_folder=str(tmp_path))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            hand.stop()
            dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / typed))
            dialog.accept()

    hand = QTimer(interval=5)
    hand.timeout.connect(answer)
    hand.start()
    words = ("*.csv",) if ask is files.to_open else ()
    assert ask(None, settings, "Choose", *words) == tmp_path / typed
    assert Path(settings.last_folder) == tmp_path / kept


def test_the_dialog_for_printers_asks_for_no_file(dressed, qtbot):
    printer = QPrinter()  # outlives its dialog
    dialog = printer_dialog(printer, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not [each for each in dialog.findChildren(QLineEdit) if each.isVisible() and "/" in each.text()]
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile)
