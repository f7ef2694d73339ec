"""A map server for the tests: on this computer, with invented streets, and it remembers what it was asked."""

import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

SIDE = 256
LAND = "#f2efe9"
_STREETS = ("Mill Lane", "Station Road", "Church Street", "Orchard Close", "High Street")


class TileHost:
    """Serves a tile of one colour, or drawn streets, at every address; `answer` changes what it says."""

    def __init__(self, *, streets: bool = False, headers: dict[str, str] | None = None):
        self.asked: list[str] = []  # "15/16189/10590"
        self.agents: set[str] = set()
        self.told: dict[str, str] = {}  # whatever else came with a question
        self.most_at_once = 0
        self.status = 200
        self.body: bytes | None = None
        self.takes_s = 0.0
        self.gate = threading.Event()  # closed, nothing is answered
        self.gate.set()
        self.headers = {"Cache-Control": "max-age=86400"} if headers is None else headers
        self._plain = png(plain())
        self._streets = streets
        self._at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{{z}}/{{x}}/{{y}}.png"

    def listen_by(self, secrecy: ssl.SSLContext) -> None:
        """Speak https from now on."""
        self._server.socket = secrecy.wrap_socket(self._server.socket, server_side=True)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _tile(self, name: str) -> bytes:
        if self.body is not None:
            return self.body
        return png(streets(*(int(part) for part in name.split("/")))) if self._streets else self._plain

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.strip("/").removesuffix(".png")
                with host._lock:
                    host._at_once += 1
                    host.most_at_once = max(host.most_at_once, host._at_once)
                    host.asked.append(name)
                    host.agents.add(self.headers["User-Agent"])
                    host.told |= dict(self.headers)
                host.gate.wait(60)
                time.sleep(host.takes_s)
                body = host._tile(name)
                with host._lock:
                    host._at_once -= 1
                etag = host.headers.get("ETag")
                if etag and self.headers["If-None-Match"] == etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(host.status)
                for header, value in {"Content-Type": "image/png", **host.headers}.items():
                    self.send_header(header, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def plain(colour: str = LAND) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def streets(zoom: int, x: int, y: int) -> QImage:
    """Draw what such servers draw: buildings, streets with an edge and a name, a park, a stream."""
    image = plain()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if (x + y) % 3 == 0:
        painter.fillRect(QRectF(150, 10, 90, 100), QColor("#c8facc"))
    painter.setPen(QPen(QColor("#aad3df"), 5))
    painter.drawLine(QLineF(0, 236, 256, 236))
    painter.setPen(QPen(QColor("#c6b8ab"), 1))
    painter.setBrush(QColor("#d9d0c9"))
    for left in range(12, 250, 22):
        for top in (24, 96, 150, 200):
            if not (150 <= left <= 240 and top < 110 and (x + y) % 3 == 0):
                painter.drawRect(QRectF(left, top, 15, 20))
    roads = [QLineF(0, 70, 256, 70), QLineF(0, 184, 256, 184), QLineF(128, 0, 128, 256)]
    for width, colour in ((15, "#bfbfbf"), (13, "#ffffff")):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLines(roads)
    painter.setPen(QPen(QColor("#e892a2"), 9))
    if y % 2 == 0:
        painter.drawLine(QLineF(0, 128, 256, 128))
    painter.setFont(QFont("DejaVu Sans", 8))
    painter.setPen(QColor("#333333"))
    painter.drawText(QPointF(18, 74), _STREETS[(x + y) % 5])
    painter.drawText(QRectF(0, 176, 256, 16), Qt.AlignmentFlag.AlignCenter, _STREETS[(x * 3 + y + 1) % 5])
    painter.end()
    return image
