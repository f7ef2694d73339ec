"""The map on a sheet: what of the town is shown, at what scale, and which words find room. Pure.

Black and white first: roads white between grey edges, the way a strong line with arrows, start ● end ■,
each door its number where there is room and a dot where there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.places import MapPicture
from walksheets.sheets import fonts
from walksheets.sheets.facts import DoorFacts, Floats, RoundFacts
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.items import UNIT, Ints, Path, Picture, Text
from walksheets.sheets.map_room import Occupied

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
_LEAST_ACROSS_M = 140.0  # the map never shows less ground than this
_EDGE = 0.07  # white around the doors, of the picture's size
_SCALE_MOST = 2.2  # points a metre
_ARROW_EVERY = 62.0
_ALONG = 1.5  # points the way is drawn to the left of the middle: there and back are two lines
_SMALLEST_SCALE_FOR_HOUSES = 0.22  # points a metre: below, buildings are specks
_OTHER_NAMES = 14  # names of streets outside the round


@dataclass(frozen=True, slots=True)
class Ground:
    """How metres become points in one picture."""

    x0: float  # metres at the picture's left edge
    y0: float
    scale: float  # points a metre
    width: float  # points
    height: float

    @classmethod
    def around(cls, xy: Floats, width: float, height: float) -> "Ground":
        """Return the ground that shows all points, in the middle, at the largest scale that fits."""
        low, high = xy.min(axis=0), xy.max(axis=0)
        across = np.maximum(high - low, 1.0)
        room = np.array([width, height]) * (1 - 2 * _EDGE)
        scale = float(min(room / across))
        scale = min(scale, _SCALE_MOST, min(width, height) / _LEAST_ACROSS_M)
        middle = (low + high) / 2
        return cls(middle[0] - width / scale / 2, middle[1] - height / scale / 2, scale, width, height)

    @property
    def window_m(self) -> tuple[float, float, float, float]:
        """Return the ground shown, in metres, a little more on each side."""
        more = 8 / self.scale
        return (
            self.x0 - more,
            self.y0 - more,
            self.x0 + self.width / self.scale + more,
            self.y0 + self.height / self.scale + more,
        )

    def to_points(self, xy: Floats) -> Floats:
        """Return metres as points from the picture's corner."""
        points: Floats = (xy - (self.x0, self.y0)) * self.scale
        return points


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
        paths = self._paper(ground)
        way = [ground.to_points(piece) for piece in facts.way]
        arrows, ways = _way(way)
        ends = _ends(ground, facts, placed, whole)
        for text in ends:
            occupied.take(text.x, text.y - 1, text.x + text.width, text.y + text.size * 0.75)
        names, plates = self._names(ground, {door.street for door in placed}, occupied)
        plates.append(Path(tuple(_plate(text) for text in ends if text.font == BOLD), 0, 1.0))
        numbers, dots = _doors(ground, placed, occupied)
        paths += [*ways, *arrows, *plates, *dots]
        texts = [*names, *numbers, *ends, *_margin(ground)]
        paths += _scale_bar(ground)
        x, y = corner
        return Picture(x, y, *size, tuple(paths), tuple(_on_page(text, x, y) for text in texts))

    def _paper(self, ground: Ground) -> list[Path]:
        """Return the ground: parks, water, houses, railways, then roads from the narrow to the wide."""
        paths = [
            Path(self._cut_areas(self._parks, ground), 0, 0.94),
            Path(self._cut_areas(self._water, ground), 0, 0.84),
            Path(self._cut_lines(self._streams, ground)[0], 0.8, 0.75),
        ]
        if ground.scale >= _SMALLEST_SCALE_FOR_HOUSES:
            paths.append(Path(self._cut_areas(self._buildings, ground), 0, 0.91))
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

    def _cut_areas(self, shapes: NDArray[np.object_], ground: Ground) -> tuple[Ints, ...]:
        near = np.sort(self._trees[id(shapes)].query(shapely.box(*ground.window_m)))
        if not len(near):
            return ()
        cut = shapely.clip_by_rect(shapes[near], *ground.window_m)
        parts = shapely.get_parts(shapely.simplify(cut, 0.8 / ground.scale, preserve_topology=False))
        parts = parts[shapely.area(parts) * ground.scale**2 > 6.0]
        rings = _whole_units(shapely.get_rings(parts), ground)
        return tuple(ring[:-1] for ring in rings)  # filling closes them

    def _names(self, ground: Ground, in_round: set[str], occupied: Occupied) -> tuple[list[Text], list[Path]]:
        """Return street names along their streets, those of the round first, and the white behind them."""
        lines, of = self._cut_lines(self._roads, ground)
        longest: dict[str, list[Floats]] = {}
        for line, index in zip(lines, of, strict=True):
            if name := self._road_names[index]:
                longest.setdefault(name, []).append(np.asarray(line * UNIT, dtype=np.float64))
        inside = [(name, BOLD, 6.5, 0.0) for name in sorted(longest) if name in in_round]
        outside = [(name, REGULAR, 6.0, 0.3) for name in sorted(longest) if name not in in_round]
        outside.sort(key=lambda each: -sum(_length(line) for line in longest[each[0]]))
        texts: list[Text] = []
        quads: list[Ints] = []
        for name, font, size, grey in [*inside, *outside[:_OTHER_NAMES]]:
            text = _along(longest[name], name, font, size, grey, occupied)
            if text is not None:
                texts.append(text)
                quads.append(_plate(text))
        return texts, [Path(tuple(quads), 0, 1.0)] if quads else []


