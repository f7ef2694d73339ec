"""Volunteers are edited where they stand, rounds given out in a cell, sheets printed and marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from ui.settings_dialog import SettingsDialog


@pytest.fixture
def volunteers(little, settle):
    little.go("volunteers")
    settle(little)
    return little.screens["volunteers"]


@pytest.fixture
def printing(little, settle):
    little.go("print")
    settle(little)
    return little.screens["print"]


def test_a_volunteer_is_added_and_named_by_keyboard(little, volunteers, settle, qtbot):
    volunteers.people.setFocus()
    volunteers.acts["volunteers.add"].trigger()
    settle(little)
    editor = volunteers.people.findChild(QLineEdit)
    assert editor is not None, "the cursor stands in the new name"
    editor.clear()
    qtbot.keyClicks(editor, "Grace Owusu")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(little)
    assert "Grace Owusu" in [person.name for person in little.session.desk.campaign.volunteers.people()]


def test_a_detail_that_makes_no_sense_is_refused_in_a_sentence(little, volunteers, settle):
    rows = volunteers.people.rows
    column = next(at for at, each in enumerate(rows.columns) if each.title == "Most doors")
    rows.setData(rows.index(0, column), "lots")
    settle(little)
    assert "“lots” is not a number" in little.banner.text


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_round_is_given_to_somebody_in_its_cell(little, volunteers, settle, qtbot):
    assert "nobody" in volunteers._holes.text()
    slots = volunteers.slots
    slot = slots.rows.rows[0]
    slots.setCurrentIndex(slots.rows.index(0, 3))
    slots.edit(slots.rows.index(0, 3))
    box = slots.findChild(QComboBox)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    settle(little)
    held = little.session.desk.campaign.volunteers.assignments("Canvass")
    assert [(each.round_id, each.volunteer) for each in held] == [
        (slot.round.id, volunteers.presenter.roster.people[1].name)
    ]


def test_suggestions_fill_the_holes_with_their_reasons(little, volunteers, settle):
    volunteers.acts["volunteers.suggest"].trigger()
    settle(little)
    roster = volunteers.presenter.roster
    given = [slot for slot in roster.slots if slot.volunteer_id is not None]
    assert given and all(slot.reason for slot in given)


def test_who_leaves_the_list_leaves_holes_and_comes_back_with_undo(little, volunteers, settle):
    before = len(volunteers.presenter.roster.people)
    volunteers.people.selectRow(0)
    volunteers.acts["volunteers.remove"].trigger()
    settle(little)
    assert len(volunteers.presenter.roster.people) == before - 1
    little.menus["undo"].trigger()
    settle(little)
    assert len(volunteers.presenter.roster.people) == before


def test_the_preview_is_the_real_pdf_and_its_pages_turn(little, printing, settle):
    assert printing.preview.words.text().startswith("page 1 of")
    first = printing.preview.page._image
    assert first is not None and first.width() > 200
    if printing.preview.pages > 1:
        printing.preview.turn(1)
        settle(little)
        assert printing.preview.words.text().startswith("page 2 of")


def test_chosen_rounds_are_printed_to_a_folder_and_stand_in_the_ledger(
    little, printing, tmp_path, settle, monkeypatch
):
    folder = tmp_path / "paper"
    folder.mkdir()
    monkeypatch.setattr("ui.widgets.files.folder", lambda *a: folder)
    before = len(printing.ledger.table.rows.rows)
    printing.which.setCurrentIndex(1)
    printing.rounds.selectRow(1)
    printing.acts["print.folder"].trigger()
    settle(little)
    assert len(list(folder.glob("*.pdf"))) == 1
    new = printing.ledger.table.rows.rows[: len(printing.ledger.table.rows.rows) - before]
    assert new and {sheet.round_number for sheet in new} == {2}
    assert "print run 2" in printing._done.text()


def test_a_folder_that_cannot_be_written_leaves_no_sheet_behind(
    little, printing, tmp_path, settle, monkeypatch
):
    file = tmp_path / "not a folder"
    file.write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("ui.widgets.files.folder", lambda *a: file)
    before = len(little.session.desk.campaign.sheets.ledger())
    printing.acts["print.folder"].trigger()
    settle(little)
    assert little.banner.text
    assert len(little.session.desk.campaign.sheets.ledger()) == before


def mark(ledger, words: str) -> None:
    """Choose a line of the ledger's Mark menu."""
    next(
        each for each in ledger._mark_menu.menu().actions() if each.text().replace("&", "") == words
    ).trigger()


def test_sheets_are_marked_back_and_lost_in_the_ledger(little, printing, settle):
    printing.tabs.setCurrentIndex(1)
    printing.ledger.table.selectRow(0)
    mark(printing.ledger, "Mark back")
    settle(little)
    printing.ledger.table.selectRow(1)
    mark(printing.ledger, "Mark lost")
    settle(little)
    statuses = [sheet.status for sheet in printing.ledger.table.rows.rows]
    assert statuses[:2] == ["back", "lost"]
    printing.ledger.status.setCurrentIndex(printing.ledger.status.findData("lost"))
    assert [sheet.status for sheet in printing.ledger.table.rows.rows] == ["lost"]


def test_settings_are_kept_as_changes_that_can_be_undone(little, settle, qtbot):
    little.menus["settings"].trigger()
    (dialog,) = little.findChildren(SettingsDialog)
    settle(little)
    dialog.name.setText("Littleton East")
    dialog.telephone.setText("07700 900123")
    dialog.codes._set(dialog.codes.codes[0], meaning="certain")
    dialog._agree()
    settle(little)
    campaign = little.session.desk.campaign
    assert campaign.name == "Littleton East" and "Littleton East" in little.home._title.text()
    assert campaign.sheets.organiser().telephone == "07700 900123"
    assert campaign.results.codes()[0].meaning == "certain"
    little.menus["undo"].trigger()
    settle(little)
    assert campaign.results.codes()[0].meaning == "strong support"


def test_another_windows_change_is_noticed(little, little_file, settle):
    from walksheets.campaign import Campaign

    little.go("volunteers")
    settle(little)
    with Campaign.open(little_file) as other:
        other.volunteers.add("Somebody Else")
    little.session.look_for_others()
    settle(little)
    names = [person.name for person in little.screens["volunteers"].presenter.roster.people]
    assert "Somebody Else" in names
