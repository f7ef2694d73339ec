"""Pages read and not confirmed are on disk: closing the program, or its end, loses nothing."""

import pytest

from tests.results.scan.conftest import BALLPOINT
from tests.sheets.conftest import CODES
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake


def twice_marked(town):
    line, *others = town.lines(0)

    def also(writing):
        writing.mark(writing.page.rows[line][CODES.index("5")], "cross", BALLPOINT, 0.9, 0.03)

    return line, town.flat(0, {line: "1", others[0]: "2"}, also)


def status(campaign, sheet):
    return next(row.status for row in campaign.sheets.ledger() if row.code == sheet)


def test_what_was_read_and_decided_is_there_when_the_program_comes_back(town):
    line, file = twice_marked(town)
    (read,) = town.campaign.scans.read([file], keep=True).pages
    town.campaign.scans.remember(read.sheet, {line: "5"}, {line: "ring twice"})
    town.campaign.close()
    file.unlink()
    with Campaign.open(town.folder / "ward.walksheets", who="Priya") as later:
        assert later.results.scans_waiting() == 1
        assert later.results.results() == []
        (waiting,) = later.scans.waiting()
        assert waiting.scan.lines == read.lines
        assert waiting.scan.picture == read.picture
        assert (waiting.decided, waiting.notes) == ({line: "5"}, {line: "ring twice"})
        later.scans.confirm(waiting.scan, waiting.decided, waiting.notes)
        assert {each.line: each.result for each in later.results.results()}[line] == "5"
        assert later.scans.waiting() == () and later.results.scans_waiting() == 0


def test_a_sheet_in_the_heap_is_scanned_in_the_ledger_and_a_keyed_one_stays_keyed(town):
    _, file = twice_marked(town)
    sheet = town.sheets[0]
    (read,) = town.campaign.scans.read([file], keep=True).pages
    assert status(town.campaign, sheet) == "scanned"
    town.campaign.scans.confirm(read, {read.doubtful[0].line: "1"})
    assert status(town.campaign, sheet) == "keyed"
    town.campaign.scans.read([file], keep=True)
    assert status(town.campaign, sheet) == "keyed"


def test_the_same_sheet_again_takes_the_place_of_its_picture_and_keeps_what_was_decided(town):
    line, file = twice_marked(town)
    (first,) = town.campaign.scans.read([file], keep=True).pages
    town.campaign.scans.remember(first.sheet, {line: "1"}, {})
    (second,) = town.campaign.scans.read([town.flat(0, {line: "1"})], keep=True).pages
    (waiting,) = town.campaign.scans.waiting()
    assert waiting.scan.picture == second.picture != first.picture
    assert waiting.decided == {line: "1"}


def test_a_page_is_compared_with_what_was_keyed_while_it_lay_there(town):
    line = town.lines(0)[0]
    town.campaign.scans.read([town.flat(0, {line: "4"})], keep=True)
    town.campaign.results.key(town.sheets[0], line, "2")
    (waiting,) = town.campaign.scans.waiting()
    assert [each.why for each in waiting.scan.doubtful] == ["keyed as 2 before"]


def test_a_page_taken_off_is_gone_and_its_sheet_can_be_scanned_again(town):
    _, file = twice_marked(town)
    town.campaign.scans.read([file], keep=True)
    town.campaign.scans.take_off(town.sheets[0])
    assert town.campaign.scans.waiting() == ()
    assert len(town.campaign.scans.read([file], keep=True).pages) == 1


def test_a_torn_sheet_read_by_its_typed_code_waits_too(town):
    paper = town.marked(0, {})
    paper[:340, :360] = 255
    file = town.scan(paper)
    town.campaign.scans.read_as(file, 1, town.sheets[0], keep=True)
    assert town.campaign.results.scans_waiting() == 1


def test_reading_without_keeping_leaves_no_trace(town):
    _, file = twice_marked(town)
    before = town.campaign.sheets.ledger()
    town.campaign.scans.read([file])
    assert town.campaign.results.scans_waiting() == 0
    assert town.campaign.sheets.ledger() == before


def test_no_picture_is_kept_in_the_history(town):
    _, file = twice_marked(town)
    (read,) = town.campaign.scans.read([file], keep=True).pages
    town.campaign.scans.confirm(read, {read.doubtful[0].line: "1"})
    town.campaign.close()
    assert (town.folder / "ward.walksheets").stat().st_size < 3_000_000
    with Campaign.open(town.folder / "ward.walksheets") as later, later.store.read() as connection:
        from walksheets.store import schema

        logged = connection.execute(schema.change_entry.select()).mappings().all()
        assert not [entry for entry in logged if "picture" in (entry["before"] or {})]
        assert {entry["table_name"] for entry in logged}.isdisjoint({"scanned_page"})


def test_confirming_whole_or_not_at_all_leaves_the_page_on_the_heap(town):
    _, file = twice_marked(town)
    (read,) = town.campaign.scans.read([file], keep=True).pages
    with pytest.raises(UsersMistake, match="decide line"):
        town.campaign.scans.confirm(read)
    assert town.campaign.results.scans_waiting() == 1
