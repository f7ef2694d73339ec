"""What makes a clear mark doubtful after all: the hand that fills a page, and the boxes about it. Pure."""

from collections.abc import Mapping
from statistics import median

from walksheets.results.scan.printed_page import Rect
from walksheets.results.scan.read_box import DOUBTFUL, EMPTY, MARKED, BoxInk

_HEAVIER = 2.1  # times the ink that this page's marks usually have: filled in, or scribbled out?
_HEAVY = {"canvass": 0.45, "leaflet": 0.75}  # share of a box that must be dark for that, by the kind of sheet
"""Who takes an answer back scribbles over its box; a leaflet sheet's box is as often filled in to say "done"."""
_HABIT = 3  # marks from which on a page has a habit
_NEAR = 1.7  # box widths: no farther apart are the middles of boxes that one mark can reach
_TOUCHED = 0.02  # of the white between: some ink goes that way

Verdicts = dict[Rect, str]


def in_context(kind: str, verdicts: Verdicts, inks: Mapping[Rect, BoxInk]) -> Verdicts:
    """Return the verdicts with marks doubted that may be taken back, or may be the tail of another row's mark."""
    doubted = _too_heavy(_HEAVY[kind], verdicts, inks) | _tails(verdicts, inks)
    return {at: DOUBTFUL if at in doubted else found for at, found in verdicts.items()}


def _too_heavy(least: float, verdicts: Verdicts, inks: Mapping[Rect, BoxInk]) -> set[Rect]:
    """Return marks with far more ink than this page's hand usually leaves: they may be scribbled out."""
    covers = [inks[at].cover for at, verdict in verdicts.items() if verdict == MARKED]
    usual = median(covers) if len(covers) >= _HABIT else 0.0
    heavy = max(least, _HEAVIER * usual)
    return {at for at, found in verdicts.items() if found == MARKED and inks[at].cover > heavy}


def _tails(verdicts: Verdicts, inks: Mapping[Rect, BoxInk]) -> set[Rect]:
    """Return the weaker of two boxes one above the other when ink goes from one towards the other."""
    inked = sorted((at for at, found in verdicts.items() if found != EMPTY), key=lambda at: at.y)
    tails = set()
    for upper in inked:
        for lower in inked:
            apart, beside = lower.y - upper.y, abs(lower.x - upper.x)
            if not 0 < apart < _NEAR * upper.height or beside > _NEAR * upper.width:
                continue
            below, above = inks[upper].outside[2], inks[lower].outside[0]
            if below > _TOUCHED and above > _TOUCHED:
                tails.add(min(upper, lower, key=lambda at: inks[at].cover))
    return tails
