"""The commands on a plan: doors aside, blocks, whole streets, barriers, locks; each mistake is one line and changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.rounds import SplitRequest


@pytest.fixture
def run(town: Campaign, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run `walksheets rounds VERB CAMPAIGN Spring …` and give its answer."""
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=5))
    where = str(tmp_path / "town.walk")
    town.close()

    def _run(verb: str, *arguments: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert main(["rounds", verb, where, "Spring", *arguments, *(["--json"] if not code else [])]) == code
        told = capsys.readouterr()
        return json.loads(told.out) if not code else told.err

    _run.where = where  # type: ignore[attr-defined]
    return _run


def test_doors_by_post_are_listed_exported_and_brought_back(run: Any, tmp_path: Path) -> None:
    run("aside", "--post", "--street", "anson road", "--reason", "a gate")
    run("aside", "--nobody", "--doors", "41-43,50")
    listed = run("aside")
    assert listed["counts"] == {"post": 40, "nobody": 4}
    assert {each["reason"] for each in listed["doors"]} == {"a gate", ""}
    file = tmp_path / "mailing.csv"
    assert main(["export", run.where, "set-aside", str(file), "--plan", "Spring"]) == 0
    rows = file.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 44 and rows[0].startswith("plan,how,reason,door")
    run("aside", "--back", "--street", "Anson Road")
    assert run("aside")["counts"] == {"post": 0, "nobody": 4}
    assert run("list")["aside"] == 4
    assert sum(each["doors"] for each in run("list")["rounds"]) == 240 - 4


def test_blocks_whole_streets_and_locks(run: Any) -> None:
    run("together", "The Court", "--doors", "1,60,120")
    assert run("together")["blocks"] == {"The Court": [1, 60, 120]}
    assert run("whole", "--street", "Birch Lane")["whole_streets"] == ["Birch Lane"]
    run("lock", "--round", "2")
    assert [each["locked"] for each in run("list")["rounds"]].count(True) == 1
    run("balance", "--keep", "0.5", "--seconds", "0.2")
    assert run("whole", "--street", "Birch Lane", "--off")["whole_streets"] == []
    run("together", "The Court", "--apart")
    assert run("together")["blocks"] == {} and run("barriers")["barriers"] == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("aside", "--post"), "Say which doors"),
        (("aside", "--post", "--nobody", "--doors", "1"), "Say one of --post"),
        (("aside", "--post", "--street", "Nowhere"), "No street is called “Nowhere”"),
        (("aside", "--post", "--postcode", "AA1 1AA"), "No door has the postcode"),
        (("aside", "--post", "--doors", "x"), "does not say which doors"),
        (("together", "Yard", "--apart"), "No block is called “Yard”"),
        (("barriers", "--remove", "1"), "has no barrier 1"),
        (("lock", "--round", "77"), "has no round 77"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(run: Any, arguments: tuple[str, ...], why: str) -> None:
    before = run("list")
    said = run(*arguments, code=2)
    assert why in said and "nothing was" in said and len(said.splitlines()) == 1
    assert run("list") == before
