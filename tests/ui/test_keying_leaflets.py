"""A leaflet sheet is keyed as it was printed: a row done, in part, or left out; then day, minutes, leaflets over."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.results.entries import read_missed
from ui.results.return_bar import read_day
from ui.results.scanner import PAUSE_MS
from walksheets.errors import UsersMistake
from walksheets.results import KeyedLine
from walksheets.rounds import SplitRequest

RETURN = Qt.Key.Key_Return


@pytest.fixture
def screen(little, settle, tmp_path):
    desk = little.session.desk
    desk.campaign.rounds.split("Large", SplitRequest(rounds=2, seconds=0.1))
    desk.campaign.sheets.print_rounds("Large", tmp_path / "leaflets")
    pages = [desk.campaign.results.page(sheet.code) for sheet in desk.campaign.sheets.ledger(plan="Large")]
    longest = max(pages, key=lambda page: len({line.row for line in page.lines}))
    little.go("key")
    settle(little)
    made = little.screens["key"]
    made.show_what(sheet=longest.sheet)
    settle(little)
    assert made.presenter.page.kind == "leaflet"
    return made


def press(screen, qtbot, *keys):
    for key in keys:
        (QTest.keyClicks if isinstance(key, str) else QTest.keyClick)(screen.table, key)
        qtbot.wait(PAUSE_MS + 15)


def answers(screen):
    return [(line.result, line.note) for line in screen.presenter.page.lines]


def test_one_key_does_a_whole_row_of_the_paper(screen, qtbot):
    rows = screen.table.rows.rows
    assert 1 < len(rows) < len(screen.presenter.page.lines)
    press(screen, qtbot, "l")
    first = len(rows[0].lines)
    assert answers(screen)[: first + 1] == [("L", "")] * first + [("", "")]
    assert screen.presenter.at == 1


def test_a_row_done_in_part_names_the_missed_doors_and_why(little, screen, qtbot, settle):
    row = screen.presenter.entry
    missed = [row.lines[1], row.lines[3]]
    press(screen, qtbot, ".")
    assert screen.missed.hasFocus()
    qtbot.keyClicks(screen.missed, f"{missed[0].number} dog, {missed[1].number}")
    qtbot.keyClick(screen.missed, RETURN)
    settle(little)
    said = {line.line: (line.result, line.note) for line in screen.presenter.page.lines if line.result}
    assert said.pop(missed[0].line) == ("O", "dog")
    assert said.pop(missed[1].line) == ("O", "")
    assert set(said.values()) == {("L", "")} and len(said) == len(row.lines) - 2
    assert "part" in screen.table.model().index(0, 5).data()
    little.session.undo()
    settle(little)
    assert not any(result for result, _ in answers(screen)), "a row is one change"


def test_a_door_that_is_not_in_the_row_is_told_and_nothing_is_kept(screen, qtbot):
    press(screen, qtbot, ".")
    qtbot.keyClicks(screen.missed, "999 dog")
    qtbot.keyClick(screen.missed, RETURN)
    assert "none of this row's doors" in screen.message.text()
    assert not any(result for result, _ in answers(screen))


def test_after_the_rows_come_day_minutes_and_leaflets_left_over(little, screen, qtbot, settle):
    qtbot.keyClick(screen.table, RETURN, Qt.KeyboardModifier.ControlModifier)
    settle(little)
    assert screen.back.day.hasFocus()
    for field, words in (
        (screen.back.day, "8.2.2026"),
        (screen.back.minutes, "31"),
        (screen.back.left_over, "4"),
    ):
        assert field.hasFocus()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, RETURN)
    settle(little)
    back = screen.presenter.page.back
    assert (back.walked_on, back.minutes, back.left_over) == ("2026-02-08", 31, 4)
    assert screen.code.hasFocus()
    (walked,) = little.session.desk.campaign.results.walked()
    assert walked.minutes == 31 and len(walked.door_ids) == len(screen.presenter.page.lines)


def test_minutes_that_are_no_number_are_told(little, screen, qtbot, settle):
    screen.acts["key.return"].trigger()
    screen.back.minutes.setText("half an hour")
    qtbot.keyClick(screen.back.left_over, RETURN)
    assert "no number of minutes" in screen.message.text()
    assert screen.presenter.page.back.minutes is None


def line(number, flat="", at=1):
    return KeyedLine(at, flat, number, "Mill Lane", "", "", "", "", "", "", True)


def test_missed_doors_are_read_as_people_write_them():
    row = [line("9", at=1), line("9A", at=2), line("23", at=3), line("124", "Flat 3", at=4)]
    assert read_missed("9 dog, 23", row) == {1: "dog", 3: ""}
    assert read_missed("9a: locked gate; flat 3 no key", row) == {2: "locked gate", 4: "no key"}
    assert read_missed("", row) == {}
    with pytest.raises(UsersMistake, match="none of this row's doors"):
        read_missed("90", row)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8.2", "2026-02-08"),
        ("8/2/26", "2026-02-08"),
        ("2026-02-08", "2026-02-08"),
        ("24.12", "2025-12-24"),
        ("", ""),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert read_day(text, date(2026, 2, 10)) == day


@pytest.mark.parametrize("text", ["yesterday", "31.2", "8", "1.2.3.4"])
def test_what_is_no_day_is_told(text):
    with pytest.raises(ValueError, match="is no day, so nothing was kept"):
        read_day(text, date(2026, 2, 10))
