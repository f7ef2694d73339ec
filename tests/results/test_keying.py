"""Keying one line after another: what holds, what is kept of before, what it does to elector and sheet."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.results.conftest import fill
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.store import schema


def answers(campaign, **choice):
    return [(r.sheet, r.line, r.result, r.note) for r in campaign.results.results(**choice)]


def status(campaign, code):
    return campaign.results.page(code).status


def rows_of(file, table):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        return connection.execute(f"select * from {table}").fetchall()


def test_what_is_keyed_comes_back_in_the_words_that_were_printed(campaign):
    campaign.results.key("K7-F43", 2, "3", "has a question on buses")
    (result,) = campaign.results.results()
    assert (result.sheet, result.line, result.elector_number, result.elector_name) == (
        "K7-F43",
        2,
        "MA1-2",
        "Brook, Ben",
    )
    assert (result.result, result.note, result.keyed_by, result.source) == (
        "3",
        "has a question on buses",
        "Olu",
        "keys",
    )


def test_a_key_press_is_on_disk_when_it_returns(campaign):
    campaign.results.key("K7-F43", 1, "1")
    assert len(rows_of(campaign.store.where, "result")) == 1


@pytest.mark.parametrize("sheet", ["K7-F43", "k7f43", " K7 F43 ", "k7–f43"])
def test_a_sheet_code_is_read_however_it_is_typed(campaign, sheet):
    campaign.results.key(sheet, 1, "u")
    assert answers(campaign) == [("K7-F43", 1, "U", "")]


def test_the_same_answer_again_changes_nothing(campaign):
    campaign.results.key("K7-F43", 1, "1", "poster")
    assert not campaign.results.key("K7-F43", 1, "1")
    assert not campaign.results.key("K7-F43", 1, "1", "poster")
    assert len(campaign.results.history("K7-F43", 1)) == 1


def test_a_correction_keeps_what_was_there_and_who_said_so(campaign):
    campaign.results.key("K7-F43", 1, "1", "poster")
    campaign.store.who = "Priya"
    assert campaign.results.key("K7-F43", 1, "2").counts == {"corrected": 1}
    assert answers(campaign) == [("K7-F43", 1, "2", "poster")]
    now, before = campaign.results.history("k7f43", 1)
    assert (now.result, now.keyed_by, now.superseded) == ("2", "Priya", False)
    assert (before.result, before.keyed_by, before.superseded) == ("1", "Olu", True)


def test_a_note_alone_is_added_to_the_answer_that_is_there(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-F43", 1, "", "top bell")
    assert answers(campaign) == [("K7-F43", 1, "1", "top bell")]


def test_an_answer_can_be_taken_away(campaign):
    campaign.results.key("K7-F43", 1, "1", "poster")
    campaign.results.key("K7-F43", 1, "")
    assert answers(campaign) == []
    assert [r.result for r in campaign.results.history("K7-F43", 1)] == ["1"]


@pytest.mark.parametrize(
    ("sheet", "line", "result", "words"),
    [
        ("C2-C2X", 1, "1", "“C2-C2X” is no sheet of this campaign: it was printed from another one"),
        ("K7-F44", 1, "1", "“K7-F44” is not the code of a sheet; compare it"),
        ("K7-F43", 6, "1", "no line 6, only lines 1 to 5"),
        ("M3-H6W", 1, "L", "no line 1, only lines 11 to 13"),
        ("K7-F43", 1, "Q", "“Q” is not one of the codes 1 2 3 4 5 U W N R M X D A L O"),
    ],
)
def test_what_is_on_no_sheet_is_refused_in_a_sentence(campaign, sheet, line, result, words):
    with pytest.raises(UsersMistake, match=words.replace("(", r"\(")) as refusal:
        campaign.results.key(sheet, line, result)
    assert str(refusal.value).startswith("Nothing was kept: ")
    assert str(refusal.value).endswith(".")
    assert answers(campaign) == []


@pytest.mark.parametrize(("code", "flag"), [("M", "moved"), ("X", "deceased"), ("D", "do not contact")])
def test_some_codes_flag_the_elector_and_a_correction_or_undo_takes_the_flag_off(campaign, flags, code, flag):
    campaign.results.key("K7-F43", 1, code)
    assert flags() == [flag, "", "", ""]
    campaign.results.key("K7-F43", 1, "2")
    assert flags() == ["", "", "", ""]
    campaign.store.undo()
    assert flags() == [flag, "", "", ""]
    campaign.store.undo()
    assert flags() == ["", "", "", ""]
    assert answers(campaign) == []


def test_a_flag_that_was_there_before_stays_when_the_answer_is_corrected(campaign, flags):
    with campaign.store.change("Ask for peace") as writer:
        (elector,) = writer.connection.execute(
            select(schema.elector.c.id).where(schema.elector.c.number == 1)
        ).scalars()
        writer.update(schema.elector, [{"id": elector, "flags": "do not contact"}])
    campaign.results.key("K7-F43", 1, "D")
    campaign.results.key("K7-F43", 1, "2")
    assert flags()[0] == "do not contact"


def test_a_flag_stays_while_another_sheet_says_the_same(campaign, flags):
    campaign.results.key("K7-F43", 1, "X")
    campaign.results.key("K7-H5N", 1, "X")
    campaign.results.key("K7-F43", 1, "N")
    assert flags()[0] == "deceased"
    campaign.results.key("K7-H5N", 1, "N")
    assert flags()[0] == ""


def test_one_flag_takes_another_ones_place(campaign, flags):
    campaign.results.key("K7-F43", 1, "M")
    campaign.results.key("K7-F43", 1, "X")
    assert flags()[0] == "deceased"


def test_an_elector_who_is_no_longer_there_can_still_be_keyed(campaign):
    with campaign.store.change("Lose an elector") as writer:
        writer.delete(schema.elector, writer.connection.execute(select(schema.elector.c.id)).scalars().all())
    campaign.results.key("K7-F43", 1, "M")
    assert campaign.results.results()[0].elector_name == "Adams, Ann"


def test_a_sheet_is_back_with_its_first_answer_and_keyed_with_its_last(campaign):
    assert status(campaign, "K7-F43") == "out"
    for line in (1, 2, 3):
        campaign.results.key("K7-F43", line, "N")
        assert status(campaign, "K7-F43") == "back"
    campaign.results.key("K7-F43", 4, "1")
    page = campaign.results.page("K7-F43")
    assert (page.status, page.keyed, page.wanted, len(page.lines)) == ("keyed", 4, 4, 5)
    campaign.store.undo()
    assert status(campaign, "K7-F43") == "back"


def test_a_lost_sheet_that_turns_up_can_be_keyed(campaign):
    with campaign.store.change("Lose a sheet") as writer:
        (sheet,) = writer.connection.execute(
            select(schema.sheet.c.id).where(schema.sheet.c.code == "K7-F43")
        ).scalars()
        writer.update(schema.sheet, [{"id": sheet, "status": "lost"}])
    campaign.results.key("K7-F43", 1, "N")
    assert status(campaign, "K7-F43") == "back"


def test_the_rest_of_a_page_is_given_one_answer_in_one_change(campaign):
    campaign.results.key("K7-F43", 2, "1")
    assert campaign.results.key_rest("K7-F43").counts == {"new": 3}
    assert [result for _, _, result, _ in answers(campaign)] == ["N", "1", "N", "N"]
    assert status(campaign, "K7-F43") == "keyed"
    campaign.store.undo()
    assert [line for _, line, _, _ in answers(campaign)] == [2]


def test_a_leaflet_sheet_is_keyed_door_by_door(campaign):
    campaign.results.key("M3-H6W", 11, "O", "dog")
    campaign.results.key_rest("M3-H6W", "L")
    assert [(line, result) for _, line, result, _ in answers(campaign)] == [(11, "O"), (12, "L"), (13, "L")]
    assert status(campaign, "M3-H6W") == "keyed"


def test_what_was_keyed_last_comes_first(campaign):
    for line, code in ((1, "1"), (2, "2"), (3, "3")):
        campaign.results.key("K7-F43", line, code)
    assert [result.result for result in campaign.results.latest(2)] == ["3", "2"]


def test_the_change_log_names_nobody(campaign):
    campaign.results.key("K7-F43", 1, "X", "told by her sister")
    assert campaign.store.history(1)[0].what == "Key K7-F43 line 1"


def test_two_who_key_the_same_line_in_one_database_both_stay_and_the_later_holds(postgres_url):
    with Campaign.create(postgres_url, "Ward", who="Olu") as one:
        fill(one)
        with Campaign.open(postgres_url, who="Priya") as other, ThreadPoolExecutor(2) as hands:
            for _ in range(5):
                presses = [
                    hands.submit(room.results.key, "K7-F43", 1, code)
                    for room, code in ((one, "1"), (other, "4"))
                ]
                for press in presses:
                    press.result()
                (holds,) = [result for result in one.results.results() if result.line == 1]
                kept = other.results.history("K7-F43", 1)
                assert (holds.result, holds.superseded) == (kept[0].result, False)
                assert all(before.superseded for before in kept[1:])
            assert {result.keyed_by for result in kept} == {"Olu", "Priya"}
