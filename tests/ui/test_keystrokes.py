"""How many keys a typical page takes: replayed on the real screen, every key event counted, the code's too.

Typical (docs of the field): a quarter of the electors answer. In a door that opens seven in ten do, the others are
not home; every fourth who answers is promised something.
"""

import random

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from ui.results.scanner import PAUSE_MS
from walksheets.campaign import Campaign

PAGES = 8
CODES = "12345UWR"
ANSWER = 0.25


class Counter(QObject):
    """Counts the presses of keys that reach a widget."""

    def __init__(self, *widgets):
        super().__init__()
        self.presses = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Control:
            self.presses += 1
        return False


def typical(page, chance) -> dict[int, tuple[str, str]]:
    """Return what the paper says: line → result, follow-up's key."""
    said = {}
    doors = {}
    for line in page.lines:
        doors.setdefault(line.door_id, []).append(line)
    to_answer = round(ANSWER * len(page.lines))
    for door in chance.sample(sorted(doors), len(doors)):
        for line in doors[door]:
            answered = to_answer > 0 and chance.random() < 0.7
            to_answer -= answered
            promised = answered and chance.random() < 0.25
            said[line.line] = (chance.choice(CODES) if answered else "N", "P" if promised else "")
    return said


def strokes(page, said) -> list[str]:
    """Return the keys of someone who knows them: Space for a door, Ctrl+Enter when nobody else was in."""
    keys = []
    lines = list(page.lines)
    at = 0
    while at < len(lines):
        if all(said[line.line] == ("N", "") for line in lines[at:]):
            return [*keys, "rest"]
        door = [line for line in lines[at:] if line.door_id == lines[at].door_id]
        if len(door) > 1 and all(said[line.line] == ("N", "") for line in door):
            keys.append(" ")
        else:
            for line in door:
                result, promised = said[line.line]
                keys += [*([".", promised] if promised else []), result]
        at += len(door)
    return keys


@pytest.fixture
def sheets(little_file):
    with Campaign.open(little_file) as campaign:
        return [sheet.code for sheet in campaign.sheets.ledger()][:PAGES]


def test_a_scanned_page_takes_at_most_eleven_keys_for_ten_lines_and_a_typed_one_twelve(
    little, sheets, settle, qtbot
):
    chance = random.Random(2026)
    little.go("key")
    settle(little)
    screen = little.screens["key"]
    counter = Counter(screen.code, screen.table)
    lines = answered = promised = codes = 0
    for sheet in sheets:
        code_before = counter.presses
        QTest.keyClicks(screen.code, sheet.replace("-", "").lower())
        qtbot.waitUntil(lambda sheet=sheet: _shows(screen, sheet), timeout=60_000)
        settle(little)
        codes += counter.presses - code_before
        page = screen.presenter.page
        said = typical(page, chance)
        for key in strokes(page, said):
            if key == "rest":
                QTest.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            else:
                QTest.keyClicks(screen.table, key)
            qtbot.wait(PAUSE_MS + 10)
        settle(little)
        page = screen.presenter.page
        assert page.status == "keyed"
        assert {line.line: line.result for line in page.lines} == {line: r for line, (r, _) in said.items()}
        assert {line.line for line in page.lines if line.follow_ups} == {x for x, (_, p) in said.items() if p}
        lines += len(said)
        answered += sum(result != "N" for result, _ in said.values())
        promised += sum(bool(key) for _, key in said.values())
    with_code, scanned = counter.presses / lines, (counter.presses - codes) / lines
    print(
        f"\n{len(sheets)} pages, {lines} lines, {answered / lines:.0%} answered, {promised} follow-ups: "
        f"{with_code:.2f} keys a line with the code typed, {scanned:.2f} with the code scanned"
    )
    assert 0.2 < answered / lines < 0.32 and promised >= 4
    assert scanned <= 1.1
    assert with_code <= 1.2  # five keys a page for the code: 1.07 to 1.13 a line on pages of 13 lines


def _shows(screen, sheet) -> bool:
    return screen.presenter.page is not None and screen.presenter.page.sheet == sheet
