"""Houses along the demo town's streets: set back, in rows and pairs, numbered odd and even, none on another.

Geometry in metres. Knows nothing of who lives there.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from shapely import LineString, Polygon, STRtree, prepare
from shapely.geometry.base import BaseGeometry

from walksheets.demo.plan import Floats, Plan, Route, words

HALF_WIDTH_M = {"primary": 6.5, "secondary": 6.0, "tertiary": 5.0, "unclassified": 4.5, "residential": 4.0}
_PATH_HALF_WIDTH_M = 1.4
_CELL_M = 60.0
_GARDEN_M = {"shops": 1.0, "terrace": 4.0, "short_terrace": 6.0, "flats": 4.0}
_OTHER_GARDEN_M = 9.0
_NO_HOME = 0.04  # of buildings: a pub, a workshop, a corner shop, a surgery


@dataclass
class House:
    """One building on a street; `doors` are its letterboxes as (flat, number or name)."""

    street: Route
    side: int  # +1 left of the street's direction, -1 right
    along_m: float
    outline: Polygon
    front: Floats  # the middle of its front, just inside
    forward: Floats  # along the street
    number: str = ""
    doors: list[tuple[str, str]] = field(default_factory=list)


class Ground:
    """What is built on already, so that nothing stands on a road, in the river or on another house."""

    def __init__(self, plan: Plan, routes: Sequence[Route]):
        self._fixed = list(_taken(plan, routes))
        self._tree = STRtree(self._fixed)
        self._built_up = Polygon(plan.built_up)
        prepare(self._built_up)
        self._cells: dict[tuple[int, int], list[Polygon]] = {}

    def has_room_for(self, house: "House", style: dict[str, Any]) -> bool:
        """Tell whether a house with its back garden fits."""
        outline = house.outline
        if not self._built_up.contains(outline) or len(self._tree.query(outline, predicate="intersects")):
            return False
        core, garden = outline.buffer(-0.25), _garden(house, style)
        return not any(other.intersects(core) or other.intersects(garden) for other in self._near(garden))

    def build(self, outline: Polygon) -> None:
        """Take the ground of a house."""
        for cell in _cells(outline):
            self._cells.setdefault(cell, []).append(outline)

    def _near(self, outline: Polygon) -> Iterator[Polygon]:
        for cell in _cells(outline):
            yield from self._cells.get(cell, ())


def build_houses(plan: Plan, routes: Sequence[Route], seed: int) -> list[House]:
    """Return every house of the town with its number and letterboxes, street by street."""
    ground = Ground(plan, routes)
    houses: list[House] = []
    blocks = random.Random(f"blocks {seed}").sample(
        words()["houses"]["blocks"], len(words()["houses"]["blocks"])
    )
    names = list(words()["houses"]["names"])
    for route in routes:
        if route.style:
            chance = random.Random(f"houses {seed} {route.name}")
            own = _along(route, plan.styles[route.style], ground, chance)
            _number(own, chance)
            for house in own:
                _give_doors(house, chance, blocks, names)
            houses += own
    return houses


def _taken(plan: Plan, routes: Sequence[Route]) -> Iterator[BaseGeometry]:
    for route in routes:
        width = HALF_WIDTH_M.get(route.highway, _PATH_HALF_WIDTH_M)
        yield LineString(route.points).buffer(width, cap_style="flat", join_style="mitre")
    yield LineString(plan.river.points).buffer(plan.river_width_m / 2 + 8.0)
    for route in plan.streams:
        yield LineString(route.points).buffer(7.0)
    for route in plan.railways:
        yield LineString(route.points).buffer(11.0)
    for kind, _, outline in plan.greens:
        yield Polygon(outline).buffer(0.0 if kind == "natural=scrub" else 3.0)
    for _, _, outline in plan.buildings:
        yield Polygon(outline).buffer(5.0)


def _along(route: Route, style: dict[str, Any], ground: Ground, chance: random.Random) -> list[House]:
    """Build both sides of a street, and around the end of a close."""
    houses: list[House] = []
    for side in (1, -1):
        houses += _one_side(route, side, style, ground, chance)
    if route.name.endswith("Close"):
        houses += _around_the_end(route, style, ground)
    return houses


def _one_side(
    route: Route, side: int, style: dict[str, Any], ground: Ground, chance: random.Random
) -> Iterator[House]:
    line = LineString(route.points)
    along, left_in_row = chance.uniform(0.5, 4.0), chance.randint(*style["row"])
    setback = style["setback"]
    while along + style["width"] < line.length:
        house = _house(route, line, side, along, setback, style)
        if house is None or not ground.has_room_for(house, style):
            along += 1.5
            left_in_row = chance.randint(*style["row"])
            continue
        ground.build(house.outline)
        yield house
        along += style["width"]
        left_in_row -= 1
        if left_in_row == 0:
            along += style["gap"] * chance.uniform(0.8, 1.5)
            left_in_row = chance.randint(*style["row"])
            setback = style["setback"] * chance.uniform(0.9, 1.15)


def _house(
    route: Route, line: LineString, side: int, along: float, setback: float, style: dict[str, Any]
) -> House | None:
    """Return a house on a plot, or None where the street bends too sharply for one."""
    start, end = (np.array(line.interpolate(at).coords[0]) for at in (along, along + style["width"]))
    chord = end - start
    if np.hypot(*chord) < style["width"] * 0.94:
        return None
    forward = chord / np.hypot(*chord)
    out = side * np.array([-forward[1], forward[0]])
    kerb = HALF_WIDTH_M.get(route.highway, 4.0)
    return _box(
        route, side, along + style["width"] / 2, (start + end) / 2 + out * (kerb + setback), forward, style
    )


def _around_the_end(route: Route, style: dict[str, Any], ground: Ground) -> Iterator[House]:
    """Two or three houses that look down a close from its end."""
    end, before = route.points[-1], route.points[-2]
    ahead = (end - before) / np.hypot(*(end - before))
    length = LineString(route.points).length
    for side, turn in ((1, 55.0), (1, 0.0), (-1, -55.0)):
        angle = np.radians(turn)
        out = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ ahead
        forward = side * np.array([out[1], -out[0]])
        base = end + out * (8.0 + style["setback"] * 0.6)
        house = _box(route, side, length + (1.0 if turn else 2.0), base, forward, style)
        if ground.has_room_for(house, style):
            ground.build(house.outline)
            yield house


def _box(
    route: Route, side: int, along: float, base: Floats, forward: Floats, style: dict[str, Any]
) -> House:
    """A house whose front stands at `base`, its depth away from the street."""
    out = side * np.array([-forward[1], forward[0]])
    half, depth = forward * style["width"] / 2, out * style["depth"]
    outline = Polygon([base - half, base + half, base + half + depth, base - half + depth])
    return House(route, side, along, outline, base + out * 1.2, forward)


def _garden(house: House, style: dict[str, Any]) -> Polygon:
    """The ground behind a house that no other house may stand on."""
    out = house.side * np.array([-house.forward[1], house.forward[0]])
    base, half = house.front + out, house.forward * (style["width"] / 2 - 0.6)
    depth = out * (style["depth"] + _GARDEN_M.get(house.street.style, _OTHER_GARDEN_M))
    return Polygon([base - half, base + half, base + half + depth, base - half + depth])


def _number(houses: list[House], chance: random.Random) -> None:
    """Number a street: odd on the left, even on the right; some closes run round from 1."""
    if not houses:
        return
    if houses[0].street.name.endswith("Close") and chance.random() < 0.6:
        left = sorted((h for h in houses if h.side == 1), key=lambda h: h.along_m)
        right = sorted((h for h in houses if h.side == -1), key=lambda h: -h.along_m)
        for number, house in enumerate([*left, *right], 1):
            house.number = str(number)
        return
    for side, first in ((1, 1), (-1, 2)):
        number, extra = first, False
        for house in sorted((h for h in houses if h.side == side), key=lambda h: h.along_m):
            if not extra and number > 3 and chance.random() < 0.006:  # built in somebody's garden
                house.number, extra = f"{number - 2}A", True
                continue
            if number == 13 and chance.random() < 0.6:
                number += 2
            house.number, extra = str(number), False
            number += 2


def _give_doors(house: House, chance: random.Random, blocks: list[str], names: list[str]) -> None:
    """Say which letterboxes a building has: one, some flats, a name in place of a number, none over a shop."""
    style, number = house.street.style, house.number
    if style != "flats" and chance.random() < _NO_HOME:
        return
    if style == "flats":
        name = blocks.pop() if blocks else f"Block {number}"
        house.doors = [(f"Flat {flat}", name) for flat in range(1, chance.choice([6, 8, 9, 12]) + 1)]
    elif style == "shops":
        kind = chance.random()
        if kind < 0.3:
            house.doors = [("", f"{number}A" if number.isdigit() else number)]
        elif kind < 0.5:
            house.doors = [("Flat 1", number), ("Flat 2", number)]
    elif style == "villa" and chance.random() < 0.1:
        house.doors = [(f"Flat {flat}", number) for flat in range(1, chance.choice([2, 3, 4]) + 1)]
    elif style in ("villa", "detached", "short_terrace") and names and chance.random() < 0.07:
        house.doors = [("", names.pop(chance.randrange(len(names))))]
    else:
        house.doors = [("", number)]


def entrance(house: House, flat: int, flats: int) -> Floats:
    """Return where one of a building's letterboxes is: every six flats share an entrance."""
    entrances = max(1, round(flats / 6))
    offset = ((flat * entrances // flats) + 0.5) / entrances - 0.5
    width = 34.0 if house.street.style == "flats" else 4.0
    return house.front + house.forward * width * offset


def _cells(outline: Polygon) -> Iterable[tuple[int, int]]:
    left, bottom, right, top = (int(edge // _CELL_M) for edge in outline.bounds)
    return [(x, y) for x in range(left, right + 1) for y in range(bottom, top + 1)]
