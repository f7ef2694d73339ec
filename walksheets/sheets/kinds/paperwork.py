"""Paperwork: the pages of one order as they will be drawn, and what the user should know of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from walksheets.errors import UsersMistake
from walksheets.rounds import Plan
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.items import Item, Page
from walksheets.sheets.kinds.gathering import Gathering
from walksheets.sheets.kinds.listing import Listing
from walksheets.sheets.kinds.listing_layout import lay_out
from walksheets.sheets.kinds.order import Imprint, PaperOrder
from walksheets.sheets.paper import CodeMaker, Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """What a maker of pages is given. `codes` gives each page of an entered kind its code."""

    order: PaperOrder
    reads: Gathering
    imprint: Imprint
    plan: Plan | None
    run: RunFacts
    codes: CodeMaker


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the ledger enters it: what it is called there, and of which round it is."""

    sheet: Sheet
    title: str
    of_round: RoundFacts | None = None


@dataclass(frozen=True, slots=True)
class Paperwork:
    """All pages of an order."""

    title: str
    """Of the document, and its file's name."""
    pages: Sequence[Page]
    stamps: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The pages as the ledger enters them; none of paper that has no code."""


def entered(title: str, entries: Sequence[Entry], notes: tuple[str, ...] = ()) -> Paperwork:
    """Return paper of which every page is entered in the ledger."""
    return Paperwork(title, [entry.sheet.page for entry in entries], notes=notes, entries=tuple(entries))


def listed(title: str, listings: Sequence[Listing], asked: Asked, nothing: str) -> Paperwork:
    """Lay lists out one after the other. Raises UsersMistake with the sentence `nothing` when there is none."""
    if not listings:
        raise UsersMistake(nothing)
    entries = [
        Entry(sheet, listing.title, listing.of_round)
        for listing in listings
        for sheet in lay_out(listing, asked.run, asked.order, asked.codes)
    ]
    return entered(title, entries, tuple(note for listing in listings for note in listing.notes))
