"""What is exported has the columns promised, and other programs can read it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from shapely.geometry import shape

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import SplitRequest

GPX = "{http://www.topografix.com/GPX/1/1}"
COLUMNS = {
    "rounds": "plan round position door uprn flat number street postcode district lat lon placed_by electors walk_m minutes",
    "doors": "door uprn flat number street postcode district lat lon placed_by electors housing",
    "electors": "elector_number surname forenames markers date_of_attainment absent flags door flat number street postcode district",
    "results": "sheet line elector_number elector_name door result note keyed_at keyed_by",
}


def exported(campaign: Campaign, what: str, folder: Path, plan: str | None = None) -> list[dict[str, str]]:
    path = folder / f"{what}.csv"
    campaign.reports.export(what, path, plan)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def as_text(cell: object) -> str:
    return "" if cell is None else str(cell)


def as_csv(value: str) -> str:
    """The text file guards what looks like a formula, and writes 0.0 where a workbook knows only 0."""
    return value.removeprefix("'").removesuffix(".0")


@pytest.mark.parametrize("what", COLUMNS)
def test_the_columns_are_those_promised_in_their_order(keyed: Campaign, tmp_path: Path, what: str) -> None:
    assert " ".join(exported(keyed, what, tmp_path)[0]) == COLUMNS[what]


@pytest.mark.parametrize("what", ["rounds", "doors", "electors", "results", "volunteers", "progress"])
def test_a_workbook_holds_what_the_text_file_holds(keyed: Campaign, tmp_path: Path, what: str) -> None:
    keyed.volunteers.add("Ann", email="ann@example.org", max_letterboxes=120)
    rows = exported(keyed, what, tmp_path)
    counts = keyed.reports.export(what, tmp_path / "book.xlsx").counts
    header, *cells = openpyxl.load_workbook(tmp_path / "book.xlsx").active.iter_rows(values_only=True)
    assert counts == {"rows": len(rows)}
    assert header == tuple(rows[0])
    for row, line in zip(rows, cells, strict=True):
        assert [as_text(cell) for cell in line] == [as_csv(value) for value in row.values()]


def test_every_door_is_one_row_in_walking_order(ward: Campaign, tmp_path: Path) -> None:
    rows = exported(ward, "rounds", tmp_path)
    walked = [(r.round_number, r.position, r.door.id) for r in ward.rounds.plan_doors("Spring")]
    assert [(int(r["round"]), int(r["position"]), int(r["door"])) for r in rows] == walked
    assert len(walked) == 20


def test_walking_and_minutes_add_up_to_the_rounds(ward: Campaign, tmp_path: Path) -> None:
    rows = exported(ward, "rounds", tmp_path)
    for each in ward.rounds.rounds("Spring"):
        mine = [row for row in rows if row["round"] == str(each.number)]
        assert sum(float(row["walk_m"]) for row in mine) == pytest.approx(each.walk_m, abs=0.1 * len(mine))
        assert float(mine[-1]["minutes"]) == pytest.approx(each.minutes, abs=0.01)


def test_a_door_that_is_nowhere_has_no_position_but_a_row(ward: Campaign, tmp_path: Path) -> None:
    nowhere = [row for row in exported(ward, "rounds", tmp_path) if not row["lat"]]
    assert [(row["street"], row["number"], row["placed_by"]) for row in nowhere] == [
        ("Birch Lane", "10", "nothing")
    ]


def test_all_plans_are_exported_unless_one_is_named(ward: Campaign, tmp_path: Path) -> None:
    ward.rounds.split("Autumn", SplitRequest(seconds=0.1, rounds=3))
    assert {row["plan"] for row in exported(ward, "rounds", tmp_path)} == {"Spring", "Autumn"}
    assert {row["plan"] for row in exported(ward, "rounds", tmp_path, "Autumn")} == {"Autumn"}


def test_a_suffix_shows_only_when_it_is_not_0(ward: Campaign, tmp_path: Path) -> None:
    numbers = [row["elector_number"] for row in exported(ward, "electors", tmp_path)]
    assert numbers[1:4] == ["LV1-2", "LV1-3/1", "LV1-4"]


def test_a_name_that_looks_like_a_formula_stays_a_name(ward: Campaign, tmp_path: Path) -> None:
    ward.reports.export("electors", tmp_path / "electors.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "electors.xlsx").active
    names = [cell for cell in sheet["B"] if cell.value == "=cmd()"]
    assert len(names) == 2
    assert {cell.data_type for cell in names} == {"s"}


def test_what_was_keyed_comes_out(keyed: Campaign, tmp_path: Path) -> None:
    rows = exported(keyed, "results", tmp_path)
    assert [(row["sheet"], row["line"], row["result"]) for row in rows] == [
        ("K1-AAA", "1", "1"),
        ("K1-AAA", "2", "N"),
        ("K1-AAA", "3", "5"),
        ("K1-AAA", "4", "R"),
    ]
    assert {row["keyed_by"] for row in rows} == {"Ann"}


def test_progress_counts_sheets_lines_and_people_spoken_to(keyed: Campaign) -> None:
    """Four of ten lines keyed; three of the ten electors spoken to: not home is no contact."""
    first, second = keyed.reports.progress("Spring")
    assert (first.sheets_out, first.sheets_back, first.lines, first.lines_keyed) == (0, 1, first.doors, 4)
    assert (first.contacts, first.contact_rate) == (3, pytest.approx(3 / first.electors))
    assert (second.sheets_out, second.lines_keyed, second.contacts) == (1, 0, 0)


def test_after_a_new_cut_the_paper_is_the_earlier_cuts_and_the_answers_are_the_doors(keyed: Campaign) -> None:
    keyed.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=3))
    earlier, *rounds = keyed.reports.progress("Spring")
    assert (earlier.number, earlier.sheets, earlier.lines) == (0, 2, 0)
    assert sum(each.sheets for each in rounds) == 0
    assert sum(each.lines for each in rounds) == 20
    assert sum(each.lines_keyed for each in rounds) == 4
    assert sum(each.contacts for each in rounds) == 3


def test_who_was_printed_twice_counts_once(keyed: Campaign, print_again: Callable[[], None]) -> None:
    before = keyed.reports.progress("Spring")
    print_again()
    after = keyed.reports.progress("Spring")
    assert [each.sheets for each in after] == [2 * each.sheets for each in before]
    assert [(each.lines, each.lines_keyed, each.contacts) for each in after] == [
        (each.lines, each.lines_keyed, each.contacts) for each in before
    ]


def test_geojson_has_a_line_a_round_and_a_point_a_door(ward: Campaign, tmp_path: Path) -> None:
    ward.reports.export("rounds", tmp_path / "rounds.geojson")
    found = json.loads((tmp_path / "rounds.geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection"
    rounds = [f for f in found["features"] if f["properties"]["kind"] == "round"]
    doors = [f for f in found["features"] if f["properties"]["kind"] == "door"]
    assert [f["properties"]["round"] for f in rounds] == [1, 2]
    assert len(doors) == 20
    assert [f["properties"]["number"] for f in doors if f["geometry"] is None] == ["10"]
    west, south, east, north = shape(rounds[0]["geometry"]).union(shape(rounds[1]["geometry"])).bounds
    assert (-2.21 < west <= east < -2.19) and (53.44 < south < north < 53.47)


def test_gpx_is_in_the_schemas_order_and_on_the_right_spot(ward: Campaign, tmp_path: Path) -> None:
    ward.reports.export("rounds", tmp_path / "rounds.gpx", "Spring")
    root = ElementTree.parse(tmp_path / "rounds.gpx").getroot()
    assert (root.tag, root.get("version")) == (f"{GPX}gpx", "1.1")
    order = [child.tag.removeprefix(GPX) for child in root]
    assert order == ["metadata", *["wpt"] * 19, *["trk"] * 2]
    assert [child.tag.removeprefix(GPX) for child in root[-1]] == ["name", "desc", "trkseg"]
    point = root.find(f"{GPX}wpt")
    assert point is not None
    assert float(point.get("lat", "")) == pytest.approx(53.45, abs=0.02)
    assert float(point.get("lon", "")) == pytest.approx(-2.2, abs=0.001)


@pytest.mark.parametrize(("what", "name"), [("doors", "d.gpx"), ("rounds", "r.pdf"), ("rounds", "rounds")])
def test_a_file_that_cannot_be_written_says_how_to_name_it(
    ward: Campaign, tmp_path: Path, what: str, name: str
) -> None:
    with pytest.raises(UsersMistake, match=rf"{name} was not written: name it \.csv"):
        ward.reports.export(what, tmp_path / name)
    assert list(tmp_path.glob(name)) == []


def test_an_unknown_export_says_what_there_is(ward: Campaign, tmp_path: Path) -> None:
    with pytest.raises(UsersMistake, match="Choose rounds, doors, set-aside, electors"):
        ward.reports.export("turnout", tmp_path / "t.csv")


def test_an_unknown_plan_is_named(ward: Campaign, tmp_path: Path) -> None:
    with pytest.raises(UsersMistake, match="The plans are: Spring"):
        ward.reports.export("rounds", tmp_path / "t.csv", "Autumn")
