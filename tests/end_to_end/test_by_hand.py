"""The main job once as an organiser does it: the program on a screen, real keys, a real mouse, and nothing else.

What happened is read from the campaign's file and from what was written, never from the window.
"""

import csv
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.end_to_end.hands import Hands, screen, wait_for
from tests.ui.little_ward import electors, write_files
from walksheets.campaign import Campaign

MAIN = "^Evening ward – Walksheets$"


class Evening:
    """One organiser at the program, with a folder for the files."""

    def __init__(self, hands: Hands, folder: Path):
        self.hands = hands
        self.folder = folder
        self.file = folder / "Evening ward.walksheets"

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the campaign's file, while the program has it open."""
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql).fetchall()
        except sqlite3.OperationalError:  # it is being made just now
            return []
        finally:
            connection.close()

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return int(str((self.ask(f"SELECT count(*) FROM {table}") or [(0,)])[0][0]))

    def name_file(self, dialog: str, *files: Path) -> None:
        """Answer the file dialog that is open."""
        self.hands.focus(dialog)
        quoted = " ".join(f'"{file}"' for file in files) if len(files) > 1 else str(files[0])
        self.hands.type(quoted)
        self.hands.key("Return")
        self.hands.wait_gone(dialog)

    def do(self, action: str) -> None:
        """Find an action by its words and do it."""
        self.hands.key("ctrl+k")
        self.hands.focus("^Find an action$")
        self.hands.type(action)
        self.hands.key("Return")
        self.hands.wait_gone("^Find an action$")
        self.hands.focus(MAIN)


@pytest.fixture
def evening(tool, tmp_path: Path) -> Iterator[Evening]:
    """The program, just started, on a screen of its own."""
    xvfb, xdotool = tool("Xvfb"), tool("xdotool")
    with screen(xvfb) as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        log = tmp_path / "program.log"
        with log.open("w") as said:
            program = subprocess.Popen(
                [sys.executable, "-m", "ui"], env=environment, stdout=said, stderr=said
            )
        hands = Hands(xdotool, display)
        try:
            hands.focus("^Walksheets$", seconds=60)
            yield Evening(hands, tmp_path)
            hands.key("ctrl+q")
            assert program.wait(30) == 0, log.read_text()
            assert log.read_text() == ""  # no warning of Qt's, no traceback
        finally:
            print(log.read_text())
            if program.poll() is None:
                program.send_signal(signal.SIGKILL)
                program.wait(10)


def test_the_main_job_with_keys_and_mouse_alone(evening: Evening):
    make_campaign(evening)
    bring_in(evening)
    split(evening)
    look_at_the_map(evening)
    give_out(evening)
    paper = print_out(evening)
    code = key_a_sheet(evening)
    rows = see_progress(evening)
    assert sorted(row["sheets_keyed"] for row in rows) == ["0", "0", "0", "1"]
    assert "Bottom end" in {row["name"] for row in rows}
    with Campaign.open(evening.file) as campaign:
        assert campaign.register.counts().electors == electors()
        (plan,) = campaign.rounds.plans()
        rounds = campaign.rounds.rounds(plan.id)
        assert len(rounds) == 4 and all(each.volunteer for each in rounds)
        assert len(paper) == 4 and all(file.read_bytes().startswith(b"%PDF") for file in paper)
        assert campaign.results.page(code).status == "keyed"
        assert {line.result for line in campaign.results.page(code).lines} == {"L"}


def press_until(hands: Hands, key: str, title: str) -> None:
    """Press a key until it opens its window: it does nothing while what it needs is still being read."""

    def there() -> bool:
        if not hands.window(title):
            hands.key(key)
        return bool(hands.window(title))

    wait_for(title, there, every=0.5)


def make_campaign(evening: Evening) -> None:
    evening.hands.key("ctrl+n")
    evening.name_file("^New campaign$", evening.file)
    evening.hands.focus(MAIN, seconds=60)


