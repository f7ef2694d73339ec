"""Opening the window, beside a bare PySide6 window: `python -m tests.benchmarks.window [CAMPAIGN]`.

Each is a process of its own, timed from its start to the end of its first paint (ours loads the core and the campaign
after that), in turn, five times; the medians and their ratio are printed. Then screen changes and long jobs
(`window_work`), the search at 100,000 electors (`finding`) and the frames of the map (`map_frames`), each with its goal.
Without a campaign the demo ward is made first.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import finding, map_frames, window_work

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
window.grab()
"""
OURS = """
import sys
from ui.app import start
window = start(sys.argv[1])
window.resize(1366, 768)
window.grab()
"""
RUNS = 5


def seconds(code: str, *arguments: str) -> float:
    start = time.perf_counter()
    leave = "\nimport os, sys; sys.stdout.flush(); os._exit(0)"
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its compiled files
    subprocess.run([sys.executable, "-c", code + leave, *arguments], check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            campaign = Path(sys.argv[1])
        else:
            from walksheets.demo import demo_campaign

            campaign = demo_campaign(Path(folder))
        seconds(OURS, str(campaign))  # once unmeasured: files into memory
        times = [(seconds(BARE), seconds(OURS, str(campaign))) for _ in range(RUNS)]
    bare, ours = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"open the window, start to first paint: {ours:.2f} s; "
        f"a bare PySide6 window: {bare:.2f} s; ratio {ours / bare:.1f} (goal 2.5)"
    )
    window_work.main()
    print("the register searched as one types, goal 50 ms a letter:")
    finding.main()
    map_frames.main()


if __name__ == "__main__":
    main()
