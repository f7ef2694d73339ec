"""Files are known by what is in them: every header councils' systems are known to write, and none by its name."""

import shutil
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.imports.layouts import KINDS, shipped

HEADERS = {
    "council-merthyr-2016.csv": ("addresses", "Properties by polling district"),
    "democracy-counts-full-21col-bedford.csv": ("register", "Democracy Counts (PDCode), full register"),
    "democracy-counts-update-22col-bedford.csv": ("alterations", "Democracy Counts (PDCode), update"),
    "ems-address-democracy-counts-districts.csv": ("addresses", "Democracy Counts, addresses with stations"),
    "ems-address-eoni.csv": ("addresses", "Electoral Office for Northern Ireland, addresses"),
    "ems-address-idox-eros-2026.csv": ("addresses", "EROS, addresses with polling stations"),
    "ems-address-idox-eros-old.csv": ("addresses", "EROS, addresses with polling stations (older)"),
    "ems-address-strand.csv": ("addresses", "Strand, addresses"),
    "ems-address-xpress-democracyclub.csv": ("addresses", "Xpress, addresses with polling places"),
    "ems-address-xpress-weblookup.csv": ("addresses", "Xpress, web look-up of addresses"),
    "eros-dundee-fields.csv": ("register", "EROS, full register"),
    "eros-full-19col-no-status-greenwich.csv": ("register", "EROS, full register"),
    "eros-full-20col.csv": ("register", "EROS, full register"),
    "eros-monthly-23col.csv": ("alterations", "EROS, monthly changes"),
    "eros-sheffield-2013.csv": ("register", "EROS, full register"),
    "party-brent-enriched-register-2026.csv": ("register", "Worked-on register, PDCode columns"),
    "party-towerhamlets-2022-workbook.csv": ("register", "Worked-on register, Xpress columns"),
    "party-ttw-upload-core-fields.csv": (
        "register",
        "Upload fields (Elector No. Prefix, Full Elector No. ...)",
    ),
    "xpress-full-13col-joined-name.csv": ("register", "Xpress, full register"),
    "xpress-full-14col-split-name.csv": ("register", "Xpress, full register"),
    "xpress-monthly-update-23col.csv": ("alterations", "Xpress, monthly update"),
}
FIXTURES = {
    "ems-dcounts-districts.csv": "addresses",
    "ems-fcs.json": "addresses",
    "ems-idox-eros-2026-update.csv": "addresses",
    "ems-idox-eros.csv": "addresses",
    "ems-xpress-dc.csv": "addresses",
    "ems-xpress-weblookup.CSV": "addresses",
    "encoding-windows1252.tsv": "addresses",
}
LEVENSHULME = {
    "absent.csv": "absent",
    "alterations.xpress.csv": "alterations",
    "codepoint-open-M12-M19.csv.gz": "postcodes",
    "doors.csv": "addresses",
    "postcodes.csv": "postcodes",
    "register.eros.csv": "register",
    "register.pdcode.csv": "register",
    "register.xpress.csv": "register",
    "register.xpress13.xlsx": "register",
    "roads.osm.pbf": "map",
    "uprn.csv": "uprns",
    "volunteers.csv": "volunteers",
}


def test_every_header_there_is_a_sample_of_is_in_the_list(shared: Path) -> None:
    assert {file.name for file in (shared / "formats/headers").iterdir()} == set(HEADERS)


@pytest.mark.parametrize(("name", "wanted"), HEADERS.items())
def test_the_headers_of_councils_systems_are_known(
    campaign: Campaign, shared: Path, tmp_path: Path, name: str, wanted: tuple[str, str]
) -> None:
    copy = tmp_path / "untitled"
    shutil.copy(shared / "formats/headers" / name, copy)
    found = campaign.imports.recognise(copy)
    assert (found.kind, found.layout) == wanted


@pytest.mark.parametrize("name", HEADERS)
def test_headers_in_other_cases_and_with_other_marks_are_the_same(
    campaign: Campaign, shared: Path, tmp_path: Path, name: str
) -> None:
    header = (shared / "formats/headers" / name).read_text(encoding="utf-8-sig").strip()
    other = tmp_path / "other.tsv"
    cells = [cell.upper().replace(" ", "_") + " " for cell in reversed(header.split(","))]
    other.write_text("\t".join(cells) + "\n")
    assert campaign.imports.recognise(other).kind == HEADERS[name][0]


