"""The rules of the house that import-linter's contracts in pyproject.toml do not say."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
IMPORT_WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None  # any import of it fails
import walksheets
for module in pkgutil.walk_packages(walksheets.__path__, "walksheets."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
loaded = [name for name in sys.modules if name == "ui" or name.startswith("ui.")]
assert not loaded, loaded
"""


def files_below(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def test_the_whole_core_can_be_imported_where_qt_is_not_installed():
    subprocess.run([sys.executable, "-c", IMPORT_WITHOUT_QT], cwd=ROOT, check=True)


@pytest.mark.parametrize("file", files_below("ui"), ids=lambda file: file.stem)
def test_no_screen_pumps_the_event_loop_by_hand(file):
    assert "processEvents" not in file.read_text(encoding="utf-8")
