"""The invented town: the same from the same seed, whole, and such that a real one could be so."""

import csv
import functools
import json
from collections import Counter

import numpy as np
import osmium
import pytest
from shapely import LineString, Point, STRtree
from shapely.geometry import shape

from walksheets.demo import build_town, make_town
from walksheets.demo.houses import HALF_WIDTH_M
from walksheets.demo.plan import words

build = functools.cache(build_town)


@pytest.fixture(scope="module")
def town():
    return build(1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    make_town(folder, seed=1)
    return folder


def rows_of(file, delimiter=","):
    with file.open(encoding="utf-8", newline="") as lines:
        if file.name == "register.csv":
            assert next(lines).startswith("Register of electors")
        return list(csv.DictReader(lines, delimiter=delimiter))


def test_the_same_seed_makes_the_same_town_to_the_byte(folder, tmp_path):
    again = make_town(tmp_path, seed=1)
    assert {file.name: file.read_bytes() for file in again} == {
        file.name: file.read_bytes() for file in folder.iterdir()
    }


def test_another_seed_makes_another_town(town):
    other = build(2)
    assert {door.street for door in other.doors} != {door.street for door in town.doors}
    assert [door.people for door in other.doors[:50]] != [door.people for door in town.doors[:50]]


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_it_is_a_ward_of_the_usual_size(seed):
    town = build(seed)
    assert 2300 <= len(town.doors) <= 2800
    assert 4400 <= sum(len(door.people) for door in town.doors) <= 5400
    assert 55 <= len({door.street for door in town.doors}) <= 80
    assert {door.district for door in town.doors} == {"OB1", "OB2", "OB3"}
    assert len(town.volunteers) == 40


def test_every_letterbox_has_an_address_and_a_uprn_of_its_own(town):
    addresses = Counter((door.flat, door.number, door.street, door.postcode) for door in town.doors)
    assert max(addresses.values()) == 1
    assert len({door.uprn for door in town.doors}) == len(town.doors)
    assert all(door.number and door.street for door in town.doors)


def test_no_house_stands_on_another_or_on_a_road(town):
    outlines = [house.outline.buffer(-0.3) for house in town.houses]
    pairs = STRtree(outlines).query(outlines, predicate="intersects")
    assert (pairs[0] == pairs[1]).all()
    roads = [LineString(way.points).buffer(HALF_WIDTH_M.get(way.highway, 1.0) - 0.1) for way in town.ways]
    assert not STRtree(roads).query(outlines, predicate="intersects").size


def test_every_letterbox_is_near_its_own_street_on_the_side_of_its_number(town):
    streets = {way.name: LineString(way.points) for way in town.ways if way.name}
    assert all(streets[door.street].distance(Point(door.at)) < 32 for door in town.doors)
    alder = sorted((h for h in town.houses if h.street.name == "Linden Avenue"), key=lambda h: h.along_m)
    for side, parity in ((1, 1), (-1, 0)):
        numbers = [int(h.number) for h in alder if h.side == side and h.number.isdigit()]
        assert numbers == sorted(numbers)
        assert {number % 2 for number in numbers} == {parity}


def test_the_postcodes_are_of_no_real_area(town):
    assert all(postcode.startswith("ZZ7 ") for postcode in town.postcodes)
    sizes = Counter(door.postcode for door in town.doors)
    assert max(sizes.values()) <= 40


def test_nobody_well_known_lives_there():
    never = set(words()["people"]["never"])
    for seed in (1, 2, 7):
        people = [person for door in build(seed).doors for person in door.people]
        assert not never & {f"{p.forenames.split()[0]} {p.surname}" for p in people}


def test_its_letters_are_of_many_languages(town):
    letters = set("".join(f"{p.surname}{p.forenames}" for door in town.doors for p in door.people))
    assert letters >= set("łŁęąŷṣọẹŞışğİễạÁçãșțÓ")


def test_the_register_is_in_street_order_with_those_without_an_address_last(folder, town):
    rows = rows_of(folder / "register.csv", "\t")
    assert len(rows) == sum(len(door.people) for door in town.doors) + len(town.others)
    for district in ("OB1", "OB2", "OB3"):
        numbers = [int(r["Elector Number"]) for r in rows if r["Elector Number Prefix"] == district]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
    others = [row for row in rows if row["Address1"] == "Other electors"]
    assert [row["Elector Markers"] for row in others] == ["F", "F", "F", "F", "N"]
    assert 0.3 < sum(row["Elector Surname"].startswith("(z) ") for row in rows) / len(rows) < 0.6


def test_absent_voters_are_on_the_register(folder):
    on_register = {
        f"{row['Elector Number Prefix']}-{row['Elector Number']}"
        for row in rows_of(folder / "register.csv", "\t")
    }
    absent = [row["ElectorNo"] for row in rows_of(folder / "absent.csv")]
    assert len(absent) > 500
    assert on_register.issuperset(absent)


def test_the_map_is_read_by_another_program_and_has_every_street(folder, town):
    names, shared, buildings = set(), Counter(), 0
    for way in osmium.FileProcessor(str(folder / "map.osm"), osmium.osm.WAY):
        if "highway" in way.tags:
            names.add(way.tags.get("name"))
            shared.update({node.ref for node in way.nodes})
        buildings += "building" in way.tags
    assert {door.street for door in town.doors} <= names
    assert buildings > 5000
    assert sum(count > 1 for count in shared.values()) > 150  # junctions


def test_the_ward_holds_every_door_and_lies_in_the_sea_within_the_national_grid(folder, town):
    features = json.loads((folder / "ward.geojson").read_text(encoding="utf-8"))["features"]
    ward = shape(features[0]["geometry"])
    places = town.plane.to_latlon(*np.array([door.at for door in town.doors]).T)
    assert all(ward.contains(Point(lon, lat)) for lat, lon in places)
    eastings = [float(row["X_COORDINATE"]) for row in rows_of(folder / "uprn.csv")]
    northings = [float(row["Y_COORDINATE"]) for row in rows_of(folder / "uprn.csv")]
    assert 260_000 < min(eastings) < max(eastings) < 270_000
    assert 440_000 < min(northings) < max(northings) < 450_000
