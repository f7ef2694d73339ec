"""Every door gets a place by the surest thing known of it, and says which that was."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.places.small_map import MIDDLE, PLANE, SmallMap
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.places import (
    Address,
    Addresses,
    Door,
    address_lines,
    place_doors,
    take_in_addresses,
    take_in_boundaries,
    take_in_map,
    take_in_postcodes,
    take_in_uprns,
)


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return Campaign.create(tmp_path / "c.walksheets", who="tester")


def street_map(path: Path) -> Path:
    """High Street runs 300 m east from the middle, with houses of 10 m along both sides; No Houses Lane runs north."""
    small = SmallMap({"a": (0, 0), "b": (300, 0), "c": (300, 300)})
    small.way("a b", highway="residential", name="High Street")
    small.way("b c", highway="residential", name="No Houses Lane")
    for n in range(1, 21):
        small.house(n * 14, 12)
        small.house(n * 14, -12)
    return small.save(path / "m.osm")


def at(x: float, y: float) -> dict[str, str]:
    lat, lon = PLANE.to_latlon(x, y)
    return {"lat": str(lat), "lon": str(lon)}


def take_in(
    campaign: Campaign,
    addresses: Sequence[Address],
    *,
    osm: Path | None = None,
    postcodes: dict[str, tuple[float, float]] | None = None,
    uprns: dict[str, tuple[float, float]] | None = None,
) -> dict[str, int]:
    with campaign.store.change("Import") as writer:
        if osm:
            take_in_map(writer, osm)
        take_in_addresses(writer, addresses)
        take_in_postcodes(writer, [{"postcode": code, **at(*xy)} for code, xy in (postcodes or {}).items()])
        take_in_uprns(writer, [{"uprn": uprn, **at(*xy)} for uprn, xy in (uprns or {}).items()])
        return place_doors(writer)


def where(campaign: Campaign) -> dict[str, tuple[float, float]]:
    """Return each door's x and y in the small map's metres, by house number."""
    doors = [door for door in campaign.places.doors() if door.lat is not None]
    return {d.label: tuple(PLANE.to_xy(d.lat, d.lon).tolist()) for d in doors}


def high_street(numbers: Sequence[int], postcode: str = "M1 1AA") -> list[Address]:
    return [Address(number=str(n), street="High Street", postcode=postcode) for n in numbers]


def test_the_surest_thing_known_places_a_door(campaign: Campaign, tmp_path: Path) -> None:
    lat, lon = PLANE.to_latlon(70, 12)
    addresses = [
        Address(
            number="1", street="High Street", postcode="M1 1AA", uprn="100", lat=float(lat), lon=float(lon)
        ),
        Address(number="3", street="High Street", postcode="M1 1AA", lat=float(lat), lon=float(lon)),
        Address(number="5", street="High Street", postcode="M1 1AA"),
        Address(number="7", street="High Street", postcode="M1 1AA"),
        Address(number="9", street="Unmapped Road", postcode="M1 1AA"),
        Address(number="11", street="Unmapped Road", postcode="M9 9ZZ"),
    ]
    osm = street_map(tmp_path)
    osm.write_text(
        osm.read_text().replace(
            '<tag k="building" v="house"/>',
            '<tag k="building" v="house"/><tag k="addr:housenumber" v="5"/><tag k="addr:street" v="High Street"/>',
            1,
        )
    )
    counts = take_in(
        campaign, addresses, osm=osm, postcodes={"M1 1AA": (60, 10)}, uprns={"100": (50, 12), "999": (0, 0)}
    )
    assert counts == {"uprn": 1, "coordinate": 1, "map address": 1, "street": 1, "postcode": 1, "nothing": 1}
    found = where(campaign)
    assert found["1"] == pytest.approx((50, 12), abs=0.1)
    assert found["3"] == pytest.approx((70, 12), abs=0.1)
    assert found["5"] == pytest.approx((14, 12), abs=0.1)
    assert found["9"] == pytest.approx((60, 10), abs=0.1)
    assert [door.number for door in campaign.places.unplaced()] == ["11"]


def test_odd_and_even_stand_on_two_sides_and_rise_along_the_street(
    campaign: Campaign, tmp_path: Path
) -> None:
    """Twenty houses a side, numbers 1 to 40: each stands at its own house."""
    postcodes = {"M1 1AA": (70, 12), "M1 1AB": (220, 12), "M1 1BA": (70, -12), "M1 1BB": (220, -12)}
    addresses = [
        *high_street(range(1, 20, 2), "M1 1AA"),
        *high_street(range(21, 40, 2), "M1 1AB"),
        *high_street(range(2, 21, 2), "M1 1BA"),
        *high_street(range(22, 41, 2), "M1 1BB"),
    ]
    take_in(campaign, addresses, osm=street_map(tmp_path), postcodes=postcodes)
    found = where(campaign)
    for n in range(1, 41):
        assert found[str(n)] == pytest.approx((14 * ((n + 1) // 2), 12 if n % 2 else -12), abs=4)


def test_the_postcodes_say_from_which_end_and_on_which_side(campaign: Campaign, tmp_path: Path) -> None:
    """The other way about than the map drew the street: odd numbers right, rising westwards."""
    postcodes = {"M1 1AA": (70, -12), "M1 1AB": (220, -12), "M1 1BA": (70, 12), "M1 1BB": (220, 12)}
    addresses = [
        *high_street(range(1, 20, 2), "M1 1AB"),
        *high_street(range(21, 40, 2), "M1 1AA"),
        *high_street(range(2, 21, 2), "M1 1BB"),
        *high_street(range(22, 41, 2), "M1 1BA"),
    ]
    take_in(campaign, addresses, osm=street_map(tmp_path), postcodes=postcodes)
    found = where(campaign)
    for n in range(1, 41):
        assert found[str(n)] == pytest.approx((14 * (21 - (n + 1) // 2), -12 if n % 2 else 12), abs=4)


def test_a_door_that_is_known_pulls_its_neighbours_right(campaign: Campaign, tmp_path: Path) -> None:
    """Odd numbers 101 to 119 with no postcode file; 101's UPRN says that they are the eastern ten houses."""
    addresses = high_street(range(101, 120, 2))
    addresses[0] = Address(number="101", street="High Street", postcode="M1 1AA", uprn="100")
    addresses[-1] = Address(number="119", street="High Street", postcode="M1 1AA", uprn="200")
    take_in(campaign, addresses, osm=street_map(tmp_path), uprns={"100": (154, 12), "200": (280, 12)})
    found = where(campaign)
    for i, n in enumerate(range(101, 120, 2)):
        assert found[str(n)] == pytest.approx((154 + 14 * i, 12), abs=9)


