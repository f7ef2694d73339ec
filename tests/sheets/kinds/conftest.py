"""What the tests of the other papers share: a town with a plan on paper, and reading a PDF back."""

import numpy as np
import pypdfium2
import pytest

from tests.sheets.conftest import campaign as campaign
from tests.sheets.conftest import code_maker, street
from walksheets.campaign import Campaign
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.items import Begin, End, Item, Page, Picture, Qr, Stamp, Text
from walksheets.sheets.kinds import Imprint, PaperOrder, PapersPreview
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts, Walker
from walksheets.sheets.kinds.listing import Listing
from walksheets.sheets.kinds.listing_layout import lay_out
from walksheets.store import schema

LONG = "Featherstonehaugh-Cholmondeley-Marjoribanks of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"

OURS = OurFacts("Marlow ward", "2026-01-31", "2025-12-01", "Priya Sharma", "07700 900123", 100, 3)
RUN = RunFacts(
    "Marlow ward", "Winter", 2, "knock-up", 12, "2026-01-31", "2025-12-01", "", "Priya Sharma", "07700 900123"
)
IMPRINT = Imprint(
    "Quay Press, 4 Quay Street, M1 1AA", "O. Adé, 1 Mill Lane, M1 1AA", "the ward committee, M1 1AA"
)


def plan_of(sizes: list[int], *, held: bool = True) -> PlanFacts:
    """A plan of rounds with so many doors each; odd rounds are held, the others nobody's yet."""
    rounds, walkers = [], []
    for number, size in enumerate(sizes, 1):
        doors = street(f"Street {number}", [str(n) for n in range(1, size + 1)], [0] * size, number * 1000)
        rounds.append(RoundFacts(number, number, f"Part {number}", tuple(doors), way=(np.zeros((2, 2)),)))
        walkers.append(Walker(f"Walker {number}", "0161", "1 Lane") if held and number % 2 else None)
    return PlanFacts("Winter", "leaflet", tuple(rounds), tuple(walkers))


def pages_of(listing: Listing, order: PaperOrder) -> list[Page]:
    """A list laid out, with codes as wide as real ones."""
    return [sheet.page for sheet in lay_out(listing, RUN, order, code_maker())]


def texts_of(preview: PapersPreview) -> list[str]:
    return [
        page.get_textpage().get_text_range().replace("\r\n", "\n")
        for page in pypdfium2.PdfDocument(preview.pdf)
    ]


def flat(preview: PapersPreview) -> str:
    return " ".join("\n".join(texts_of(preview)).split())


def edges(item: Item) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of what an item covers."""
    match item:
        case Text():
            return item.x, item.y - 0.25 * item.size, item.x + item.width, item.y + 0.75 * item.size
        case Begin() | End():
            return 0, 0, 0, 0
        case Stamp() | Qr():
            return item.x, item.y, item.x, item.y
        case Picture():
            return item.x, item.y, item.x + item.width, item.y + item.height
    if hasattr(item, "x0"):
        return min(item.x0, item.x1), min(item.y0, item.y1), max(item.x0, item.x1), max(item.y0, item.y1)
    width = getattr(item, "width", getattr(item, "size", 0))
    return item.x, item.y, item.x + width, item.y + getattr(item, "height", width)


def inside(item: Item, size: tuple[float, float]) -> bool:
    left, bottom, right, top = edges(item)
    return left >= 0 and bottom >= 0 and right <= size[0] + 0.1 and top <= size[1] + 0.1


@pytest.fixture
def ready(campaign: Campaign) -> Campaign:
    """The town with an imprint, one volunteer with a long name, an answer and a lift asked for."""
    campaign.papers.set_imprint(IMPRINT)
    campaign.volunteers.add(LONG, phone="07700 900456", address=LONG)
    (who,) = campaign.volunteers.people()
    campaign.volunteers.assign(campaign.rounds.rounds("Spring: leaflet?")[0].id, who.id)
    first = campaign.register.electors()[0]
    with campaign.store.change("An answer") as writer:
        (run,) = writer.insert(
            schema.print_run, [{"number": 1, "kind": "canvass", "printed_at": "2026-01-01"}]
        )
        row = {"code": "K7-F4C", "print_run_id": run, "round_number": 1, "page": 1, "pages": 1}
        (sheet,) = writer.insert(schema.sheet, [row])
        (line,) = writer.insert(schema.sheet_line, [{"sheet_id": sheet, "line": 1, "elector_id": first.id}])
        answer = {
            "sheet_line_id": line,
            "code": "1",
            "note": "lift at noon",
            "keyed_at": "2026-01-02T20:00:00+00:00",
        }
        writer.insert(schema.result, [answer])
    return campaign


def order(kind: str, **more) -> PaperOrder:
    return PaperOrder(kind, text="Please vote.", **more)
