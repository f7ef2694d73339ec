"""Locks and doors in no round, in the window: selected, said why, listed beside the map, costed, lifted, undone."""

import pytest
from PySide6.QtWidgets import QInputDialog

from ui.map.doors import ASIDE
from ui.rounds.people_dialog import PeopleDialog


@pytest.fixture
def rounds(little, settle):
    little.go("rounds")
    settle(little)
    return little.screens["rounds"]


@pytest.fixture
def answer(monkeypatch):
    """What the next question is answered with."""

    def say(words):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kw: (words, True))

    return say


def caught_street(rounds, street):
    at = [at for at, door in enumerate(rounds.presenter.board.doors) if door.street == street]
    rounds.presenter.catch(at)
    return {rounds.presenter.board.doors[i].id for i in at}


def lines(rounds):
    return {row.words: row.says for row in rounds.side.settled.table.rows.rows}


def test_a_street_goes_by_post_is_hollow_on_the_map_and_listed_and_comes_back(little, rounds, settle, answer):
    ids = caught_street(rounds, "Anson Road")
    answer("a gate")
    rounds.acts["rounds.post"].trigger()
    settle(little)
    board = rounds.presenter.board
    assert {each.door.id for each in board.aside} == ids
    assert {int(i) for i in board.dots.ids[board.dots.group == ASIDE]} == ids
    assert board.new_doors == 0 and sum(each.doors for each in board.rounds) == 60
    assert rounds.side._summary.isVisible() and "20 doors by post" in rounds.side._summary.text()
    rounds.acts["rounds.settled"].trigger()
    assert lines(rounds)["3 Anson Road, ZZ1 1AA"] == "by post · a gate"
    rounds.side.settled.table.selectAll()
    assert set(rounds.presenter.caught_ids()) == ids
    rounds.acts["rounds.lift"].trigger()
    settle(little)
    assert (
        rounds.presenter.board.aside == () and sum(each.doors for each in rounds.presenter.board.rounds) == 80
    )
    little.menus["undo"].trigger()
    settle(little)
    assert len(rounds.presenter.board.aside) == 20


def test_a_question_that_is_cancelled_changes_nothing(little, rounds, settle, monkeypatch):
    latest = little.session.desk.campaign.store.latest_change()
    caught_street(rounds, "Anson Road")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kw: ("", False))
    rounds.acts["rounds.nobody"].trigger()
    rounds.acts["rounds.together"].trigger()
    settle(little)
    assert little.session.desk.campaign.store.latest_change() == latest


def test_locks_are_listed_with_what_they_cost_and_lifted_singly(little, rounds, settle, answer):
    caught_street(rounds, "Birch Lane")
    rounds.acts["rounds.whole"].trigger()
    settle(little)
    rounds.presenter.catch([0, 30, 60])
    answer("The Court")
    rounds.acts["rounds.together"].trigger()
    settle(little)
    for y in (0.0, 50.0):
        rounds.presenter.draw_barrier([(-200.0, y), (200.0, y)])
        settle(little)
    rounds.acts["rounds.settled"].trigger()
    assert set(lines(rounds)) == {"Birch Lane whole", "The Court together", "Barrier 1", "Barrier 2"}
    assert rounds.acts["rounds.costs"].isEnabled()
    rounds.acts["rounds.costs"].trigger()
    settle(little)
    assert all(" m · longest " in says for says in lines(rounds).values())
    assert lines(rounds)["Barrier 1"].endswith("2 of them together")
    table = rounds.side.settled.table
    table.select(lambda row: row.words == "Barrier 2")
    rounds.acts["rounds.lift"].trigger()
    settle(little)
    assert set(lines(rounds)) == {"Birch Lane whole", "The Court together", "Barrier 1"}
    assert set(lines(rounds).values()) == {""}, "the costs were of other locks"


def test_choosing_a_round_shows_its_doors_again(little, rounds, settle):
    rounds.acts["rounds.settled"].trigger()
    assert rounds.side.settled.isVisible()
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    settle(little)
    assert rounds.side.doors.isVisible()


def test_a_round_for_each_volunteer_from_the_dialog(little, rounds, settle, qtbot):
    rounds.acts["rounds.people"].trigger()
    (dialog,) = rounds.findChildren(PeopleDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2, timeout=10_000)  # the third only canvasses
    assert {dialog.table.item(at, 0).text() for at in range(2)} == {"Priya Shah", "Tom Baker"}
    assert not dialog.go.isEnabled(), "it has no name yet"
    qtbot.keyClicks(dialog.name, "For us")
    tom = next(at for at in range(2) if dialog.table.item(at, 0).text() == "Tom Baker")
    dialog.table.item(tom, 1).setText("20")
    dialog.table.item(1 - tom, 1).setText("40")
    assert "20 doors will have nobody" in dialog.comes_to.text()
    dialog.seconds.setValue(1)
    dialog.go.click()
    settle(little)
    board = rounds.presenter.board
    assert board.plan.name == "For us"
    doors = {each.volunteer: each.doors for each in board.rounds}
    assert (
        abs(doors["Tom Baker"] - 20) <= 3 and abs(doors["Priya Shah"] - 40) <= 3 and sum(doors.values()) == 80
    )
    little.menus["undo"].trigger()
    settle(little)
    assert "For us" not in {plan.name for plan in rounds.presenter.board.plans}
