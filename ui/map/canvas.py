"""The map widget: moves two still pictures while the hand moves, and paints what is alive over them.

Still: the ground, the doors and names. Alive: the chosen round's way, selected doors, the lasso. It
tells where was clicked and what was caught; what that means is the presenter's.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.map.doors import DoorDots
from ui.map.layers import MapLayers
from ui.map.overlay import paint_caught, paint_lasso, paint_scale, paint_way
from ui.map.render import Still, paint_doors, paint_ground, paint_names
from ui.map.view import MapView

Floats = NDArray[np.float64]

_MARGIN = 0.25  # how far beyond the widget's edges the stills reach, so that a pan shows no blank
_CLICK_PX = 5
_NEAR_PX = 12.0
_REST_MS = 45


class MapCanvas(QWidget):
    """The map."""

    clicked = Signal(object)  # (x, y, index of the door there or -1, whether Ctrl was held)
    lassoed = Signal(object)  # (indices of doors, whether Ctrl was held)

    def __init__(self, jobs: Jobs):
        super().__init__()
        self._jobs = jobs
        self._layers = MapLayers()
        self._dots = DoorDots.none()
        self._strong: int | None = None
        self._way: list[Floats] = []
        self._caught: Sequence[int] = ()
        self._view = MapView()
        self._stills: dict[str, Still] = {}
        self._fit_pending = True
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._lasso: QPolygonF | None = None
        self.lassoing = False
        self.drop_pin = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._render)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Map of the ward")
        self.setAccessibleDescription(
            "Arrows move it, plus and minus zoom. The list beside it does the same work."
        )

    @property
    def view(self) -> MapView:
        """Where it is looked at from."""
        return self._view

    @property
    def dots(self) -> DoorDots:
        """The doors it shows."""
        return self._dots

    def show_map(self, layers: MapLayers) -> None:
        """Show another map."""
        self._layers = layers
        self._stills.clear()
        self._render_soon(fit=self._fit_pending)

    def show_doors(self, dots: DoorDots, strong: int | None = None) -> None:
        """Show doors in their rounds' colours; `strong` is the round that stands out."""
        self._dots = dots
        self._strong = strong
        self._caught = ()
        self._render_soon(fit=self._fit_pending)

    def stress(self, group: int | None, way: Sequence[Floats] = ()) -> None:
        """Let one round stand out, with its way."""
        self._strong, self._way = group, list(way)
        self._render_soon()

    def show_way(self, way: Sequence[Floats]) -> None:
        """Draw the chosen round's way."""
        self._way = list(way)
        self.update()

    def catch(self, indices: Sequence[int]) -> None:
        """Mark doors as selected."""
        self._caught = tuple(indices)
        self.update()

    def fit(self, bounds: tuple[float, float, float, float] | None = None) -> None:
        """Show a box whole: the doors', or the map's where there are no doors."""
        box = bounds or self._dots.bounds() or self._layers.bounds
        if box:
            self._fit_pending = not len(self._dots)  # the doors are still on their way
            self._look(self._view.fitted(box))

    def look_at(self, x: float, y: float, least_scale: float = 1.2) -> None:
        """Bring a place into the middle, close enough to see its doors."""
        self._look(replace(self._view, x=x, y=y, scale=max(self._view.scale, least_scale)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the stills where the view has them now, and paint what is alive."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.land)
        moving = self._rest.isActive()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not moving)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name in ("ground", "doors", "way", "names"):
            if name == "way":
                paint_way(painter, self._way, self._view, c)
            elif still := self._stills.get(name):
                painter.drawImage(self._box_of(still), still.image)
        paint_caught(painter, self._dots.positions(self._caught), self._view, c)
        if self._lasso is not None:
            paint_lasso(painter, self._lasso, c)
        paint_scale(painter, self._view, c, self.font())
        painter.end()

    def _box_of(self, still: Still) -> QRectF:
        view, now = still.view, self._view
        times = now.scale / view.scale
        left = now.width / 2 + (view.x - now.x) * now.scale - view.width / 2 * times
        top = now.height / 2 - (view.y - now.y) * now.scale - view.height / 2 * times
        return QRectF(left, top, view.width * times, view.height * times)

    def _look(self, view: MapView) -> None:
        self._view = view
        self.update()
        self._rest.start()

    def _render_soon(self, *, fit: bool = False) -> None:
        if fit:
            self.fit()
        self._rest.start()

    def _render(self) -> None:
        """Have the stills painted anew for the view as it is, a little beyond its edges."""
        if self.width() < 10 or not self.isVisible():
            return
        wide = replace(
            self._view,
            width=self._view.width * (1 + 2 * _MARGIN),
            height=self._view.height * (1 + 2 * _MARGIN),
        )
        ratio, c, font = self.devicePixelRatioF(), theme.colours(), self.font()
        layers, dots, strong = self._layers, self._dots, self._strong
        self._have("doors", lambda: paint_doors(dots, wide, ratio, c, font, strong))
        if "ground" not in self._stills or self._stills["ground"].view != wide:
            self._have("ground", lambda: paint_ground(layers, wide, ratio, c))
            self._have("names", lambda: paint_names(layers, wide, ratio, c, font))

    def _have(self, name: str, paint: Callable[[], Still]) -> None:
        def take(still: Still) -> None:
            self._stills[name] = still
            self.update()

        self._jobs.fetch((name, id(self)), paint, take, owner=self)

    # The hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle in the middle."""
        super().resizeEvent(event)
        self._view = replace(self._view, width=float(self.width()), height=float(self.height()))
        self._render_soon(fit=self._fit_pending)

    def showEvent(self, event: QEvent) -> None:
        """Paint what changed while it was out of sight."""
        self._render_soon(fit=self._fit_pending)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag or a lasso."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.lassoing or shift:
                self._lasso = QPolygonF([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or draw the lasso."""
        if self._pressed is None or self._last is None:
            return
        at = event.position()
        if self._lasso is not None:
            self._lasso.append(at)
            self.update()
        else:
            self._look(self._view.moved(at.x() - self._last.x(), at.y() - self._last.y()))
        self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked or caught."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        went = (event.position() - self._pressed).manhattanLength()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        lasso, self._lasso, self._pressed = self._lasso, None, None
        if went > _CLICK_PX and lasso is not None:
            loop = QPolygonF([QPointF(*self._view.metres(point)) for point in lasso.toList()])
            self.lassoed.emit((self._dots.inside(loop), control))
        elif went <= _CLICK_PX:
            x, y = self._view.metres(event.position())
            self.clicked.emit((x, y, self._dots.nearest(x, y, _NEAR_PX / self._view.scale), control))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        notches = event.angleDelta().y() / 120.0
        self._look(self._view.zoomed(1.25**notches, event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, zoom with plus and minus, Home shows all."""
        step = 80.0
        moves = {
            Qt.Key.Key_Left: (step, 0), Qt.Key.Key_Right: (-step, 0), Qt.Key.Key_Up: (0, step), Qt.Key.Key_Down: (0, -step),
        }  # fmt: skip
        key = Qt.Key(event.key())
        middle = QPointF(self.rect().center())
        if key in moves:
            self._look(self._view.moved(*moves[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._look(self._view.zoomed(1.4, middle))
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._look(self._view.zoomed(1 / 1.4, middle))
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key == Qt.Key.Key_Escape:
            self.lassoed.emit(([], False))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the address of the door under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            x, y = self._view.metres(QPointF(event.pos()))
            at = self._dots.nearest(x, y, _NEAR_PX / self._view.scale)
            words = self._dots.words(at) if at >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
