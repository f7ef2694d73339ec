"""A spreadsheet of results: all of it or nothing, and the wrong row by its number; an export read back."""

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from walksheets.errors import UsersMistake
from walksheets.results import take_in_results

GOOD = "sheet,line,result,note\nK7-F43,1,2,poster\nk7f43,2,n,\nM3-H6W,11,L,\n"


def held(campaign):
    return [(r.sheet, r.line, r.result, r.note) for r in campaign.results.results()]


@pytest.fixture
def file(tmp_path):
    def write(text, name="results.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_is_keyed_whole_and_undone_whole(campaign, file):
    assert campaign.results.key_file(file(GOOD)).counts == {"new": 3}
    assert held(campaign) == [
        ("K7-F43", 1, "2", "poster"),
        ("K7-F43", 2, "N", ""),
        ("M3-H6W", 11, "L", ""),
    ]
    campaign.store.undo()
    assert held(campaign) == []


def test_the_same_file_again_changes_nothing(campaign, file):
    campaign.results.key_file(file(GOOD))
    again = campaign.results.key_file(file(GOOD))
    assert not again
    assert again.counts == {"same": 3}


@pytest.mark.parametrize(
    "text",
    [
        "Note;RESULT;Line ;Sheet\n;1;1;K7-F43\n",
        "sheet\tline\tresult\nK7-F43\t1\t1\n",
        "\n\nstreet,sheet,line,result\nMill Lane,K7-F43,1,1\n",
        " Sheet ,Line, Result\n K7-F43 , 1 , 1 \n",
    ],
    ids=["other order and case", "no note", "empty rows and other columns", "spaces around everything"],
)
def test_columns_are_found_by_their_names(campaign, file, text):
    campaign.results.key_file(file(text))
    assert held(campaign) == [("K7-F43", 1, "1", "")]


def test_a_workbook_is_read_with_its_numbers_as_numbers(campaign, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Sheet", "Line", "Result", "Note"], ["K7-F43", 1, 5, None], ["K7-F43", 2, "W", "later"]):
        book.active.append(row)
    book.save(tmp_path / "results.xlsx")
    campaign.results.key_file(tmp_path / "results.xlsx")
    assert held(campaign) == [("K7-F43", 1, "5", ""), ("K7-F43", 2, "W", "later")]


def test_what_a_spreadsheet_does_to_cells_is_taken_off_again(campaign, file):
    campaign.results.key_file(file("sheet,line,result,note\nK7-F43,1.0,1,'=shouts\n"))
    assert held(campaign) == [("K7-F43", 1, "1", "=shouts")]


def test_an_export_keyed_again_changes_nothing(campaign, tmp_path):
    campaign.results.key("K7-F43", 1, "2", "=1+1")
    campaign.results.key("K7-F43", 2, "N", "'quoted'")
    for name in ("results.csv", "results.xlsx"):
        campaign.reports.export("results", tmp_path / name)
        assert not campaign.results.key_file(tmp_path / name)


def test_lines_left_empty_in_a_list_of_lines_are_passed_over(campaign, file):
    campaign.results.key("K7-F43", 2, "4")
    campaign.results.key_file(file("sheet,line,result,note\nK7-F43,1,1,\nK7-F43,2,,\n,,,\n"))
    assert held(campaign) == [("K7-F43", 1, "1", ""), ("K7-F43", 2, "4", "")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ZZ-999,1,1,", "in row 3 “ZZ-999” is not the code of a sheet"),
        ("K7-F43,99,1,", "in row 3 sheet K7-F43 has no line 99"),
        ("K7-F43,two,1,", "in row 3 the line “two” is not a number"),
        ("K7-F43,,1,", "in row 3 the line is missing"),
        (",1,1,", "in row 3 the sheet is missing"),
        ("K7-F43,1,9,", "in row 3 “9” is not one of the codes"),
        ("K7-F43,4,1,", "in row 3 line 4 of sheet K7-F43 has another answer than in row 2"),
    ],
)
def test_one_wrong_row_and_nothing_is_keyed(campaign, file, row, words):
    text = f"sheet,line,result,note\nK7-F43,4,2,\n{row}\nK7-F43,3,2,\n"
    with pytest.raises(UsersMistake) as refusal:
        campaign.results.key_file(file(text))
    assert words in str(refusal.value)
    assert "more" not in str(refusal.value)
    assert held(campaign) == []


def test_of_many_wrong_rows_the_first_is_named_and_the_others_are_counted(campaign, file):
    with pytest.raises(UsersMistake, match=r"in row 2 .*, and 2 more rows are wrong\."):
        campaign.results.key_file(file("sheet,line,result\nA,1,1\nK7-F43,1,1\nB,1,1\nC,1,1\n"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "empty"), ("code,answer\nK7,1\n", "no column sheet, line, result,")],
)
def test_a_file_of_something_else_is_refused(campaign, file, text, words):
    with pytest.raises(UsersMistake, match=words):
        campaign.results.key_file(file(text))


