"""Keys and a mouse on a screen of their own: Xvfb is the screen, xdotool the hands. Nothing here knows the program.

There is no window manager: whoever opens or closes a window puts the keyboard back with `focus`, as one would.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIZE = (1366, 768)
_LOOK_EVERY_S = 0.05


def wait_for(
    what: str, there: Callable[[], object], seconds: float = 60.0, every: float = _LOOK_EVERY_S
) -> None:
    """Wait until something is so; fail in words when it is not in time."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(every)


@contextmanager
def screen(xvfb: str) -> Iterator[str]:
    """Start a screen that nobody sees, and give its name."""
    read, write = os.pipe()
    size = "{}x{}x24".format(*SIZE)
    command = [xvfb, "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


class Hands:
    """What one user does at one screen."""

    def __init__(self, xdotool: str, display: str):
        self._xdotool = xdotool
        self._environment = {**os.environ, "DISPLAY": display}

    def key(self, *keys: str) -> None:
        """Press keys one after the other, such as ctrl+n or Return."""
        self._do("key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "15", text)

    def click(self, x: int, y: int) -> None:
        """Click there on the screen."""
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move over there in steps as a hand does, and let go."""
        self._do("mousemove", "--sync", *map(str, start), "mousedown", "1")
        for step in range(1, 6):
            at = (start[i] + (end[i] - start[i]) * step // 5 for i in (0, 1))
            self._do("mousemove", "--sync", *map(str, at))
        self._do("mouseup", "1")

    def window(self, title: str) -> str:
        """Return the number of the visible window whose title matches, or nothing."""
        return (self._ask("search", "--onlyvisible", "--name", title).split() or [""])[-1]

    def focus(self, title: str, seconds: float = 60.0) -> None:
        """Wait for a window and give it the keyboard."""

        def has_it() -> bool:
            window = self.window(title)
            if window:
                self._ask("windowfocus", window)
            return bool(window) and self._ask("getwindowfocus").strip() == window

        wait_for(f"the window {title} with the keyboard", has_it, seconds)

    def wait_gone(self, title: str, seconds: float = 60.0) -> None:
        """Wait until a window is closed."""
        wait_for(f"the window {title} closed", lambda: not self.window(title), seconds)

    def corner(self, title: str) -> tuple[int, int]:
        """Return where a window's upper left corner is."""
        lines = self._ask("getwindowgeometry", "--shell", self.window(title)).splitlines()
        said = dict(line.split("=", 1) for line in lines)
        return int(said["X"]), int(said["Y"])

    def _do(self, *words: str) -> None:
        subprocess.run([self._xdotool, *words], env=self._environment, check=True, timeout=30)

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            [self._xdotool, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.stdout
