"""Every screen opens, with nothing in the campaign and with a ward in it, and says what belongs there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QToolButton

from ui.actions import SCREENS

NAMES = [name for name, _ in SCREENS if name != "home"]


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_of_an_empty_campaign_offers_the_next_step(window, empty_file, settle, name):
    window.session.open(empty_file)
    settle(window)
    window.go(name)
    settle(window)
    screen = window.screens[name]
    notice = screen.empty if name == "key" else screen.pages.notice
    assert notice.isVisible()
    assert [b for b in notice.findChildren(QAbstractButton) if b.isVisible()]
    assert window.banner.text == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_of_a_ward_shows_it(little, settle, name):
    little.go(name)
    settle(little)
    screen = little.screens[name]
    if name != "key":
        assert not screen.pages.notice.isVisible()
    tables = [t for t in screen.findChildren(QAbstractItemView) if t.isVisible() and t.model().rowCount()]
    assert tables or name == "key"


@pytest.mark.parametrize("name", ["home", *NAMES])
def test_everything_that_can_be_used_has_a_name_for_those_who_do_not_see_it(little, settle, name):
    little.go(name)
    settle(little)
    screen = little.home if name == "home" else little.screens[name]
    unnamed = [
        type(widget).__name__
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
        for widget in screen.findChildren(kind)
        if widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not _is_a_part(widget)
    ]
    assert unnamed == []


def _is_a_part(widget) -> bool:
    """Tell whether a widget is only a piece of another: the line of a spin box, the button in a line edit."""
    name = type(widget.parent()).__name__
    return name in {"QSpinBox", "QDoubleSpinBox", "QLineEdit", "QTabBar", "QComboBoxPrivateContainer"} or (
        widget.objectName().startswith("qt_") or type(widget).__name__ == "QTableCornerButton"
    )


def test_the_window_names_the_campaign_and_what_comes_next(little):
    assert "Little ward" in little.windowTitle()
    words = [button.text() for button in little.home.findChildren(QAbstractButton) if button.isVisible()]
    assert "Key in what came back" in words


def test_closing_the_campaign_leaves_the_window_ready_for_another(little, little_file, settle):
    little.go("rounds")
    settle(little)
    little.session.close()
    settle(little)
    assert little.where == "home" and little.screens == {}
    little.session.open(little_file)
    settle(little)
    little.go("rounds")
    settle(little)
    assert little.screens["rounds"].presenter.board.plan.name == "Canvass"


def test_a_file_that_is_no_campaign_is_refused_in_one_sentence(window, tmp_path, settle):
    wrong = tmp_path / "letter.walksheets"
    wrong.write_text("Dear organiser", encoding="utf-8")
    window.session.open(wrong)
    settle(window)
    assert "is not a Walksheets campaign" in window.banner.text
    assert window.session.desk is None


def test_a_bug_is_called_ours_and_its_details_hold_no_names(window, qtbot):
    from ui.bug_dialog import BugDialog, details

    try:
        raise ValueError("Thomson, Tracey")
    except ValueError as error:
        words = details(error)
        dialog = BugDialog(error, window)
    qtbot.addWidget(dialog)
    assert "ValueError" in words and "test_screens_open.py" in words
    assert "Thomson" not in words and "/home" not in words


def test_the_palette_does_what_is_typed(little, qtbot, settle):
    from PySide6.QtCore import Qt

    from ui.palette import Palette

    little.menus["palette"].trigger()
    (palette,) = little.findChildren(Palette)
    qtbot.keyClicks(palette.line, "history")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    settle(little)
    from ui.history_dialog import HistoryDialog

    (history,) = little.findChildren(HistoryDialog)
    history.reject()


def test_no_tool_of_the_map_has_its_words_cut_in_a_narrow_window(little, settle, qapp):
    little.go("rounds")
    settle(little)
    bar = little.screens["rounds"].bar
    tools = [each for each in bar.findChildren(QToolButton) if each.text()]
    bar.resize(2000, bar.height())
    assert {each.toolButtonStyle() for each in tools} == {Qt.ToolButtonStyle.ToolButtonTextBesideIcon}
    bar.resize(860, bar.height())
    bar.layout().activate()
    cut = [each.text() for each in tools if each.isVisible() and each.width() < each.sizeHint().width()]
    assert cut == []
    assert any(each.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly for each in tools)
