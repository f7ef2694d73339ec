"""A street's ways → stretches one can number along. Pure.

A street is often several ways, sometimes two carriageways, sometimes two places of one name far
apart; houses are numbered along a line. Knows nothing of houses.
"""

from collections.abc import Sequence

import numpy as np
import shapely

from walksheets.places import geometry
from walksheets.places.geometry import Floats

_SAME_STREET_M = 400.0  # pieces of one name further apart than this are two streets
_CARRIAGEWAYS_M = 35.0  # a piece this near along another is the same road's other side


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
    pieces = _without_twins(_merged(lines))
    chain = [pieces.pop(0)]
    while pieces:
        jumps = [
            (_jump(chain, piece, at_end, turned), i, at_end, turned)
            for i, piece in enumerate(pieces)
            for at_end in (True, False)
            for turned in (False, True)
        ]
        _, i, at_end, turned = min(jumps)
        piece = pieces.pop(i)
        piece = piece[::-1] if turned else piece
        chain = [*chain, piece] if at_end else [piece, *chain]
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
    kept: list[Floats] = []
    for piece in pieces:
        middle = geometry.at(piece, np.linspace(0.1, 0.9, 9) * geometry.length(piece))[0]
        if not any(_runs_along(middle, other) for other in kept):
            kept.append(piece)
    return kept


def _runs_along(points: Floats, line: Floats) -> bool:
    found = geometry.project(points, line)
    inside = (found.along_m > 1.0) & (found.along_m < geometry.length(line) - 1.0)
    one_side = abs(np.sign(found.left_m).sum()) == len(points)
    return bool(one_side and inside.mean() > 0.7 and (found.away_m < _CARRIAGEWAYS_M).all())


def _jump(chain: list[Floats], piece: Floats, at_end: bool, turned: bool) -> float:
    """Return how far it is from the chain to a piece put before or after it, in metres; turning back costs more."""
    piece = piece[::-1] if turned else piece
    before, after = (chain[-1], piece) if at_end else (piece, chain[0])
    gap = after[0] - before[-1]
    out, into = before[-1] - before[-2], after[1] - after[0]
    cosine = float(out @ into) / max(float(np.hypot(*out) * np.hypot(*into)), 1e-9)
    return float(np.hypot(*gap)) + 30.0 * (1.0 - cosine)
