"""The other papers in the ledger: a code and a QR on every page, what stood there, who has it; and what is not counted."""

import json
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.sheets.conftest import lay_out
from tests.sheets.kinds.conftest import order
from tests.sheets.test_printing import CANVASS, nothing_recorded
from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.reports import PaperCount
from walksheets.sheets import codes
from walksheets.sheets.kinds import KINDS
from walksheets.store import schema

ENTERED = [kind.name for kind in KINDS if kind.entered]
OTHERS = [kind.name for kind in KINDS if not kind.entered]
PAPERS = [{}, {"paper": "Letter"}, {"paper": "A5"}, {"landscape": True}, {"large_print": True}]


def symbols(file: Path) -> list[list[str]]:
    """What zxing-cpp reads on each page."""
    pictures = [page.render(scale=2, grayscale=True) for page in pypdfium2.PdfDocument(file.read_bytes())]
    return [[each.text for each in zxingcpp.read_barcodes(one.to_numpy().squeeze())] for one in pictures]


def texts(file: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file.read_bytes())]


def letters_of(text: str) -> str:
    """A text without blanks and hyphens, which readers drop at the end of a line."""
    return "".join(letter for letter in text if letter.isalnum())


def test_what_is_carried_and_comes_back_is_entered_and_what_goes_to_voters_is_not():
    carried = {"session-cover", "board-sheets", "distributor-list", "street-index"}
    polling_day = {"number-pads", "knock-up", "postal-list", "lift-list"}
    assert set(ENTERED) == carried | polling_day
    assert {"calling-cards", "letters", "labels"} < set(OTHERS)


@pytest.mark.parametrize("kind", ENTERED)
@pytest.mark.parametrize("more", PAPERS, ids=str)
def test_every_page_bears_its_code_twice_and_stands_in_the_ledger_once(ready, tmp_path, kind, more):
    before = {sheet.code for sheet in ready.sheets.ledger()}
    report = ready.papers.print_papers(order(kind, **more), tmp_path)
    ledger = [sheet for sheet in ready.sheets.ledger() if sheet.code not in before]
    read = [codes.apart(text) for (text,) in symbols(report.file)]
    mark = codes.campaign_mark(campaign_uid(ready))
    assert read == [(code, mark) for code in report.sheets]
    assert [sheet.code for sheet in ledger] == list(report.sheets)
    assert len(set(report.sheets) | before) == len(report.sheets) + len(before) == report.pages + 1
    for text, sheet in zip(texts(report.file), ledger, strict=True):
        said = " ".join(text.split())
        assert sheet.code in said
        assert f"page {sheet.page} of {sheet.pages}" in said
        assert "register of 1 Dec 2025" in said and f"run {sheet.run}" in said
        assert sheet.kind == kind


def campaign_uid(campaign) -> str:
    with campaign.store.read() as connection:
        return connection.execute(schema.campaign.select()).one().uid


@pytest.mark.parametrize("kind", OTHERS)
def test_paper_for_voters_and_walls_has_no_code_and_is_not_entered(ready, tmp_path, kind):
    before = ready.sheets.ledger()
    report = ready.papers.print_papers(order(kind), tmp_path)
    assert report.sheets == ()
    assert not any(symbols(report.file))
    assert ready.sheets.ledger() == before


@pytest.mark.parametrize("kind", ["knock-up", "postal-list", "lift-list"])
def test_who_was_named_on_a_list_is_kept_as_it_was_printed(ready, tmp_path, kind):
    report = ready.papers.print_papers(order(kind), tmp_path)
    lines = ready.sheets.lines(report.sheets[0])
    said = letters_of(texts(report.file)[0])  # a long name goes on in the next line
    assert lines
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert letters_of(f"{line.line} {line.number} {line.elector_name}") in said
        assert letters_of(line.elector_number) in said
    with ready.store.change("A marriage") as writer:
        writer.update(schema.elector, [{"id": lines[0].elector, "surname": "Changed"}])
    assert ready.sheets.lines(report.sheets[0]) == lines


def test_the_pads_keep_every_number_and_no_name(ready, tmp_path):
    report = ready.papers.print_papers(order("number-pads"), tmp_path)
    lines = [line for code in report.sheets for line in ready.sheets.lines(code)]
    assert [line.elector_number for line in lines] == sorted(
        (each.elector_number for each in ready.register.electors()), key=lambda n: int(n.split("-")[1])
    )
    assert not any(line.elector_name for line in lines)


