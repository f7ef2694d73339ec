"""The demo town as the files an organiser would have: map, register, address list, postcodes and the rest.

Formats only; what stands in them is `town`'s.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
from shapely import LineString, Polygon, union_all

from walksheets.demo.houses import House
from walksheets.demo.people import REGISTER_DATE, Person
from walksheets.demo.plan import Floats
from walksheets.demo.streets import smooth
from walksheets.demo.town import Town, TownDoor, build_town, in_ward
from walksheets.places import LocalPlane, to_grid
from walksheets.progress import Progress, part, silent

_WITH_UPRN = 0.88  # of the doors; the others must be found otherwise, as in life
_ON_MAP = 0.12  # of the buildings whose number somebody has put on the map

_XPRESS = (
    *("Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB"),
    *("Elector Surname", "Elector Forename", "PostCode"),
    *(f"Address{n}" for n in range(1, 7)),
)


def make_town(folder: Path, seed: int = 1, progress: Progress = silent) -> list[Path]:
    """Write the town of a seed into a folder (made if need be); return the files, in an order to import them."""
    folder.mkdir(parents=True, exist_ok=True)
    town = build_town(seed, part(progress, 0.0, 0.7))
    chance = random.Random(f"files {seed}")
    progress(0.7, "Writing the town's files")
    numbered = list(_numbered(town))
    files: dict[str, Callable[[Path], None]] = {
        "map.osm": lambda path: _write_map(path, town, chance),
        "ward.geojson": lambda path: _write_wards(path, town),
        "districts.geojson": lambda path: _write_districts(path, town),
        "postcodes.csv": lambda path: _write_postcodes(path, town),
        "uprn.csv": lambda path: _write_uprns(path, town),
        "addresses.csv": lambda path: _write_addresses(path, town, chance),
        "register.csv": lambda path: _write_register(path, town, numbered),
        "absent.csv": lambda path: _write_absent(path, numbered),
        "volunteers.csv": lambda path: _write_volunteers(path, town),
    }
    for name, write in files.items():
        write(folder / name)
    return [folder / name for name in files]


# The register and what goes with it ---------------------------------------------------------------------------

Numbered = tuple[str, int, Person, TownDoor | None]


def _numbered(town: Town) -> Iterator[Numbered]:
    """Give every elector a number: in street order within a district, those without an address last."""
    numbers: dict[str, Iterator[int]] = {code: count(1) for code, _, _ in town.plan.districts}
    for door in town.doors:
        for person in door.people:
            yield door.district, next(numbers[door.district]), person, door
    first = next(iter(numbers))
    for person in town.others:
        yield first, next(numbers[first]), person, None


def _address(town: Town, door: TownDoor) -> list[str]:
    """Return a door's address lines as a council writes them."""
    if door.number[:1].isdigit():
        return [*filter(None, [door.flat]), f"{door.number} {door.street}", town.plan.town]
    return [*filter(None, [door.flat, door.number]), door.street, town.plan.town]


def _write_register(path: Path, town: Town, numbered: Iterable[Numbered]) -> None:
    rows = []
    for prefix, number, person, door in numbered:
        surname = f"(z) {person.surname}" if person.opted_out and door else person.surname
        lines = _address(town, door) if door else ["Other electors"]
        if door and number % 5 == 0:
            lines.append(door.postcode)  # repeated in the last line, as happens
        who = (prefix, number, 0, person.markers, person.date_of_attainment, surname, person.forenames)
        rows.append((*who, door.postcode if door else "", *lines, *[""] * (6 - len(lines))))
    title = f"Register of electors: {town.plan.ward}, published {REGISTER_DATE:%d/%m/%Y}"
    _write_rows(path, _XPRESS, rows, delimiter="\t", title=title)


def _write_absent(path: Path, numbered: Iterable[Numbered]) -> None:
    rows = [(f"{prefix}-{number}", person.absent) for prefix, number, person, _ in numbered if person.absent]
    _write_rows(path, ("ElectorNo", "Type"), rows)


def _write_volunteers(path: Path, town: Town) -> None:
    header = (
        "Name",
        "Email",
        "Phone",
        "Postcode",
        "Roles",
        "Available",
        "Max letterboxes",
        "Experience",
        "Notes",
    )
    rows = [
        (h.name, h.email, h.phone, h.postcode, h.roles, h.available, h.max_letterboxes, h.experience, h.notes)
        for h in town.volunteers
    ]
    _write_rows(path, header, rows)


# Places -------------------------------------------------------------------------------------------------------


def _write_addresses(path: Path, town: Town, chance: random.Random) -> None:
    header = ("UPRN", "Flat", "Number", "Street", "Town", "Postcode", "District")
    rows = [
        (
            door.uprn if chance.random() < _WITH_UPRN else "",
            door.flat,
            door.number,
            door.street,
            town.plan.town,
            door.postcode,
            door.district,
        )
        for door in town.doors
    ]
    _write_rows(path, header, rows)


def _write_uprns(path: Path, town: Town) -> None:
    """As OS Open UPRN: every point of the ward, no address."""
    header = ("UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE")
    rows = []
    for door in town.doors:
        lat, lon = town.plane.to_latlon(*door.at)
        east, north = to_grid(lat, lon)
        rows.append((door.uprn, f"{east:.2f}", f"{north:.2f}", f"{lat:.7f}", f"{lon:.7f}"))
    _write_rows(path, header, rows)


