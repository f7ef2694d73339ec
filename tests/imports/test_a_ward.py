"""A real place with invented people: the same register from four suppliers, and all that goes with it.

Expected counts are the data's own truth.json.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.imports.conftest import dump, log_length
from walksheets.campaign import Campaign
from walksheets.register import Elector

REGISTERS = ("register.xpress.csv", "register.xpress13.xlsx", "register.eros.csv", "register.pdcode.csv")


@pytest.fixture(scope="module")
def ward(shared: Path) -> Path:
    return shared / "levenshulme"


@pytest.fixture(scope="module")
def truth(ward: Path) -> dict[str, Any]:
    return dict(json.loads((ward / "truth.json").read_text()))


@pytest.fixture(scope="module")
def taken_in(ward: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Elector]]:
    """Each register in a campaign of its own; gives its electors."""
    found = {}
    for name in REGISTERS:
        with Campaign.create(tmp_path_factory.mktemp("ward") / "ward.walk") as campaign:
            campaign.imports.bring_in([ward / name])
            found[name] = campaign.register.electors()
    return found


@pytest.mark.parametrize("name", REGISTERS)
def test_each_register_gives_the_true_counts(
    campaign: Campaign, ward: Path, truth: dict[str, Any], name: str
) -> None:
    (report,) = campaign.imports.bring_in([ward / name]).files
    counts = campaign.register.counts()
    assert counts.electors == truth["electors"]
    assert counts.other_electors == truth["other_electors"]
    assert counts.households == truth["households"]
    assert counts.streets == truth["streets"]
    assert list(counts.districts) == truth["districts"]
    assert report.new == truth["electors"] + truth["other_electors"]
    assert report.not_understood == ()
    dated = "" if name in ("register.xpress.csv", "register.pdcode.csv") else "2025-12-01"
    assert counts.register_date == report.register_date == dated


@pytest.mark.parametrize("name", REGISTERS)
def test_with_the_list_of_doors_every_door_is_there(
    campaign: Campaign, ward: Path, truth: dict[str, Any], name: str
) -> None:
    campaign.imports.bring_in([ward / name, ward / "doors.csv"])
    counts = campaign.register.counts()
    assert (counts.doors, counts.households) == (truth["doors"], truth["households"])
    with (ward / "doors.csv").open(encoding="utf-8-sig") as file:
        wanted = {
            (r["flat"], r["number"], r["street"], r["postcode"], r["uprn"]) for r in csv.DictReader(file)
        }
    assert {(d.flat, d.number, d.street, d.postcode, d.uprn) for d in campaign.places.doors()} == wanted


def place(elector: Elector) -> tuple[str, ...]:
    return (
        elector.flat,
        elector.house_number,
        elector.street,
        elector.postcode,
        elector.district,
        elector.other,
    )


@pytest.mark.parametrize("name", REGISTERS[:3])
def test_four_suppliers_give_the_same_electors_at_the_same_doors(
    taken_in: dict[str, list[Elector]], name: str
) -> None:
    one, other = ({each.elector_number: each for each in taken_in[n]} for n in (name, REGISTERS[3]))
    assert one.keys() == other.keys()
    assert {n: place(one[n]) for n in one} == {n: place(other[n]) for n in other}
    assert {n: (one[n].markers, one[n].date_of_attainment) for n in one} == {
        n: (other[n].markers, other[n].date_of_attainment) for n in other
    }


@pytest.mark.parametrize("name", REGISTERS)
def test_the_same_file_again_changes_nothing_at_all(campaign: Campaign, ward: Path, name: str) -> None:
    first = campaign.imports.bring_in([ward / name])
    before, log = dump(campaign), log_length(campaign)
    again = campaign.imports.bring_in([ward / name])
    assert not again.changes
    assert (again.files[0].new, again.files[0].changed, again.files[0].gone) == (0, 0, 0)
    assert again.files[0].same == first.files[0].new
    assert dump(campaign) == before
    assert log_length(campaign) == log


def test_each_suppliers_file_finds_the_electors_of_the_others_and_harms_no_name(
    campaign: Campaign, ward: Path, taken_in: dict[str, list[Elector]]
) -> None:
    for name in ("register.pdcode.csv", "register.xpress.csv", "register.eros.csv", "register.xpress13.xlsx"):
        (report,) = campaign.imports.bring_in([ward / name]).files
        if name != "register.pdcode.csv":
            assert (report.new, report.gone) == (0, 0)
    names = {each.elector_number: each.name for each in campaign.register.electors()}
    assert names == {each.elector_number: each.name for each in taken_in["register.pdcode.csv"]}


def test_a_name_that_lost_letters_is_made_whole_by_a_better_file(campaign: Campaign, ward: Path) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    assert any("?" in each.name for each in campaign.register.electors())
    campaign.imports.bring_in([ward / "register.pdcode.csv"])
    assert not [each for each in campaign.register.electors() if "?" in each.name]


def test_who_is_off_the_open_register_stays_so_when_a_file_does_not_say(
    campaign: Campaign, ward: Path
) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    before = {each.id for each in campaign.register.electors() if each.opted_out}
    campaign.imports.bring_in([ward / "register.pdcode.csv"])
    assert before
    assert {each.id for each in campaign.register.electors() if each.opted_out} == before
    assert not [each for each in campaign.register.electors() if "(z)" in each.name]


def test_electors_without_a_door_say_why_and_stand_in_no_household(campaign: Campaign, ward: Path) -> None:
    campaign.imports.bring_in([ward / "register.eros.csv"])
    others = [each for each in campaign.register.electors() if each.door_id is None]
    assert sorted(each.other for each in others) == ["anonymous", "overseas", "overseas"]
    overseas_at_doors = [
        each for each in campaign.register.electors() if each.markers == "F" and each.door_id
    ]
    assert len(overseas_at_doors) == 49
    living = campaign.register.households([door.id for door in campaign.places.doors()])
    assert sum(map(len, living.values())) == campaign.register.counts().electors


def test_a_months_alterations_are_applied_and_applied_once(
    campaign: Campaign, ward: Path, truth: dict[str, Any]
) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    wanted = truth["alterations"]
    doors = campaign.register.counts().doors
    (report,) = campaign.imports.bring_in([ward / "alterations.xpress.csv"]).files
    assert (report.new, report.changed, report.gone) == (
        wanted["added"],
        wanted["amended"],
        wanted["deleted"],
    )
    assert report.counts["nothing to do"] == wanted["noop"]
    assert report.not_understood == ()
    assert report.register_date == "2026-02-01"
    counts = campaign.register.counts()
    assert counts.electors == truth["after_alterations"]
    assert counts.doors == doors + wanted["new_doors"]
    assert counts.register_date == "2026-02-01"
    before, log = dump(campaign), log_length(campaign)
    again = campaign.imports.bring_in([ward / "alterations.xpress.csv"])
    assert not again.changes
    assert again.files[0].same == wanted["added"] + wanted["amended"] + wanted["deleted"]
    assert (dump(campaign), log_length(campaign)) == (before, log)


def test_those_deleted_keep_their_history_and_are_shown_only_on_request(
    campaign: Campaign, ward: Path
) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    (before,) = campaign.register.electors("LV2-635")
    campaign.imports.bring_in([ward / "alterations.xpress.csv"])
    assert campaign.register.electors("LV2-635") == []
    (gone,) = campaign.register.electors("LV2-635", include_gone=True)
    assert (gone.id, gone.gone_on, gone.door_id) == (before.id, "2026-02-01", before.door_id)
    past = campaign.register.history(gone.id)
    assert [state.what for state in past] == ["Import register.xpress.csv", "Import alterations.xpress.csv"]
    assert past[1].columns == {"gone_on": ("", "2026-02-01")}


def test_absent_voters_are_marked_and_the_stranger_is_listed(
    campaign: Campaign, ward: Path, truth: dict[str, Any]
) -> None:
    campaign.imports.bring_in([ward / "register.eros.csv"])
    (report,) = campaign.imports.bring_in([ward / "absent.csv"]).files
    assert report.changed == campaign.register.counts().absent == truth["absent"]
    (problem,) = report.not_understood
    assert (problem.row, problem.value, problem.cells) == (926, "ZZ9-1", ("ZZ9-1", "Postal"))
    with (ward / "absent.csv").open(encoding="utf-8") as file:
        said = {row["ElectorNo"]: row["Type"] for row in csv.DictReader(file)}
    marked = {each.elector_number: each.absent for each in campaign.register.electors() if each.absent}
    assert marked == {number: kind for number, kind in said.items() if number != "ZZ9-1"}
    assert not campaign.imports.bring_in([ward / "absent.csv"]).changes


def test_all_files_together_are_one_change_in_an_order_that_works(
    campaign: Campaign, ward: Path, truth: dict[str, Any]
) -> None:
    names = [
        "absent.csv",
        "alterations.xpress.csv",
        "volunteers.csv",
        "register.xpress13.xlsx",
        "uprn.csv",
        "postcodes.csv",
        "doors.csv",
    ]
    log = log_length(campaign)
    report = campaign.imports.bring_in([ward / name for name in names])
    assert [Path(each.file).name for each in report.files] == names
    assert log_length(campaign) == log + 1
    counts = campaign.register.counts()
    assert counts.electors == truth["after_alterations"]
    assert counts.doors == truth["doors"] + truth["alterations"]["new_doors"]
    assert report.placed == {"uprn": truth["doors"], "postcode": truth["alterations"]["new_doors"]}
    assert len(campaign.volunteers.people()) == 40


@pytest.mark.parametrize(
    "names",
    [
        ["register.eros.csv"],
        ["register.xpress.csv", "doors.csv", "postcodes.csv", "uprn.csv", "volunteers.csv"],
        ["codepoint-open-M12-M19.csv.gz"],
    ],
)
def test_undo_brings_back_exactly_what_was_and_redo_what_came(
    campaign: Campaign, ward: Path, names: list[str]
) -> None:
    before = dump(campaign)
    campaign.imports.bring_in([ward / name for name in names])
    after = dump(campaign)
    campaign.store.undo()
    assert dump(campaign) == before
    campaign.store.redo()
    assert dump(campaign) == after


def test_undoing_alterations_brings_back_the_register_before(campaign: Campaign, ward: Path) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    before = dump(campaign)
    for name in ("alterations.xpress.csv", "absent.csv", "register.eros.csv"):
        campaign.imports.bring_in([ward / name])
        assert dump(campaign) != before
        campaign.store.undo()
        assert dump(campaign) == before


def test_a_dry_run_says_what_would_come_and_does_nothing(campaign: Campaign, ward: Path) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv"])
    before, log = dump(campaign), log_length(campaign)
    would = campaign.imports.bring_in([ward / "alterations.xpress.csv", ward / "absent.csv"], dry_run=True)
    assert (dump(campaign), log_length(campaign)) == (before, log)
    does = campaign.imports.bring_in([ward / "alterations.xpress.csv", ward / "absent.csv"])
    assert would.files == does.files


def test_what_was_not_understood_is_kept_with_its_cells(campaign: Campaign, ward: Path) -> None:
    campaign.imports.bring_in([ward / "register.xpress.csv", ward / "absent.csv"])
    (batch,) = [each for each in campaign.register.batches() if each.kind == "absent"]
    assert (batch.problems, batch.counts["matched"], batch.file_name) == (1, 924, "absent.csv")
    (problem,) = campaign.register.problems(batch.id)
    assert problem.cells == ("ZZ9-1", "Postal")


@pytest.mark.slow
def test_a_register_outside_the_british_grid_is_counted_too(campaign: Campaign, shared: Path) -> None:
    land = shared / "liechtenstein"
    truth = json.loads((land / "truth.json").read_text())
    campaign.imports.bring_in([land / "register.xpress.csv"])
    counts = campaign.register.counts()
    assert (counts.electors, counts.other_electors, counts.households) == (
        truth["electors"], truth["other_electors"], truth["households"],
    )  # fmt: skip
    assert list(counts.districts) == truth["districts"]
