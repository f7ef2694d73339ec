"""Rounds are given by drag, by suggestion and by key; somebody drops out; what is at home."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from ui.volunteers.drop_out_dialog import DropOutDialog


@pytest.fixture
def board(little, settle):
    little.go("volunteers")
    settle(little)
    screen = little.screens["volunteers"]
    screen.tabs.setCurrentIndex(1)
    settle(little)
    return screen


def held(window, plan="Canvass"):
    return {
        each.round_number: each.volunteer
        for each in window.session.desk.campaign.volunteers.assignments(plan)
    }


def drop_on(table, row, source):
    source_mime = source.payload()
    at = table.visualRect(table.rows.index(row, 1)).center()
    table.dropEvent(
        QDropEvent(QPointF(at), Qt.DropAction.CopyAction, source_mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip


def test_somebody_dragged_on_to_a_round_has_it_and_a_round_on_to_somebody_too(little, board, settle):
    board.crew.select(lambda p: p.who.name == "Ada King")
    drop_on(board.slots, 0, board.crew)
    settle(little)
    assert held(little) == {1: "Ada King"}
    board.slots.select(lambda s: s.round.number == 2)
    row = next(i for i, p in enumerate(board.crew.rows.rows) if p.who.name == "Priya Shah")
    drop_on(board.crew, row, board.slots)
    settle(little)
    assert held(little) == {1: "Ada King", 2: "Priya Shah"}
    assert board.slots.rows.rows[0].volunteer_id is None, "holes stay at the top"
    little.menus["undo"].trigger()
    settle(little)
    assert held(little) == {1: "Ada King"}


def test_what_does_not_belong_on_a_table_is_not_taken(little, board, settle):
    board.crew.selectRow(0)
    drop_on(board.crew, 1, board.crew)
    settle(little)
    assert held(little) == {}


def test_a_suggestion_with_its_reason_is_taken_by_keyboard_and_taken_back(little, board, settle, qtbot):
    board.slots.setFocus()
    board.slots.selectRow(0)
    settle(little)
    assert board.could.rows.rows and all("from home" in s.reason for s in board.could.rows.rows)
    first = board.could.rows.rows[0]
    board.could.setFocus()
    qtbot.keyClick(board.could, Qt.Key.Key_Return)
    settle(little)
    assert held(little) == {first.round_number: first.volunteer}
    board.slots.select(lambda s: s.round.number == first.round_number)
    board.slots.setFocus()
    qtbot.keyClick(board.slots, Qt.Key.Key_Delete)
    settle(little)
    assert held(little) == {}


def test_a_round_that_nobody_has_cannot_be_taken_back(little, board, settle):
    assert held(little) == {}
    board.slots.selectRow(0)
    assert not board.acts["volunteers.take-back"].isEnabled()
    board.presenter.give(board.slots.current(), little.session.desk.campaign.volunteers.find("Ada King").id)
    settle(little)
    board.slots.select(lambda s: s.volunteer == "Ada King")
    assert board.acts["volunteers.take-back"].isEnabled()


def test_what_somebody_has_in_another_plan_stands_with_them_too(little, board, settle):
    campaign = little.session.desk.campaign
    ada = campaign.volunteers.find("Ada King")
    for plan, mine in (("Canvass", 2), ("Leaflets", 1)):
        for each in campaign.rounds.rounds(plan)[:mine]:
            campaign.volunteers.assign(each.id, ada.id)
    settle(little)
    board.tabs.setCurrentIndex(0)
    assert board.people.select(lambda p: p.id == ada.id)
    person = board.people.current()
    assert person.has == "3 rounds"
    assert {"Canvass: 2 rounds", "Leaflets: 1 round"} <= set(person.did.splitlines())


def test_who_drops_out_has_their_rounds_handed_to_the_nearest_others_as_one_change(
    little, board, settle, qtbot
):
    people = little.session.desk.campaign.volunteers
    ada = people.find("Ada King")
    for each in little.session.desk.campaign.rounds.rounds("Canvass")[:2]:
        people.assign(each.id, ada.id)
    settle(little)
    board.crew.select(lambda p: p.id == ada.id)
    board.acts["volunteers.drop-out"].trigger()
    settle(little)
    (dialog,) = board.findChildren(DropOutDialog)
    assert len(dialog.choices) == 2
    box = next(iter(dialog.choices.values()))
    assert box.itemText(0).startswith("Priya Shah: starts ") and box.itemText(box.count() - 1) == "nobody yet"
    list(dialog.choices.values())[1].setCurrentIndex(box.count() - 1)
    dialog.leaves.setChecked(True)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle(little)
    assert held(little) == {1: "Priya Shah"}
    assert "Ada King" not in [p.name for p in people.people()]
    assert "Ada King leaves" in little.menus["undo"].text()
    little.menus["undo"].trigger()
    settle(little)
    assert held(little) == {1: "Ada King", 2: "Ada King"}


def test_who_left_is_kept_with_what_they_did_and_can_be_had_back(little, board, settle):
    campaign = little.session.desk.campaign
    board.tabs.setCurrentIndex(0)
    campaign.volunteers.remove(campaign.volunteers.find("Tom Baker").id)
    settle(little)
    names = [p.who.name for p in board.people.rows.rows]
    assert "Tom Baker" not in names
    board.with_left.setChecked(True)
    assert board.people.select(lambda p: p.who.name == "Tom Baker")
    assert "sheets out" in board.people.current().did
    board.acts["volunteers.back"].trigger()
    settle(little)
    assert "Tom Baker" in [p.name for p in campaign.volunteers.people()]


def test_who_can_help_on_an_evening_is_found(little, board, settle):
    people = little.session.desk.campaign.volunteers
    for name, when in (
        ("Tom Baker", "Tue, Thu evening"),
        ("Ada King", "weekends"),
        ("Priya Shah", "Thursdays"),
    ):
        people.change(people.find(name).id, available=when)
    settle(little)
    board.tabs.setCurrentIndex(0)

    def listed() -> set[str]:
        return {person.who.name for person in board.people.rows.rows}

    assert len(listed()) == 3
    board.when.day.setCurrentIndex(board.when.day.findData(3))
    assert listed() == {"Tom Baker", "Priya Shah"}
    board.when.part.setCurrentIndex(board.when.part.findData("evening"))
    assert listed() == {"Tom Baker", "Priya Shah"}  # a day named alone is the whole day
    board.when.part.setCurrentIndex(board.when.part.findData("morning"))
    assert listed() == {"Priya Shah"}
    board.when.day.setCurrentIndex(board.when.day.findData(0))
    assert listed() == set() and "Nobody said" in board.people.nothing


def test_unknown_postcodes_and_doubles_are_told(little, board, settle):
    people = little.session.desk.campaign.volunteers
    people.add("Tom Baker", postcode="QQ9 9QQ")
    settle(little)
    board.tabs.setCurrentIndex(0)
    assert board._doubts.isVisible()
    assert "Tom Baker stands in the list 2 times" in board._doubts.text()
    assert "QQ9 9QQ is not known" in board._doubts.text()


def test_what_is_out_stands_with_who_has_it_and_for_how_long(little, board, settle):
    board.tabs.setCurrentIndex(2)
    rows = board.home.rows.rows
    ledger = little.session.desk.campaign.sheets.ledger("out")
    assert sum(each.sheets for each in rows) == len(ledger) and all(each.days >= 0 for each in rows)
    little.session.desk.campaign.sheets.mark([sheet.code for sheet in ledger], "back")
    settle(little)
    assert board.home.rows.rows == []


def test_availability_is_said_in_one_way(little, board, settle):
    people = little.session.desk.campaign.volunteers
    people.change(people.find("Tom Baker").id, available="weekday eves, sat am")
    settle(little)
    column = next(c for c in board.people.rows.columns if c.title == "Available")
    person = next(p for p in board.people.rows.rows if p.who.name == "Tom Baker")
    assert column.text(person) == "Sat morning; Mon–Fri evening"
