"""What the tests of the window share: a dressed application, a small campaign, a window on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.app import make_window
from ui.main_window import MainWindow
from ui.user_settings import UserSettings
from walksheets.campaign import Campaign


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its colours and type."""
    theme.apply(qapp)
    return qapp


@pytest.fixture
def window(dressed: QApplication, qtbot) -> Iterator[MainWindow]:
    """A shown window with nothing open."""
    made = make_window(UserSettings())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.jobs.close()


@pytest.fixture
def settle(qtbot) -> Callable[[MainWindow], None]:
    """Wait until a window has nothing running and what it read is shown."""

    def wait(window: MainWindow) -> None:
        for _ in range(3):
            qtbot.wait(20)
            qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=30_000)
        qtbot.wait(20)

    return wait


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    """A campaign with nothing in it."""
    file = tmp_path / "empty.walksheets"
    Campaign.create(file, "Empty ward").close()
    return file
