"""What the tests of the window share: a dressed application, a small invented ward, a window on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.little_ward import write_files
from ui import language, theme
from ui.app import make_window
from ui.main_window import MainWindow
from ui.settings_dialog import SettingsDialog
from ui.user_settings import UserSettings
from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest

Settle = Callable[[MainWindow], None]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """The words as they are written in the program, whatever the machine speaks, with English plurals."""
    language.use(qapp, "en")


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its colours and type."""
    theme.apply(qapp)
    return qapp


@pytest.fixture
def window(dressed: QApplication, qtbot) -> Iterator[MainWindow]:
    """A shown window with nothing open; it opens file dialogs for nobody."""
    made = make_window(UserSettings(scheme="light", language="en"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot) -> Settle:
    """Wait until a window has nothing running and what it read is shown."""

    def wait(window: MainWindow) -> None:
        for _ in range(3):
            qtbot.wait(3)
            qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=120_000)

    return wait


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    """A campaign with nothing in it."""
    file = tmp_path / "empty.walksheets"
    Campaign.create(file, "Empty ward").close()
    return file


@pytest.fixture(scope="session")
def little_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an invented register, map and volunteers of eighty doors."""
    return write_files(tmp_path_factory.mktemp("little ward"))


@pytest.fixture(scope="session")
def _little_ward(little_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("campaign")
    file = folder / "little.walksheets"
    with Campaign.create(file, "Little ward", who="tester") as campaign:
        campaign.imports.bring_in(sorted(little_files.iterdir()))
        campaign.rounds.split("Leaflets", SplitRequest(rounds=4, seconds=0.2))
        campaign.rounds.split("Canvass", SplitRequest(kind="canvass", rounds=3, seconds=0.2))
        campaign.sheets.print_rounds("Canvass", folder / "paper")
    return file


@pytest.fixture
def little_file(_little_ward: Path, tmp_path: Path) -> Path:
    """A ward with rounds, and canvass sheets out."""
    return Path(shutil.copy(_little_ward, tmp_path / "little.walksheets"))


@pytest.fixture
def little(window: MainWindow, little_file: Path, settle: Settle) -> MainWindow:
    """The window with the little ward open."""
    window.session.open(little_file)
    settle(window)
    assert window.session.desk is not None
    return window


@pytest.fixture
def settings_dialog(little: MainWindow, settle: Settle) -> SettingsDialog:
    """The settings of the little ward, open and read."""
    little.menus["settings"].trigger()
    (made,) = little.findChildren(SettingsDialog)
    settle(little)
    return made
