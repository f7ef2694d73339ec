"""What an import says before anything is kept: examples, another ward, the same file again; and what is mended in it."""

from pathlib import Path

from tests.imports.conftest import XPRESS, WriteTable, xpress_row
from walksheets.campaign import Campaign
from walksheets.imports import Mended


def test_examples_tell_who_comes_goes_moves_and_is_called_otherwise(
    campaign: Campaign, table: WriteTable
) -> None:
    first = [
        xpress_row(str(n), surname, "Ann", f"{n} Anson Road")
        for n, surname in enumerate(("Price", "Dean", "Ellis"), 1)
    ]
    campaign.imports.bring_in([table([XPRESS, *first], "first.csv")])
    second = [
        xpress_row("1", "Price", "Ann", "9 Anson Road"),
        xpress_row("2", "Deane", "Ann", "2 Anson Road"),
        xpress_row("4", "Brady", "Una", "4 Anson Road"),
    ]
    report = campaign.imports.bring_in([table([XPRESS, *second], "second.csv")], dry_run=True)
    said = {(s.what, s.name, s.before, s.after) for s in report.files[0].samples}
    assert said == {
        ("moved", "Ann Price", "1 Anson Road", "9 Anson Road"),
        ("changed", "Ann Deane", "Ann Dean", "Ann Deane"),
        ("added", "Una Brady", "", "4 Anson Road"),
        ("gone", "Ann Ellis", "3 Anson Road", ""),
    }
    assert len(campaign.register.electors()) == 3, "nothing is kept"


def test_a_register_of_another_ward_is_told_before_it_is_added(campaign: Campaign, table: WriteTable) -> None:
    mine = [xpress_row(str(n), "Price", f"Ann{n}", f"{n} Anson Road") for n in range(1, 9)]
    campaign.imports.bring_in([table([XPRESS, *mine], "mine.csv")])
    theirs = [["QQ7", *xpress_row(str(n), "Dean", f"Bo{n}", f"{n} Quay Street")[1:]] for n in range(1, 9)]
    (note,) = campaign.imports.bring_in([table([XPRESS, *theirs], "theirs.csv")], dry_run=True).files[0].notes
    assert "theirs.csv is of QQ7" in note and "another ward's" in note and "8 electors would be added" in note


def test_new_letters_for_the_same_doors_are_no_other_ward(campaign: Campaign, table: WriteTable) -> None:
    mine = [xpress_row(str(n), "Price", f"Ann{n}", f"{n} Anson Road") for n in range(1, 9)]
    campaign.imports.bring_in([table([XPRESS, *mine], "mine.csv")])
    lettered = [["QQ7", *row[1:]] for row in mine]
    notes = campaign.imports.bring_in([table([XPRESS, *lettered], "new.csv")], dry_run=True).files[0].notes
    assert not any("another ward" in note for note in notes)


def test_the_same_file_again_is_told(campaign: Campaign, table: WriteTable) -> None:
    file = table([XPRESS, xpress_row("1", "Price", "Ann", "1 Anson Road")], "register.csv")
    assert campaign.imports.bring_in([file]).files[0].notes == ()
    (note,) = campaign.imports.bring_in([file], dry_run=True).files[0].notes
    assert note.startswith("register.csv was imported on ") and note.endswith("there is nothing new in it.")


def test_letters_are_read_as_the_user_says(campaign: Campaign, tmp_path: Path) -> None:
    rows = [XPRESS, xpress_row("1", "Łuczak", "Zoé", "1 Anson Road")]
    file = tmp_path / "register.csv"
    file.write_bytes("\n".join(",".join(row) for row in rows).encode("cp1250"))
    assert "£uczak" in campaign.imports.recognise(file).letters, "taken for windows-1252"
    assert "Łuczak" in campaign.imports.recognise(file, encoding="windows-1250").letters
    campaign.imports.bring_in([file], mended={file: Mended("windows-1250")})
    assert [e.surname for e in campaign.register.electors()] == ["Łuczak"]


def test_a_row_is_put_right_or_left_out_before_the_import(campaign: Campaign, table: WriteTable) -> None:
    good, bad, worse = (xpress_row(n, "Price", "Ann", f"{n[-1]} Anson Road") for n in ("1", "no 2", "no 3"))
    file = table([XPRESS, good, bad, worse], "register.csv")
    problems = campaign.imports.bring_in([file], dry_run=True).files[0].not_understood
    assert [problem.row for problem in problems] == [3, 4]
    right = tuple("2" if cell == "no 2" else cell for cell in problems[0].cells)
    rows = {(3, problems[0].cells): right, (4, problems[1].cells): None}
    report = campaign.imports.bring_in([file], mended={file: Mended(rows=rows)})
    assert report.files[0].not_understood == ()
    assert [e.number for e in campaign.register.electors()] == [1, 2]
