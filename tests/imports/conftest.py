"""An empty campaign, and files as councils write them."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.store import schema

XPRESS = (
    "Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB",
    "Elector Surname", "Elector Forename", "PostCode", "Address1", "Address2", "Address3", "Address4", "Address5",
    "Address6",
)  # fmt: skip
EROS = (
    "PD", "ENO", "Status", "Title", "First Name", "Initials", "Surname", "Suffix", "Date Of Attainment",
    "Franchise Flag", *(f"Address {n}" for n in range(1, 10)), "Postcode",
)  # fmt: skip

WriteTable = Callable[..., Path]


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    with Campaign.create(tmp_path / "ward.walk") as made:
        yield made


@pytest.fixture
def table(tmp_path: Path) -> WriteTable:
    """Write rows under a name; gives the path."""

    def write(
        rows: Sequence[Sequence[Any]], name: str = "list.csv", delimiter: str = ",", encoding: str = "utf-8"
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def xpress(table: WriteTable) -> Callable[..., Path]:
    """Write an Xpress register of (number, surname, forename, *address lines), one district unless said."""

    def write(people: Sequence[Sequence[str]], name: str = "register.csv", prefix: str = "AB1") -> Path:
        rows = [xpress_row(*person, prefix=prefix) for person in people]
        return table([XPRESS, *rows], name, "\t")

    return write


def xpress_row(
    number: str,
    surname: str,
    forename: str,
    *lines: str,
    prefix: str = "AB1",
    suffix: str = "0",
    markers: str = "",
    dob: str = "",
    postcode: str = "M14 5BQ",
) -> list[str]:
    padded = [*lines, *[""] * (6 - len(lines))]
    return [prefix, number, suffix, markers, dob, surname, forename, postcode, *padded]


def dump(campaign: Campaign) -> dict[str, list[dict[str, Any]]]:
    """All that the campaign holds, but for its change log and the counter of ids."""
    logs = {"change", "change_entry", "id_counter"}
    with campaign.store.read() as connection:
        return {
            name: [
                dict(row) for row in connection.execute(select(each).order_by(*each.primary_key)).mappings()
            ]
            for name, each in schema.metadata.tables.items()
            if name not in logs
        }


def log_length(campaign: Campaign) -> int:
    """How many changes the campaign has seen."""
    with campaign.store.read() as connection:
        return len(connection.execute(select(schema.change.c.id)).all())
