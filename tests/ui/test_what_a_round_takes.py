"""Minutes a door in the settings, and where rounds begin: typed, clicked on the map, refused in words."""

import pytest
from PySide6.QtCore import Qt

from ui.rounds.new_plan_dialog import NewPlanDialog
from ui.settings_dialog import SettingsDialog


@pytest.fixture
def rounds(little, settle):
    little.go("rounds", plan="Leaflets")
    settle(little)
    little.go("rounds", plan="Leaflets")
    settle(little)
    return little.screens["rounds"]


@pytest.fixture
def dialog(rounds):
    rounds.new_plan()
    (made,) = rounds.findChildren(NewPlanDialog)
    made.name.setText("From the hall")
    made.rounds.setValue(4)
    made.seconds.setValue(1)
    return made


@pytest.fixture
def times(settings_dialog):
    return settings_dialog


def write(editor, housing, column, text):
    at = editor.table.rows.rows.index(housing)
    editor.table.rows.setData(editor.table.rows.index(at, column), text)


def test_a_figure_is_kept_measured_and_undone_in_one(little, times, settle):
    rounds = little.session.desk.campaign.rounds
    before = {each.id: (each.minutes, each.doors) for each in rounds.rounds("Leaflets")}
    write(times.times, "any", 1, "0,75")
    times.times.crossing.setValue(0.5)
    times.agree.click()
    settle(little)
    kept = rounds.door_times()
    assert (kept.at_door["leaflet"]["any"], kept.crossing) == (0.75, 0.5)
    for each in rounds.rounds("Leaflets"):
        minutes, doors = before[each.id]
        assert each.minutes >= minutes + 0.5 * doors - 0.01
    little.menus["undo"].trigger()
    settle(little)
    assert {each.id: (each.minutes, each.doors) for each in rounds.rounds("Leaflets")} == before


@pytest.mark.parametrize("text", ["", "soon", "-1", "500", "nan"])
def test_what_is_no_figure_leaves_the_old_one(times, text):
    write(times.times, "semi", 1, text)
    assert times.times.times.at_door["leaflet"]["semi"] == 0.25


def test_what_sheets_say_stands_beside_and_is_taken_only_when_asked(little, settle):
    """Canvass sheets say 100 minutes each: that is far more a door than the table has."""
    campaign = little.session.desk.campaign
    sheets = sorted({sheet.code for sheet in campaign.sheets.ledger()})
    for sheet in sheets:
        campaign.results.note_return(sheet, minutes=100)
    little.menus["settings"].trigger()
    (dialog,) = little.findChildren(SettingsDialog)
    settle(little)
    editor = dialog.times
    assert (
        editor._said("canvass", "any").endswith(f" of {len(sheets)}")
        and editor._said("leaflet", "any") == "–"
    )
    assert editor.times.at_door["canvass"]["any"] == 2.5, "nothing changes by itself"
    editor.table.select(lambda housing: housing == "any")
    assert editor.learn.isEnabled()
    editor.learn.click()
    learnt = campaign.reports.learnt_times()["canvass", "any"].minutes
    assert editor.times.at_door["canvass"]["any"] == learnt != 2.5
    editor.table.select(lambda housing: housing == "rural")
    assert not editor.learn.isEnabled(), "no sheet told of the country"


def test_rounds_begin_at_a_postcode(little, rounds, dialog, settle):
    dialog.start.setText("zz1 2aa")
    dialog.end.setCurrentIndex(dialog.end.findData("start"))
    dialog.go.click()
    settle(little)
    plan = rounds.presenter.board.plan
    assert (plan.name, plan.request.start_named, plan.request.finish) == ("From the hall", "ZZ1 2AA", "start")
    assert rounds.canvas.scene.meeting is not None, "it is drawn"


def test_a_place_nobody_knows_is_said_in_the_dialog_and_nothing_is_split(little, rounds, dialog, settle):
    dialog.start.setText("The Moon")
    dialog.go.click()
    settle(little)
    assert "The Moon" in dialog.estimate.text() and dialog.isVisible() and dialog.go.isEnabled()
    assert rounds.presenter.board.plan.name == "Leaflets"


