"""What goes to voters bears its imprint and no more names than it must; the ward map shows every door's round."""

import re
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import NAMES
from tests.sheets.kinds.conftest import IMPRINT, LONG, OURS, edges, flat, inside, plan_of, texts_of
from walksheets.errors import UsersMistake
from walksheets.places import LocalPlane, MapPicture
from walksheets.sheets.facts import DoorFacts, RoundFacts
from walksheets.sheets.items import Picture, Rule, Stamp, Text
from walksheets.sheets.kinds import CARDS_A_PAGE, Imprint, PaperOrder
from walksheets.sheets.kinds.cards import lay_out as cards
from walksheets.sheets.kinds.facts import AddressFacts, PlanFacts
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.letters import lay_out as letters
from walksheets.sheets.kinds.poster import lay_out as poster
from walksheets.sheets.kinds.round_areas import round_areas
from walksheets.sheets.map_layout import Atlas
from walksheets.store import schema

NO_MAP = Atlas(MapPicture(LocalPlane(53.45, -2.2)))


@pytest.mark.parametrize("kind", ["calling-cards", "letters"])
@pytest.mark.parametrize("part", ["printer", "promoter", "on_behalf_of"])
def test_without_a_whole_imprint_nothing_goes_to_voters(campaign, tmp_path, kind, part):
    campaign.papers.set_imprint(replace(IMPRINT, **{part: "  "}))
    with pytest.raises(UsersMistake, match="Set the imprint first"):
        campaign.papers.print_papers(PaperOrder(kind, text="Hello."), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_imprint_is_kept_undone_and_on_every_card(campaign):
    campaign.papers.set_imprint(IMPRINT)
    said = flat(campaign.papers.preview(PaperOrder("calling-cards", cards=4)))
    assert said.count(IMPRINT.sentence) == 4
    campaign.store.undo()
    assert campaign.papers.imprint() == Imprint()


def test_one_who_prints_and_promotes_is_named_once():
    both = Imprint("A. B., 1 Lane", "A. B., 1 Lane", "the committee, 1 Lane")
    assert both.sentence == "Printed and promoted by A. B., 1 Lane on behalf of the committee, 1 Lane."


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
@pytest.mark.parametrize("count", CARDS_A_PAGE)
def test_cards_keep_to_their_part_of_the_page_and_marks_show_where_to_cut(paper, count):
    text = "We called to hear what matters on your street."
    (page,), stamps = cards(OURS, PaperOrder("calling-cards", paper=paper, cards=count, text=text), IMPRINT)
    width, height = page.size_pt
    corners = [(item.x, item.y) for item in page.items if isinstance(item, Stamp)]
    assert len(corners) == len(set(corners)) == count
    wide = width / len({x for x, _ in corners})
    high = height / len({y for _, y in corners})
    for item in stamps["card"]:
        left, bottom, right, top = edges(item)
        assert left >= 0 and bottom >= 0 and right <= wide and top <= high
    cuts = [item for item in page.items if isinstance(item, Rule)]
    for x in {x for x, _ in corners} - {0}:
        assert [c for c in cuts if c.x0 == c.x1 == pytest.approx(x)]
    for y in {y for _, y in corners} - {0}:
        assert [c for c in cuts if c.y0 == c.y1 == pytest.approx(y)]


def test_a_card_names_nobody(campaign):
    campaign.papers.set_imprint(IMPRINT)
    said = flat(campaign.papers.preview(PaperOrder("calling-cards")))
    for surname, forenames in NAMES:
        assert surname not in said and forenames not in said
    assert "first name" in said
    assert "Sharma" not in said  # the organiser's surname neither: the telephone is enough
    assert "07700 900123" in said


def test_a_text_too_long_for_its_card_is_refused_and_fits_a_larger_one():
    text = "We would like to hear from you. " * 60
    with pytest.raises(UsersMistake, match="too long for a card"):
        cards(OURS, PaperOrder("calling-cards", cards=8, text=text), IMPRINT)
    cards(OURS, PaperOrder("calling-cards", cards=2, text=text), IMPRINT)


# Letters


def test_every_household_that_may_be_written_to_gets_one_letter_in_walking_order(campaign):
    campaign.papers.set_imprint(IMPRINT)
    refused = campaign.register.electors()[0]
    for each in campaign.register.electors(door_id=refused.door_id):
        campaign.register.set_flags(each.id, ["do not contact"])
    texts = texts_of(
        campaign.papers.preview(PaperOrder("letters", plan="Winter canvass", text="Please vote."))
    )
    doors = [
        row.door for row in campaign.rounds.plan_doors("Winter canvass") if row.door.id != refused.door_id
    ]
    assert len(texts) == len(doors)
    for text, door in zip(texts, doors, strict=True):
        assert f"{door.number}" in text and door.street in text
        on_page = "".join(text.split())
        for elector in campaign.register.electors(door_id=door.id):
            assert "".join(elector.name.split()) in on_page
        assert IMPRINT.sentence in " ".join(text.split())


def test_letters_to_residents_name_nobody_and_go_to_every_door(campaign):
    campaign.papers.set_imprint(IMPRINT)
    preview = campaign.papers.preview(
        PaperOrder("letters", plan="Winter canvass", text="Please vote.", named=False)
    )
    assert preview.pages == 35
    said = flat(preview)
    assert said.count("Dear resident,") == 35
    assert not any(each.surname in said for each in campaign.register.electors())


def test_a_letter_that_says_nothing_is_refused(campaign):
    campaign.papers.set_imprint(IMPRINT)
    with pytest.raises(UsersMistake, match="says nothing yet"):
        campaign.papers.preview(PaperOrder("letters", text=" \n "))


@given(st.integers(1, 400), st.sampled_from(["A4", "Letter"]), st.booleans())
@settings(deadline=None, max_examples=40)
def test_a_letter_however_long_loses_no_word(count, paper, large):
    order = PaperOrder(
        "letters", paper=paper, large_print=large, text=" ".join(f"word{n}." for n in range(count))
    )
    address = AddressFacts((LONG, LONG, "Bo Ng", "Aoife O’Connell"), (LONG, LONG, "M1 1AA"))
    pages, stamps = letters(OURS, [address, address], order, IMPRINT, Leaf.of(order))
    assert len(pages) == 2 * (len(stamps) - 1)  # the sender's stands on the first page alone
    said = " ".join(i.text for items in stamps.values() for i in items if isinstance(i, Text))
    assert re.findall(r"word\d+", said) == [f"word{n}" for n in range(count)]
    size = pages[0].size_pt
    assert all(inside(item, size) for items in stamps.values() for item in items)
    assert all(inside(item, size) for page in pages for item in page.items)


# The map on the wall


def scattered(spots: list[tuple[float, float]], rounds: int) -> tuple[RoundFacts, ...]:
    doors = [DoorFacts(n, "", str(n), "Mill Lane", xy=xy) for n, xy in enumerate(spots)]
    return tuple(RoundFacts(n, n + 1, f"Part {n + 1}", tuple(doors[n::rounds])) for n in range(rounds))


spots = st.lists(
    st.tuples(st.integers(0, 60).map(lambda v: v * 7.0), st.integers(0, 60).map(lambda v: v * 7.0)),
    min_size=1, max_size=60, unique=True,
)  # fmt: skip


@given(spots, st.integers(1, 6))
@settings(deadline=None, max_examples=60)
def test_every_door_lies_in_the_area_of_its_own_round_and_areas_do_not_overlap(places, rounds):
    facts = scattered(places, rounds)
    areas = round_areas(facts)
    shapes = {area.number: union(area.rings) for area in areas}
    for each in facts:
        for door in each.doors:
            assert (
                shapes[each.number].distance(shapely.Point(door.xy)) < 3.5
            )  # smoothed, so not to the centimetre
    for number, shape in shapes.items():
        for other, another in shapes.items():
            if number < other:
                smaller = min(shape.area, another.area)
                assert shape.intersection(another).area <= 0.2 * smaller


def union(rings) -> shapely.Geometry:
    """Fill rings even-odd, as the paper does."""
    shape = shapely.Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(shapely.Polygon(ring).buffer(0))
    return shape


@pytest.mark.parametrize("size", ["A5", "A4", "A3", "A0", "Letter"])
@pytest.mark.parametrize("landscape", [False, True])
def test_the_poster_numbers_every_round_once_at_every_size(size, landscape):
    plan = PlanFacts(
        "Winter",
        "leaflet",
        scattered([(x * 30.0, y * 30.0) for x in range(8) for y in range(9)], 12),
        (None,) * 12,
    )
    (page,) = poster(OURS, plan, NO_MAP, PaperOrder("map-poster", size=size, landscape=landscape))
    (picture,) = [item for item in page.items if isinstance(item, Picture)]
    assert sorted(int(t.text) for t in picture.texts if t.text.isdigit()) == list(range(1, 13))
    assert (page.size_pt[0] > page.size_pt[1]) == landscape
    assert all(inside(item, page.size_pt) for item in page.items)


def test_the_poster_of_three_hundred_rounds_still_numbers_each():
    plan = PlanFacts(
        "Winter",
        "leaflet",
        scattered([(x * 30.0, y * 30.0) for x in range(30) for y in range(30)], 300),
        (None,) * 300,
    )
    (page,) = poster(OURS, plan, NO_MAP, PaperOrder("map-poster", size="A1"))
    (picture,) = [item for item in page.items if isinstance(item, Picture)]
    assert sorted(int(t.text) for t in picture.texts if t.text.isdigit()) == list(range(1, 301))


@pytest.mark.parametrize(("size", "paper"), [("A1", "A4"), ("A2", "A4"), ("A0", "A3"), ("A3", "Letter")])
def test_tiles_join_to_the_whole_poster(size, paper):
    plan = PlanFacts(
        "Winter",
        "leaflet",
        scattered([(x * 30.0, y * 30.0) for x in range(8) for y in range(9)], 12),
        (None,) * 12,
    )
    pages = poster(OURS, plan, NO_MAP, PaperOrder("map-poster", size=size, paper=paper, tiled=True))
    corners = {
        tuple(round(v, 3) for v in edges(picture)[:2])
        for page in pages
        for picture in page.items
        if isinstance(picture, Picture)
    }
    steps_x, steps_y = sorted({x for x, _ in corners}), sorted({y for _, y in corners})
    assert len(pages) == len(corners) == len(steps_x) * len(steps_y)
    kept = pages[0].size_pt[0] - 56, pages[0].size_pt[1] - 56
    for steps, step in ((steps_x, kept[0]), (steps_y, kept[1])):
        assert np.allclose(np.diff(steps), step, atol=0.01)
    numbers = {
        t.text
        for page in pages
        for i in page.items
        if isinstance(i, Picture)
        for t in i.texts
        if t.text.isdigit()
    }
    assert numbers == {str(n) for n in range(1, 13)}


def test_without_a_placed_door_there_is_no_map_and_it_says_why():
    plan = plan_of([3])
    doors = tuple(replace(door, xy=None) for door in plan.rounds[0].doors)
    plan = replace(plan, rounds=(replace(plan.rounds[0], doors=doors),))
    with pytest.raises(UsersMistake, match="no map to print"):
        poster(OURS, plan, NO_MAP, PaperOrder("map-poster"))


def test_a_poster_names_no_volunteer(campaign):
    with campaign.store.change("Who walks") as writer:
        (who,) = writer.insert(schema.volunteer, [{"name": "Grace Owusu"}])
        first = campaign.rounds.rounds("Winter canvass")[0]
        writer.insert(schema.assignment, [{"round_id": first.id, "volunteer_id": who}])
    said = flat(campaign.papers.preview(PaperOrder("map-poster", plan="Winter canvass")))
    assert "Owusu" not in said
    assert "Marlow ward: Winter canvass" in said
