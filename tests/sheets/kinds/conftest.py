"""What the tests of the other papers share: a town with a plan on paper, and reading a PDF back."""

import numpy as np
import pypdfium2

from tests.sheets.conftest import campaign as campaign
from tests.sheets.conftest import street
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.items import Begin, End, Item, Picture, Qr, Stamp, Text
from walksheets.sheets.kinds import Imprint, PapersPreview
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts, Walker

LONG = "Featherstonehaugh-Cholmondeley-Marjoribanks of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"

OURS = OurFacts("Marlow ward", "2026-01-31", "2025-12-01", "Priya Sharma", "07700 900123", 100, 3)
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
