"""From a picture to the results: nothing unseen, nothing twice, nothing of another campaign."""

import shutil

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from sqlalchemy import update

from tests.results.scan.conftest import BALLPOINT, Town
from tests.results.scan.simulator import photographed, scanned
from tests.sheets.conftest import CODES, lay_out
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.results.keying import Contradiction
from walksheets.results.scan import ScannedPage
from walksheets.store import schema


def read_one(town: Town, *files) -> ScannedPage:
    report = town.campaign.scans.read(list(files))
    assert report.unread == ()
    (page,) = report.pages
    return page


def test_a_scanned_page_is_read_and_enters_the_results_only_when_confirmed(town):
    lines = town.lines(0)
    meant = dict(zip(lines, "15UN3", strict=False))
    page = read_one(town, town.flat(0, meant))
    assert page.sheet == town.sheets[0]
    assert page.doubtful == ()
    assert {line.line: line.code for line in page.lines if line.code} == meant
    assert town.campaign.results.results() == []
    done = town.campaign.scans.confirm(page)
    assert done.counts["new"] == len(meant)
    kept = town.campaign.results.results()
    assert {result.line: result.result for result in kept} == meant
    assert {result.source for result in kept} == {"scan"}


def test_a_confirmed_page_is_taken_back_as_one(town):
    before = town.campaign.sheets.ledger()
    page = read_one(town, town.flat(0, dict.fromkeys(town.lines(0), "X")))
    town.campaign.scans.confirm(page)
    with town.campaign.store.read() as connection:
        flags = {row["flags"] for row in connection.execute(schema.elector.select()).mappings()}
        assert "deceased" in flags
    assert town.campaign.sheets.ledger() != before
    town.campaign.store.undo()
    assert town.campaign.results.results() == []
    assert town.campaign.sheets.ledger() == before


def test_two_marks_on_a_line_are_a_person_s_to_decide(town):
    line, *others = town.lines(0)

    def also(writing):
        writing.mark(writing.page.rows[line][CODES.index("5")], "cross", BALLPOINT, 0.9, 0.03)

    page = read_one(town, town.flat(0, {line: "1", others[0]: "2"}, also))
    (open_line,) = page.doubtful
    assert (open_line.line, open_line.code, open_line.why) == (line, "", "1 and 5 are both marked")
    with pytest.raises(UsersMistake, match=f"decide line {line} first"):
        town.campaign.scans.confirm(page)
    assert town.campaign.results.results() == []
    town.campaign.scans.confirm(page, {line: "5"}, {line: "has moved his shop"})
    kept = {result.line: (result.result, result.note) for result in town.campaign.results.results()}
    assert kept == {line: ("5", "has moved his shop"), others[0]: ("2", "")}


def test_a_page_already_keyed_is_compared_and_not_doubled(town):
    first, second, third = town.lines(0)[:3]
    town.campaign.results.key(town.sheets[0], first, "1")
    town.campaign.results.key(town.sheets[0], second, "2")
    page = read_one(town, town.flat(0, {first: "1", second: "4", third: "3"}))
    (differs,) = page.doubtful
    assert (differs.line, differs.code, differs.why) == (second, "4", "keyed as 2 before")
    town.campaign.scans.confirm(page, {second: "2"})
    kept = town.campaign.results.results(superseded=True)
    assert [(result.line, result.result, result.source) for result in kept] == [
        (first, "1", "keys"),
        (second, "2", "keys"),
        (third, "3", "scan"),
    ]
    assert not town.campaign.scans.confirm(town.campaign.scans.again(page), {second: "2"})


def test_two_organisers_at_once_do_not_double_or_write_over(town):
    first, second = town.lines(0)[:2]
    file = town.flat(0, {first: "1", second: "2"})
    mine, theirs = read_one(town, file), read_one(town, file)
    with Campaign.open(town.folder / "ward.walksheets", who="Priya") as other:
        other.scans.confirm(theirs)
    town.campaign.scans.confirm(mine)
    assert len(town.campaign.results.results(superseded=True)) == 2
    third = read_one(town, file)
    town.campaign.results.key(town.sheets[0], first, "5")
    with pytest.raises(Contradiction):
        town.campaign.scans.confirm(third, {first: "3"})
    assert [line.why for line in town.campaign.scans.again(third).doubtful] == ["keyed as 5 before"]


