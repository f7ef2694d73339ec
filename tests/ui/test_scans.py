"""Scans through the window: certain lines filled in, doubtful ones decided with one key, pages confirmed whole."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.results.scan.simulator import Pen, Writing, clean_pages, scanned
from tests.sheets.conftest import CODES
from ui.results.scan_dialog import ScanDialog, scans_among

PEN = Pen(0.85, 0.45)
RETURN, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@dataclass
class Heap:
    """A scanned sheet: its file, its code, what stands on it, and the line with two marks."""

    file: Path
    sheet: str
    meant: dict[int, str]
    twice: int


@pytest.fixture
def heap(little, tmp_path) -> Heap:
    campaign = little.session.desk.campaign
    report = campaign.sheets.print_rounds("Canvass", tmp_path / "pdf", rounds=[1])
    sheet, page = report.sheets[0], clean_pages(report.files[0], len(CODES))[0]
    writing = Writing(page, np.random.default_rng(1))
    lines = [line.line for line in campaign.results.page(sheet).lines if line.wanted][:3]
    meant = dict(zip(lines, "13U", strict=True))
    for line, code in meant.items():
        writing.mark(page.rows[line][CODES.index(code)], "tick", PEN, 0.9, 0.03)
    writing.mark(page.rows[lines[1]][CODES.index("5")], "cross", PEN, 0.9, 0.03)
    file = tmp_path / "heap.png"
    cv2.imwrite(str(file), scanned(writing.done(), np.random.default_rng(7), 200))
    return Heap(file, sheet, meant, lines[1])


@pytest.fixture
def scans(little, heap, settle, qtbot):
    dialog = ScanDialog(little.session.desk, [heap.file], little)
    dialog.open()
    settle(little)
    return dialog


def results(little) -> dict[int, str]:
    return {each.line: each.result for each in little.session.desk.campaign.results.results()}


def test_one_key_decides_the_doubtful_line_and_the_page_is_kept_whole(little, scans, heap, settle, qtbot):
    presenter = scans.presenter
    assert presenter.review.scan.sheet == heap.sheet
    assert presenter.line.read.line == heap.twice and presenter.line.open
    assert not scans.confirm.isEnabled()
    qtbot.keyClick(scans.lines, RETURN)
    assert presenter.line.open
    assert "Type the code" in scans.message.text()
    qtbot.keyClicks(scans.lines, "5")
    assert presenter.review.decided == {heap.twice: "5"}
    assert results(little) == {}
    qtbot.keyClick(scans.lines, RETURN, CTRL)
    settle(little)
    assert results(little) == {**heap.meant, heap.twice: "5"}
    assert presenter.review.done
    assert "confirmed" in scans.message.text()
    little.session.undo()
    settle(little)
    assert results(little) == {}


def test_confirming_too_early_goes_to_the_line_in_doubt_and_keeps_nothing(little, scans, heap, settle, qtbot):
    scans.presenter.go_to(0)
    qtbot.keyClick(scans.lines, RETURN, CTRL)
    settle(little)
    assert scans.presenter.line.read.line == heap.twice
    assert "still in doubt" in scans.message.text()
    assert results(little) == {}


def test_a_note_is_typed_beside_the_picture_and_kept_with_the_page(little, scans, heap, settle, qtbot):
    qtbot.keyClicks(scans.lines, "/")
    assert QApplication.focusWidget() is scans.note
    qtbot.keyClicks(scans.note, "ring after six")
    qtbot.keyClick(scans.note, RETURN)
    assert scans.isVisible() and QApplication.focusWidget() is scans.lines
    qtbot.keyClicks(scans.lines, "3")
    qtbot.keyClick(scans.lines, RETURN, CTRL)
    settle(little)
    kept = little.session.desk.campaign.results.results()
    assert [each.note for each in kept if each.line == heap.twice] == ["ring after six"]


def test_a_letter_that_is_no_code_is_said(scans, qtbot):
    qtbot.keyClicks(scans.lines, "q")
    assert "“q” is no code of this sheet" in scans.message.text()


def test_somebody_keyed_the_sheet_meanwhile(little, scans, heap, settle, qtbot):
    campaign = little.session.desk.campaign
    first = min(heap.meant)
    campaign.results.key(heap.sheet, first, "5")
    settle(little)
    qtbot.keyClicks(scans.lines, "3")
    qtbot.keyClick(scans.lines, RETURN, CTRL)
    settle(little)
    assert results(little) == {first: "5"}
    assert "already" in scans.message.text()
    assert next(line.why for line in scans.presenter.review.scan.doubtful) == "keyed as 5 before"


def test_a_picture_without_a_code_asks_for_it(little, heap, settle, qtbot, tmp_path):
    picture = cv2.imread(str(heap.file), cv2.IMREAD_GRAYSCALE)
    picture[:300, :330] = 245
    torn = tmp_path / "torn.png"
    cv2.imwrite(str(torn), picture)
    dialog = ScanDialog(little.session.desk, [torn], little)
    dialog.open()
    settle(little)
    assert dialog.code.isVisible()
    qtbot.keyClicks(dialog.code, heap.sheet.replace("-", "").lower())
    qtbot.keyClick(dialog.code, RETURN)
    settle(little)
    assert dialog.isVisible()
    assert dialog.presenter.review.scan.sheet == heap.sheet


def test_dropped_files_that_are_scans_are_told_from_others():
    paths = [Path("a.PDF"), Path("b.csv"), Path("c.jpeg")]
    assert scans_among(paths) == [Path("a.PDF"), Path("c.jpeg")]


def test_scans_dropped_on_the_window_are_read(little, heap, settle):
    little.menus.take_files([heap.file])
    settle(little)
    (dialog,) = little.findChildren(ScanDialog)
    assert dialog.presenter.review.scan.sheet == heap.sheet
    dialog.close()


def test_closing_loses_nothing_and_the_key_in_screen_says_what_waits(little, scans, heap, settle, qtbot):
    qtbot.keyClicks(scans.lines, "5")
    scans.reject()
    heap.file.unlink()
    settle(little)
    little.go("key")
    settle(little)
    screen = little.screen_named("key")
    qtbot.waitUntil(lambda: "1 scanned page waits" in screen.acts["key.scans"].text())
    again = ScanDialog(little.session.desk, [], little)
    again.open()
    settle(little)
    assert again.presenter.review.decided == {heap.twice: "5"}
    qtbot.keyClick(again.lines, RETURN, CTRL)
    settle(little)
    assert results(little) == {**heap.meant, heap.twice: "5"}


def test_a_page_is_taken_off_unconfirmed(little, scans, settle, qtbot):
    assert scans.presenter.review is not None
    scans.acts["scan.off"].trigger()
    settle(little)
    assert scans.presenter.entries == []
    assert "No scanned page waits" in scans.unread._title.text()
    assert results(little) == {}
    assert little.session.desk.campaign.results.scans_waiting() == 0
