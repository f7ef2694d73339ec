"""Sheet designs by name: shipped examples, saved ones, those of an older file, booklets."""

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.test_printing import CANVASS, LEAFLET
from walksheets.errors import UsersMistake
from walksheets.sheets import COLUMNS, SheetDesign, codes
from walksheets.sheets.designs import shipped
from walksheets.sheets.items import Page
from walksheets.sheets.printing import folded


@pytest.mark.parametrize("example", shipped(), ids=lambda each: each.name)
def test_each_shipped_example_prints(campaign, tmp_path, example):
    plan = CANVASS if example.kind == "canvass" else LEAFLET
    report = campaign.sheets.print_rounds(plan, tmp_path, design=example.design)
    found = []
    for file in report.files:
        for page in pypdfium2.PdfDocument(file.read_bytes()):
            found += zxingcpp.read_barcodes(page.render(scale=2, grayscale=True).to_numpy().squeeze())
    assert sorted(codes.read(code.text) for code in found) == sorted(report.sheets)


def test_there_are_five_examples_and_each_says_what_it_is_for():
    assert len(shipped()) == 5
    assert all(each.about and each.kind in ("canvass", "leaflet") and each.shipped for each in shipped())
    assert len({each.design for each in shipped()}) == 5


def test_a_design_is_kept_under_its_name_and_undone(campaign):
    mine = SheetDesign(codes=("5", "1"), columns=("number", "name"), message="Ask about the bus")
    campaign.sheets.save_design("  Bus   survey ", mine, "canvass")
    first, *examples = campaign.sheets.designs()
    assert (first.name, first.design, first.kind, first.shipped) == ("Bus survey", mine, "canvass", False)
    assert [each.name for each in examples] == [each.name for each in shipped()]
    campaign.sheets.save_design("Bus survey", SheetDesign())
    assert [each.design for each in campaign.sheets.designs() if not each.shipped] == [SheetDesign()]
    campaign.store.undo()
    assert campaign.sheets.designs()[0].design == mine
    campaign.sheets.delete_design("Bus survey")
    assert [each.name for each in campaign.sheets.designs()] == [each.name for each in shipped()]


def test_a_design_of_ones_own_hides_the_example_of_its_name(campaign):
    name = shipped()[0].name
    campaign.sheets.save_design(name, SheetDesign(paper="Letter"))
    assert [each.design.paper for each in campaign.sheets.designs() if each.name == name] == ["Letter"]
    campaign.sheets.delete_design(name)
    with pytest.raises(UsersMistake, match="The examples stay"):
        campaign.sheets.delete_design(name)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_that_is_none_is_refused(campaign, name):
    with pytest.raises(UsersMistake, match="was not saved"):
        campaign.sheets.save_design(name, SheetDesign())


@pytest.mark.parametrize(
    ("older", "columns"),
    [
        ({"paper": "Letter", "elector_numbers": False, "last_answers": True}, ("name", "last")),
        ({"elector_numbers": True, "last_answers": False}, ("name", "number")),
        ({}, COLUMNS),
    ],
)
def test_an_older_files_design_still_opens(older, columns):
    design = SheetDesign.from_settings({**older, "something a newer program knows": 1})
    design.check()
    assert design.columns == columns
    assert design.paper == older.get("paper", "A4")


@pytest.mark.parametrize(
    "wrong",
    [
        SheetDesign(columns=("last",)),
        SheetDesign(columns=("name", "name")),
        SheetDesign(columns=("name", "shoe size")),
        SheetDesign(booklet=True, landscape=True),
        SheetDesign(paper="A3"),
        SheetDesign(bundle=0),
        SheetDesign(codes=("1", "1")),
    ],
)
def test_a_design_that_cannot_be_is_refused_before_anything_is_printed(campaign, tmp_path, wrong):
    with pytest.raises(UsersMistake, match="nothing was printed"):
        campaign.sheets.print_rounds(CANVASS, tmp_path / "out", design=wrong)
    assert not (tmp_path / "out").exists()


def page(number: int) -> Page:
    return Page(str(number), number, 0, (1.0, 1.0), ())


@given(st.integers(1, 40))
def test_a_folded_booklet_reads_in_order(count):
    """Fold the sides as paper is folded: every second side is the back of the one before."""
    sides = folded([page(n) for n in range(1, count + 1)])
    if count <= 2:
        return
    assert len(sides) % 2 == 0
    fronts, backs = sides[::2], sides[1::2]
    leaves = [side for front, back in zip(fronts, backs, strict=True) for side in ((front[1], back[0]),)]
    last = [side for front, back in zip(fronts, backs, strict=True) for side in ((back[1], front[0]),)]
    read = [each for leaf in [*leaves, *reversed(last)] for each in leaf]
    assert [each.number for each in read if each] == list(range(1, count + 1))
    assert all(each is None for each in read[count:])
