"""The map extract as batched paths: one path a layer and a square of ground, made once, in a job.

Only shapes; colours and widths are chosen when they are painted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from walksheets.places import Boundary, LocalPlane, MapArea, MapPicture

Floats = NDArray[np.float64]

_SQUARE_M = 600.0
_LARGE_ROADS = {"motorway", "trunk", "primary", "motorway_link", "trunk_link", "primary_link"}
_MIDDLE_ROADS = {"secondary", "tertiary", "secondary_link", "tertiary_link"}
_PATHS = {"footway", "path", "steps", "cycleway", "bridleway", "track", "pedestrian", "corridor", "platform"}
_SMALL_ROADS = {"service", "alley"}

LAYERS = (
    "parks",
    "water",
    "buildings",
    "streams",
    "paths",
    "service",
    "streets",
    "middle",
    "large",
    "railways",
    "outlines",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a layer that lies in one square of ground."""

    bounds: QRectF
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class Name:
    """A street's or park's name and the line it is written along."""

    text: str
    xy: Floats
    rank: int  # the larger, the sooner it is written
    length_m: float
    box: tuple[float, float, float, float]  # least x, least y, greatest x, greatest y

    @classmethod
    def along(cls, text: str, xy: Floats, rank: int) -> "Name":
        """Make the name of a line."""
        steps = np.diff(xy, axis=0)
        (x0, y0), (x1, y1) = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
        return cls(text, xy, rank, float(np.hypot(steps[:, 0], steps[:, 1]).sum()), (x0, y0, x1, y1))


@dataclass(frozen=True)
class MapLayers:
    """What is painted of a map."""

    pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    plane: LocalPlane | None = None  # what its metres are counted on

    @property
    def empty(self) -> bool:
        """Tell whether there is no map at all."""
        return self.bounds is None


def make_layers(picture: MapPicture, boundaries: Iterable[Boundary] = ()) -> MapLayers:
    """Turn the map's picture, and outlines of wards and districts, into paths; safe in any thread."""
    lines: dict[str, list[Floats]] = {name: [] for name in LAYERS}
    for road in picture.roads:
        lines[_road_layer(road.kind)].append(road.xy)
    lines["railways"] = [line.xy for line in picture.railways]
    lines["streams"] = [line.xy for line in picture.streams]
    lines["outlines"] = [
        picture.plane.to_xy(ring[:, 1], ring[:, 0]) for each in boundaries for ring in _rings(each)
    ]
    pieces = {name: _line_pieces(xys) for name, xys in lines.items() if xys}
    for name, areas in (("parks", picture.parks), ("water", picture.water), ("buildings", picture.buildings)):
        pieces[name] = _area_pieces(areas)
    return MapLayers(pieces, tuple(_names(picture)), picture.bounds, picture.plane)


def _rings(boundary: Boundary) -> list[Floats]:
    """Return the rings of an outline, (k, 2) of longitude and latitude as GeoJSON has them."""
    parts = boundary.geometry["coordinates"]
    polygons = [parts] if boundary.geometry["type"] == "Polygon" else parts
    return [np.array(ring, dtype=float)[:, :2] for rings in polygons for ring in rings]


def polygon(xy: Floats) -> QPolygonF:
    """Return a Qt polygon of (N, 2) metres."""
    return QPolygonF([QPointF(x, y) for x, y in xy.tolist()])


def _road_layer(kind: str) -> str:
    if kind in _LARGE_ROADS:
        return "large"
    if kind in _MIDDLE_ROADS:
        return "middle"
    if kind in _PATHS:
        return "paths"
    return "service" if kind in _SMALL_ROADS else "streets"


def _line_pieces(xys: Iterable[Floats]) -> tuple[Piece, ...]:
    squares: dict[tuple[int, int], QPainterPath] = {}
    for xy in xys:
        path = squares.setdefault(_square(xy), QPainterPath())
        path.addPolygon(polygon(xy))
    # A box without height meets no other, for Qt: a street due east would never be drawn.
    return tuple(Piece(path.controlPointRect().adjusted(-1, -1, 1, 1), path) for path in squares.values())


def _area_pieces(areas: Iterable[MapArea]) -> tuple[Piece, ...]:
    squares: dict[tuple[int, int], QPainterPath] = {}
    for area in areas:
        if not area.rings:
            continue
        path = squares.get(_square(area.rings[0]))
        if path is None:
            path = squares[_square(area.rings[0])] = QPainterPath()
            # A courtyard is a ring within a ring; two buildings of one square do not overlap.
            path.setFillRule(Qt.FillRule.OddEvenFill)
        for ring in area.rings:
            path.addPolygon(polygon(ring))
            path.closeSubpath()
    return tuple(Piece(path.controlPointRect(), path) for path in squares.values())


def _square(xy: Floats) -> tuple[int, int]:
    x, y = xy[len(xy) // 2]
    return int(x // _SQUARE_M), int(y // _SQUARE_M)


def _names(picture: MapPicture) -> Iterable[Name]:
    """Name each street along all its ways that meet, so that a name is written over the joints too."""
    ranks = {"large": 4, "middle": 3, "streets": 2, "service": 1, "paths": 0}
    ways: dict[tuple[str, int], list[Floats]] = {}
    for road in picture.roads:
        if road.name and len(road.xy) > 1:
            ways.setdefault((road.name, ranks[_road_layer(road.kind)]), []).append(road.xy)
    for (text, rank), lines in ways.items():
        for line in _joined(lines):
            yield Name.along(text, line, rank)
    for park in (*picture.parks, *picture.water):
        if park.name and park.rings:
            x0, y0 = park.rings[0].min(axis=0)
            x1, y1 = park.rings[0].max(axis=0)
            middle = (y0 + y1) / 2
            yield Name.along(park.name, np.array([[x0, middle], [x1, middle]]), 1)


def _joined(lines: list[Floats]) -> list[Floats]:
    """Join lines that meet end to end."""
    if len(lines) == 1:
        return lines
    merged = shapely.line_merge(shapely.MultiLineString([shapely.LineString(line) for line in lines]))
    return [np.array(part.coords)[:, :2] for part in getattr(merged, "geoms", [merged])]
