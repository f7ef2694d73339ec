"""The online map under the rounds: asked only when switched on, only for what is seen, politely; and never worse than without."""

import os
import ssl
import subprocess
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QDateTime, QEvent, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QNetworkDiskCache
from PySide6.QtWidgets import QApplication

from tests.ui.tile_host import TileHost
from tests.ui.watchdog import Watchdog, allowed_ms
from ui.app import make_window
from ui.jobs import Jobs
from ui.map import tile_server
from ui.map.canvas import MapCanvas
from ui.map.doors import DoorDots
from ui.map.layers import make_layers
from ui.map.online import OnlineMap
from ui.map.overlay import owners
from ui.map.scene import Scene
from ui.map.tile_shelf import make_room, shelf
from ui.map.tiles import tiles_in, zoom_for
from ui.palette import doable
from ui.user_settings import UserSettings
from ui.widgets import files
from walksheets import __version__
from walksheets.places import LocalPlane, MapPicture

WORDS = "© the test's own streets"
PAST = {"Expires": "Thu, 01 Jan 2026 00:00:00 GMT", "ETag": '"1"'}


@pytest.fixture
def host():
    made = TileHost()
    yield made
    made.close()


@pytest.fixture
def arrived(settle, qtbot):
    """Wait until a window's maps have what they ask for, and are painted with it."""

    def at_rest(window) -> bool:
        maps = [each for each in window.findChildren(MapCanvas) if each.isVisible()]
        moving = any(each._rest.isActive() or each._painting for each in maps)
        return window.session.jobs.idle and window.session.online.idle and not moving

    def wait(window) -> None:
        settle(window)
        for _ in range(3):
            qtbot.waitUntil(lambda: at_rest(window), timeout=30_000)
            qtbot.wait(3)

    return wait


@pytest.fixture
def rounds(little, arrived):
    """The map of the ward, whole and painted, with the online map off."""
    return looking_at_rounds(little, arrived)


def looking_at_rounds(window, arrived):
    for _ in range(2):
        window.go("rounds", plan="Leaflets")
        arrived(window)
    screen = window.screens["rounds"]
    screen.canvas.fit()
    arrived(window)
    return screen


def picture_of(canvas) -> QImage:
    """The painted still alone, without what lies over it."""
    return canvas._still.image


def look_closely(canvas) -> None:
    """Look from where many tiles are seen: those of zoom 18, drawn three quarters of their size."""
    canvas.look(replace(canvas.view, scale=2.1))


def seen_by(canvas) -> set[str]:
    plane, view = canvas.scene.layers.plane, canvas.view
    return {"/".join(map(str, tile)) for tile in tiles_in(plane, view, zoom_for(plane, view, 1.0))}


# -- off, on, off ---------------------------------------------------------------------------------------------


def test_nobody_is_asked_until_it_is_switched_on(little, rounds, host, arrived):
    assert UserSettings().online_map is False
    little.settings.tile_server = host.address
    for _ in range(3):
        rounds.canvas.zoom(1.6)
        rounds.canvas.move_by(300, 100)
        arrived(little)
    assert host.asked == []
    assert little.session.online._server is None and rounds.canvas.backdrop is None


def test_what_is_seen_is_fetched_and_nothing_else(little, rounds, host, arrived):
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    canvas = rounds.canvas
    assert set(host.asked) == seen_by(canvas)
    assert len(host.asked) == len(set(host.asked)), "nothing is fetched twice"
    assert {"/".join(map(str, tile)) for tile in canvas.backdrop.tiles} == seen_by(canvas)
    zoom = canvas.backdrop.tiles[0].zoom
    before = len(host.asked)
    canvas.zoom(2.0)
    arrived(little)
    new = host.asked[before:]
    assert set(new) == seen_by(canvas)
    assert {int(each.split("/")[0]) for each in new} == {zoom + 1}
    assert little.session.online.trouble == ""


def test_it_is_asked_as_the_servers_owners_want(little, rounds, host, arrived):
    host.takes_s = 0.03
    host.headers["Set-Cookie"] = "who=you; Path=/"
    little.session.online.choose(True, host.address, WORDS)
    look_closely(rounds.canvas)
    arrived(little)
    assert host.most_at_once == 2 == tile_server.AT_ONCE
    (agent,) = host.agents
    assert agent.startswith(f"Walksheets/{__version__} ")
    # Nothing else: no cookie, nothing that asks for what is fresh at all costs, not even the user's language.
    assert set(host.told) == {"Host", "User-Agent", "Connection", "Accept-Encoding", "Accept-Language"}
    assert host.told["Accept-Language"] == "*"


