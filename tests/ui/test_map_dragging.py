"""Doors are carried to another round, on the map, in the list and within the walk; the minutes are said before."""

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui.map_hands import drop, hold_over, spot
from ui.map.carrying import packed, unpacked


@pytest.fixture
def rounds(little, settle):
    little.go("rounds", plan="Leaflets")
    settle(little)
    little.go("rounds", plan="Leaflets")
    settle(little)
    screen = little.screens["rounds"]
    screen.canvas.fit()
    settle(little)
    return screen


def row_of(screen, number: int) -> QPoint:
    table = screen.side.balance
    at = next(at for at, each in enumerate(table.rows.rows) if each.number == number)
    return QPoint(90, table.rowViewportPosition(at) + 10)


def counts(screen) -> dict[int, int]:
    return {each.number: each.doors for each in screen.presenter.board.rounds}


def first_doors(screen, group: int, count: int = 2) -> list[int]:
    board = screen.presenter.board
    return [row.door.id for row in board.walks[board.rounds[group].id][:count]]


def test_what_is_carried_arrives_whole():
    assert unpacked(packed([3, 2**40])) == [3, 2**40]


def test_the_mouse_pulls_selected_doors_away_and_only_those(little, rounds, qtbot, monkeypatch):
    carried = []
    monkeypatch.setattr("ui.rounds.screen.carry", lambda source, ids: carried.append(list(ids)))
    canvas, before = rounds.canvas, rounds.canvas.view
    rounds.presenter.catch([4, 5])
    ids = [int(canvas.dots.ids[at]) for at in (4, 5)]
    at = spot(canvas, 4)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(canvas, at + QPoint(30, 20))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 20))
    assert carried == [ids] and canvas.view == before
    elsewhere = QPoint(12, 200)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=elsewhere)
    qtbot.mouseMove(canvas, elsewhere + QPoint(30, 20))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=elsewhere + QPoint(30, 20))
    assert carried == [ids] and canvas.view != before, "pulling at the ground moves the map"


def test_doors_dropped_on_a_round_on_the_map_join_it_and_undo_brings_them_back(little, rounds, settle):
    before, ids = counts(rounds), first_doors(rounds, 0)
    goal = int((rounds.canvas.dots.group == 2).argmax())
    drop(rounds.canvas, spot(rounds.canvas, goal), ids)
    settle(little)
    after = counts(rounds)
    assert after[1] == before[1] - 2 and after[3] == before[3] + 2
    little.menus["undo"].trigger()
    settle(little)
    assert counts(rounds) == before


def test_the_minutes_are_said_before_one_lets_go_and_hold_after(little, rounds, settle):
    ids = first_doors(rounds, 0)
    hold_over(rounds.side.balance.viewport(), row_of(rounds, 3), ids)
    settle(little)
    said = rounds.bar.words()
    assert said.startswith("Round 3: ") and "Round 1: " in said
    drop(rounds.side.balance.viewport(), row_of(rounds, 3), ids)
    settle(little)
    minutes = {each.number: each.minutes for each in rounds.presenter.board.rounds}
    assert f"→ {minutes[3]:.0f} min" in said.split(" · ")[0]
    assert f"→ {minutes[1]:.0f} min" in said.split(" · ")[1]


def test_what_a_move_did_to_the_minutes_is_said_after_it(little, rounds, settle):
    before = {each.number: each.minutes for each in rounds.presenter.board.rounds}
    drop(rounds.side.balance.viewport(), row_of(rounds, 3), first_doors(rounds, 0, 8))
    settle(little)
    after = {each.number: each.minutes for each in rounds.presenter.board.rounds}
    for number in (1, 3):
        assert f"Round {number}: {before[number]:.0f} → {after[number]:.0f} min" in rounds.bar.words()


def test_a_locked_round_says_that_it_is_locked_and_takes_nothing(little, rounds, settle):
    rounds.presenter.choose_round(rounds.presenter.board.rounds[2].id)
    rounds.acts["rounds.lock"].trigger()
    settle(little)
    _, event = hold_over(rounds.side.balance.viewport(), row_of(rounds, 3), first_doors(rounds, 0))
    assert not event.isAccepted() and rounds.bar.words() == "Round 3 is locked"
    assert [badge.locked for badge in rounds.canvas.scene.badges] == [False, False, True, False]


def test_doors_are_dragged_to_another_place_in_the_walk(little, rounds, settle):
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    settle(little)
    table = rounds.side.doors
    before = [row.door.id for row in table.rows.rows]
    below_fifth = QPoint(60, table.rowViewportPosition(4) + 20)
    drop(table.viewport(), below_fifth, before[:2])
    settle(little)
    assert [row.door.id for row in table.rows.rows] == [*before[2:5], *before[:2], *before[5:]]


def test_doors_of_another_round_dropped_into_the_walk_join_it(little, rounds, settle):
    before, ids = counts(rounds), first_doors(rounds, 2)
    rounds.presenter.choose_round(rounds.presenter.board.rounds[0].id)
    settle(little)
    drop(rounds.side.doors.viewport(), QPoint(60, 5), ids)
    settle(little)
    assert counts(rounds)[1] == before[1] + 2
    assert [row.door.id for row in rounds.side.doors.rows.rows[:2]] == ids, "where they were dropped"


def test_a_whole_street_moves_by_keyboard_alone(little, rounds, settle, qtbot):
    before = counts(rounds)
    balance, doors = rounds.side.balance, rounds.side.doors
    balance.setFocus()
    qtbot.keyClick(balance, Qt.Key.Key_Down)
    settle(little)
    doors.setFocus()
    qtbot.keyClick(doors, Qt.Key.Key_Down)
    rounds.acts["rounds.street"].trigger()
    street = {rounds.presenter.board.doors[at].street for at in rounds.presenter.caught}
    moving = len(rounds.presenter.caught)
    assert len(street) == 1 and moving > 1
    rounds.bar.fill_move_menu(rounds.presenter.board.rounds)
    rounds.bar.move_menu.actions()[-1].trigger()
    settle(little)
    assert counts(rounds)[4] == before[4] + moving
