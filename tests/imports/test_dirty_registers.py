"""Registers as they really come: titles, dead headers, lost numbers, odd blanks, every encoding."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.imports.conftest import EROS, XPRESS, WriteTable, xpress_row
from walksheets.campaign import Campaign
from walksheets.imports import FileReport

TWO = [
    ("1", "Thomson", "Tracey", "1 Anson Road", "Manchester"),
    ("2", "Glover", "Kathleen", "3 Anson Road", "Manchester"),
]
Xpress = Callable[..., Path]


def bring_in(campaign: Campaign, *files: Path) -> FileReport:
    return campaign.imports.bring_in(files).files[0]


def numbers(campaign: Campaign) -> list[str]:
    return [each.elector_number for each in campaign.register.electors()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_encoding_and_delimiter(
    campaign: Campaign, table: WriteTable, encoding: str, delimiter: str
) -> None:
    people = [xpress_row(str(n), "Muñoz", "José", f"{n} Rue St André, Back", "Caen") for n in range(1, 6)]
    bring_in(campaign, table([XPRESS, *people], "x.txt", delimiter, encoding))
    electors = campaign.register.electors()
    assert [each.name for each in electors] == ["José Muñoz"] * 5
    assert {each.street for each in electors} == {"Rue St André"}


def test_titles_above_dead_headers_and_banners_inside_are_passed_over(
    campaign: Campaign, table: WriteTable
) -> None:
    def elector(number: str) -> list[str]:
        return [
            "AB1",
            number,
            "",
            "Ms",
            "Ann",
            "",
            "JONES",
            "",
            "",
            "",
            f"{number} HIGH STREET",
            "NEWTOWN",
            *[""] * 7,
            "M14 5BQ",
        ]

    rows = [
        ["Electoral Register"], [], ["Date Published", "01/12/2025"], EROS, elector("1"), EROS,
        elector("2"), ["Ref: 12/345"], ["Date Published", "01/12/2025"], EROS, ["Page 2"], elector("3"), ["Total", "3"],
    ]  # fmt: skip
    report = bring_in(campaign, table(rows))
    assert numbers(campaign) == ["AB1-1", "AB1-2", "AB1-3"]
    assert report.not_understood == ()
    assert report.register_date == "2025-12-01"
    assert campaign.register.electors()[0].name == "Ann Jones"


def test_rows_without_a_number_or_a_name_are_listed_with_their_row(
    campaign: Campaign, xpress: Xpress
) -> None:
    people = [
        *TWO,
        ("", "Nobody", "Ann", "5 Anson Road"),
        ("4", "", "", "7 Anson Road"),
        ("x5", "Odd", "Bob", "9 Anson Road"),
    ]
    report = bring_in(campaign, xpress(people))
    assert [(p.row, p.column, p.value) for p in report.not_understood] == [
        (4, "elector number", ""), (5, "name", ""), (6, "elector number", "x5"),
    ]  # fmt: skip
    assert report.not_understood[0].cells[5:7] == ("Nobody", "Ann")
    assert numbers(campaign) == ["AB1-1", "AB1-2"]


def test_a_number_that_is_there_twice_is_a_problem_of_the_second(campaign: Campaign, xpress: Xpress) -> None:
    report = bring_in(campaign, xpress([*TWO, ("1", "Other", "Ann", "5 Anson Road")]))
    (problem,) = report.not_understood
    assert (problem.row, problem.value) == (4, "AB1-1")
    assert "also in row 2" in problem.reason
    assert [each.surname for each in campaign.register.electors()] == ["Thomson", "Glover"]


@pytest.mark.parametrize("suffix", ["", "0", "00", " ", "0.0"])
def test_suffix_nought_blank_and_absent_are_one(campaign: Campaign, table: WriteTable, suffix: str) -> None:
    bring_in(campaign, table([XPRESS, xpress_row("1", "A", "B", "1 Anson Road")]))
    again = bring_in(
        campaign, table([XPRESS, xpress_row("1", "A", "B", "1 Anson Road", suffix=suffix)], "b.csv")
    )
    assert (again.same, again.new) == (1, 0)


def test_a_postcode_repeated_in_the_lines_is_no_part_of_the_address(
    campaign: Campaign, xpress: Xpress
) -> None:
    bring_in(
        campaign,
        xpress(
            [
                ("1", "A", "B", "1 Anson Road", "Manchester", "M14 5BQ"),
                ("2", "A", "C", "1 Anson Road", "Manchester M145BQ"),
            ]
        ),
    )
    (door,) = campaign.places.doors()
    assert (door.number, door.street, door.town, door.postcode) == (
        "1",
        "Anson Road",
        "Manchester",
        "M14 5BQ",
    )


def test_blanks_of_every_sort_do_not_count(campaign: Campaign, xpress: Xpress) -> None:
    bring_in(
        campaign, xpress([("1", "(z)\xa0Thomson ", " Tracey\xa0 Kate ", "1\xa0Anson  Road ", " Manchester")])
    )
    (elector,) = campaign.register.electors()
    assert (elector.name, elector.opted_out, elector.house_number, elector.street) == (
        "Tracey Kate Thomson",
        True,
        "1",
        "Anson Road",
    )
    assert elector.name_as_sent == "(z) Thomson, Tracey Kate"


@pytest.mark.parametrize("dob", ["01-Dec-07", "01/12/2007", "1 December 2007", "2007-12-01"])
def test_attainers_dates_are_kept_as_iso(campaign: Campaign, table: WriteTable, dob: str) -> None:
    bring_in(campaign, table([XPRESS, xpress_row("1", "A", "B", "1 Anson Road", dob=dob)]))
    assert campaign.register.electors()[0].date_of_attainment == "2007-12-01"


def test_a_date_that_is_none_is_listed_and_its_elector_kept(campaign: Campaign, table: WriteTable) -> None:
    report = bring_in(campaign, table([XPRESS, xpress_row("1", "A", "B", "1 Anson Road", dob="31/02/2007")]))
    (problem,) = report.not_understood
    assert (problem.row, problem.column, problem.value) == (2, "date of attainment", "31/02/2007")
    assert numbers(campaign) == ["AB1-1"]


def test_excels_own_dates_and_numbers(campaign: Campaign, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Register of Electors, published 1 December 2025"])
    book.active.append(list(XPRESS))
    book.active.append(
        ["AB1", 1.0, 0.0, None, datetime.date(2008, 3, 4), "A", "B", "M14 5BQ", "1 Anson Road"]
    )
    book.save(tmp_path / "r.xlsx")
    report = bring_in(campaign, tmp_path / "r.xlsx")
    (elector,) = campaign.register.electors()
    assert (elector.elector_number, elector.date_of_attainment) == ("AB1-1", "2008-03-04")
    assert report.register_date == "2025-12-01"


def test_a_workbook_with_a_sheet_a_district_is_one_register(campaign: Campaign, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes for whoever prints this"])
    for prefix in ("AB1", "AB2"):
        sheet = book.create_sheet(prefix)
        sheet.append(list(XPRESS))
        sheet.append(xpress_row("1", "A", "B", "1 Anson Road", prefix=prefix))
    book.save(tmp_path / "r.xlsx")
    assert bring_in(campaign, tmp_path / "r.xlsx").new == 2
    assert numbers(campaign) == ["AB1-1", "AB2-1"]


def test_an_archive_with_a_file_a_district_is_one_register(
    campaign: Campaign, xpress: Xpress, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for prefix in ("AB1", "AB2"):
            archive.write(xpress(TWO, f"{prefix}.csv", prefix=prefix), f"{prefix}.csv")
    assert bring_in(campaign, tmp_path / "all.zip").new == 4


def test_a_header_with_a_comma_too_many_is_mended(campaign: Campaign, table: WriteTable) -> None:
    torn = ["Elector Number", "Prefix", *XPRESS[1:]]
    bring_in(campaign, table([torn, *(xpress_row(*person) for person in TWO)]))
    assert numbers(campaign) == ["AB1-1", "AB1-2"]


def test_a_header_whose_cells_are_glued_is_mended(campaign: Campaign, table: WriteTable) -> None:
    glued = [*XPRESS[:5], XPRESS[5] + XPRESS[6], *XPRESS[7:]]
    bring_in(campaign, table([glued, *(xpress_row(*person) for person in TWO)]))
    assert [each.name for each in campaign.register.electors()] == ["Tracey Thomson", "Kathleen Glover"]


def test_columns_may_stand_in_any_order_with_strangers_between(campaign: Campaign, table: WriteTable) -> None:
    order = [13, 5, 3, 1, 0, 8, 9, 2, 6, 7, 4, 10, 11, 12]
    rows = [["Shoe size", *(XPRESS[i] for i in order)]]
    rows += [["42", *(xpress_row(*person)[i] for i in order)] for person in TWO]
    report = bring_in(campaign, table(rows))
    assert numbers(campaign) == ["AB1-1", "AB1-2"]
    assert report.unused == ("Shoe size",)


def test_one_name_column_may_say_surname_and_forename(campaign: Campaign, table: WriteTable) -> None:
    header = [*XPRESS[:5], "Elector Surname Elector Forename", *XPRESS[7:]]
    row = xpress_row("1", "Ó Conghaile Heidi", "", "1 Anson Road")
    bring_in(campaign, table([header, [*row[:6], *row[7:]]]))
    (elector,) = campaign.register.electors()
    assert (elector.surname, elector.forenames) == ("Ó Conghaile", "Heidi")


@pytest.mark.parametrize(
    "line", ["Other electors", "OTHER ELECTORS", "Other Electors:", "Overseas Elector", ""]
)
def test_overseas_electors_have_no_door(campaign: Campaign, table: WriteTable, line: str) -> None:
    rows = [
        XPRESS,
        xpress_row("1", "A", "B", "1 Anson Road"),
        xpress_row("2", "C", "D", line, markers="F", postcode=""),
    ]
    bring_in(campaign, table(rows))
    counts = campaign.register.counts()
    assert (counts.electors, counts.other_electors, counts.doors) == (1, 1, 1)
    assert campaign.register.electors()[1].other == "overseas"


@pytest.mark.parametrize(("surname", "markers"), [("N", "N"), ("", "N"), ("N", "")])
def test_anonymous_electors_are_kept_without_a_door_even_if_an_address_slips_in(
    campaign: Campaign, table: WriteTable, surname: str, markers: str
) -> None:
    bring_in(campaign, table([XPRESS, xpress_row("7", surname, "", "1 Anson Road", markers=markers)]))
    (elector,) = campaign.register.electors()
    assert (elector.elector_number, elector.door_id, elector.other) == ("AB1-7", None, "anonymous")
    assert campaign.register.counts().doors == 0


def test_an_attainer_marked_n_stays_at_the_door(campaign: Campaign, table: WriteTable) -> None:
    bring_in(campaign, table([XPRESS, xpress_row("7", "Jones", "Ann", "1 Anson Road", markers="N")]))
    assert campaign.register.electors()[0].door_id is not None


def test_sheffields_register_has_its_postcode_in_the_last_line(campaign: Campaign, table: WriteTable) -> None:
    header = ["PD", "ENO", "Status", "Title", "First Names", "Initials", "Surname", "Suffix", "Date of Attainment",
              "Franchise Flag", *(f"Address {n}" for n in range(1, 8))]  # fmt: skip
    rows = [
        [
            "CA",
            str(n),
            "",
            "Mr",
            "John",
            "",
            "SMITH",
            "",
            "",
            "",
            f"{n} HIGH STREET",
            "SHEFFIELD",
            "S1 2AB",
            *[""] * 4,
        ]
        for n in (1, 2)
    ]
    bring_in(campaign, table([header, *rows]))
    assert [(d.number, d.street, d.town, d.postcode) for d in campaign.places.doors()] == [
        ("1", "High Street", "Sheffield", "S1 2AB"), ("2", "High Street", "Sheffield", "S1 2AB"),
    ]  # fmt: skip


def test_an_opt_out_column_is_heeded(campaign: Campaign, table: WriteTable) -> None:
    rows = [[*EROS, "Opt Out"]]
    for number, mark in (("1", "Z"), ("2", ""), ("3", "Y"), ("4", "N")):
        rows.append(
            [
                "AB1",
                number,
                "",
                "",
                "Ann",
                "",
                "JONES",
                "",
                "",
                "",
                f"{number} HIGH STREET",
                *[""] * 8,
                "M14 5BQ",
                mark,
            ]
        )
    bring_in(campaign, table(rows))
    assert [each.opted_out for each in campaign.register.electors()] == [True, False, True, False]


def test_idox_positions_without_a_header(campaign: Campaign, table: WriteTable) -> None:
    def elector(number: str, surname: str) -> list[str]:
        lines = [f"{number} HIGH STREET", "NEWTOWN", *[""] * 6]
        return [
            "AB",
            number,
            "G",
            "",
            surname,
            "ANN MARY",
            *lines,
            number,
            "",
            "HIGH STREET",
            *[""] * 4,
            "M14 5BQ",
        ]

    bring_in(campaign, table([elector("1", "(z) JONES"), elector("2", "O'NEILL"), elector("3", "SMITH")]))
    electors = campaign.register.electors()
    assert [each.name for each in electors] == ["Ann Mary Jones", "Ann Mary O'Neill", "Ann Mary Smith"]
    assert [each.opted_out for each in electors] == [True, False, False]
    assert {(each.street, each.postcode, each.markers) for each in electors} == {
        ("High Street", "M14 5BQ", "G")
    }


def test_glasgows_columns(campaign: Campaign, table: WriteTable) -> None:
    header = ["DISTRICT", "ELNO", "FORENAMES", "SURNAME", "QUALIFICATION", "DO18", "FLAT", "HOUSENUMBER", "STREETNAME",
              "SUBSTREETNAME", "STREETADD1", "PCODE"]  # fmt: skip
    rows = [["GC01", "12", "Iain", "MACDONALD", "", "", "2/1", "14", "BYRES ROAD", "", "GLASGOW", "G11 5RD"]]
    bring_in(campaign, table([header, *rows]))
    (elector,) = campaign.register.electors()
    assert (elector.elector_number, elector.flat, elector.house_number, elector.street) == (
        "GC01-12",
        "2/1",
        "14",
        "Byres Road",
    )


def test_an_organisers_own_workbook_brings_its_marks(campaign: Campaign, table: WriteTable) -> None:
    header = [
        "PDCode",
        "RollNo",
        "FranchiseMarker",
        "PostalVoter?",
        "DNK",
        "ElectorSurname",
        "ElectorForename",
        "RegisteredAddress1",
        "PostCode",
    ]
    rows = [
        ["AB1", "1.000", "", "Y", "", "Jones", "Ann", "1 Anson Road", "M14 5BQ"],
        ["AB1", "2.001", "", "", "x", "Hill", "Bo", "1 Anson Road", "M14 5BQ"],
    ]
    bring_in(campaign, table([header, *rows]))
    one, two = campaign.register.electors()
    assert (one.absent, one.do_not_contact) == ("Postal", False)
    assert (two.elector_number, two.absent, two.do_not_contact) == ("AB1-2/1", "", True)


def test_a_districts_numbers_may_take_their_letters_from_the_title(
    campaign: Campaign, table: WriteTable
) -> None:
    header = ["Elector Number", "Surname", "Forename", "Address 1", "Postcode"]
    rows = [["Polling District: AB1"], header, ["1", "A", "B", "1 Anson Road", "M14 5BQ"], ["Polling District: AB2"], header,
            ["1", "C", "D", "3 Anson Road", "M14 5BQ"]]  # fmt: skip
    bring_in(campaign, table(rows))
    assert numbers(campaign) == ["AB1-1", "AB2-1"]


def test_a_delimiter_too_many_at_the_end_of_each_row_does_no_harm(
    campaign: Campaign, table: WriteTable
) -> None:
    header = [*XPRESS[:5], "Elector Surname Elector Forename", *XPRESS[7:]]
    row = xpress_row("1", "Hill Ann", "", "1 Anson Road")
    bring_in(campaign, table([header, [*row[:6], *row[7:], ""]]))
    assert campaign.register.electors()[0].name == "Ann Hill"
