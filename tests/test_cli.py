"""The command: its contract, its exit codes, one line and no traceback for a mistake."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.cli.words import round_numbers
from walksheets.errors import UsersMistake

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [
    "new",
    "import",
    "split",
    "rounds",
    "assign",
    "print",
    "sheets",
    "mark",
    "reprint",
    "key",
    "scan",
    "export",
    "voted",
    "papers",
    "imprint",
    "times",
    "housing",
    "undo",
    "redo",
    "history",
    "demo",
]


@pytest.fixture
def ward(tmp_path, capsys):
    file = tmp_path / "east-ward.walksheets"
    assert main(["new", str(file)]) == 0
    capsys.readouterr()
    return str(file)


@pytest.fixture
def refused(capsys):
    """Run a command that must be refused; give its one line."""

    def run(*arguments: object) -> str:
        assert main([str(argument) for argument in arguments]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        (line,) = told.err.splitlines()
        assert line.startswith("walksheets: ")
        return line

    return run


def test_help_is_there_at_once_and_without_the_window():
    script = (
        "import sys; from walksheets.cli import main; code = main(['--help']);"
        "heavy = {'PySide6', 'numpy', 'sqlalchemy', 'numba', 'scipy', 'reportlab'} & set(sys.modules);"
        "assert not heavy, heavy; sys.exit(code)"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - began < 2.0
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert main([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert "..." not in told.splitlines()[2]
    if command == "rounds":  # a command of commands: each of them says what it takes
        for each in told.split("Commands:")[1].split("\n")[1:]:
            if each.strip():
                assert main([command, each.split()[0], "--help"]) == 0
                assert "--json" in capsys.readouterr().out, each
        return
    assert "--json" in told


def test_a_new_campaign_is_named_after_its_file(tmp_path, capsys):
    assert main(["new", str(tmp_path / "east-ward.walksheets"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"campaign": "East Ward"}
    with Campaign.open(tmp_path / "east-ward.walksheets") as campaign:
        assert campaign.name == "East Ward"


def test_a_campaign_is_never_written_over(ward, refused):
    before = Path(ward).read_bytes()
    assert "is there already" in refused("new", ward)
    assert Path(ward).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "No such command 'fly'"),
        (["new"], "Missing argument"),
        (["split", "x", "Spring", "--kind", "balloon", "--rounds", "3"], "balloon"),
        (["split", "x", "Spring", "--kind", "leaflet", "--rounds", "many"], "'--rounds'"),
        (["export", "x", "secrets", "x.csv"], "secrets"),
        (["sheets", "x", "--status", "burnt"], "burnt"),
        (["undo", "nowhere.walksheets"], "no campaign file nowhere.walksheets"),
        (["undo", __file__], "not a Walksheets campaign"),
        (["key", "nowhere.walksheets", "nothing.csv"], "no campaign file"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_code_2(refused, arguments, words):
    assert words in refused(*arguments)


def test_problems_that_could_not_be_written_stop_the_import_before_it_begins(ward, refused, tmp_path):
    (tmp_path / "people.csv").write_text(
        "Name,Email,Postcode\nSam Example,sam@example.org,ZZ7 1AA\n", encoding="utf-8"
    )
    for problems in (tmp_path / "nowhere" / "problems.csv", tmp_path, tmp_path / "problems.doc"):
        words = refused("import", ward, tmp_path / "people.csv", "--as", "volunteers", "--problems", problems)
        assert "othing was imported" in words
    with Campaign.open(ward) as campaign:
        assert campaign.volunteers.people() == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["east-ward.walksheets", "people.csv"]


def test_a_campaign_without_a_name_is_refused(refused):
    assert "has no name" in refused("new", " ")


def test_nothing_to_undo_is_said(ward, refused):
    assert "nothing to undo" in refused("undo", ward)


def test_minutes_a_door_are_shown_set_and_taken_back(ward, capsys):
    assert main(["times", ward, "--set", "leaflet.drive=0.75", "--set", "crossing=0.5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["at_door"]["leaflet"]["drive"], answer["crossing"], answer["learnt"]) == (0.75, 0.5, {})
    assert main(["undo", ward]) == 0
    capsys.readouterr()
    assert main(["times", ward]) == 0
    assert any(
        line.split() == ["leaflet", "drive", "0.55", "min"] for line in capsys.readouterr().out.splitlines()
    )


@pytest.mark.parametrize("word", ["leaflet.castle=1", "leaflet.drive", "leaflet.drive=soon", "=", "speed=3"])
def test_a_figure_that_is_none_is_refused(ward, refused, word):
    assert f"“{word}” sets nothing" in refused("times", ward, "--set", word)


def test_housing_of_no_street_is_refused(ward, refused):
    assert "No door is in “Mill Lane”" in refused("housing", ward, "semi", "--street", "Mill Lane")
    assert "either --street or --flats" in refused("housing", ward, "semi")


def test_a_meeting_point_nobody_knows_is_refused(ward, refused):
    words = ("split", ward, "Spring", "--kind", "leaflet", "--rounds", 2, "--start", "The Moon")
    assert "“The Moon” is no postcode and no street" in refused(*words)


def test_a_split_without_doors_is_refused(ward, refused):
    refused("split", ward, "Spring leaflet", "--kind", "leaflet", "--doors", "120")
    assert "nothing was split" in refused("split", ward, "Spring leaflet", "--kind", "leaflet")


@pytest.mark.parametrize(
    "given", [[], ["--auto", "--round", "1"], ["--round", "1"], ["--volunteer", "Priya"]]
)
def test_assign_wants_one_way_or_the_other(ward, refused, given):
    assert "either --auto, or --round and --volunteer" in refused("assign", ward, "Spring leaflet", *given)


def test_what_was_done_can_be_listed_undone_and_done_again(ward, capsys):
    with Campaign.open(ward, who="Olu") as campaign:
        campaign.volunteers.add("Sam Example")
    assert main(["history", ward, "--json"]) == 0
    newest = json.loads(capsys.readouterr().out)["changes"][0]
    assert (newest["who"], newest["undone"]) == ("Olu", False)
    assert main(["undo", ward]) == 0
    assert main(["redo", ward]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Taken back: ")
    assert told[1].startswith("Done again: ")
    assert main(["history", ward]) == 0
    assert "taken back" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", [1]),
        ("1,3-5", [1, 3, 4, 5]),
        (" 2 , 4 - 6 ", [2, 4, 5, 6]),
        ("1–3", [1, 2, 3]),
        ("3,1-4", [3, 1, 2, 4]),
    ],
)
def test_rounds_are_read_as_one_writes_them(text, numbers):
    assert round_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "a", "1,", "5-3", "1-", "-4", "1;2"])
def test_rounds_that_make_no_sense_are_refused(text):
    with pytest.raises(UsersMistake, match="so nothing was printed"):
        round_numbers(text)


def test_a_bug_of_ours_is_owned_up_to_and_logged_without_names(ward, capsys, monkeypatch, home):
    def broken(*_: object) -> None:
        raise ValueError("Adams, Ann")

    monkeypatch.setattr("walksheets.store.Store.history", broken)
    assert main(["history", ward]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "Walksheets itself made a mistake (ValueError)" in line
    (log,) = home.rglob("bug-*.txt")
    assert str(log) in line
    assert "commands.py" in log.read_text(encoding="utf-8")
    assert "Adams" not in log.read_text(encoding="utf-8") + line


def test_ctrl_c_stops_in_one_line(ward, capsys, monkeypatch):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("walksheets.store.Store.history", stopped)
    assert main(["history", ward]) == 130
    assert capsys.readouterr().err == "walksheets: Stopped; nothing was changed.\n"


def test_a_database_that_is_away_is_said_to_be_away(refused):
    line = refused("undo", "postgresql://nobody:secret@127.0.0.1:1/ward")
    assert "secret" not in line
    assert "nothing was changed" in line


def test_output_that_nobody_reads_to_the_end_is_no_error(ward):
    command = f"{sys.executable} -m walksheets history {ward} | true"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
