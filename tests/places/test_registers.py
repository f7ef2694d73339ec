"""The four register files of one town: every row's address is one of the town's doors."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from walksheets import spreadsheets
from walksheets.places import address_lines

FILES = ["register.xpress.csv", "register.xpress13.xlsx", "register.eros.csv", "register.pdcode.csv"]


def addresses_of(file: Path) -> Iterator[tuple[list[str], str]]:
    """Give each elector's address lines and postcode; titles, banners and electors without a door are left out."""
    heads: list[str] = []
    for row in spreadsheets.read(file).rows:
        folded = [cell.replace(" ", "").lower() for cell in row]
        if "postcode" in folded:
            heads = folded
            continue
        if not heads or len(row) < len(heads):
            continue
        lines = [cell for head, cell in zip(heads, row, strict=False) if "address" in head]
        if any(lines) and lines[0].lower() != "other electors":
            yield lines, row[heads.index("postcode")]


@pytest.fixture(scope="module")
def doors(shared) -> set[tuple[str, str, str, str]]:
    with (shared / "levenshulme" / "doors.csv").open(encoding="utf-8") as file:
        return {(r["flat"], r["number"], r["street"], r["postcode"]) for r in csv.DictReader(file)}


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_register_is_a_door_of_the_town(shared, doors, name) -> None:
    rows = list(addresses_of(shared / "levenshulme" / name))
    known = address_lines.learn_streets(lines for lines, _ in rows)
    found = {
        (address.flat, address.number, address.street, address.postcode)
        for address in (address_lines.parse(lines, postcode, known) for lines, postcode in rows)
    }
    assert len(rows) == 5143  # truth.json: electors, less the 3 without a door among 5146 rows
    assert found <= doors
    assert len(found) == 2402  # truth.json: households
