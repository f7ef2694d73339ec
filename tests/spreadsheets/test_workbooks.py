"""Workbooks are read by their content: xlsx, xls and ods, with numbers and dates as one reads them."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from walksheets import spreadsheets
from walksheets.errors import UsersMistake

DAY = datetime.date(2007, 12, 1)
WANTED = [
    ["Number", "DOB", "Suffix", "Roll"],
    ["12", "2007-12-01", "0", "25.001"],
    ["", "", "", ""],
    ["x", "TRUE", "1.5", ""],
]
CELLS = [["Number", "DOB", "Suffix", "Roll"], [12.0, DAY, 0, 25.001], [], ["x", True, 1.5]]


def xlsx(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_numbers_lose_their_noughts_and_dates_become_iso(tmp_path: Path) -> None:
    assert spreadsheets.read(xlsx(tmp_path / "a.xlsx", {"Sheet1": CELLS})).rows == WANTED


def test_the_name_of_a_workbook_is_not_believed(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", {"Sheet1": CELLS}).rename(tmp_path / "register.csv")
    assert spreadsheets.read(tmp_path / "register.csv").rows == WANTED


def test_old_xls_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Register")
    for r, row in enumerate(CELLS):
        for c, value in enumerate(row):
            style = (
                xlwt.easyxf(num_format_str="DD/MM/YYYY")
                if isinstance(value, datetime.date)
                else xlwt.Style.default_style
            )
            sheet.write(r, c, value, style)
    book.save(str(tmp_path / "a.xls"))
    assert spreadsheets.read(tmp_path / "a.xls").rows == WANTED


def test_title_rows_and_an_empty_first_column_keep_their_places(tmp_path: Path) -> None:
    rows = [[], [], [None, "Title"], [None, "a", "b"]]
    assert spreadsheets.read(xlsx(tmp_path / "a.xlsx", {"S": rows})).rows == [
        ["", "", ""], ["", "", ""], ["", "Title", ""], ["", "a", "b"],
    ]  # fmt: skip


def test_each_sheet_that_holds_something_is_a_table(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", {"AB1": [["a"], ["1"]], "Empty": [], "AB2": [["a"], ["2"]]})
    assert [(table.part, list(table.rows())) for table in spreadsheets.tables(file)] == [
        ("AB1", [["a"], ["1"]]),
        ("AB2", [["a"], ["2"]]),
    ]


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", {"Shown": [["a"]], "Lists": [["b"]]})
    book = openpyxl.load_workbook(file)
    book["Lists"].sheet_state = "hidden"
    book.save(file)
    assert [table.head for table in spreadsheets.tables(file)] == [[["a"]]]


def test_a_workbook_cut_in_half_gets_one_sentence(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "register.xlsx", {"S": [[n, n] for n in range(200)]})
    file.write_bytes(file.read_bytes()[:-600])
    with pytest.raises(UsersMistake, match=r"register\.xlsx is damaged or only half copied"):
        spreadsheets.read(file)


def test_a_workbook_without_its_sheets_gets_one_sentence(tmp_path: Path) -> None:
    import zipfile

    file = tmp_path / "register.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UsersMistake, match=r"register\.xlsx is a damaged or half-copied workbook"):
        spreadsheets.read(file)


def test_a_workbook_behind_a_password_says_so(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(ole_with("EncryptedPackage"))
    with pytest.raises(UsersMistake, match="protected by a password"):
        spreadsheets.read(file)


def test_a_letter_is_told_from_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "register.xls"
    file.write_bytes(ole_with("WordDocument"))
    with pytest.raises(UsersMistake, match="is a document"):
        spreadsheets.read(file)


def test_the_mark_that_excel_leaves_beside_an_open_workbook_is_named(tmp_path: Path) -> None:
    file = tmp_path / "~$register.xlsx"
    file.write_bytes(b"\x04Anna" + b" " * 50 + bytes(110))
    with pytest.raises(UsersMistake, match="open in Excel"):
        spreadsheets.read(file)


def ole_with(stream: str) -> bytes:
    """The head of a compound file whose directory names one stream, as protected workbooks have."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return bytes(header) + stream.encode("utf-16-le") + bytes(1024)