def test_pictures_that_nobody_looks_at_any_more_are_not_fetched(little, rounds, host, settle, arrived, qtbot):
    host.gate.clear()
    look_closely(rounds.canvas)
    settle(little)
    little.session.online.choose(True, host.address, WORDS)
    qtbot.waitUntil(lambda: len(host.asked) == 2)
    assert len(seen_by(rounds.canvas)) > 2
    little.go("home")
    host.gate.set()
    arrived(little)
    assert len(host.asked) == 2


def test_switched_off_again_the_map_is_as_it_was(little, rounds, host, arrived):
    before = picture_of(rounds.canvas)
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert picture_of(rounds.canvas) != before
    little.session.online.switch(False)
    arrived(little)
    assert picture_of(rounds.canvas) == before
    asked = len(host.asked)
    rounds.canvas.move_by(200, 0)
    arrived(little)
    assert len(host.asked) == asked


def test_what_comes_together_is_painted_in_few_goes(little, rounds, host, settle, arrived, monkeypatch):
    look_closely(rounds.canvas)
    settle(little)
    painted = []
    whole = rounds.canvas._take
    monkeypatch.setattr(rounds.canvas, "_take", lambda still: (painted.append(still), whole(still)))
    began = time.monotonic()
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert len(rounds.canvas.backdrop.tiles) >= 9
    assert len(painted) <= 3 + (time.monotonic() - began) / 0.150


def test_the_window_is_not_held_by_what_comes(little, rounds, host, arrived):
    watchdog = Watchdog()
    with watchdog.watching():
        little.session.online.choose(True, host.address, WORDS)
        for _ in range(4):
            rounds.canvas.zoom(1.5)
            arrived(little)
    assert watchdog.longest_ms <= allowed_ms(), f"held for {watchdog.longest_ms:.0f} ms"


# -- kept on disk ---------------------------------------------------------------------------------------------


@pytest.fixture
def another(dressed, qtbot, little_file, settle, arrived):
    """The program started once more: it has nothing in memory, but the same folders."""
    made = []

    def start(host):
        window = make_window(
            UserSettings(
                scheme="light", language="en", online_map=True, tile_server=host.address, tile_words=WORDS
            )
        )
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.session.open(little_file)
        settle(window)
        return window, looking_at_rounds(window, arrived)

    yield start
    for window in made:
        window.close()


def test_a_second_run_asks_for_nothing_that_is_on_the_disk(host, another, arrived):
    first, screen = another(host)
    arrived(first)
    asked, seen = list(host.asked), picture_of(screen.canvas)
    first.close()
    assert asked
    again, screen = another(host)
    arrived(again)
    assert host.asked == asked
    assert picture_of(screen.canvas) == seen


@pytest.mark.parametrize(
    ("headers", "asked_again"),
    [
        ({}, False),
        ({"Cache-Control": "no-store"}, True),
        (PAST, True),
    ],
)
def test_it_is_kept_as_long_as_the_server_says_or_for_a_week(host, another, arrived, headers, asked_again):
    host.headers = headers
    first, screen = another(host)
    arrived(first)
    asked, seen = len(host.asked), picture_of(screen.canvas)
    first.close()
    again, screen = another(host)
    arrived(again)
    assert (len(host.asked) > asked) == asked_again
    assert picture_of(screen.canvas) == seen, "what the server says is still good is taken from the disk"


def test_a_week_is_seven_days(host, another, arrived):
    host.headers = {}
    window, _ = another(host)
    arrived(window)
    kept = QNetworkDiskCache()
    kept.setCacheDirectory(str(shelf()))
    zoom, x, y = host.asked[0].split("/")
    until = kept.metaData(QUrl(host.address.format(z=zoom, x=x, y=y))).expirationDate()
    assert 6.9 < QDateTime.currentDateTimeUtc().secsTo(until) / 86_400 <= 7


def test_an_old_picture_is_shown_where_the_server_is_away(host, another, arrived):
    host.headers = PAST
    first, screen = another(host)
    arrived(first)
    seen = picture_of(screen.canvas)
    first.close()
    host.close()
    again, screen = another(host)
    arrived(again)
    assert picture_of(screen.canvas) == seen
    assert "does not answer" in again.session.online.trouble


def test_the_oldest_pictures_go_where_there_are_too_many(host, another, arrived):
    window, _ = another(host)
    arrived(window)
    kept = sorted((file for file in shelf().rglob("*") if file.is_file()), key=lambda file: file.name)
    assert len(kept) == len(host.asked) > 4
    for age, file in enumerate(kept):
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    sizes = [file.stat().st_size for file in kept]
    make_room(shelf(), sum(sizes))
    assert all(file.exists() for file in kept)
    make_room(shelf(), sum(sizes[:3]))
    assert [file.exists() for file in kept] == [True] * 3 + [False] * (len(kept) - 3)
    make_room(shelf() / "not there")


