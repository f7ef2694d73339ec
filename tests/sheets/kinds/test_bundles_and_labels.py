"""Leaflets counted out: the arithmetic for all sizes; labels: every format of the table, every label of a sheet."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.kinds.conftest import LONG, OURS, edges, flat, plan_of
from walksheets.errors import UsersMistake
from walksheets.sheets.design import PAPERS
from walksheets.sheets.kinds import PaperOrder
from walksheets.sheets.kinds.bundle_covers import lay_out as covers
from walksheets.sheets.kinds.bundles import counted_out, distributor_list, in_all
from walksheets.sheets.kinds.facts import OurFacts
from walksheets.sheets.kinds.label_sheets import find_sheet, label_sheets
from walksheets.sheets.kinds.labels import lay_out, round_labels
from walksheets.sheets.kinds.leaf import Leaf

COUNTED = re.compile(
    r"(?:(?P<whole>[\d,]+) bundles? of (?P<of>\d+))?(?: \+ )?(?:(?P<loose>\d+) loose)?(?: \+ (?P<spare>\d+) spare)?"
)


def added_up(words: str) -> tuple[int, int]:
    """Count as a distributor would: leaflets, and spares."""
    match = COUNTED.fullmatch(words)
    assert match, words
    whole = int((match["whole"] or "0").replace(",", "")) * int(match["of"] or 0)
    return whole + int(match["loose"] or 0), int(match["spare"] or 0)


@given(st.integers(0, 20_000), st.integers(1, 1000), st.integers(0, 50))
def test_bundles_loose_and_spare_are_the_leaflets_that_are_wanted(leaflets, bundle, spares):
    ours = OurFacts("Ward", "2026-01-31", bundle=bundle, spares=spares)
    assert added_up(counted_out(ours, leaflets)) == (leaflets, spares)
    loose = COUNTED.fullmatch(counted_out(ours, leaflets))["loose"]
    assert int(loose or 0) < bundle


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(1, 60), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_what_is_fetched_is_what_all_rounds_are_handed(sizes, bundle, spares):
    ours = OurFacts("Ward", "2026-01-31", bundle=bundle, spares=spares)
    plan = plan_of(sizes)
    handed = [row.cells[3] for section in distributor_list(ours, plan).sections for row in section.rows]
    assert len(handed) == len(sizes)
    total = sum(sum(added_up(words)) for words in handed)
    said, _, how = in_all(ours, plan).partition(" = ")
    assert added_up(how) == (total, 0)
    assert int(said.split()[0].replace(",", "")) == total == sum(sizes) + spares * len(sizes)


def test_the_list_names_deliverers_first_and_rounds_that_nobody_has_last():
    sections = distributor_list(OURS, plan_of([5, 6, 7])).sections
    assert [section.title for section in sections] == ["Walker 1", "Walker 3", "Nobody yet"]
    assert sections[0].said == "1 Lane · 0161"


def test_doors_that_want_no_leaflet_are_not_counted(campaign):
    said = flat(campaign.papers.preview(PaperOrder("bundle-covers", plan="Spring: leaflet?", rounds=(1,))))
    assert "19 leaflets 19 loose + 3 spare" in said  # twenty doors, one of them refuses


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_round_has_one_cover_and_two_share_a_page(paper):
    pages = covers(OURS, plan_of([12] * 7), Leaf.of(PaperOrder("bundle-covers", paper=paper)))
    assert len(pages) == 4
    named = [item.text for page in pages for item in page.items if getattr(item, "size", 0) == 44]
    assert named == [f"Round {n}" for n in range(1, 8)]


def test_a_cover_holds_the_longest_names_there_are():
    plan = plan_of([60])
    walker = replace(plan.walkers[0], name=LONG, address=LONG, phone="07700 900123")
    plan = replace(plan, rounds=(replace(plan.rounds[0], name=LONG),), walkers=(walker,))
    (page,) = covers(OURS, plan, Leaf.of(PaperOrder("bundle-covers")))
    assert all(edges(item)[2] <= page.size_pt[0] - 20 for item in page.items if hasattr(item, "text"))


# Label sheets

FORMATS = sorted(label_sheets())


@pytest.mark.parametrize("name", FORMATS)
def test_labels_lie_on_the_sheet_and_not_on_each_other(name):
    sheet = find_sheet(name)
    width, height = PAPERS[sheet.paper]
    corners = [sheet.corner(place) for place in range(sheet.labels)]
    for x, y in corners:
        assert x >= -0.01 and y >= -0.01
        assert x + sheet.width <= width + 0.01 and y + sheet.height <= height + 0.01
    for place, (x, y) in enumerate(corners):
        for other_x, other_y in corners[:place]:
            apart = abs(x - other_x) >= sheet.width - 0.01 or abs(y - other_y) >= sheet.height - 0.01
            assert apart
    assert len(set(corners)) == sheet.labels == sheet.columns * sheet.rows


@pytest.mark.parametrize("name", FORMATS)
def test_a_sheet_lies_in_the_middle_of_its_page(name):
    """A slip of the pen in the table shows as white on one side only."""
    sheet = find_sheet(name)
    width, _ = PAPERS[sheet.paper]
    right = width - sheet.corner(sheet.labels - 1)[0] - sheet.width
    below = sheet.corner(sheet.labels - 1)[1]
    assert right == pytest.approx(sheet.left, abs=0.6)
    assert below == pytest.approx(sheet.top, abs=0.6)


words = (
    st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=90).map(str.strip).filter(bool)
)


@given(st.sampled_from(FORMATS), st.lists(st.tuples(words, words, words), min_size=1, max_size=4), st.data())
@settings(deadline=None, max_examples=60)
def test_what_stands_on_a_label_stays_on_it(name, labels, data):
    sheet = find_sheet(name)
    start = data.draw(st.integers(1, sheet.labels))
    pages = lay_out(labels, sheet, start)
    taken = [start - 1 + number for number in range(len(labels))]
    assert len(pages) == taken[-1] // sheet.labels + 1
    for number, page in enumerate(pages):
        corners = [sheet.corner(place % sheet.labels) for place in taken if place // sheet.labels == number]
        for item in page.items:
            left, bottom, right, top = edges(item)
            assert any(
                x <= left and right <= x + sheet.width and y - 0.5 <= bottom and top <= y + sheet.height + 0.5
                for x, y in corners
            )


def test_the_first_label_is_the_one_that_is_free():
    sheet = find_sheet("L7160")
    labels = round_labels(OURS, plan_of([5] * 20))
    first, second = lay_out(labels, sheet, 20)
    x, y = sheet.corner(19)
    left, bottom, _, _ = edges(first.items[0])
    assert x <= left <= x + sheet.width and y <= bottom <= y + sheet.height
    assert {"Round 1 Part 1", "Round 2 Part 2"} == {i.text for i in first.items if i.text.startswith("Round")}
    assert len([i for i in second.items if i.text.startswith("Round")]) == 18


@pytest.mark.parametrize("start", [0, 22, -3])
def test_a_label_that_the_sheet_does_not_have_is_refused(start):
    with pytest.raises(UsersMistake, match="labels 1 to 21"):
        lay_out([("a",)], find_sheet("L7160"), start)


def test_a_format_that_is_not_known_is_refused(campaign):
    with pytest.raises(UsersMistake, match=r"no label sheet the program knows.*L7160"):
        campaign.papers.preview(PaperOrder("labels", labels="L0"))


@pytest.mark.parametrize(("for_", "named"), [("doors", False), ("electors", True)])
def test_address_labels_bear_names_only_when_asked(campaign, for_, named):
    said = flat(campaign.papers.preview(PaperOrder("labels", labels_for=for_, plan="Winter canvass")))
    names = ["".join(each.surname.split()) for each in campaign.register.electors()]
    on_paper = "".join(said.split()).replace(
        "\ufffe", "-"
    )  # a long name goes on in the next line, after a hyphen
    assert [name for name in names if (name in on_paper) != named] == []
    assert said.count("Orchard Court") == 6
    assert "The residents" in said
