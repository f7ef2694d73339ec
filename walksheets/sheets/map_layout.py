"""The map on a sheet: what of the town is shown, at what scale, and which words find room. Pure.

Black and white first: roads white between grey edges, the way a strong line with arrows, start ● end ■,
each door its number where there is room and a dot where there is none.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.places import MapPicture
from walksheets.sheets import words
from walksheets.sheets.facts import DoorFacts, Floats, RoundFacts
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.items import UNIT, Ints, Path, Picture, Text
from walksheets.sheets.map_ground import Ground, length, to_units
from walksheets.sheets.map_room import Occupied
from walksheets.sheets.map_way import way_paths
from walksheets.sheets.map_words import (
    along_street,
    door_marks,
    ends,
    margin_words,
    on_page,
    plate,
    scale_bar,
)

_WIDTHS_M = {
    "motorway": 16.0,
    "trunk": 14.0,
    "primary": 13.0,
    "secondary": 12.0,
    "tertiary": 10.0,
    "residential": 8.0,
    "unclassified": 8.0,
    "living_street": 7.0,
    "pedestrian": 7.0,
    "service": 4.0,
}
_ROAD_LEAST, _ROAD_MOST = 2.6, 8.0  # points, however large or small the scale
_SMALLEST_SCALE_FOR_HOUSES = 0.22  # points a metre: below, buildings are specks
_NEIGHBOURS_M = 30.0  # houses further from every door only fill the paper
_OTHER_NAMES = 14  # names of streets outside the round


class Atlas:
    """A campaign's map made ready to be cut into pictures, once for all rounds."""

    def __init__(self, picture: MapPicture):
        self._roads = _lines([road.xy for road in picture.roads])
        self._road_kinds = np.array([road.kind.removesuffix("_link") for road in picture.roads], dtype=object)
        self._road_names = [road.name for road in picture.roads]
        self._railways = _lines([line.xy for line in picture.railways])
        self._streams = _lines([line.xy for line in picture.streams])
        self._water = _areas([area.rings for area in picture.water])
        self._parks = _areas([area.rings for area in picture.parks])
        self._buildings = _areas([area.rings for area in picture.buildings])
        self._trees = {
            id(shapes): shapely.STRtree(shapes)
            for shapes in (
                self._roads,
                self._railways,
                self._streams,
                self._water,
                self._parks,
                self._buildings,
            )
        }

    def picture(
        self,
        facts: RoundFacts,
        doors: Sequence[DoorFacts],
        corner: tuple[float, float],
        size: tuple[float, float],
    ) -> Picture | None:
        """Return the map of some of a round's doors in a frame of `size` points; None when none is placed."""
        placed = [door for door in doors if door.xy is not None]
        if not placed:
            return None
        whole = len(doors) == len(facts.doors)
        points = np.array([door.xy for door in placed])
        shown = np.vstack([points, *facts.way]) if whole and facts.way else points
        ground = Ground.around(shown, *size)
        occupied = Occupied(*size)
        paths = self.paths(ground, points)
        way = [ground.to_points(piece) for piece in facts.way]
        found = ends(ground, facts, placed, whole)
        for text in found:
            occupied.take(text.x, text.y - 1, text.x + text.width, text.y + text.size * 0.75)
        names, plates = self.names(ground, {door.street for door in placed}, occupied)
        margin = margin_words(ground)
        white = [text for text in (*found, *margin) if text.font != SYMBOLS]
        plates.append(Path(tuple(plate(text) for text in white), 0, 1.0))
        numbers, dots = door_marks(ground, placed, occupied)
        paths += [*way_paths(way), *plates, *dots]
        texts = [*names, *numbers, *found, *margin]
        paths += scale_bar(ground)
        x, y = corner
        streets = ", ".join(dict.fromkeys(door.street for door in placed if door.street))
        said = f"Map of {words.count(len(placed), 'door')} and the way along them: {streets}"
        return Picture(x, y, *size, tuple(paths), tuple(on_page(text, x, y) for text in texts), said)

    def paths(self, ground: Ground, doors: Floats) -> list[Path]:
        """Return the ground: parks, water, houses nearby, railways, then roads from the narrow to the wide."""
        paths = [
            Path(self._cut_areas(self._parks, ground), 0, 0.94),
            Path(self._cut_areas(self._water, ground), 0, 0.84),
            Path(self._cut_lines(self._streams, ground)[0], 0.8, 0.75),
        ]
        if ground.scale >= _SMALLEST_SCALE_FOR_HOUSES:
            houses = self._cut_areas(self._buildings, ground, shapely.MultiPoint(doors))
            paths.append(Path(houses, 0, 0.91))
        rails = self._cut_lines(self._railways, ground)[0]
        paths += [Path(rails, 1.6, 0.55), Path(rails, 1.0, 1.0, (3.0, 3.0))]
        lines, of = self._cut_lines(self._roads, ground)
        kinds = self._road_kinds[of] if len(of) else of
        by_width: dict[float, list[Ints]] = {}
        for line, kind in zip(lines, kinds, strict=True):
            by_width.setdefault(_road_width(kind, ground.scale), []).append(line)
        walks = tuple(by_width.pop(0.0, ()))
        paths.append(Path(walks, 0.6, 0.55, (2.0, 1.5)))
        widths = sorted(by_width)
        paths += [Path(tuple(by_width[w]), w + 1.1, 0.5) for w in widths]
        paths += [Path(tuple(by_width[w]), w, 1.0) for w in widths]
        return [path for path in paths if path.parts]

    def _cut_lines(
        self, shapes: NDArray[np.object_], ground: Ground
    ) -> tuple[tuple[Ints, ...], NDArray[np.intp]]:
        """Return the pieces of lines inside the picture, and of which line each is."""
        near = np.sort(self._trees[id(shapes)].query(shapely.box(*ground.window_m)))
        if not len(near):
            return (), near
        cut = shapely.clip_by_rect(shapes[near], *ground.window_m)
        pieces, of = shapely.get_parts(cut, return_index=True)
        pieces = shapely.simplify(pieces, 0.25 / ground.scale)
        return _whole_units(pieces, ground), near[of]

    def _cut_areas(
        self, shapes: NDArray[np.object_], ground: Ground, around: shapely.MultiPoint | None = None
    ) -> tuple[Ints, ...]:
        """Return the areas inside the picture, or those of them that stand around some points."""
        tree = self._trees[id(shapes)]
        if around is None:
            near = tree.query(shapely.box(*ground.window_m))
        else:
            near = tree.query(around, predicate="dwithin", distance=_NEIGHBOURS_M)
        near = np.sort(near)
        if not len(near):
            return ()
        cut = shapely.clip_by_rect(shapes[near], *ground.window_m)
        parts = shapely.get_parts(shapely.simplify(cut, 0.8 / ground.scale, preserve_topology=False))
        parts = parts[shapely.area(parts) * ground.scale**2 > 6.0]
        rings = _whole_units(shapely.get_rings(parts), ground)
        return tuple(ring[:-1] for ring in rings)  # filling closes them

    def names(
        self, ground: Ground, in_round: set[str], occupied: Occupied, size: float = 6.5
    ) -> tuple[list[Text], list[Path]]:
        """Return street names along their streets, those of the round first, and the white behind them."""
        lines, of = self._cut_lines(self._roads, ground)
        longest: dict[str, list[Floats]] = {}
        for line, index in zip(lines, of, strict=True):
            if name := self._road_names[index]:
                longest.setdefault(name, []).append(np.asarray(line * UNIT, dtype=np.float64))
        inside = [(name, BOLD, size, 0.0) for name in sorted(longest) if name in in_round]
        outside = [(name, REGULAR, size - 0.5, 0.3) for name in sorted(longest) if name not in in_round]
        outside.sort(key=lambda each: -sum(length(line) for line in longest[each[0]]))
        texts: list[Text] = []
        quads: list[Ints] = []
        for name, font, high, grey in [*inside, *outside[:_OTHER_NAMES]]:
            text = along_street(longest[name], name, font, high, grey, occupied)
            if text is not None:
                texts.append(text)
                quads.append(plate(text))
        return texts, [Path(tuple(quads), 0, 1.0)] if quads else []


def _lines(parts: Iterable[Floats]) -> NDArray[np.object_]:
    return np.array([shapely.LineString(xy) for xy in parts], dtype=object)


def _areas(areas: Iterable[Sequence[Floats]]) -> NDArray[np.object_]:
    shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in areas if rings and len(rings[0]) > 3]
    return np.array(shapes, dtype=object)


def _whole_units(pieces: NDArray[np.object_], ground: Ground) -> tuple[Ints, ...]:
    """Return shapes as whole units from the picture's corner."""
    xy, of = shapely.get_coordinates(pieces, return_index=True)
    units = to_units(ground.to_points(xy))
    return tuple(np.split(units, np.flatnonzero(np.diff(of)) + 1)) if len(units) else ()


def _road_width(kind: str, scale: float) -> float:
    """Return points between a road's edges, in half points; 0 for what is only walked."""
    metres = _WIDTHS_M.get(kind, 0.0)
    if not metres:
        return 0.0
    least = 1.4 if kind == "service" else _ROAD_LEAST
    return round(min(max(metres * scale, least), _ROAD_MOST) * 2) / 2
