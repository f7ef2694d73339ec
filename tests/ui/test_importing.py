"""Files come in through the dialog: tried out first, then all of it or nothing, and undone."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

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
    ((name, problem),) = dialog.problems.rows.rows
    assert name == "register.csv" and problem.row == electors() + 2 and problem.reason
    saved = tmp_path / "list.csv"
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a, **k: saved)
    dialog._save.click()
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
