"""Several windows on one campaign, other dresses and languages while they are open, and a place that is kept."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QTabWidget

from ui import theme
from ui.user_settings import Place, UserSettings
from ui.widgets.table import Table
from ui.windows import Windows
from walksheets.campaign import Campaign


@pytest.fixture
def windows(dressed, qtbot):
    """The program's windows; whatever it opens is closed."""
    made = Windows(UserSettings(scheme="light", language="en"), dressed)
    yield made
    for window in list(made._open):
        window.close()


@pytest.fixture
def two(windows, little_file, settle):
    first = windows.open()
    first.show()
    first.session.open(little_file)
    settle(first)
    first.menus["window"].trigger()
    (second,) = [window for window in windows._open if window is not first]
    settle(second)
    return first, second


def test_a_second_window_opens_on_the_same_campaign(two):
    first, second = two
    assert second.windowTitle() == first.windowTitle()
    assert second.isVisible()


def test_what_one_window_changes_the_other_shows_at_once(two, settle, qtbot):
    first, second = two
    for window in two:
        window.session._look.stop()  # it is told, and need not look by itself
    first.session.desk.change("Name it", lambda: first.session.desk.campaign.rename("Mill ward"))
    qtbot.waitUntil(lambda: second.home._title.text() == "Mill ward", timeout=60_000)
    settle(second)
    assert "Rename the campaign" in second.menus["undo"].text()
    second.menus["undo"].trigger()
    qtbot.waitUntil(lambda: first.home._title.text() == "Little ward", timeout=60_000)


def test_what_another_process_changes_is_noticed_and_said(little, little_file, qtbot):
    with Campaign.open(little_file, who="Ada") as elsewhere:
        elsewhere.rename("Hill ward")
    qtbot.waitUntil(lambda: little.home._title.text() == "Hill ward", timeout=60_000)
    assert little.strip.last_words == "Ada: Rename the campaign"


def test_language_and_colours_change_while_the_campaign_is_open(windows, little_file, settle):
    window = windows.open()
    window.show()
    window.session.open(little_file)
    settle(window)
    window.go("volunteers")
    settle(window)
    windows._settings.language, windows._settings.scheme = "cy", "dark"
    windows.dress()
    settle(window)
    assert window.menuBar().actions()[0].text() == "&Ffeil"
    assert theme.colours() is theme.DARK
    assert window.where == "volunteers" and window.screens["volunteers"].isVisible()
    assert window.session.desk is not None


def test_the_window_comes_back_where_it_was(windows, little_file, settle):
    window = windows.open()
    window.show()
    window.session.open(little_file)
    settle(window)
    window.go("progress")
    settle(window)
    window.close()
    again = UserSettings.load()
    assert again.place_of(str(little_file)).screen == "progress"
    reopened = Windows(again, windows._application).open()
    reopened.show()
    reopened.session.open(little_file)
    settle(reopened)
    assert reopened.where == "progress"
    reopened.close()


def test_each_screen_comes_back_as_it_was_left(windows, little_file, settle, qtbot):
    window = windows.open()
    window.show()
    window.session.open(little_file)
    settle(window)
    leaflets = next(p.id for p in window.session.desk.campaign.rounds.plans() if p.name == "Leaflets")
    left = leave_it_somewhere(window, leaflets, settle, qtbot)
    window.close()
    again = Windows(UserSettings.load(), windows._application).open()
    again.resize(window.size())  # the screen of the tests is smaller than the window, and Qt makes it fit
    again.show()
    again.session.open(little_file)
    settle(again)
    for name, found in left.items():
        again.go(name)
        settle(again)
        assert where_it_is(again.screens[name]) == found, name
    again.close()


def leave_it_somewhere(window, plan, settle, qtbot) -> dict[str, object]:
    """Use each screen as somebody would, and return how it was left."""
    left = {}

    def leave(name: str) -> None:
        settle(window)
        left[name] = where_it_is(window.screens[name])

    window.go("rounds", plan=plan)
    settle(window)
    rounds = window.screens["rounds"]
    qtbot.waitUntil(lambda: len(rounds.canvas.dots) == 80, timeout=60_000)
    rounds.canvas.zoom(1.7)
    rounds.canvas.move_by(31.0, -12.0)
    rounds.bar.shades.setCurrentIndex(rounds.bar.shades.findData("held"))
    rounds.bar.shades.activated.emit(rounds.bar.shades.currentIndex())
    leave("rounds")
    window.go("volunteers", plan=plan)
    settle(window)
    volunteers = window.screens["volunteers"]
    volunteers.slots.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    splitter = volunteers.findChild(QSplitter)
    splitter.setSizes([300, 500])
    splitter.splitterMoved.emit(300, 1)  # as the hand does
    leave("volunteers")
    window.go("print", plan=plan)
    leave("print")
    window.go("progress", plan=plan, tab="missing")
    leave("progress")
    return left


def where_it_is(screen) -> object:
    """What anybody would see of where a screen is."""
    tabs, splitter = screen.findChild(QTabWidget), screen.findChild(QSplitter)
    plans = [box.currentText() for box in screen.findChildren(QComboBox) if box.accessibleName() == "Plan"]
    seen = [plans, tabs.currentIndex() if tabs else None, splitter.sizes() if splitter.isVisible() else None]
    if screen.name == "rounds":
        view = screen.canvas.view
        seen += [screen.bar.shades.currentText(), round(view.x, 3), round(view.y, 3), round(view.scale, 6)]
    if screen.name == "volunteers":
        seen.append([slot.round.doors for slot in screen.slots.rows.rows])
    return seen


def test_a_map_that_has_changed_is_shown_whole_where_nothing_is_to_be_seen(little, settle, qtbot):
    canvas = little.screen_named("rounds").canvas
    canvas.put_back([90_000.0, 90_000.0, 1.0])
    little.go("rounds")
    settle(little)
    qtbot.waitUntil(lambda: len(canvas.dots) == 80, timeout=60_000)
    x0, y0, x1, y1 = canvas.scene.bounds()
    assert canvas.view.seen().intersects(QRectF(x0, y0, x1 - x0, y1 - y0))


def test_a_place_from_another_version_is_taken_as_far_as_it_fits():
    from ui.user_settings import _file

    _file().write_text(
        '{"places": {"/a": {"screen": "key", "shown": "far", "zoom": 3}, "/b": 7}}', encoding="utf-8"
    )
    settings = UserSettings.load()
    assert settings.places == {"/a": Place("key"), "/b": Place()}


def test_closing_keeps_what_was_asked_for_and_stops_the_rest(windows, little_file, settle):
    import threading

    window = windows.open()
    window.session.open(little_file)
    settle(window)
    begun, desk = threading.Event(), window.session.desk

    def long_work(progress):
        begun.set()
        while True:
            progress(0.1, "working")

    desk.jobs.start("Long", long_work)
    begun.wait(10)
    desk.change("Name it", lambda: desk.campaign.rename("Kept ward"))
    window.close()
    with Campaign.open(little_file) as campaign:
        assert campaign.name == "Kept ward"


def test_no_title_is_cut_off_and_no_column_squeezed_out_where_the_window_is_small(little, settle):
    little.resize(1280, 720)
    for name in ("volunteers", "progress", "print"):
        little.go(name)
        settle(little)
        tables = [t for t in little.screens[name].findChildren(Table) if t.isVisible()]
        assert tables
        for table in tables:
            across = table.horizontalHeader()
            for at in range(across.count()):
                if not across.isSectionHidden(at):
                    assert across.sectionSize(at) >= across.sectionSizeHint(at), (table.accessibleName(), at)
