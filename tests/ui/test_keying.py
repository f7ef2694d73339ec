"""A page is keyed by keyboard alone: one key a line, each on disk before the cursor moves."""

import pytest
from PySide6.QtCore import Qt

from walksheets.campaign import Campaign

RETURN, UP, ESCAPE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Delete


@pytest.fixture
def keying(little, settle, qtbot):
    little.go("key")
    settle(little)
    screen = little.screens["key"]
    code = little.session.desk.campaign.sheets.ledger()[0].code
    qtbot.keyClicks(screen.code, code.lower().replace("-", ""))
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert screen.presenter.page.sheet == code
    return screen


def keyed(screen) -> list[str]:
    return [line.result for line in screen.presenter.page.lines]


def test_one_key_answers_a_line_and_moves_on(little, keying, little_file, qtbot):
    assert keying.table.hasFocus()
    qtbot.keyClicks(keying.table, "1n3")
    assert keyed(keying)[:3] == ["1", "N", "3"]
    assert keying.presenter.at == 3
    with Campaign.open(little_file) as another:
        assert [line.result for line in another.results.page(keying.presenter.page.sheet).lines][:3] == [
            "1",
            "N",
            "3",
        ]


def test_enter_repeats_the_last_result(keying, qtbot):
    qtbot.keyClicks(keying.table, "2")
    qtbot.keyClick(keying.table, RETURN)
    qtbot.keyClick(keying.table, RETURN)
    assert keyed(keying)[:4] == ["2", "2", "2", ""]


def test_the_cursor_goes_back_and_a_correction_keeps_what_was_there(little, keying, qtbot, settle):
    qtbot.keyClicks(keying.table, "1")
    qtbot.keyClick(keying.table, UP)
    qtbot.keyClicks(keying.table, "5")
    settle(little)
    assert keyed(keying)[0] == "5"
    page = keying.presenter.page
    history = little.session.desk.campaign.results.history(page.sheet, page.lines[0].line)
    assert [result.result for result in history] == ["5", "1"]


def test_a_note_is_written_without_the_mouse(keying, qtbot):
    qtbot.keyClicks(keying.table, "2")
    qtbot.keyClick(keying.table, UP)
    qtbot.keyClick(keying.table, Qt.Key.Key_Slash)
    assert keying.note.hasFocus()
    qtbot.keyClicks(keying.note, "poster please")
    qtbot.keyClick(keying.note, RETURN)
    line = keying.presenter.page.lines[0]
    assert (line.result, line.note) == ("2", "poster please")
    assert keying.table.hasFocus() and not keying.note.isVisible()


def test_undo_takes_one_back_and_the_cursor_returns_to_it(little, keying, qtbot, settle):
    qtbot.keyClicks(keying.table, "12")
    settle(little)
    qtbot.keyClick(keying.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(little)
    assert keyed(keying)[:2] == ["1", ""]
    assert keying.presenter.at == 1
    qtbot.keyClicks(keying.table, "4")
    assert keyed(keying)[:2] == ["1", "4"]


def test_the_rest_of_the_page_is_not_home_with_one_key(little, keying, qtbot, settle):
    qtbot.keyClicks(keying.table, "1")
    qtbot.keyClick(keying.table, RETURN, Qt.KeyboardModifier.ControlModifier)
    settle(little)
    page = keying.presenter.page
    wanted = [line.result for line in page.lines if line.wanted]
    assert wanted == ["1"] + ["N"] * (len(wanted) - 1)
    assert page.status == "keyed"
    assert keying.code.hasFocus(), "ready for the next sheet"


def test_a_page_takes_no_more_than_one_key_a_line_and_its_code(little, keying, qtbot, settle):
    lines = keying.presenter.page.wanted
    strokes = 0
    while keying.presenter.page.keyed < lines:
        qtbot.keyClicks(keying.table, "12345UWNRM"[strokes % 10])
        strokes += 1
    assert strokes == lines
    settle(little)
    assert keying.presenter.page.status == "keyed"
    assert "complete" in keying.message.text()


def test_an_answer_can_be_taken_away(keying, qtbot):
    qtbot.keyClicks(keying.table, "1")
    qtbot.keyClick(keying.table, UP)
    qtbot.keyClick(keying.table, DELETE)
    assert keyed(keying)[0] == ""


def test_a_letter_that_is_no_code_is_refused_and_nothing_moves(keying, qtbot):
    qtbot.keyClicks(keying.table, "Q")
    assert "no result code" in keying.message.text()
    assert keying.presenter.at == 0 and keyed(keying)[0] == ""


@pytest.mark.parametrize("code", ["K7-F4X", "nonsense"])
def test_an_unknown_code_is_told_in_a_sentence_and_can_be_typed_again(little, settle, qtbot, code):
    little.go("key")
    settle(little)
    screen = little.screens["key"]
    screen.code.setText(code)
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert screen.message.text() and screen.code.hasFocus()


def test_escape_waits_for_the_next_sheet(keying, qtbot):
    qtbot.keyClick(keying.table, ESCAPE)
    assert keying.code.hasFocus() and keying.code.selectedText()


def test_a_spreadsheet_of_keys_comes_in_whole(little, keying, tmp_path, settle, monkeypatch):
    page = keying.presenter.page
    file = tmp_path / "keys.csv"
    file.write_text(
        "sheet,line,result,note\n" + "".join(f"{page.sheet},{line.line},3,\n" for line in page.lines)
    )
    monkeypatch.setattr("ui.widgets.files.to_open", lambda *a, **k: file)
    keying.acts["key.file"].trigger()
    settle(little)
    assert set(keyed(keying)) == {"3"}
