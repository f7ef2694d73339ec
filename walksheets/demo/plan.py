"""The demo town's plan as data: read from resources/demo, named and bent a little by a seed.

Everything is in metres east and north of the town's middle. Builds nothing.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from walksheets.paths import resources

Floats = NDArray[np.float64]

_WARP_M = 9.0  # how far the seed moves a point at most, each way
_WAVE_M = 420.0


@dataclass(frozen=True)
class Route:
    """One way of the plan as drawn: a street with a name, or a path without."""

    name: str
    highway: str
    style: str  # how its houses are built; empty for a path
    points: Floats


@dataclass(frozen=True)
class Plan:
    """The plan with every point where the seed has put it, and every street named."""

    town: str
    ward: str
    outcode: str
    lat: float
    lon: float
    styles: dict[str, dict[str, Any]]
    river: Route
    river_width_m: float
    streams: tuple[Route, ...]
    railways: tuple[Route, ...]
    streets: tuple[Route, ...]
    paths: tuple[Route, ...]
    greens: tuple[tuple[str, str, Floats], ...]  # "leisure=park", name, outline
    buildings: tuple[tuple[str, str, Floats], ...]  # kind, name, outline
    built_up: Floats  # outside this outline no house is built
    districts: tuple[tuple[str, str, Floats], ...]  # code, name, outline: together the ward


@cache
def words() -> dict[str, Any]:
    """Return the shipped names of streets, houses and people."""
    return _toml("names.toml")


def read_plan(seed: int) -> Plan:
    """Return the town of a seed: the same streets, bent and named otherwise."""
    data = _toml("town.toml")
    chance = random.Random(f"town {seed}")
    bend = _Bend(chance)
    return Plan(
        town=data["town"],
        ward=data["ward"],
        outcode=data["outcode"],
        lat=data["lat"],
        lon=data["lon"],
        styles=data["styles"],
        river=Route(data["river"]["name"], "", "", bend(data["river"]["points"])),
        river_width_m=data["river"]["width"],
        streams=tuple(Route(each["name"], "", "", bend(each["points"])) for each in data["stream"]),
        railways=tuple(Route("", "", "", bend(each["points"])) for each in data["railway"]),
        streets=tuple(_streets(data["street"], chance, bend)),
        paths=tuple(Route("", each["highway"], "", bend(each["points"])) for each in data["path"]),
        greens=tuple((each["kind"], each.get("name", ""), bend(each["points"])) for each in data["green"]),
        buildings=tuple(
            (each["kind"], each.get("name", ""), bend(each["points"])) for each in data["building"]
        ),
        built_up=bend(data["built_up"]["points"]),
        districts=tuple((each["code"], each["name"], bend(each["points"])) for each in data["district"]),
    )


class _Bend:
    """A gentle wave over the whole plan, so that no two seeds give quite the same streets."""

    def __init__(self, chance: random.Random):
        self._phases = [chance.uniform(0, 2 * np.pi) for _ in range(4)]

    def __call__(self, points: list[list[float]]) -> Floats:
        xy = np.array(points, dtype=float)
        a, b, c, d = self._phases
        wave = 2 * np.pi / _WAVE_M
        x, y = xy[:, 0], xy[:, 1]
        east = np.sin(wave * y + a) + 0.5 * np.sin(wave * x / 1.7 + b)
        north = np.sin(wave * x + c) + 0.5 * np.sin(wave * y / 1.7 + d)
        return xy + _WARP_M / 1.5 * np.stack([east, north], axis=1)


def _streets(rows: list[dict[str, Any]], chance: random.Random, bend: _Bend) -> list[Route]:
    """Draw the names that the plan leaves open, each once."""
    pools: dict[tuple[str, str], list[str]] = {}
    for style, kinds in words()["streets"].items():
        for kind, names in kinds.items():
            pools[style, kind] = chance.sample(names, len(names))
    routes = []
    for row in rows:
        name = row["name"]
        if name == "?":
            name = pools[row["style"], "full"].pop()
        elif name.startswith("?"):
            name = pools[row["style"], "word"].pop() + name[1:]
        routes.append(Route(name, row.get("highway", "residential"), row["style"], bend(row["points"])))
    return routes


def _toml(name: str) -> dict[str, Any]:
    with (resources() / "demo" / name).open("rb") as file:
        return tomllib.load(file)
