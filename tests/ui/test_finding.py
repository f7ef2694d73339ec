"""The register is searched as one types, and a household can be marked for the walker."""

from PySide6.QtCore import Qt

from walksheets.register import DO_NOT_CONTACT


def open_register(window, settle):
    window.go("register")
    settle(window)
    return window.screens["register"]


def test_typing_narrows_the_list(little, settle, qtbot):
    screen = open_register(little, settle)
    everyone = len(screen.electors.rows.rows)
    qtbot.keyClicks(screen.search, "sliwa anna")
    qtbot.wait(200)
    settle(little)
    found = screen.electors.rows.rows
    assert 0 < len(found) < everyone
    assert {(e.surname, e.forenames) for e in found} == {("Śliwa", "Anna")}
    screen.search.setText("zz1-7")
    qtbot.wait(200)
    settle(little)
    assert screen.electors.rows.rows[0].elector_number == "ZZ1-7"


def test_somebody_can_be_left_off_every_sheet_and_had_back(little, settle, qtbot):
    screen = open_register(little, settle)
    screen.electors.selectRow(0)
    settle(little)
    elector = screen.electors.current()
    screen.household.contact.click()
    settle(little)
    register = little.session.desk.campaign.register
    now = next(e for e in register.electors(door_id=elector.door_id) if e.id == elector.id)
    assert DO_NOT_CONTACT in now.flags
    little.menus["undo"].trigger()
    settle(little)
    assert not screen.household.contact.isChecked()


def test_a_note_for_the_walker_is_kept_with_the_door(little, settle, qtbot):
    screen = open_register(little, settle)
    screen.electors.selectRow(2)
    settle(little)
    screen.household.note.setFocus()
    qtbot.keyClicks(screen.household.note, "big dog")
    qtbot.keyClick(screen.household.note, Qt.Key.Key_Return)
    settle(little)
    door_id = screen.electors.current().door_id
    assert little.session.desk.campaign.places.doors([door_id])[0].note == "big dog"


def test_a_door_is_placed_by_a_click_on_the_map(little, settle, qtbot):
    screen = open_register(little, settle)
    screen.electors.selectRow(0)
    settle(little)
    screen.household._place.click()
    settle(little)
    rounds = little.screens["rounds"]
    assert little.where == "rounds" and "Click where" in rounds._hint.text()
    door = rounds.presenter.placing
    qtbot.mouseClick(rounds.canvas, Qt.MouseButton.LeftButton, pos=rounds.canvas.rect().center())
    settle(little)
    placed = little.session.desk.campaign.places.doors([door.id])[0]
    assert placed.placed_by == "hand"
    x, y = little.session.desk.campaign.places.projection().to_xy(placed.lat, placed.lon)
    assert abs(x - rounds.canvas.view.x) < 5 and abs(y - rounds.canvas.view.y) < 5
