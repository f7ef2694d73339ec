"""Fetching an online map's pictures as its owners ask: what is seen and no more, two at a time, kept on disk.

The rules are OpenStreetMap's: https://operations.osmfoundation.org/policies/tiles/. Nothing here is loaded while the
online map is off.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QDateTime, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
    QSslSocket,
)

from ui.map.backdrop import Backdrop
from ui.map.tile_shelf import make_room, shelf
from ui.map.tiles import Tile, tiles_in, zoom_for
from ui.map.view import MapView
from walksheets import __version__
from walksheets.places import LocalPlane

USER_AGENT = f"Walksheets/{__version__} (desktop program for ward organisers)"
AT_ONCE = 2

_KEPT_DAYS = 7  # where the server says nothing of how long
_WITHOUT_END = 10**15  # bytes on disk: Qt would throw away what is too much while the window waits
_AT_HAND = 256  # pictures; more when more are seen
_PATIENCE_MS = 15_000
_REST_MS = 60_000
_TOGETHER_MS = 150  # what comes within so long is painted in one go

_Attribute = QNetworkRequest.Attribute
_NO_SUCH = (404, 410)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the server: "away", "refuses", "broken", "no picture", "certificate", "no secrecy" or "no such"."""

    what: str
    code: int = 0  # what it answered


@cache
def get_ready() -> None:
    """Do in a job, once, what would hold the window: read the system's certificates, and make room on the disk."""
    load_secure_connections()
    make_room(shelf())


def load_secure_connections() -> None:
    """Have Qt read the system's certificates, which takes it a fifth of a second the first time.

    By a request that is given up before it is sent: Qt lets go of Python's lock for that, but not where certificates
    are asked for by name, and the window would be held from another thread.
    """
    manager = QNetworkAccessManager()
    manager.get(QNetworkRequest(QUrl("https://localhost/"))).abort()


