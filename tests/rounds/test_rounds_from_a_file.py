"""A file of rounds, ours or anybody's, becomes a plan."""

from typing import Any

import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.reports import COLUMNS
from walksheets.reports.tables import round_rows
from walksheets.rounds import RoundsTakenIn, SplitRequest, take_in_rounds


def exported(campaign: Campaign, plan: str) -> list[dict[str, str]]:
    """The rows of `export rounds` as a reader of spreadsheets gives them back: all text."""
    rows = round_rows(plan, campaign.rounds.plan_doors(plan))
    return [
        {key: "" if value is None else str(value) for key, value in zip(COLUMNS["rounds"], row, strict=True)}
        for row in rows
    ]


def take_in(campaign: Campaign, rows: list[dict[str, str]]) -> RoundsTakenIn:
    with campaign.store.change("Import rounds.csv") as writer:
        return take_in_rounds(writer, rows)


def walks(campaign: Campaign, plan: str) -> list[tuple[int, int, int]]:
    return [(row.round_number, row.position, row.door.id) for row in campaign.rounds.plan_doors(plan)]


@pytest.fixture
def plan(grid: Campaign) -> Campaign:
    grid.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=5))
    return grid


def test_what_was_exported_changes_nothing(plan: Campaign) -> None:
    before = plan.store.latest_change()
    done = take_in(plan, exported(plan, "Spring"))
    assert done == RoundsTakenIn({"new": 0, "changed": 0, "same": 5}, ())
    assert plan.store.latest_change() == before


def test_what_was_exported_comes_back_the_same_after_the_plan_is_gone(plan: Campaign) -> None:
    rows, before = exported(plan, "Spring"), walks(plan, "Spring")
    plan.rounds.delete_plan("Spring")
    assert take_in(plan, rows).counts == {"new": 5, "changed": 0, "same": 0}
    assert walks(plan, "Spring") == before
    assert exported(plan, "Spring") == rows
    assert plan.rounds.plans()[0].kind == "canvass"


def test_only_the_rounds_that_differ_change(plan: Campaign) -> None:
    ids = {each.number: each.id for each in plan.rounds.rounds("Spring")}
    rows = exported(plan, "Spring")
    first = [row for row in rows if row["round"] == "1"]
    first[0]["position"], first[1]["position"] = "2", "1"
    assert take_in(plan, rows).counts == {"new": 0, "changed": 1, "same": 4}
    after = {each.number: each.id for each in plan.rounds.rounds("Spring")}
    assert {number for number in ids if ids[number] != after[number]} == {1}


def test_somebody_elses_list_of_streets_and_numbers_is_enough(grid: Campaign) -> None:
    rows = [{"round": "Station side", "street": "street 1", "number": n} for n in ("5", "3", "1")]
    rows += [{"round": "Hill", "street": "Street 2", "number": "2", "postcode": "zz1 3aa"}]
    assert take_in(grid, rows).not_understood == ()
    station, hill = grid.rounds.rounds("Imported rounds")
    assert (station.number, station.name, hill.number, hill.name) == (1, "Station side", 2, "Hill")
    assert [row.door.number for row in grid.rounds.round_doors(station.id)] == ["5", "3", "1"]
    assert station.minutes > 3 * 0.25


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"round": "", "street": "Street 1", "number": "1"}, "round", "names no round"),
        ({"round": "1", "street": "Street 1", "number": "999"}, "street", "no door"),
        ({"round": "1", "street": "Street 1", "number": "1", "postcode": "XX9 9XX"}, "street", "no door"),
        ({"round": "1", "street": "Nowhere", "number": "1", "uprn": "12"}, "street", "no door"),
    ],
)
def test_a_row_that_cannot_be_told_is_handed_back(
    grid: Campaign, row: dict[str, str], column: str, why: str
) -> None:
    done = take_in(grid, [{"round": "1", "street": "Street 1", "number": "7"}, row])
    ((index, where, said),) = done.not_understood
    assert (index, where) == (1, column)
    assert why in said


def test_a_door_named_twice_stands_in_one_round_only(grid: Campaign) -> None:
    row = {"street": "Street 1", "number": "7"}
    done = take_in(grid, [{"round": "1", **row}, {"round": "2", **row}])
    assert [index for index, _, _ in done.not_understood] == [1]
    assert len(walks(grid, "Imported rounds")) == 1


def test_a_locked_round_is_not_changed_by_a_file(plan: Campaign) -> None:
    plan.rounds.lock(plan.rounds.rounds("Spring")[0].id)
    rows: list[dict[str, Any]] = [row for row in exported(plan, "Spring") if row["round"] != "1"]
    with pytest.raises(UsersMistake, match="Round 1 of “Spring” is locked and the file changes it"):
        take_in(plan, rows)