def bring_in(evening: Evening) -> None:
    files = sorted(write_files(evening.folder).glob("*.[co]s[vm]"))
    evening.hands.key("ctrl+i")
    evening.name_file("^Import$", *files)
    hands = evening.hands
    hands.focus("^Import$")

    def agreed() -> bool:
        if hands.window("^Import$"):
            hands.key("Return")  # does nothing until the files are read
        return evening.count("elector") == electors() and not hands.window("^Import$")

    wait_for("the register taken in", agreed, 60)
    hands.focus(MAIN)


def split(evening: Evening) -> None:
    """By mouse to the map, by keys to four rounds of twenty doors."""
    hands = evening.hands
    left, top = hands.corner(MAIN)
    hands.click(left + 60, top + 175)  # Map & Rounds in the list of screens
    press_until(hands, "ctrl+shift+n", "^New plan$")
    hands.focus("^New plan$")
    hands.key("ctrl+a")
    hands.type("Spring")
    hands.key("alt+f", "Tab", "Tab")
    hands.key("ctrl+a")
    hands.type("20")
    hands.key("alt+l", "ctrl+a")
    hands.type("1")
    hands.key("Return")
    hands.wait_gone("^New plan$")
    hands.focus(MAIN)
    wait_for("four rounds", lambda: evening.count("round") == 4, 60)


def look_at_the_map(evening: Evening) -> None:
    """Pull the map aside and back, choose a round by a click on one of its doors, and name it."""
    hands = evening.hands
    left, top = hands.corner(MAIN)
    hands.drag((left + 420, top + 400), (left + 440, top + 390))
    hands.drag((left + 440, top + 390), (left + 420, top + 400))
    places = (
        (left + 490, y) for y in cycle(range(top + 130, top + 700, 14))
    )  # there is a door at one of them

    def asked() -> bool:
        hands.click(*next(places))
        hands.key("F2")  # does nothing until a round is chosen
        return bool(hands.window("^Rename round$"))

    wait_for("a round to be chosen", asked)
    hands.focus("^Rename round$")
    hands.key("ctrl+a")
    hands.type("Bottom end")
    hands.key("Return")
    hands.wait_gone("^Rename round$")
    hands.focus(MAIN)
    wait_for("its name", lambda: ("Bottom end",) in evening.ask("SELECT name FROM round"))


def give_out(evening: Evening) -> None:
    evening.hands.key("ctrl+4")

    def given() -> bool:
        if not evening.count("assignment"):
            evening.do("suggest all")  # is not offered until the rounds are read
        return evening.count("assignment") == 4

    wait_for("everybody to have a round", given)


def print_out(evening: Evening) -> list[Path]:
    hands, folder = evening.hands, evening.folder / "paper"
    folder.mkdir()
    hands.key("ctrl+5")
    press_until(hands, "ctrl+p", "^Print to folder$")
    evening.name_file("^Print to folder$", folder)
    wait_for("the sheets in the ledger", lambda: evening.count("sheet") >= 4, 60)
    hands.focus(MAIN)
    return sorted(folder.glob("*.pdf"))


def key_a_sheet(evening: Evening) -> str:
    hands = evening.hands
    (code,) = evening.ask("SELECT code FROM sheet ORDER BY id LIMIT 1")[0]
    hands.key("ctrl+6")
    hands.type(str(code))
    hands.key("Return")

    def begun() -> bool:
        hands.type("l")  # on the page, once it is there
        return evening.count("result") > 0

    wait_for("the first line kept", begun, every=0.5)

    def all_of_it() -> bool:
        hands.key("ctrl+Return")
        return evening.ask(f"SELECT status FROM sheet WHERE code = '{code}'") == [("keyed",)]

    wait_for("the whole page kept", all_of_it, every=0.5)
    return str(code)


def see_progress(evening: Evening) -> list[dict[str, str]]:
    hands, file = evening.hands, evening.folder / "progress.csv"
    hands.key("ctrl+7", "ctrl+e")
    hands.focus("^Export$")
    hands.type("Prog")
    hands.key("alt+a")
    hands.type("Comma")
    hands.key("Return")
    evening.name_file("^Export to file$", file)
    wait_for("the figures", file.exists)
    hands.focus(MAIN)
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))
