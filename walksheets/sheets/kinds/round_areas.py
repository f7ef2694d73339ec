"""The ground each round covers, as areas that do not overlap, and greys that neighbours do not share. Pure.

An area is what lies nearest to the round's doors and not far from one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.sheets.facts import Floats, RoundFacts

Shapes = NDArray[np.object_]

GREYS = (0.93, 0.82, 0.7, 0.88, 0.76)

_REACH_M = 24.0  # around a door: its plot and half of the street
_SMOOTH_M = 6.0
_SAME_M = 0.5  # doors nearer than that, such as flats, are one point


@dataclass(frozen=True, slots=True, eq=False)
class RoundArea:
    """One round on the poster: rings of (k, 2) local metres, and where its number stands best."""

    number: int
    name: str
    grey: float
    rings: tuple[Floats, ...]
    middle: tuple[float, float]
    reach_m: float
    """How far it is from the middle to the edge."""


def round_areas(rounds: Sequence[RoundFacts]) -> list[RoundArea]:
    """Return the area of each round that has a placed door."""
    spots = _spots(rounds)
    if not spots:
        return []
    owners = list(spots.values())
    points = shapely.points(np.array(list(spots)) * _SAME_M)
    reach = shapely.buffer(points, _REACH_M, quad_segs=6)
    cells = _cells(points)
    of = np.array(owners)
    shapes = {}
    for place in sorted(set(owners)):
        mine = np.flatnonzero(of == place)
        own = shapely.union_all(shapely.intersection(cells[mine], reach[mine]))
        shapes[place] = shapely.simplify(own.buffer(_SMOOTH_M).buffer(-_SMOOTH_M), 1.0)
    greys = _greys(shapes)
    return [_area(rounds[place], shape, GREYS[greys[place]]) for place, shape in shapes.items()]


def _spots(rounds: Sequence[RoundFacts]) -> dict[tuple[int, int], int]:
    """Return each place a door stands at, in steps of `_SAME_M`, and the index of the round it is in."""
    spots: dict[tuple[int, int], int] = {}
    for place, each in enumerate(rounds):
        for door in each.doors:
            if door.xy is not None:
                spots.setdefault((round(door.xy[0] / _SAME_M), round(door.xy[1] / _SAME_M)), place)
    return spots


def _cells(
    points: Shapes,
) -> Shapes:
    """Return for each point the ground that is nearer to it than to any other."""
    around = shapely.buffer(shapely.multipoints(points), 2 * _REACH_M).envelope
    if len(points) < 2:
        return np.array([around] * len(points), dtype=object)
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=around, ordered=True)
    parts: Shapes = shapely.get_parts(cells)
    return parts


def _greys(shapes: dict[int, shapely.Geometry]) -> dict[int, int]:
    """Give each shape a grey that no neighbour has, as far as there are enough."""
    order = list(shapes)
    near = [shapely.buffer(shapes[place], 4.0, quad_segs=2) for place in order]
    tree = shapely.STRtree(near)
    given: dict[int, int] = {}
    for at, place in enumerate(order):
        touching = [order[other] for other in tree.query(near[at], predicate="intersects") if other != at]
        taken = [given[other] for other in touching if other in given]
        free = [grey for grey in range(len(GREYS)) if grey not in taken]
        given[place] = free[0] if free else min(range(len(GREYS)), key=taken.count)
    return given


def _area(each: RoundFacts, shape: shapely.Geometry, grey: float) -> RoundArea:
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
    (x, y), _ = shapely.get_coordinates(circle)
    rings = tuple(shapely.get_coordinates(ring) for ring in shapely.get_rings(parts))
    return RoundArea(each.number, each.name, grey, rings, (float(x), float(y)), float(circle.length))