@pytest.mark.parametrize(("name", "kind"), FIXTURES.items())
def test_real_exports_are_known_and_every_row_of_them_is_a_door(
    campaign: Campaign, shared: Path, name: str, kind: str
) -> None:
    report = campaign.imports.bring_in([shared / "formats/ems-fixtures" / name])
    assert report.files[0].kind == kind
    assert report.files[0].not_understood == ()
    doors = campaign.places.doors()
    assert doors
    assert all(door.street and (door.number or door.flat) for door in doors)


def test_a_list_of_polling_stations_is_refused_for_what_it_is(campaign: Campaign, shared: Path) -> None:
    with pytest.raises(UsersMistake, match="is a list of polling stations, not of doors"):
        campaign.imports.recognise(shared / "formats/ems-fixtures/democracy-counts-utf-16le.csv")


@pytest.mark.parametrize(("name", "kind"), LEVENSHULME.items())
def test_a_wards_files_are_known_under_any_name(
    campaign: Campaign, shared: Path, tmp_path: Path, name: str, kind: str
) -> None:
    copy = tmp_path / "holiday photo.jpg"
    shutil.copy(shared / "levenshulme" / name, copy)
    assert campaign.imports.recognise(copy).kind == kind


@pytest.mark.parametrize(
    "name", ["wards-manchester-2013.geojson", "wards-manchester-2013-bng-no-crs.geojson"]
)
def test_boundaries_are_known(campaign: Campaign, shared: Path, name: str) -> None:
    assert campaign.imports.recognise(shared / "boundaries" / name).kind == "boundaries"


def test_what_was_recognised_is_told_for_the_preview(campaign: Campaign, shared: Path) -> None:
    found = campaign.imports.recognise(shared / "levenshulme/register.xpress13.xlsx")
    assert found.header_row == 3
    assert found.columns["name"] == 5
    assert found.rows[0][0].startswith("Register of Electors")
    assert found.rows[2] == found.header
    text = campaign.imports.recognise(shared / "levenshulme/register.pdcode.csv")
    assert (text.encoding, text.delimiter) == ("UTF-16-LE", "\t")


def test_columns_that_are_not_taken_in_are_said(campaign: Campaign, shared: Path) -> None:
    found = campaign.imports.recognise(shared / "formats/headers/party-brent-enriched-register-2026.csv")
    assert "Issues" in found.unused
    assert "ElectorSurname" not in found.unused


def test_an_unknown_table_says_what_was_seen_and_what_to_do(campaign: Campaign, table) -> None:
    file = table([["Fruit", "Price"], ["Apple", "1"], ["Pear", "2"]], "stall.csv")
    with pytest.raises(UsersMistake) as refused:
        campaign.imports.recognise(file)
    assert "stall.csv" in str(refused.value)
    assert "“Fruit”, “Price”" in str(refused.value)
    assert "--mapping" in str(refused.value)


def test_the_wrong_kind_gets_one_clear_sentence(campaign: Campaign, shared: Path) -> None:
    folder = shared / "levenshulme"
    with pytest.raises(
        UsersMistake,
        match=r"volunteers\.csv cannot be taken in as register; nothing was imported\. It looks like “Volunteers”",
    ):
        campaign.imports.recognise(folder / "volunteers.csv", kind="register")
    with pytest.raises(UsersMistake, match=r"roads\.osm\.pbf is an OpenStreetMap extract, not register"):
        campaign.imports.recognise(folder / "roads.osm.pbf", kind="register")
    with pytest.raises(UsersMistake, match=r"absent\.csv is no OpenStreetMap extract"):
        campaign.imports.recognise(folder / "absent.csv", kind="map")
    with pytest.raises(UsersMistake, match="“cats” is no kind of file"):
        campaign.imports.recognise(folder / "absent.csv", kind="cats")


def test_a_register_may_be_taken_in_for_its_addresses_alone(campaign: Campaign, shared: Path) -> None:
    report = campaign.imports.bring_in([shared / "levenshulme/register.xpress.csv"], kind="addresses")
    assert report.files[0].kind == "addresses"
    assert campaign.register.counts().electors == 0
    assert campaign.register.counts().doors >= 2402


def test_every_shipped_layout_is_whole() -> None:
    for layout in shipped():
        assert layout.kind in KINDS, layout.name
        known = set(layout.headers.values()) | set(layout.positions)
        assert all(any(field in known for field in group) for group in layout.required), layout.name
        assert layout.headers or (layout.positions and layout.looks), layout.name


def test_a_districts_letters_are_found_behind_its_name(campaign: Campaign, shared: Path) -> None:
    campaign.imports.bring_in([shared / "formats/ems-fixtures/ems-idox-eros-2026-update.csv"])
    assert {door.district for door in campaign.places.doors()} == {"AD"}
