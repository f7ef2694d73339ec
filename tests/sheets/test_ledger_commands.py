"""The ledger by the command: who has what, said by hand, and a page printed again."""

import json

import pytest

from tests.sheets.test_printing import CANVASS
from walksheets.cli import main


@pytest.fixture
def printed(campaign, tmp_path):
    return campaign.sheets.print_rounds(CANVASS, tmp_path / "pdf").sheets


def asked(capsys, *command) -> dict:
    assert main([*map(str, command), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_state_of_a_sheet_can_be_said_and_asked_for(campaign, printed, tmp_path, capsys):
    file, (first, second, *_) = tmp_path / "ward.walksheets", printed
    for status in ("printed", "back", "scanned", "lost", "out"):
        assert main(["mark", str(file), status, first, second.lower()]) == 0
        assert f"2 sheets marked {status}." in capsys.readouterr().out or status == "out"
        assert asked(capsys, "sheets", file, "--status", status)["codes"][:2] == [first, second]
    assert main(["mark", str(file), "destroyed", first]) == 0
    capsys.readouterr()
    answer = asked(capsys, "sheets", file)
    assert answer["counts"]["destroyed"] == 1
    assert answer["counts"]["out"] == len(printed) - 1
    assert asked(capsys, "sheets", file, "--status", "destroyed")["codes"] == [first]


def test_the_list_says_who_has_what(campaign, printed, tmp_path, capsys):
    file = tmp_path / "ward.walksheets"
    assert main(["mark", str(file), "out", printed[0], "--holder", "Gwen Price"]) == 0
    assert "with Gwen Price" in capsys.readouterr().out
    assert asked(capsys, "sheets", file)["holders"] == {printed[0]: "Gwen Price"}
    assert main(["sheets", str(file)]) == 0
    (line,) = [row for row in capsys.readouterr().out.splitlines() if printed[0] in row]
    assert line.rstrip().endswith("Gwen Price")


def test_one_unknown_code_and_nothing_is_marked(campaign, printed, tmp_path, capsys):
    file = tmp_path / "ward.walksheets"
    before = campaign.sheets.ledger()
    assert main(["mark", str(file), "lost", printed[0], "nonsense"]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert campaign.sheets.ledger() == before


def test_a_page_is_printed_again_and_takes_the_place_of_the_lost_one(campaign, printed, tmp_path, capsys):
    file, out = tmp_path / "ward.walksheets", tmp_path / "again"
    answer = asked(capsys, "reprint", file, printed[0], "--out", out)
    assert answer["replaced"] == [printed[0]]
    (new,) = answer["sheets"]
    assert next(row for row in campaign.sheets.ledger() if row.code == printed[0]).replaced_by == new
    assert [path.suffix for path in out.iterdir()] == [".pdf"]
