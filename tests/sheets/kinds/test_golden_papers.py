"""A page of each manner of layout, position by position: a change shows as a diff to look at."""

from tests.sheets.kinds.conftest import IMPRINT, OURS, pages_of, plan_of
from tests.sheets.test_golden import described
from walksheets.sheets.items import Page
from walksheets.sheets.kinds import PaperOrder
from walksheets.sheets.kinds.bundle_covers import lay_out as covers
from walksheets.sheets.kinds.cards import lay_out as cards
from walksheets.sheets.kinds.facts import PollFacts, VoterFacts
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.polling_day import postal_list


def spelt_out(page: Page, stamps=None) -> str:
    lines = [f"page {page.number} of {page.of}, {page.size_pt[0]:.1f} x {page.size_pt[1]:.1f} pt"]
    lines += [described(item) for item in page.items]
    for name, items in (stamps or {}).items():
        lines += [f"stamp {name}", *(f"  {described(item)}" for item in items)]
    return "\n".join(lines) + "\n"


def test_a_list_stands_as_it_did(golden):
    voters = tuple(
        VoterFacts(
            n,
            "AB1",
            f"AB1-{n}",
            n,
            0,
            f"Ng, Bo {n}",
            n,
            str(n),
            ("Mill Lane", "Ash Row")[n // 4],
            "1",
            "Postal",
        )
        for n in range(1, 7)
    )
    poll = PollFacts("2026-05-07", voters, "14:05")
    (listing,) = postal_list(OURS, poll, PaperOrder("postal-list", answers=("1",)))
    (page,) = pages_of(listing, PaperOrder("postal-list"))
    golden("postal_list_page.txt", spelt_out(page))


def test_bundle_covers_stand_as_they_did(golden):
    (page,) = covers(OURS, plan_of([120, 7]), Leaf.of(PaperOrder("bundle-covers")))
    golden("bundle_covers_page.txt", spelt_out(page))


def test_calling_cards_stand_as_they_did(golden):
    (page,), stamps = cards(OURS, PaperOrder("calling-cards"), IMPRINT)
    golden("calling_cards_page.txt", spelt_out(page, stamps))