def test_a_sheet_of_another_campaign_is_refused(town, tmp_path):
    file = town.flat(0, {})
    with Campaign.create(tmp_path / "other.walksheets", name="Other", who="Olu") as other:
        lay_out(other)
        report = other.scans.read([file])
    assert report.pages == ()
    (refused,) = report.unread
    assert "another campaign" in refused.why and refused.sheet == town.sheets[0]


def test_a_sheet_of_another_campaign_is_refused_even_where_ours_has_its_code(town, tmp_path):
    file = town.flat(0, {})
    other_file = tmp_path / "copied" / "ward.walksheets"
    other_file.parent.mkdir()
    shutil.copy(town.folder / "ward.walksheets", other_file)
    with Campaign.open(other_file, who="Olu") as other:  # every sheet with the same code and the same boxes
        with other.store.change("Another campaign") as writer:
            writer.connection.execute(update(schema.campaign).values(uid="another"))
        (refused,) = other.scans.read([file]).unread
        assert refused.sheet == town.sheets[0] and "another campaign" in refused.why
        (symbol,) = zxingcpp.read_barcodes(town.pages[0].grey)
        for verb in (other.results.page, lambda text: other.sheets.mark([text], "back"), other.sheets.lines):
            with pytest.raises(UsersMistake, match="from another"):
                verb(symbol.text)
    assert town.campaign.results.page(symbol.text).sheet == town.sheets[0]


def test_a_sheet_printed_before_codes_said_whose_they_are_is_read(town):
    meant = {town.lines(0)[0]: "2"}
    paper = town.marked(0, meant)
    older = segno.make(town.sheets[0], error="h", version=1, boost_error=False)
    modules = np.kron(1 - np.array(older.matrix, np.uint8), np.ones((10, 10), np.uint8)) * 255
    paper[108:318, 108:318] = modules[:210, :210]
    page = read_one(town, town.scan(paper))
    assert {line.line: line.code for line in page.lines if line.code} == meant


def test_a_page_that_is_not_laid_out_as_the_ledger_says_is_refused(town):
    file = town.flat(0, {})
    with town.campaign.store.change("Another campaign's page with the same code") as writer:
        rows = writer.connection.execute(schema.sheet_line.select()).mappings().all()
        moved = [{"id": r["id"], "layout": {**r["layout"], "y": r["layout"]["y"] * 0.9 + 12}} for r in rows]
        writer.update(schema.sheet_line, moved)
    (refused,) = town.campaign.scans.read([file]).unread
    assert "cannot be made out" in refused.why


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_photograph_is_read_whichever_way_up(town, quarter_turns):
    meant = dict(zip(town.lines(0), "2W41R", strict=False))
    picture = photographed(town.marked(0, meant), np.random.default_rng(3), 200, quarter_turns)
    page = read_one(town, town.scan(picture))
    assert page.doubtful == ()
    assert {line.line: line.code for line in page.lines if line.code} == meant


def test_two_pages_in_one_picture_are_both_read(town):
    rng = np.random.default_rng(5)
    meant = [dict(zip(town.lines(at), "31U", strict=False)) for at in (0, 1)]
    both = np.hstack([scanned(town.marked(at, meant[at]), rng, 200) for at in (0, 1)])
    report = town.campaign.scans.read([town.scan(both)])
    assert {page.sheet for page in report.pages} == set(town.sheets[:2])
    for page in report.pages:
        at = town.sheets.index(page.sheet)
        assert {line.line: line.code for line in page.lines if line.code} == meant[at]


@pytest.mark.parametrize("quarter_turns", [0, 2])
def test_a_torn_off_code_is_typed_once(town, quarter_turns):
    meant = dict(zip(town.lines(0), "42N", strict=False))
    paper = town.marked(0, meant)
    paper[:340, :360] = 255
    file = town.scan(np.rot90(scanned(paper, np.random.default_rng(2), 200), quarter_turns))
    (unread,) = town.campaign.scans.read([file]).unread
    assert unread.code_missing and "Type the code" in unread.why
    page = town.campaign.scans.read_as(file, unread.number, town.sheets[0].lower().replace("-", " "))
    assert page.doubtful == ()
    assert {line.line: line.code for line in page.lines if line.code} == meant
    with pytest.raises(UsersMistake, match="does not look like"):
        town.campaign.scans.read_as(file, unread.number, town.sheets[1])


def test_the_same_sheet_twice_is_given_once_from_the_clearer_picture(town):
    line = town.lines(0)[0]

    def smudge(writing):
        writing.scribble_out(writing.page.rows[line][3], BALLPOINT)

    poor, clear = (
        town.flat(0, {line: "1"}, smudge).rename(town.folder / "poor.png"),
        town.flat(0, {line: "1"}),
    )
    report = town.campaign.scans.read([poor, clear])
    (page,) = report.pages
    assert page.file == clear
    assert [each.file for each in report.unread] == [poor]


