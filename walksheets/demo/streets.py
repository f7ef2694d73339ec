"""From the plan's points to streets as a map has them: smooth, joined, with a shared point at every junction.

Pure geometry in metres; knows no houses.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from shapely import LineString, Point, STRtree

from walksheets.demo.plan import Floats, Route

_STEP_M = 14.0  # between points of a curve
_JOIN_M = 26.0  # an end this near another street is meant to meet it
_SAME_M = 3.0  # a junction this near a point of the line takes its place


def lay_out(routes: Sequence[Route]) -> list[Route]:
    """Return the routes smoothed, their ends joined to the street they reach, and cut at common points."""
    lines = [smooth(route.points) for route in routes]
    for index in range(len(lines)):
        for end in (0, -1):
            _join(lines, index, end)
    tree = STRtree([LineString(line) for line in lines])
    meetings: dict[int, list[Floats]] = {index: [] for index in range(len(lines))}
    for one, other in tree.query(tree.geometries, predicate="dwithin", distance=0.5).T.tolist():
        if one < other:
            for point in _meeting_points(lines[one], lines[other]):
                meetings[one].append(point)
                meetings[other].append(point)
    return [
        replace(route, points=_with_points(line, meetings[index]))
        for index, (route, line) in enumerate(zip(routes, lines, strict=True))
    ]


def smooth(points: Floats, step_m: float = _STEP_M) -> Floats:
    """Return a centripetal Catmull-Rom curve through the points, a point every `step_m` or so."""
    if len(points) < 3:
        return _filled(points, step_m)
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        count = max(2, int(np.hypot(*(p2 - p1)) / step_m) + 1)
        pieces.append(_span(p0, p1, p2, p3, count)[:-1])
    return np.vstack([*pieces, points[-1:]])


def _span(p0: Floats, p1: Floats, p2: Floats, p3: Floats, count: int) -> Floats:
    """One piece of the curve, from p1 to p2 (Barry and Goldman's form)."""
    t = np.cumsum([0.0, *(np.sqrt(np.hypot(*(b - a))) for a, b in ((p0, p1), (p1, p2), (p2, p3)))])
    at = np.linspace(t[1], t[2], count)[:, None]

    def mix(a: Floats, b: Floats, start: float, end: float) -> Floats:
        return ((end - at) * a + (at - start) * b) / (end - start)

    a1, a2, a3 = mix(p0, p1, t[0], t[1]), mix(p1, p2, t[1], t[2]), mix(p2, p3, t[2], t[3])
    return mix(mix(a1, a2, t[0], t[2]), mix(a2, a3, t[1], t[3]), t[1], t[2])


def _filled(points: Floats, step_m: float) -> Floats:
    pieces = []
    for a, b in pairwise(points):
        count = max(2, int(np.hypot(*(b - a)) / step_m) + 1)
        pieces.append(np.linspace(a, b, count)[:-1])
    return np.vstack([*pieces, points[-1:]])


def _join(lines: list[Floats], index: int, end: int) -> None:
    """Move an end of a line on to the nearest other line, or to that line's own end if it is close by."""
    here = Point(lines[index][end])
    near = [i for i, line in enumerate(lines) if i != index and _is_near(line, lines[index][end])]
    distance, nearest = min(((LineString(lines[i]).distance(here), i) for i in near), default=(np.inf, -1))
    if distance > _JOIN_M:
        return
    target = lines[nearest]
    line = LineString(target)
    at = np.array(line.interpolate(line.project(here)).coords[0])
    for corner in (target[0], target[-1]):
        if np.hypot(*(corner - at)) < 8.0:
            at = corner
    lines[index][end] = at
    # An end that overshoots what it meets would make a hook there.
    second = 1 if end == 0 else -2
    if len(lines[index]) > 2 and np.hypot(*(lines[index][second] - at)) < _STEP_M / 3:
        lines[index] = np.delete(lines[index], second, axis=0)


def _is_near(line: Floats, point: Floats) -> bool:
    """Tell whether a point lies within reach of a line's bounding box."""
    return bool((line.min(axis=0) - _JOIN_M <= point).all() and (point <= line.max(axis=0) + _JOIN_M).all())


def _meeting_points(one: Floats, other: Floats) -> list[Floats]:
    """Return where two lines cross, and where one ends on the other."""
    a, b = LineString(one), LineString(other)
    crossing = a.intersection(b)
    found = [np.array(part.coords[0]) for part in getattr(crossing, "geoms", [crossing]) if not part.is_empty]
    found += [end for end in (one[0], one[-1]) if b.distance(Point(end)) < 0.5]
    found += [end for end in (other[0], other[-1]) if a.distance(Point(end)) < 0.5]
    kept: list[Floats] = []
    for point in reversed(found):  # ends first: they are exact
        if all(np.hypot(*(point - other_point)) > _SAME_M for other_point in kept):
            kept.append(point)
    return kept


def _with_points(line: Floats, points: Sequence[Floats]) -> Floats:
    """Return the line with every point on it, in place of one of its own that is too near to stand beside."""
    for point in points:
        gaps = np.hypot(*(line - point).T)
        nearest = int(gaps.argmin())
        if gaps[nearest] < _SAME_M:
            line = line.copy()
            line[nearest] = point
            continue
        along = LineString(line)
        at = along.project(Point(point))
        before = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        line = np.insert(line, int(np.searchsorted(before, at)), point, axis=0)
    return line
