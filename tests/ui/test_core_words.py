"""What the core says is said in the window's language: every sentence is known, with its values untouched."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QTabWidget, QWidget

from tests.ui.little_ward import electors
from ui import core_words, language
from ui.actions import SCREENS
from ui.app import make_window
from ui.core_words import counted, in_words
from ui.history_dialog import HistoryDialog
from ui.main_window import MainWindow
from ui.register.import_dialog import ImportDialog
from ui.user_settings import UserSettings
from walksheets.rounds import SplitRequest

ROOT = Path(__file__).resolve().parents[2]
VALUE = re.compile(r"\{(\w+)(:words)?\}")


def _load(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "resources" / "i18n" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEMPLATES = list(_load("core_texts").texts())
WELSH = core_words.read(_load("update").read("cy"))
PHRASES = core_words.Phrases(WELSH)

ODD = (
    "a (copy) [2].csv", "Siân O'Brien-Śliwa", "“Tŷ Coch”", "K7-F4X", "LV1-12/1", "1,204", r"C:\new\d+.*?", "{name}", "%n & <b>",
    "Mark", "new", "out", "by post", "Letters", "Undo", "New campaign",
)  # fmt: skip
"""Values that a person may have chosen; the last are words of the core, too, and still nobody's to translate."""


@pytest.fixture
def welsh(qapp) -> Iterator[None]:
    language.use(qapp, "cy")
    yield
    language.use(qapp, "en")


@pytest.fixture
def window(dressed, welsh, qtbot) -> Iterator[MainWindow]:
    """A shown window that speaks Welsh."""
    made = make_window(UserSettings(scheme="light", language="cy"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def filled(template: str, values: dict[str, str]) -> str:
    return VALUE.sub(lambda place: values[place[1]], template)


def names(template: str) -> list[str]:
    return list(dict.fromkeys(name for name, _words in VALUE.findall(template)))


# the language file


def test_every_sentence_of_the_core_is_in_the_welsh_file_and_none_that_is_gone():
    assert set(WELSH) == set(TEMPLATES)


def test_every_sentence_is_finished_and_keeps_its_values():
    for source, words in WELSH.items():
        assert words.strip(), f"not translated yet: {source}"
        assert sorted(set(VALUE.findall(words))) == sorted(set(VALUE.findall(source))), f"{source} → {words}"


def test_the_english_file_needs_none_of_them():
    assert core_words.read(_load("update").read("en")) == {}


def test_no_mistake_that_the_core_raises_is_forgotten():
    """Found another way than by the command: as text that follows the word UsersMistake or MachineTrouble."""
    begins = re.compile(r'(?:UsersMistake|MachineTrouble)\(\s*f?"([^"{]{8,})')
    known = "\n".join(TEMPLATES)
    found = [
        (file.name, said)
        for file in (ROOT / "walksheets").rglob("*.py")
        if "cli" not in file.parts
        for said in begins.findall(file.read_text(encoding="utf-8"))
    ]
    assert len(found) > 100
    assert [each for each in found if each[1] not in known] == []


# recognising


@pytest.mark.parametrize("shift", range(3))
def test_every_sentence_is_recognised_with_its_values_untouched(welsh, shift):
    for number, template in enumerate(TEMPLATES):
        values = {
            name: "12" if name == "n" else ODD[(number + at + shift * 5) % len(ODD)]
            for at, name in enumerate(names(template))
        }
        if ":words" not in template:
            assert in_words(filled(template, values)) == filled(WELSH[template], values), template


def test_a_full_stop_may_be_added(welsh):
    for template in TEMPLATES:
        if not template.endswith((".", "?", " ")) and ":words" not in template:
            values = dict.fromkeys(names(template), "12")
            assert in_words(filled(template, values) + ".") == filled(WELSH[template], values) + ".", template


def test_words_within_a_sentence_are_recognised_too(welsh):
    plain = [
        text
        for text in TEMPLATES
        if not VALUE.search(text) and text.endswith(tuple("abcdefghijklmnopqrstuvwxyz"))
    ]
    for number, template in enumerate(each for each in TEMPLATES if ":words" in each):
        values, said = {}, {}
        for at, (name, words) in enumerate(VALUE.findall(template)):
            word = plain[(number * 7 + at) % len(plain)]
            values[name], said[name] = (word, WELSH[word]) if words else ("K7-F4X", "K7-F4X")
        assert in_words(filled(template, values)) == filled(WELSH[template], said), template


WORD = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":;"), min_size=1, max_size=12)
"""No blank: the words of the core stand with blanks between. Values with blanks are tried above."""


