"""Postcodes, UPRNs and boundaries, from a town's own file or the whole country's."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.places import (
    Address,
    LocalPlane,
    points,
    take_in_addresses,
    take_in_boundaries,
    take_in_map,
    take_in_postcodes,
    take_in_uprns,
)
from walksheets.places.areas import boundary_rows
from walksheets.progress import Cancelled
from walksheets.store import schema


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return Campaign.create(tmp_path / "c.walksheets", who="tester")


def postcodes_in(campaign: Campaign) -> dict[str, tuple[float, float]]:
    table = schema.postcode
    with campaign.store.read() as connection:
        return {r.postcode: (r.lat, r.lon) for r in connection.execute(select(table))}


def test_code_point_and_a_list_in_degrees_agree_within_metres(campaign: Campaign, shared: Path) -> None:
    with gzip.open(shared / "levenshulme" / "codepoint-open-M12-M19.csv.gz", "rt") as file:
        rows = [
            dict(zip(("postcode", "quality", "easting", "northing"), row, strict=True))
            for row in csv.reader(file)
        ]
    with campaign.store.change("Import") as writer:
        counts = take_in_postcodes(writer, rows)
    assert counts["new"] + counts["not understood"] == len(rows)
    found = postcodes_in(campaign)
    plane = LocalPlane(53.45, -2.2)
    with (shared / "levenshulme" / "postcodes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lat, lon = found[row["postcode"]]
            off = plane.to_xy(lat, lon) - plane.to_xy(float(row["lat"]), float(row["lon"]))
            assert np.hypot(*off) < 5


def test_rows_are_tidied_and_nonsense_is_counted(campaign: Campaign) -> None:
    rows = [
        {"postcode": "m145bq", "lat": "53.45", "lon": "-2.2"},
        {"postcode": "M14 5BR", "lat": "", "lon": "", "easting": "385576", "northing": "396756"},
        {"postcode": "M14 5BS", "easting": "0", "northing": "0"},
        {"postcode": "M14 5BT", "lat": "99.999999", "lon": "0.000000"},
        {"postcode": "M14 5BU", "lat": "north", "lon": "west"},
        {"postcode": "", "lat": "53.45", "lon": "-2.2"},
        {"postcode": "ZZ1 1AA", "lat": "47.2", "lon": "9.5"},
    ]
    with campaign.store.change("Import") as writer:
        counts = take_in_postcodes(writer, rows)
    assert counts == {"new": 3, "changed": 0, "same": 0, "left out": 0, "not understood": 4}
    assert set(postcodes_in(campaign)) == {"M14 5BQ", "M14 5BR", "ZZ1 1AA"}


def test_the_same_postcodes_twice_change_nothing_and_moved_ones_move(campaign: Campaign) -> None:
    rows = [{"postcode": "M14 5BQ", "lat": "53.45", "lon": "-2.2"}]
    for expected in ({"new": 1, "same": 0}, {"new": 0, "same": 1}):
        with campaign.store.change("Import") as writer:
            counts = take_in_postcodes(writer, rows)
        assert {name: counts[name] for name in expected} == expected
    assert not writer.changes()
    with campaign.store.change("Import") as writer:
        assert take_in_postcodes(writer, [{**rows[0], "lat": "53.46"}])["changed"] == 1


def national() -> Iterator[dict[str, str]]:
    """Three rows of a country of 300,001, one of them in the ward; dealt out one by one."""
    for n in range(300_000):
        yield {"uprn": str(10_000_000 + n), "lat": "51.5", "lon": str(-4 + n / 100_000)}
    yield {"uprn": "999", "lat": "53.4529", "lon": "-2.2027"}


def test_two_files_of_the_same_postcodes_that_round_differently_do_not_take_turns(campaign: Campaign) -> None:
    with campaign.store.change("Degrees") as writer:
        take_in_postcodes(writer, [{"postcode": "M14 5BQ", "lat": "53.454077", "lon": "-2.212442"}])
    with campaign.store.change("The same, to six centimetres") as writer:
        counts = take_in_postcodes(
            writer, [{"postcode": "M14 5BQ", "lat": "53.4540775", "lon": "-2.2124425"}]
        )
    assert counts["same"] == 1
    assert not writer.changes()


def test_of_a_national_file_the_surroundings_are_kept(campaign: Campaign, shared: Path) -> None:
    with campaign.store.change("Import") as writer:
        take_in_map(writer, shared / "levenshulme" / "roads.osm.pbf")
        counts = take_in_uprns(writer, national())
    assert (counts["new"], counts["left out"]) == (1, 300_000)


def test_without_a_map_the_doors_postcodes_say_where_the_campaign_is(campaign: Campaign) -> None:
    rows = [
        {"postcode": "M14 5BQ", "lat": "53.45", "lon": "-2.2"},
        {"postcode": "M14 6HN", "lat": "53.44", "lon": "-2.2"},
        {"postcode": "AB10 1AA", "lat": "57.1", "lon": "-2.1"},
    ]
    with campaign.store.change("Import") as writer:
        take_in_addresses(writer, [Address(number="1", street="Anson Road", postcode="M14 5BQ", uprn="5")])
        counts = take_in_postcodes(writer, rows)
    assert (counts["new"], counts["left out"]) == (2, 1)


def test_when_nothing_says_where_the_campaign_is_only_so_many_are_kept(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(points, "KEPT_BLINDLY", 10)
    rows = [{"uprn": str(n), "lat": "53", "lon": "-2"} for n in range(1, 31)]
    with campaign.store.change("Import") as writer:
        counts = take_in_uprns(writer, rows)
    assert (counts["new"], counts["left out"]) == (10, 20)


def test_reading_a_country_can_be_cancelled(campaign: Campaign) -> None:
    def stop(done: float, doing: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), campaign.store.change("Import") as writer:
        take_in_uprns(writer, national(), stop)
    assert campaign.store.history()[0].what == "New campaign"


# -- boundaries -----------------------------------------------------------------------------------


def wards(shared: Path, name: str) -> dict[str, dict[str, object]]:
    data = json.loads((shared / "boundaries" / name).read_text(encoding="utf-8"))
    return {row["name"]: row for row in boundary_rows(data)}


def test_both_grids_give_the_same_wards_within_metres(shared: Path) -> None:
    import shapely
    from shapely.geometry import shape

    plane = LocalPlane(53.45, -2.2)
    degrees, grid = (
        wards(shared, "wards-manchester-2013.geojson"),
        wards(shared, "wards-manchester-2013-bng-no-crs.geojson"),
    )
    assert degrees.keys() == grid.keys()
    assert len(degrees) == 32
    assert degrees["Levenshulme"]["code"] == grid["Levenshulme"]["code"] == "E05000707"
    assert {row["kind"] for row in degrees.values()} == {"ward"}
    for name, row in degrees.items():
        one, other = (
            shapely.transform(shape(r["geometry"]), lambda xy: plane.to_xy(xy[:, 1], xy[:, 0]))
            for r in (row, grid[name])
        )
        assert shapely.hausdorff_distance(one, other) < 10


def square(x: float, y: float, size: float, **properties: str) -> dict[str, object]:
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.mark.parametrize(
    ("properties", "kind", "code", "name"),
    [
        ({"WD24CD": "E05000703", "WD24NM": "Levenshulme"}, "ward", "E05000703", "Levenshulme"),
        ({"ward_name": "Levenshulme"}, "ward", "", "Levenshulme"),
        ({"name": "Levenshulme"}, "ward", "", "Levenshulme"),
        ({"PD_CODE": "LV1"}, "district", "LV1", "LV1"),
        ({"polling_district": "LV1", "ward": "Levenshulme"}, "district", "LV1", "LV1"),
        ({"POLLING_DI": "LV1", "name": "Chapel Street School"}, "district", "LV1", "LV1"),
        ({"name": "LV1"}, "district", "LV1", "LV1"),
        ({}, "ward", "", "Area 1"),
    ],
    ids=str,
)
def test_wards_and_districts_are_told_by_their_properties(
    properties: dict[str, str], kind: str, code: str, name: str
) -> None:
    (row,) = boundary_rows([square(-2.2, 53.4, 0.1, **properties)])
    assert (row["kind"], row["code"], row["name"]) == (kind, code, name)


def test_one_area_in_two_features_is_one_boundary() -> None:
    rows = boundary_rows(
        [square(-2.2, 53.4, 0.1, name="Levenshulme"), square(-2.0, 53.4, 0.1, name="Levenshulme")]
    )
    assert [row["geometry"]["type"] for row in rows] == ["MultiPolygon"]


def test_boundaries_twice_change_nothing(campaign: Campaign) -> None:
    feature = square(-2.2, 53.4, 0.1, name="Levenshulme")
    for expected in ({"new": 1, "changed": 0, "same": 0}, {"new": 0, "changed": 0, "same": 1}):
        with campaign.store.change("Import") as writer:
            assert (
                take_in_boundaries(writer, {"type": "FeatureCollection", "features": [feature]}) == expected
            )
    assert not writer.changes()
    assert [b.name for b in campaign.places.boundaries("ward")] == ["Levenshulme"]
    assert campaign.places.boundaries("district") == []


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([], "no area"),
        (
            [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}],
            "no area",
        ),
        ([square(5e8, 5e8, 10)], "neither degrees nor British National Grid"),
    ],
    ids=["nothing", "a point", "no grid"],
)
def test_what_is_no_boundary_is_said_in_one_sentence(features: list[dict[str, object]], said: str) -> None:
    with pytest.raises(UsersMistake, match=said):
        boundary_rows(features)