def test_not_home_answers_the_household_and_follow_ups_and_notes_come_along(town):
    page_of = {line.line: line for line in town.campaign.results.page(town.sheets[0]).lines}
    head = town.lines(0)[0]
    living = [line for line in town.lines(0) if page_of[line].door_id == page_of[head].door_id]
    row_y = town.pages[0].rows[head][0][1]
    above = sorted(box for box in town.pages[0].others if 0 < row_y - box[1] < 120)
    below = sorted(
        box for box in town.pages[0].others if 0 < box[1] - town.pages[0].rows[living[-1]][0][1] < 120
    )
    not_home, slip = above[-2:]
    poster = below[0]

    def also(writing):
        for box in (not_home, slip, poster):
            writing.mark(box, "cross", BALLPOINT, 0.8, 0.03)
        writing.scrawl(poster[0] + 700, poster[0] + 1200, poster[1] + 30, BALLPOINT)

    page = read_one(town, town.flat(0, {}, also))
    by_line = {line.line: line for line in page.lines}
    assert {line: by_line[line].code for line in living} == dict.fromkeys(living, "N")
    assert by_line[head].ticked == ("slip left", "poster")
    assert [line.line for line in page.lines if line.written] == [head]
    town.campaign.scans.confirm(page)
    assert [(each.line, each.kind) for each in town.campaign.results.follow_ups()] == [(head, "poster")]
    assert town.campaign.results.page(town.sheets[0]).lines[head - 1].note == "slip left"


def test_sheets_are_read_by_what_was_printed_not_by_today_s_design(town):
    from walksheets.sheets import SheetDesign

    meant = dict(zip(town.lines(0), "1N", strict=False))
    file = town.flat(0, meant)
    town.campaign.sheets.set_design(SheetDesign("Letter", landscape=True, codes=("N", "1"), large_print=True))
    page = read_one(town, file)
    assert {line.line: line.code for line in page.lines if line.code} == meant


def test_pages_printed_before_the_ledger_kept_all_places_are_read_too(town):
    meant = dict(zip(town.lines(0), "1N", strict=False))
    file = town.flat(0, meant)
    with town.campaign.store.change("As an older version printed") as writer:
        rows = writer.connection.execute(schema.sheet_line.select()).mappings().all()
        older = [{"id": r["id"], "layout": {k: r["layout"][k] for k in "xy"}} for r in rows]
        writer.update(schema.sheet_line, older)
        design = dict(writer.connection.execute(schema.print_run.select()).mappings().one()["design"])
        for newer in ("page", "door_boxes", "follow_up_boxes"):
            del design[newer]
        writer.connection.execute(update(schema.print_run).values(design=design))
    page = read_one(town, file)
    assert {line.line: line.code for line in page.lines if line.code} == meant


def test_files_that_are_no_scan_are_named_and_the_others_read(town):
    good = town.flat(0, {})
    broken, other, empty = (town.folder / name for name in ("broken.pdf", "notes.txt", "empty.jpg"))
    broken.write_bytes(b"%PDF-1.4 and then nothing")
    other.write_text("hello")
    empty.write_bytes(b"")
    report = town.campaign.scans.read([broken, other, empty, town.folder / "gone.png", good])
    assert [page.sheet for page in report.pages] == [town.sheets[0]]
    assert [each.file for each in report.unread] == [broken, other, empty, town.folder / "gone.png"]
    assert all(each.why.endswith(".") for each in report.unread)


def test_a_pdf_and_a_tiff_of_several_pages_are_read_page_by_page(town):
    rng = np.random.default_rng(4)
    shots = [scanned(town.marked(at, {town.lines(at)[0]: "3"}), rng, 200) for at in (0, 1)]
    tiff = town.folder / "pages.tiff"
    cv2.imwritemulti(str(tiff), shots)
    report = town.campaign.scans.read([tiff])
    assert [(page.sheet, page.number) for page in report.pages] == [(town.sheets[0], 1), (town.sheets[1], 2)]
    clean = next((town.folder / "pdf").glob("*.pdf"))
    report = town.campaign.scans.read([clean])
    assert [page.sheet for page in report.pages] == list(town.sheets)
    assert not any(line.code or line.why for page in report.pages for line in page.lines)
