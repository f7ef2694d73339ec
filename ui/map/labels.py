"""Where street names go: along their street, upright, none over another, none too often.

Pure positions in pixels; the painter writes them without deciding anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.map.layers import Name
from ui.map.view import MapView

Floats = NDArray[np.float64]

_SAME_NAME_PX = 420.0  # a long street is named again after so much
_BEND = 0.965  # how straight, chord to arc, the stretch under a name must be
_CELL_PX = 14.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name to write: the middle of its line in pixels, and the slant in degrees."""

    text: str
    x: float
    y: float
    degrees: float
    rank: int


def place_labels(
    names: Iterable[Name], view: MapView, widths: dict[str, float], height: float
) -> list[Label]:
    """Choose where names stand; `widths` are the texts' widths in pixels, `height` their height."""
    seen = view.seen()
    left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
    taken: set[tuple[int, int]] = set()
    said: dict[str, list[tuple[float, float]]] = {}
    labels: list[Label] = []
    for name in sorted(names, key=lambda each: (-each.rank, -each.length_m)):
        width = widths[name.text]
        if name.length_m * view.scale < width * 1.05:
            continue
        x0, y0 = name.xy.min(axis=0)
        x1, y1 = name.xy.max(axis=0)
        if x1 < left or x0 > right or y1 < top or y0 > bottom:
            continue
        label = _place(name, view, width, said.get(name.text, ()))
        if label is None:
            continue
        cells = _cells(label, width, height)
        if taken.isdisjoint(cells):
            taken |= cells
            said.setdefault(label.text, []).append((label.x, label.y))
            labels.append(label)
    return labels


def _place(name: Name, view: MapView, width: float, said: Iterable[tuple[float, float]]) -> Label | None:
    """Find the straightest stretch of the line that is seen, long enough, and far from its own name."""
    line = view.pixels(name.xy)
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    best: tuple[float, Label] | None = None
    for share in (0.5, 0.3, 0.7, 0.15, 0.85):
        start = along[-1] * share - width / 2
        if start < 0 or start + width > along[-1]:
            continue
        a, middle, b = (_at(line, along, start + width * part) for part in (0.0, 0.5, 1.0))
        if not (0 < middle[0] < view.width and 0 < middle[1] < view.height):
            continue
        straight = float(np.hypot(*(b - a))) / width
        if straight < _BEND or any(np.hypot(middle[0] - x, middle[1] - y) < _SAME_NAME_PX for x, y in said):
            continue
        if best is None or straight > best[0] + 0.01:
            centre = (a + b) / 4 + middle / 2
            best = (
                straight,
                Label(name.text, float(centre[0]), float(centre[1]), _upright(b - a), name.rank),
            )
    return best[1] if best else None


def _at(line: Floats, along: Floats, distance: float) -> Floats:
    return np.array([np.interp(distance, along, line[:, 0]), np.interp(distance, along, line[:, 1])])


def _upright(direction: Floats) -> float:
    degrees = float(np.degrees(np.arctan2(direction[1], direction[0])))
    return degrees - 180 if degrees > 90 else degrees + 180 if degrees < -90 else degrees


def _cells(label: Label, width: float, height: float) -> set[tuple[int, int]]:
    """Return the squares of the page that a slanted name covers."""
    slope = np.radians(label.degrees)
    count = max(int(width / (_CELL_PX / 2)), 1)
    along = np.linspace(-width / 2, width / 2, count)
    cells = set()
    for off in (-height / 2, 0.0, height / 2):
        xs = label.x + along * np.cos(slope) - off * np.sin(slope)
        ys = label.y + along * np.sin(slope) + off * np.cos(slope)
        cells |= set(
            zip((xs // _CELL_PX).astype(int).tolist(), (ys // _CELL_PX).astype(int).tolist(), strict=True)
        )
    return cells
