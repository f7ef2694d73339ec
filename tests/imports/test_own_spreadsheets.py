"""Any other spreadsheet: by plain header names, by a mapping, by a mapping that was saved."""

from pathlib import Path

import pytest

from tests.imports.conftest import WriteTable
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake

STRANGE = [
    ["Voter ref", "Who", "Wohnung", "Where", "Sticker"],
    ["AB1-1", "Ann Hill", "", "1 Anson Road, Manchester, M14 5BQ", "yes"],
    ["AB1-1/1", "Bo Hill", "", "1 Anson Road, Manchester, M14 5BQ", ""],
]
MAPPING = """
name = "The ward's own list"
kind = "register"

[columns]
elector_number = "Voter ref"
name = "Who"
address = "Where"

[reading]
name = "forename first"
"""


def test_plain_header_names_are_understood_without_a_mapping(campaign: Campaign, table: WriteTable) -> None:
    rows = [["Polling District", "Elector No.", "First Name(s)", "LAST NAME", "House No", "Road", "Post-code"],
            ["AB1", "12/1", "Ann", "Hill", "4-6", "Anson Road", "m145bq"]]  # fmt: skip
    report = campaign.imports.bring_in([table(rows)])
    assert report.files[0].layout == "Register (columns known by their names)"
    (elector,) = campaign.register.electors()
    assert (elector.elector_number, elector.name) == ("AB1-12/1", "Ann Hill")
    assert (elector.house_number, elector.street, elector.postcode) == ("4-6", "Anson Road", "M14 5BQ")


