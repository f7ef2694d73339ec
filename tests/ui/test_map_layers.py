"""What the map's colours say, several rounds at once, plans side by side, news, and the picture that is saved."""

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from tests.ui.map_hands import spot
from ui import theme
from ui.rounds import shades
from ui.rounds.compare import CHANGES, NOT_THERE, STAYS, compare
from ui.widgets import files
from walksheets.rounds import Round


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


def choose(combo, words: str) -> None:
    at = combo.findText(words)
    assert at >= 0
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def test_the_colours_say_who_holds_each_round(little, rounds, settle):
    campaign = little.session.desk.campaign
    priya = campaign.volunteers.find("Priya Shah")
    campaign.volunteers.assign(rounds.presenter.board.rounds[1].id, priya.id)
    settle(little)
    choose(rounds.bar.shades, "Who holds it")
    settle(little)
    scene = rounds.canvas.scene
    assert [badge.text for badge in scene.badges] == ["1", "2 Priya S.", "3", "4"]
    held = scene.dots.colour == 1
    assert (held == (scene.dots.group == 1)).all()
    assert rounds.canvas.legend.title == "Who holds it"


def test_the_colours_say_what_has_come_back(little, rounds, settle):
    campaign = little.session.desk.campaign
    rounds.presenter.choose_plan("Canvass")
    settle(little)
    sheet = campaign.sheets.ledger()[0]
    campaign.results.key_rest(sheet.code, "N")
    rounds.presenter.colour_by(shades.RESULTS)
    settle(little)
    figures = {each.number: each for each in campaign.reports.progress("Canvass") if each.round_id}
    texts = {badge.text.split()[0]: badge.text for badge in rounds.canvas.scene.badges}
    for number, each in figures.items():
        assert texts[str(number)].endswith(f"{each.lines_keyed / each.lines:.0%}")
    assert any(each.lines_keyed for each in figures.values())


@pytest.mark.parametrize(
    ("keyed", "code"), [("", 0), ("2026-01-01", 1), ("2026-04-01", 2), ("2026-05-20", 3), ("2026-06-01", 3)]
)
def test_the_colours_say_how_long_ago_a_round_was_delivered(keyed, code):
    each = Round(1, "P", 1, "", "", 1, 1, 1.0, 1.0, False, False, "", keyed)
    shade = shades.by_delivery([each], np.array([0, -1]), date(2026, 6, 1))
    assert shade.codes.tolist() == [code, -1] and shade.of_round == (code,)


def test_a_ramp_is_told_apart_by_lightness_alone():
    for c in theme.SCHEMES.values():
        steps = [theme.colour(step).lightnessF() for step in shades.ramp(c, 3)]
        assert steps == sorted(steps) or steps == sorted(steps, reverse=True)


def test_several_rounds_are_chosen_on_the_map_and_merged(little, rounds, settle, qtbot):
    canvas, groups = rounds.canvas, rounds.canvas.dots.group
    for group, keys in ((0, Qt.KeyboardModifier.NoModifier), (1, Qt.KeyboardModifier.ControlModifier)):
        at = int((groups == group).argmax())
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, keys, spot(canvas, at))
        settle(little)
    board = rounds.presenter.board
    assert canvas.scene.strong == {0, 1} and len(canvas.scene.ways) == 2
    assert {each.id for each in rounds.side.balance.selected()} == {each.id for each in board.rounds[:2]}
    together = board.rounds[0].doors + board.rounds[1].doors
    rounds.acts["rounds.merge"].trigger()
    settle(little)
    assert rounds.presenter.board.rounds[0].doors == together and len(rounds.presenter.board.rounds) == 3


def test_several_rounds_are_chosen_in_the_list_by_keyboard(little, rounds, settle, qtbot):
    balance = rounds.side.balance
    balance.setFocus()
    qtbot.keyClick(balance, Qt.Key.Key_Down)
    qtbot.keyClick(balance, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(little)
    assert rounds.canvas.scene.strong == {0, 1}
    assert rounds.acts["rounds.merge"].isEnabled()


def test_two_plans_are_compared(little, rounds, settle):
    choose(rounds.bar.shades, "Against “Canvass”")
    settle(little)
    board, rows = rounds.presenter.board, rounds.side.changes.table.rows.rows
    assert [row.round.number for row in rows] == [1, 2, 3, 4]
    assert sum(row.stays + row.comes for row in rows) == 80
    other = {
        row.door.id: row.round_number for row in little.session.desk.campaign.rounds.plan_doors("Canvass")
    }
    was = {row.round.number: row.was.number if row.was else None for row in rows}
    changed = sum(
        other[row.door.id] != was[number]
        for number, each in ((r.number, r) for r in board.rounds)
        for row in board.walks[each.id]
    )
    assert (rounds.canvas.scene.dots.colour == CHANGES).sum() == changed > 0
    assert rounds.side.changes.isVisible()
    rounds.presenter.choose_plan("Canvass")
    settle(little)
    assert rounds.canvas.legend is None and not rounds.side.changes.isVisible(), "another plan, no comparison"
    choose(rounds.bar.shades, "Against “Leaflets”")
    settle(little)
    choose(rounds.bar.shades, "Rounds")
    settle(little)
    assert rounds.canvas.legend is None and not rounds.side.changes.isVisible()


def _round(number: int, doors: int, minutes: float) -> Round:
    return Round(number, "P", number, "", "", doors, doors, minutes, 0.0, False, False, "", "")


def test_a_comparison_pairs_rounds_by_the_doors_they_share():
    now, before = [_round(1, 3, 9), _round(2, 2, 6)], [_round(11, 2, 5), _round(12, 2, 5), _round(13, 1, 5)]
    held = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}
    was = {1: 12, 2: 12, 3: 11, 4: 11}
    comparison = compare(now, held, "Before", before, was, [1, 2, 3, 4, 5, 6])
    assert comparison.codes.tolist() == [STAYS, STAYS, CHANGES, STAYS, NOT_THERE, -1]
    assert [(r.was.number, r.stays, r.comes, r.goes) for r in comparison.rows] == [
        (12, 2, 1, 0),
        (11, 1, 1, 1),
    ]
    assert [each.number for each in comparison.gone] == [13] and comparison.moved == 1


