"""Telephone numbers and e-mail addresses are on no screen until they are asked for, and on all of them then."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.little_ward import PHONE
from ui.actions import SCREENS
from ui.widgets.table import Table

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chased(little, settle, monkeypatch):
    """A ward where the volunteer with PHONE has had sheets for a day, every screen made."""
    tomorrow = (datetime.now().astimezone().date() + timedelta(days=1)).isoformat()
    monkeypatch.setattr("walksheets.sheets.service._today", lambda: tomorrow)
    campaign = little.session.desk.campaign
    ada = campaign.volunteers.find("Ada King")
    assert ada.phone == PHONE
    campaign.sheets.mark([sheet.code for sheet in campaign.sheets.ledger()], "out", holder=ada.name)
    for name, _words in SCREENS:
        little.go(name)
        settle(little)
    return little


def readable(window) -> dict[str, str]:
    """Everything that can be read on each screen, on every one of its tabs, by eye, by tooltip or by ear."""
    found = {}
    for name, screen in window.screens.items():
        words = [f"{each.text()} {each.toolTip()}" for each in screen.findChildren(QLabel)]
        words += [f"{each.text()} {each.toolTip()}" for each in screen.findChildren(QAbstractButton)]
        for table in screen.findChildren(Table):
            words.append(table.as_text())
            seen = [c for at, c in enumerate(table.rows.columns) if not table.isColumnHidden(at)]
            words += [c.tip(row) for row in table.rows.rows for c in seen if c.tip]
        found[name] = "\n".join(words)
    return found


def test_no_screen_shows_a_telephone_number_until_it_is_asked_for(chased, settle, qtbot):
    assert [name for name, words in readable(chased).items() if PHONE in words] == []
    qtbot.keyClick(chased, Qt.Key.Key_H, CTRL_SHIFT)
    settle(chased)
    shown = {name for name, words in readable(chased).items() if PHONE in words}
    assert shown == {"volunteers", "print", "progress"}
    qtbot.keyClick(chased, Qt.Key.Key_H, CTRL_SHIFT)
    settle(chased)
    assert not any(PHONE in words for words in readable(chased).values())


def test_a_list_is_copied_as_it_is_seen(chased, settle):
    missing = chased.screens["progress"].missing
    missing.copy()
    assert PHONE not in QGuiApplication.clipboard().text()
    chased.session.contacts.show(True)
    missing.copy()
    assert PHONE in QGuiApplication.clipboard().text()


def test_buttons_and_menu_say_the_same_and_other_colours_change_nothing(chased, settle):
    def buttons() -> list[QAbstractButton]:
        words = chased.menus["contacts"].iconText()
        return [b for b in chased.findChildren(QAbstractButton) if b.text() == words]

    assert len(buttons()) == 2 and not any(each.isChecked() for each in buttons())
    buttons()[0].click()
    assert all(each.isChecked() for each in buttons()) and chased.menus["contacts"].isChecked()
    chased.dressed_anew.emit()
    settle(chased)
    for name in ("volunteers", "progress"):
        chased.go(name)
        settle(chased)
    assert chased.menus["contacts"].isChecked() and all(each.isChecked() for each in buttons())
    assert PHONE in readable(chased)["volunteers"]


def test_nobody_is_to_be_asked_for_what_they_got_today(little, settle):
    campaign = little.session.desk.campaign
    campaign.sheets.mark([sheet.code for sheet in campaign.sheets.ledger()], "out", holder="Ada King")
    little.go("print")
    settle(little)
    assert campaign.sheets.chases() and little.screens["print"].ledger.to_chase.isHidden()
