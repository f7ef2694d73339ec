"""How each kind of paper is made: gathered, worded, laid out. One short function a kind, and the table of them."""

from collections.abc import Callable, Mapping

from walksheets.sheets.kinds import (
    bundle_covers,
    bundles,
    cards,
    labels,
    letters,
    polling_day,
    poster,
    session,
    street_index_layout,
)
from walksheets.sheets.kinds.label_sheets import find_sheet
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.kinds.paperwork import Asked, Entry, Paperwork, entered, listed
from walksheets.sheets.map_layout import Atlas


def _session_cover(asked: Asked) -> Paperwork:
    plan = asked.reads.plan()
    listing = session.session_cover(asked.reads.ours(), plan, asked.order)
    return listed(f"{plan.name} - Session cover", [listing], asked, "")


def _board_sheets(asked: Asked) -> Paperwork:
    plan, ours = asked.reads.plan(), asked.reads.ours()
    sheets = [session.board_sheet(ours, plan, each, asked.order) for each in plan.rounds]
    return listed(f"{plan.name} - Board sheets", sheets, asked, "")


def _distributor_list(asked: Asked) -> Paperwork:
    plan = asked.reads.plan()
    listing = bundles.distributor_list(asked.reads.ours(), plan)
    return listed(f"{plan.name} - Distributor’s list", [listing], asked, "")


def _bundle_covers(asked: Asked) -> Paperwork:
    plan = asked.reads.plan()
    pages = bundle_covers.lay_out(asked.reads.ours(), plan, Leaf.of(asked.order))
    return Paperwork(f"{plan.name} - Bundle covers", pages)


def _labels(asked: Asked) -> Paperwork:
    sheet = find_sheet(asked.order.labels)
    if asked.order.labels_for == "rounds":
        made = labels.round_labels(asked.reads.ours(), asked.reads.plan())
    else:
        made = labels.address_labels(asked.reads.addresses())
    return Paperwork(
        f"Labels for {asked.order.labels_for}", labels.lay_out(made, sheet, asked.order.start_at)
    )


def _map_poster(asked: Asked) -> Paperwork:
    plan = asked.reads.plan()
    pages = poster.lay_out(asked.reads.ours(), plan, Atlas(asked.reads.map_picture()), asked.order)
    return Paperwork(f"{plan.name} - Ward map {asked.order.size}", pages)


def _street_index(asked: Asked) -> Paperwork:
    name, streets = asked.reads.streets()
    sheets = street_index_layout.lay_out(asked.reads.ours(), asked.run, streets, asked.order, asked.codes)
    return entered(f"{name} - Street index", [Entry(sheet, "Street index") for sheet in sheets])


def _calling_cards(asked: Asked) -> Paperwork:
    pages, stamps = cards.lay_out(asked.reads.ours(), asked.order, asked.imprint)
    return Paperwork("Calling cards", pages, stamps)


def _letters(asked: Asked) -> Paperwork:
    addresses = asked.reads.addresses()
    leaf = Leaf.of(asked.order)
    pages, stamps = letters.lay_out(asked.reads.ours(), addresses, asked.order, asked.imprint, leaf)
    return Paperwork("Letters", pages, stamps)


def _number_pads(asked: Asked) -> Paperwork:
    pads = polling_day.number_pads(asked.reads.ours(), asked.reads.poll())
    return listed("Number taker’s pads", pads, asked, _NO_ELECTORS)


def _knock_up(asked: Asked) -> Paperwork:
    lists = polling_day.knock_up(asked.reads.ours(), asked.reads.poll(), asked.order)
    return listed("Knock-up sheets", lists, asked, _NOBODY_LEFT)


def _postal_list(asked: Asked) -> Paperwork:
    lists = polling_day.postal_list(asked.reads.ours(), asked.reads.poll(), asked.order)
    return listed("Postal voters", lists, asked, _NO_POSTAL)


def _lift_list(asked: Asked) -> Paperwork:
    lists = polling_day.lift_list(asked.reads.ours(), asked.reads.poll(), asked.order)
    return listed("Lifts to the poll", lists, asked, _NO_LIFTS)


_NO_ELECTORS = "There is no elector on the register, so there is no pad to print. Import the register first."
_NOBODY_LEFT = "Nobody who gave these answers has still to vote, so nothing was printed. Choose more answers, or key more results."
_NO_POSTAL = "Nobody who gave these answers votes by post and has still to vote, so nothing was printed. Import the absent voters’ list, or choose more answers."
_NO_LIFTS = "Nobody who has still to vote asked for a lift, so nothing was printed. A lift is a follow-up that is keyed, or a note with the word “lift”."

MAKERS: Mapping[str, Callable[[Asked], Paperwork]] = {
    "session-cover": _session_cover,
    "board-sheets": _board_sheets,
    "bundle-covers": _bundle_covers,
    "distributor-list": _distributor_list,
    "labels": _labels,
    "map-poster": _map_poster,
    "street-index": _street_index,
    "calling-cards": _calling_cards,
    "letters": _letters,
    "number-pads": _number_pads,
    "knock-up": _knock_up,
    "postal-list": _postal_list,
    "lift-list": _lift_list,
}