def test_two_windows_ask_once_by_two_connections(little, rounds, host, settle, arrived):
    host.takes_s = 0.03
    little.menus["window"].trigger()
    windows = little.session.online.parent()
    second = windows._open[-1]
    try:
        settle(second)
        other = looking_at_rounds(second, arrived)
        little.session.online.choose(True, host.address, WORDS)
        arrived(little)
        arrived(second)
        assert second.menus["online-map"].isChecked() and little.menus["online-map"].isChecked()
        assert other.canvas.backdrop.tiles and rounds.canvas.backdrop.tiles
        assert len(host.asked) == len(set(host.asked)) and host.most_at_once == 2
    finally:
        second.close()


# -- what goes wrong ------------------------------------------------------------------------------------------

NOT_A_PICTURE = b"<html>Sign in to the hall's network</html>"


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (404, b"", "has no map of some of this place"),
        (500, b"", "has a fault of its own (answer 500)"),
        (403, b"", "refuses its map (answer 403)"),
        (429, b"", "refuses its map (answer 429)"),
        (200, NOT_A_PICTURE, "is no picture"),
        (200, b"", "is no picture"),
    ],
)
def test_a_server_that_gives_no_map_leaves_ours(little, rounds, host, arrived, status, body, says, qtbot):
    before = picture_of(rounds.canvas)
    host.status, host.body = status, body
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert picture_of(rounds.canvas) == before
    line = rounds.canvas._line
    assert line.isVisible() and says in line.text() and "the campaign’s own extract" in line.text()
    assert line.text().startswith(("127.0.0.1", "What 127.0.0.1"))
    assert not little.banner.isVisible(), "it is said in the map alone"
    asked = len(host.asked)
    rounds.canvas.move_by(20, 0)
    arrived(little)
    assert len(host.asked) == asked, "a server in trouble is left in peace"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    rounds.canvas.move_by(-20, 0)
    arrived(little)
    assert not line.isVisible(), "it is said once"


@pytest.mark.parametrize(("status", "body"), [(503, None), (200, NOT_A_PICTURE)])
def test_a_server_in_trouble_is_tried_again_and_nothing_of_its_trouble_is_kept(
    little, rounds, host, arrived, qtbot, status, body
):
    before = picture_of(rounds.canvas)
    host.status, host.body = status, body
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    host.status, host.body = 200, None
    assert little.session.online._server._rest.remainingTime() > 50_000
    little.session.online._server._rest.stop()
    little.session.online._server._rest.timeout.emit()  # the minute is over
    qtbot.waitUntil(lambda: little.session.online.trouble == "")
    arrived(little)
    assert not rounds.canvas._line.isVisible()
    assert picture_of(rounds.canvas) != before
    assert len(rounds.canvas.backdrop.tiles) == len(seen_by(rounds.canvas))


def test_a_server_that_is_not_there_leaves_ours(little, rounds, host, arrived):
    before = picture_of(rounds.canvas)
    host.close()
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert "does not answer" in rounds.canvas._line.text()
    assert picture_of(rounds.canvas) == before


def test_an_address_that_is_not_whole_leaves_ours(little, rounds, arrived):
    before = picture_of(rounds.canvas)
    little.session.online.choose(True, "https://maps.example.org/{z}/{x}.png", WORDS)
    arrived(little)
    assert "is not whole" in rounds.canvas._line.text()
    assert picture_of(rounds.canvas) == before


def test_a_library_that_is_missing_leaves_ours(little, rounds, host, arrived, monkeypatch):
    before = picture_of(rounds.canvas)
    monkeypatch.setitem(__import__("sys").modules, "ui.map.tile_server", None)
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert "OpenSSL 3" in rounds.canvas._line.text()
    assert picture_of(rounds.canvas) == before


