"""A month's changes, as each supplier writes them. The rules are those of shared/formats.md."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.imports.conftest import EROS, WriteTable
from walksheets.campaign import Campaign
from walksheets.imports import FileReport

Xpress = Callable[..., Path]
STREET = [(str(n), f"Name{n}", "Ann", f"{n} Anson Road") for n in range(1, 9)]
MONTHLY = (
    "CompanyName", "DistrictRef", "PropertyAddress1", "PropertyAddress2", "PropertyPostCode", "ElectorNumber",
    "ElectorForename", "ElectorSurname", "ElectorDOB", "ElectorCreatedMonth", "ElectorChangedMonth",
    "ElectorDeletedMonth", "MarkersRegisterText", "CurrentRegisterMonth",
)  # fmt: skip


@pytest.fixture
def street(campaign: Campaign, xpress: Xpress) -> Campaign:
    """Eight electors in a street of eight doors."""
    campaign.imports.bring_in([xpress(STREET)])
    return campaign


def change(
    number: str,
    surname: str,
    created: int,
    changed: int,
    deleted: int,
    *,
    forename: str = "Ann",
    line: str = "",
) -> list[str]:
    line = line or f"{number.split('/')[0]} Anson Road"
    months = [str(month) for month in (created, changed, deleted)]
    return [
        "Council",
        "AB1",
        line,
        "Manchester",
        "M14 5BQ",
        f"AB1-{number}",
        forename,
        surname,
        "",
        *months,
        "",
        "March 2026",
    ]


def apply(campaign: Campaign, table: WriteTable, *rows: list[str]) -> FileReport:
    return campaign.imports.bring_in([table([MONTHLY, *rows], "march.csv", "\t", "cp1252")]).files[0]


def names(campaign: Campaign) -> dict[str, str]:
    return {each.elector_number: each.surname for each in campaign.register.electors()}


@pytest.mark.parametrize(
    ("created", "changed", "deleted", "surname", "kept"),
    [
        (0, 0, 3, "Name1", None),  # deleted
        (2, 0, 3, "Name1", None),  # deleted beats created in another month
        (0, 2, 3, "Name1", None),  # and beats changed
        (0, 3, 0, "Other", "Other"),  # changed
        (0, 0, 0, "Other", "Other"),  # nothing said is a change
    ],
)
def test_the_months_of_xpress_say_what_happens(
    street: Campaign,
    table: WriteTable,
    created: int,
    changed: int,
    deleted: int,
    surname: str,
    kept: str | None,
) -> None:
    report = apply(street, table, change("1", surname, created, changed, deleted))
    assert report.not_understood == ()
    assert names(street).get("AB1-1") == kept
    assert report.register_date == "2026-03-01"


def test_created_is_an_addition_and_brings_its_door(street: Campaign, table: WriteTable) -> None:
    report = apply(street, table, change("9", "New", 3, 3, 0), change("1/1", "Lodger", 3, 0, 0))
    assert report.new == 2
    assert (names(street)["AB1-9"], names(street)["AB1-1/1"]) == ("New", "Lodger")
    assert street.register.counts().doors == 9


def test_created_and_deleted_in_one_month_is_nothing(street: Campaign, table: WriteTable) -> None:
    report = apply(street, table, change("9", "Ghost", 3, 0, 3))
    assert report.counts["nothing to do"] == 1
    assert street.register.counts().doors == 8


def test_what_does_not_fit_the_register_is_listed_and_not_forced(street: Campaign, table: WriteTable) -> None:
    report = apply(
        street, table,
        change("1", "Somebody", 0, 0, 3, forename="Else"),  # another's number
        change("77", "Nobody", 0, 0, 3),  # nobody's number
        change("78", "Nobody", 0, 3, 0),
        change("2", "Somebody", 3, 0, 0, forename="Else"),  # an addition under a number that is taken
        change("3", "Somebody", 0, 3, 0, forename="Else", line="99 Elsewhere Road"),  # neither name nor door
    )  # fmt: skip
    assert [problem.row for problem in report.not_understood] == [2, 3, 4, 5, 6]
    assert (report.new, report.changed, report.gone) == (0, 0, 0)
    assert len(names(street)) == 8
    assert street.register.counts().doors == 8


def test_a_whole_new_name_at_the_same_door_is_an_amendment(street: Campaign, table: WriteTable) -> None:
    report = apply(street, table, change("4", "Quite", 0, 3, 0, forename="Different"))
    assert report.changed == 1
    assert names(street)["AB1-4"] == "Quite"


def test_an_elector_may_be_added_and_then_changed_in_one_file(street: Campaign, table: WriteTable) -> None:
    rows = [change("9", "New", 3, 0, 0), change("9", "Newer", 0, 3, 0)]
    assert apply(street, table, *rows).new == 1
    assert names(street)["AB1-9"] == "Newer"


def test_the_same_month_again_changes_nothing(street: Campaign, table: WriteTable) -> None:
    rows = [change("9", "New", 3, 0, 0), change("1", "Name1", 0, 0, 3), change("2", "Other", 0, 3, 0)]
    apply(street, table, *rows)
    again = street.imports.bring_in([table([MONTHLY, *rows], "march.csv", "\t", "cp1252")])
    assert not again.changes
    assert again.files[0].same == 3


def test_several_months_are_applied_in_their_order(street: Campaign, table: WriteTable) -> None:
    march = table([MONTHLY, change("9", "New", 3, 0, 0)], "z.csv")
    april = table([MONTHLY, [*change("9", "Newer", 3, 4, 4)[:-1], "April 2026"]], "a.csv")
    report = street.imports.bring_in([april, march])
    assert [each.register_date for each in report.files] == ["2026-04-01", "2026-03-01"]
    assert "AB1-9" not in names(street) or names(street)["AB1-9"] == "New"


def eros(number: str, status: str, surname: str, line: str = "") -> list[str]:
    line = line or f"{number.split('/')[0]} ANSON ROAD"
    return ["AB1", number, status, "Ms", "ANN", "", surname.upper(), "", "", "", line, *[""] * 8, "M14 5BQ"]


def test_eros_says_it_with_letters_and_banners(street: Campaign, table: WriteTable) -> None:
    header = [*EROS[:-1], "Post Code", "Register Code", "Clerical Error", "Opt Out Flag"]
    rows = [
        ["Ward of Newtown Monthly Additions February 2026"], ["Ref: 1/2"], header,
        [*eros("9", "A", "New"), "R", "", "Z"], [*eros("1", "D", "Name1"), "R", "", ""],
        ["Ward of Newtown Monthly Additions March 2026"], ["Ref: 1/3"], header,
        [*eros("2", "M", "Other"), "R", "Y", ""], [*eros("3", "K", "Name3"), "R", "", ""], [*eros("4", "Q", "Name4"), "R", "", ""],
    ]  # fmt: skip
    (report,) = street.imports.bring_in([table(rows)]).files
    assert (report.kind, report.layout) == ("alterations", "EROS, monthly changes")
    assert (report.new, report.gone) == (1, 1)
    (problem,) = report.not_understood
    assert (problem.row, "“Q” is no kind of change" in problem.reason) == (11, True)
    found = names(street)
    assert ("AB1-1" in found, found["AB1-2"], found["AB1-9"]) == (False, "Other", "New")
    assert street.register.electors("AB1-9")[0].opted_out


def test_eros_blocks_without_letters_mean_what_their_title_says(street: Campaign, table: WriteTable) -> None:
    header = [*EROS, "Register Code", "Clerical Error", "Opt Out Flag"]
    tail = ["", "", ""]
    rows = [
        ["Monthly Additions March"],
        header,
        [*eros("9", "", "New"), *tail],
        ["Monthly Deletions March"],
        header,
        [*eros("1", "", "Name1"), *tail],
    ]
    (report,) = street.imports.bring_in([table(rows)]).files
    assert (report.new, report.gone) == (1, 1)


def test_a_full_layout_whose_rows_all_say_a_change_is_no_register(
    street: Campaign, table: WriteTable
) -> None:
    (report,) = street.imports.bring_in([table([EROS, eros("9", "A", "New"), eros("1", "D", "Name1")])]).files
    assert (report.kind, report.new, report.gone) == ("alterations", 1, 1)


def test_a_full_register_may_mark_a_few_rows_and_those_deleted_are_not_on_it(
    campaign: Campaign, table: WriteTable
) -> None:
    rows = [eros(str(n), {3: "A", 5: "D"}.get(n, ""), f"Name{n}") for n in range(1, 20)]
    (report,) = campaign.imports.bring_in([table([EROS, *rows])]).files
    assert (report.kind, report.new, report.counts["marked as deleted"]) == ("register", 18, 1)


def test_democracy_counts_says_new_deleted_modified(street: Campaign, table: WriteTable) -> None:
    header = ["ChangeTypeID", "PDCode", "RollNo", "ElectorTitle", "ElectorSurname", "ElectorForename", "ElectorMiddleName", "DOB",
              "FranchiseMarker", *(f"RegisteredAddress{n}" for n in range(1, 7)), "PostCode"]  # fmt: skip

    def row(kind: str, roll: str, surname: str) -> list[str]:
        return [
            kind,
            "AB1",
            roll,
            "",
            surname,
            "Ann",
            "",
            "",
            "",
            f"{roll.split('.')[0]} Anson Road",
            *[""] * 5,
            "M14 5BQ",
        ]

    rows = [
        ["Accession: 2 feb"],
        header,
        row("N", "9.000", "New"),
        row("N", "1.001", "Lodger"),
        row("D", "1.000", "Name1"),
        row("M", "2.000", "Other"),
    ]
    (report,) = street.imports.bring_in([table(rows, "u.csv", "\t", "utf-16")]).files
    assert (report.kind, report.new, report.gone, report.changed) == ("alterations", 2, 1, 1)
    assert names(street)["AB1-1/1"] == "Lodger"


def test_idox_says_plus_minus_and_equals_with_the_month(street: Campaign, table: WriteTable) -> None:
    def row(sign: str, number: str, surname: str) -> list[str]:
        lines = [f"{number} ANSON ROAD", *[""] * 7]
        return [
            "AB1",
            number,
            sign,
            "",
            "",
            surname.upper(),
            "ANN",
            *lines,
            number,
            "",
            "ANSON ROAD",
            *[""] * 4,
            "M14 5BQ",
        ]

    (report,) = street.imports.bring_in(
        [table([row("+Jan", "9", "New"), row("-Feb", "1", "Name1"), row("=Mar", "2", "Other")])]
    ).files
    assert (report.layout, report.new, report.gone, report.changed) == ("Idox Elections, changes", 1, 1, 1)


def test_joined_numbers_whose_district_holds_dashes_find_their_elector(
    campaign: Campaign, xpress: Xpress, table: WriteTable
) -> None:
    campaign.imports.bring_in([xpress([("289/1", "Hill", "Ann", "1 Anson Road")], prefix="KD-2/2")])
    row = change("1", "Hill", 0, 0, 3)
    row[5] = "KD-2/2-289/1"
    assert apply(campaign, table, row).gone == 1
