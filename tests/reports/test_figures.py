"""Figures agree with a recount, in plain Python, of what is exported: two programs, one answer."""

import csv
import random
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.reports import Span
from walksheets.store import schema

SPOKEN_TO = set("12345UWR")  # the starter codes that count as a contact, as docs/glossary.md has them


def exported(campaign: Campaign, what: str, folder: Path, **choice) -> list[dict[str, str]]:
    path = folder / f"{what}.csv"
    campaign.reports.export(what, path, **choice)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def busy(keyed: Campaign, print_again) -> Campaign:
    """Both print runs keyed at random, over five evenings, by hand and in different years of mood."""
    print_again()
    chance = random.Random(5)
    for sheet in keyed.sheets.ledger():
        for line in keyed.results.page(sheet.code).lines:
            if chance.random() < 0.8:
                keyed.results.key(sheet.code, line.line, chance.choice("12345UWNNNNRMXDA"))
    with keyed.store.change("Spread over evenings") as writer:
        ids = writer.connection.execute(select(schema.result.c.id)).scalars().all()
        days = [f"2026-02-0{chance.randint(1, 5)}T18:00:00+00:00" for _ in ids]
        writer.update(schema.result, [{"id": i, "keyed_at": d} for i, d in zip(ids, days, strict=True)])
    return keyed


def local_day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def test_evenings_are_those_of_a_recount(busy: Campaign, tmp_path: Path) -> None:
    rows = exported(busy, "results", tmp_path)
    assert len({row["sheet"] for row in rows}) == 4
    counted = defaultdict(lambda: (set(), set(), [0]))
    for row in rows:
        called, spoken, keyed = counted[local_day(row["keyed_at"])]
        called.add(row["elector_number"])
        keyed[0] += 1
        if row["result"] in SPOKEN_TO:
            spoken.add(row["elector_number"])
    ours = exported(busy, "evenings", tmp_path)
    assert [(r["day"], int(r["keyed"]), int(r["called_on"]), int(r["spoken_to"])) for r in ours] == [
        (day, keyed[0], len(called), len(spoken)) for day, (called, spoken, keyed) in sorted(counted.items())
    ]


def test_contact_rate_and_codes_are_those_of_a_recount(busy: Campaign, tmp_path: Path) -> None:
    rows = sorted(exported(busy, "results", tmp_path), key=lambda row: row["keyed_at"])
    called = {row["elector_number"] for row in rows}
    spoken = {row["elector_number"] for row in rows if row["result"] in SPOKEN_TO}
    counts: dict[str, str] = {}
    for row in rows:  # the latest answer counts; nobody at home only where there is no other
        before = counts.get(row["elector_number"])
        if before is None or before in "NA" or row["result"] not in "NA":
            counts[row["elector_number"]] = row["result"]
    found = busy.reports.figures(Span())
    assert (found.called_on, found.spoken_to) == (len(called), len(spoken))
    assert found.contact_rate == pytest.approx(len(spoken) / len(called))
    assert found.by_code == dict(Counter(counts.values()))
    assert {
        r["code"]: int(r["count"]) for r in exported(busy, "codes", tmp_path) if r["count"] != "0"
    } == found.by_code


def test_a_span_of_days_leaves_the_others_out(busy: Campaign, tmp_path: Path) -> None:
    days = ("2026-02-02", "2026-02-03")
    rows = [r for r in exported(busy, "results", tmp_path) if days[0] <= local_day(r["keyed_at"]) <= days[1]]
    found = busy.reports.figures(Span("Spring", *days))
    assert {e.day for e in found.evenings} <= set(days)
    assert sum(e.keyed for e in found.evenings) == len(rows) > 0
    assert [r["day"] for r in exported(busy, "evenings", tmp_path, days=days)] == [
        e.day for e in found.evenings
    ]
    assert busy.reports.figures(Span("Autumn")).evenings == ()


def test_doors_knocked_twice_are_those_of_a_recount(busy: Campaign, tmp_path: Path) -> None:
    visits = defaultdict(set)
    for row in exported(busy, "results", tmp_path):
        visits[row["door"]].add((local_day(row["keyed_at"]), row["sheet"]))
    twice = {int(door) for door, seen in visits.items() if len(seen) > 1}
    found = busy.reports.figures(Span()).knocked_twice
    assert {each.door for each in found} == twice and twice
    assert all(len(each.visits) == len(visits[str(each.door)]) for each in found)


def test_coverage_is_that_of_a_recount(busy: Campaign, tmp_path: Path) -> None:
    best: dict[str, str] = {}
    for row in exported(busy, "results", tmp_path):
        state = "nobody home" if row["result"] in "NA" else "done"
        best[row["door"]] = "done" if "done" in (state, best.get(row["door"])) else state
    found = busy.reports.coverage("Spring")
    assert {
        str(door): state for door, state in found.states.items() if state in ("done", "nobody home")
    } == best
    assert (
        sum(found.count(state) for state in ("not printed", "on paper", "nobody home", "left out", "done"))
        == 20
    )