def test_walking_back_needs_a_meeting_point_and_a_car_needs_none(dialog):
    dialog.end.setCurrentIndex(dialog.end.findData("start"))
    assert not dialog.go.isEnabled() and "where people meet" in dialog.estimate.text()
    dialog.start.setText("ZZ1 2AA")
    assert dialog.go.isEnabled()
    dialog.end.setCurrentIndex(dialog.end.findData("car"))
    assert dialog.go.isEnabled() and not dialog.start.isEnabled()


def test_a_meeting_point_is_clicked_on_the_map(little, rounds, dialog, settle, qtbot):
    dialog.click.click()
    assert not dialog.isVisible()
    rounds.canvas.clicked.emit((10.0, 20.0, -1, False))
    assert dialog.isVisible()
    lat, lon = (float(part) for part in dialog.start.text().split(","))
    x, y = rounds.presenter.board.plane.to_xy(lat, lon).tolist()
    assert (x, y) == pytest.approx((10.0, 20.0), abs=1.0), "five figures of a degree are a metre"


def test_escape_goes_back_to_the_dialog_without_a_place(rounds, dialog, qtbot):
    dialog.click.click()
    qtbot.keyClick(rounds.canvas, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.start.text() == ""


def test_selected_doors_are_said_to_be_of_a_housing_and_their_rounds_take_as_long(
    little, rounds, settle, monkeypatch
):
    board = rounds.presenter.board
    first = board.rounds[0]
    rounds.presenter.choose_round(first.id)
    rounds.presenter.catch_doors([row.door.id for row in board.walks[first.id]])
    monkeypatch.setattr(
        "ui.rounds.screen.QInputDialog.getItem", lambda *asked, **_: (asked[3][-1], True)
    )  # the last: rural
    rounds.acts["rounds.housing"].trigger()
    settle(little)
    after = rounds.presenter.board.rounds[0]
    assert after.minutes == pytest.approx(first.minutes + 0.75 * first.doors, abs=0.05)
    assert {row.door.housing for row in rounds.presenter.board.walks[first.id]} == {"rural"}
    little.menus["undo"].trigger()
    settle(little)
    assert rounds.presenter.board.rounds[0].minutes == first.minutes


def test_no_flat_by_its_address_is_said_and_changes_nothing(little, rounds, settle):
    seen = little.session.desk.campaign.store.latest_change()
    rounds.acts["rounds.flats"].trigger()
    settle(little)
    assert "No address says a flat" in rounds.bar.words()
    assert little.session.desk.campaign.store.latest_change() == seen


def test_doors_far_from_any_road_are_told_and_selected(little, rounds, settle):
    board = rounds.presenter.board
    assert not board.reach and not rounds.acts["rounds.reach"].isEnabled()
    door = board.doors[0]
    little.session.desk.campaign.places.set_position(door.id, door.lat + 0.05, door.lon)
    settle(little)
    rounds.presenter.read()
    settle(little)
    assert "1 door more than 100 m from any road" in rounds.side._news_words.text()
    rounds.side._see.click()
    assert rounds.presenter.caught_ids() == [door.id]
    assert "more than 100 m" in rounds.bar.words()


def far(screen) -> list[int]:
    return [door.id for door in screen.presenter.board.reach.far]


def test_what_is_hard_to_reach_is_looked_up_again_when_a_door_moved_and_kept_when_none_did(
    little, rounds, settle, monkeypatch
):
    places = little.session.desk.campaign.places
    looked = []
    real = places.hard_to_reach
    monkeypatch.setattr(places, "hard_to_reach", lambda doors: looked.append(1) or real(doors))
    door = rounds.presenter.board.doors[0]
    places.set_position(door.id, door.lat + 0.05, door.lon)
    settle(little)
    assert looked and far(rounds) == [door.id]
    looked.clear()
    little.session.desk.campaign.rounds.lock(rounds.presenter.board.rounds[0].id)
    settle(little)
    assert rounds.presenter.board.rounds[0].locked
    assert not looked and far(rounds) == [door.id]
    places.set_position(door.id, door.lat, door.lon)
    settle(little)
    assert looked and not rounds.presenter.board.reach
