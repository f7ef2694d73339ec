"""A page is keyed by keyboard alone: one key a line, each on disk before the cursor moves."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.results.scanner import PAUSE_MS, Scanned, read_words
from walksheets.campaign import Campaign

RETURN, UP, ESCAPE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Delete
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def type_keys(qtbot):
    """Type as a hand does: with a pause between two keys, as no scanner leaves."""

    def typed(screen, *keys):
        for key in keys:
            for one in key if isinstance(key, str) else [key]:
                widget = QTest.keyClicks if isinstance(one, str) else QTest.keyClick
                widget(screen.table, one)
                qtbot.wait(PAUSE_MS + 15)

    return typed


@pytest.fixture
def sheets(little_file):
    with Campaign.open(little_file) as campaign:
        return [sheet.code for sheet in campaign.sheets.ledger()]


@pytest.fixture
def screen(little, settle):
    little.go("key")
    settle(little)
    return little.screens["key"]


@pytest.fixture
def keying(little, screen, sheets, settle, qtbot):
    qtbot.keyClicks(screen.code, sheets[0].lower().replace("-", ""))
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert screen.presenter.page.sheet == sheets[0]
    return screen


@pytest.fixture
def priya(little_file):
    with Campaign.open(little_file, who="Priya") as other:
        yield other.results


def keyed(screen) -> list[str]:
    return [line.result for line in screen.presenter.page.lines]


def on_disk(file, sheet) -> list[tuple[int, str]]:
    query = """select line, code from result join sheet_line on sheet_line.id = sheet_line_id
               join sheet on sheet.id = sheet_id where sheet.code = ? and not superseded order by line"""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        return connection.execute(
            query.replace("line, code", "sheet_line.line, result.code"), (sheet,)
        ).fetchall()


def test_one_key_answers_a_line_and_moves_on(little, keying, type_keys):
    assert keying.table.hasFocus()
    type_keys(keying, "1n3")
    assert keyed(keying)[:3] == ["1", "N", "3"]
    assert keying.presenter.at == 3
    assert keying.table.currentIndex().row() == 3


def test_a_line_is_on_disk_before_the_cursor_moves(keying, little_file, sheets, type_keys):
    seen = []
    moved = keying.table.selectionModel().currentRowChanged
    moved.connect(lambda *_: seen.append(on_disk(little_file, sheets[0])))
    type_keys(keying, "1n3")
    assert next(state for state in seen if state) == [(1, "1")]
    for count in (1, 2, 3):
        assert [(1, "1"), (2, "N"), (3, "3")][:count] in seen


def test_enter_repeats_the_result_above(keying, type_keys):
    type_keys(keying, "2", RETURN, RETURN)
    assert keyed(keying)[:4] == ["2", "2", "2", ""]
    type_keys(keying, UP, UP, "5", RETURN)
    assert keyed(keying)[:4] == ["2", "5", "2", "2"]


def test_the_cursor_goes_back_and_a_correction_keeps_what_was_there(little, keying, type_keys, settle):
    type_keys(keying, "1", UP, "5")
    settle(little)
    assert keyed(keying)[0] == "5"
    page = keying.presenter.page
    history = little.session.desk.campaign.results.history(page.sheet, page.lines[0].line)
    assert [result.result for result in history] == ["5", "1"]


def test_a_note_is_written_without_the_mouse(keying, qtbot, type_keys):
    type_keys(keying, "/")
    assert keying.note.hasFocus()
    qtbot.keyClicks(keying.note, "poster please")
    qtbot.keyClick(keying.note, RETURN)
    assert keying.table.hasFocus() and not keying.note.isVisible()
    type_keys(keying, "2")
    line = keying.presenter.page.lines[0]
    assert (line.result, line.note) == ("2", "poster please")


def test_a_follow_up_takes_a_point_and_a_second_key(little, keying, type_keys):
    type_keys(keying, ".")
    assert "P poster" in keying.message.text()
    type_keys(keying, "p.l2")
    line = keying.presenter.page.lines[0]
    assert (line.result, line.follow_ups) == ("2", ("poster", "lift"))
    assert keying.presenter.at == 1
    type_keys(keying, UP, ".p")
    assert keying.presenter.page.lines[0].follow_ups == ("lift",), "the same keys take it off again"


def test_a_second_key_that_is_no_follow_up_notes_nothing(keying, type_keys):
    type_keys(keying, ".q")
    assert "no follow-up" in keying.message.text()
    assert keying.presenter.page.lines[0].follow_ups == () and keyed(keying)[0] == ""


def test_space_says_that_nobody_is_at_the_door(keying, type_keys):
    type_keys(keying, " ")
    assert keyed(keying)[:4] == ["N", "N", "", ""]
    assert keying.presenter.at == 2
    type_keys(keying, "1", " ")
    assert keyed(keying)[:4] == ["N", "N", "1", "N"]


def test_undo_takes_one_back_and_the_cursor_returns_to_it(little, keying, qtbot, type_keys, settle):
    qtbot.keyClicks(keying.table, "12")
    qtbot.keyClick(keying.table, Qt.Key.Key_Z, CTRL)
    settle(little)
    assert keyed(keying)[:2] == ["1", ""]
    assert keying.presenter.at == 1
    type_keys(keying, "4")
    assert keyed(keying)[:2] == ["1", "4"]


def test_the_last_five_entries_stand_beside_the_page_and_each_can_be_taken_back(
    little, keying, qtbot, type_keys, settle
):
    type_keys(keying, "12345u")
    settle(little)
    last = keying.side.last
    assert [result.result for result in last.rows.rows] == ["U", "5", "4", "3", "2"]
    last.selectRow(2)
    qtbot.mouseClick(keying.side.undo, Qt.MouseButton.LeftButton)
    settle(little)
    assert keyed(keying)[:6] == ["1", "2", "3", "", "5", "U"]
    last.selectRow(0)
    qtbot.keyClick(last, DELETE)
    settle(little)
    assert keyed(keying)[:6] == ["1", "2", "3", "", "5", ""]


def test_the_rest_of_the_page_is_not_home_with_one_key(little, keying, qtbot, type_keys, settle):
    type_keys(keying, "1")
    qtbot.keyClick(keying.table, RETURN, CTRL)
    settle(little)
    page = keying.presenter.page
    wanted = [line.result for line in page.lines if line.wanted]
    assert wanted == ["1"] + ["N"] * (len(wanted) - 1)
    assert page.status == "keyed"
    assert keying.code.hasFocus(), "ready for the next sheet"
    assert "complete" in keying.message.text()


def test_the_totals_of_the_page_stand_beside_it(little, keying, type_keys, settle):
    type_keys(keying, "1112n")
    settle(little)
    shown = keying.side.codes.text()
    assert "<b>3</b>" in shown and "strong support" in shown
    assert "5 of" in keying.count.text()


def test_an_answer_can_be_taken_away(keying, type_keys):
    type_keys(keying, "1", UP, DELETE)
    assert keyed(keying)[0] == ""


def test_a_letter_that_is_no_code_is_refused_and_nothing_moves(keying, type_keys):
    type_keys(keying, "Q")
    assert "no result code" in keying.message.text()
    assert keying.presenter.at == 0 and keyed(keying)[0] == ""


# Opening a sheet


def test_a_whole_code_opens_its_sheet_without_enter_and_a_late_enter_keys_nothing(
    little, screen, sheets, settle, qtbot
):
    qtbot.keyClicks(screen.code, sheets[0].replace("-", ""))
    qtbot.waitUntil(lambda: screen.presenter.page is not None, timeout=60_000)
    settle(little)
    assert screen.table.hasFocus()
    qtbot.keyClick(screen.table, RETURN)
    assert set(keyed(screen)) == {""}


@pytest.mark.parametrize("code", ["K7-F4X", "nonsense", "C2-C2X"])
def test_an_unknown_code_is_told_in_a_sentence_and_can_be_typed_again(little, screen, settle, qtbot, code):
    screen.code.setText(code)
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert screen.message.text().endswith(".") and screen.code.hasFocus()


def test_a_slip_in_the_code_offers_the_nearest_printed_sheet(little, screen, sheets, settle, qtbot):
    code = sheets[0]
    wrong = code[:-1] + next(letter for letter in "23456789CDFHJKMNP" if letter != code[-1])
    qtbot.keyClicks(screen.code, wrong)
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert f"Enter again opens {code}" in screen.message.text()
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert screen.presenter.page.sheet == code


def test_a_replaced_sheet_and_one_of_an_old_register_say_so(little, little_file, sheets, settle, tmp_path):
    from walksheets.store import schema

    desk = little.session.desk
    desk.campaign.sheets.print_rounds("Canvass", tmp_path / "again")
    with desk.campaign.store.change("A new register") as writer:
        writer.insert(schema.import_batch, [{"kind": "register", "register_date": "2099-12-01"}])
        runs = writer.connection.execute(schema.print_run.select()).mappings().all()
        writer.update(schema.print_run, [{"id": r["id"], "register_date": "2025-12-01"} for r in runs])
        first = writer.connection.execute(schema.elector.select().limit(1)).mappings().first()
        writer.update(schema.elector, [{"id": first["id"], "gone_on": "2099-12-01"}])
    little.go("key")
    settle(little)
    screen = little.screens["key"]
    sheet = next(line.sheet for line in desk.campaign.sheets.lines() if line.elector == first["id"])
    screen.show_what(sheet=sheet)
    settle(little)
    said = screen.message.text()
    assert "printed again as" in said
    assert "1 newer register came in" in said and "1 elector of this page has moved or left" in said
    line = next(line for line in screen.presenter.page.lines if line.now)
    assert line.now == "off the register" and line.elector_name.startswith(first["surname"])


# A scanner typed as a keyboard


def test_a_scanner_over_the_lines_opens_the_next_sheet_and_keys_nothing(
    little, keying, sheets, settle, qtbot
):
    qtbot.keyClicks(keying.table, sheets[1])
    qtbot.keyClick(keying.table, RETURN)
    settle(little)
    assert keying.presenter.page.sheet == sheets[1]
    assert set(keyed(keying)) == {""}
    keying.show_what(sheet=sheets[0])
    settle(little)
    assert set(keyed(keying)) == {""}


def test_a_scanner_reads_line_and_code(little, keying, sheets, settle, qtbot):
    line = keying.presenter.page.lines[3].line
    qtbot.keyClicks(keying.table, f"{line} 3")
    qtbot.keyClick(keying.table, RETURN)
    settle(little)
    assert keyed(keying)[:5] == ["", "", "", "3", ""]


def test_a_scanner_reads_sheet_line_and_code_in_one(little, screen, sheets, settle, qtbot):
    qtbot.keyClicks(screen.code, f"{sheets[0]} 2 u")
    qtbot.keyClick(screen.code, RETURN)
    settle(little)
    assert keyed(screen)[:3] == ["", "U", ""]


# Empty lines, twice, two at once


def test_empty_lines_are_asked_for_once(little, keying, sheets, qtbot, type_keys, settle):
    type_keys(keying, "1", ESCAPE)
    waiting = len(keying.presenter.page.waiting)
    assert str(waiting) in keying.question.text() and "have nothing yet: 2, 3" in keying.question.text()
    type_keys(keying, "3")
    assert keyed(keying)[1] == "", "a code is no answer to the question"
    type_keys(keying, RETURN)
    settle(little)
    assert keying.presenter.page.status == "keyed" and not keying.question.isVisible()
    keying.show_what(sheet=sheets[0])
    settle(little)
    type_keys(keying, ESCAPE)
    assert not keying.question.isVisible() and keying.code.hasFocus()


def test_up_goes_to_the_first_empty_line(keying, type_keys):
    type_keys(keying, "1", Qt.Key.Key_Down, "2", ESCAPE, UP)
    assert keying.presenter.at == 1 and not keying.question.isVisible()


def test_escape_waits_for_the_next_sheet(keying, type_keys):
    type_keys(keying, ESCAPE)
    assert keying.code.hasFocus() and keying.code.selectedText()


@pytest.fixture
def keyed_page(little, keying, sheets, qtbot, type_keys, settle):
    """The page keyed whole, and opened again."""
    type_keys(keying, "12")
    qtbot.keyClick(keying.table, RETURN, CTRL)
    settle(little)
    keying.show_what(sheet=sheets[0])
    settle(little)
    assert "compared" in keying.message.text()
    return keying


def test_a_page_keyed_twice_is_compared_not_doubled(little, keyed_page, type_keys, settle):
    results = little.session.desk.campaign.results
    before = results.totals("Canvass")
    type_keys(keyed_page, "1", "4")
    assert "2 stands, keyed by" in keyed_page.question.text() and "you keyed 4" in keyed_page.question.text()
    assert keyed(keyed_page)[:3] == ["1", "2", "N"] and keyed_page.presenter.at == 1
    type_keys(keyed_page, RETURN)
    assert keyed(keyed_page)[:3] == ["1", "2", "N"] and keyed_page.presenter.at == 2
    type_keys(keyed_page, "3", "3")
    assert keyed(keyed_page)[:3] == ["1", "2", "3"]
    while keyed_page.table.hasFocus():
        type_keys(keyed_page, " ")
    lines = keyed_page.presenter.page.wanted
    assert f"{lines - 2} the same, 1 changed, 1 left" in keyed_page.message.text()
    after = results.totals("Canvass")
    assert after.keyed == before.keyed
    assert sum(after.by_code.values()) == sum(before.by_code.values()) == after.keyed


def test_the_second_sees_what_the_first_keys_and_the_cursor_stays_under_their_fingers(
    little, keying, sheets, priya, qtbot, type_keys
):
    priya.key(sheets[0], 1, "3")
    priya.key(sheets[0], 2, "3")
    qtbot.waitUntil(lambda: keyed(keying)[:2] == ["3", "3"], timeout=60_000)
    assert "Priya keyed 2 line" in keying.message.text()
    assert keying.presenter.at == 0, "a key on its way is meant for this line"
    type_keys(keying, "3")
    assert not keying.question.isVisible() and keying.presenter.at == 2, "the same, and on to what waits"
    type_keys(keying, "1")
    assert keyed(keying)[:4] == ["3", "3", "1", ""]


@pytest.mark.parametrize("heard", [False, True])
def test_two_at_once_do_not_overwrite_each_other_and_one_key_decides(
    little, keying, sheets, priya, little_file, type_keys, qtbot, heard
):
    """Whether the window has heard of what the other keyed, or meets it when it keeps the line, is the same."""
    if not heard:
        little.session._look.stop()

    def key_elsewhere(line, code):
        priya.key(sheets[0], line, code)
        if heard:
            qtbot.waitUntil(lambda: keyed(keying)[line - 1] == code, timeout=60_000)

    key_elsewhere(1, "3")
    type_keys(keying, "1")
    assert "3 stands, keyed by Priya" in keying.question.text()
    assert on_disk(little_file, sheets[0]) == [(1, "3")]
    type_keys(keying, "1")
    assert on_disk(little_file, sheets[0]) == [(1, "1")]
    assert keying.presenter.at == 1
    key_elsewhere(2, "5")
    type_keys(keying, "5")
    assert not keying.question.isVisible() and keying.presenter.at == 2, "the same answer is no contradiction"


def test_a_note_never_takes_another_answer_away(keying, sheets, priya, qtbot, type_keys):
    priya.key(sheets[0], 1, "3")
    type_keys(keying, "/")
    qtbot.keyClicks(keying.note, "dog")
    qtbot.keyClick(keying.note, RETURN)
    line = keying.presenter.page.lines[0]
    assert (line.result, line.note) == ("3", "dog")


def test_a_click_puts_the_cursor_on_a_line(keying, qtbot, type_keys):
    where = keying.table.visualRect(keying.table.model().index(4, 3)).center()
    qtbot.mouseClick(keying.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    type_keys(keying, "3")
    assert keyed(keying)[4] == "3"


def test_a_spreadsheet_of_keys_comes_in_whole(little, keying, tmp_path, settle, monkeypatch):
    page = keying.presenter.page
    file = tmp_path / "keys.csv"
    file.write_text(
        "sheet,line,result,note,follow_ups\n"
        + "".join(f"{page.sheet},{line.line},3,,poster\n" for line in page.lines)
    )
    monkeypatch.setattr("ui.widgets.files.to_open", lambda *a, **k: file)
    keying.acts["key.file"].trigger()
    settle(little)
    assert set(keyed(keying)) == {"3"}
    assert {line.follow_ups for line in keying.presenter.page.lines} == {("poster",)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("97-V72", None),  # a slip in 97-V7C
        ("12 3", Scanned("", 12, "3")),
        ("12-3", Scanned("", 12, "3")),
        ("112-ABC", Scanned("", 112, "ABC")),
        ("12 NH", Scanned("", 12, "NH")),
    ],
)
def test_a_slip_in_a_code_is_no_line_with_a_result(typed, meant):
    assert read_words(typed) == meant
