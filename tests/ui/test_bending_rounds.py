"""Rounds are made in the dialog and bent on the map and in the list; every step can be undone."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from ui.rounds.new_plan_dialog import NewPlanDialog
from walksheets.store import schema


@pytest.fixture
def rounds(little, settle):
    little.go("rounds", plan="Leaflets")
    settle(little)
    little.go("rounds", plan="Leaflets")
    settle(little)
    return little.screens["rounds"]


def door_counts(screen) -> dict[int, int]:
    return {each.number: each.doors for each in screen.presenter.board.rounds}


def test_a_plan_is_split_from_the_dialog(little, rounds, settle, qtbot):
    rounds.new_plan()
    (dialog,) = rounds.findChildren(NewPlanDialog)
    qtbot.keyClicks(dialog.name, "Evening leaflets")
    dialog.rounds.setValue(5)
    assert dialog.sizing.checkedId() == 2, "who types a figure means that line"
    dialog.seconds.setValue(1)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle(little)
    board = rounds.presenter.board
    assert board.plan.name == "Evening leaflets" and len(board.rounds) == 5
    assert sum(door_counts(rounds).values()) == 80
    assert rounds.side.balance.rows.rowCount() == 5


def test_a_click_on_the_map_shows_the_rounds_doors_in_order(little, rounds, settle, qtbot):
    canvas = rounds.canvas
    canvas.fit()
    settle(little)
    at = 0
    x, y = canvas.view.pixels(canvas.dots.xy[at])
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    settle(little)
    board = rounds.presenter.board
    chosen = rounds.presenter.round
    assert chosen is not None and at in np.flatnonzero(canvas.dots.group == board.group_of(chosen.id))
    positions = [row.position for row in rounds.side.doors.rows.rows]
    assert positions == list(range(1, chosen.doors + 1))
    assert rounds.side.balance.current().id == chosen.id


def test_doors_caught_with_the_lasso_move_to_another_round_and_back(little, rounds, settle, qtbot):
    before = door_counts(rounds)
    canvas = rounds.canvas
    canvas.fit()
    settle(little)
    rounds.acts["rounds.lasso"].trigger()
    board = rounds.presenter.board
    first = board.rounds[0]
    spots = canvas.view.pixels(canvas.dots.xy[canvas.dots.group == 0])
    (left, top), (right, bottom) = spots.min(axis=0) - 4, spots[:3].max(axis=0) + 4
    corners = [
        QPoint(round(x), round(y)) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(canvas, corner)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=corners[-1])
    caught = list(rounds.presenter.caught)
    assert caught
    moving = [at for at in caught if canvas.dots.group[at] == 0]
    rounds.presenter.catch(moving)
    rounds.bar.fill_move_menu(board.rounds)
    target = board.rounds[-1]
    rounds.bar.move_menu.actions()[-1].trigger()
    settle(little)
    after = door_counts(rounds)
    assert after.get(first.number, 0) == before[first.number] - len(moving)  # a round left empty goes
    assert after[target.number] == before[target.number] + len(moving)
    little.menus["undo"].trigger()
    settle(little)
    assert door_counts(rounds) == before


def test_locked_rounds_refuse_what_would_change_them(little, rounds, settle):
    rounds.presenter.choose_round(rounds.presenter.board.rounds[1].id)
    settle(little)
    rounds.acts["rounds.lock"].trigger()
    settle(little)
    assert rounds.presenter.round.locked
    assert not rounds.acts["rounds.reverse"].isEnabled() and not rounds.acts["rounds.split"].isEnabled()
    assert rounds.acts["rounds.lock"].text() == "Unlock round"


def test_a_round_is_walked_the_other_way(little, rounds, settle):
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    settle(little)
    before = [row.door.id for row in rounds.side.doors.rows.rows]
    rounds.acts["rounds.reverse"].trigger()
    settle(little)
    assert [row.door.id for row in rounds.side.doors.rows.rows] == before[::-1]


def test_a_door_moves_earlier_in_the_walk_by_keyboard(little, rounds, settle, qtbot):
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    settle(little)
    doors = rounds.side.doors
    before = [row.door.id for row in doors.rows.rows]
    doors.selectRow(2)
    rounds.acts["rounds.earlier"].trigger()
    settle(little)
    assert [row.door.id for row in doors.rows.rows] == [before[0], before[2], before[1], *before[3:]]
    assert doors.current().door.id == before[2], "the cursor stays with the door"


def test_two_rounds_become_one_and_one_becomes_two(little, rounds, settle):
    total = sum(door_counts(rounds).values())
    rounds.side.balance.select_rounds([each.id for each in rounds.presenter.board.rounds[:2]])
    rounds.acts["rounds.merge"].trigger()
    settle(little)
    assert len(rounds.presenter.board.rounds) == 3
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    rounds.acts["rounds.split"].trigger()
    settle(little)
    assert len(rounds.presenter.board.rounds) == 4 and sum(door_counts(rounds).values()) == total


def test_a_plan_that_is_deleted_comes_back_with_undo(little, rounds, settle):
    rounds.acts["rounds.delete"].trigger()
    settle(little)
    assert rounds.presenter.board.plan.name == "Canvass"
    little.menus["undo"].trigger()
    settle(little)
    assert {plan.name for plan in rounds.presenter.board.plans} == {"Leaflets", "Canvass"}


def test_a_split_that_is_cancelled_changes_nothing(little, rounds, settle, qtbot, monkeypatch):
    store = little.session.desk.campaign.store
    latest = store.latest_change()

    def endless(name, request, progress):
        with store.change("Split") as writer:
            writer.insert(schema.plan, [{"name": name}])
            while True:
                progress(0.5, "Looking for better rounds")

    monkeypatch.setattr(little.session.desk.campaign.rounds, "split", endless)
    rounds.new_plan()
    (dialog,) = rounds.findChildren(NewPlanDialog)
    qtbot.keyClicks(dialog.name, "Never")
    dialog.go.click()
    qtbot.waitUntil(lambda: little.strip.cancel_button.isVisible(), timeout=60_000)
    little.strip.cancel_button.click()
    settle(little)
    assert store.latest_change() == latest
    assert "nothing was changed" in little.strip.last_words