def _write_postcodes(path: Path, town: Town) -> None:
    rows = []
    for postcode, at in sorted(town.postcodes.items()):
        lat, lon = town.plane.to_latlon(*at)
        rows.append((postcode, f"{lat:.6f}", f"{lon:.6f}"))
    _write_rows(path, ("postcode", "lat", "lon"), rows)


def _write_wards(path: Path, town: Town) -> None:
    # The margin keeps a door that is guessed on the far side of a boundary road within its ward.
    outlines = [Polygon(outline).buffer(25.0) for _, _, outline in town.plan.districts]
    whole = union_all(outlines)
    ward = max(getattr(whole, "geoms", [whole]), key=lambda piece: piece.area)
    _write_areas(path, town.plane, [({"WD26CD": "E05999999", "WD26NM": town.plan.ward}, ward)])


def _write_districts(path: Path, town: Town) -> None:
    areas = [
        ({"polling_district": code, "name": name}, Polygon(outline))
        for code, name, outline in town.plan.districts
    ]
    _write_areas(path, town.plane, areas)


def _write_areas(path: Path, plane: LocalPlane, areas: Iterable[tuple[dict[str, str], Polygon]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [_ring(plane, outline)]},
        }
        for properties, outline in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def _ring(plane: LocalPlane, outline: Polygon) -> list[list[float]]:
    places = plane.to_latlon(*outline.exterior.xy)
    return [[round(float(lon), 6), round(float(lat), 6)] for lat, lon in places]


def _write_rows(
    path: Path,
    header: Sequence[object],
    rows: Iterable[Sequence[object]],
    delimiter: str = ",",
    title: str = "",
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        if title:
            writer.writerow([title])
        writer.writerow(header)
        writer.writerows(rows)


# The map ------------------------------------------------------------------------------------------------------


class _Osm:
    """OpenStreetMap XML in the making: a point that two ways share is one node."""

    def __init__(self, plane: LocalPlane):
        self._plane = plane
        self._nodes: dict[tuple[int, int], int] = {}
        self._ways: list[str] = []

    def way(self, points: Floats, **tags: str) -> None:
        refs = [self._node(x, y) for x, y in points]
        lines = [f"<nd ref='{ref}'/>" for ref in refs]
        lines += [f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items() if v]
        self._ways.append(f" <way id='{len(self._ways) + 1}' version='1'>{''.join(lines)}</way>")

    def area(self, outline: Floats, **tags: str) -> None:
        closed = outline if (outline[0] == outline[-1]).all() else np.vstack([outline, outline[:1]])
        self.way(closed, **tags)

    def text(self) -> str:
        keys = list(self._nodes)
        places = self._plane.to_latlon([x / 100 for x, _ in keys], [y / 100 for _, y in keys])
        nodes = [
            f" <node id='{self._nodes[key]}' version='1' lat='{lat:.7f}' lon='{lon:.7f}'/>"
            for key, (lat, lon) in zip(keys, places, strict=True)
        ]
        head = [
            "<?xml version='1.0' encoding='UTF-8'?>",
            "<osm version='0.6' generator='Walksheets demo town'>",
        ]
        return "\n".join([*head, *nodes, *self._ways, "</osm>\n"])

    def _node(self, x: float, y: float) -> int:
        key = (round(x * 100), round(y * 100))
        return self._nodes.setdefault(key, len(self._nodes) + 1)


def _write_map(path: Path, town: Town, chance: random.Random) -> None:
    osm, plan = _Osm(town.plane), town.plan
    for way in town.ways:
        osm.way(way.points, highway=way.highway, name=way.name)
    for way in plan.railways:
        osm.way(smooth(way.points), railway="rail")
    for way in plan.streams:
        osm.way(smooth(way.points), waterway="stream", name=way.name)
    river = smooth(plan.river.points)
    osm.way(river, waterway="river", name=plan.river.name)
    banks = LineString(river).buffer(plan.river_width_m / 2, cap_style="flat")
    osm.area(_outline(banks), natural="water", water="river", name=plan.river.name)
    for kind, name, outline in plan.greens:
        key, value = kind.split("=")
        osm.area(_softened(outline) if key == "natural" else outline, **{key: value, "name": name})
    for kind, name, outline in plan.buildings:
        osm.area(outline, building=kind, name=name)
    ward = {id(house) for _, house in in_ward(plan, town.houses)}
    for house in town.houses:
        numbered = id(house) in ward and chance.random() < _ON_MAP
        osm.area(_outline(house.outline), **_tags(house, numbered=numbered))
    path.write_text(osm.text(), encoding="utf-8")


def _tags(house: House, *, numbered: bool) -> dict[str, str]:
    kinds = {"shops": "retail", "flats": "apartments", "semi": "semidetached_house", "detached": "detached"}
    usual = "terrace" if "terrace" in house.street.style else "house"
    tags = {"building": kinds.get(house.street.style, usual)}
    if numbered and house.doors and not house.doors[0][0]:
        tags |= {"addr:housenumber": house.number, "addr:street": house.street.name}
    return tags


def _outline(polygon: Polygon) -> Floats:
    return np.array(polygon.exterior.coords)


def _softened(outline: Floats) -> Floats:
    """Nature has no corners."""
    return smooth(np.vstack([outline, outline[:1]]))
