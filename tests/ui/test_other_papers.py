"""More papers: chosen by keyboard, seen as real pages, written whole; the imprint asked for where the law does."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from ui.sheets.other_papers import OtherPapers
from ui.sheets.paper_words import WORDS
from walksheets.sheets.kinds import KINDS, Imprint


@pytest.fixture
def papers(little, settle) -> OtherPapers:
    little.go("print", tab="papers")
    settle(little)
    return little.screens["print"].papers


def looked(little, papers, settle, qtbot) -> None:
    """Wait until what was chosen has been laid on the desk."""
    qtbot.waitUntil(lambda: not papers._rest.isActive(), timeout=60_000)
    settle(little)


def text_of(papers: OtherPapers, page: int = 0) -> str:
    return pypdfium2.PdfDocument(papers.preview._pdf)[page].get_textpage().get_text_range()


def test_the_window_says_every_kind_as_the_core_does():
    assert {k.name: (k.title, k.about) for k in KINDS} == WORDS


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name not in {"letters", "lift-list"}])
def test_every_kind_shows_its_pages(little, papers, settle, qtbot, kind):
    desk = little.session.desk
    desk.campaign.papers.set_imprint(Imprint("A, 1 Lane", "B, 2 Lane", "C, 3 Lane"))
    papers.choose(kind)
    looked(little, papers, settle, qtbot)
    if kind == "postal-list" and not papers.preview.pages:
        assert "votes by post" in papers.preview.page._words
        return
    assert papers.preview.pages >= 1, papers.preview.page._words
    assert little.banner.text == ""


def test_a_kind_is_chosen_and_designed_by_keyboard(little, papers, settle, qtbot):
    papers.kinds.setFocus()
    qtbot.keyClick(papers.kinds, Qt.Key.Key_Home)
    looked(little, papers, settle, qtbot)
    meet = papers.form.fields["meet"]
    assert isinstance(meet, QLineEdit)
    qtbot.keyClicks(meet, "the bandstand")
    qtbot.keyClicks(papers.form.fields["when"], "7 May 2026")
    looked(little, papers, settle, qtbot)
    assert "7 May 2026 · meet at the bandstand" in text_of(papers)


def test_only_what_concerns_a_kind_can_be_chosen(little, papers, settle):
    papers.choose("labels")
    shown = {name for name, field in papers.form.fields.items() if field.isVisible()}
    assert shown == set(next(kind for kind in KINDS if kind.name == "labels").uses)


def test_without_an_imprint_no_card_is_shown_and_with_one_it_is(little, papers, settle, qtbot):
    papers.choose("calling-cards")
    looked(little, papers, settle, qtbot)
    assert "Set the imprint first" in papers.preview.page._words
    assert not papers._folder.isEnabled()
    for part, words in (
        ("printer", "Quay Press, 1 Quay"),
        ("promoter", "O. Ade, 2 Lane"),
        ("on_behalf_of", "us, 3 Row"),
    ):
        qtbot.keyClicks(papers.imprint[part], words)
        qtbot.keyClick(papers.imprint[part], Qt.Key.Key_Return)
        settle(little)
    looked(little, papers, settle, qtbot)
    assert "Printed by Quay Press, 1 Quay." in " ".join(text_of(papers).split())
    assert little.session.desk.campaign.papers.imprint().on_behalf_of == "us, 3 Row"


def test_a_mistake_is_a_sentence_in_the_preview(little, papers, settle, qtbot):
    papers.choose("number-pads")
    qtbot.keyClicks(papers.form.fields["districts"], "ZZ9")
    looked(little, papers, settle, qtbot)
    assert "no polling district “ZZ9”" in papers.preview.page._words
    assert little.banner.text == ""


def test_printing_writes_one_file_and_says_so(little, papers, settle, qtbot, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("ui.sheets.other_papers.files.folder", lambda *_: tmp_path)
    papers.choose("street-index")
    looked(little, papers, settle, qtbot)
    qtbot.mouseClick(papers._folder, Qt.MouseButton.LeftButton)
    settle(little)
    (file,) = tmp_path.glob("*.pdf")
    assert file.name in papers.done.text()
    assert "in the ledger" in papers.done.text()
    assert papers._show_folder.isVisible()


def test_a_long_order_shows_its_first_pages_and_says_so(little, papers, settle, qtbot):
    little.session.desk.campaign.papers.set_imprint(Imprint("A, 1 Lane", "B, 2 Lane", "C, 3 Lane"))
    papers.choose("letters")
    text = papers.form.fields["text"]
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("Please vote.")
    looked(little, papers, settle, qtbot)
    assert papers.preview.pages == 40
    assert "The first 40 of" in papers.notes.text()


def test_everything_in_the_form_has_a_name(little, papers, settle):
    for kind in KINDS:
        papers.choose(kind.name)
        for sort in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox):
            for widget in papers.findChildren(sort):
                inner = widget.objectName().startswith("qt_") or isinstance(
                    widget.parent(), QSpinBox | QLineEdit
                )
                if widget.isVisible() and not inner:
                    assert widget.accessibleName() or widget.text(), widget


def test_pads_can_be_printed_before_there_are_rounds(window, tmp_path, little_files, settle, qtbot):
    from walksheets.campaign import Campaign

    file = tmp_path / "young.walksheets"
    with Campaign.create(file, "Young ward") as campaign:
        campaign.imports.bring_in(sorted(little_files.iterdir()))
    window.session.open(file)
    settle(window)
    window.go("print", tab="papers", kind="number-pads")
    settle(window)
    papers = window.screens["print"].papers
    looked(window, papers, settle, qtbot)
    assert "Number taker’s pad" in text_of(papers)
