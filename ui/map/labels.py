"""Where words go on the map: names along their street, upright, none over another, none too often.

Pure positions in pixels; the painter writes them without deciding anything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.map.layers import Name
from ui.map.view import MapView

Floats = NDArray[np.float64]

_SAME_NAME_PX = 420.0  # a long street is named again after so much
_STRAIGHT = 0.985  # chord to arc: so straight that the name is written in one piece
_BEND = 0.80  # a name follows a bend of its street up to this
_SHARPEST = 24.0  # degrees between two letters
_CELL_PX = 9.0
_MOST = 220  # names in one picture: more cannot be read

Cells = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Label:
    """A name to write: each letter's middle in pixels and its slant in degrees; one spot if it is straight."""

    text: str
    spots: tuple[tuple[float, float, float], ...]
    rank: int

    @property
    def straight(self) -> bool:
        """Tell whether it is written in one piece."""
        return len(self.spots) == 1


class Room:
    """Which squares of the picture have words on them already."""

    def __init__(self) -> None:
        self._taken: Cells = set()

    def take(self, cells: Cells) -> bool:
        """Take squares if all of them are free; tell whether they were."""
        if not self._taken.isdisjoint(cells):
            return False
        self._taken |= cells
        return True

    def take_box(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Take an upright box if it is free."""
        return self.take(box_cells(left, top, right, bottom))


def box_cells(left: float, top: float, right: float, bottom: float) -> Cells:
    """Return the squares of the picture that an upright box touches."""
    return {
        (x, y)
        for x in range(int(left // _CELL_PX), int(right // _CELL_PX) + 1)
        for y in range(int(top // _CELL_PX), int(bottom // _CELL_PX) + 1)
    }


def place_labels(
    names: Sequence[Name],
    view: MapView,
    advances: Callable[[str], Sequence[float]],
    height: float,
    room: Room | None = None,
    shut: Cells | None = None,
) -> list[Label]:
    """Choose where names stand.

    `advances` gives for a text where each letter ends, in pixels from its start; `height` is the letters'.
    Words stand only in what is free of `room`, and take it; and in none of the squares of `shut`.
    """
    room, shut = room or Room(), shut or set()
    said: dict[str, list[tuple[float, float]]] = {}
    labels: list[Label] = []
    for name in sorted(_in_view(names, view), key=lambda each: (-each.rank, -each.length_m)):
        if len(labels) >= _MOST:
            break
        if name.length_m * view.scale < len(name.text) * height * 0.3:
            continue
        ends = advances(name.text)
        if name.length_m * view.scale < ends[-1] * 1.05:
            continue
        for label in _places(name, view, ends, height, said.get(name.text, ())):
            cells = _cells(label, ends, height)
            if shut.isdisjoint(cells) and room.take(cells):
                said.setdefault(label.text, []).append(label.spots[len(label.spots) // 2][:2])
                labels.append(label)
                break
    return labels


def _in_view(names: Sequence[Name], view: MapView) -> list[Name]:
    seen = view.seen()
    left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
    boxes = np.array([name.box for name in names]).reshape(-1, 4)
    inside = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    return [names[at] for at in np.flatnonzero(inside)]


def _places(
    name: Name, view: MapView, ends: Sequence[float], height: float, said: Iterable[tuple[float, float]]
) -> Iterable[Label]:
    """Give the stretches of the line where the name could stand: straight ones from the middle out, then bends."""
    line = view.pixels(name.xy)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    width = ends[-1]
    bends: list[tuple[float, Label]] = []
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        start = along[-1] * share - width / 2
        if start < 0 or start + width > along[-1]:
            continue
        a, middle, b = (_at(line, along, start + width * part) for part in (0.0, 0.5, 1.0))
        margin = width / 2 if width < view.width / 3 else 0.0
        if not (margin < middle[0] < view.width - margin and height < middle[1] < view.height - height):
            continue
        if any(np.hypot(middle[0] - x, middle[1] - y) < _SAME_NAME_PX for x, y in said):
            continue
        straight = float(np.hypot(*(b - a))) / width
        if straight < _BEND:
            continue
        if straight >= _STRAIGHT:
            yield Label(name.text, _in_one(a, middle, b), name.rank)
        elif spots := _letter_by_letter(line, along, start, ends, height, backwards=b[0] < a[0]):
            bends.append((-straight, Label(name.text, spots, name.rank)))
    for _, label in sorted(bends, key=lambda each: each[0]):
        yield label


def _in_one(a: Floats, middle: Floats, b: Floats) -> tuple[tuple[float, float, float], ...]:
    x, y = (a + b) / 4 + middle / 2
    return ((float(x), float(y), _upright(b - a)),)


def _letter_by_letter(
    line: Floats, along: Floats, start: float, ends: Sequence[float], height: float, *, backwards: bool
) -> tuple[tuple[float, float, float], ...]:
    """Return each letter's place on a bend, or nothing where the bend is too sharp to read."""
    width = ends[-1]
    middles = (np.array([0.0, *ends[:-1]]) + np.array(ends)) / 2
    distance = start + (width - middles if backwards else middles)
    before, after = distance - height * 0.7, distance + height * 0.7
    tangent = _at(line, along, after) - _at(line, along, before)
    slant = np.degrees(np.arctan2(tangent[:, 1], tangent[:, 0])) + (180.0 if backwards else 0.0)
    turns = np.abs((np.diff(slant) + 180.0) % 360.0 - 180.0)
    if len(turns) and turns.max() > _SHARPEST:
        return ()
    spots = (_at(line, along, before) + _at(line, along, after)) / 4 + _at(line, along, distance) / 2
    return tuple(
        (float(x), float(y), float((s + 180.0) % 360.0 - 180.0))
        for (x, y), s in zip(spots, slant, strict=True)
    )


def _at(line: Floats, along: Floats, distance: float | Floats) -> Floats:
    return np.stack([np.interp(distance, along, line[:, 0]), np.interp(distance, along, line[:, 1])], axis=-1)


def _upright(direction: Floats) -> float:
    degrees = float(np.degrees(np.arctan2(direction[1], direction[0])))
    return degrees - 180 if degrees > 90 else degrees + 180 if degrees < -90 else degrees


def _cells(label: Label, ends: Sequence[float], height: float) -> Cells:
    """Return the squares of the page that a name covers."""
    if label.straight:
        (x, y, degrees), width = label.spots[0], ends[-1]
        steps = np.arange(-width / 2, width / 2 + _CELL_PX / 2, _CELL_PX / 2)
        xs, ys = x + steps * np.cos(np.radians(degrees)), y + steps * np.sin(np.radians(degrees))
        slants = np.full(len(steps), np.radians(degrees))
    else:
        xs, ys, degrees_each = np.array(label.spots).T
        slants = np.radians(degrees_each)
    cells: Cells = set()
    for off in (-height / 2, 0.0, height / 2):
        across = (xs - off * np.sin(slants)) // _CELL_PX
        down = (ys + off * np.cos(slants)) // _CELL_PX
        cells |= set(zip(across.astype(int).tolist(), down.astype(int).tolist(), strict=True))
    return cells
