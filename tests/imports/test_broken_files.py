"""However a file was broken, there is a report or one sentence: never a traceback, never half an import."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.conftest import EROS, XPRESS, xpress_row
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake, WalksheetsError
from walksheets.imports.sorting import sort_out
from walksheets.register import LineReader


def written(rows: list[list[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("cp1252")


SOUND = [
    written(
        [
            list(XPRESS),
            *(xpress_row(str(n), "(z) Muñoz", "José", f"Flat {n}", "1 Anson Road") for n in range(9)),
        ],
        "\t",
    ),
    written(
        [list(EROS), *([["AB1", str(n), *["x"] * 18] for n in range(9)]), ["Date Published", "01/12/2025"]],
        ",",
    ),
]
BREAK = st.tuples(
    st.integers(0, 2000),
    st.integers(0, 60),
    st.sampled_from(
        [b"", b'"', b"\n", b"\r", b"\t", b",", b"\x00", b"=", b"'", b"\xff\xfe", b'\n"\n', b"\x80", b"1"]
    ),
)


@given(st.sampled_from(SOUND), st.lists(BREAK, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_a_broken_register_is_read_or_refused(
    tmp_path: Path, sound: bytes, breaks: list[tuple[int, int, bytes]]
) -> None:
    for at, length, put in breaks:
        sound = sound[:at] + put + sound[at + length :]
    file = tmp_path / "broken.csv"
    file.write_bytes(sound)
    try:
        units = sort_out(file)
    except WalksheetsError as refused:
        assert "broken.csv" in str(refused)
        return
    for unit in units:
        reader = LineReader(unit.found[0].layout.rules, unit.fields)
        for row, _ in unit.rows():
            reader.read(row.number, row.values, row.cells)


def test_a_register_of_column_names_alone_is_refused_and_leaves_no_trace(
    campaign: Campaign, tmp_path: Path
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(
        "PD,ENO,Title,First Name,Initials,Surname,Suffix,Date Of Attainment,Franchise Flag,Address 1,Postcode\n"
    )
    with pytest.raises(
        UsersMistake, match=r"register\.csv has the column names of a register and no electors"
    ):
        campaign.imports.bring_in([file])
    assert campaign.store.can_undo() == ""
