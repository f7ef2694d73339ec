"""How the ground becomes a picture: which piece of it, at what scale, which way up. Pure arithmetic."""

from dataclasses import dataclass

import numpy as np

from walksheets.sheets.facts import Floats
from walksheets.sheets.items import UNIT, Ints

_LEAST_ACROSS_M = 140.0  # a map never shows less ground than this
_EDGE = 0.07  # white around the doors, of the picture's size
_SCALE_MOST = 2.2  # points a metre
_TURN_FOR = 1.3  # times the scale: what a map must gain to lie on its side


@dataclass(frozen=True, slots=True)
class Ground:
    """How metres become points in one picture."""

    middle: tuple[float, float]
    """Metres: what stands in the picture's middle."""
    scale: float
    """Points a metre."""
    width: float
    height: float
    turned: bool = False
    """North is to the left: a tall round fills a wide picture."""

    @classmethod
    def around(cls, xy: Floats, width: float, height: float) -> "Ground":
        """Return the ground that shows all points, in the middle, as large as they fit."""
        low, high = xy.min(axis=0), xy.max(axis=0)
        x, y = (low + high) / 2
        across = np.maximum(high - low, 1.0)
        upright = _scale(across, width, height)
        turned = _scale(across[::-1], width, height)
        turn = turned >= _TURN_FOR * upright
        return cls((float(x), float(y)), turned if turn else upright, width, height, turn)

    @property
    def window_m(self) -> tuple[float, float, float, float]:
        """Return the ground shown, in metres, a little more on each side."""
        across = (self.height, self.width) if self.turned else (self.width, self.height)
        half_x, half_y = ((side / 2 + 8) / self.scale for side in across)
        x, y = self.middle
        return x - half_x, y - half_y, x + half_x, y + half_y

    def to_points(self, xy: Floats) -> Floats:
        """Return metres as points from the picture's corner."""
        points = (np.asarray(xy, dtype=float) - self.middle) * self.scale
        if self.turned:
            points = np.stack([-points[..., 1], points[..., 0]], axis=-1)
        moved: Floats = points + np.array([self.width / 2, self.height / 2])
        return moved


def to_units(points: Floats) -> Ints:
    """Return points as whole units of a picture's lines."""
    units: Ints = np.rint(points / UNIT).astype(np.int32)
    return units


def length(line: Floats) -> float:
    """Return how long a line of points is."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def point_at(line: Floats, distance: float) -> Floats:
    """Return the point so far along a line."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return np.array([np.interp(distance, along, line[:, 0]), np.interp(distance, along, line[:, 1])])


def _scale(across_m: Floats, width: float, height: float) -> float:
    room = np.array([width, height]) * (1 - 2 * _EDGE)
    return min(float(min(room / across_m)), _SCALE_MOST, min(width, height) / _LEAST_ACROSS_M)
