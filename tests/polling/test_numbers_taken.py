"""Numbers from the pads: who has voted, all or nothing, undone and exported."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.errors import UsersMistake
from walksheets.polling.numbers import read_numbers
from walksheets.store import schema

DAY = "2026-05-07"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Campaign]:
    """LV1 with 1 to 20, 12/1 and 12/2; LV2 with 1 to 5, of whom 5 is gone; one other elector in LV1."""
    with Campaign.create(tmp_path / "ward.walksheets", who="Olu") as campaign:
        numbers = [("LV1", n, 0, "") for n in range(1, 21)]
        numbers += [("LV1", 12, 1, ""), ("LV1", 12, 2, ""), ("LV1", 900, 0, "")]
        numbers += [("LV2", n, 0, "2026-04-01" if n == 5 else "") for n in range(1, 6)]
        with campaign.store.change("A register") as writer:
            writer.insert(
                schema.elector,
                [
                    {
                        "prefix": p,
                        "number": n,
                        "suffix": s,
                        "gone_on": gone,
                        "other": "anonymous" * (n == 900),
                    }
                    for p, n, s, gone in numbers
                ],
            )
        campaign.polling.set_day(DAY)
        yield campaign


def kept(campaign: Campaign, day: str | None = None) -> list[str]:
    return [each.elector_number for each in campaign.polling.voted(day)]


def test_numbers_are_kept_as_they_stand_on_the_pad(ward):
    done = ward.polling.take_numbers("12, 3;12/1\n 7 / 0 LV2-4", "LV1")
    assert done.counts == {"new": 5, "same": 0}
    assert kept(ward) == ["LV1-12", "LV1-3", "LV1-12/1", "LV1-7", "LV2-4"]


def test_a_number_brought_in_twice_counts_once(ward):
    ward.polling.take_numbers("3 4", "LV1")
    done = ward.polling.take_numbers("4 4 5", "lv1")
    assert done.counts == {"new": 1, "same": 1}
    assert kept(ward) == ["LV1-3", "LV1-4", "LV1-5"]


def test_one_number_that_nobody_has_keeps_all_of_them_out(ward):
    with pytest.raises(UsersMistake, match="LV1-77"):
        ward.polling.take_numbers("3 77", "LV1")
    assert kept(ward) == []


def test_a_suffix_that_nobody_has_names_those_there_are(ward):
    with pytest.raises(UsersMistake, match=r"LV1-12/9.*There is LV1-12, LV1-12/1, LV1-12/2"):
        ward.polling.take_numbers("12/9", "LV1")


def test_who_is_gone_from_the_register_cannot_have_voted(ward):
    with pytest.raises(UsersMistake, match="LV2-5"):
        ward.polling.take_numbers("5", "LV2")


@pytest.mark.parametrize("text", ["", " , ;", "twelve", "12 x"])
def test_what_is_no_number_is_refused(ward, text):
    with pytest.raises(UsersMistake, match="nothing was kept"):
        ward.polling.take_numbers(text, "LV1")


def test_without_a_polling_day_nothing_is_kept(tmp_path):
    with (
        Campaign.create(tmp_path / "a.walksheets") as campaign,
        pytest.raises(UsersMistake, match="Set it first"),
    ):
        campaign.polling.take_numbers("1", "LV1")


@pytest.mark.parametrize("day", ["7 May", "2026-13-01", ""])
def test_a_polling_day_is_a_date(ward, day):
    with pytest.raises(UsersMistake, match="is no date"):
        ward.polling.set_day(day)
    assert ward.polling.day() == DAY


def test_turnout_by_polling_district_is_of_all_on_the_register(ward):
    ward.polling.take_numbers("1 2 900", "LV1")
    assert [(d.district, d.electors, d.voted) for d in ward.polling.districts()] == [
        ("LV1", 23, 3),
        ("LV2", 4, 0),
    ]


def test_a_misread_number_is_taken_back_and_undo_brings_it_back(ward):
    ward.polling.take_numbers("1 2 3", "LV1")
    assert ward.polling.take_back("2", "LV1").counts == {"removed": 1}
    assert kept(ward) == ["LV1-1", "LV1-3"]
    ward.store.undo()
    assert sorted(kept(ward)) == ["LV1-1", "LV1-2", "LV1-3"]
    ward.store.undo()
    assert kept(ward) == []
    ward.store.redo()
    assert kept(ward) == ["LV1-1", "LV1-2", "LV1-3"]


def test_what_was_not_kept_cannot_be_taken_back(ward):
    ward.polling.take_numbers("1", "LV1")
    with pytest.raises(UsersMistake, match="LV1-2 had not been kept"):
        ward.polling.take_back("1 2", "LV1")
    assert kept(ward) == ["LV1-1"]


def test_another_polling_day_begins_with_nobody(ward):
    ward.polling.take_numbers("1 2", "LV1")
    ward.polling.set_day("2027-05-06")
    assert kept(ward) == []
    assert [d.voted for d in ward.polling.districts()] == [0, 0]
    ward.polling.take_numbers("1", "LV1")
    assert len(kept(ward, "")) == 3


def test_a_register_without_polling_districts_has_one_nameless_one(tmp_path):
    with Campaign.create(tmp_path / "a.walksheets") as campaign:
        with campaign.store.change("A register") as writer:
            writer.insert(schema.elector, [{"prefix": "", "number": n} for n in (1, 2)])
        campaign.polling.set_day(DAY)
        campaign.polling.take_numbers("2")
        (district,) = campaign.polling.districts()
        assert (district.name, district.electors, district.voted) == ("no polling district", 2, 1)


def test_the_export_holds_every_number_of_every_day(ward, tmp_path):
    ward.polling.take_numbers("1 12/2", "LV1")
    done = ward.reports.export("voted", tmp_path / "voted.csv")
    with (tmp_path / "voted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert done.counts == {"rows": 2}
    assert [(r["polling_day"], r["elector_number"], r["taken_by"]) for r in rows] == [
        (DAY, "LV1-1", "Olu"),
        (DAY, "LV1-12/2", "Olu"),
    ]


def test_a_campaign_from_before_polling_day_opens_and_keeps_its_electors(ward):
    file = Path(str(ward.store.where))
    ward.close()
    with sqlite3.connect(file) as older:
        for table in ("voted", "follow_up", "sheet_return", "scanned_page"):  # what came since
            older.execute(f"drop table {table}")
        for column in ("holder", "status_by", "destroyed_at"):
            older.execute(f"alter table sheet drop column {column}")
        for column in ("back_m", "back_min"):
            older.execute(f"alter table round drop column {column}")
        older.execute("update alembic_version set version_num = '0001'")
        before = older.execute("select count(*) from elector").fetchone()
    with Campaign.open(file) as campaign:
        campaign.polling.take_numbers("3", "LV1")
        assert kept(campaign) == ["LV1-3"]
    with sqlite3.connect(file) as now:
        assert now.execute("select count(*) from elector").fetchone() == before


def test_the_command_keeps_numbers_and_shows_the_turnout(ward, capsys):
    file = str(ward.store.where)
    ward.close()
    assert main(["voted", file, "--day", "2026-05-08", "--district", "LV1", "--numbers", "1 2 12/1"]) == 0
    assert "LV1  3 of 23 voted" in capsys.readouterr().out
    assert main(["voted", file, "--district", "LV1", "--numbers", "2", "--take-back"]) == 0
    assert "LV1  2 of 23 voted" in capsys.readouterr().out


pads = st.lists(st.tuples(st.integers(1, 9999), st.integers(0, 20)), min_size=1, max_size=60)


@given(pads, st.sampled_from([" ", ", ", ",", ";", "\n", "  "]))
def test_whatever_stands_on_a_pad_is_read_number_by_number(pad, between):
    text = between.join(f"{number}/{suffix}" if suffix else str(number) for number, suffix in pad)
    read = [(n.prefix, n.number, n.suffix) for n in read_numbers(text, "AB1")]
    assert read == list(dict.fromkeys(("AB1", number, suffix) for number, suffix in pad))
