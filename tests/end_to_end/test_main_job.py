"""The main job by the command on a real place: register in, rounds out, sheets printed, results keyed, exported."""

import contextlib
import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.sheets import codes

LEAFLET, CANVASS = "Spring leaflet", "Autumn canvass"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


class Desk:
    """An organiser at a terminal, with a campaign in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.ward = folder / "ward.walksheets"
        self.imported: dict = {}
        self.split: dict = {}
        self.printed: dict = {}

    def do(self, command: str, *arguments: object) -> None:
        assert main([command, str(self.ward), *map(str, arguments)]) == 0

    def ask(self, command: str, *arguments: object) -> dict:
        """Run a command for a machine and return its answer."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            self.do(command, *arguments, "--json")
        return json.loads(out.getvalue())

    def export(self, what: str, *arguments: object) -> list[dict[str, str]]:
        file = self.folder / f"{what}.csv"
        self.do("export", what, file, *arguments)
        return rows_of(file)

    def lines(self, *arguments: object) -> list[dict[str, str]]:
        file = self.folder / "lines.csv"
        self.do("sheets", "--csv", file, *arguments)
        return rows_of(file)

    def file(self, name: str, rows: list[tuple[object, ...]]) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("sheet", "line", "result", "note"), *rows])
        return path


@pytest.fixture(scope="module")
def place(shared: Path) -> Path:
    return shared / "levenshulme"


