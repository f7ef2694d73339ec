"""Where each page is, who has it, whom to ask for it; one page printed again."""

from datetime import datetime, timedelta

import pypdfium2
import pytest

from tests.sheets.test_printing import CANVASS, LEAFLET, text_of
from walksheets.errors import UsersMistake
from walksheets.sheets import SheetDesign
from walksheets.store import schema


def sheet_of(campaign, code):
    return next(sheet for sheet in campaign.sheets.ledger() if sheet.code == code)


def give_rounds_to(campaign, name: str) -> None:
    person = campaign.volunteers.add(name, phone="07700 900456")
    assert person
    (volunteer,) = campaign.volunteers.people()
    for each in campaign.rounds.rounds(CANVASS):
        campaign.volunteers.assign(each.id, volunteer.id)


def test_printed_sheets_go_out_with_whom_they_were_printed_for_or_wait(campaign, tmp_path):
    give_rounds_to(campaign, "Olu Adé")
    (code, *_) = campaign.sheets.print_rounds(CANVASS, tmp_path / "a").sheets
    assert (sheet_of(campaign, code).status, sheet_of(campaign, code).holder) == ("out", "Olu Adé")
    waiting = campaign.sheets.print_rounds(LEAFLET, tmp_path / "b", handed_out=False).sheets
    assert {sheet.code for sheet in campaign.sheets.ledger("printed")} == set(waiting)
    campaign.sheets.mark(waiting[:1], "out", "Bo Ng")
    assert (sheet_of(campaign, waiting[0]).status, sheet_of(campaign, waiting[0]).holder) == ("out", "Bo Ng")
    campaign.store.undo()
    assert (sheet_of(campaign, waiting[0]).status, sheet_of(campaign, waiting[0]).holder) == ("printed", "")


def test_what_is_out_is_chased_with_telephone_and_days(campaign, tmp_path):
    give_rounds_to(campaign, "Olu Adé")
    sheets = campaign.sheets.print_rounds(CANVASS, tmp_path).sheets
    ids = [sheet.id for sheet in campaign.sheets.ledger() if sheet.round_number == 1]
    week_ago = (datetime.now().astimezone().date() - timedelta(days=7)).isoformat()
    with campaign.store.change("A week goes by") as writer:
        writer.update(schema.sheet, [{"id": i, "status_at": f"{week_ago}T10:00:00"} for i in ids])
    first, second = campaign.sheets.chases()
    assert (first.holder, first.telephone, first.days, first.since) == (
        "Olu Adé",
        "07700 900456",
        7,
        week_ago,
    )
    assert (first.round_number, second.round_number) == (1, 2)
    assert set(first.codes + second.codes) == set(sheets)
    campaign.sheets.mark(first.codes, "back")
    campaign.sheets.mark(second.codes, "destroyed")
    assert campaign.sheets.chases() == []


def test_the_ledger_knows_who_keyed_a_page_and_that_its_paper_is_destroyed(campaign, tmp_path):
    (code, *_) = campaign.sheets.print_rounds(CANVASS, tmp_path, rounds=[1]).sheets
    for line in campaign.sheets.lines(code):
        campaign.results.key(code, line.line, "2")
    assert (sheet_of(campaign, code).status, sheet_of(campaign, code).status_by) == ("keyed", "Olu")
    campaign.sheets.mark([code], "destroyed")
    assert sheet_of(campaign, code).status == "keyed"
    assert sheet_of(campaign, code).destroyed_at
    assert [sheet.code for sheet in campaign.sheets.ledger("destroyed")] == [code]
    with pytest.raises(UsersMistake, match="keyed already"):
        campaign.sheets.mark([code], "lost")


@pytest.mark.parametrize("plan", [CANVASS, LEAFLET])
def test_one_page_printed_again_shows_the_same_and_takes_its_place(campaign, tmp_path, plan):
    design = SheetDesign(paper="A5", codes=("1", "2", "5"), follow_ups=("poster",), map="none")
    first = campaign.sheets.print_rounds(plan, tmp_path / "a", rounds=[1], design=design)
    assert plan == LEAFLET or first.pages > 1
    code = first.sheets[-1]
    again = campaign.sheets.reprint(code.lower(), tmp_path / "b")
    assert again.pages == 1
    (new,) = again.sheets
    old, made = sheet_of(campaign, code), sheet_of(campaign, new)
    assert (old.replaced_by, again.replaced) == (new, (code,))
    assert (made.page, made.pages, made.run) == (old.page, old.pages, 2)
    shown = [(e.line, e.door, e.elector, e.elector_name) for e in campaign.sheets.lines(code)]
    assert [(e.line, e.door, e.elector, e.elector_name) for e in campaign.sheets.lines(new)] == shown
    text = text_of(again.files[0])
    assert f"replaces sheet {code}" in text and f"page {old.page} of {old.pages}" in text
    page = pypdfium2.PdfDocument(again.files[0].read_bytes())[0]
    assert page.get_size() == pytest.approx((419.5, 595.3), abs=0.1)
    assert {each.code for each in campaign.sheets.ledger() if each.replaced_by} == {code}
    with pytest.raises(UsersMistake, match=f"printed again already, as {new}"):
        campaign.sheets.reprint(code, tmp_path / "c")


def test_who_asked_to_be_left_alone_is_off_a_page_printed_again(campaign, tmp_path):
    (code, *_) = campaign.sheets.print_rounds(CANVASS, tmp_path / "a", rounds=[1]).sheets
    gone = next(line for line in campaign.sheets.lines(code) if line.elector)
    with campaign.store.change("Flag") as writer:
        writer.update(schema.elector, [{"id": gone.elector, "flags": "do not contact"}])
    (new,) = campaign.sheets.reprint(code, tmp_path / "b").sheets
    assert gone.elector not in {line.elector for line in campaign.sheets.lines(new)}
    assert gone.elector in {line.elector for line in campaign.sheets.lines(code)}


def test_a_page_of_a_tower_printed_again_does_not_show_the_people_of_its_other_pages(campaign, tmp_path):
    with campaign.store.read() as connection:
        doors = [door.id for door in campaign.places.doors()]
        assert connection
    with campaign.store.change("A hall of residence") as writer:
        writer.insert(
            schema.elector,
            [{"prefix": "HR", "number": n, "surname": f"Student{n}", "forenames": "A", "door_id": doors[0]} for n in range(1, 91)],
        )  # fmt: skip
    first = campaign.sheets.print_rounds(CANVASS, tmp_path / "a", rounds=[1])
    shown = {code: [line.elector for line in campaign.sheets.lines(code)] for code in first.sheets}
    (new,) = campaign.sheets.reprint(first.sheets[1], tmp_path / "b").sheets
    assert [line.elector for line in campaign.sheets.lines(new)] == shown[first.sheets[1]]


def test_a_page_that_cannot_be_printed_again_is_named(campaign, tmp_path):
    (code, *_) = campaign.sheets.print_rounds(CANVASS, tmp_path / "a", rounds=[1]).sheets
    campaign.rounds.delete_plan(CANVASS)
    for wanted, words in ((code, "There is no plan"), ("22-222", "printed no sheet")):
        with pytest.raises(UsersMistake, match=words):
            campaign.sheets.reprint(wanted, tmp_path / "b")
    assert not (tmp_path / "b").exists()
