"""A street's ways → stretches one can number along. Pure.

A street is often several ways, sometimes two carriageways, sometimes two places of one name far
apart; houses are numbered along a line. Knows nothing of houses.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.places import geometry
from walksheets.places.geometry import Floats

_SAME_STREET_M = 400.0  # pieces of one name further apart than this are two streets
_CARRIAGEWAYS_M = 35.0  # a piece this near along another is the same road's other side
_STEP_M = 8.0
_TURNING_M = 30.0  # a jump that turns straight back is as bad as one longer by twice this
_STRETCH_M = 30.0  # a shorter stretch that is not along another has no houses of its own


def street_places(lines: Sequence[Floats]) -> list[list[Floats]]:
    """Sort the lines of one name into the places where a street of that name is."""
    if len(lines) == 1:
        return [list(lines)]
    shapes = [shapely.LineString(line) for line in lines]
    tree = shapely.STRtree(shapes)
    near = tree.query(shapes, predicate="dwithin", distance=_SAME_STREET_M)
    group = np.arange(len(lines))
    for a, b in near.T:
        low, high = sorted((group[a], group[b]))
        group[group == high] = low
    return [[lines[i] for i in np.flatnonzero(group == each).tolist()] for each in np.unique(group)]


def spine(lines: Sequence[Floats]) -> Floats:
    """Return one line through all of a street's ways, drawn the way most of it was drawn.

    Ways are joined where they meet; pieces that do not meet follow each other by the shortest
    jump; the second carriageway of a divided road is left out.
    """
    chain: list[Floats] = []
    for piece in _without_twins(_merged(lines)):
        ways_in = [
            (_longer_by(chain[:at], each, chain[at:]), at, turned)
            for at in range(len(chain) + 1)
            for turned, each in enumerate((piece, piece[::-1]))
        ]
        _, at, turned = min(ways_in)
        chain.insert(at, piece[::-1] if turned else piece)
    line = geometry.joined(chain)
    moving = np.concatenate([[True], geometry.steps(line) > 1e-6])
    whole: Floats = line[moving]
    return whole


def _merged(lines: Sequence[Floats]) -> list[Floats]:
    """Join lines that meet end to end, longest first, each drawn as most of its length was drawn."""
    if len(lines) == 1:
        return [lines[0]]
    merged = shapely.line_merge(shapely.MultiLineString([shapely.LineString(line) for line in lines]))
    whole = [np.array(part.coords) for part in getattr(merged, "geoms", [merged])]
    whole.sort(key=geometry.length, reverse=True)
    return [_as_drawn(part, lines) for part in whole]


def _as_drawn(part: Floats, lines: Sequence[Floats]) -> Floats:
    along = 0.0
    corners = {tuple(corner): i for i, corner in enumerate(part.tolist())}
    for line in lines:
        first, second = corners.get(tuple(line[0].tolist())), corners.get(tuple(line[1].tolist()))
        if first is not None and second is not None and abs(first - second) == 1:
            along += (second - first) * geometry.length(line)
    return part if along >= 0 else part[::-1]


def _without_twins(pieces: list[Floats]) -> list[Floats]:
    """Leave out what runs along beside a longer piece: the other carriageway of a divided road."""
    kept = pieces[:1]
    for piece in pieces[1:]:
        kept += _not_along(piece, kept)
    return kept


def _not_along(piece: Floats, others: Sequence[Floats]) -> list[Floats]:
    """Return the stretches of a piece that do not run along beside another."""
    total = geometry.length(piece)
    points, _ = geometry.at(piece, np.linspace(0.0, total, max(3, int(total / _STEP_M))))
    along = np.zeros(len(points), dtype=bool)
    for other in others:
        found = geometry.project(points, other)
        inside = (found.along_m > 1.0) & (found.along_m < geometry.length(other) - 1.0)
        along |= inside & (found.away_m < _CARRIAGEWAYS_M)
    if not along.any():
        return [piece]
    stretches = np.split(points, np.flatnonzero(np.diff(along)) + 1)
    free = [each for each, is_along in zip(stretches, _firsts(along), strict=True) if not is_along]
    return [each for each in free if len(each) > 1 and geometry.length(each) > _STRETCH_M]


def _firsts(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the flag of each run of equal flags."""
    runs: NDArray[np.bool_] = flags[np.concatenate([[True], np.diff(flags)])]
    return runs


def _longer_by(before: list[Floats], piece: Floats, after: list[Floats]) -> float:
    """Return how much jumping a piece adds when it is put in between."""
    added = _jump(before[-1], piece) if before else 0.0
    added += _jump(piece, after[0]) if after else 0.0
    return added - (_jump(before[-1], after[0]) if before and after else 0.0)


def _jump(before: Floats, after: Floats) -> float:
    """Return how far it is from the end of one line to the beginning of the next; turning back costs more."""
    gap = after[0] - before[-1]
    out, into = before[-1] - before[-2], after[1] - after[0]
    cosine = float(out @ into) / max(float(np.hypot(*out) * np.hypot(*into)), 1e-9)
    return float(np.hypot(*gap)) + _TURNING_M * (1.0 - cosine)
