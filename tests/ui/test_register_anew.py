"""The register is taken in anew: home says which plan it moved away from, and its rounds are made even with few doors changing hands."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

NEW = ("21 Dale Close", "22 Dale Close", "23 Dale Close")


@pytest.fixture
def later(little_files, tmp_path):
    """Next month's register: three doors more, and everybody gone from 1 Anson Road."""
    with (little_files / "register.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    rows = [row for row in rows if row[8] != "1 Anson Road"]
    for at, address in enumerate(NEW):
        rows.append(
            ["ZZ1", str(900 + at), "0", "", "", "Newman", "Jo", "ZZ1 4AA", address, "Littleton", *[""] * 4]
        )
    made = tmp_path / "register 2.csv"
    with made.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    return made


def whose(campaign) -> dict[int, int]:
    """Which round each door is in, by the round's number."""
    numbers = {each.id: each.number for each in campaign.rounds.rounds("Leaflets")}
    return {row.door.id: numbers[row.round_id] for row in campaign.rounds.plan_doors("Leaflets")}


def test_the_plan_is_brought_up_to_date_from_home_with_most_doors_staying(little, later, settle, qtbot):
    campaign = little.session.desk.campaign
    campaign.rounds.delete_plan("Canvass")
    before = whose(campaign)
    campaign.imports.bring_in([later])
    settle(little)
    little.go("home")
    settle(little)
    step = next(b for b in little.home.findChildren(QAbstractButton) if b.text() == "Bring it up to date")
    qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    settle(little)
    rounds = little.screens["rounds"]
    assert little.where == "rounds" and rounds.presenter.board.plan.name == "Leaflets"
    assert "3 doors in no round" in rounds.side._news_words.text()
    assert "1 door that everybody left" in rounds.side._news_words.text()
    qtbot.mouseClick(rounds.side._even, Qt.MouseButton.LeftButton)
    settle(little)
    after = whose(campaign)
    addresses = {door.id: f"{door.number} {door.street}" for door in campaign.places.doors()}
    assert {addresses[door] for door in after.keys() - before.keys()} == set(NEW)
    stayed = [door for door in before if after.get(door) == before[door]]
    assert len(stayed) >= 0.9 * len(before)
    assert not rounds.side._even.isVisible()