def test_the_day_on_the_paper_comes_before_the_day_it_was_keyed(keyed: Campaign) -> None:
    assert [e.day for e in keyed.reports.figures(Span()).evenings] == [local_day("2026-02-03T20:00:00+00:00")]
    with keyed.store.change("Day of the walk") as writer:
        sheet = (
            writer.connection.execute(select(schema.sheet.c.id).order_by(schema.sheet.c.id)).scalars().first()
        )
        writer.insert(schema.sheet_return, [{"sheet_id": sheet, "walked_on": "2026-01-30"}])
    assert [e.day for e in keyed.reports.figures(Span()).evenings] == ["2026-01-30"]


def test_missing_sheets_are_exported_with_who_has_had_them(keyed: Campaign, tmp_path: Path) -> None:
    keyed.volunteers.add("Ann Price", phone="07700 900111")
    with keyed.store.change("Hand out") as writer:
        writer.update(schema.sheet, [{"id": 2, "holder": "Ann Price"}])
        writer.update(schema.print_run, [{"id": 1, "printed_at": "2026-02-01T09:00:00+00:00"}])
    (row,) = exported(keyed, "missing-sheets", tmp_path)
    assert (row["volunteer"], row["phone"], row["sheets"], row["round"]) == (
        "Ann Price",
        "07700 900111",
        "K2-AAA",
        "2",
    )
    assert exported(keyed, "missing-sheets", tmp_path, plan="Spring") == [row]
    with keyed.store.change("Bring back") as writer:
        writer.update(schema.sheet, [{"id": 2, "status": "back"}])
    assert exported(keyed, "missing-sheets", tmp_path) == []


@pytest.fixture
def delivered(ward: Campaign, tmp_path: Path) -> Campaign:
    """A leaflet plan printed for real; round 1 done but for two doors, with day, minutes, leaflets over."""
    from walksheets.rounds import SplitRequest

    ward.rounds.split("Leaflet", SplitRequest(seconds=0.1, rounds=2))
    ward.sheets.print_rounds("Leaflet", tmp_path / "paper")
    sheet = ward.sheets.ledger(plan="Leaflet")[0]
    first, second, *_ = ward.results.page(sheet.code).lines
    ward.results.key_lines(sheet.code, {first.line: ("O", "dog"), second.line: ("O", "")})
    ward.results.key_rest(sheet.code, "L")
    ward.results.note_return(sheet.code, walked_on="2026-02-08", minutes=20, left_over=5)
    return ward


def test_the_delivery_ledger_is_that_of_a_recount(delivered: Campaign, tmp_path: Path) -> None:
    done, waiting = delivered.reports.deliveries()
    counts = Counter(row["result"] for row in exported(delivered, "results", tmp_path, plan="Leaflet"))
    assert (done.delivered, done.left_out, done.waiting) == (counts["L"], 2, 0)
    assert (done.plan, done.day, done.minutes, done.left_over) == ("Leaflet", "2026-02-08", 20, 5)
    assert done.seconds_a_door == pytest.approx(20 * 60 / done.letterboxes)
    assert (waiting.day, waiting.delivered, waiting.minutes) == ("", 0, None)
    assert waiting.waiting == waiting.letterboxes > 0
    (row, _) = exported(delivered, "deliveries", tmp_path)
    assert (row["day"], row["delivered"], row["left_over"]) == ("2026-02-08", str(counts["L"]), "5")


def test_the_ledger_of_other_days_holds_only_what_has_no_day(delivered: Campaign) -> None:
    assert [row.day for row in delivered.reports.deliveries(Span(since="2026-03-01"))] == [""]


def test_follow_ups_and_differences_are_exported(busy: Campaign, tmp_path: Path) -> None:
    busy.results.promise("K1-AAA", 1, "poster")
    (row,) = exported(busy, "follow-ups", tmp_path)
    assert (row["kind"], row["sheet"], row["line"], row["done_at"]) == ("poster", "K1-AAA", "1", "")
    rows = exported(busy, "differences", tmp_path)
    assert len({row["elector_number"] for row in rows}) == len(busy.results.disagreements()) > 0
    for each in busy.results.disagreements():
        said = {r["result"] for r in rows if r["elector_number"] == each.elector_number}
        assert len(said) > 1


def test_nothing_keyed_gives_empty_figures(ward: Campaign) -> None:
    found = ward.reports.figures(Span())
    assert (found.evenings, found.by_code, found.contact_rate, found.knocked_twice) == ((), {}, 0.0, ())
    assert ward.reports.deliveries() == []
    assert set(ward.reports.coverage("Spring").states.values()) == {"not printed"}