@settings(derandomize=True, deadline=None)
@given(
    template=st.sampled_from([each for each in TEMPLATES if VALUE.search(each) and ":words" not in each]),
    words=st.lists(WORD, min_size=9, max_size=9),
)
def test_whatever_the_values_are_they_come_back_as_they_were(template, words):
    values = dict(zip(names(template), words, strict=False)) | {"n": "1,204"}
    assert PHRASES.said(filled(template, values)) == filled(WELSH[template], values)


@settings(derandomize=True, deadline=None)
@given(
    st.lists(WORD.filter(lambda word: word not in TEMPLATES)).map(" ".join) | st.text("abc; .\n{}[]()*+?\\“”")
)
def test_what_is_no_sentence_of_the_core_comes_back_untouched(text):
    assert PHRASES.said(text) == text


def test_in_english_nothing_is_done(qapp):
    for template in TEMPLATES:
        assert in_words(template) is template


def test_several_sentences_in_a_row_are_said_each(welsh):
    assert in_words("starts 400 m from home; “Tŷ” is painted red; has a car") == (
        f"{filled(WELSH['starts {away} from home'], {'away': '400 m'})}; “Tŷ” is painted red; {WELSH['has a car']}"
    )
    no_map = next(text for text in TEMPLATES if text.startswith("There is no map, so walking"))
    five = next(text for text in TEMPLATES if text.startswith("{nowhere} doors have no place"))
    assert (
        in_words(f"{no_map} {filled(five, {'nowhere': '5'})}")
        == f"{WELSH[no_map]} {filled(WELSH[five], {'nowhere': '5'})}"
    )


def test_the_most_telling_reading_holds(welsh):
    """ "Undo: Siân leaves" is the undoing of a change, not a person called "Undo: Siân" who leaves."""
    assert in_words("Undo: Siân leaves") == "Dadwneud: Siân yn gadael"
    assert in_words("Undo: Split “New” into 12 rounds") == "Dadwneud: Rhannu “New” yn 12 taith"
    assert in_words("Import Add new.csv and 2 more") == "Mewnforio Add new.csv a 2 arall"


def test_counts_of_a_change_are_said(welsh):
    assert counted(1204, "new") == "1,204 newydd"
    assert counted(3, "printed") == "3 wedi'u hargraffu"
    assert counted(3, "Ogden Close") == "3 Ogden Close"


# in the window


def cells(table: QAbstractItemView) -> Iterator[str]:
    model = table.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), 60)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column).data(role) or "")


def test_a_mistake_is_said_in_welsh(little, settle):
    desk = little.session.desk
    desk.change("Rhannu", lambda: desk.campaign.rounds.split("", SplitRequest(rounds=3)))
    settle(little)
    assert (
        little.banner.text
        == WELSH["A plan needs a name, so nothing was changed. Call it “Spring leaflet”, say."]
    )
    desk.change("Rhannu", lambda: desk.campaign.rounds.split("Haf", SplitRequest(rounds=999)))
    settle(little)
    asked = "{rounds} rounds were asked for, but there are only {sizes} doors to share; nothing was split. Ask for fewer rounds."
    assert little.banner.text == filled(WELSH[asked], {"rounds": "999", "sizes": "80"})


