"""The ward map for the wall: all rounds on the map with their numbers, on one sheet or cut into tiles. Pure.

Black and white: neighbouring rounds differ in grey and are parted by a strong line. Bears no person's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from walksheets.errors import UsersMistake
from walksheets.sheets import fonts, words
from walksheets.sheets.facts import Floats
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import UNIT, Ints, Item, Page, Path, Picture, Rule, Text, tagged, text_right
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts
from walksheets.sheets.kinds.order import SIZES, PaperOrder
from walksheets.sheets.kinds.round_areas import RoundArea, round_areas
from walksheets.sheets.map_ground import Ground, to_units
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.map_room import Occupied
from walksheets.sheets.map_words import margin_words, on_page, plate, scale_bar

_MARGIN = 28.0
_LEGEND_MOST = 0.3  # of the height: a longer list of rounds is left to the street index
_LEGEND_NAME = 150.0  # points at A4: a longer name is set smaller
_A4_WIDTH = SIZES["A4"][0]


def lay_out(ours: OurFacts, plan: PlanFacts, atlas: Atlas, order: PaperOrder) -> list[Page]:
    """Return the poster on one page, or cut over pages of the order's paper.

    Raises UsersMistake when no door has a place.
    """
    areas = round_areas(plan.rounds)
    if not areas:
        raise UsersMistake(
            "No door of these rounds has a place on the map yet, so there is no map to print. Import a map or postcodes first."
        )
    size = SIZES[order.size]
    size = size[::-1] if order.landscape else size
    if not order.tiled:
        return [Page("", 1, 1, size, tuple(_poster(ours, plan, areas, atlas, size)))]
    cut = _Cut.of(size, SIZES[order.paper])
    return _tiles(_poster(ours, plan, areas, atlas, cut.size), cut)


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a poster is cut over pages: `step` of each page is kept, its white edge shows a little of the next."""

    page: tuple[float, float]
    across: int
    down: int

    @classmethod
    def of(cls, size: tuple[float, float], page: tuple[float, float]) -> "_Cut":
        """Return the cut that comes nearest to a size in whole pages, upright or lying."""
        cuts = [cls._turned(size, page), cls._turned(size, page[::-1])]
        return min(cuts, key=lambda cut: sum(abs(np.log(a / b)) for a, b in zip(cut.size, size, strict=True)))

    @classmethod
    def _turned(cls, size: tuple[float, float], page: tuple[float, float]) -> "_Cut":
        across, down = (max(1, round(s / (p - 2 * _MARGIN))) for s, p in zip(size, page, strict=True))
        return cls(page, across, down)

    @property
    def step(self) -> tuple[float, float]:
        """Return what is kept of a page."""
        return self.page[0] - 2 * _MARGIN, self.page[1] - 2 * _MARGIN

    @property
    def size(self) -> tuple[float, float]:
        """Return how large the poster is when it is stuck together."""
        return self.across * self.step[0], self.down * self.step[1]


def _poster(
    ours: OurFacts, plan: PlanFacts, areas: Sequence[RoundArea], atlas: Atlas, size: tuple[float, float]
) -> list[Item]:
    """The whole sheet: title, map, list of rounds."""
    width, height = size
    factor = (min(size) / _A4_WIDTH) ** 0.75  # type grows less than paper: one stands nearer to a small sheet
    left, right = _MARGIN, width - _MARGIN
    y = height - _MARGIN - 20 * factor
    title, title_size = fonts.fitted(
        f"{ours.campaign}: {plan.name}", BOLD, 22 * factor, (right - left) * 0.75, 9
    )
    counted = f"{words.count(len(plan.rounds), 'round')} · {words.count(sum(len(r.doors) for r in plan.rounds), 'door')}"
    items: list[Item] = [
        *tagged("H1", [Text(left, y, title, title_size, BOLD)]),
        text_right(right, y, f"{counted} · {words.day(ours.printed_on)}", 9 * factor),
    ]
    y -= 9 * factor
    legend_height, legend = _legend(plan, left, _MARGIN, right - left, height * _LEGEND_MOST, factor)
    picture = _map(areas, plan, atlas, (right - left, y - _MARGIN - legend_height), factor)
    corner = (left, _MARGIN + legend_height)
    texts = tuple(on_page(text, *corner) for text in picture.texts)
    return [*items, replace(picture, x=corner[0], y=corner[1], texts=texts), *legend]


def _map(
    areas: Sequence[RoundArea], plan: PlanFacts, atlas: Atlas, size: tuple[float, float], factor: float
) -> Picture:
    ground = Ground.around(np.vstack([ring for area in areas for ring in area.rings]), *size)
    occupied = Occupied(*size)
    tints = [_filled(area, ground) for area in areas]
    outlines = [Path(path.parts, 1.3 * factor**0.5) for path in tints]
    closed = [
        replace(path, parts=tuple(np.vstack([part, part[:1]]) for part in path.parts)) for path in outlines
    ]
    numbers = _numbers(areas, ground, occupied, factor)
    streets = {door.street for each in plan.rounds for door in each.doors}
    doors = np.array([door.xy for each in plan.rounds for door in each.doors if door.xy is not None])
    names, plates = atlas.names(ground, streets, occupied, size=6.5 * factor**0.6)
    white = Path(tuple(plate(text) for text in numbers), 0, 1.0)
    margin = margin_words(ground)
    paths = (*tints, *atlas.paths(ground, doors), *closed, *plates, white, *scale_bar(ground))
    said = f"Map of the ward with {words.count(len(areas), 'round')}, each with its number"
    return Picture(0, 0, *size, paths, (*names, *numbers, *margin), said)


