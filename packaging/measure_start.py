"""How long from the start of the program to its first paint: the package against the source tree, taken in turns.

    python packaging/measure_start.py [TIMES]      on the display there is; else off screen

Both get the same empty home, warmed once. Prints both medians in milliseconds and their ratio.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = {
    "source": [sys.executable, "-m", "ui"],
    "package": [ROOT / "dist" / "walksheets" / "walksheets"],
}


def first_paint_ms(command: list[str | Path], env: dict[str, str]) -> float:
    """Start the program and return when it says that it had painted."""
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [*command, "--smoke", "--first-paint"], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return 1000 * (float(done.stdout.split()[-1]) - began)


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_CACHE_HOME": f"{home}/cache",
        }
        if "DISPLAY" not in env:
            env["QT_QPA_PLATFORM"] = "offscreen"
        taken: dict[str, list[float]] = {way: [] for way in WAYS}
        for turn in range(times + 1):
            for way, command in WAYS.items():
                ms = first_paint_ms(command, env)
                if turn:
                    taken[way].append(ms)
    medians = {way: statistics.median(each) for way, each in taken.items()}
    for way, ms in medians.items():
        print(f"{way:8} {ms:6.0f} ms   ({min(taken[way]):.0f} to {max(taken[way]):.0f}, {times} times)")
    print(f"package / source: {medians['package'] / medians['source']:.2f}")


if __name__ == "__main__":
    main()
