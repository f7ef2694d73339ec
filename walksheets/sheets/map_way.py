"""The way on a map: a strong line with arrows, a little to the left so that there and back are two lines. Pure."""

from collections.abc import Sequence

import numpy as np
import shapely

from walksheets.sheets.facts import Floats
from walksheets.sheets.items import UNIT, Ints, Path
from walksheets.sheets.map_ground import to_units

_ARROW_EVERY = 62.0
_APART = 10.0
_ALONG = 1.5  # points to the left of the middle


def way_paths(pieces: Sequence[Floats]) -> list[Path]:
    """Return the way's line and its arrows; `pieces` in points."""
    lines: list[Ints] = []
    arrows: list[Ints] = []
    for piece in pieces:
        line = _beside(piece)
        if len(line) < 2:
            continue
        lines.append(to_units(_without_needless(line)))
        arrows += _arrows(line)
    paths = [Path(tuple(lines), 1.5)] if lines else []
    return [*paths, Path(tuple(arrows))] if arrows else paths


def _without_needless(line: Floats) -> Floats:
    """Return a line without the points, one at each door, that lie on the straight way between others."""
    kept: Floats = shapely.get_coordinates(shapely.simplify(shapely.LineString(line), UNIT / 2))
    return kept


def _beside(line: Floats) -> Floats:
    """Return a line moved to its left by a point or so; corners are cut short, not drawn out."""
    keep = np.concatenate([[True], np.hypot(*np.diff(line, axis=0).T) > 0.05])
    line = line[keep]
    if len(line) < 2:
        return line
    step = np.diff(line, axis=0)
    step /= np.hypot(*step.T)[:, None]
    left = np.column_stack([-step[:, 1], step[:, 0]])
    before, after = np.vstack([left[:1], left]), np.vstack([left, left[-1:]])
    middle = before + after
    wide = np.hypot(*middle.T)[:, None]
    back = wide[:, 0] < 0.5  # turning right round: over to the other side
    at = np.where(back[:, None], before, middle / np.maximum(wide, 1e-9))
    turns = np.flatnonzero(back)
    moved: Floats = np.insert(line + at * _ALONG, turns + 1, line[turns] + after[turns] * _ALONG, axis=0)
    return moved


def _arrows(line: Floats) -> list[Ints]:
    """Return arrow heads along a line: none where it is too short to hold one, none upon another."""
    step = np.diff(line, axis=0)
    lengths = np.hypot(*step.T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    found: list[Ints] = []
    tips: list[Floats] = []
    for at in np.arange(_ARROW_EVERY / 2, along[-1], _ARROW_EVERY):
        i = min(int(np.searchsorted(along, at, side="right")) - 1, len(step) - 1)
        if lengths[i] < 4:
            continue
        forward = step[i] / lengths[i]
        side = np.array([-forward[1], forward[0]])
        tip = line[i] + forward * (at - along[i]) + forward * 3.4
        back = tip - forward * 6.4
        if any(np.hypot(*(tip - other)) < _APART for other in tips):
            continue
        tips.append(tip)
        found.append(to_units(np.array([tip, back + side * 2.9, back - side * 2.9])))
    return found