@pytest.fixture(scope="module")
def truth(place: Path) -> dict:
    return json.loads((place / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory, place) -> Desk:
    """A ward imported, split for leaflets and printed. Tests read it and take nothing away."""
    desk = Desk(tmp_path_factory.mktemp("leaflets"))
    desk.do("new")
    files = ("roads.osm.pbf", "postcodes.csv", "register.xpress.csv", "absent.csv", "volunteers.csv")
    desk.imported = desk.ask("import", *(place / name for name in files))
    desk.split = desk.ask("split", LEAFLET, "--kind", "leaflet", "--doors", 120)
    desk.do("assign", LEAFLET, "--auto")
    desk.printed = desk.ask("print", LEAFLET, "--out", desk.folder / "sheets")
    return desk


@pytest.fixture
def desk(tmp_path, printed) -> Desk:
    """A copy of the printed ward, to do anything with."""
    desk = Desk(tmp_path)
    desk.ward.write_bytes(printed.ward.read_bytes())
    return desk


def test_what_came_in_is_what_was_sent(printed, truth):
    register = next(file for file in printed.imported["files"] if file["kind"] == "register")
    assert register["new"] == truth["electors"] + truth["other_electors"]
    assert register["not_understood"] == 0
    with Campaign.open(printed.ward) as campaign:
        counts = campaign.register.counts()
    assert counts.households == truth["households"]
    assert counts.electors == truth["electors"]
    assert counts.other_electors == truth["other_electors"]
    assert counts.streets == truth["streets"]
    assert counts.absent == truth["absent"]
    assert list(counts.districts) == truth["districts"] or counts.districts == len(truth["districts"])
    assert sum(printed.imported["placed"].values()) == truth["households"]


def test_every_door_is_in_one_round_and_on_one_line(printed):
    doors = Counter(row["door"] for row in printed.export("doors"))
    assert Counter(row["door"] for row in printed.export("rounds")) == doors
    assert Counter(row["door"] for row in printed.lines()) == doors


def test_the_longest_round_is_close_to_the_mean(printed):
    longest: dict[str, float] = defaultdict(float)
    for row in printed.export("rounds"):
        longest[row["round"]] = max(longest[row["round"]], float(row["minutes"]))
    mean = sum(longest.values()) / len(longest)
    assert len(longest) == printed.split["rounds"]
    assert max(longest.values()) <= 1.05 * mean


def test_the_positions_of_a_round_run_through(printed):
    positions = defaultdict(list)
    for row in printed.export("rounds"):
        positions[row["round"]].append(int(row["position"]))
    assert all(those == list(range(1, len(those) + 1)) for those in positions.values())


def test_the_squares_on_the_paper_are_the_sheets_in_the_ledger(printed):
    seen = []
    for file in printed.printed["files"]:
        with pypdfium2.PdfDocument(file) as pdf:
            for page in pdf:
                picture = page.render(scale=2.5, grayscale=True).to_numpy().squeeze()
                seen += [codes.read(found.text) for found in zxingcpp.read_barcodes(picture)]
    assert sorted(seen) == sorted(printed.printed["sheets"]) == sorted(printed.ask("sheets")["codes"])


def test_what_is_keyed_comes_out_in_the_export(desk):
    first = desk.lines()[0]["sheet"]
    lines = [line for line in desk.lines() if line["sheet"] == first]
    keyed = [(line["sheet"], line["line"], "L", "") for line in lines]
    keyed[3] = (first, lines[3]["line"], "O", "dog; =1+1")
    answer = desk.ask("key", desk.file("evening.csv", keyed))
    assert answer["counts"]["new"] == len(lines)
    results = desk.export("results")
    assert sorted((r["sheet"], r["line"], r["result"], r["note"]) for r in results) == sorted(keyed)
    assert {r["door"] for r in results} == {line["door"] for line in lines}
    assert all(r["keyed_at"] and r["keyed_by"] for r in results)
    assert desk.ask("sheets", "--status", "keyed")["codes"] == [first]
    assert {line["sheet"] for line in desk.lines("--status", "keyed")} == {first}


def test_the_starter_codes_can_be_keyed_on_any_sheet(desk):
    codes = [*"12345UWNRMXDA"]
    lines = desk.lines()[: len(codes)]
    desk.do(
        "key",
        desk.file("all.csv", [(x["sheet"], x["line"], c, "") for x, c in zip(lines, codes, strict=True)]),
    )
    assert [r["result"] for r in desk.export("results")] == codes


def test_a_wrong_row_keys_nothing(desk, capsys):
    line = desk.lines()[0]
    bad = desk.file("bad.csv", [(line["sheet"], line["line"], "L", ""), (line["sheet"], 99999, "L", "")])
    capsys.readouterr()
    assert main(["key", str(desk.ward), str(bad)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "in row 3" in told.err
    assert len(told.err.splitlines()) == 1
    assert desk.export("results") == []
    assert desk.ask("sheets")["counts"]["out"] == desk.ask("sheets")["sheets"]


def test_a_correction_and_its_undo(desk):
    line = desk.lines()[0]
    key = (line["sheet"], line["line"])
    desk.do("key", desk.file("first.csv", [(*key, "L", "")]))
    assert desk.ask("key", desk.file("second.csv", [(*key, "O", "")]))["counts"]["corrected"] == 1
    assert [r["result"] for r in desk.export("results")] == ["O"]
    with Campaign.open(desk.ward) as campaign:
        assert [r.result for r in campaign.results.history(key[0], int(key[1]))] == ["O", "L"]
    desk.do("undo")
    assert [r["result"] for r in desk.export("results")] == ["L"]
    desk.do("undo")
    assert desk.export("results") == []
    desk.do("redo")
    assert [r["result"] for r in desk.export("results")] == ["L"]


def test_the_results_we_export_we_can_import(desk):
    lines = desk.lines()[:5]
    desk.do("key", desk.file("keyed.csv", [(x["sheet"], x["line"], "L", "by hand") for x in lines]))
    exported = desk.export("results")
    back = (desk.folder / "results.csv").read_text(encoding="utf-8-sig")
    (file,) = desk.ask("import", desk.folder / "results.csv")["files"]
    assert (file["new"], file["changed"], file["same"], file["not_understood"]) == (0, 0, 5, 0)
    assert desk.ask("import", desk.folder / "results.csv")["change"] is None
    desk.do("undo")
    desk.do("undo")
    assert desk.export("results") == []
    desk.folder.joinpath("results.csv").write_text(back, encoding="utf-8-sig")
    assert desk.ask("import", desk.folder / "results.csv")["files"][0]["new"] == 5
    assert desk.export("results") == exported


@pytest.mark.parametrize("what", ["rounds", "doors", "electors", "results", "volunteers", "progress"])
def test_everything_can_be_exported_as_a_workbook(desk, what):
    desk.do("export", what, desk.folder / f"{what}.xlsx")
    assert (desk.folder / f"{what}.xlsx").stat().st_size > 1000


def test_rounds_go_to_a_map_and_to_a_satellite_receiver(desk):
    desk.do("export", "rounds", desk.folder / "rounds.geojson", "--plan", LEAFLET)
    features = json.loads((desk.folder / "rounds.geojson").read_text(encoding="utf-8"))["features"]
    assert (
        len({feature["properties"]["round"] for feature in features})
        == desk.ask("export", "progress", desk.folder / "p.csv")["counts"]["rows"]
    )
    desk.do("export", "rounds", desk.folder / "rounds.gpx")
    assert ET.parse(desk.folder / "rounds.gpx").getroot().tag.endswith("gpx")


def test_a_dry_run_and_a_second_import_change_nothing(desk, place):
    before = desk.ask("history")["changes"]
    again = desk.ask("import", place / "register.xpress.csv", place / "absent.csv")
    assert again["change"] is None
    assert [(f["new"], f["changed"], f["gone"]) for f in again["files"]] == [(0, 0, 0)] * 2
    trial = desk.ask("import", "--dry-run", place / "alterations.xpress.csv")
    assert trial["dry_run"]
    assert trial["files"][0]["new"] > 0
    assert desk.ask("history")["changes"] == before


def test_rows_not_understood_can_be_written_out(desk, place):
    file = desk.folder / "problems.csv"
    desk.do("import", place / "absent.csv", "--problems", file)
    (row,) = rows_of(file)
    assert (row["file"], row["row"], row["value"]) == ("absent.csv", "926", "ZZ9-1")


def test_a_sheet_printed_before_the_register_changed_keys_back_to_the_right_people(desk, place, truth):
    desk.do("split", CANVASS, "--kind", "canvass", "--rounds", 25, "--seconds", 1)
    desk.do("print", CANVASS, "--out", desk.folder / "canvass")
    before = [line for line in desk.lines() if line["plan"] == CANVASS]
    assert sum(bool(line["elector_number"]) for line in before) == truth["electors"]
    desk.do("import", place / "alterations.xpress.csv")
    still = {row["elector_number"] for row in desk.export("electors")}
    gone = [line for line in before if line["elector_number"] and line["elector_number"] not in still]
    assert len(gone) == truth["alterations"]["deleted"]
    rows = [(line["sheet"], line["line"], "M", "") for line in gone] + [
        (before[0]["sheet"], before[0]["line"], "D", "")
    ]
    desk.do("key", desk.file("late.csv", rows))
    results = {(r["sheet"], r["line"]): r["elector_name"] for r in desk.export("results")}
    assert all(results[line["sheet"], line["line"]] == line["elector_name"] for line in gone)
    (asked,) = [row for row in desk.export("electors") if "do not contact" in row["flags"].split("; ")]
    assert asked["elector_number"] == before[0]["elector_number"]
    desk.do("print", CANVASS, "--out", desk.folder / "again", "--rounds", before[0]["round"])
    on_paper = [line["elector_number"] for line in desk.lines() if line["plan"] == CANVASS]
    assert on_paper.count(asked["elector_number"]) == 1  # on the first printing, not on the second
    neighbour = next(
        line
        for line in before
        if line["round"] == before[0]["round"] and line["elector_number"] in still - {asked["elector_number"]}
    )
    assert on_paper.count(neighbour["elector_number"]) == 2
