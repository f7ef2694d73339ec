"""Who has what at home: the sheets that are out, by person and round. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from walksheets.sheets import SheetRow

BUNDLE = 100  # letterboxes: what printers tie together


@dataclass(frozen=True, slots=True)
class AtHome:
    """One round's paper in somebody's hands."""

    volunteer: str
    plan: str
    kind: str
    round_number: int
    about: str
    """The round, or the title of other paper."""
    sheets: int
    lines: int
    since: str
    days: int


def at_home(sheets: Iterable[SheetRow], today: date) -> list[AtHome]:
    """Return what is out, by person; what is out longest first. A sheet that was printed again counts once."""
    stacks: dict[tuple[str, str, str], list[SheetRow]] = defaultdict(list)
    for sheet in sheets:
        if sheet.stands == "out" and not sheet.replaced_by:
            stacks[sheet.holder or sheet.volunteer, sheet.plan, sheet.about].append(sheet)
    found = []
    for (holder, plan, about), stack in stacks.items():
        since = min(sheet.printed_at for sheet in stack)
        lines = sum(sheet.lines for sheet in stack)
        days = (today - date.fromisoformat(since[:10])).days
        first = stack[0]
        found.append(
            AtHome(holder, plan, first.kind, first.round_number, about, len(stack), lines, since, days)
        )
    return sorted(found, key=lambda each: (-each.days, each.volunteer, each.round_number))


def bundles(each: AtHome) -> str:
    """Say a round's leaflets as they are handed over: "1 bundle of 100 + 37"."""
    if each.kind != "leaflet":
        return ""
    whole, loose = divmod(each.lines, BUNDLE)
    return " + ".join(filter(None, (f"{whole} × {BUNDLE}" if whole else "", str(loose) if loose else "")))
