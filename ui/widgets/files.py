"""Asking for files and folders with the system's own dialogs, beginning where the user was last.

One place, so that tests can answer in the user's stead.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.language import tr
from ui.user_settings import UserSettings

_READ = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.pbf *.osm *.geojson *.json *.gz *.zip"


def campaigns() -> str:
    """Return the filter for campaign files."""
    return tr("Walksheets campaigns (*.walksheets);;All files (*)")


def to_import() -> str:
    """Return the filter for whatever can be imported."""
    return tr("Everything Walksheets reads ({endings});;All files (*)").format(endings=_READ)


def to_open(parent: QWidget, settings: UserSettings, title: str, kinds: str) -> Path | None:
    """Ask for one file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, settings.last_folder, kinds)
    return _remembered(settings, name)


def several_to_open(parent: QWidget, settings: UserSettings, title: str, kinds: str) -> list[Path]:
    """Ask for files that are there."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, settings.last_folder, kinds)
    if names:
        _remembered(settings, names[0])
    return [Path(name) for name in names]


def to_save(parent: QWidget, settings: UserSettings, title: str, suggested: str, kinds: str) -> Path | None:
    """Ask where to write a file."""
    start = str(Path(settings.last_folder) / suggested)
    name, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return _remembered(settings, name)


def new_campaign(parent: QWidget, settings: UserSettings, suggested: str) -> Path | None:
    """Ask where a new campaign's file shall be; nothing is ever written over, so nobody is asked."""
    start = str(Path(settings.last_folder) / suggested)
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("New campaign"), start, campaigns(), "", QFileDialog.Option.DontConfirmOverwrite
    )
    path = _remembered(settings, name)
    return path.with_suffix(".walksheets") if path and not path.suffix else path


def folder(parent: QWidget, settings: UserSettings, title: str) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, settings.last_folder)
    if name:
        settings.last_folder = name
    return Path(name) if name else None


def _remembered(settings: UserSettings, name: str) -> Path | None:
    if not name:
        return None
    settings.last_folder = str(Path(name).parent)
    return Path(name)
