"""Address lines as councils send them."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.places import address_lines, fold, proper_case
from walksheets.places.words import fold_flat, fold_number, is_postcode, postcode, split_postcode, uprn

SEEN = [
    # lines → flat, number, street, town
    (["124 Glascote Road"], ("", "124", "Glascote Road", "")),
    (["2 Rosewood Court", "124 Glascote Road", "Tamworth"], ("2 Rosewood Court", "124", "Glascote Road", "Tamworth")),
    (["Flat 3", "1 Slade Grove", "Manchester"], ("Flat 3", "1", "Slade Grove", "Manchester")),
    (["The Old Vicarage", "Dickenson Road", "Manchester"], ("", "The Old Vicarage", "Dickenson Road", "Manchester")),
    (["4- 6 Knowsley Road"], ("", "4-6", "Knowsley Road", "")),
    (["5 - 11 Ellingham Road", "Leytonstone"], ("", "5-11", "Ellingham Road", "Leytonstone")),
    (["3A", "High Street"], ("", "3A", "High Street", "")),
    (["124 A Glascote Road"], ("", "124A", "Glascote Road", "")),
    (["Apartment 4, Foo House", "Station Rd"], ("Apartment 4", "Foo House", "Station Rd", "")),
    (["1  Eden House", "Alwoodley Lane"], ("1", "Eden House", "Alwoodley Lane", "")),
    (["378 Westbourne", "Alwoodley Lane"], ("", "378 Westbourne", "Alwoodley Lane", "")),
    (["Apt 5 Highbury Court", "88 Highbury Avenue", "Prestatyn"], ("Apt 5, Highbury Court", "88", "Highbury Avenue", "Prestatyn")),
    (["FLAT B", "HOLLY HOUSE", "30 FIR LANE", "EXAMPLETOWN"], ("Flat B, Holly House", "30", "Fir Lane", "Exampletown")),
    (["GROUND FLOOR FLAT", "70 ACORN ROAD"], ("Ground Floor Flat", "70", "Acorn Road", "")),
    (["Flat 2 14 High Street"], ("Flat 2", "14", "High Street", "")),
    (["2/1 15 Bank Street", "Glasgow"], ("2/1", "15", "Bank Street", "Glasgow")),
    (["7 Maes Mathonwy", "Dinbych/Denbigh"], ("", "7", "Maes Mathonwy", "Dinbych/Denbigh")),
    (["3 Meifod", "Bryn-y-Garn Road", "Henllan"], ("", "3 Meifod", "Bryn-y-Garn Road", "Henllan")),
    (["Flat 3, 12, Acorn Road, Manchester"], ("Flat 3", "12", "Acorn Road", "Manchester")),
    (["12", "Acorn Road"], ("", "12", "Acorn Road", "")),
    (["42 1st Avenue"], ("", "42", "1st Avenue", "")),
    (["Hauptstraße 12", "69117 Heidelberg"], ("", "12", "Hauptstraße", "69117 Heidelberg")),
    (["Basement", "4A The Grove"], ("Basement", "4A", "The Grove", "")),
    (["HILL FARM", "BIRCH LANE", "SOUTHFIELD"], ("", "Hill Farm", "Birch Lane", "Southfield")),
    (["Rose\xa0Cottage", " Beetham ", "Milnthorpe", "Cumbria"], ("", "Rose Cottage", "Beetham", "Milnthorpe, Cumbria")),
    (["Rose Cottage"], ("", "Rose Cottage", "", "")),
    ([], ("", "", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), SEEN, ids=[" / ".join(lines) for lines, _ in SEEN])
def test_lines_seen_in_council_files_are_understood(lines: list[str], expected: tuple[str, ...]) -> None:
    address = address_lines.parse(lines)
    assert (address.flat, address.number, address.street, address.town) == expected


def test_the_postcode_is_found_wherever_it_stands() -> None:
    alone = address_lines.parse(["1 Anson Road", "Manchester", "m14 5bq"])
    at_the_end = address_lines.parse(["1 Anson Road", "Manchester M14 5BQ"])
    repeated = address_lines.parse(["1 Anson Road", "Manchester", "M14 5BQ"], "M145BQ")
    assert alone == at_the_end == repeated
    assert (alone.town, alone.postcode) == ("Manchester", "M14 5BQ")


def test_another_postcode_than_the_given_one_is_not_lost() -> None:
    address = address_lines.parse(["1 Anson Road", "Manchester", "M14 5BR"], "M14 5BQ")
    assert (address.town, address.postcode) == ("Manchester, M14 5BR", "M14 5BQ")


def test_a_street_without_a_street_word_is_learnt_from_its_house_numbers() -> None:
    file = [["1 Aeule", "Vaduz"], ["2 Aeule", "Vaduz"], ["Rose Cottage", "Aeule"]]
    assert address_lines.parse(file[2], known_streets={}).street == "Aeule"
    assert address_lines.parse(["Aeule", "Vaduz"]).street == "Vaduz"
    known = address_lines.learn_streets(file)
    assert known == {"aeule": "Aeule"}
    assert address_lines.parse(["Aeule", "Vaduz"], known_streets=known).street == "Aeule"


def test_capitals_are_spelt_as_the_map_spells_them() -> None:
    known = address_lines.learn_streets([], on_map=["Lôn Fawr", "McDonald Road"])
    assert address_lines.parse(["3 LON FAWR"], known_streets=known).street == "Lôn Fawr"
    assert address_lines.parse(["3 Lon Fawr"], known_streets=known).street == "Lon Fawr"


@pytest.mark.parametrize(
    ("came", "written"),
    [
        ("O'CONNELL STREET", "O'Connell Street"),
        ("MCDONALD ROAD", "McDonald Road"),
        ("ST MARY'S ROAD", "St Mary's Road"),
        ("STOKE-ON-TRENT", "Stoke-on-Trent"),
        ("THE OLD VICARAGE", "The Old Vicarage"),
        ("AVENUE OF THE ROSES", "Avenue of the Roses"),
        ("32A CLEE AVENUE", "32A Clee Avenue"),
        ("1 THE GREEN", "1 The Green"),
        ("FLAT A", "Flat A"),
        ("HENRY VIII STREET", "Henry VIII Street"),
        ("D'ARCY ROAD", "D'Arcy Road"),
        ("McDonald road", "McDonald road"),
        ("3A", "3A"),
    ],
)
def test_only_capitals_are_recased(came: str, written: str) -> None:
    assert proper_case(came) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John's Rd", "Saint Johns Road"),
        ("HIGH ST", "High Street"),
        ("Lôn Fawr", "Lon Fawr"),
        ("Bödastrasse", "BÖDASTRASSE"),
        ("Hauptstr.", "Hauptstraße"),
        ("Bryn-y-Garn Road", "Bryn y Garn Rd."),
        ("The Old Mill Lane", "Old Mill La"),
        ("Great St Helens", "Gt Saint Helens"),
        ("1st Avenue", "First Ave"),
        ("Smith & Jones Way", "Smith and Jones Way"),
    ],
)
def test_two_spellings_of_a_street_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_streets_that_only_look_alike_do_not() -> None:
    assert fold("St John Street") != fold("St John Road")
    assert fold("The Avenue") != fold("The Close")


def test_flats_and_numbers_fold() -> None:
    assert fold_flat("Flat 3") == fold_flat("Apartment 3") == fold_flat("3")
    assert fold_flat("Unit 3") != fold_flat("Flat 3")
    assert fold_number("4- 6") == fold_number("4 – 6") == "4-6"
    assert fold_number("12 a") == fold_number("12A")


def test_postcodes_and_uprns_are_tidied() -> None:
    assert postcode("m145bq") == "M14 5BQ"
    assert postcode(" 9490 ") == "9490"
    assert split_postcode("Manchester, M14 5BQ") == ("Manchester", "M14 5BQ")
    assert is_postcode("ZZ1 1AA")
    assert not is_postcode("Manchester")
    assert uprn("000072771509") == "72771509"
    assert uprn("0") == uprn("") == uprn("n/a") == ""


def test_columns_of_their_own_are_read_as_lines_are() -> None:
    assert address_lines.from_fields(house="1  Eden House", street="Alwoodley Lane") == address_lines.parse(
        ["1  Eden House", "Alwoodley Lane"]
    )
    assert address_lines.from_fields(flat="Flat 3", house="1", street="SLADE GROVE", postcode="m130gt") == (
        address_lines.parse(["Flat 3", "1 Slade Grove"], "M13 0GT")
    )
    assert address_lines.from_fields(street="12 Acorn Road").number == "12"


def test_every_invented_address_comes_apart_as_it_was_put_together(shared) -> None:
    with (shared / "formats" / "invented-town-addresses.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            road = f"{row['number']} {row['streetname']}".strip()
            lines = [row["subname"], row["name"], road, row["locality"], row["townname"]]
            address = address_lines.parse(lines, row["postcode"])
            house = row["number"] or proper_case(row["name"])
            assert (address.number, address.street) == (house, proper_case(row["streetname"])), lines
            assert proper_case(row["subname"]) in address.flat, lines


letters = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdeflatroadst0123456789 ,.-/'&\xa0éŵß", max_size=24)


@given(st.lists(letters, max_size=7), st.sampled_from(["", "M14 5BQ", "ZZ1 1AA", "69117"]))
def test_no_word_of_an_address_is_ever_lost(lines: list[str], code: str) -> None:
    address = address_lines.parse(lines, code)
    kept = _letters(f"{address.flat} {address.number} {address.street} {address.town} {address.postcode}")
    for line in lines:
        for token in re.findall(r"[^\W_]+", line):
            assert _letters(token) in kept or _letters(token) in _letters(postcode(code))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_flat(fold_flat(text)) == fold_flat(text) or fold_flat(text).split()[:1] == ["flat"]
