"""The menus of the window, and what their actions begin: dialogs, files, the palette.

Made from the table in actions.py; what belongs to one screen is wired in that screen.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from ui import actions
from ui.core_words import in_words
from ui.language import tr
from ui.map.online import follow
from ui.session import Session
from ui.widgets import files
from walksheets.paths import user_data

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SCAN_ENDINGS = (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png")
_CAMPAIGN_ENDINGS = {".walksheets"}


class Menus:
    """The window's menus."""

    def __init__(self, window: MainWindow, session: Session):
        self._window = window
        self._session = session
        self._acts: dict[str, QAction] = {}
        self._recent = QMenu(tr("Open &recent"), window)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._make()
        self._fill_bar()

    def __getitem__(self, name: str) -> QAction:
        return self._acts[name]

    def enable(self, campaign_open: bool) -> None:
        """Switch off what needs a campaign while none is open."""
        for name in (
            "import",
            "export",
            "close",
            "history",
            "contacts",
            "online-map",
            "polling",
            "settings",
            "window",
        ):
            self._acts[name].setEnabled(campaign_open)
        for name, _words in actions.SCREENS[1:]:
            self._acts[f"go.{name}"].setEnabled(campaign_open)
        if not campaign_open:
            self.name_undo(("", ""))

    def name_undo(self, names: tuple[str, str]) -> None:
        """Put the name of what is undone into the menu."""
        for name, what in zip(("undo", "redo"), names, strict=True):
            words = tr(actions.ACTS[name].text)
            self._acts[name].setText(f"{words} “{in_words(what)}”" if what else words)
            self._acts[name].setEnabled(bool(what))

    def take_files(self, paths: list[Path]) -> None:
        """Open a campaign file, or import other files into the open campaign."""
        campaigns = [path for path in paths if path.suffix.casefold() in _CAMPAIGN_ENDINGS]
        if campaigns:
            self._session.open(campaigns[0])
        elif paths and self._session.desk and all(path.suffix.casefold() in _SCAN_ENDINGS for path in paths):
            self._read_scans(paths)
        elif paths and self._session.desk:
            self._import(paths)
        elif paths:
            self._window.banner.say(
                tr(
                    "These files belong into a campaign, and none is open; nothing was read. Make or open one, then "
                    "drop them again."
                ),
                tone="warn",
            )

    def _read_scans(self, paths: list[Path]) -> None:
        from ui.results.scan_dialog import ScanDialog  # OpenCV is loaded when somebody scans

        if self._session.desk:
            ScanDialog(self._session.desk, paths, self._window).open()

    def _make(self) -> None:
        window, session = self._window, self._session
        does = {
            "new": self._new, "open": self._open, "open-url": self._open_url, "demo": self.demo,
            "import": self.ask_import, "export": self._export, "close": session.close, "settings": self._settings,
            "quit": window.close, "undo": session.undo, "redo": session.redo, "history": self._history, "polling": self._polling,
            "window": window.another_asked.emit, "palette": self._palette, "keys": self._keys, "about": self._about,
        }  # fmt: skip
        for name, verb in does.items():
            self._acts[name] = actions.make(name, window, verb, everywhere=True)
        self._acts["contacts"] = self._contacts()
        self._acts["online-map"] = actions.make(
            "online-map", window, lambda: None, checkable=True, everywhere=True
        )
        follow(self._acts["online-map"], session.online)
        for at, (name, words) in enumerate(actions.SCREENS):
            action = QAction(tr(words), window)
            action.setObjectName(f"go.{name}")
            action.setToolTip(tr("Show {screen}").format(screen=actions.plain_words(tr(words))))
            action.setShortcut(f"Ctrl+{at + 1}")
            action.triggered.connect(lambda _checked=False, name=name: window.go(name))
            window.addAction(action)
            self._acts[f"go.{name}"] = action

    def _contacts(self) -> QAction:
        contacts = self._session.contacts
        made = actions.make("contacts", self._window, lambda: None, checkable=True, everywhere=True)
        made.setChecked(contacts.shown)
        made.toggled.connect(contacts.show)
        contacts.changed.connect(made.setChecked)
        return made

    def _fill_bar(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu(tr("&File"))
        for name in ("new", "open"):
            file.addAction(self._acts[name])
        file.addMenu(self._recent)
        for group in (("open-url", "demo", "window"), ("import", "export"), ("settings", "close", "quit")):
            for name in group:
                file.addAction(self._acts[name])
            if "quit" not in group:
                file.addSeparator()
        edit = bar.addMenu(tr("&Edit"))
        for name in ("undo", "redo", "history", "contacts", "online-map", "polling", "palette"):
            edit.addAction(self._acts[name])
        go = bar.addMenu(tr("&Go"))
        for name, _words in actions.SCREENS:
            go.addAction(self._acts[f"go.{name}"])
        help_menu = bar.addMenu(tr("&Help"))
        for name in ("keys", "about"):
            help_menu.addAction(self._acts[name])

    def _fill_recent(self) -> None:
        self._recent.clear()
        for where in self._session.settings.recent:
            name = Path(where).name if "://" not in where else where.rsplit("@", 1)[-1]
            action = self._recent.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, where=where: self._session.open(where))
        if self._recent.isEmpty():
            self._recent.addAction(tr("No campaign was opened yet")).setEnabled(False)

    def _new(self) -> None:
        path = files.new_campaign(self._window, self._session.settings, tr("My ward") + ".walksheets")
        if path:
            self._session.create(path)

    def _open(self) -> None:
        path = files.to_open(self._window, self._session.settings, tr("Open campaign"), files.campaigns())
        if path:
            self._session.open(path)

    def _open_url(self) -> None:
        url, agreed = QInputDialog.getText(
            self._window,
            tr("Open shared campaign"),
            tr("Address (postgresql://name:password@server/database):"),
        )
        if agreed and url.strip():
            self._session.open(url.strip())

    def demo(self) -> None:
        """Make and open the demo ward in a folder that nothing else uses."""
        self._session.demo(_free_folder(user_data() / "demo"))

    def ask_import(self) -> None:
        """Ask for files and show what importing them would do."""
        self._import(
            files.several_to_open(self._window, self._session.settings, tr("Import"), files.to_import())
        )

    def _import(self, paths: list[Path]) -> None:
        if self._session.desk and paths:
            from ui.register.import_dialog import ImportDialog

            ImportDialog(self._session.desk, paths, self._window).open()

    def _export(self) -> None:
        if self._session.desk:
            from ui.reports.export_dialog import ExportDialog

            ExportDialog(self._session.desk, parent=self._window).open()

    def _settings(self) -> None:
        if self._session.desk:
            from ui.settings_dialog import SettingsDialog

            dialog = SettingsDialog(self._session.desk, self._window)
            dialog.dressed_anew.connect(self._window.dressed_anew)
            dialog.open()

    def _history(self) -> None:
        if self._session.desk:
            from ui.history_dialog import HistoryDialog

            HistoryDialog(self._session.desk, self._window).open()

    def _polling(self) -> None:
        if self._session.desk:
            from ui.results.numbers_taken import NumbersTaken

            NumbersTaken(self._session.desk, self._window).open()

    def _palette(self) -> None:
        from ui.palette import Palette

        Palette(self._window).open()

    def _keys(self) -> None:
        from ui.help import KeysDialog

        KeysDialog(self._window).open()

    def _about(self) -> None:
        from ui.help import AboutDialog

        AboutDialog(self._window).open()


def _free_folder(wanted: Path) -> Path:
    """Return a folder that is not there yet: a demo ward is never written over."""
    if not wanted.exists():
        return wanted
    taken = [
        int(m[1])
        for path in wanted.parent.glob(f"{wanted.name}-*")
        if (m := re.search(r"-(\d+)$", path.name))
    ]
    return wanted.with_name(f"{wanted.name}-{max(taken, default=1) + 1}")
