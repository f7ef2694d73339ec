"""The online map under the rounds: the switch, kept with this computer's settings, and what is said when it fails.

One for all windows, so that a server is asked by two connections at most. Off unless the user switches it on; while it
is off nothing that can reach a network is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from ui.actions import ACTS
from ui.language import later, tr
from ui.map.tile_address import OPENSTREETMAP, OPENSTREETMAP_WORDS, holds, server_of
from ui.user_settings import UserSettings

if TYPE_CHECKING:
    from ui.map.backdrop import Backdrop
    from ui.map.tile_server import TileServer
    from ui.map.view import MapView
    from walksheets.places import LocalPlane

_TROUBLE = {
    "away": later(
        "{server} does not answer, so the map is drawn from the campaign’s own extract. Is this computer on the "
        "internet? The server is tried again every minute."
    ),
    "refuses": later(
        "{server} refuses its map (answer {code}), so the map is drawn from the campaign’s own extract. Choose another "
        "server in Settings, or switch the online map off."
    ),
    "broken": later(
        "{server} has a fault of its own (answer {code}), so the map is drawn from the campaign’s own extract. The "
        "server is tried again every minute."
    ),
    "no picture": later(
        "What {server} sent is no picture, so the map is drawn from the campaign’s own extract. Does the network here "
        "want you to sign in first?"
    ),
    "certificate": later(
        "{server} cannot prove that it is what it says, so nothing was taken from it and the map is drawn from the "
        "campaign’s own extract. Does the network here want you to sign in first, and is this computer’s clock right?"
    ),
    "no secrecy": later(
        "This computer lacks what secure connections need (OpenSSL 3, Kerberos), so the map is drawn from the "
        "campaign’s own extract. Install these, or switch the online map off."
    ),
    "no such": later(
        "{server} has no map of some of this place, so that part is drawn from the campaign’s own extract."
    ),
    "address": later(
        "The online map’s address in Settings is not whole, so the map is drawn from the campaign’s own extract. It "
        "begins with https:// and has {z}, {x} and {y} in it; put it right, or switch the online map off."
    ),
}


class OnlineMap(QObject):
    """Whether maps lie on a server's pictures, and where these come from."""

    switched = Signal(bool)
    changed = Signal()  # pictures came, or something went wrong: maps look again

    def __init__(self, settings: UserSettings, parent: QObject | None = None):
        super().__init__(parent)
        self._settings = settings
        self._server: TileServer | None = None
        self._cannot = False  # a library is missing

    @property
    def on(self) -> bool:
        """Tell whether it is switched on."""
        return self._settings.online_map

    @property
    def server_name(self) -> str:
        """The name of the server that is asked."""
        return server_of(self._settings.tile_server)

    @property
    def idle(self) -> bool:
        """Tell whether nothing is on its way."""
        return self._server is None or self._server.idle

    @property
    def trouble(self) -> str:
        """Say why there are no pictures, or nothing."""
        if not self.on:
            return ""
        if not holds(self._settings.tile_server):
            return tr(_TROUBLE["address"])
        if self._cannot:
            return tr(_TROUBLE["no secrecy"])
        trouble = self._server.trouble if self._server else None
        if trouble is None:
            return ""
        return tr(_TROUBLE[trouble.what]).format(server=self.server_name, code=trouble.code)

    def switch(self, on: bool) -> None:
        """Switch it on or off, in every window."""
        self.choose(on, self._settings.tile_server, self._settings.tile_words)

    def choose(self, on: bool, address: str, words: str) -> None:
        """Keep a switch, a server's address and whose map that is; no address and no words are OpenStreetMap's own."""
        wanted = on, address.strip() or OPENSTREETMAP, words.strip() or OPENSTREETMAP_WORDS
        kept = self._settings
        if wanted == (kept.online_map, kept.tile_server, kept.tile_words):
            return
        kept.online_map, kept.tile_server, kept.tile_words = wanted
        kept.save()
        if self._server:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self.switched.emit(on)
        self.changed.emit()

    def get_ready(self) -> None:
        """Load what reaches the network; in a job."""
        try:
            from ui.map.tile_server import get_ready
        except ImportError:
            self._cannot = True
        else:
            get_ready()

    def backdrop(self, plane: LocalPlane | None, view: MapView, ratio: float) -> Backdrop | None:
        """Return the pictures at hand for a view, none while it is off; `ratio` is the screen's pixels a point."""
        return self._server.backdrop(plane, view, ratio) if self._server and plane else None

    def ask(self, asker: object, plane: LocalPlane | None, view: MapView, ratio: float) -> None:
        """Fetch what a view shows, once `get_ready` has run; `changed` tells when something came."""
        if not self.on or self._cannot or plane is None or not holds(self._settings.tile_server):
            return
        if self._server is None:
            from ui.map.tile_server import TileServer

            self._server = TileServer(self._settings.tile_server, self._settings.tile_words, self)
            self._server.changed.connect(self.changed)
        self._server.ask(asker, plane, view, ratio)

    def forget(self, asker: object) -> None:
        """Fetch nothing for a map that is out of sight."""
        if self._server:
            self._server.forget(asker)


def online_action(online: OnlineMap, owner: QObject) -> QAction:
    """Make an action for a map's own menu; the key and the palette have the window's, for a key with two actions does nothing."""
    act = ACTS["online-map"]
    action = QAction(tr(act.text).replace("&", ""), owner)
    action.setToolTip(tr(act.tip))
    follow(action, online)
    return action


def follow(action: QAction, online: OnlineMap) -> None:
    """Let an action switch the online map, and be ticked while it is on."""
    action.setCheckable(True)
    action.setChecked(online.on)
    action.toggled.connect(online.switch)
    online.switched.connect(action.setChecked)