def _filled(area: RoundArea, ground: Ground) -> Path:
    return Path(tuple(to_units(ground.to_points(ring)) for ring in area.rings), 0, area.grey)


def _numbers(areas: Sequence[RoundArea], ground: Ground, occupied: Occupied, factor: float) -> list[Text]:
    """The rounds' numbers, as large as their areas allow, the large areas first."""
    texts = []
    for area in sorted(areas, key=lambda each: -each.reach_m):
        x, y = ground.to_points(np.array(area.middle))
        size = min(max(area.reach_m * ground.scale * 1.1, 8.0), 26.0 * factor)
        said = str(area.number)
        text = Text(float(x) - fonts.width(said, BOLD, size) / 2, float(y) - size * 0.36, said, size, BOLD)
        occupied.take(text.x - 2, text.y - 2, text.x + text.width + 2, text.y + size * 0.8)
        texts.append(text)
    return texts


def _legend(
    plan: PlanFacts, left: float, bottom: float, width: float, most: float, factor: float
) -> tuple[float, list[Item]]:
    """The rounds by number and name in columns; nothing when they would take too much of the sheet."""
    size = 7.8 * factor**0.8
    step = size * 1.35
    longest = max(fonts.width(each.name, REGULAR, size) for each in plan.rounds)
    wide = min(longest, _LEGEND_NAME * size / 8.5) + 34 * size / 8.5
    across = max(1, int(width // min(wide, width)))
    down = -(-len(plan.rounds) // across)
    height = down * step + step
    if height > most:
        return 4.0, []
    items: list[Item] = []
    for place, each in enumerate(plan.rounds):
        x = left + place // down * (width / across)
        y = bottom + height - step * (place % down + 1.6)
        number = text_right(x + 20 * size / 8.5, y, str(each.number), size, BOLD)
        name, fit = fonts.fitted(each.name, REGULAR, size, width / across - 28 * size / 8.5, 5)
        items += [number, Text(number.x + number.width + 5, y, name, fit)]
    return height, items


def _tiles(items: Sequence[Item], cut: _Cut) -> list[Page]:
    """Cut a poster over pages: each shows a little of its neighbours in its white edge, to stick upon."""
    step_x, step_y = cut.step
    found: list[Page] = []
    for row in range(cut.down):
        for column in range(cut.across):
            x, y = column * step_x - _MARGIN, cut.size[1] - (row + 1) * step_y - _MARGIN
            window = (x, y, x + cut.page[0], y + cut.page[1])
            shown = [moved for item in items if (moved := _moved(item, window))]
            place = f"row {row + 1} of {cut.down}, column {column + 1} of {cut.across}"
            edge = Text(_MARGIN, 9, f"{place}: cut along the marks and stick over the next", 7, grey=0.3)
            page = (*shown, *_edge_marks(cut.page), edge)
            found.append(Page("", len(found) + 1, cut.across * cut.down, cut.page, page))
    return found


def _edge_marks(page: tuple[float, float]) -> list[Item]:
    """Marks at the four corners of what is kept."""
    marks: list[Item] = []
    for x in (_MARGIN, page[0] - _MARGIN):
        marks += [Rule(x, 4, x, 20, 0.5), Rule(x, page[1] - 20, x, page[1] - 4, 0.5)]
    for y in (_MARGIN, page[1] - _MARGIN):
        marks += [Rule(4, y, 20, y, 0.5), Rule(page[0] - 20, y, page[0] - 4, y, 0.5)]
    return marks


def _moved(item: Item, window: tuple[float, float, float, float]) -> Item | None:
    """Return an item as a tile shows it, or None when it lies outside."""
    x0, y0, x1, y1 = window
    if isinstance(item, Picture):
        corner = np.array([x0 - item.x, y0 - item.y]) / UNIT
        far = np.array([x1 - item.x, y1 - item.y]) / UNIT
        paths = [replace(path, parts=_inside(path, corner, far)) for path in item.paths]
        texts = [moved for text in item.texts if (moved := _moved_text(text, window))]
        return replace(
            item, x=item.x - x0, y=item.y - y0, paths=tuple(p for p in paths if p.parts), texts=tuple(texts)
        )
    return _moved_text(item, window) if isinstance(item, Text) else item


def _inside(path: Path, corner: Floats, far: Floats) -> tuple[Ints, ...]:
    """Return the parts of a path that a tile shows at least a bit of."""
    return tuple(
        part
        for part in path.parts
        if (part.max(axis=0) >= corner - 60).all() and (part.min(axis=0) <= far + 60).all()
    )


def _moved_text(text: Text, window: tuple[float, float, float, float]) -> Text | None:
    x0, y0, x1, y1 = window
    reach = text.width + text.size
    if not (x0 - reach < text.x < x1 + reach and y0 - reach < text.y < y1 + reach):
        return None
    return replace(text, x=text.x - x0, y=text.y - y0)
