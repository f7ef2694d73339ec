"""Printing into folder and ledger: both or neither, and as printed for ever."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import func, select

from tests.sheets.conftest import lay_out
from walksheets.campaign import Campaign
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.progress import Cancelled
from walksheets.sheets import Organiser, SheetDesign, codes
from walksheets.sheets.files import safe_name
from walksheets.store import schema

CANVASS, LEAFLET = "Winter canvass", "Spring: leaflet?"


def rows_in(campaign: Campaign, table) -> int:
    with campaign.store.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def nothing_recorded(campaign: Campaign, folder: Path) -> bool:
    recorded = sum(rows_in(campaign, t) for t in (schema.print_run, schema.sheet, schema.sheet_line))
    return recorded == 0 and not list(folder.glob("*"))


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_file_a_round_named_so_that_windows_takes_it(campaign, tmp_path):
    report = campaign.sheets.print_rounds(LEAFLET, tmp_path / "out")
    assert [path.name for path in report.files] == [
        "Spring leaflet - Round 01 - Mill Lane.pdf",
        "Spring leaflet - Round 02 - Hill End.pdf",
    ]
    assert all(path.is_file() for path in report.files)
    assert not list((tmp_path / "out").glob(".*"))


def test_one_file_holds_all_rounds(campaign, tmp_path):
    report = campaign.sheets.print_rounds(CANVASS, tmp_path, one_file=True)
    (path,) = report.files
    assert len(pypdfium2.PdfDocument(path.read_bytes())) == report.pages == len(report.sheets)


def test_only_the_rounds_asked_for(campaign, tmp_path):
    report = campaign.sheets.print_rounds(CANVASS, tmp_path, rounds=[2])
    assert {sheet.round_number for sheet in campaign.sheets.ledger()} == {2}
    assert report.changes.counts["rounds"] == 1


def test_every_code_on_paper_is_in_the_ledger_with_its_lines(campaign, tmp_path):
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    on_paper = []
    for path in report.files:
        for page in pypdfium2.PdfDocument(path.read_bytes()):
            picture = page.render(scale=2, grayscale=True).to_numpy().squeeze()
            (found,) = zxingcpp.read_barcodes(picture)
            on_paper.append(codes.read(found.text))
    ledger = campaign.sheets.ledger()
    assert on_paper == list(report.sheets) == [sheet.code for sheet in ledger]
    for sheet in ledger:
        lines = campaign.sheets.lines(sheet.code)
        assert len(lines) == sheet.lines > 0
        text = text_of(report.files[sheet.round_number - 1])
        assert all(line.elector_name in text for line in lines)
        assert sheet.status == "out"
        assert sheet.register_date == "2025-12-01"


def test_each_elector_of_a_canvass_round_has_one_line_and_an_empty_door_one(campaign, tmp_path):
    campaign.sheets.print_rounds(CANVASS, tmp_path)
    lines = campaign.sheets.lines()
    asked = [line.elector for line in lines if line.elector is not None]
    households = campaign.register.households([door.id for door in campaign.places.doors()])
    assert sorted(asked) == sorted(e.id for living in households.values() for e in living)
    empty = [line.door for line in lines if line.elector is None]
    assert sorted(empty) == sorted(door for door, living in households.items() if not living)
    for number in (1, 2):
        of_round = [line.line for line in lines if line.round == number]
        assert of_round == list(range(1, len(of_round) + 1))


def test_each_door_of_a_leaflet_round_has_one_line_and_no_name(campaign, tmp_path):
    report = campaign.sheets.print_rounds(LEAFLET, tmp_path)
    lines = campaign.sheets.lines()
    assert sorted(line.door for line in lines) == sorted(door.id for door in campaign.places.doors())
    assert not any(line.elector or line.elector_name or line.elector_number for line in lines)
    surnames = {e.surname for e in campaign.register.electors()}
    for path in report.files:
        text = text_of(path)
        assert not any(surname in text for surname in surnames)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("flags", "do not contact"),
        ("flags", "deceased"),
        ("flags", "moved"),
        ("gone_on", "2026-01-01"),
        ("other", "anonymous"),
    ],
)
def test_who_must_not_stand_on_paper_does_not(campaign, tmp_path, column, value):
    elector = campaign.register.electors()[0]
    with campaign.store.change("Flag") as writer:
        writer.update(schema.elector, [{"id": elector.id, column: value}])
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    assert elector.id not in {line.elector for line in campaign.sheets.lines()}
    assert not any(f"{elector.surname}," in text_of(path) for path in report.files)


def test_nobody_is_sent_to_a_door_where_all_asked_to_be_left_alone(campaign, tmp_path):
    households = campaign.register.households([door.id for door in campaign.places.doors()])
    door_id, living = next((d, people) for d, people in households.items() if len(people) == 2)
    with campaign.store.change("Flag") as writer:
        writer.update(schema.elector, [{"id": e.id, "flags": "do not contact"} for e in living])
    campaign.sheets.print_rounds(CANVASS, tmp_path)
    assert door_id not in {line.door for line in campaign.sheets.lines()}
    campaign.sheets.print_rounds(LEAFLET, tmp_path)
    assert door_id in {line.door for line in campaign.sheets.lines()}


def test_a_sheet_stays_as_printed_when_the_register_and_the_plan_change(campaign, tmp_path):
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    before = [campaign.sheets.lines(code) for code in report.sheets]
    with campaign.store.change("A new register") as writer:
        ids = [e.id for e in campaign.register.electors()]
        writer.update(schema.elector, [{"id": i, "surname": "Other", "number": i + 900} for i in ids])
    campaign.rounds.delete_plan(CANVASS)
    assert [campaign.sheets.lines(code) for code in report.sheets] == before


def test_a_reprint_replaces_the_sheets_that_are_out_and_says_so(campaign, tmp_path):
    first = campaign.sheets.print_rounds(CANVASS, tmp_path / "a")
    campaign.sheets.mark([first.sheets[0]], "back")
    second = campaign.sheets.print_rounds(CANVASS, tmp_path / "b", rounds=[1])
    by_code = {sheet.code: sheet for sheet in campaign.sheets.ledger()}
    old = [sheet for sheet in by_code.values() if sheet.run == 1]
    assert by_code[first.sheets[0]].replaced_by == ""
    replaced = {s.code for s in old if s.round_number == 1 and s.status == "out"}
    assert set(second.replaced) == replaced
    assert all(by_code[code].replaced_by in second.sheets for code in replaced)
    assert all(sheet.replaced_by == "" for sheet in old if sheet.round_number == 2)
    assert "replaces the sheets of run 1" in text_of(second.files[0])


def test_a_reprint_into_the_same_folder_takes_the_old_files_place(campaign, tmp_path):
    first = campaign.sheets.print_rounds(CANVASS, tmp_path / "out")
    second = campaign.sheets.print_rounds(CANVASS, tmp_path / "out")
    assert first.files == second.files
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(p.name for p in second.files)
    assert second.sheets[0] in text_of(second.files[0])


def test_a_full_disk_records_nothing_and_leaves_no_file(campaign, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def full(self, *_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("walksheets.sheets.draw.Painter.save", full)
    with pytest.raises(MachineTrouble, match="Nothing was recorded as printed"):
        campaign.sheets.print_rounds(CANVASS, out)
    assert nothing_recorded(campaign, out)


def test_a_file_open_elsewhere_leaves_the_old_files_and_records_nothing(campaign, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    old = out / "Winter canvass - Round 01 - Mill Lane.pdf"
    old.write_text("what was there")
    real = os.replace
    locked = out / "Winter canvass - Round 02 - Hill End.pdf"

    def replace(self, target):
        if Path(target) == locked:
            raise PermissionError(errno.EACCES, "in use")
        real(self, target)
        return Path(target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(UsersMistake, match="open in another program"):
        campaign.sheets.print_rounds(CANVASS, out)
    monkeypatch.undo()
    assert [path.name for path in out.iterdir()] == [old.name]
    assert old.read_text() == "what was there"
    assert rows_in(campaign, schema.print_run) == 0


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(campaign, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsersMistake, match=r"(nothing was printed|Nothing was recorded)"):
        campaign.sheets.print_rounds(CANVASS, tmp_path / "file" / "deeper")
    with pytest.raises(UsersMistake, match="in the way"):
        campaign.sheets.print_rounds(CANVASS, tmp_path / "file")
    assert rows_in(campaign, schema.print_run) == 0


def test_cancelling_half_way_leaves_nothing(campaign, tmp_path):
    out = tmp_path / "out"

    def stop(done, doing):
        if doing.startswith("Printing round 2"):
            raise Cancelled

    with pytest.raises(Cancelled):
        campaign.sheets.print_rounds(CANVASS, out, progress=stop)
    assert nothing_recorded(campaign, out)


def test_a_ledger_that_cannot_be_written_leaves_no_file(campaign, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def refuse(*_args):
        raise MachineTrouble("The database did not answer.")

    monkeypatch.setattr("walksheets.sheets.printing.write_sheets", refuse)
    with pytest.raises(MachineTrouble):
        campaign.sheets.print_rounds(CANVASS, out)
    assert nothing_recorded(campaign, out)


def test_a_run_number_taken_in_the_meantime_is_not_used_twice(campaign, tmp_path, monkeypatch):
    from walksheets.sheets import printing

    real = printing.RoundsDraft.write

    def slow(self, *args):
        drawn = real(self, *args)
        if rows_in(campaign, schema.print_run) == 0:
            with campaign.store.change("Another organiser prints") as writer:
                writer.insert(schema.print_run, [{"number": 1, "plan_name": "Other", "kind": "leaflet"}])
        return drawn

    monkeypatch.setattr(printing.RoundsDraft, "write", slow)
    report = campaign.sheets.print_rounds(CANVASS, tmp_path / "out")
    assert report.run == 2
    assert "run 2" in text_of(report.files[0])
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_printing_can_be_undone_while_nothing_was_keyed(campaign, tmp_path):
    campaign.sheets.print_rounds(CANVASS, tmp_path)
    campaign.store.undo()
    assert campaign.sheets.ledger() == []


@pytest.mark.parametrize(
    ("plan", "rounds", "sentence"),
    [
        ("Nowhere", None, "There is no plan"),
        (CANVASS, [7], "has no round 7"),
        (CANVASS, [], "No round was chosen"),
    ],
)
def test_a_plan_or_round_that_is_not_there_is_named(campaign, tmp_path, plan, rounds, sentence):
    with pytest.raises(UsersMistake, match=sentence):
        campaign.sheets.print_rounds(plan, tmp_path / "out", rounds=rounds)
    assert not (tmp_path / "out").exists()


def test_a_preview_is_the_same_paper_with_nothing_recorded(campaign, tmp_path):
    before = campaign.store.latest_change()
    data = campaign.sheets.preview(CANVASS, 1)
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    assert "preview" in text
    assert zxingcpp.read_barcodes(document[0].render(scale=2, grayscale=True).to_numpy().squeeze()) == []
    assert campaign.store.latest_change() == before
    assert campaign.sheets.print_rounds(CANVASS, tmp_path, rounds=[1]).pages == len(document)


def test_previews_made_at_the_same_time_do_not_mix(campaign):
    alone = [campaign.sheets.preview(plan, n) for plan in (CANVASS, LEAFLET) for n in (1, 2)]
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(campaign.sheets.preview, plan, n) for plan in (CANVASS, LEAFLET) for n in (1, 2)]
        assert [job.result() for job in jobs] == alone


def test_every_box_lies_where_the_ledger_says(campaign, tmp_path):
    """An independent look: at the stored places there is a black square, white inside."""
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    dots = 200 / 72
    with campaign.store.read() as connection:
        boxes = dict(connection.execute(select(schema.print_run.c.design)).scalar_one()["boxes"])
        rows = connection.execute(
            select(schema.sheet.c.round_number, schema.sheet.c.page, schema.sheet_line.c.layout).join(
                schema.sheet, schema.sheet.c.id == schema.sheet_line.c.sheet_id
            )
        ).all()
    size = boxes.pop("size")
    pages = {
        (number, at): page.render(scale=dots, grayscale=True).to_numpy().squeeze()
        for number, path in enumerate(report.files, 1)
        for at, page in enumerate(pypdfium2.PdfDocument(path.read_bytes()), 1)
    }
    assert len(boxes) == 13
    assert {(row.round_number, row.page) for row in rows} == set(pages)
    for row in rows:
        picture = pages[row.round_number, row.page]
        assert row.layout["x"] == pytest.approx(min(boxes.values()), abs=0.01)
        for x in boxes.values():
            left, low = round(x * dots), picture.shape[0] - round(row.layout["y"] * dots)
            right, high = round((x + size) * dots), picture.shape[0] - round((row.layout["y"] + size) * dots)
            middle_x, middle_y = (left + right) // 2, (low + high) // 2
            for line in (
                picture[middle_y, left - 2 : left + 3],
                picture[middle_y, right - 2 : right + 3],
                picture[low - 2 : low + 3, middle_x],
                picture[high - 2 : high + 3, middle_x],
            ):
                assert line.min() < 100
            assert picture[high + 4 : low - 4, left + 4 : right - 4].min() > 250


def test_a_shared_database_keeps_the_same_ledger(postgres_url, tmp_path):
    with Campaign.create(postgres_url, name="Marlow ward", who="Olu") as campaign:
        lay_out(campaign)
        report = campaign.sheets.print_rounds(CANVASS, tmp_path)
        assert [sheet.code for sheet in campaign.sheets.ledger("out")] == list(report.sheets)
        campaign.sheets.mark([report.sheets[0]], "back")
        assert len(campaign.sheets.lines()) == report.changes.counts["lines"]


def test_the_same_campaign_prints_the_same_bytes(campaign, tmp_path):
    assert campaign.sheets.preview(CANVASS, 2) == campaign.sheets.preview(CANVASS, 2)


def test_the_last_answer_stands_beside_the_elector(campaign, tmp_path):
    (first, *_) = campaign.sheets.print_rounds(CANVASS, tmp_path / "a", rounds=[1]).sheets
    line = next(line for line in campaign.sheets.lines(first) if line.elector)
    campaign.results.key(first, line.line, "2")
    second = campaign.sheets.print_rounds(CANVASS, tmp_path / "b", rounds=[1])
    text = text_of(second.files[0])
    (result,) = campaign.results.results()
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    when = f"{month[int(result.keyed_at[5:7]) - 1]} ’{result.keyed_at[2:4]}"
    assert f"last 2, {when} {line.elector_number}" in text


def test_marking_moves_a_sheet_and_refuses_what_is_not_known(campaign, tmp_path):
    code, *others = campaign.sheets.print_rounds(CANVASS, tmp_path).sheets
    campaign.sheets.mark([code.lower().replace("-", " ")], "lost")
    assert [sheet.code for sheet in campaign.sheets.ledger("lost")] == [code]
    assert len(campaign.sheets.ledger("out")) == len(others)
    assert {line.sheet for line in campaign.sheets.lines(status="lost")} == {code}
    assert not campaign.sheets.mark([code], "lost")
    for wanted, status in ((["ZZ-ZZZ"], "back"), ([code], "keyed"), ([code], "burnt")):
        with pytest.raises(UsersMistake):
            campaign.sheets.mark(wanted, status)
    with pytest.raises(UsersMistake, match="printed no sheet"):
        unknown = next(c for c in ("22-222", "33-33F") if c not in (code, *others))
        campaign.sheets.mark([code, unknown], "back")
    assert [sheet.code for sheet in campaign.sheets.ledger("lost")] == [code]


def test_the_organiser_stands_on_every_page(campaign, tmp_path):
    campaign.sheets.set_organiser(Organiser("Bo Ng", "01632 960001"))
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    for path in report.files:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for page in document:
            assert "bring this back to Bo Ng" in page.get_textpage().get_text_range()
            assert "01632 960001" in page.get_textpage().get_text_range()


def test_the_design_is_kept_with_the_campaign_and_with_the_run(campaign, tmp_path):
    design = SheetDesign(paper="Letter", codes=("1", "5", "N"), large_print=True)
    campaign.sheets.set_design(design)
    assert campaign.sheets.design() == design
    report = campaign.sheets.print_rounds(CANVASS, tmp_path)
    page = pypdfium2.PdfDocument(report.files[0].read_bytes())[0]
    assert page.get_size() == pytest.approx((612, 792))
    with campaign.store.read() as connection:
        kept = connection.execute(select(schema.print_run.c.design)).scalar_one()
    assert SheetDesign.from_settings(kept) == design
    assert set(kept["boxes"]) == {"1", "5", "N", "size"}


def test_a_code_that_the_campaign_does_not_have_is_named(campaign, tmp_path):
    with pytest.raises(UsersMistake, match="“Q”"):
        campaign.sheets.print_rounds(CANVASS, tmp_path / "out", design=SheetDesign(codes=("1", "Q")))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Spring: leaflet?", "Spring leaflet"),
        ("a/b\\c|d", "a b c d"),
        ("ends with dots...", "ends with dots"),
        ("CON", "_CON"),
        ("com1.notes", "_com1.notes"),
        ("", "_"),
        ("Llŷn – Ọ̀yọ́", "Llŷn – Ọ̀yọ́"),
        ("x" * 300, "x" * 120),
    ],
)
def test_file_names_are_safe_everywhere(asked, given):
    assert safe_name(asked) == given
