"""The print screen's paper: designs by name, printers that are not there or stop, the ledger's chase, pages again."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QInputDialog

from ui.sheets import screen as screen_module
from ui.sheets.paper import print_files
from ui.sheets.pdf import page_count
from ui.sheets.words_dialog import WordsDialog
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.progress import Cancelled
from walksheets.sheets import SheetDesign


@pytest.fixture
def printing(little, settle):
    little.go("print")
    settle(little)
    return little.screens["print"]


@pytest.fixture
def sheets(little):
    return little.session.desk.campaign.sheets


def to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_pages_go_to_a_printer_as_they_are(little, printing, sheets, tmp_path, settle, monkeypatch):
    target = tmp_path / "printed.pdf"
    printer = to_file(target)
    monkeypatch.setattr(screen_module, "ask_printer", lambda *_: printer)
    before = len(sheets.ledger())
    printing.which.setCurrentIndex(1)
    printing.rounds.selectRow(0)
    printing.acts["print.printer"].trigger()
    settle(little)
    made = len(sheets.ledger()) - before
    assert page_count(target.read_bytes()) == made > 0
    assert "sent to the printer" in printing._done.text()


def test_no_printer_is_said_before_anything_is_recorded(little, printing, sheets, settle, monkeypatch):
    monkeypatch.setattr("ui.sheets.paper.QPrinterInfo.availablePrinterNames", list)
    before = sheets.ledger()
    printing.acts["print.printer"].trigger()
    settle(little)
    assert "No printer is set up" in little.banner.text
    assert sheets.ledger() == before


@pytest.mark.parametrize("error", [MachineTrouble, UsersMistake])
def test_a_printer_that_stops_half_way_leaves_its_sheets_destroyed(
    little, printing, sheets, settle, monkeypatch, error
):
    def stop(*_args):
        raise error("The printer stopped after page 1 of 3.")

    monkeypatch.setattr(screen_module, "ask_printer", lambda *_: object())
    monkeypatch.setattr(screen_module, "print_files", stop)
    before = {sheet.code for sheet in sheets.ledger()}
    printing.acts["print.printer"].trigger()
    settle(little)
    assert "stopped after page 1" in little.banner.text and "print again" in little.banner.text
    new = [sheet for sheet in sheets.ledger() if sheet.code not in before]
    assert new and all(sheet.destroyed_at for sheet in new)


def test_stopping_says_how_far_the_printer_came(sheets, tmp_path):
    report = sheets.print_rounds("Canvass", tmp_path / "out", one_file=True)
    assert report.pages > 1

    def progress(_share, words):
        if words.startswith("Sending page 2"):
            raise Cancelled

    with pytest.raises(UsersMistake, match=f"Stopped after page 1 of {report.pages}"):
        print_files(to_file(tmp_path / "half.pdf"), report.files, progress)


def test_a_design_is_chosen_by_name_changed_and_saved(little, printing, sheets, settle, monkeypatch):
    panel = printing.design
    at = panel.named.findText("Large print")
    panel.named.setCurrentIndex(at)
    panel.named.activated.emit(at)
    settle(little)
    assert printing.presenter.design.large_print and panel.large.isChecked()
    panel.message.setText("Ask about the bus")
    panel.message.editingFinished.emit()
    assert panel.named.currentText() == "(not saved)"
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Bus survey", True))
    panel.save.click()
    settle(little)
    assert panel.named.currentText() == "Bus survey"
    assert sheets.designs()[0].design.message == "Ask about the bus"
    panel.delete.click()
    settle(little)
    assert all(each.shipped for each in sheets.designs())


def test_words_codes_and_columns_are_put_in_order_by_keyboard(dressed):
    given: list[SheetDesign] = []
    codes = [("1", "for"), ("2", "against"), ("N", "not home")]
    dialog = WordsDialog(SheetDesign(), "canvass", codes, given.append)
    dialog.codes.setCurrentRow(2)
    dialog.codes.shift(-1)
    dialog.codes.shift(-1)
    dialog.columns.setCurrentRow(2)
    dialog.columns.shift(-1)
    dialog.follow_ups.setText(" poster,  bus pass ,, poster")
    dialog.note.setText("Thank you")
    dialog.go.click()
    (design,) = given
    assert design.codes == ("N", "1", "2")
    assert design.columns == ("name", "number", "last")
    assert design.follow_ups == ("poster", "bus pass")
    assert design.note == "Thank you"


def test_sheets_are_handed_out_chased_and_printed_again(
    little, printing, sheets, settle, qtbot, tmp_path, monkeypatch
):
    ledger = printing.ledger
    printing.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(ledger.table.rows.rows), timeout=60_000)
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Bo Ng", True))
    assert ledger.table.select(lambda _: True)
    code = ledger.table.selected()[0].code
    ledger._out.click()
    settle(little)
    assert next(s for s in sheets.ledger() if s.code == code).holder == "Bo Ng"
    assert "Bo Ng" in ledger.to_chase.text() or len(sheets.chases()) > 3
    ledger.status.setCurrentIndex(ledger.status.findData("chase"))
    shown = {sheet.code for sheet in ledger.table.rows.rows}
    assert shown == {code for each in sheets.chases() for code in each.codes}
    ledger.table.select(lambda sheet: sheet.code == code)
    monkeypatch.setattr("ui.widgets.files.folder", lambda *a: tmp_path / "again")
    ledger._again.click()
    settle(little)
    assert len(list((tmp_path / "again").glob("*.pdf"))) == 1
    assert next(s for s in sheets.ledger() if s.code == code).replaced_by
    assert f"in place of {code}" in printing._done.text()
