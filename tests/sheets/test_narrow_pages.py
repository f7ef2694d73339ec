"""A5, where there is little room: the heading whole, rows clear of the foot, names in lists on lines of words."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sheets.conftest import code_maker, round_facts, run_facts, street
from tests.sheets.kinds.conftest import OURS, pages_of, plan_of
from tests.sheets.test_layout import check, households, ink, lay_out, quiet
from walksheets.sheets import SheetDesign
from walksheets.sheets.frame import Frame
from walksheets.sheets.items import Text
from walksheets.sheets.kinds import PaperOrder
from walksheets.sheets.kinds.bundle_covers import lay_out as covers
from walksheets.sheets.kinds.bundles import distributor_list
from walksheets.sheets.kinds.facts import PollFacts, VoterFacts
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.polling_day import knock_up, postal_list
from walksheets.sheets.paper import Paper

NOTE = "the entrance is at the rear, past the bins, and the code is with the distributor"
LONG_ROW = street("Mill Lane", [str(n) for n in range(1, 121, 2)], [0] * 60, note=NOTE)

a5 = st.builds(
    SheetDesign,
    paper=st.just("A5"),
    large_print=st.booleans(),
    follow_ups=st.just(("poster",)),
    map=st.sampled_from(["round", "page", "none"]),
    message=st.sampled_from(["", "Ask whether they need a lift. " * 4]),
)


@quiet
@given(households(), a5)
@example(LONG_ROW, SheetDesign(paper="A5", large_print=True))
@example(LONG_ROW[:25], SheetDesign(paper="A5", large_print=True))
@example(LONG_ROW[:12], SheetDesign(paper="A5", large_print=True))
@example(LONG_ROW, SheetDesign(large_print=True))
def test_leaflet_rows_are_clear_of_the_foot_and_every_door_has_its_line(doors, design):
    paper, sheets = lay_out(doors, design, "leaflet")
    check(paper, sheets)
    lines = [line for sheet in sheets for line in sheet.lines]
    assert [line.line for line in lines] == list(range(1, len(doors) + 1))
    assert [line.door_id for line in lines] == [door.id for door in doors]


@quiet
@given(households(), a5)
def test_canvass_pages_stay_within_their_margins_and_nothing_overlaps(doors, design):
    check(*lay_out(doors, design, codes=("1", "2", "N")))


@pytest.mark.parametrize("kind", ["canvass", "leaflet"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("volunteer", ["", "Olu Adé"])
def test_the_heading_says_all_of_it_and_keeps_clear_of_the_rest(kind, large, volunteer):
    design = SheetDesign(
        paper="A5", large_print=large, follow_ups=(), map="none", message="What matters most to you?"
    )
    paper = Paper(run_facts(kind, ("1", "2")), design, None)
    (first, *_) = paper.sheets(
        round_facts(street("Mill Lane", ["1", "3"], [1, 1]), volunteer=volunteer), code_maker()
    )
    frame = Frame.of(design)
    texts = [item for item in first.page.items if isinstance(item, Text) and item.y > frame.body_top]
    said = " | ".join(text.text for text in texts)
    for wanted in (
        "Round 7 Station side",
        "Marlow ward · Winter",
        "register of 1 Dec 2025 · printed 31 Jan 2026, run 12 · plan version 2",
        "What matters most to you?",
        volunteer or "name",
    ):
        assert wanted in said.replace("  ", " ")
    assert "…" not in said and "about 62 min" in said
    assert min(text.size for text in texts) >= 7.5
    boxes = [box for item in first.page.items if (box := ink(item)) and box[1] > frame.body_top]
    for one, other in combinations(boxes, 2):
        assert not (
            one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.05 and other[1] < one[3] - 0.05
        )


def voters() -> PollFacts:
    names = ("Midgley, Christine Natalie", "Featherstonehaugh, Wilhelmina", "Ng, Bo")
    people = tuple(
        VoterFacts(n, "AB1", f"AB1-{n + 1000}", n, 0, name, n, str(n), "Mill Lane", "1", "Postal")
        for n, name in enumerate(names, 1)
    )
    return PollFacts("2026-05-07", people)


@pytest.mark.parametrize("make", [knock_up, postal_list])
@pytest.mark.parametrize(
    "more", [{"paper": "A5"}, {"large_print": True}, {"paper": "A5", "large_print": True}]
)
def test_a_name_in_a_list_is_broken_between_its_words_at_most(make, more):
    order = PaperOrder("knock-up", postal_too=True, **more)
    (listing,) = make(OURS, voters(), order)
    texts = {item.text for page in pages_of(listing, order) for item in page.items if isinstance(item, Text)}
    for name in ("Midgley,", "Featherstonehaugh,", "Ng, Bo"):
        assert any(text.startswith(name) for text in texts)
    for number in ("1001", "1003"):  # a long one is broken at its hyphen
        assert f"AB1-{number}" in texts or {"AB1-", number} <= texts


def test_a_distributor_s_list_on_a5_has_several_rounds_on_a_page():
    plan = plan_of([120] * 6)
    plan = replace(plan, rounds=tuple(replace(each, name="Eastgate & Tanner Street") for each in plan.rounds))
    assert len(pages_of(distributor_list(OURS, plan), PaperOrder("distributor-list", paper="A5"))) == 1


def test_a_bundle_cover_on_a5_has_nothing_over_anything_else():
    doors = [
        door for n in range(9) for door in street(f"Street {n}", ["1", "3", "5", "8"], [0] * 4, 10 * n + 1)
    ]
    plan = plan_of([2, 2])
    plan = replace(plan, rounds=tuple(replace(each, doors=tuple(doors)) for each in plan.rounds))
    (page,) = covers(OURS, plan, Leaf.of(PaperOrder("bundle-covers", paper="A5")))
    texts = [(item, box) for item in page.items if isinstance(item, Text) and (box := ink(item))]
    for (one, a), (other, b) in combinations(texts, 2):
        clear = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.05 or b[3] <= a[1] + 0.05
        assert clear, (one.text, other.text)