def test_changes_are_named_in_welsh_where_they_are_done_undone_and_listed(little, settle):
    desk = little.session.desk
    plan = desk.campaign.rounds.plans()[0]
    desk.change("Ailenwi", lambda: desk.campaign.rounds.rename_plan(plan.id, "Out and back"))
    settle(little)
    name = filled(WELSH["Rename a plan “{name}”"], {"name": "Out and back"})
    assert little.strip.last_words.startswith(name)
    assert name in little.menus["undo"].text()
    little.menus["history"].trigger()
    settle(little)
    dialog = next(each for each in little.findChildren(HistoryDialog) if each.isVisible())
    done = list(cells(dialog.findChild(QAbstractItemView)))
    assert name in done and any(
        each.startswith(filled(WELSH["Import {name}"], {"name": ""})) for each in done
    )
    assert [each for each in done if in_words(each) != each] == []
    dialog.close()
    little.menus["undo"].trigger()
    settle(little)
    assert little.strip.last_words.startswith(f"Dadwneud: {name}")
    assert name in little.menus["redo"].text()


def test_the_strip_says_in_welsh_what_runs(little, qtbot, settle):
    go_on = Event()

    def work(progress) -> None:
        progress(0.5, "Finding doors")
        go_on.wait(30)

    little.session.jobs.start("Gwaith", work)
    said = f"Gwaith: {WELSH['Finding doors']}"
    qtbot.waitUntil(lambda: any(said in each.text() for each in little.strip.findChildren(QLabel)))
    go_on.set()
    settle(little)


def test_a_wrong_sheet_code_is_refused_in_welsh(little, settle, qtbot):
    little.go("key")
    settle(little)
    screen = little.screens["key"]
    qtbot.keyClicks(screen.code, "nonsense")
    qtbot.keyClick(screen.code, Qt.Key.Key_Return)
    settle(little)
    no_code = WELSH["“{shown}” is not the code of a sheet; compare it with the paper, it looks like K7-F4X"]
    assert screen.message.text() == filled(no_code, {"shown": "nonsense"}) + "."


def test_files_are_refused_and_rows_complained_of_in_welsh(little, little_files, tmp_path, settle):
    picture = tmp_path / "llun.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    little.menus.take_files([picture])
    settle(little)
    dialog = next(each for each in little.findChildren(ImportDialog) if each.isVisible())
    refused = filled(
        WELSH["{name} is {what:words}. Nothing was read from it."],
        {"name": "llun.csv", "what": WELSH["a picture"]},
    )
    assert dialog.message.text() == refused
    dialog.reject()
    settle(little)
    broken = tmp_path / "register.csv"
    text = (little_files / "register.csv").read_text(encoding="utf-8")
    broken.write_text(
        f"{text}ZZ1\tnot a number\t0\t\t\tPrice\tWilliam\tZZ1 1AA\t3 Anson Road\t\t\t\t\t\r\n",
        encoding="utf-8",
    )
    little.menus.take_files([broken])
    settle(little)
    dialog = next(each for each in little.findChildren(ImportDialog) if each.isVisible())
    problem = filled(WELSH["“{as_sent}” is no elector number."], {"as_sent": "not a number"})
    assert [each for each in cells(dialog.problems.table) if "etholwr" in each][:2] == [
        WELSH["elector number"],
        problem,
    ]
    assert f"{electors():,} " in dialog.what.toPlainText() and "at a door" not in dialog.what.toPlainText()
    dialog.reject()


@pytest.mark.parametrize("screen", [name for name, _ in SCREENS])
def test_no_screen_shows_english_of_the_core(little, settle, screen):
    little.go(screen)
    settle(little)
    campaign = little.session.desk.campaign
    data = {code.meaning for code in campaign.results.codes()}  # the campaign's own words, on its paper too
    for tabs in little.findChildren(QTabWidget):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            settle(little)
            assert {text for text in shown(little) if in_words(text) != text} - data == set()
    assert {text for text in shown(little) if in_words(text) != text} - data == set()


def shown(window: MainWindow) -> Iterator[str]:
    """Give every text that can be seen in a window: words, tips, names for the screen reader, cells, lines of menus."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            elif isinstance(widget, QComboBox):
                yield from (widget.itemText(at) for at in range(widget.count()))
            elif isinstance(widget, QAbstractItemView) and widget.model():
                yield from cells(widget)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
