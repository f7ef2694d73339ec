"""What we export we can import: into the same campaign it changes nothing, into a new one it is all there."""

import csv
from pathlib import Path

import pytest

from walksheets.campaign import Campaign

KINDS = ["doors", "electors", "rounds", "volunteers"]


def rows(file: Path) -> list[dict[str, str]]:
    """The rows but for how a door was placed: a file's own coordinate is what a new campaign knows of it."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [
            {key: cell for key, cell in row.items() if key != "placed_by"} for row in csv.DictReader(stream)
        ]


@pytest.fixture
def whole(keyed: Campaign) -> Campaign:
    keyed.volunteers.add(
        "Zoë Ó Dubhchain", email="zoe@example.org", roles="deliver; canvass", max_letterboxes=120
    )
    doors = keyed.places.doors()
    keyed.rounds.set_housing([doors[0].id, doors[-1].id], "drive")
    keyed.rounds.set_housing([doors[1].id], "stairs")
    return keyed


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("what", [*KINDS, "results"])
def test_back_into_the_same_campaign_it_is_all_the_same(
    whole: Campaign, tmp_path: Path, what: str, suffix: str
) -> None:
    file = tmp_path / f"{what}{suffix}"
    written = whole.reports.export(what, file).counts["rows"]
    (report,) = whole.imports.bring_in([file]).files
    assert report.kind == what
    assert (report.new, report.changed, report.gone, report.not_understood) == (0, 0, 0, ())
    assert report.same == (2 if what == "rounds" else written)


def test_into_a_new_campaign_everything_comes_back(whole: Campaign, tmp_path: Path) -> None:
    files = [tmp_path / f"{what}.csv" for what in KINDS]
    for what, file in zip(KINDS, files, strict=True):
        whole.reports.export(what, file)
    again = tmp_path / "again"
    again.mkdir()
    with Campaign.create(tmp_path / "new.walk") as new:
        new.imports.bring_in(files)
        for what, file in zip(KINDS, files, strict=True):
            new.reports.export(what, again / file.name)
            assert rows(again / file.name) == rows(file)


def test_housing_in_a_list_of_doors_is_taken_and_what_is_none_is_handed_back(
    whole: Campaign, tmp_path: Path
) -> None:
    file = tmp_path / "doors.csv"
    whole.reports.export("doors", file)
    text = file.read_text(encoding="utf-8-sig")
    assert text.count(",drive") == 2 and text.count(",stairs") == 1
    file.write_text(text.replace(",stairs", ",castle").replace(",drive", ",Rural", 1), encoding="utf-8")
    before = {door.id: door.housing for door in whole.places.doors()}
    (report,) = whole.imports.bring_in([file]).files
    after = {door.id: door.housing for door in whole.places.doors()}
    changed = [(before[door], after[door]) for door in before if before[door] != after[door]]
    assert changed == [("drive", "rural")]
    (problem,) = report.not_understood
    assert (problem.column, problem.value) == ("housing", "castle") and "terrace" in problem.reason
