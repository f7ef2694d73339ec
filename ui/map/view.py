"""Where the map is looked at from: metres to pixels and back. Pure; y grows north in metres, down in pixels."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

LEAST, MOST = 0.002, 20.0  # pixels a metre: a county, a doorstep


@dataclass(frozen=True, slots=True)
class MapView:
    """The middle of what is seen, in local metres, how large it is drawn, and the widget's size in pixels."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 0.3  # pixels a metre
    width: float = 800.0
    height: float = 600.0

    def transform(self) -> QTransform:
        """Return metres → pixels."""
        s = self.scale
        return QTransform(s, 0, 0, -s, self.width / 2 - self.x * s, self.height / 2 + self.y * s)

    def pixels(self, xy: ArrayLike) -> NDArray[np.float64]:
        """Return (N, 2) pixels of (N, 2) metres."""
        points = np.asarray(xy, dtype=float)
        return np.stack(
            [
                self.width / 2 + (points[..., 0] - self.x) * self.scale,
                self.height / 2 - (points[..., 1] - self.y) * self.scale,
            ],
            axis=-1,
        )

    def metres(self, at: QPointF) -> tuple[float, float]:
        """Return the metres under a pixel."""
        return (
            self.x + (at.x() - self.width / 2) / self.scale,
            self.y - (at.y() - self.height / 2) / self.scale,
        )

    def moved(self, right_px: float, down_px: float) -> "MapView":
        """Return the view with the map pushed by so many pixels."""
        return replace(self, x=self.x - right_px / self.scale, y=self.y + down_px / self.scale)

    def zoomed(self, factor: float, at: QPointF) -> "MapView":
        """Return the view drawn larger by a factor, with what is under `at` staying there."""
        scale = min(max(self.scale * factor, LEAST), MOST)
        x, y = self.metres(at)
        dx, dy = (at.x() - self.width / 2) / scale, (at.y() - self.height / 2) / scale
        return replace(self, x=x - dx, y=y + dy, scale=scale)

    def fitted(self, bounds: tuple[float, float, float, float], margin_px: float = 36.0) -> "MapView":
        """Return the view that shows a box (least x, least y, greatest x, greatest y) whole."""
        x0, y0, x1, y1 = bounds
        room_x, room_y = max(self.width - 2 * margin_px, 50.0), max(self.height - 2 * margin_px, 50.0)
        scale = min(room_x / max(x1 - x0, 40.0), room_y / max(y1 - y0, 40.0))
        return replace(self, x=(x0 + x1) / 2, y=(y0 + y1) / 2, scale=min(max(scale, LEAST), MOST))

    def seen(self) -> QRectF:
        """Return the box of metres that is seen (its top is its least y)."""
        w, h = self.width / self.scale, self.height / self.scale
        return QRectF(self.x - w / 2, self.y - h / 2, w, h)
