"""What the paper says against what is known: keyed twice, keyed by two, empty lines, moved electors, old registers."""

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.results import Contradiction, NoSuchSheet
from walksheets.store import schema


def answers(campaign):
    return [(r.sheet, r.line, r.result) for r in campaign.results.results()]


def test_nobody_writes_over_an_answer_they_have_not_seen(campaign):
    with Campaign.open(campaign.store.where, who="Priya") as other:
        other.results.key("K7-F43", 1, "1", expected="")
    with pytest.raises(Contradiction, match="keyed as 1 by Priya already; 4 was not kept") as found:
        campaign.results.key("K7-F43", 1, "4", expected="")
    assert (found.value.line, found.value.standing, found.value.by) == (1, "1", "Priya")
    assert answers(campaign) == [("K7-F43", 1, "1")]
    campaign.results.key("K7-F43", 1, "4", expected="1")
    assert answers(campaign) == [("K7-F43", 1, "4")]


def test_the_same_answer_from_both_is_kept_once(campaign):
    campaign.results.key("K7-F43", 1, "1", expected="")
    assert not campaign.results.key("K7-F43", 1, "1", expected="")
    assert len(campaign.results.history("K7-F43", 1)) == 1


def test_a_door_where_nobody_is_at_home_takes_one_key_and_leaves_answers_alone(campaign):
    campaign.results.key("K7-F43", 3, "2")
    assert campaign.results.key_door("K7-F43", 4).counts == {"new": 1}
    assert answers(campaign) == [("K7-F43", 3, "2"), ("K7-F43", 4, "N")]


def test_empty_lines_are_asked_for_once_and_the_sheet_is_then_keyed(campaign):
    campaign.results.key("K7-F43", 1, "2")
    page = campaign.results.page("K7-F43")
    assert (page.status, [line.line for line in page.waiting], page.back.blanks_asked) == (
        "back",
        [2, 3, 4],
        False,
    )
    campaign.results.leave_blank("K7-F43")
    page = campaign.results.page("K7-F43")
    assert (page.status, page.back.blanks_asked) == ("keyed", True)
    campaign.store.undo()
    page = campaign.results.page("K7-F43")
    assert (page.status, page.back.blanks_asked) == ("back", False)


def test_a_leaflet_sheet_says_when_how_long_and_what_was_left(campaign):
    campaign.results.key_rest("M3-H6W", "L")
    campaign.results.note_return("M3-H6W", walked_on="2026-02-08", minutes=31, left_over=4)
    back = campaign.results.page("M3-H6W").back
    assert (back.walked_on, back.minutes, back.left_over) == ("2026-02-08", 31, 4)
    (walked,) = campaign.results.walked()
    assert (walked.sheet, walked.kind, len(walked.door_ids), walked.minutes) == ("M3-H6W", "leaflet", 3, 31)
    assert {r.walked_on for r in campaign.results.results()} == {"2026-02-08"}
    campaign.results.note_return("M3-H6W", walked_on="2026-02-08", minutes=33)
    assert campaign.results.walked()[0].minutes == 33
    campaign.store.undo()
    campaign.store.undo()
    assert campaign.results.walked() == []


@pytest.mark.parametrize(("minutes", "left"), [(0, None), (-4, None), (5000, None), (30, -1)])
def test_minutes_and_leaflets_that_cannot_be_are_refused(campaign, minutes, left):
    with pytest.raises(UsersMistake, match="nothing was kept"):
        campaign.results.note_return("M3-H6W", minutes=minutes, left_over=left)
    assert campaign.results.walked() == []


def test_the_nearest_printed_sheet_is_offered_for_a_mistyped_code(campaign):
    with pytest.raises(NoSuchSheet, match="nearest printed here: K7-F43") as found:
        campaign.results.page("K7-F44")
    assert found.value.nearest == ("K7-F43",)


