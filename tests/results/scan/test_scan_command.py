"""`walksheets scan`: says what is certain, keys nothing; its file is what `key` takes."""

import json

from walksheets import spreadsheets
from walksheets.cli import main


def test_the_command_reads_tells_and_keys_nothing(town, capsys):
    meant = dict(zip(town.lines(0), "15N", strict=False))
    file, out = town.flat(0, meant), town.folder / "read.csv"
    campaign = str(town.folder / "ward.walksheets")
    assert main(["scan", campaign, str(file), str(town.folder / "gone.png"), "--csv", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"{town.sheets[0]}: 3 lines answered, 0 in doubt" in said
    assert "gone.png cannot be opened" in said
    assert "nothing has been keyed" in said
    assert town.campaign.results.results() == []
    header, *rows = spreadsheets.read(out).rows
    assert header[:3] == ["sheet", "line", "result"]
    assert {int(row[1]): row[2] for row in rows if row[2]} == meant
    assert main(["key", campaign, str(out)]) == 0
    assert {each.line: each.result for each in town.campaign.results.results()} == meant


def test_the_command_s_answer_for_a_machine(town, capsys):
    file = town.flat(1, {})
    assert main(["scan", str(town.folder / "ward.walksheets"), str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["sheets"] == [
        {"sheet": town.sheets[1], "file": str(file), "page": 1, "answered": 0, "in_doubt": []}
    ]
    assert answer["not_read"] == []