def _lines(parts: Iterable[Floats]) -> NDArray[np.object_]:
    return np.array([shapely.LineString(xy) for xy in parts], dtype=object)


def _areas(areas: Iterable[Sequence[Floats]]) -> NDArray[np.object_]:
    shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in areas if rings and len(rings[0]) > 3]
    return np.array(shapes, dtype=object)


def _whole_units(pieces: NDArray[np.object_], ground: Ground) -> tuple[Ints, ...]:
    """Return shapes as whole units from the picture's corner."""
    xy, of = shapely.get_coordinates(pieces, return_index=True)
    units = _units(ground.to_points(xy))
    return tuple(np.split(units, np.flatnonzero(np.diff(of)) + 1)) if len(units) else ()


def _units(points: Floats) -> Ints:
    """Return points as whole units of a picture's lines."""
    units: Ints = np.rint(points / UNIT).astype(np.int32)
    return units


def _road_width(kind: str, scale: float) -> float:
    """Return points between a road's edges, in half points; 0 for what is only walked."""
    metres = _WIDTHS_M.get(kind, 0.0)
    if not metres:
        return 0.0
    least = 1.4 if kind == "service" else _ROAD_LEAST
    return round(min(max(metres * scale, least), _ROAD_MOST) * 2) / 2


def _way(pieces: Sequence[Floats]) -> tuple[list[Path], list[Path]]:
    """Return the arrows and the line of the way, a little to the left of where it goes."""
    lines: list[Ints] = []
    arrows: list[Ints] = []
    for piece in pieces:
        line = _beside(piece)
        if len(line) < 2:
            continue
        lines.append(_units(line))
        arrows += _arrows(line)
    return ([Path(tuple(arrows))] if arrows else []), ([Path(tuple(lines), 1.5)] if lines else [])


def _beside(line: Floats) -> Floats:
    """Return a line moved to its left by a point or so; corners are cut short, not drawn out."""
    keep = np.concatenate([[True], np.hypot(*np.diff(line, axis=0).T) > 0.05])
    line = line[keep]
    if len(line) < 2:
        return line
    step = np.diff(line, axis=0)
    step /= np.hypot(*step.T)[:, None]
    left = np.column_stack([-step[:, 1], step[:, 0]])
    at = np.vstack([left[:1], left[:-1] + left[1:], left[-1:]])
    length = np.hypot(*at.T)[:, None]
    ends_of_turn = length < 0.5  # turning right round: stop where the line stops
    at = np.where(ends_of_turn, np.vstack([left[:1], left]), at / np.maximum(length, 1e-9))
    moved: Floats = line + at * _ALONG
    return moved


