"""Lists on paper: nothing cut off, nothing over the edge, every row once; sessions; every street in the index."""

import sqlite3
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import code_maker, street
from tests.sheets.kinds.conftest import LONG, OURS, RUN, edges, flat, inside, pages_of, plan_of, texts_of
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.items import Text
from walksheets.sheets.kinds import PaperOrder
from walksheets.sheets.kinds.facts import StreetFacts
from walksheets.sheets.kinds.leaf import list_frame
from walksheets.sheets.kinds.listing import BOX, FIGURES, LINE, Column, Listing, Row, Section
from walksheets.sheets.kinds.session import board_sheet, session_cover
from walksheets.sheets.kinds.street_index_layout import lay_out as index
from walksheets.store import schema

letters = st.characters(categories=("L", "N"))
names = st.lists(st.text(letters, min_size=1, max_size=30), min_size=1, max_size=6).map(" ".join)
papers = st.builds(
    PaperOrder,
    kind=st.just("knock-up"),
    paper=st.sampled_from(["A4", "Letter"]),
    landscape=st.booleans(),
    large_print=st.booleans(),
)


def said(page) -> str:
    """All letters of a page in the order they are drawn, without blanks."""
    return "".join("".join(item.text for item in page.items if isinstance(item, Text)).split())


@given(st.lists(st.lists(names, max_size=25), min_size=1, max_size=4), papers)
@settings(deadline=None, max_examples=60)
def test_every_row_stands_on_one_page_whole_and_in_order(sections, order):
    columns = (Column("a", 40, FIGURES), Column("name"), Column("b", 30, BOX), Column("c", 50, LINE))
    listing = Listing(
        "Title",
        ("a line", "another"),
        columns,
        tuple(
            Section(
                f"Section {n}",
                "said",
                tuple(Row((f"№{n}.{i:02}:", name, "", "")) for i, name in enumerate(rows)),
            )
            for n, rows in enumerate(sections)
        ),
        fill_ins=("who", "when"),
        foot=("Bold:", "and the rest of it."),
    )
    pages = pages_of(listing, order)
    everything = "".join(said(page) for page in pages)
    places = []
    for n, rows in enumerate(sections):
        for i, name in enumerate(rows):
            assert everything.count(f"№{n}.{i:02}:{''.join(name.split())}") >= 1  # whole, whatever its length
            places.append(everything.index(f"№{n}.{i:02}:"))
    assert all(before < after for before, after in pairwise(places))
    for page in pages:
        assert all(inside(item, page.size_pt) for item in page.items)
        assert page.of == len(pages)


@given(st.lists(names, min_size=1, max_size=20), papers)
@settings(deadline=None, max_examples=40)
def test_rows_do_not_lie_over_each_other_nor_over_the_foot(rows, order):
    listing = Listing(
        "Title",
        ("", ""),
        (Column("name"),),
        (Section(rows=tuple(Row((name,)) for name in rows)),),
        foot=("", "the foot"),
    )
    scale = list_frame(order, message=False).scale
    for page in pages_of(listing, order):
        foot = max(item.y for item in page.items if isinstance(item, Text) and item.text == "the foot")
        body = [
            item
            for item in page.items
            if isinstance(item, Text) and item.size == 10 * scale and not item.text.startswith("page ")
        ]
        assert all(edges(item)[1] > foot for item in body)
        heights = sorted((item.y for item in body), reverse=True)
        assert all(above - below >= 9 for above, below in pairwise(heights))


def test_a_section_that_goes_on_says_so():
    rows = tuple(Row((f"row {n}",)) for n in range(90))
    listing = Listing("T", ("", ""), (Column("x"),), (Section("Mill Lane", "odd", rows),))
    pages = pages_of(listing, PaperOrder("knock-up"))
    assert len(pages) > 1
    assert "odd,continued" in said(pages[1])
    assert "continued" not in said(pages[0])


def test_three_hundred_rounds_are_each_on_the_session_cover_once():
    plan = plan_of([2] * 300)
    order = PaperOrder("session-cover")
    pages = pages_of(session_cover(OURS, plan, order), order)
    everything = [item.text for page in pages for item in page.items if isinstance(item, Text)]
    assert [text for text in everything if text.startswith("Part ")] == [f"Part {n}" for n in range(1, 301)]