def test_a_street_without_buildings_is_filled_evenly_along_its_kerbs(
    campaign: Campaign, tmp_path: Path
) -> None:
    addresses = [Address(number=str(n), street="No Houses Lane", postcode="M1 1AA") for n in range(1, 11)]
    take_in(campaign, addresses, osm=street_map(tmp_path))
    found = where(campaign)
    y = [found[str(n)][1] for n in range(1, 11, 2)]
    assert np.diff(y) == pytest.approx([60] * 4, abs=6)
    assert {round(abs(x - 300)) for x, _ in found.values()} == {12}
    assert {found[str(n)][0] > 300 for n in range(1, 11, 2)} != {
        found[str(n)][0] > 300 for n in range(2, 11, 2)
    }


def test_flats_of_one_house_share_its_place_and_names_get_a_house(campaign: Campaign, tmp_path: Path) -> None:
    addresses = [
        *[Address(f"Flat {n}", "8", "High Street", "", "M1 1AA") for n in range(1, 7)],
        Address(number="Rose Cottage", street="High Street", postcode="M1 1AA"),
        *high_street([2, 4, 6]),
    ]
    counts = take_in(campaign, addresses, osm=street_map(tmp_path), postcodes={"M1 1AA": (60, -10)})
    assert counts == {"street": 10}
    found = where(campaign)
    assert len({found[f"Flat {n}, 8"] for n in range(1, 7)}) == 1
    assert abs(found["Rose Cottage"][0] - 60) < 60
    assert found["Rose Cottage"] not in {found["2"], found["4"], found["6"]}


def test_a_misspelt_street_is_found_on_the_map_near_its_postcode(campaign: Campaign, tmp_path: Path) -> None:
    osm = SmallMap({"a": (0, 0), "b": (300, 0)}).way("a b", highway="residential", name="Dickenson Road")
    addresses = [Address(number="1", street="Dickinson Rd", postcode="M1 1AA")]
    assert take_in(campaign, addresses, osm=osm.save(tmp_path / "m.osm"), postcodes={"M1 1AA": (150, 5)}) == {
        "street": 1
    }


