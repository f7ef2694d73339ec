"""Number takers' pads, knock-up sheets, postal and lift lists, counted against the register's own rows."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.sheets.kinds import PaperOrder, PapersPreview
from walksheets.sheets.kinds.facts import OurFacts, PollFacts, VoterFacts
from walksheets.sheets.kinds.polling_day import knock_up, number_pads
from walksheets.store import schema

DAY = "2026-05-07"
NUMBER = re.compile(r"\d+(/\d+)?")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Campaign]:
    """Three districts of 40 doors with three electors each, among them suffixes, other electors, who is gone."""
    with Campaign.create(tmp_path / "ward.walksheets", name="Marlow ward", who="Olu") as campaign:
        with campaign.store.change("A register") as writer:
            for place, district in enumerate(("AB1", "AB2", "C-3/1")):
                add_district(writer, place, district)
        yield campaign


def add_district(writer, place: int, district: str) -> None:
    streets = writer.insert(
        schema.street,
        [{"name": f"{name} {place}", "key": f"{name} {place}"} for name in ("Mill Lane", "Ash Row")],
    )
    doors = writer.insert(
        schema.door,
        [
            {
                "number": str(n % 20 + 1),
                "street_id": streets[n // 20],
                "district": district,
                "key": f"{place} {n}",
            }
            for n in range(40)
        ],
    )
    people = []
    for n in range(120):
        person = {
            "prefix": district,
            "number": n + 1,
            "door_id": doors[n // 3],
            "surname": f"Name{place}x{n}",
        }
        person["absent"] = "Postal" if n % 10 == 0 else ""
        person["gone_on"] = "2026-04-01" if n % 17 == 16 else ""
        person["flags"] = {5: "do not contact", 7: "moved", 11: "deceased"}.get(n, "")
        person["date_of_attainment"] = "2026-06-01" if n == 20 else "2026-05-07" if n == 21 else ""
        people.append(person)
    blank = {"prefix": district, "door_id": None, "suffix": 0, "surname": "", "other": ""}
    late = [
        {**blank, "number": 12, "suffix": suffix, "door_id": doors[3], "surname": f"Late{place}x{suffix}"}
        for suffix in (10, 2, 1)
    ]
    others = [{**blank, "number": 900 + n, "other": "anonymous"} for n in range(2)]
    others.append({**blank, "number": None, "other": "overseas", "surname": f"Far{place}"})
    writer.insert(schema.elector, people)
    writer.insert(schema.elector, [*late, *others])


def key(campaign: Campaign, answers: dict[str, str], notes: dict[str, str] | None = None) -> None:
    """Key answers by surname, as if a sheet had come back."""
    with campaign.store.change("Answers") as writer:
        (run,) = writer.insert(schema.print_run, [{"number": 1, "kind": "canvass"}])
        (sheet,) = writer.insert(
            schema.sheet,
            [{"code": "K7-F4C", "print_run_id": run, "round_number": 1, "page": 1, "pages": 1}],
        )
        ids = {each.surname: each.id for each in campaign.register.electors()}
        names = sorted({*answers, *(notes or {})})
        lines = writer.insert(
            schema.sheet_line,
            [{"sheet_id": sheet, "line": n, "elector_id": ids[name]} for n, name in enumerate(names, 1)],
        )
        writer.insert(
            schema.result,
            [
                {
                    "sheet_line_id": line,
                    "code": answers.get(name, "1"),
                    "note": (notes or {}).get(name, ""),
                    "keyed_at": f"2026-04-0{n % 9 + 1}T20:00:00+00:00",
                }
                for n, (line, name) in enumerate(zip(lines, names, strict=True))
            ],
        )


def rows(campaign: Campaign, question: str, *values) -> list[tuple]:
    """Ask the file itself, past everything that is tested."""
    with sqlite3.connect(str(campaign.store.where)) as file:
        return file.execute(question, values).fetchall()


def text_of(preview: PapersPreview) -> list[str]:
    return [
        page.get_textpage().get_text_range().replace("\r\n", "\n")
        for page in pypdfium2.PdfDocument(preview.pdf)
    ]


def pads_in(pdf: PapersPreview) -> dict[str, list[str]]:
    """Read back the numbers on the pads: by district, in the order they stand on the paper."""
    found: dict[str, list[str]] = {}
    for text in text_of(pdf):
        above, _, _ = text.partition("Not found above?")
        district = re.search(r"Number taker’s pad (\S+)", text)[1]
        if "Strike out" not in above:
            found.setdefault(district, [])
            continue
        words = above.split("Strike out", 1)[1].split("\n", 1)[1].split("\n")
        for line in words:
            if all(NUMBER.fullmatch(word) for word in line.split()):
                found.setdefault(district, []).extend(line.split())
    return found


def test_every_elector_of_a_polling_district_is_on_its_pad_once_and_in_order(ward):
    pads = pads_in(ward.papers.preview(PaperOrder("number-pads", when=DAY)))
    registered = rows(
        ward,
        "select prefix, number, suffix from elector where gone_on = '' and number is not null order by 1, 2, 3",
    )
    wanted: dict[str, list[str]] = {}
    for prefix, number, suffix in registered:
        wanted.setdefault(prefix, []).append(f"{number}/{suffix}" if suffix else str(number))
    assert pads == wanted
    assert all(len(set(numbers)) == len(numbers) > 100 for numbers in pads.values())


def test_a_pad_says_who_stands_on_none(ward, tmp_path):
    report = ward.papers.print_papers(PaperOrder("number-pads"), tmp_path / "out")
    assert "1 elector in AB1 has no number and stands on no pad." in report.notes


def test_no_name_stands_on_a_pad(ward):
    everything = "\n".join(text_of(ward.papers.preview(PaperOrder("number-pads"))))
    for (surname,) in rows(ward, "select surname from elector where surname != ''"):
        assert surname not in everything


def test_one_district_may_be_printed_alone_and_one_that_is_not_there_is_refused(ward):
    assert list(pads_in(ward.papers.preview(PaperOrder("number-pads", districts=("AB2",))))) == ["AB2"]
    with pytest.raises(UsersMistake, match=r"no polling district “ZZ9”.*AB1, AB2"):
        ward.papers.preview(PaperOrder("number-pads", districts=("ZZ9",)))


def test_a_register_without_polling_districts_has_one_pad(tmp_path):
    with Campaign.create(tmp_path / "a.walksheets") as campaign:
        with campaign.store.change("A register") as writer:
            writer.insert(schema.elector, [{"prefix": "", "number": n} for n in (3, 1, 2)])
        (text,) = text_of(campaign.papers.preview(PaperOrder("number-pads")))
    assert "Number taker’s pad" in text and "page 1 of 1" in text
    assert "1 2 3" in text


voters = st.lists(
    st.tuples(st.sampled_from(["A", "B", ""]), st.integers(1, 3000), st.integers(0, 12)),
    unique=True,
    max_size=80,
)


@given(voters)
def test_numbers_are_strictly_in_order_whatever_the_register_holds(people):
    poll = PollFacts(DAY, tuple(voter(n, *who) for n, who in enumerate(people)))
    pads = number_pads(OurFacts("Ward", DAY), poll)
    assert len(pads) == len({district for district, _, _ in people})
    for pad, district in zip(pads, sorted({district for district, _, _ in people}), strict=True):
        read = [
            (int(number), int(suffix or 0))
            for number, _, suffix in (label.partition("/") for label in pad.sections[0].cells)
        ]
        assert read == sorted((number, suffix) for d, number, suffix in people if d == district)
        assert all(before < after for before, after in pairwise(read))


def voter(number: int, district: str, figure: int, suffix: int) -> VoterFacts:
    return VoterFacts(
        number, district, f"{district}-{figure}/{suffix}", figure, suffix, f"Name {number}", number
    )


def names_in(pdf: PapersPreview) -> list[str]:
    return re.findall(r"\b(?:Name|Late|Far)\d+x?\d*", "\n".join(text_of(pdf)))


def test_knock_up_names_those_of_the_answers_who_have_not_voted(ward):
    key(
        ward,
        {"Name0x1": "1", "Name0x2": "2", "Name0x3": "4", "Name0x4": "1", "Name1x1": "2", "Name0x10": "1"},
    )
    ward.polling.set_day(DAY)
    order = PaperOrder("knock-up", answers=("1", "2"))
    # Name0x10 votes by post.
    assert names_in(ward.papers.preview(order)) == ["Name0x1", "Name0x2", "Name0x4", "Name1x1"]
    ward.polling.take_numbers("3", "AB1")  # Name0x2
    assert names_in(ward.papers.preview(order)) == ["Name0x1", "Name0x4", "Name1x1"]
    ((registered,),) = rows(ward, "select count(*) from elector where prefix = 'AB1' and gone_on = ''")
    said = f"1 of {registered} have voted, numbers keyed up to"
    assert said in text_of(ward.papers.preview(order))[0]
    ward.store.undo()
    assert "Name0x2" in names_in(ward.papers.preview(order))


def test_knock_up_may_take_postal_voters_along_and_then_says_the_law(ward):
    key(ward, {"Name0x10": "1", "Name0x1": "1"})
    order = PaperOrder("knock-up", answers=("1",), when=DAY, postal_too=True)
    pdf = ward.papers.preview(order)
    assert names_in(pdf) == ["Name0x1", "Name0x10"]
    assert "Name0x10 ✉" in "\n".join(text_of(pdf))
    assert "✉ votes by post" in "\n".join(text_of(pdf))
    assert "anybody else’s postal vote" in " ".join("\n".join(text_of(pdf)).split())


def test_who_must_not_be_called_on_or_may_not_vote_is_on_no_knock_up_sheet(ward):
    names = names_in(ward.papers.preview(PaperOrder("knock-up", when=DAY)))
    wanted = rows(
        ward,
        "select surname from elector where gone_on = '' and door_id is not null and flags = ''"
        " and absent = '' and date_of_attainment <= ?",
        DAY,
    )
    assert sorted(names) == sorted(name for (name,) in wanted)
    assert "Name0x20" not in names  # of age in June
    assert "Name0x21" in names  # of age on the day itself


def test_knock_up_goes_in_the_walking_order_of_the_plan(ward):
    doors = ward.places.doors()
    with ward.store.change("A plan") as writer:
        (plan,) = writer.insert(schema.plan, [{"name": "Canvass", "kind": "canvass"}])
        (one,) = writer.insert(schema.round_, [{"plan_id": plan, "number": 1}])
        walk = sorted((door.id for door in doors), key=lambda door_id: (door_id * 37) % 121)
        writer.insert(
            schema.round_door, [{"round_id": one, "door_id": d, "position": p} for p, d in enumerate(walk, 1)]
        )
    names = names_in(ward.papers.preview(PaperOrder("knock-up", when=DAY, districts=("AB1",))))
    door_of = dict(rows(ward, "select surname, door_id from elector"))
    places = [walk.index(door_of[name]) for name in names]
    assert places == sorted(places)


def test_nobody_left_to_knock_up_is_one_plain_sentence(ward):
    with pytest.raises(UsersMistake, match="Nobody who gave these answers"):
        ward.papers.preview(PaperOrder("knock-up", answers=("1",)))


def test_the_postal_list_names_postal_voters_once_and_says_the_law(ward):
    pdf = ward.papers.preview(PaperOrder("postal-list", when=DAY))
    wanted = rows(
        ward,
        "select surname from elector where absent = 'Postal' and gone_on = '' and flags = ''"
        " and date_of_attainment <= ?",
        DAY,
    )
    assert sorted(names_in(pdf)) == sorted(name for (name,) in wanted)
    for text in text_of(pdf):
        assert "Never take, carry or hand in anybody else’s postal vote" in " ".join(text.split())
        assert "Personal data:" in text


def test_the_lift_list_names_who_asked_in_a_note_or_by_a_follow_up(ward):
    key(ward, {"Name1x2": "2", "Name2x1": "1"}, {"Name0x1": "needs a LIFT after six", "Name0x2": "poster"})
    (line,) = rows(
        ward,
        "select l.id from sheet_line l join elector e on e.id = l.elector_id where e.surname = 'Name1x2'",
    )
    with ward.store.change("A follow-up") as writer:
        writer.insert(schema.follow_up, [{"sheet_line_id": line[0], "kind": "lift"}])
    pdf = ward.papers.preview(PaperOrder("lift-list", when=DAY))
    assert names_in(pdf) == ["Name0x1", "Name1x2"]
    everything = " ".join("\n".join(text_of(pdf)).split())
    assert "needs a LIFT after six" in everything
    assert "anybody else’s postal vote" in everything


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_who_voted_and_who_is_left_make_up_everybody(voted, chosen):
    people = tuple(
        VoterFacts(
            n,
            "A",
            f"A-{n}",
            n,
            0,
            f"Name {n}",
            n,
            str(n),
            "Mill Lane",
            "1" if n in chosen else "",
            voted=n in voted,
        )
        for n in range(41)
    )
    lists = knock_up(OurFacts("Ward", DAY), PollFacts(DAY, people), PaperOrder("knock-up", answers=("1",)))
    named = [row.cells[2] for each in lists for section in each.sections for row in section.rows]
    assert named == [f"Name {n}" for n in range(41) if n in chosen - voted]
