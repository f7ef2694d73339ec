"""One page of each kind, position by position: a change of layout shows as a diff to look at."""

from dataclasses import replace

from tests.sheets.conftest import code_maker, round_facts, run_facts, street
from walksheets.sheets import SheetDesign
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.items import Area, Begin, Box, End, Page, Picture, Qr, Rule, Stamp, Text
from walksheets.sheets.paper import Paper


def spelt_out(paper: Paper, page: Page) -> str:
    lines = [f"page {page.number} of {page.of}, {page.size_pt[0]:.1f} x {page.size_pt[1]:.1f} pt"]
    lines += [described(item) for item in page.items]
    for name, items in sorted(paper.stamps.items()):
        lines += [f"stamp {name}", *(f"  {described(item)}" for item in items)]
    lines += [f"line {p.line}: boxes at {p.x:.1f} {p.y:.1f}" for p in page.lines]
    return "\n".join(lines) + "\n"


def described(item) -> str:
    match item:
        case Text():
            return f"{item.x:.1f} {item.y:.1f} {item.font} {item.size:.1f} “{item.text}”"
        case Rule():
            return f"{item.x0:.1f} {item.y0:.1f} rule to {item.x1:.1f} {item.y1:.1f}"
        case Box() | Qr():
            return f"{item.x:.1f} {item.y:.1f} {type(item).__name__.lower()} {item.size:.1f}"
        case Area() | Picture():
            return f"{item.x:.1f} {item.y:.1f} {type(item).__name__.lower()} {item.width:.1f} x {item.height:.1f}"
        case Stamp():
            return f"{item.x:.1f} {item.y:.1f} stamp {item.name}"
        case Begin():
            return " ".join(
                filter(
                    None,
                    ("begin", item.role, item.scope, f"{item.columns} columns" if item.columns > 1 else ""),
                )
            )
        case End():
            return "end"
    raise AssertionError(item)


def walk() -> list[DoorFacts]:
    doors = street("Mill Lane", ["1", "3", "5A", "The Old Vicarage"], [2, 0, 1, 8])
    first, *others = doors[0].people
    doors[0] = replace(
        doors[0],
        note="top bell",
        people=(replace(first, postal=True, attains="2026-02-11", last="last 2, Oct ’25"), *others),
    )
    flats = [DoorFacts(20 + n, f"Flat {n}", "124", "Station Road", walk_m=130) for n in (1, 2, 3)]
    return [*doors, *flats]


def test_a_canvass_page_stands_as_it_did(golden):
    paper = Paper(run_facts(), SheetDesign(map="none"), None)
    sheet, *_ = paper.sheets(round_facts(walk()), code_maker())
    golden("canvass_page.txt", spelt_out(paper, sheet.page))


def test_a_leaflet_page_stands_as_it_did(golden):
    paper = Paper(run_facts("leaflet"), SheetDesign(map="none"), None)
    sheet, *_ = paper.sheets(round_facts(walk()), code_maker())
    golden("leaflet_page.txt", spelt_out(paper, sheet.page))