def test_the_session_cover_says_when_where_and_whom_to_ring_and_leaves_room_for_what_it_does_not_know():
    order = PaperOrder("session-cover", when="2026-05-01", meet="the bandstand", starts="18:30", ends="20:00")
    listing = session_cover(OURS, plan_of([3]), order)
    assert listing.message == "1 May 2026 18:30 to 20:00 · meet at the bandstand"
    assert "Priya Sharma" in listing.foot[1]
    assert "date" not in listing.fill_ins
    assert {"date", "meet at", "from", "to"} <= set(
        session_cover(OURS, plan_of([3]), PaperOrder("session-cover")).fill_ins
    )


def test_a_board_sheet_has_every_door_to_call_at_once_and_no_name():
    doors = street("Mill Lane", [str(n) for n in range(1, 40, 2)], [2] * 20)
    doors[4] = replace(doors[4], people=(), left_alone=True)
    each = RoundFacts(7, 7, "Station side", tuple(doors))
    listing = board_sheet(OURS, plan_of([1]), each, PaperOrder("board-sheets"))
    cells = [label for section in listing.sections for label in section.cells]
    assert cells == [door.number for door in doors if not door.left_alone]
    on_paper = "".join(said(page) for page in pages_of(listing, PaperOrder("board-sheets")))
    assert not any(person.name in on_paper for door in doors for person in door.people)


def test_the_board_sheet_of_a_tower_goes_on_over_the_pages():
    doors = tuple(
        replace(door, flat=f"Flat {n}", number="Orchard Court")
        for n, door in enumerate(street("Hill", ["1"] * 400, [0] * 400), 1)
    )
    listing = board_sheet(OURS, plan_of([1]), RoundFacts(7, 7, LONG, doors), PaperOrder("board-sheets"))
    pages = pages_of(listing, PaperOrder("board-sheets"))
    assert len(pages) > 1
    assert all(inside(item, page.size_pt) for page in pages for item in page.items)


# The street index


def test_every_street_of_the_ward_is_in_the_index_once_with_every_round_it_is_in(campaign):
    with campaign.store.change("A street that no round has") as writer:
        (lone,) = writer.insert(schema.street, [{"name": "Zion Terrace", "key": "zion terrace"}])
        writer.insert(schema.door, [{"number": "1", "street_id": lone, "key": "zion"}])
    text = texts_of(campaign.papers.preview(PaperOrder("street-index", plan="Winter canvass")))
    everything = " ".join("\n".join(text).split())
    with sqlite3.connect(str(campaign.store.where)) as file:
        streets = file.execute(
            "select distinct s.name from street s join door d on d.street_id = s.id"
        ).fetchall()
    assert len(streets) == 3
    for (name,) in streets:
        assert everything.count(name) == 1
    assert "Hill End 2" in everything
    assert "Mill Lane 1" in everything
    assert "Zion Terrace in no round" in everything


def test_a_street_in_two_rounds_says_which_doors_are_in_which(campaign):
    doors = [door.id for door in campaign.places.doors() if door.street == "Mill Lane"]
    with campaign.store.change("Another plan") as writer:
        (plan,) = writer.insert(schema.plan, [{"name": "Cut", "kind": "leaflet"}])
        rounds = writer.insert(schema.round_, [{"plan_id": plan, "number": n} for n in (1, 2)])
        for round_id, ids in zip(rounds, (doors[:10], doors[10:]), strict=True):
            writer.insert(
                schema.round_door,
                [{"round_id": round_id, "door_id": d, "position": p} for p, d in enumerate(ids, 1)],
            )
    said = flat(campaign.papers.preview(PaperOrder("street-index", plan="Cut")))
    assert "Mill Lane 1 → 19 1 20 → 2 2" in said


@given(st.lists(st.tuples(names, st.lists(names, min_size=1, max_size=5)), min_size=1, max_size=90), papers)
@settings(deadline=None, max_examples=40)
def test_the_index_holds_whatever_streets_there_are(streets, order):
    facts = [
        StreetFacts(f"№{n}{name}", tuple((i, words) for i, words in enumerate(parts, 1)))
        for n, (name, parts) in enumerate(streets)
    ]
    pages = [sheet.page for sheet in index(OURS, RUN, facts, order, code_maker())]
    everything = "".join(said(page) for page in pages)
    for fact in facts:
        assert "".join(fact.name.split()) in everything
    for page in pages:
        assert all(inside(item, page.size_pt) for item in page.items)


@pytest.mark.parametrize("size", [1, 200])
def test_the_index_of_a_small_and_a_large_ward_has_as_many_pages_as_it_needs(size):
    facts = [StreetFacts(f"Street {n}", ((n, ""),)) for n in range(size)]
    pages = index(OURS, RUN, facts, PaperOrder("street-index"), code_maker())
    assert len(pages) == (1 if size == 1 else 2)