def test_an_elector_who_moved_or_left_is_said_so_and_the_line_is_as_printed(campaign):
    with campaign.store.change("Move house") as writer:
        ids = (
            writer.connection.execute(select(schema.elector.c.id).order_by(schema.elector.c.number))
            .scalars()
            .all()
        )
        doors = writer.connection.execute(select(schema.door.c.id).order_by(schema.door.c.id)).scalars().all()
        writer.update(
            schema.elector, [{"id": ids[0], "door_id": doors[2]}, {"id": ids[1], "gone_on": "2026-02-01"}]
        )
    lines = campaign.results.page("K7-F43").lines
    assert [line.now for line in lines] == ["now at 5 Mill Lane", "off the register", "", "", ""]
    assert (lines[0].elector_name, lines[0].number) == ("Adams, Ann", "1")


def test_a_sheet_printed_two_registers_ago_says_so(campaign):
    with campaign.store.change("Take in registers") as writer:
        run = writer.connection.execute(
            select(schema.print_run.c.id).where(schema.print_run.c.number == 1)
        ).scalar()
        writer.update(schema.print_run, [{"id": run, "register_date": "2025-12-01"}])
        dates = ("2025-12-01", "2026-01-02", "2026-02-02")
        writer.insert(schema.import_batch, [{"kind": "register", "register_date": date} for date in dates])
    assert campaign.results.page("K7-F43").registers_since == 2
    assert campaign.results.page("M3-H6W").registers_since == 0


def test_settling_a_disagreement_keeps_what_the_other_said_in_the_history(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-H5N", 1, "4")
    (found,) = campaign.results.disagreements()
    campaign.results.settle(found, "1")
    assert campaign.results.disagreements() == []
    assert answers(campaign) == [("K7-F43", 1, "1"), ("K7-H5N", 1, "1")]
    assert [r.result for r in campaign.results.history("K7-H5N", 1)] == ["1", "4"]
    campaign.store.undo()
    assert len(campaign.results.disagreements()) == 1


def test_an_elector_on_two_sheets_is_counted_once_by_code(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-H5N", 1, "1")
    campaign.results.key("K7-F43", 2, "2")
    campaign.results.key("K7-H5N", 2, "N")
    assert campaign.results.totals("Canvass").by_code == {"1": 1, "2": 1}


def test_what_was_keyed_last_says_which_change_takes_it_back(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-F43", 2, "2")
    first = campaign.results.latest()[1]
    campaign.store.undo(first.change)
    assert answers(campaign) == [("K7-F43", 2, "2")]


def test_doors_that_share_a_box_are_one_row_of_the_paper(campaign):
    with campaign.store.change("Lay out") as writer:
        lines = writer.connection.execute(
            select(schema.sheet_line.c.id, schema.sheet_line.c.line).where(schema.sheet_line.c.line > 10)
        ).all()
        places = {11: {"x": 26.0, "y": 290.5}, 12: {"x": 26.0, "y": 290.5}, 13: {"x": 26.0, "y": 250.0}}
        writer.update(schema.sheet_line, [{"id": each.id, "layout": places[each.line]} for each in lines])
    assert [line.row for line in campaign.results.page("M3-H6W").lines] == [11, 11, 13]
    assert [line.row for line in campaign.results.page("K7-F43").lines] == [1, 2, 3, 4, 5]
    campaign.results.key_lines("M3-H6W", {11: ("L", None), 12: ("O", "dog")})
    assert [(r.line, r.result, r.note) for r in campaign.results.results()] == [
        (11, "L", ""),
        (12, "O", "dog"),
    ]
    campaign.store.undo()
    assert answers(campaign) == []


def test_the_newest_answer_is_that_of_the_latest_day_on_paper(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-H5N", 1, "4")
    campaign.results.note_return("K7-F43", walked_on="2099-02-08")
    (found,) = campaign.results.disagreements()
    assert [answer.result for answer in found.answers] == ["1", "4"]
    assert campaign.results.totals("Canvass").by_code == {"1": 1}