def test_an_export_read_back_into_the_same_campaign_changes_nothing(campaign):
    campaign.results.key("K7-F43", 1, "2", "poster")
    rows = [
        {"sheet": r.sheet, "line": str(r.line), "result": r.result, "note": r.note}
        for r in campaign.results.results()
    ]
    with campaign.store.change("Import results.csv") as writer:
        taken = take_in_results(writer, rows)
    assert not writer.changes()
    assert (taken.counts, taken.problems) == ({"new": 0, "changed": 0, "same": 1}, ())


def test_results_read_back_keep_when_and_by_whom_they_were_keyed(campaign):
    rows = [
        {
            "sheet": "K7-F43",
            "line": "1",
            "result": "2",
            "keyed_at": "2026-02-03T20:15:00+00:00",
            "keyed_by": "Sam",
        },
        {"sheet": "K7-F43", "line": "77", "result": "2"},
        {"sheet": " k7 f43 ", "line": "2", "result": "N", "keyed_at": "last week"},
        {"sheet": "K7-F43", "line": "2", "result": "1"},
        {"sheet": "K7-F43", "line": "3", "result": "", "note": ""},
    ]
    with campaign.store.change("Import results.csv") as writer:
        taken = take_in_results(writer, rows)
    assert taken.counts == {"new": 2, "changed": 0, "same": 0}
    assert taken.problems == (
        (1, "sheet K7-F43 has no line 77, only lines 1 to 5"),
        (3, "line 2 has another answer in an earlier row"),
    )
    result, other = campaign.results.results()
    assert (result.keyed_at, result.keyed_by) == ("2026-02-03T20:15:00+00:00", "Sam")
    assert (other.keyed_at, other.keyed_by) == (writer.made_at, "Olu")


codes = st.sampled_from("12345UWNRMXDA")
keyings = st.lists(st.tuples(st.sampled_from(["K7-F43", "K7-H5N"]), st.integers(1, 4), codes), max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keyings)
def test_the_latest_answer_holds_all_are_kept_and_undo_goes_back_to_the_start(campaign, flags, presses):
    done = [press for press in presses if campaign.results.key(*press)]
    latest = {(sheet, line): code for sheet, line, code in presses}
    assert {(r.sheet, r.line): r.result for r in campaign.results.results()} == latest
    assert len(campaign.results.results(superseded=True)) == len(done)
    meaning = {"M": "moved", "X": "deceased", "D": "do not contact"}
    for line, flag in enumerate(flags(), 1):
        said = {meaning[c] for (_, at), c in latest.items() if at == line and c in meaning}
        assert set(filter(None, flag.split("; "))) == said
    for _ in done:
        campaign.store.undo()
    assert campaign.results.results(superseded=True) == []
    assert flags() == ["", "", "", ""]