class TileServer(QObject):
    """One server. Askers say what they see; pictures come when they come."""

    changed = Signal()

    def __init__(self, address: str, words: str, parent: QObject):
        super().__init__(parent)
        self._address = address
        self._words = words
        self._wanted: dict[object, Sequence[Tile]] = {}  # by who asked
        self._at_hand: OrderedDict[Tile, QImage] = OrderedDict()
        self._running: dict[Tile, QNetworkReply] = {}
        self._no_such: set[Tile] = set()
        self._not_kept: set[Tile] = set()  # not even an old picture of it is on the disk
        self._trouble: Trouble | None = None
        self._net = QNetworkAccessManager(self)
        self._net.setTransferTimeout(_PATIENCE_MS)
        self._disk = QNetworkDiskCache(self)
        self._disk.setCacheDirectory(str(shelf()))
        self._disk.setMaximumCacheSize(_WITHOUT_END)
        self._net.setCache(self._disk)
        self._net.finished.connect(self._finished)
        self._together = _timer(self, _TOGETHER_MS, self.changed.emit)
        self._rest = _timer(self, _REST_MS, self._try_again)

    @property
    def idle(self) -> bool:
        """Tell whether nothing is on its way, and all that came was told."""
        return not self._running and not self._together.isActive()

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong, as far as it concerns what is looked at."""
        if self._trouble is None and any(
            not self._no_such.isdisjoint(tiles) for tiles in self._wanted.values()
        ):
            return Trouble("no such", 404)
        return self._trouble

    def backdrop(self, plane: LocalPlane, view: MapView, ratio: float) -> Backdrop | None:
        """Return the pictures at hand for a view."""
        tiles = [
            tile for tile in tiles_in(plane, view, zoom_for(plane, view, ratio)) if tile in self._at_hand
        ]
        for tile in tiles:
            self._at_hand.move_to_end(tile)
        pictures = tuple(self._at_hand[tile] for tile in tiles)
        return Backdrop(self._address, self._words, plane, tuple(tiles), pictures) if tiles else None

    def ask(self, asker: object, plane: LocalPlane, view: MapView, ratio: float) -> None:
        """Fetch what a view shows; what the same asker saw before and has not come yet is not fetched any more."""
        self._wanted[asker] = tiles_in(plane, view, zoom_for(plane, view, ratio))
        self._go_on()

    def forget(self, asker: object) -> None:
        """Fetch nothing for somebody who looks no more."""
        self._wanted.pop(asker, None)

    def close(self) -> None:
        """Give up what is on its way."""
        self._net.finished.disconnect(self._finished)
        for reply in self._running.values():
            reply.abort()
        self._running.clear()
        self._rest.stop()
        self._together.stop()

    def _go_on(self) -> None:
        while len(self._running) < AT_ONCE and (tile := self._next()):
            self._running[tile] = self._net.get(self._request(tile))

    def _next(self) -> Tile | None:
        known = (self._at_hand, self._running, self._no_such, self._not_kept)
        wanted = (tile for tiles in self._wanted.values() for tile in tiles)
        return next((tile for tile in wanted if not any(tile in each for each in known)), None)

    def _request(self, tile: Tile) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._address.format(z=tile.zoom, x=tile.x, y=tile.y)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        request.setRawHeader(b"Accept-Language", b"*")  # or Qt tells the user's
        for attribute in (_Attribute.CookieLoadControlAttribute, _Attribute.CookieSaveControlAttribute):
            request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual)
        if self._rest.isActive():  # while the server is left in peace, an old picture is better than none
            request.setAttribute(
                _Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysCache
            )
        return request

    def _finished(self, reply: QNetworkReply) -> None:
        tile = next(tile for tile, running in self._running.items() if running is reply)
        del self._running[tile]
        code = reply.attribute(_Attribute.HttpStatusCodeAttribute)
        picture = QImage()
        if reply.error() == QNetworkReply.NetworkError.NoError:
            picture = QImage.fromData(reply.readAll())
        if not picture.isNull():
            self._take(tile, picture, reply)
        elif code in _NO_SUCH:
            self._no_such.add(tile)
        elif _from_disk_alone(reply):
            self._not_kept.add(tile)
        else:
            self._trouble = _trouble_of(reply, code)
            if self._trouble.what == "no picture":
                self._disk.remove(reply.request().url())  # it may be one tomorrow
            self._rest.start()
        reply.deleteLater()
        self._go_on()
        if not self._together.isActive():
            self._together.start()

    def _take(self, tile: Tile, picture: QImage, reply: QNetworkReply) -> None:
        self._at_hand[tile] = picture
        seen = {each for tiles in self._wanted.values() for each in tiles}
        too_many = max(len(self._at_hand) - _AT_HAND, 0)
        for old in [each for each in self._at_hand if each not in seen][:too_many]:
            del self._at_hand[old]
        if not self._rest.isActive():
            self._trouble = None
        if not reply.attribute(_Attribute.SourceIsFromCacheAttribute) and not _from_disk_alone(reply):
            self._keep_a_week(reply)

    def _keep_a_week(self, reply: QNetworkReply) -> None:
        """Keep on disk what came without a word of how long it holds."""
        about = self._disk.metaData(reply.request().url())
        if about.isValid() and not about.expirationDate().isValid():
            about.setExpirationDate(QDateTime.currentDateTimeUtc().addDays(_KEPT_DAYS))
            self._disk.updateMetaData(about)

    def _try_again(self) -> None:
        self._not_kept.clear()
        self._go_on()


def _from_disk_alone(reply: QNetworkReply) -> bool:
    control = reply.request().attribute(_Attribute.CacheLoadControlAttribute)
    return control == QNetworkRequest.CacheLoadControl.AlwaysCache


def _trouble_of(reply: QNetworkReply, code: int | None) -> Trouble:
    if reply.error() == QNetworkReply.NetworkError.SslHandshakeFailedError:
        return Trouble("certificate")
    if reply.url().scheme() == "https" and not QSslSocket.supportsSsl():
        return Trouble("no secrecy")
    if reply.error() == QNetworkReply.NetworkError.NoError:
        return Trouble("no picture")
    if code is None:
        return Trouble("away")
    return Trouble("broken" if code >= 500 else "refuses", code)


def _timer(owner: QObject, after_ms: int, then: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer
