"""The map as it is looked at: a still picture that is moved while the hand moves, and painted anew when it rests.

Says nothing of rounds; holds a scene and a view. What the hand does with it is MapCanvas'.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.map.backdrop import Backdrop
from ui.map.online import OnlineMap
from ui.map.overlay import Legend, owners, paint_legend, paint_no_map, paint_owner, paint_scale
from ui.map.scene import Scene
from ui.map.still import Still, paint_still
from ui.map.trouble_line import TroubleLine
from ui.map.view import LEAST, MOST, MapView

_MARGIN = 0.25  # how far beyond the widget's edges the still reaches, so that a pan shows no blank
_REST_MS = 45


class MapSurface(QWidget):
    """A picture of the ward that can be moved and zoomed."""

    def __init__(self, jobs: Jobs, online: OnlineMap | None = None):
        super().__init__()
        self._jobs = jobs
        self._online = online
        self._scene = Scene()
        self._view = MapView()
        self._still: Still | None = None
        self._shows_all = True
        self._legend: Legend | None = None
        self._painting = False
        self._changed = False  # since the picture that is being painted was begun
        self._fit_pending = True
        self._left_at: MapView | None = None  # where the user looked from last time
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._paint_soon)
        self._line = TroubleLine(self)
        if online:
            online.changed.connect(self._look_online)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def view(self) -> MapView:
        """Where it is looked at from."""
        return self._view

    @property
    def scene(self) -> Scene:
        """What it shows."""
        return self._scene

    @property
    def backdrop(self) -> Backdrop | None:
        """The pictures of an online map that it shows."""
        return self._still.backdrop if self._still else None

    @property
    def legend(self) -> Legend | None:
        """What it says of its colours."""
        return self._legend

    def show_scene(self, scene: Scene) -> None:
        """Show something else, from where it is looked at now."""
        if scene is self._scene:
            return
        self._scene = scene
        if self._fit_pending:
            self._begin()
        self._changed = True
        self._rest.start()

    def show_legend(self, legend: Legend | None) -> None:
        """Say what the colours mean, or nothing."""
        self._legend = legend
        self.update()

    # Where it is looked at from

    def look(self, view: MapView) -> None:
        """Look from somewhere else."""
        self._view = view
        self._shows_all = False
        self.update()
        self._rest.start()
        if self._still is None or not self._covers(self._still):
            self._paint_soon()  # a long pull: the next picture comes before the hand rests

    def move_by(self, right_px: float, down_px: float) -> None:
        """Push the map by so many pixels."""
        self.look(self._view.moved(right_px, down_px))

    def zoom(self, times: float, at: QPointF | None = None) -> None:
        """Zoom about a pixel, or the middle."""
        self.look(self._view.zoomed(times, at or QPointF(self.rect().center())))

    def fit(self, bounds: tuple[float, float, float, float] | None = None) -> None:
        """Show a box whole: the doors', or the map's where there are no doors."""
        box = bounds or self._scene.bounds()
        if box:
            self._fit_pending = not len(self._scene.dots)  # the doors are still on their way
            self.look(self._view.fitted(box))
            self._shows_all = bounds is None

    def place(self) -> list[float]:
        """Return where it is looked at from, for `put_back`; nothing while it shows all there is."""
        if self._fit_pending:
            return [] if self._left_at is None else [self._left_at.x, self._left_at.y, self._left_at.scale]
        return [] if self._shows_all else [self._view.x, self._view.y, self._view.scale]

    def put_back(self, place: Sequence[float]) -> None:
        """Look from where `place` was returned, once there is something to see."""
        if len(place) == 3 and all(isinstance(each, int | float) for each in place):
            x, y, scale = place
            self._left_at = MapView(x, y, min(max(scale, LEAST), MOST))

    def _begin(self) -> None:
        """Look at all there is, or from where the user left, if there is anything to be seen from there."""
        box, left = self._scene.bounds(), self._left_at
        self.fit()
        if box and left and not self._fit_pending:
            x0, y0, x1, y1 = box
            there = replace(self._view, x=left.x, y=left.y, scale=left.scale)
            if there.seen().intersects(QRectF(x0, y0, x1 - x0, y1 - y0)):
                self.look(there)

    def look_at(self, x: float, y: float, least_scale: float = 1.2) -> None:
        """Bring a place into the middle, close enough to see its doors."""
        self.look(replace(self._view, x=x, y=y, scale=max(self._view.scale, least_scale)))

    def bring_into_view(self, bounds: tuple[float, float, float, float]) -> None:
        """Move as little as is needed to see a box; zoom out only when it is too large."""
        seen = self._view.seen()
        x0, y0, x1, y1 = bounds
        if seen.left() <= x0 and seen.right() >= x1 and seen.top() <= y0 and seen.bottom() >= y1:
            return
        wanted = self._view.fitted(bounds)
        self.look(replace(wanted, scale=min(wanted.scale, self._view.scale)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the still where the view has it now, and paint what is alive."""
        c = theme.colours()
        painter = QPainter(self)
        if self._still is None or not self._covers(self._still):
            painter.fillRect(self.rect(), c.land)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._rest.isActive())
        if self._still:
            painter.drawImage(self._box_of(self._still), self._still.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_live(painter)
        if self._legend:
            paint_legend(painter, self._legend, c, self.font())
        paint_scale(painter, self._view, c, self.font())
        if whose := owners(self._scene.layers, self.backdrop):
            paint_owner(painter, self._view, c, self.font(), whose)
        if self._scene.layers.empty:
            paint_no_map(painter, self._view, c, self.font())
        painter.end()

    def paint_live(self, painter: QPainter) -> None:
        """Paint over the still what changes with each frame."""

    def paint_now(self) -> None:
        """Paint the still in this thread, from nothing: for measuring."""
        self._still = paint_still(
            self._scene, self._wide(), self.devicePixelRatioF(), theme.colours(), self.font()
        )

    def _wide(self) -> MapView:
        grown = 1 + 2 * _MARGIN
        return replace(self._view, width=self._view.width * grown, height=self._view.height * grown)

    def _box_of(self, still: Still) -> QRectF:
        view, now = still.view, self._view
        times = now.scale / view.scale
        left = now.width / 2 + (view.x - now.x) * now.scale - view.width / 2 * times
        top = now.height / 2 - (view.y - now.y) * now.scale - view.height / 2 * times
        if view.scale == now.scale:  # whole pixels: a copy, not a resampling
            ratio = self.devicePixelRatioF()
            left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
            return QRectF(QPointF(left, top), still.image.deviceIndependentSize())
        return QRectF(left, top, view.width * times, view.height * times)

    def _covers(self, still: Still) -> bool:
        return self._box_of(still).contains(QRectF(self.rect()))

    def _paint_soon(self) -> None:
        """Have the still painted for the view as it is, a little beyond its edges; one at a time."""
        self._changed = True
        if self._painting or self.width() < 10 or not self.isVisible():
            return
        self._painting, self._changed = True, False
        scene, wide, before = self._scene, self._wide(), self._still
        ratio, c, font = self.devicePixelRatioF(), theme.colours(), self.font()
        online = self._online if self._online and self._online.on else None
        backdrop = online.backdrop(scene.layers.plane, wide, ratio) if online else None

        def paint() -> Still:
            if online:
                online.get_ready()
            return paint_still(scene, wide, ratio, c, font, before, backdrop)

        self._jobs.fetch(("still", id(self)), paint, self._take, self._fail, self)

    def _take(self, still: Still) -> None:
        self._painting = False
        self._still = still
        self.update()
        if self._changed:
            self._paint_soon()
        elif self._online and self._online.on:
            self._ask_online(self._online)

    def _ask_online(self, online: OnlineMap) -> None:
        """Have what is missing under what is seen fetched: what has been painted in passing is not asked for."""
        self._line.say(online.trouble)
        if self.isVisible() and self._scene.bounds():
            online.ask(id(self), self._scene.layers.plane, self._view, self.devicePixelRatioF())

    def _look_online(self) -> None:
        """Paint what came, or what is under it where it is switched off; say what is wrong."""
        if self._online:
            self._line.say(self._online.trouble)
            self._paint_soon()

    def _fail(self, error: BaseException) -> None:
        self._painting = False
        self._jobs.trouble.emit(error)

    # The widget's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle in the middle."""
        super().resizeEvent(event)
        self._view = replace(self._view, width=float(self.width()), height=float(self.height()))
        if self._fit_pending:
            self._begin()
        self._line.lay()
        self._rest.start()

    def showEvent(self, event: QEvent) -> None:
        """Paint what changed while it was out of sight."""
        if self._fit_pending:
            self._begin()
        self._rest.start()
        if self._online:
            self._line.say(self._online.trouble)

    def hideEvent(self, event: QEvent) -> None:
        """Ask for nothing more."""
        if self._online:
            self._online.forget(id(self))

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in other colours or another type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._rest.start()