def test_the_plan_is_balanced_again_with_most_doors_staying(little, rounds, settle):
    before = {row.door.id: row.round_id for rows in rounds.presenter.board.walks.values() for row in rows}
    rounds.acts["rounds.balance"].trigger()
    settle(little)
    after = {row.door.id: row.round_id for rows in rounds.presenter.board.walks.values() for row in rows}
    assert after.keys() == before.keys()
    assert sum(after[door] == before[door] for door in before) >= 0.9 * len(before)


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_the_map_is_saved_as_a_picture_with_its_rounds(little, rounds, settle, tmp_path, monkeypatch, ending):
    path = tmp_path / f"plan{ending}"
    monkeypatch.setattr(files, "to_save", lambda *_: path)
    rounds.acts["rounds.picture"].trigger()
    settle(little)
    if ending == ".png":
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(0, 2_800, 2) for y in range(130, 2_100, 3)}
        mine = rounds.presenter.board.colours.values()
        assert {theme.colour(theme.LIGHT.rounds[code]).rgb() for code in mine} <= colours
    else:
        assert QSvgRenderer(str(path)).isValid()
        words = path.read_text(encoding="utf-8")
        assert "OpenStreetMap" in words and rounds.presenter.board.rounds[0].name.split()[0] in words
    assert path.name in little.strip.last_words


def test_the_map_moves_by_keyboard_and_home_shows_all(little, rounds, settle, qtbot):
    canvas = rounds.canvas
    whole = canvas.view
    canvas.setFocus()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(canvas, key)
    assert canvas.view.scale > whole.scale and canvas.view.x < whole.x and canvas.view.y > whole.y
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view == whole


def test_a_pull_beyond_the_edge_is_painted_while_the_hand_still_moves(little, rounds, settle, qtbot):
    canvas = rounds.canvas
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 300))
    for step in range(1, 40):
        qtbot.mouseMove(canvas, QPoint(10 + 15 * step, 300))
    settle(little)
    assert canvas._covers(canvas._still)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(595, 300))


def test_a_barrier_is_drawn_shown_held_and_removed(little, rounds, settle, qtbot):
    canvas = rounds.canvas
    rounds.acts["rounds.barrier"].trigger()
    dots = canvas.dots
    streets = [door.street for door in rounds.presenter.board.doors]
    birch = np.array([street == "Birch Lane" for street in streets])
    chapel = np.array([street == "Chapel Street" for street in streets])
    middle = (np.nanmean(dots.xy[birch, 1]) + np.nanmean(dots.xy[chapel, 1])) / 2
    (x0, y), (x1, _) = canvas.view.pixels(
        [[canvas.view.seen().left() + 9, middle], [canvas.view.seen().right() - 9, middle]]
    )
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x0), round(y)))
    for share in np.linspace(0, 1, 12):
        qtbot.mouseMove(canvas, QPoint(round(x0 + (x1 - x0) * share), round(y)))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x1), round(y)))
    settle(little)
    (wall,) = canvas.scene.barriers
    assert len(wall) == 2 and np.allclose(wall[:, 1], middle, atol=3 / canvas.view.scale)
    assert rounds.acts["rounds.pointer"].isChecked(), "one line, then the pointer again"
    rounds.acts["rounds.unbar"].trigger()
    settle(little)
    assert canvas.scene.barriers == ()
    little.menus["undo"].trigger()
    settle(little)
    assert len(canvas.scene.barriers) == 1


def test_a_street_is_kept_whole_and_cut_again(little, rounds, settle):
    rounds.presenter.catch([0])
    street = rounds.presenter.board.doors[0].street_id
    rounds.acts["rounds.whole"].trigger()
    settle(little)
    assert rounds.presenter.board.plan.request.whole_streets == (street,)
    rounds.presenter.catch([0])
    rounds.acts["rounds.whole"].trigger()
    settle(little)
    assert rounds.presenter.board.plan.request.whole_streets == ()
