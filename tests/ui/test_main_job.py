"""The main job through the window, on a real place: register in, rounds out, sheets printed, results keyed, exported."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.test_importing import drop, import_dialog
from ui.reports.export_dialog import ExportDialog
from ui.rounds.new_plan_dialog import NewPlanDialog
from ui.user_settings import UserSettings


def test_an_organisers_evening(window, shared: Path, tmp_path: Path, settle, qtbot, monkeypatch):
    place = shared / "levenshulme"
    new_campaign(window, tmp_path, settle, monkeypatch)
    bring_in(
        window,
        settle,
        place / "roads.osm.pbf",
        place / "postcodes.csv",
        place / "register.xpress.csv",
        place / "volunteers.csv",
    )
    desk = window.session.desk
    assert desk.campaign.register.counts().doors == 2402
    split(window, settle, qtbot)
    give_out(window, settle)
    pdfs, codes = print_out(window, tmp_path / "paper", settle, monkeypatch)
    assert len(pdfs) == 21 and all(pdf.read_bytes().startswith(b"%PDF") for pdf in pdfs)
    key_page(window, codes[0], settle, qtbot)
    rows = export(window, tmp_path / "results.csv", settle, monkeypatch)
    assert {row["sheet"] for row in rows} == {codes[0]} and {row["result"] for row in rows} == {"L"}
    window.go("progress")
    settle(window)
    assert window.screens["progress"].table.rows.rowCount() == 21
    assert window.banner.text == ""
    window.session.close()
    settle(window)
    assert str(tmp_path / "evening.walksheets") in UserSettings.load().recent[0]


def new_campaign(window, folder: Path, settle, monkeypatch) -> None:
    monkeypatch.setattr("ui.widgets.files.new_campaign", lambda *a: folder / "evening.walksheets")
    window.menus["new"].trigger()
    settle(window)
    assert window.session.desk is not None


def bring_in(window, settle, *paths: Path) -> None:
    drop(window, *paths)
    settle(window)
    dialog = import_dialog(window)
    assert dialog.go.isEnabled(), dialog.message.text()
    dialog.go.click()
    settle(window)


def split(window, settle, qtbot) -> None:
    window.go("rounds")
    settle(window)
    screen = window.screens["rounds"]
    screen.acts["rounds.new"].trigger()
    (dialog,) = screen.findChildren(NewPlanDialog)
    dialog.name.setText("Spring leaflet")
    dialog.doors.setValue(120)
    dialog.rounds.setValue(21)
    dialog.seconds.setValue(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(window)
    assert len(screen.presenter.board.rounds) == 21


def give_out(window, settle) -> None:
    window.go("volunteers")
    settle(window)
    screen = window.screens["volunteers"]
    screen.acts["volunteers.suggest"].trigger()
    settle(window)
    assert screen.presenter.roster.holes < 21


def print_out(window, folder: Path, settle, monkeypatch) -> tuple[list[Path], list[str]]:
    folder.mkdir()
    monkeypatch.setattr("ui.widgets.files.folder", lambda *a: folder)
    window.go("print")
    settle(window)
    screen = window.screens["print"]
    assert screen.preview.pages >= 1
    screen.acts["print.folder"].trigger()
    settle(window)
    ledger = screen.ledger.table.rows.rows
    return sorted(folder.glob("*.pdf")), [sheet.code for sheet in reversed(ledger)]


def key_page(window, code: str, settle, qtbot) -> None:
    window.go("key")
    settle(window)
    window.activateWindow()  # no window manager here gives it back the keys when a dialog closes
    screen = window.screens["key"]
    qtbot.keyClicks(screen.code, code)
    qtbot.keyClick(screen.code, Qt.Key.Key_Return)
    settle(window)
    assert screen.presenter.page.kind == "leaflet"
    qtbot.keyClicks(screen.table, "l")
    qtbot.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert screen.presenter.page.status == "keyed"


def export(window, file: Path, settle, monkeypatch) -> list[dict[str, str]]:
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a: file)
    window.menus["export"].trigger()
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    settle(window)
    dialog.what.setCurrentIndex(dialog.what.findData("results"))
    dialog.kind.setCurrentIndex(dialog.kind.findData("csv"))
    dialog.go.click()
    settle(window)
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))