def test_a_street_of_the_same_name_in_another_town_is_not_this_one(
    campaign: Campaign, tmp_path: Path
) -> None:
    far = Address(number="1", street="High Street", postcode="M9 9ZZ")
    counts = take_in(
        campaign,
        [*high_street([1, 3]), far],
        osm=street_map(tmp_path),
        postcodes={"M1 1AA": (60, 10), "M9 9ZZ": (2000, 1500)},
    )
    assert counts == {"street": 2, "postcode": 1}


def test_two_streets_of_one_name_each_keep_their_doors(campaign: Campaign, tmp_path: Path) -> None:
    small = SmallMap({"a": (0, 0), "b": (200, 0), "x": (0, 1000), "y": (200, 1000)})
    small.way("a b", highway="residential", name="Mill Lane").way(
        "x y", highway="residential", name="Mill Lane"
    )
    addresses = [
        Address(number=str(n), street="Mill Lane", postcode=code)
        for code in ("M1 1AA", "M2 2AA")
        for n in range(1, 9)
    ]
    take_in(
        campaign,
        addresses,
        osm=small.save(tmp_path / "m.osm"),
        postcodes={"M1 1AA": (100, 20), "M2 2AA": (100, 980)},
    )
    for door in campaign.places.doors():
        y = PLANE.to_xy(door.lat, door.lon)[1]
        assert abs(y - (0 if door.postcode == "M1 1AA" else 1000)) < 20


def test_without_a_map_doors_stand_at_their_postcodes(campaign: Campaign) -> None:
    assert take_in(campaign, high_street([1, 2]), postcodes={"M1 1AA": (60, 10)}) == {"postcode": 2}


def test_a_door_put_by_hand_stays_there(campaign: Campaign, tmp_path: Path) -> None:
    take_in(campaign, high_street([1, 3, 5]), postcodes={"M1 1AA": (60, 10)})
    door = campaign.places.doors()[1]
    changes = campaign.places.set_position(door.id, *MIDDLE)
    assert changes.nouns == {"doors"}
    counts = take_in(campaign, high_street([1, 3, 5]), osm=street_map(tmp_path), uprns={"1": (0, 0)})
    assert counts == {"hand": 1, "street": 2}
    now = campaign.places.doors([door.id])[0]
    assert (now.lat, now.lon, now.placed_by) == (*MIDDLE, "hand")


def test_a_place_off_the_earth_and_a_door_that_is_gone_are_refused(campaign: Campaign) -> None:
    with pytest.raises(UsersMistake, match="no place on earth"):
        campaign.places.set_position(1, 91, 0)
    with pytest.raises(UsersMistake, match="no longer in the campaign"):
        campaign.places.set_position(1, 53, 0)


def test_placing_again_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    osm = street_map(tmp_path)
    take_in(campaign, high_street(range(1, 30)), osm=osm, postcodes={"M1 1AA": (60, 10)})
    before = campaign.store.latest_change()
    take_in(campaign, high_street(range(1, 30)), osm=osm, postcodes={"M1 1AA": (60, 10)})
    assert campaign.store.latest_change() == before


def test_doors_get_the_ward_and_district_they_lie_in(campaign: Campaign) -> None:
    south, west = PLANE.to_latlon(-1000, -1000)
    north, east = PLANE.to_latlon(1000, 1000)
    box = [[west, south], [east, south], [east, north], [west, north], [west, south]]

    def area(name: str, **properties: str) -> dict[str, object]:
        geometry = {"type": "Polygon", "coordinates": [[[float(x), float(y)] for x, y in box]]}
        return {"type": "Feature", "properties": {name: properties.get("is_", "")}, "geometry": geometry}

    addresses = [
        *high_street([1]),
        Address(number="2", street="High Street", postcode="M1 1AA", district="AB1"),
    ]
    with campaign.store.change("Import") as writer:
        take_in_boundaries(writer, [area("WD24NM", is_="Levenshulme")])
        take_in_boundaries(writer, [area("PD_CODE", is_="LV1")])
    take_in(campaign, addresses, postcodes={"M1 1AA": (60, 10)})
    doors = campaign.places.doors()
    assert [door.ward for door in doors] == ["Levenshulme", "Levenshulme"]
    assert [door.district for door in doors] == ["LV1", "AB1"], "the register's own word is kept"


# -- how far off guesses are, on a real place -----------------------------------------------------