def test_the_first_box_of_a_line_lies_where_the_ledger_says(ready, tmp_path):
    report = ready.papers.print_papers(order("knock-up"), tmp_path)
    with ready.store.read() as connection:
        rows = connection.execute(
            schema.sheet_line.select().join(schema.sheet).where(schema.sheet.c.code == report.sheets[0])
        ).all()
    page = pypdfium2.PdfDocument(report.file.read_bytes())[0].render(scale=4, grayscale=True)
    picture = page.to_numpy().squeeze()
    height = picture.shape[0]
    for row in rows:
        x, y = row.layout["x"] * 4, height - row.layout["y"] * 4
        edge = picture[int(y - 40) : int(y - 8), int(x - 2) : int(x + 3)]  # its left edge is a dark line
        inside = picture[int(y - 40) : int(y - 8), int(x + 8) : int(x + 40)]
        assert edge.min(axis=1).max() < 120 and inside.min() > 200


@pytest.mark.parametrize("kind", ENTERED)
def test_under_key_in_it_says_what_it_is_and_what_to_do(ready, tmp_path, kind):
    code = ready.papers.print_papers(order(kind), tmp_path).sheets[0]
    said = next(each for each in KINDS if each.name == kind)
    for verb in (
        lambda: ready.results.page(code),
        lambda: ready.results.key(code, 1, "1"),
        lambda: ready.results.key_file([{"sheet": code, "line": "1", "result": "1"}]),
    ):
        with pytest.raises(
            UsersMistake, match=f"{code} is {said.one} .* not keyed line by line: {said.back}"
        ):
            verb()
    assert next(sheet for sheet in ready.sheets.ledger() if sheet.code == code).status != "keyed"


def test_a_scan_of_one_says_so_too(ready, tmp_path):
    report = ready.papers.print_papers(order("knock-up"), tmp_path)
    unread = ready.scans.read([report.file]).unread
    assert [each.sheet for each in unread] == list(report.sheets)
    assert all("is a knock-up sheet" in each.why for each in unread)


def test_nothing_of_it_counts_as_walked(ready, tmp_path):
    before = (ready.reports.progress(CANVASS), ready.results.totals(CANVASS), ready.reports.coverage(CANVASS))
    for kind in ENTERED:
        ready.papers.print_papers(order(kind, plan=CANVASS), tmp_path)
    after = (ready.reports.progress(CANVASS), ready.results.totals(CANVASS), ready.reports.coverage(CANVASS))
    assert after == before


def test_a_board_sheet_is_not_replaced_by_the_round_s_canvass_sheets(ready, tmp_path):
    boards = ready.papers.print_papers(order("board-sheets", plan=CANVASS), tmp_path / "a").sheets
    assert ready.sheets.print_rounds(CANVASS, tmp_path / "b").replaced == ()
    assert not any(sheet.replaced_by for sheet in ready.sheets.ledger() if sheet.code in boards)


def test_what_is_out_is_chased_by_its_title_and_what_stays_is_not(ready, tmp_path):
    ready.papers.print_papers(order("session-cover", plan=CANVASS), tmp_path)
    pads = ready.papers.print_papers(order("number-pads"), tmp_path).sheets
    ready.sheets.mark(pads, "out", "Bo Ng")
    (chase,) = [each for each in ready.sheets.chases() if each.kind != "canvass"]
    assert (chase.holder, chase.about, chase.codes) == ("Bo Ng", "Number taker’s pad LV1", pads)
    ready.sheets.mark(pads, "back")
    assert [each for each in ready.sheets.chases() if each.kind != "canvass"] == []


def test_printing_can_be_undone_as_one(ready, tmp_path):
    before = ready.sheets.ledger()
    ready.papers.print_papers(order("knock-up"), tmp_path)
    ready.store.undo()
    assert ready.sheets.ledger() == before


def test_a_ledger_that_cannot_be_written_leaves_no_file(campaign, tmp_path, monkeypatch):
    def refuse(*_args):
        raise MachineTrouble("The database did not answer.")

    monkeypatch.setattr("walksheets.sheets.kinds.printing.write_sheets", refuse)
    with pytest.raises(MachineTrouble):
        campaign.papers.print_papers(order("number-pads"), tmp_path / "out")
    assert nothing_recorded(campaign, tmp_path / "out")