def test_a_mapping_file_says_which_column_is_what(
    campaign: Campaign, table: WriteTable, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(MAPPING)
    (report,) = campaign.imports.bring_in([table(STRANGE)], mapping=tmp_path / "own.toml").files
    assert (report.layout, report.new, report.unused) == ("The ward's own list", 2, ("Wohnung", "Sticker"))
    one, two = campaign.register.electors()
    assert (one.elector_number, two.elector_number, one.surname, one.forenames) == (
        "AB1-1",
        "AB1-1/1",
        "Hill",
        "Ann",
    )
    assert (one.house_number, one.street, one.postcode) == ("1", "Anson Road", "M14 5BQ")


def test_a_mapping_may_name_places_instead_of_headers(campaign: Campaign, table: WriteTable) -> None:
    mapping = {
        "kind": "register",
        "first_row": 2,
        "columns": {"elector_number": 1, "surname": 2, "address": 4},
    }
    (report,) = campaign.imports.bring_in([table(STRANGE)], mapping=mapping).files
    assert report.new == 2


def test_a_saved_mapping_is_recognised_from_then_on(campaign: Campaign, table: WriteTable) -> None:
    with pytest.raises(UsersMistake, match="of no kind that is known"):
        campaign.imports.recognise(table(STRANGE))
    mapping = {
        "kind": "register",
        "columns": {"elector_number": "Voter ref", "name": ["Who", 'Who "else"'], "address": "Where"},
        "reading": {"name": "forename first"},
    }
    campaign.imports.save_mapping("Our list", mapping)
    assert campaign.imports.mappings() == ["Our list"]
    assert campaign.imports.recognise(table(STRANGE)).layout == "Our list"
    assert campaign.imports.bring_in([table(STRANGE)], mapping="Our list").files[0].new == 2


def test_a_mapping_that_does_not_fit_says_what_is_missing(campaign: Campaign, table: WriteTable) -> None:
    mapping = {"kind": "register", "columns": {"elector_number": "Ref", "name": "Who"}}
    with pytest.raises(UsersMistake) as refused:
        campaign.imports.bring_in([table(STRANGE)], mapping=mapping)
    assert "has no column “Ref”" in str(refused.value)
    assert "“Voter ref”" in str(refused.value)


def test_a_mapping_is_for_the_files_it_fits_and_the_others_are_known_without(
    campaign: Campaign, table: WriteTable
) -> None:
    mapping = {
        "kind": "register",
        "columns": {"elector_number": "Voter ref", "name": "Who", "address": "Where"},
    }
    absent = table([["ElectorNo", "Type"], ["AB1-1/1", "Proxy"]], "absent.csv")
    report = campaign.imports.bring_in([absent, table(STRANGE)], mapping=mapping)
    assert [(each.kind, each.layout) for each in report.files] == [
        ("absent", "Absent voters"),
        ("register", "own mapping"),
    ]
    assert {e.elector_number: e.absent for e in campaign.register.electors()} == {
        "AB1-1": "",
        "AB1-1/1": "Proxy",
    }
    with pytest.raises(UsersMistake, match="does not fit the mapping"):
        campaign.imports.bring_in([absent, absent], mapping=mapping)


def test_a_mapping_of_alterations_needs_no_more_than_its_columns(
    campaign: Campaign, table: WriteTable
) -> None:
    campaign.imports.bring_in([table(STRANGE)], mapping={
        "kind": "register", "columns": {"elector_number": "Voter ref", "name": "Who", "address": "Where"}})  # fmt: skip
    rows = [
        ["What", "Ref", "Person", "House"],
        ["Deleted", "AB1-1", "Ann Hill", ""],
        ["New", "AB1-2", "Cy Dale", "3 Anson Road, M14 5BQ"],
    ]
    mapping = {
        "kind": "alterations",
        "columns": {"change": "What", "elector_number": "Ref", "name": "Person", "address": "House"},
    }
    (report,) = campaign.imports.bring_in([table(rows, "changes.csv")], mapping=mapping).files
    assert (report.new, report.gone, report.not_understood) == (1, 1, ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kind = ", "is no mapping that can be read"),
        ('kind = "cats"\n[columns]\na = "b"', "must say what the file is"),
        ('kind = "register"', "has no \\[columns\\]"),
        ('kind = "register"\n[columns]', "maps no column"),
    ],
)
def test_a_broken_mapping_gets_one_sentence(
    campaign: Campaign, table: WriteTable, tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(UsersMistake, match=says):
        campaign.imports.bring_in([table(STRANGE)], mapping=tmp_path / "own.toml")


def test_a_mapping_that_is_not_there_gets_one_sentence(campaign: Campaign, table: WriteTable) -> None:
    with pytest.raises(UsersMistake, match="There is no mapping file"):
        campaign.imports.bring_in([table(STRANGE)], mapping=Path("nowhere.toml"))


def test_addresses_with_and_without_coordinates(campaign: Campaign, table: WriteTable) -> None:
    with_them = [["Flat", "Number", "Street", "Town", "Postcode", "Latitude", "Longitude"],
                 ["Flat 2", "1", "Anson Road", "Manchester", "M14 5BQ", "53.45", "-2.21"]]  # fmt: skip
    without = [
        ["Address", "Postcode"],
        ["3 Anson Road, Manchester", "M14 5BQ"],
        ["Rose Cottage, Anson Road", "M14 5BQ"],
        ["", ""],
        ["", "M14 5BQ"],
    ]
    on_grid = [
        ["House", "Street", "Postcode", "Easting", "Northing"],
        ["5", "Anson Road", "M14 5BQ", "385981.83", "395285.92"],
    ]
    files = [table(with_them, "a.csv"), table(without, "b.csv"), table(on_grid, "c.csv")]
    report = campaign.imports.bring_in(files)
    assert [each.new for each in report.files] == [1, 2, 1]
    assert [(p.row, p.reason) for p in report.files[1].not_understood] == [
        (5, "There is no address in this row.")
    ]
    doors = {door.label: door for door in campaign.places.doors()}
    assert doors.keys() == {"Flat 2, 1", "3", "Rose Cottage", "5"}
    assert (doors["Flat 2, 1"].lat, doors["Flat 2, 1"].lon, doors["Flat 2, 1"].placed_by) == (
        53.45,
        -2.21,
        "coordinate",
    )
    assert (round(doors["5"].lat or 0, 3), round(doors["5"].lon or 0, 3)) == (53.454, -2.213)
    assert not campaign.imports.bring_in(files).changes


def test_houses_sold_twice_are_one_door(campaign: Campaign, table: WriteTable) -> None:
    guid = "{{2A289EA0-{:04}-CDC8-E050-A8C063054829}}"
    rows = [[guid.format(n), "180000", "1995-02-24 00:00", "M14 5BQ", "T", "N", "F", paon, saon, "ANSON ROAD", "", "MANCHESTER",
             "MANCHESTER", "GREATER MANCHESTER", "A", "A"]
            for n, (paon, saon) in enumerate([("1", ""), ("3", ""), ("1", ""), ("5", "FLAT 2")])]  # fmt: skip
    (report,) = campaign.imports.bring_in([table(rows)]).files
    assert report.layout == "HM Land Registry, prices paid (national file)"
    assert [(d.flat, d.number, d.street) for d in campaign.places.doors()] == [
        ("", "1", "Anson Road"), ("", "3", "Anson Road"), ("Flat 2", "5", "Anson Road"),
    ]  # fmt: skip


def test_flats_of_the_ordnance_survey_are_doors_and_their_blocks_are_not(
    campaign: Campaign, shared: Path
) -> None:
    (report,) = campaign.imports.bring_in([shared / "formats/invented-town-addresses.csv"]).files
    assert report.counts["blocks, not doors"] == 4
    assert report.new == 261 - 4
    assert report.not_understood == ()
    assert {door.street for door in campaign.places.doors()} >= {"Acorn Road", "Fir Lane", "Gorse Terrace"}


@pytest.mark.parametrize(
    "header",
    [
        ["pcds", "dointr", "doterm", "oseast1m", "osnrth1m", "lat", "long"],
        ["pcd7", "dointr", "doterm", "east1m", "north1m", "lat", "long"],
    ],
)
def test_the_ons_directory_of_any_year(campaign: Campaign, table: WriteTable, header: list[str]) -> None:
    rows = [["M14 5BQ", "198001", "", "385990", "395279", "53.454", "-2.212"], ["M14 5ZZ", "198001", "199601", "385990", "395279", "53.454", "-2.212"],
            ["M14 5YY", "198001", "", "", "", "99.999999", "0.000000"]]  # fmt: skip
    (report,) = campaign.imports.bring_in([table([header, *rows])]).files
    assert (report.kind, report.new, report.counts["without a position"]) == ("postcodes", 1, 1)


def test_volunteers_without_a_number_of_letterboxes_are_taken_in_and_listed(
    campaign: Campaign, table: WriteTable
) -> None:
    rows = [["First name", "Surname", "E-mail", "Roles", "Max letterboxes"], ["Ann", "Hill", "a@example.org", "deliver", "many"],
            ["", "", "", "deliver", "10"], ["Bo", "Dale", "", "canvass", "1,200"]]  # fmt: skip
    (report,) = campaign.imports.bring_in([table(rows)]).files
    assert report.new == 2
    assert [(p.row, p.column) for p in report.not_understood] == [(2, "max_letterboxes"), (3, "name")]
    assert {each.name: each.max_letterboxes for each in campaign.volunteers.people()} == {
        "Ann Hill": None,
        "Bo Dale": 1200,
    }


@pytest.mark.parametrize(
    "names", [["Ann Hill", "Bo Hill", "Cy Dale", "Di Dale"], ["Hill Ann", "Hill Bo", "Dale Cy", "Dale Di"]]
)
def test_households_tell_which_way_round_joined_names_are(
    campaign: Campaign, table: WriteTable, names: list[str]
) -> None:
    rows = [[f"AB1-{n}", name, f"{n // 2} Anson Road", "M14 5BQ"] for n, name in enumerate(names, 2)]
    campaign.imports.bring_in([table([["Full Elector No", "Name", "Address", "Postcode"], *rows])])
    assert [e.surname for e in campaign.register.electors()] == ["Hill", "Hill", "Dale", "Dale"]


def test_a_file_that_names_the_street_beside_the_lines_is_believed(
    campaign: Campaign, table: WriteTable
) -> None:
    header = ["ElectorNumber", "ElectorForename", "ElectorSurname", "ElectorCreatedMonth", "ElectorDeletedMonth", "StreetName",
              "PropertyAddress1", "PropertyAddress2", "PropertyAddress3", "PropertyPostCode"]  # fmt: skip
    rows = [["AB1-1", "Ann", "Hill", "3", "0", "Aeule", "Rose Cottage", "Mill Yard", "Aeule", "M14 5BQ"]]
    campaign.imports.bring_in([table([header, *rows])])
    (door,) = campaign.places.doors()
    assert (door.street, door.number) == ("Aeule", "Mill Yard")