@pytest.fixture(scope="module")
def levenshulme(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Roads, postcodes and register alone: no UPRN, no coordinate."""
    return town(shared / "levenshulme", tmp_path_factory.mktemp("lv") / "lv.walksheets")


def town(folder: Path, where: Path) -> Campaign:
    campaign = Campaign.create(where, who="tester")
    with (folder / "register.xpress.csv").open(encoding="cp1252") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["Address1"] != "Other electors"]
    lines = [([row[f"Address{i}"] for i in range(1, 7)], row["PostCode"]) for row in rows]
    known = address_lines.learn_streets(each for each, _ in lines)
    with (folder / "postcodes.csv").open(encoding="utf-8") as file, campaign.store.change("Import") as writer:
        take_in_map(writer, folder / "roads.osm.pbf")
        take_in_postcodes(writer, csv.DictReader(file))
        Addresses(writer).door_ids([address_lines.parse(each, postcode, known) for each, postcode in lines])
        place_doors(writer)
    return campaign


def truth_of(shared: Path, doors: Sequence[Door]) -> tuple[list[float], list[float]]:
    with (shared / "levenshulme" / "doors.csv").open(encoding="utf-8") as file:
        truth = {(r["flat"], r["number"], r["street"], r["postcode"]): r for r in csv.DictReader(file)}
    rows = [truth[door.flat, door.number, door.street, door.postcode] for door in doors]
    return [float(row["lat"]) for row in rows], [float(row["lon"]) for row in rows]


def metres_off(shared: Path, campaign: Campaign) -> np.ndarray:
    doors, plane = campaign.places.doors(), campaign.places.projection()
    true = plane.to_xy(*truth_of(shared, doors))
    return np.hypot(*(plane.to_xy([d.lat for d in doors], [d.lon for d in doors]) - true).T)


def test_guesses_on_a_real_place_are_near_the_truth(
    shared: Path, levenshulme: Campaign, capsys: pytest.CaptureFixture[str]
) -> None:
    off = metres_off(shared, levenshulme)
    median, ninetieth = np.percentile(off, [50, 90])
    with capsys.disabled():
        print(
            f"\nguessed places, {len(off)} doors: median {median:.1f} m, 90th percentile {ninetieth:.1f} m off"
        )
    assert len(off) == 2402
    assert {door.placed_by for door in levenshulme.places.doors()} == {"street"}
    assert median <= 5
    assert ninetieth <= 20


def test_uprns_without_addresses_still_say_where_doors_can_be(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """OS Open UPRN has no address in it and the register no UPRN; the points alone put most doors exactly."""
    campaign = town(shared / "levenshulme", tmp_path / "lv.walksheets")
    with (shared / "levenshulme" / "uprn.csv").open(encoding="utf-8-sig") as file:
        rows = [
            {"uprn": r["UPRN"], "lat": r["LATITUDE"], "lon": r["LONGITUDE"]} for r in csv.DictReader(file)
        ]
    with campaign.store.change("Import uprn.csv") as writer:
        take_in_uprns(writer, rows)
        place_doors(writer)
    off = metres_off(shared, campaign)
    median, ninetieth = np.percentile(off, [50, 90])
    with capsys.disabled():
        print(f"\nwith UPRN points: median {median:.1f} m, 90th percentile {ninetieth:.1f} m off")
    assert median < 0.5
    assert ninetieth < 10


def test_guessed_doors_stand_on_the_edge_and_the_side_where_they_truly_are(
    shared: Path, levenshulme: Campaign
) -> None:
    from walksheets.places.spots import find_spots

    doors = levenshulme.places.doors()
    guessed = levenshulme.places.spots([door.id for door in doors])
    true_xy = levenshulme.places.projection().to_xy(*truth_of(shared, doors))
    true = find_spots(levenshulme.places.network(), true_xy, [door.street for door in doors])
    same = (guessed.edge == true.edge) & (guessed.side == true.side)
    assert same.mean() > 0.93
    assert np.median(np.abs(guessed.offset_m - true.offset_m)[same]) < 4


@pytest.mark.parametrize("number", ["5", "5 Westbourne", "5-7", "5a"])
def test_a_mapped_number_is_found_under_a_longer_one(campaign: Campaign, tmp_path: Path, number: str) -> None:
    small = SmallMap({"a": (0, 0), "b": (300, 0)}).way("a b", highway="residential", name="High Street")
    tag = {"addr__street": "High Street", "addr__housenumber": "5a" if number == "5a" else "5"}
    small.house(100, 12, **tag)
    counts = take_in(
        campaign,
        [Address(number=number, street="High Street", postcode="M1 1AA")],
        osm=small.save(tmp_path / "m.osm"),
        postcodes={"M1 1AA": (60, 10)},
    )
    assert counts == {"map address": 1}
