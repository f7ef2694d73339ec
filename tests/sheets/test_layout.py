"""The pages as positions: nothing over the margins, nothing over anything else, every line once."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import CODES, NAMES, code_maker, person, round_facts, run_facts, street
from walksheets.errors import UsersMistake
from walksheets.places import LocalPlane, MapPicture
from walksheets.sheets import SheetDesign
from walksheets.sheets.canvass_columns import BOX
from walksheets.sheets.content import NOBODY
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.items import Area, Box, Page, Picture, Qr, Stamp, Text
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.paper import Paper, Sheet

ATLAS = Atlas(MapPicture(LocalPlane(53.45, -2.2)))
MARGIN = 9 / 25.4 * 72


def lay_out(doors, design: SheetDesign | None = None, kind="canvass", **more) -> tuple[Paper, list[Sheet]]:
    paper = Paper(run_facts(kind, more.pop("codes", CODES)), design or SheetDesign(), ATLAS)
    return paper, paper.sheets(round_facts(doors, **more), code_maker())


def flat_items(paper: Paper, page: Page):
    """Every item of a page with its stamps spelt out, at its place."""
    for item in page.items:
        if isinstance(item, Stamp):
            for inner in paper.stamps[item.name]:
                if isinstance(inner, Text | Box | Area):
                    yield moved(inner, item.x, item.y)
        else:
            yield item


def moved(item, x, y):
    fields = {name: getattr(item, name) for name in item.__slots__}
    return type(item)(**{**fields, "x": item.x + x, "y": item.y + y})


def ink(item) -> tuple[float, float, float, float] | None:
    """The rectangle an item blackens: left, bottom, right, top."""
    if isinstance(item, Text):
        return item.x, item.y - 0.2 * item.size, item.x + item.width, item.y + 0.72 * item.size
    if isinstance(item, Box | Qr):
        return item.x, item.y, item.x + item.size, item.y + item.size
    if isinstance(item, Picture):
        return item.x, item.y, item.x + item.width, item.y + item.height
    return None


def check_page(paper: Paper, page: Page) -> None:
    """Nothing over the margins, no ink on other ink."""
    inked = [(item, box) for item in flat_items(paper, page) if (box := ink(item))]
    width, height = page.size_pt
    edges = np.array([box for _, box in inked])
    assert edges[:, :2].min() >= MARGIN - 0.6
    assert edges[:, 2].max() <= width - MARGIN + 0.6
    assert edges[:, 3].max() <= height - MARGIN + 0.6
    left, bottom, right, top = (edges[:, i] for i in range(4))
    slack = 0.05
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left) > slack
    up = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom) > slack
    both = np.triu(across & up, 1)
    for i, j in np.argwhere(both):
        raise AssertionError(f"{inked[i][0]} and {inked[j][0]} lie over each other")


def check(paper: Paper, sheets: list[Sheet]) -> None:
    for sheet in sheets:
        check_page(paper, sheet.page)
        assert [placed.line for placed in sheet.page.lines] == [line.line for line in sheet.lines]


words = st.text("abcdefghijklmnoprstuwyżłđễọ’- ", min_size=1, max_size=30).map(str.strip).filter(bool)
names = st.one_of(
    st.builds("{}, {}".format, words, words),
    st.sampled_from([", ".join(name) for name in NAMES]),
    st.text("MW", min_size=60, max_size=90),
)


@st.composite
def households(draw):
    doors = []
    for place in range(draw(st.integers(1, 14))):
        count = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 5, 8, draw(st.integers(0, 60))]))
        people = tuple(
            person(
                place * 100 + i,
                draw(names),
                postal=draw(st.booleans()),
                attains=draw(st.sampled_from(["", "", "2026-02-11"])),
                last=draw(st.sampled_from(["", "last 3, Oct ’25"])),
            )
            for i in range(count)
        )
        number = draw(
            st.sampled_from(
                [str(place + 1), f"{place}A", "The Old Coach House at Featherstonehaugh Hall", ""]
            )
        )
        doors.append(
            DoorFacts(
                place + 1,
                draw(st.sampled_from(["", "", "Flat 3", "Second floor flat at the rear of the building"])),
                number,
                draw(st.sampled_from(["Mill Lane", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Road"])),
                note=draw(st.sampled_from(["", "", "top bell", "the entrance is at the rear, past the bins, and the code is with the distributor"])),
                no_leaflets=draw(st.booleans()),
                walk_m=draw(st.sampled_from([0.0, 8.0, 250.0])),
                xy=draw(st.sampled_from([None, (place * 8.0, 3.0)])),
                people=people,
            )
        )  # fmt: skip
    return doors


designs = st.builds(
    SheetDesign,
    paper=st.sampled_from(["A4", "Letter"]),
    landscape=st.booleans(),
    large_print=st.booleans(),
    follow_ups=st.sampled_from([(), ("poster", "lift")]),
    map=st.sampled_from(["round", "page", "none"]),
    message=st.sampled_from(
        ["", "Ask whether they will put up a poster, and whether they need a lift. " * 3]
    ),
)

quiet = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@quiet
@given(households(), designs)
@example(street("Mill Lane", ["1", "3"], [25, 2]), SheetDesign())
@example(street("Mill Lane", ["1", "3"], [60, 2]), SheetDesign(map="page", large_print=True))
def test_canvass_pages_stay_within_their_margins_and_nothing_overlaps(doors, design):
    check(*lay_out(doors, design))


@quiet
@given(households(), designs)
def test_leaflet_pages_stay_within_their_margins_and_nothing_overlaps(doors, design):
    check(*lay_out(doors, design, "leaflet"))


@quiet
@given(households(), designs)
def test_every_elector_is_on_exactly_one_line_and_lines_run_on(doors, design):
    _, sheets = lay_out(doors, design)
    lines = [line for sheet in sheets for line in sheet.lines]
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))
    asked = [p.id for door in doors for p in door.people]
    assert [line.elector_id for line in lines if line.elector_id is not None] == asked
    empty = [door.id for door in doors if not door.people]
    assert [line.door_id for line in lines if line.elector_id is None] == empty


@quiet
@given(households(), designs)
def test_every_door_of_a_leaflet_round_is_on_exactly_one_line(doors, design):
    _, sheets = lay_out(doors, design, "leaflet")
    lines = [line for sheet in sheets for line in sheet.lines]
    assert [line.line for line in lines] == list(range(1, len(doors) + 1))
    assert [line.door_id for line in lines] == [door.id for door in doors]
    assert not any(line.elector_id or line.elector_name for line in lines)


@quiet
@given(households(), designs)
@example([*street("Mill Lane", ["1"], [60])], SheetDesign())
def test_a_household_is_cut_only_when_it_is_higher_than_a_page(doors, design):
    _, sheets = lay_out(doors, design)
    pages_of: dict[int, set[int]] = {}
    for sheet in sheets:
        for line in sheet.lines:
            pages_of.setdefault(line.door_id, set()).add(sheet.page.number)
    roomy = sheets[-1].page.size_pt[1] * 0.45 / 30  # electors that fit any page with room to spare
    for door in doors:
        if len(door.people) <= min(roomy, 6) and all(len(p.name) < 60 for p in door.people):
            assert len(pages_of[door.id]) == 1


def test_a_tower_continues_on_the_next_page_under_its_number():
    _, sheets = lay_out(street("Mill Lane", ["1", "3"], [60, 1]))
    assert len(sheets) > 1
    for sheet in sheets[1:]:
        texts = [item.text for item in sheet.page.items if isinstance(item, Text)]
        if any(line.number == "1" for line in sheet.lines):
            assert "1" in texts
            assert "continued" in texts


def test_a_heading_repeats_with_the_numbers_still_to_come():
    numbers = [str(n) for n in range(1, 60, 2)]
    _, sheets = lay_out(street("Mill Lane", numbers, [2] * 30), SheetDesign(map="none"))
    for sheet in sheets:
        texts = [item.text for item in sheet.page.items if isinstance(item, Text)]
        first, last = sheet.lines[0].number, sheet.lines[-1].number
        said = f"odd side, {first} → {last}" + ("" if sheet is sheets[0] else ", continued")
        assert texts.count("Mill Lane") == 1
        assert said in texts


def test_the_number_on_the_door_is_the_largest_thing_on_the_page():
    _, sheets = lay_out(street("Mill Lane", ["1", "3", "5"], [2, 1, 3]))
    texts = [item for item in sheets[0].page.items if isinstance(item, Text)]
    largest = max(text.size for text in texts)
    assert {text.text for text in texts if text.size == largest} == {"1", "3", "5"}


def test_boxes_are_five_millimetres_with_white_between_them():
    paper, _ = lay_out(street("Mill Lane", ["1"], [1]))
    boxes = [item for item in paper.stamps["boxes"] if isinstance(item, Box)]
    assert len(boxes) == len(CODES)
    assert BOX / 72 * 25.4 >= 5
    gaps = [b.x - a.x - a.size for a, b in pairwise(boxes)]
    assert min(gaps) / 72 * 25.4 > 0.8


def test_the_line_number_stands_in_front_of_its_boxes_and_where_the_ledger_says():
    paper, (sheet, *_) = lay_out(street("Mill Lane", ["1", "3"], [2, 1]))
    for placed in sheet.page.lines:
        stamp = next(
            i for i in sheet.page.items if isinstance(i, Stamp) and i.name == "boxes" and i.y == placed.y
        )
        assert stamp.x + paper.stamps["boxes"][0].x == pytest.approx(placed.x)
        number = next(
            i
            for i in sheet.page.items
            if isinstance(i, Text) and i.text == str(placed.line) and placed.y < i.y < placed.y + BOX
        )
        assert placed.x - 8 < number.x + number.width < placed.x
        assert paper.box_columns["1"] == pytest.approx(placed.x)


def test_a_door_without_electors_says_so_and_one_to_leave_alone_is_not_there():
    doors = street("Mill Lane", ["1", "3", "5"], [0, 1, 0])
    alone = DoorFacts(9, "", "7", "Mill Lane", left_alone=True)
    _, (sheet, *_) = lay_out([*doors, alone])
    texts = [item.text for item in sheet.page.items if isinstance(item, Text)]
    assert texts.count(NOBODY) == 2
    assert 9 not in {line.door_id for line in sheet.lines}
    assert "7" not in texts


def test_each_code_of_the_page_is_its_own():
    _, sheets = lay_out(street("Mill Lane", [str(n) for n in range(1, 80)], [2] * 79))
    codes = [sheet.page.code for sheet in sheets]
    assert len(set(codes)) == len(codes) > 3
    for number, sheet in enumerate(sheets, 1):
        (qr,) = [item for item in sheet.page.items if isinstance(item, Qr)]
        texts = [item.text for item in sheet.page.items if isinstance(item, Text)]
        assert qr.text == sheet.page.code
        assert texts.count(sheet.page.code) == 1
        assert f"page {number} of {len(sheets)}" in texts


def test_a_leaflet_row_gives_every_number_and_what_is_different():
    doors = street("Mill Lane", ["1", "3", "5"], [1, 1, 1])
    doors[1] = DoorFacts(2, "", "3", "Mill Lane", no_leaflets=True)
    doors[2] = DoorFacts(3, "", "5", "Mill Lane", note="code 1234 from the distributor")
    _, (sheet,) = lay_out(doors, kind="leaflet")
    texts = [item.text for item in sheet.page.items if isinstance(item, Text)]
    assert "1   3   5" in texts
    assert "no leaflets: 3 · 5: code 1234 from the distributor" in texts
    assert "lines 1–3" in texts
    assert any(text.startswith("2 letterboxes = 2 loose + 3 spare") for text in texts)


def test_too_many_codes_are_refused_in_words():
    with pytest.raises(UsersMistake, match="do not fit on this paper"):
        lay_out(street("Mill Lane", ["1"], [1]), codes=tuple(f"Q{n}" for n in range(30)))


def test_too_many_follow_ups_are_refused_in_words():
    with pytest.raises(UsersMistake, match="follow-ups do not fit"):
        lay_out(street("Mill Lane", ["1"], [1]), SheetDesign(follow_ups=("postal-vote form",) * 9))


def test_codes_repeat_above_the_boxes_of_a_large_household():
    _, (sheet, *_) = lay_out(street("Mill Lane", ["1"], [13]), SheetDesign(map="none"))
    letters = [item for item in sheet.page.items if isinstance(item, Stamp) and item.name == "letters"]
    assert len(letters) == 3
