"""Where the other papers are (pads, knock-up sheets, lists, covers), counted by kind and plan. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from walksheets.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class PaperCount:
    """One kind of paper of one plan, its pages by where they are; they are never keyed. No plan: of the whole ward."""

    kind: str
    """Its name in the catalogue of papers."""
    plan: str
    printed: int
    """Printed, and with nobody yet."""
    out: int
    back: int
    scanned: int
    lost: int
    destroyed: int

    @property
    def pages(self) -> int:
        """Return how many pages were printed."""
        return self.printed + self.out + self.back + self.scanned + self.lost + self.destroyed


def paper_counts(ledger: Iterable[SheetRow]) -> list[PaperCount]:
    """Return the counts in the order in which each kind was first printed."""
    stands: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sheet in ledger:
        if not sheet.walked:
            stands[sheet.kind, sheet.plan][sheet.stands] += 1
    return [
        PaperCount(
            kind,
            plan,
            at["printed"],
            at["out"],
            at["back"],
            at["scanned"],
            at["lost"],
            at["destroyed"],
        )
        for (kind, plan), at in stands.items()
    ]