def _arrows(line: Floats) -> list[Ints]:
    """Return arrow heads along a line, none where the line is too short to hold one."""
    step = np.diff(line, axis=0)
    lengths = np.hypot(*step.T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    found = []
    for at in np.arange(_ARROW_EVERY / 2, along[-1], _ARROW_EVERY):
        i = min(int(np.searchsorted(along, at, side="right")) - 1, len(step) - 1)
        if lengths[i] < 4:
            continue
        forward = step[i] / lengths[i]
        side = np.array([-forward[1], forward[0]])
        tip = line[i] + forward * (at - along[i]) + forward * 3.4
        back = tip - forward * 6.4
        found.append(_units(np.array([tip, back + side * 2.9, back - side * 2.9])))
    return found


def _ends(ground: Ground, facts: RoundFacts, placed: Sequence[DoorFacts], whole: bool) -> list[Text]:
    """Return the start and the end of the walk that is shown."""
    if whole and facts.way:
        way = ground.to_points(np.vstack(facts.way))
        first, last = way[0], way[-1]
    else:
        first, last = ground.to_points(np.array([placed[0].xy, placed[-1].xy], dtype=float))
    texts: list[Text] = []
    for (x, y), sign, word in ((first, "●", "start"), (last, "■", "end")):
        mark = Text(float(x) - 3.4, float(y) - 3.2, sign, 9, SYMBOLS)
        texts += [mark, Text(mark.x + mark.width + 0.5, mark.y + 1, word, 7, BOLD)]
    return texts


def _doors(ground: Ground, placed: Sequence[DoorFacts], occupied: Occupied) -> tuple[list[Text], list[Path]]:
    """Return each door's number where there is room for it, and a dot where there is none."""
    where: dict[tuple[int, int], tuple[float, float, str]] = {}
    for door in placed:
        assert door.xy is not None
        x, y = ground.to_points(np.array(door.xy))
        where.setdefault((round(x), round(y)), (float(x), float(y), door.number))
    spots = list(where.values())
    size = min(5.0 + ground.scale, 7.0)
    texts: list[Text] = []
    dots: list[Ints] = []
    order = [0, len(spots) - 1, *range(1, len(spots) - 1)] if len(spots) > 1 else [0]
    for index in order:
        x, y, number = spots[index]
        text = number if len(number) <= 5 else ""
        width = fonts.width(text, BOLD, size)
        left, bottom = x - width / 2, y - size * fonts.CAP_HEIGHT / 2
        edges = (left - 0.3, bottom - 0.4, left + width + 0.3, bottom + size * 0.8)
        if text and occupied.free(*edges):
            occupied.take(*edges)
            texts.append(Text(left, bottom, text, size, BOLD))
        else:
            dots.append(_dot(x, y))
    return texts, [Path(tuple(dots), 2.0)] if dots else []


def _dot(x: float, y: float) -> Ints:
    """Return a line of no length: with round ends it is a dot."""
    return _units(np.array([[x, y], [x, y]]))


def _along(
    lines: Sequence[Floats], name: str, font: str, size: float, grey: float, occupied: Occupied
) -> Text | None:
    """Set a name along the straightest free piece of its street, or not at all."""
    width = fonts.width(name, font, size)
    for line in sorted(lines, key=_length, reverse=True)[:4]:
        total = _length(line)
        if total < width + 4:
            break
        for share in (0.5, 0.3, 0.7, 0.15, 0.85):
            middle = min(max(total * share, width / 2 + 2), total - width / 2 - 2)
            a, b = _at(line, middle - width / 2), _at(line, middle + width / 2)
            chord = float(np.hypot(*(b - a)))
            if chord < 0.97 * width or not occupied.inside(a, b):
                continue
            if a[0] > b[0] + 0.01:
                a, b = b, a
            if occupied.free_along(a, b, size):
                occupied.take_along(a, b, size)
                angle = float(np.degrees(np.arctan2(b[1] - a[1], b[0] - a[0])))
                up = np.array([-(b - a)[1], (b - a)[0]]) / max(chord, 1e-9)
                start = (a + b) / 2 - (b - a) / chord * width / 2 - up * size * 0.34
                return Text(float(start[0]), float(start[1]), name, size, font, grey, angle)
    return None


def _plate(text: Text) -> Ints:
    """Return the white rectangle behind a name, in whole units."""
    angle = np.radians(text.angle)
    along = np.array([np.cos(angle), np.sin(angle)])
    up = np.array([-along[1], along[0]])
    low = np.array([text.x, text.y]) - up * text.size * 0.24 - along * 1.2
    long, high = along * (text.width + 2.4), up * text.size * 1.06
    return _units(np.array([low, low + long, low + long + high, low + high]))


def _margin(ground: Ground) -> list[Text]:
    """Return whose map it is, as its licence asks, and which way is north."""
    owner = "© OpenStreetMap contributors"
    return [
        Text(ground.width - fonts.width(owner, REGULAR, 5.5) - 3, 3, owner, 5.5, REGULAR, 0.2),
        Text(ground.width - 12, ground.height - 11, "↑", 9, SYMBOLS),
        Text(ground.width - 18, ground.height - 10, "N", 8, BOLD),
        Text(6 + _bar_m(ground) * ground.scale, 4, f"{_bar_m(ground)} m", 6),
    ]


def _scale_bar(ground: Ground) -> list[Path]:
    end = 4 + _bar_m(ground) * ground.scale
    return [Path((_units(np.array([[4, 7.5], [4, 4.5], [end, 4.5], [end, 7.5]])),), 0.8)]


def _bar_m(ground: Ground) -> int:
    """Return a round length of about 50 points."""
    return min((20, 50, 100, 200, 500, 1000, 2000), key=lambda metres: abs(metres * ground.scale - 50))


def _on_page(text: Text, x: float, y: float) -> Text:
    return Text(text.x + x, text.y + y, text.text, text.size, text.font, text.grey, text.angle)


def _length(line: Floats) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _at(line: Floats, distance: float) -> Floats:
    """Return the point so far along a line."""
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    return np.array([np.interp(distance, along, line[:, 0]), np.interp(distance, along, line[:, 1])])
