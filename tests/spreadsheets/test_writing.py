"""What is written can be read again by us, and by others as plain text: no formulas, the whole file or nothing."""

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets import spreadsheets
from walksheets.errors import UsersMistake
from walksheets.spreadsheets import writing

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12).map(
    lambda text: text.replace("\r", "")
)
RISKY = [
    "=1+1",
    "+44 7700 900000",
    "-cmd",
    "@sum",
    "'=x",
    "''+1",
    "-2.5",
    "a\nb",
    'say "no"',
    "1,2;3\t4",
    "=",
    "'",
]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_text_written_is_text_read(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, rows: list[list[str]]
) -> None:
    file = tmp_path_factory.mktemp("written") / f"list.{suffix}"
    spreadsheets.write(file, ["a", "b", "c"], rows)
    back = [[spreadsheets.plain(cell) for cell in row] for row in spreadsheets.read(file).rows[1:]]
    assert back == rows


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_what_looks_like_a_formula_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"list.{suffix}"
    spreadsheets.write(file, ["text", "n"], [(text, 1) for text in RISKY])
    back = [
        spreadsheets.plain(row[0]) if suffix != "xlsx" else row[0] for row in spreadsheets.read(file).rows[1:]
    ]
    assert back == RISKY


def test_in_csv_no_text_begins_like_a_formula_but_numbers_stay_numbers(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    spreadsheets.write(file, ["text", "lon"], [(text, -2.2) for text in RISKY])
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))[1:]
    assert not [row for row in rows if row[0][:1] in "=+-@" and row[0] != "-2.5" and row[0]]
    assert {row[1] for row in rows} == {"-2.2"}


def test_in_a_workbook_text_is_no_formula_and_numbers_are_numbers(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    spreadsheets.write(file, ["text", "lon"], [("=1+1", -2.2), ("00123", 7)])
    sheet = openpyxl.load_workbook(file).active
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("=1+1", "s"), (-2.2, "n")]
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [("00123", "s"), (7, "n")]


def test_letters_a_workbook_cannot_hold_are_left_out(tmp_path: Path) -> None:
    spreadsheets.write(tmp_path / "list.xlsx", ["a"], [("one\x07two",)])
    assert spreadsheets.read(tmp_path / "list.xlsx").rows[1] == ["onetwo"]


def test_every_letter_survives(tmp_path: Path) -> None:
    names = ["Ŵyn", "Łukasz", "Đặng Thị Hoa", "Ọlá", "Gökçeoğlu", "Ó Céitinn"]
    for suffix in ("csv", "xlsx"):
        spreadsheets.write(tmp_path / f"n.{suffix}", ["name"], [(name,) for name in names])
        assert [row[0] for row in spreadsheets.read(tmp_path / f"n.{suffix}").rows[1:]] == names


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"list.{suffix}"
    spreadsheets.write(file, ["a"], [("old",)])

    def rows() -> object:
        yield ("new",)
        raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        spreadsheets.write(file, ["a"], rows())  # type: ignore[arg-type]
    assert spreadsheets.read(file).rows[1:] == [["old"]]
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_file_held_open_by_another_program_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(UsersMistake, match=r"doors\.csv was not written: it is open in another program"):
        spreadsheets.write(tmp_path / "doors.csv", ["a"], [])
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsersMistake, match=r"name it \.xlsx"):
        spreadsheets.write(tmp_path / "list.doc", ["a"], [])
    with pytest.raises(UsersMistake, match="there is no folder"):
        spreadsheets.write(tmp_path / "nowhere" / "list.csv", ["a"], [])


@given(st.text())
def test_guarding_can_always_be_taken_back(text: str) -> None:
    assert writing.plain(writing.guarded(text)) == text


def test_csv_is_plain_utf_8_for_programs(tmp_path: Path) -> None:
    spreadsheets.write(tmp_path / "list.csv", ["sheet"], [("Ŵyn",)])
    assert (tmp_path / "list.csv").read_bytes() == "sheet\r\nŴyn\r\n".encode()
