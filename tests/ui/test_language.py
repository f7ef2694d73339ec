"""Both languages say everything the window says, with the same values in it and keys that can be told apart."""

import importlib.util
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from ui import language
from ui.actions import ACTS
from ui.language import day, moment, number, tr

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def update():
    """The command that brings the language files up to date."""
    spec = importlib.util.spec_from_file_location("update", ROOT / "resources" / "i18n" / "update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def welsh(qapp):
    language.use(qapp, "cy")
    yield
    language.use(qapp, "en")


def messages(update, code: str) -> dict[str, ET.Element]:
    (context,) = (c for c in update.read(code).iter("context") if c.findtext("name") == language.CONTEXT)
    return {m.findtext("source"): m for m in context.findall("message")}


def said(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


@pytest.mark.parametrize("code", ["en", "cy"])
def test_every_text_is_in_the_file_and_finished(update, code):
    known = messages(update, code)
    wanted = {text: counted for text, counted in update.texts().items() if counted or code != "en"}
    assert set(known) == set(wanted)
    for text, message in known.items():
        assert message.find("translation").get("type") is None, f"not translated yet: {text}"
        assert all(said(message)), f"empty: {text}"
        assert len(said(message)) == (update.PLURALS[code] if wanted[text] else 1), text


@pytest.mark.parametrize("code", ["en", "cy"])
def test_what_is_filled_in_stands_in_the_translation_too(update, code):
    for text, message in messages(update, code).items():
        for words in said(message):
            assert values(words) == values(text), f"{text!r} → {words!r}"
            assert words.endswith("…") == text.endswith("…"), f"{text!r} → {words!r}"
            assert words.count(";;") == text.count(";;"), "a file dialog's filters"


def values(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[^}]*\}|%L?n", text))


def filled(words: str, count: int) -> str:
    return words.replace("%Ln", str(count))


def access_keys(text: str) -> list[str]:
    return re.findall(r"&(\w)", text.replace("&&", ""))


def test_each_access_key_is_kept_and_single(update):
    for text, message in messages(update, "cy").items():
        for words in said(message):
            assert len(access_keys(words)) == len(access_keys(text)), f"{text!r} → {words!r}"


@pytest.mark.parametrize("code", ["en", "cy"])
def test_no_two_lines_of_a_menu_have_one_access_key(window, qapp, code):
    language.use(qapp, code)
    window.take_down()
    window.build_up()
    bar = window.menuBar().actions()
    for lines in (bar, *(each.menu().actions() for each in bar)):
        keys = [key.casefold() for line in lines for key in access_keys(line.text())]
        assert max(Counter(keys).values(), default=1) == 1, [line.text() for line in lines]


@pytest.mark.parametrize("code", ["en", "cy"])
def test_the_compiled_file_says_what_the_source_says(update, qapp, code):
    """The .qm is what the program loads: it must not be older than the .ts."""
    language.use(qapp, code)
    for text, message in messages(update, code).items():
        if message.get("numerus") == "yes":
            one, many = said(message)[1 if code == "cy" else 0], said(message)[-1]
            assert (tr(text, 1), tr(text, 27)) == (filled(one, 1), filled(many, 27))
        else:
            assert tr(text) == said(message)[0]
    language.use(qapp, "en")


def test_a_counted_number_is_written_as_the_language_does(update, qapp):
    language.use(qapp, "en")
    assert tr("%Ln round(s)", 27_351) == "27,351 rounds"
    counted = [text for text, is_counted in update.texts().items() if is_counted]
    assert counted and [text for text in counted if "%Ln" not in text] == []


def test_counted_words_follow_each_language(qapp, welsh):
    assert [tr("%Ln round(s)", n) for n in (1, 2, 6)] == ["1 daith", "2 taith", "6 taith"]
    language.use(qapp, "en")
    assert [tr("%Ln round(s)", n) for n in (1, 2)] == ["1 round", "2 rounds"]


def test_the_buttons_of_qts_own_boxes_speak_it_too(qtbot, welsh):
    asked = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(asked.Ok | asked.Cancel)
    qtbot.addWidget(box)
    assert [box.button(each).text().replace("&", "") for each in (asked.Ok, asked.Cancel)] == [
        "Iawn",
        "Canslo",
    ]


def test_days_and_numbers_are_written_as_the_language_does(welsh):
    assert day("2026-02-07") == "7 Chwefror 2026"
    assert moment("2026-02-07T19:05:00").startswith("7 Chwef")
    assert number(5131) == "5,131"
    assert day("last spring") == "last spring"


def test_every_action_of_the_table_is_translated(welsh):
    same = [act.text for act in ACTS.values() if tr(act.text) == act.text]
    assert same == []
