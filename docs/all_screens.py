"""Photograph every screen in every dress, to be looked at: `python docs/all_screens.py FOLDER [CAMPAIGN]`.

Off screen, on the demo ward (made when no CAMPAIGN is given, which is a finished one): 1366 × 768 as it is, and 2560 × 1440 at 200 %; light, dark, high contrast, and light in
Welsh. Each size is a process of its own, for Qt learns its scale when it starts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

SIZES = {"1366x768": ("1", 1366, 768), "2560x1440": ("2", 1280, 720)}
DRESSES = {
    "light": ("light", "en"),
    "dark": ("dark", "en"),
    "contrast": ("contrast", "en"),
    "welsh": ("light", "cy"),
}


def main(folder: Path, file: Path | None = None) -> None:
    from walksheets.demo import demo_campaign

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        file = file or demo_campaign(Path(place))
        for size, (scale, _width, _height) in SIZES.items():
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            command = [sys.executable, __file__, str(folder), size, str(file)]
            subprocess.run(command, check=True, env=environment)


def photograph(folder: Path, size: str, file: Path) -> None:
    """Take the pictures of one size: one window, dressed anew for each."""
    from make_pictures import CANVASS, LEAFLET

    from ui.app import make_application, make_window
    from ui.screenshot import wait_until_idle
    from ui.user_settings import UserSettings
    from walksheets.campaign import Campaign

    with Campaign.open(file) as campaign:
        half_keyed = campaign.sheets.ledger("back", CANVASS)[0].code
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    window = make_window(UserSettings(scheme="light", language="en"))
    window.settings.save = lambda: None
    window.resize(*SIZES[size][1:])
    window.show()

    def keep(name: str) -> None:
        wait_until_idle(window.session.jobs)
        window.grab().save(str(folder / f"{size}-{dress}-{name}.png"))

    for dress, (scheme, language) in DRESSES.items():
        window.settings.scheme, window.settings.language = scheme, language
        window.dressed_anew.emit()
        keep("welcome")
        window.settings.places.clear()  # each dress begins where the first did
        window.session.open(file)
        wait_until_idle(window.session.jobs)
        window.go("home")
        keep("home")
        for name in ("register", "volunteers"):
            window.go(name)
            keep(name)
        for name, plan in (("rounds", LEAFLET), ("print", CANVASS), ("progress", CANVASS)):
            window.go(name, plan=plan)
            keep(name)
        for name, tab in (("volunteers", "board"), ("volunteers", "home"), ("print", "ledger"), ("print", "papers"),
                          ("register", "imports"), ("progress", "evenings"), ("progress", "missing")):  # fmt: skip
            window.go(name, tab=tab)
            keep(f"{name}-{tab}")
        window.go("key")
        window.screen_named("key").presenter.open_sheet(half_keyed)
        keep("key")
        dialogs(window, keep, folder / f"{size}-{dress}")
        window.session.close()
    window.close()


def dialogs(window, keep, stem: Path) -> None:
    """Photograph the dialogs of the shell on their own."""
    from PySide6.QtWidgets import QDialog

    for name in ("settings", "history", "palette", "keys", "about"):
        window.menus[name].trigger()
        keep(name)
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.grab().save(f"{stem}-{name}.png")
                dialog.reject()


if __name__ == "__main__":
    if len(sys.argv) == 4:
        photograph(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    else:
        main(*map(Path, sys.argv[1:3]))
