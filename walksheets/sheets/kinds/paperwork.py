"""Paperwork: the pages of one order as they will be drawn, and what the user should know of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from walksheets.errors import UsersMistake
from walksheets.sheets.items import Item, Page
from walksheets.sheets.kinds.gathering import Gathering
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.listing import Listing
from walksheets.sheets.kinds.listing_layout import lay_out
from walksheets.sheets.kinds.order import Imprint, PaperOrder


@dataclass(frozen=True, slots=True)
class Asked:
    """What a maker of pages is given."""

    order: PaperOrder
    reads: Gathering
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class Paperwork:
    """All pages of an order."""

    title: str
    """Of the document, and its file's name."""
    pages: Sequence[Page]
    stamps: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def listed(title: str, listings: Sequence[Listing], order: PaperOrder, nothing: str) -> Paperwork:
    """Lay lists out one after the other. Raises UsersMistake with the sentence `nothing` when there is none."""
    if not listings:
        raise UsersMistake(nothing)
    leaf = Leaf.of(order)
    pages = [page for listing in listings for page in lay_out(listing, leaf)]
    return Paperwork(title, pages, notes=tuple(note for listing in listings for note in listing.notes))
