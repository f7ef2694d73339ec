"""Asking for files and folders, beginning where the user was last. One place, so that tests can answer in the user's stead.

No dialog may open the files it lists. On Linux and its kin a program that opens and closes a file loses every lock it
holds on it, and SQLite would then let another program take away the log of a campaign that is open here. Qt's dialog
looks into files to find their icons, and GTK's does too: there we show Qt's, with icons that need no look.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from ui.language import tr
from ui.user_settings import UserSettings
from walksheets.paths import resources

_READ = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.pbf *.osm *.geojson *.json *.gz *.zip"
_OWN_DIALOG = sys.platform.startswith("linux")


def campaigns() -> str:
    """Return the filter for campaign files."""
    return tr("Walksheets campaigns (*.walksheets);;All files (*)")


def to_import() -> str:
    """Return the filter for whatever can be imported."""
    return tr("Everything Walksheets reads ({endings});;All files (*)").format(endings=_READ)


def to_open(parent: QWidget, settings: UserSettings, title: str, kinds: str) -> Path | None:
    """Ask for one file that is there."""
    return _first(_ask(parent, settings, title, kinds, QFileDialog.FileMode.ExistingFile))


def several_to_open(parent: QWidget, settings: UserSettings, title: str, kinds: str) -> list[Path]:
    """Ask for files that are there."""
    return _ask(parent, settings, title, kinds, QFileDialog.FileMode.ExistingFiles)


def to_save(parent: QWidget, settings: UserSettings, title: str, suggested: str, kinds: str) -> Path | None:
    """Ask where to write a file; one that is there is written over when the user says so."""
    return _first(_ask(parent, settings, title, kinds, QFileDialog.FileMode.AnyFile, suggested))


def new_campaign(parent: QWidget, settings: UserSettings, suggested: str) -> Path | None:
    """Ask where a new campaign's file shall be; nothing is ever written over, so nobody is asked."""
    mode = QFileDialog.FileMode.AnyFile
    path = _first(_ask(parent, settings, tr("New campaign"), campaigns(), mode, suggested, confirm=False))
    return path.with_suffix(".walksheets") if path and not path.suffix else path


def folder(parent: QWidget, settings: UserSettings, title: str) -> Path | None:
    """Ask for a folder."""
    return _first(_ask(parent, settings, title, "", QFileDialog.FileMode.Directory))


class PlainIcons(QFileIconProvider):
    """A folder or a sheet of paper: what a file is called is all that is asked."""

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the icon without a look into the file."""
        kinds = QAbstractFileIconProvider.IconType
        if isinstance(what, QFileInfo):
            what = kinds.Folder if what.isDir() else kinds.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        """Return what kind of file it is, by its ending."""
        return tr("Folder") if info.isDir() else info.suffix()


def make_dialog(parent: QWidget | None, title: str, folder: str) -> QFileDialog:
    """Make a dialog that opens no file it lists."""
    if not _OWN_DIALOG:
        return QFileDialog(parent, title, folder)
    # It begins to list with its first breath: in a folder of ours, until it has our icons.
    made = QFileDialog(parent, title, str(resources() / "icons"))
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made._icons = PlainIcons()  # type: ignore[attr-defined] # held: Qt does not keep it
    made.setIconProvider(made._icons)  # type: ignore[attr-defined]
    made.setDirectory(folder)
    return made


def _ask(
    parent: QWidget,
    settings: UserSettings,
    title: str,
    kinds: str,
    mode: QFileDialog.FileMode,
    suggested: str = "",
    *,
    confirm: bool = True,
) -> list[Path]:
    dialog = make_dialog(parent, title, settings.last_folder or str(Path.home()))
    dialog.setFileMode(mode)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode == QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirm)
    if kinds:
        dialog.setNameFilter(kinds)
    if suggested:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
    chosen = [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    dialog.deleteLater()
    if chosen:
        settings.last_folder = str(chosen[0] if mode == QFileDialog.FileMode.Directory else chosen[0].parent)
    return chosen


def _first(paths: list[Path]) -> Path | None:
    return paths[0] if paths else None
