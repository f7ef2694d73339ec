"""The register is searched as one types, and a household can be marked for the walker."""

from PySide6.QtCore import Qt

from ui.widgets.table import Table
from walksheets.register import DO_NOT_CONTACT


def open_register(window, settle):
    window.go("register")
    settle(window)
    return window.screens["register"]


def test_typing_narrows_the_list(little, settle, qtbot):
    screen = open_register(little, settle)
    everyone = len(screen.electors.rows.rows)
    qtbot.keyClicks(screen.search, "sliwa anna")

    def found() -> set[tuple[str, str]]:
        return {(e.surname, e.forenames) for e in screen.electors.rows.rows}

    qtbot.waitUntil(lambda: found() == {("Śliwa", "Anna")}, timeout=30_000)
    assert 0 < len(screen.electors.rows.rows) < everyone
    screen.search.setText("zz1-7")
    qtbot.waitUntil(lambda: screen.electors.rows.rows[0].elector_number == "ZZ1-7", timeout=30_000)


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
    assert little.where == "rounds"
    door = rounds.presenter.placing
    qtbot.mouseClick(rounds.canvas, Qt.MouseButton.LeftButton, pos=rounds.canvas.rect().center())
    settle(little)
    placed = little.session.desk.campaign.places.doors([door.id])[0]
    assert placed.placed_by == "hand"
    x, y = little.session.desk.campaign.places.projection().to_xy(placed.lat, placed.lon)
    assert abs(x - rounds.canvas.view.x) < 5 and abs(y - rounds.canvas.view.y) < 5


def test_a_search_nobody_fits_says_so(little, settle, qtbot):
    screen = open_register(little, settle)
    qtbot.keyClicks(screen.search, "zzzz")
    settle(little)
    assert screen.electors.rows.rows == [] and screen.found.text() == "nobody found"
    assert "Nobody on the register" in screen.electors.nothing


def test_too_many_to_show_says_how_to_find_the_one(little, settle, monkeypatch):
    monkeypatch.setattr("ui.register.presenter.MOST", 20)
    screen = open_register(little, settle)
    assert len(screen.electors.rows.rows) == 20 and "type more" in screen.found.text()


def test_flags_are_set_by_keyboard_and_undone_by_name(little, settle, qtbot):
    screen = open_register(little, settle)
    qtbot.keyClicks(screen.search, "zz1-5")
    settle(little)
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    settle(little)
    elector = screen.electors.current()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(screen.electors, Qt.Key.Key_D, both)
    settle(little)
    register = little.session.desk.campaign.register
    assert register.electors("zz1-5")[0].flags == ("deceased",)
    qtbot.keyClick(screen.electors, Qt.Key.Key_L, both)
    settle(little)
    assert little.session.desk.campaign.places.doors([elector.door_id])[0].no_leaflets
    little.menus["undo"].trigger()
    settle(little)
    assert "deceased" in little.menus["undo"].text()
    little.menus["undo"].trigger()
    settle(little)
    assert register.electors("zz1-5")[0].flags == ()
    assert [event.what for event in screen.household.history.rows.rows] == ["came on to the register"]


def test_an_electors_history_holds_what_was_heard_on_every_sheet(little, settle):
    campaign = little.session.desk.campaign
    line = next(line for line in campaign.sheets.lines() if line.elector is not None)
    campaign.results.key(line.sheet, line.line, "2", "ask again in May")
    campaign.results.key(line.sheet, line.line, "1")
    screen = open_register(little, settle)
    screen.search.setText(line.elector_number)
    settle(little)
    screen.electors.select(lambda e: e.id == line.elector)
    settle(little)
    said = [event.what for event in screen.household.history.rows.rows]
    assert any(what.startswith("1 strong support") for what in said)
    assert any("ask again in May" in what and "corrected since" in what for what in said)
    assert said[-1] == "came on to the register"


def test_the_household_is_walked_through_beside_the_list(little, settle, qtbot):
    screen = open_register(little, settle)
    screen.electors.selectRow(0)
    settle(little)
    first = screen.electors.current()
    screen.electors.opened.emit(first)
    qtbot.keyClick(screen.household.people, Qt.Key.Key_Down)
    settle(little)
    assert screen.household.people.current().id != first.id
    assert screen.household._who.text() == screen.household.people.current().name
    assert screen.electors.current().id == first.id, "the list stays where it was"


def test_column_widths_and_sorting_are_remembered(little, settle):
    screen = open_register(little, settle)
    screen.electors.setColumnWidth(1, 201)
    screen.electors.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    from ui.register import tables

    again = tables.electors()
    again.remember(little.settings, f"register.{screen.findChildren(Table).index(screen.electors)}")
    again.set_rows(screen.electors.rows.rows)
    assert again.columnWidth(1) == 201
    names = [elector.forenames for elector in again.rows.rows]
    assert names == sorted(names, reverse=True)
