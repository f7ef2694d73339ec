"""Text files are read whatever wrote them: encodings, delimiters, quotes and line ends that councils send."""

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets import spreadsheets
from walksheets.errors import UsersMistake
from walksheets.spreadsheets import quoting, text_tables

ROWS = [["Surname", "Town"], ["Muñoz", "Caerdydd"], ["Ó Céitinn", "Ynys Môn"], ["Łukasz", "Łódź"]]
WESTERN = ROWS[:3]


def lines(rows: list[list[str]], delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_encoding_is_told_by_its_bytes(
    tmp_path: Path, mark: bytes, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(mark + lines(ROWS, delimiter).encode(encoding))
    grid = spreadsheets.read(file)
    assert grid.rows == ROWS
    assert grid.delimiter == delimiter


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_windows_1252_is_the_last_guess(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(lines([*WESTERN, ["O’Neill", "St Mary’s – East"]], delimiter).encode("cp1252"))
    grid = spreadsheets.read(file)
    assert grid.rows == [*WESTERN, ["O’Neill", "St Mary’s – East"]]
    assert grid.encoding == "windows-1252"


def test_months_pasted_together_in_two_encodings_are_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(lines(WESTERN, ",").encode("cp1252") + lines(ROWS, ",").encode("utf-8"))
    assert spreadsheets.read(file).rows == WESTERN + ROWS


def test_bytes_that_windows_1252_does_not_define_are_no_error(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"a,b\n\x81\x8d,\x9d\xff\n")
    assert [len(row) for row in spreadsheets.read(file).rows] == [2, 2]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_will_do(tmp_path: Path, end: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(lines(ROWS, ",", end), encoding="utf-8", newline="")
    assert spreadsheets.read(file).rows == ROWS


def test_nul_bytes_are_dropped(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"a,b\n1\x00,2\x00\x00\n")
    assert spreadsheets.read(file).rows == [["a", "b"], ["1", "2"]]


def test_a_csv_of_tabs_with_commas_inside_is_told_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    rows = [
        ["Number", "Address", "Postcode"],
        *([str(n), f"{n} High Street, Newtown", "M14 5BQ"] for n in range(9)),
    ]
    file.write_text("Register, published today\n" + lines(rows, "\t"), encoding="utf-8")
    assert spreadsheets.read(file).rows[1:] == rows


def test_blank_lines_count_as_rows_so_that_numbers_agree_with_the_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("title\n\n\na,b\n1,2\n", encoding="utf-8")
    assert spreadsheets.read(file).rows == [["title"], [], [], ["a", "b"], ["1", "2"]]


def test_excels_line_that_names_the_delimiter_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('sep=;\na;b\n"1,5";2\n', encoding="utf-8")
    assert spreadsheets.read(file).rows[1:] == [["a", "b"], ["1,5", "2"]]


def test_a_stray_quote_swallows_nothing(tmp_path: Path) -> None:
    rows = [
        ["n", "house", "street", "town"],
        *([str(n), f"{n}", "High Street", "Newtown"] for n in range(50)),
    ]
    rows[20][1] = '"The Gables'
    rows[30][1] = 'The "Old" House'
    file = tmp_path / "list.tsv"
    file.write_text(lines(rows, "\t"), encoding="utf-8")
    assert spreadsheets.read(file).rows == rows


def test_a_quoted_cell_may_run_over_lines(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('a,b\n"one\ntwo, three",4\n5,6\n', encoding="utf-8")
    assert spreadsheets.read(file).rows == [["a", "b"], ["one\ntwo, three", "4"], ["5", "6"]]


def test_archives_are_looked_into_whatever_they_are_called(tmp_path: Path) -> None:
    text = lines(ROWS, ",").encode()
    packed = tmp_path / "one.csv"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.csv", text)
    assert spreadsheets.read(packed).rows == ROWS
    pressed = tmp_path / "two.csv"
    pressed.write_bytes(gzip.compress(text))
    assert spreadsheets.read(pressed).rows == ROWS


def test_an_archive_of_several_files_gives_a_table_each(tmp_path: Path) -> None:
    packed = tmp_path / "districts.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("AB1.csv", "a,b\n1,2\n")
        archive.writestr("AB2.csv", "a,b\n3,4\n")
        archive.writestr("licence.pdf", b"%PDF-1.4 ...")
        archive.writestr("__MACOSX/._AB1.csv", b"\x00\x05\x16\x07")
    found = spreadsheets.tables(packed)
    assert {table.part: list(table.rows())[1] for table in found} == {
        "AB1.csv": ["1", "2"],
        "AB2.csv": ["3", "4"],
    }


def test_json_lists_of_addresses_become_rows(tmp_path: Path) -> None:
    file = tmp_path / "stations.json"
    file.write_text(
        '[{"id": 1, "properties": [{"line": "1 High St", "uprn": 10}, {"line": "2 High St", "uprn": null}]}]'
    )
    assert spreadsheets.read(file).rows == [["line", "uprn"], ["1 High St", "10"], ["2 High St", ""]]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\r\n \r\n", "is empty"),
        ("mark.csv", b"\xef\xbb\xbf", "is empty"),
        ("register.csv", b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        ("scan.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "is a picture"),
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(40), "is a picture"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table>", "web page"),
        ("half.xlsx", b"PK\x03\x04" + bytes(200), "damaged or only half copied"),
        ("half.gz", b"\x1f\x8b\x08\x00\x00", "damaged or only half copied"),
        ("list.json", b'[{"a": 1', "cannot be read"),
        ("noise.bin", bytes(range(1, 256)) * 20, "is not a spreadsheet"),
    ],
)
def test_what_is_no_table_gets_one_sentence_with_its_name(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UsersMistake) as refused:
        spreadsheets.read(file)
    assert says in str(refused.value)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_and_a_file_that_is_not_there_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsersMistake, match="is a folder"):
        spreadsheets.read(tmp_path)
    with pytest.raises(UsersMistake, match="There is no file"):
        spreadsheets.read(tmp_path / "absent.csv")


def test_a_file_locked_by_another_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(b"PK")

    def locked(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(
        UsersMistake, match=r"register\.xlsx may not be read now: it is open in another program"
    ):
        spreadsheets.read(file)


def test_only_the_beginning_is_read_until_more_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "national.csv"
    with file.open("w") as out:
        out.write("UPRN,LATITUDE,LONGITUDE\n")
        out.writelines(f"{n},53.4,-2.2\n" for n in range(120_000))
    (table,) = spreadsheets.tables(file)
    assert len(table.head) < 1000
    assert sum(1 for _ in table.rows()) == 120_001


@given(st.text(), st.sampled_from([",", "\t", ";", "|"]))
def test_no_text_at_all_breaks_the_reader(text: str, delimiter: str) -> None:
    text = text.replace("\r", " ")  # as the readers of lines leave it
    list(quoting.records(iter(text.split("\n")), delimiter))
    text_tables.delimiter_of(text.split("\n")[:50])


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_decoder(data: bytes) -> None:
    assert isinstance(text_tables.decoded(data), str)
    text_tables.encoding_of(data)