def test_a_server_that_cannot_prove_who_it_is_gives_nothing(little, rounds, host, arrived, tmp_path, tool):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [tool("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    host.listen_by(context)
    before = picture_of(rounds.canvas)
    little.session.online.choose(True, host.address.replace("http:", "https:"), WORDS)
    arrived(little)
    assert host.asked == []
    assert "cannot prove that it is what it says" in rounds.canvas._line.text()
    assert picture_of(rounds.canvas) == before


# -- where it is switched and what is said of it --------------------------------------------------------------


def test_it_is_switched_by_menu_key_and_palette_and_by_the_plans_own_menu(
    little, rounds, host, arrived, qtbot
):
    online = little.session.online
    online.choose(False, host.address, WORDS)
    (action,) = [each for each in doable(little) if each.text() == "Online &map"]
    assert action in little.menuBar().actions()[1].menu().actions()
    qtbot.keyClick(
        little, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert online.on and action.isChecked() and rounds.acts["rounds.online"].isChecked()
    assert "sees which area is looked at" in little.strip.last_words
    rounds.acts["rounds.online"].trigger()
    assert not online.on and not action.isChecked()
    action.trigger()
    assert UserSettings.load().online_map is True, "it is kept"
    online.switch(False)


def test_whose_map_it_is_stands_on_the_map_while_pictures_show(little, rounds, host, arrived):
    canvas = rounds.canvas
    ours = "© OpenStreetMap contributors"
    assert owners(canvas.scene.layers, canvas.backdrop) == ours
    corner = canvas.rect().adjusted(canvas.width() - 330, canvas.height() - 22, 0, 0)
    before = canvas.grab(corner).toImage()
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert owners(canvas.scene.layers, canvas.backdrop) == f"{ours} · {WORDS}"
    assert canvas.grab(corner).toImage() != before
    for both in (ours, f"© Another, {ours}"):
        little.session.online.choose(True, host.address, both)
        arrived(little)
        assert owners(canvas.scene.layers, canvas.backdrop) == both, "the same is said once"


@pytest.mark.parametrize("on", [True, False])
def test_a_saved_picture_says_whose_map_is_in_it(little, rounds, host, arrived, tmp_path, monkeypatch, on):
    little.session.online.choose(on, host.address, WORDS)
    arrived(little)
    path = tmp_path / "map.svg"
    monkeypatch.setattr(files, "to_save", lambda *_: path)
    rounds.save_picture()
    arrived(little)
    drawn = path.read_text(encoding="utf-8")
    assert (WORDS in drawn) == on and ("<image" in drawn) == on
    assert "© OpenStreetMap contributors" in drawn


def test_the_coverage_map_lies_on_it_too(little, host, settle, arrived):
    little.go("progress")
    settle(little)
    screen = little.screens["progress"]
    screen.tabs.setCurrentWidget(screen.map)
    screen.map.show_plan(little.session.desk.campaign.rounds.plans()[0], screen.map._wanted[1])
    settle(little)
    little.session.online.choose(True, host.address, WORDS)
    arrived(little)
    assert screen.map.canvas.backdrop.tiles


def test_doors_without_an_extract_lie_on_it(dressed, qtbot, host):
    """No map was imported; that whose pictures these are is said, and what to import still."""
    jobs, online = Jobs(), OnlineMap(UserSettings())
    canvas = MapCanvas(jobs, online)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    dots = DoorDots.make([5, 6], np.array([[-200.0, 0.0], [200.0, 100.0]]), [0, 0], [3, 3])
    canvas.show_scene(Scene(make_layers(MapPicture(LocalPlane(53.4, -2.2))), dots))
    online.choose(True, host.address, WORDS)
    qtbot.waitUntil(
        lambda: canvas.backdrop is not None and len(canvas.backdrop.tiles) == len(seen_by(canvas))
    )
    assert canvas.scene.layers.empty
    assert owners(canvas.scene.layers, canvas.backdrop).endswith(WORDS)
    jobs.close()


@pytest.fixture
def dialog(settings_dialog):
    return settings_dialog


def test_settings_say_what_it_does_and_keep_it(little, dialog, host, settle):
    page, settings = dialog.online, little.settings
    assert not page.on.isChecked()
    assert (
        "tile.openstreetmap.org" in page._explained.text()
        and "nothing of the register" in page._explained.text()
    )
    page.on.setChecked(True)
    page.address.setText(host.address)
    page.words.setText(WORDS)
    dialog.agree.click()
    settle(little)
    assert (settings.online_map, settings.tile_server, settings.tile_words) == (True, host.address, WORDS)
    again = UserSettings.load()
    assert (again.online_map, again.tile_server, again.tile_words) == (True, host.address, WORDS)
    assert little.menus["online-map"].isChecked()
    little.session.online.choose(False, "", "")
    assert (
        settings.tile_server == UserSettings().tile_server
        and settings.tile_words == UserSettings().tile_words
    )


def test_settings_keep_no_address_that_no_map_comes_from(little, dialog, settle):
    page = dialog.online
    page.on.setChecked(True)
    page.address.setText("http://maps.example.org/{z}/{x}/{y}.png")
    assert "begins with https://" in page._explained.text()
    dialog.agree.click()
    settle(little)
    assert dialog.isVisible() and page.isVisible()
    assert not little.session.online.on
    page.on.setChecked(False)
    dialog.agree.click()
    settle(little)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not little.session.online.on


def test_a_settings_file_with_something_else_in_it_leaves_it_off():
    from walksheets.paths import user_settings

    (user_settings() / "window.json").write_text('{"online_map": "yes", "tile_server": 3}', encoding="utf-8")
    assert UserSettings.load() == UserSettings()
