"""Files come in through the dialog: tried out first, then all of it or nothing, and undone."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit

from tests.ui.little_ward import DOORS, STREETS, electors
from ui.register.import_dialog import ImportDialog


@pytest.fixture
def empty(window, empty_file, settle):
    window.session.open(empty_file)
    settle(window)
    return window


def import_dialog(window) -> ImportDialog:
    return next(d for d in window.findChildren(ImportDialog) if d.isVisible())


def drop(window, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left = Qt.MouseButton.LeftButton
    window.dropEvent(
        QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
    )


def test_files_dropped_on_the_window_are_shown_before_anything_is_kept(empty, little_files, settle):
    drop(empty, *sorted(little_files.iterdir()))
    settle(empty)
    dialog = import_dialog(empty)
    kinds = {Path(row.file).name: row.kind for row in dialog.files.rows.rows}
    assert kinds == {
        "map.osm": "map", "postcodes.csv": "postcodes", "register.csv": "register", "volunteers.csv": "volunteers",
    }  # fmt: skip
    assert f"{electors():,} new" in dialog.what.toPlainText()
    assert empty.session.desk.campaign.register.counts().electors == 0
    dialog.reject()
    settle(empty)
    assert empty.session.desk.campaign.register.counts().electors == 0


def test_import_keeps_it_all_and_undo_takes_it_all_back(empty, little_files, settle, qtbot):
    empty.go("register")
    drop(empty, *little_files.iterdir())
    settle(empty)
    dialog = import_dialog(empty)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle(empty)
    register = empty.screens["register"]
    assert f"{electors():,} electors at {len(STREETS) * DOORS:,} doors" in register.summary.text()
    assert empty.strip.last_words.startswith("Import")
    undo = empty.menus["undo"]
    assert "Import" in undo.text()
    undo.trigger()
    settle(empty)
    assert register.pages.notice.isVisible()
    assert empty.session.desk.campaign.register.counts().electors == 0


def test_the_same_file_again_brings_nothing_and_says_so(little, little_files, settle):
    drop(little, little_files / "register.csv")
    settle(little)
    dialog = import_dialog(little)
    assert not dialog.go.isEnabled()
    assert "nothing to import" in dialog.message.text()
    dialog.reject()


def test_rows_not_understood_are_listed_with_row_and_reason_and_can_be_saved(
    empty, little_files, tmp_path, settle, monkeypatch
):
    broken = tmp_path / "register.csv"
    text = (little_files / "register.csv").read_text(encoding="utf-8")
    broken.write_text(
        text + "ZZ1\tnot a number\t0\t\t\tPrice\tWilliam\tZZ1 1AA\t3 Anson Road\tLittleton\t\t\t\t\r\n",
        encoding="utf-8",
    )
    drop(empty, broken)
    settle(empty)
    dialog = import_dialog(empty)
    ((path, problem),) = dialog.problems.table.rows.rows
    assert path.name == "register.csv" and problem.row == electors() + 2 and problem.reason
    saved = tmp_path / "list.csv"
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a, **k: saved)
    dialog.problems.save.click()
    with saved.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    assert rows[0] == ["file", "row", "column", "value", "reason"] and len(rows) == 2
    dialog.reject()


def test_a_file_nobody_knows_can_be_mapped_by_hand(empty, tmp_path, settle):
    strange = tmp_path / "strange.csv"
    strange.write_text(
        "Hausnummer,Gasse,Plz\n" + "".join(f"{n},Mill Lane,ZZ9 9ZZ\n" for n in range(1, 31)), encoding="utf-8"
    )
    drop(empty, strange)
    settle(empty)
    dialog = import_dialog(empty)
    assert not dialog.go.isEnabled()
    dialog.read_as.setCurrentIndex(dialog.read_as.findData("addresses"))
    settle(empty)
    columns = dialog.mapping.columns.rows
    assert [columns.columns[0].text(at) for at in columns.rows] == ["Hausnummer", "Gasse", "Plz"]
    for at, field in enumerate(("house", "street", "postcode")):
        columns.setData(columns.index(at, 2), field)
        settle(empty)
    assert dialog.go.isEnabled(), dialog.message.text()
    dialog.go.click()
    settle(empty)
    assert len(empty.session.desk.campaign.places.doors()) == 30


def test_a_file_that_cannot_be_read_gets_one_sentence_in_the_dialog(empty, tmp_path, settle):
    picture = tmp_path / "register.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    drop(empty, picture)
    settle(empty)
    dialog = import_dialog(empty)
    assert dialog.message.text() and not dialog.go.isEnabled()
    dialog.reject()


def test_files_dropped_with_no_campaign_open_are_not_lost_silently(window, little_files, settle):
    drop(window, little_files / "register.csv")
    settle(window)
    assert "Make or open one" in window.banner.text


def test_a_campaign_dropped_on_the_window_is_opened(window, little_file, settle):
    drop(window, little_file)
    settle(window)
    assert "Little ward" in window.windowTitle()


def broken_register(little_files, tmp_path) -> Path:
    broken = tmp_path / "register.csv"
    text = (little_files / "register.csv").read_text(encoding="utf-8")
    rows = "".join(
        f"ZZ1\t{number}\t0\t\t\tPrice\tWilliam\tZZ1 1AA\t{door} Anson Road\tLittleton\t\t\t\t\r\n"
        for number, door in (("no number", 3), ("none", 4))
    )
    broken.write_text(text + rows, encoding="utf-8")
    return broken


def test_a_row_is_put_right_and_another_left_out_by_keyboard(empty, little_files, tmp_path, settle, qtbot):
    drop(empty, broken_register(little_files, tmp_path))
    settle(empty)
    dialog = import_dialog(empty)
    dialog.tabs.setCurrentIndex(2)
    table, cells = dialog.problems.table, dialog.problems.cells
    assert [problem.value for _, problem in table.rows.rows] == ["no number", "none"]
    table.setFocus()
    table.selectRow(0)
    settle(empty)
    assert cells.rows.columns[0].text(cells.rows.rows[1]) == "Elector Number"
    cells.setFocus()
    cells.setCurrentIndex(cells.rows.index(1, 1))
    qtbot.keyClick(cells, Qt.Key.Key_Return)
    editor = cells.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "9001")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(empty)
    assert [problem.value for _, problem in table.rows.rows] == ["none"]
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settle(empty)
    assert table.rows.rows == []
    dialog.go.click()
    settle(empty)
    register = empty.session.desk.campaign.register
    assert [e.surname for e in register.electors("ZZ1-9001")] == ["Price"]
    assert register.counts().electors == electors() + 1


def test_another_encoding_changes_the_names_before_anything_is_kept(empty, little_files, tmp_path, settle):
    file = tmp_path / "register.csv"
    text = (little_files / "register.csv").read_text(encoding="utf-8").replace("ễ", "é")
    file.write_bytes(text.encode("windows-1250"))
    drop(empty, file)
    settle(empty)
    dialog = import_dialog(empty)
    assert "Śliwa" not in dialog.mapping.letters.text()
    box = dialog.mapping.encoding
    box.setCurrentIndex(box.findData("windows-1250"))
    box.activated.emit(box.currentIndex())
    settle(empty)
    assert "Śliwa" in dialog.mapping.letters.text()
    dialog.go.click()
    settle(empty)
    assert {e.surname for e in empty.session.desk.campaign.register.electors("sliwa")} == {"Śliwa"}


def test_recognised_columns_are_in_colour_and_others_grey(empty, little_files, settle):
    drop(empty, little_files / "register.csv")
    settle(empty)
    first = import_dialog(empty).mapping.first
    is_row = [first.item(0, at).text() for at in range(first.columnCount())]
    assert is_row[1] == "elector number" and is_row[5] == "surname" and is_row[7] == "postcode"
    tints = {first.item(3, at).background().color().name() for at in (1, 5, 7)}
    assert len(tints) == 3, "number, name and address each have a colour of their own"
    import_dialog(empty).reject()


def test_examples_and_warnings_stand_before_the_import(little, little_files, tmp_path, settle):
    lines = (little_files / "register.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    other = tmp_path / "other.csv"
    other.write_text("".join(lines).replace("ZZ1\t", "QQ9\t").replace(" Road", " Quay").replace(" Lane", " Wharf")
                     .replace(" Street", " Dock").replace(" Close", " Pier"), encoding="utf-8")  # fmt: skip
    drop(little, other)
    settle(little)
    dialog = import_dialog(little)
    assert "another ward's" in dialog.warning.text() and dialog.warning.isVisible()
    assert {sample.what for sample in dialog.samples.rows.rows} == {"added"}
    dialog.reject()
    less = tmp_path / "register.csv"
    less.write_text("".join(lines[:-2]), encoding="utf-8")
    settle(little)
    drop(little, less)
    settle(little)
    dialog = import_dialog(little)
    assert [sample.what for sample in dialog.samples.rows.rows] == ["gone", "gone"]
    assert not dialog.warning.isVisible()
    dialog.reject()


def test_a_mapping_that_was_kept_is_known_next_month(empty, tmp_path, settle, monkeypatch):
    monkeypatch.setattr("walksheets.imports.layouts.user_data", lambda: tmp_path)
    rows = "".join(f"{n},Mill Lane,ZZ9 9ZZ\n" for n in range(1, 31))
    strange = tmp_path / "strange.csv"
    strange.write_text("Hausnummer,Gasse,Plz\n" + rows, encoding="utf-8")
    drop(empty, strange)
    settle(empty)
    dialog = import_dialog(empty)
    assert dialog.tabs.currentIndex() == 1, "a file nobody knows shows its columns at once"
    dialog.read_as.setCurrentIndex(dialog.read_as.findData("addresses"))
    settle(empty)
    columns = dialog.mapping.columns.rows
    for at, field in enumerate(("house", "street", "postcode")):
        columns.setData(columns.index(at, 2), field)
        settle(empty)
    monkeypatch.setattr("ui.register.mapping_panel.QInputDialog.getText", lambda *a: ("Our council", True))
    dialog.mapping._keep.click()
    settle(empty)
    dialog.reject()
    settle(empty)
    next_month = tmp_path / "next month.csv"
    next_month.write_text("Hausnummer,Gasse,Plz\n" + rows, encoding="utf-8")
    drop(empty, next_month)
    settle(empty)
    dialog = import_dialog(empty)
    (report,) = dialog.files.rows.rows
    assert (report.layout, report.new) == ("Our council", 30)
    assert dialog.kept.findData("Our council") > 0
    dialog.reject()


def test_an_import_that_is_stopped_keeps_nothing_and_the_dialog_stays(
    empty, little_files, settle, monkeypatch
):
    drop(empty, little_files / "register.csv")
    settle(empty)
    dialog = import_dialog(empty)
    dialog.go.click()
    dialog.cancel.click()
    settle(empty)
    assert dialog.isVisible() and dialog.message.text() == "Stopped; nothing was kept."
    assert empty.session.desk.campaign.register.counts().electors == 0
    dialog.go.click()
    settle(empty)
    assert empty.session.desk.campaign.register.counts().electors == electors()
