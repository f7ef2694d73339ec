"""Which parts of a small map already hold words, in cells of two points: so that no two words collide. Pure."""

import numpy as np
from numpy.typing import NDArray

_CELL = 2.0

Floats = NDArray[np.float64]


class Occupied:
    """A picture's cells; true where something is written."""

    def __init__(self, width: float, height: float):
        self._size = (width, height)
        self._cells = np.zeros((int(width / _CELL) + 2, int(height / _CELL) + 2), dtype=bool)
        self.take(width - 22, height - 14, width, height)  # north
        self.take(width - 80, 0, width, 9)  # whose map it is
        self.take(0, 0, 80, 9)  # the scale

    def inside(self, *points: Floats) -> bool:
        """Tell whether points lie in the picture, with a little white to its edges."""
        width, height = self._size
        return all(5 < x < width - 5 and 5 < y < height - 5 for x, y in points)

    def free(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Tell whether a rectangle of points is inside the picture and holds nothing."""
        width, height = self._size
        if x0 < 1 or y0 < 1 or x1 > width - 1 or y1 > height - 1:
            return False
        return not self._cells[self._span(x0, x1), self._span(y0, y1)].any()

    def take(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Fill a rectangle of points."""
        self._cells[self._span(max(x0, 0), max(x1, 0)), self._span(max(y0, 0), max(y1, 0))] = True

    def free_along(self, a: Floats, b: Floats, size: float) -> bool:
        """Tell whether a line of words from a to b, `size` high, meets nothing."""
        return all(self.free(*square) for square in _squares(a, b, size))

    def take_along(self, a: Floats, b: Floats, size: float) -> None:
        """Fill a line of words from a to b."""
        for square in _squares(a, b, size):
            self.take(*square)

    @staticmethod
    def _span(low: float, high: float) -> slice:
        return slice(int(low / _CELL), int(high / _CELL) + 1)


def _squares(a: Floats, b: Floats, size: float) -> list[tuple[float, float, float, float]]:
    half = size * 0.55
    steps = max(2, int(np.hypot(*(b - a)) / size) + 1)
    middles = a + (b - a) * np.linspace(0, 1, steps)[:, None]
    return [(float(x - half), float(y - half), float(x + half), float(y + half)) for x, y in middles]