def test_the_command_lists_them_by_what_they_are(ready, tmp_path, capsys):
    file = str(ready.store.where)
    codes_of = ready.papers.print_papers(order("number-pads"), tmp_path).sheets
    ready.close()
    assert main(["sheets", file, "--status", "out"]) == 0
    (line,) = [row for row in capsys.readouterr().out.splitlines() if codes_of[0] in row]
    assert "Number taker’s pad LV1" in line and line.rstrip().endswith("out")
    assert main(["mark", file, "destroyed", codes_of[0]]) == 0
    capsys.readouterr()
    assert main(["sheets", file, "--status", "destroyed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["codes"] == [codes_of[0]]


def test_the_reports_count_the_pages_by_where_they_are(ready, tmp_path):
    boards = ready.papers.print_papers(order("board-sheets", plan=CANVASS), tmp_path).sheets
    pads = ready.papers.print_papers(order("number-pads"), tmp_path).sheets
    assert len(boards) == 2
    ready.sheets.mark(boards[:1], "lost")
    ready.sheets.mark(boards[1:], "back")
    ready.sheets.mark(pads, "destroyed")
    assert ready.reports.papers() == [
        PaperCount("board-sheets", CANVASS, printed=0, out=0, back=1, scanned=0, lost=1, destroyed=0),
        PaperCount("number-pads", "", printed=0, out=0, back=0, scanned=0, lost=0, destroyed=len(pads)),
    ]
    ready.reports.export("papers", tmp_path / "papers.csv")
    written = (tmp_path / "papers.csv").read_text().splitlines()
    assert written[0] == "paper,plan,pages,printed,out,back,scanned,lost,destroyed"
    assert written[1] == f"board-sheets,{CANVASS},2,0,0,1,0,1,0"


def test_a_sheet_that_is_shredded_is_out_no_more(ready, tmp_path):
    (code, *others) = ready.sheets.print_rounds(CANVASS, tmp_path, rounds=[1]).sheets
    ready.sheets.mark([code], "destroyed")
    row = next(each for each in ready.reports.progress(CANVASS) if each.number == 1)
    assert (row.sheets_out, row.sheets_destroyed, row.sheets) == (len(others), 1, len(others) + 1)
    assert code not in {sheet.code for sheet in ready.sheets.ledger("out")}
    assert {line.status for line in ready.sheets.lines(code)} == {"destroyed"}
    assert ready.results.totals(CANVASS).sheets["destroyed"] == 1


def test_who_is_ticked_as_voted_on_a_knock_up_sheet_is_kept_by_code_and_line(ready, tmp_path):
    ready.polling.set_day("2026-05-07")
    (code, second, *_) = ready.papers.print_papers(order("knock-up"), tmp_path).sheets
    lines = {line.line: line for line in ready.sheets.lines(code)}
    mark = codes.campaign_mark(campaign_uid(ready))
    assert ready.papers.take_numbers(f"{code} 2 5, 7").counts["new"] == 3
    assert ready.papers.take_numbers(f"{code.lower()}.{mark} 7 8").counts == {"new": 1, "same": 1}
    assert {each.elector_id for each in ready.polling.voted()} == {lines[n].elector for n in (2, 5, 7, 8)}
    left = ready.sheets.lines(ready.papers.print_papers(order("knock-up"), tmp_path).sheets[0])
    assert not {line.elector for line in left} & {lines[n].elector for n in (2, 5, 7, 8)}
    ready.store.undo()
    ready.store.undo()
    assert len(ready.polling.voted()) == 3
    for typed, words in (
        (f"{code} 2 99", "has no line 99"),
        (code, "No line of"),
        (f"{code} x", "no line x"),
    ):
        with pytest.raises(UsersMistake, match=words):
            ready.papers.take_numbers(typed)
    assert len(ready.polling.voted()) == 3
    first_on_second = ready.sheets.lines(second)[0].line
    assert ready.papers.take_numbers(f"{second} {first_on_second}").counts["new"] == 1


def test_numbers_of_a_pad_are_taken_as_before(ready):
    ready.polling.set_day("2026-05-07")
    assert ready.papers.take_numbers("1 2", "LV1").counts["new"] == 2
    with pytest.raises(UsersMistake, match="Nobody on the register"):
        ready.papers.take_numbers("9999", "LV1")


def test_a_shared_campaign_counts_what_is_shredded_too(postgres_url, tmp_path):
    with Campaign.create(postgres_url, name="Marlow ward", who="Olu") as shared:
        lay_out(shared)
        (code, *others) = shared.sheets.print_rounds(CANVASS, tmp_path, rounds=[1]).sheets
        pads = shared.papers.print_papers(order("number-pads"), tmp_path).sheets
        shared.sheets.mark([code, *pads], "destroyed")
        row = next(each for each in shared.reports.progress(CANVASS) if each.number == 1)
        assert (row.sheets_out, row.sheets_destroyed) == (len(others), 1)
        assert shared.results.totals(CANVASS).sheets["destroyed"] == 1
        assert [each.destroyed for each in shared.reports.papers()] == [len(pads)]
