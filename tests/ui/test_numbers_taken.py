"""Polling day at the keyboard: numbers from the pads kept with Enter, refused in a sentence, undone."""

import pytest
from PySide6.QtCore import Qt

from ui.results.numbers_taken import NumbersTaken
from walksheets.sheets.kinds import PaperOrder

DAY = "2026-05-07"


@pytest.fixture
def taken(little, settle, qtbot) -> NumbersTaken:
    little.session.desk.campaign.polling.set_day(DAY)
    settle(little)
    little.menus["polling"].trigger()
    settle(little)
    return little.findChild(NumbersTaken)


def some_numbers(little, count: int) -> tuple[str, list[str]]:
    """A district of the ward, and the numbers of some of its electors as a pad shows them."""
    electors = [each for each in little.session.desk.campaign.register.electors() if each.number is not None]
    district = electors[0].prefix
    mine = [each for each in electors if each.prefix == district][:count]
    return district, [f"{each.number}/{each.suffix}" if each.suffix else str(each.number) for each in mine]


def key(little, taken, settle, qtbot, text: str) -> None:
    taken.numbers.clear()
    qtbot.keyClicks(taken.numbers, text)
    qtbot.keyClick(taken.numbers, Qt.Key.Key_Return)
    settle(little)


def choose(taken, district: str) -> None:
    taken.districts.select(lambda each: each.district == district)


def test_enter_keeps_what_was_typed_and_frees_the_field(little, taken, settle, qtbot):
    district, numbers = some_numbers(little, 3)
    choose(taken, district)
    key(little, taken, settle, qtbot, " ".join(numbers))
    assert len(little.session.desk.campaign.polling.voted()) == 3
    assert taken.numbers.text() == ""
    assert taken.message.text().startswith("3 number")
    assert taken.districts.current().voted == 3


def test_a_number_that_nobody_has_stays_in_the_field_with_a_sentence(little, taken, settle, qtbot):
    district, numbers = some_numbers(little, 1)
    choose(taken, district)
    key(little, taken, settle, qtbot, f"{numbers[0]} 99999")
    assert little.session.desk.campaign.polling.voted() == []
    assert "99999" in taken.message.text()
    assert taken.numbers.text() == f"{numbers[0]} 99999"
    assert little.banner.text == ""


def test_a_knock_up_sheet_s_code_and_lines_are_taken_as_well(little, taken, settle, qtbot, tmp_path):
    campaign = little.session.desk.campaign
    code = campaign.papers.print_papers(PaperOrder("knock-up"), tmp_path).sheets[0]
    settle(little)
    key(little, taken, settle, qtbot, f"{code} 1 3")
    on_sheet = {line.line: line.elector for line in campaign.sheets.lines(code)}
    assert {each.elector_id for each in campaign.polling.voted()} == {on_sheet[1], on_sheet[3]}
    key(little, taken, settle, qtbot, f"{code} 1 9999")
    assert f"{code} has no line 9999" in taken.message.text()


def test_take_back_and_undo(little, taken, settle, qtbot):
    district, numbers = some_numbers(little, 2)
    choose(taken, district)
    key(little, taken, settle, qtbot, " ".join(numbers))
    qtbot.keyClicks(taken.numbers, numbers[0])
    taken.take_back()
    settle(little)
    assert len(little.session.desk.campaign.polling.voted()) == 1
    little.session.undo()
    settle(little)
    assert len(little.session.desk.campaign.polling.voted()) == 2
    assert taken.districts.current().voted == 2


def test_without_a_polling_day_it_is_asked_for_and_taken_as_people_write_it(little, settle, qtbot):
    little.menus["polling"].trigger()
    settle(little)
    taken = little.findChild(NumbersTaken)
    assert "which day is polling day" in taken.message.text()
    assert not taken.numbers.isEnabled()
    qtbot.keyClicks(taken.day, "7 May 2026")
    qtbot.keyClick(taken.day, Qt.Key.Key_Return)
    settle(little)
    assert little.session.desk.campaign.polling.day() == DAY
    assert taken.numbers.isEnabled()


def test_what_is_no_date_is_refused_in_a_sentence(little, settle, qtbot):
    little.menus["polling"].trigger()
    settle(little)
    taken = little.findChild(NumbersTaken)
    qtbot.keyClicks(taken.day, "soon")
    qtbot.keyClick(taken.day, Qt.Key.Key_Return)
    settle(little)
    assert "“soon” is no date" in taken.message.text()


def test_an_empty_register_says_so(window, empty_file, settle):
    window.session.open(empty_file)
    settle(window)
    window.menus["polling"].trigger()
    settle(window)
    taken = window.findChild(NumbersTaken)
    assert "no elector on the register" in taken.total.text()
    assert not taken.numbers.isEnabled()
