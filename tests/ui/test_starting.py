"""The window is painted before anything heavy is loaded, and the core comes after it."""

import subprocess
import sys

HEAVY = (
    "numba",
    "scipy",
    "sqlalchemy",
    "alembic",
    "reportlab",
    "numpy",
    "shapely",
    "pyproj",
    "openpyxl",
    "cv2",
    "PySide6.QtNetwork",
)

SHOW = f"""
import sys
from ui.app import start
window = start()
assert not window.grab().isNull()
loaded = [name for name in {HEAVY!r} if name in sys.modules]
assert not loaded, loaded
"""

LOAD = """
import sys
from ui.app import make_application, start
from PySide6.QtCore import QTimer
window = start(sys.argv[1])
done = QTimer()
def look():
    if window.session.desk and window.session.jobs.idle:
        print(window.windowTitle(), "ui.rounds.screen" in sys.modules, "PySide6.QtNetwork" in sys.modules)
        window.close()
        make_application().quit()
done.timeout.connect(look)
done.start(20)
make_application().exec()
"""


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_window_stands_before_anything_heavy_is_loaded():
    run(SHOW)


def test_the_core_is_loaded_after_the_first_paint_and_the_campaign_opened_but_no_network(little_file):
    assert run(LOAD, str(little_file)).strip() == "Little ward – Walksheets True False"
