"""Bundle covers: half a page that goes with the leaflets of a round, to be cut apart. Pure positions in points."""

from walksheets.sheets import fonts, words
from walksheets.sheets.content import stretch_words
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.items import Item, Page, Rule, Text, text_right
from walksheets.sheets.kinds.bundles import counted_out
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts, Walker
from walksheets.sheets.kinds.leaf import Leaf
from walksheets.sheets.stretches import stretches

_A_PAGE = 2
_STREET_LINES, _STREET = 5, 13.5
_FOOT = 36.0  # what is written by hand and whom to ring
_AND_MORE, _ELSEWHERE = "and more: see the leaflet sheet", "Its streets are on the leaflet sheet."
_FILL_INS = ("counted out by", "handed over on", "missed", "left over")


def lay_out(ours: OurFacts, plan: PlanFacts, leaf: Leaf) -> list[Page]:
    """Return the covers, two a page with a line to cut along."""
    covers = list(zip(plan.rounds, plan.walkers, plan.leaflets, strict=True))
    pages = -(-len(covers) // _A_PAGE)
    half = leaf.height / _A_PAGE
    found = []
    for number in range(pages):
        items: list[Item] = []
        for place, (each, walker, leaflets) in enumerate(covers[number * _A_PAGE :][:_A_PAGE]):
            top = leaf.height - place * half
            items += _cover(ours, plan, each, walker, leaflets, leaf, top, top - half)
        items.append(Rule(0, half, leaf.width, half, 0.6, 0.5, 4.0))
        found.append(Page("", number + 1, pages, leaf.size, tuple(items)))
    return found


def _cover(
    ours: OurFacts,
    plan: PlanFacts,
    each: RoundFacts,
    walker: Walker | None,
    leaflets: int,
    leaf: Leaf,
    top: float,
    bottom: float,
) -> list[Item]:
    """One cover between two heights: the round, how many, for whom, which streets, what to write."""
    left, right = leaf.left, leaf.right
    y = top - leaf.margin - 38
    number = Text(left, y, f"Round {each.number}", 44, BOLD)
    plan_name, size = fonts.fitted(plan.name, REGULAR, 11, right - left - number.width - 20, 7)
    items: list[Item] = [number, text_right(right, y + 20, plan_name, size)]
    campaign, size = fonts.fitted(ours.campaign, REGULAR, 9, right - left - number.width - 20, 6)
    items.append(text_right(right, y + 6, campaign, size, REGULAR, 0.2))
    y -= 26
    for line in fonts.wrap(each.name, BOLD, 18, right - left)[:2]:
        items.append(Text(left, y, line, 18, BOLD))
        y -= 22
    y -= 8
    items.append(Text(left, y, words.count(leaflets, "leaflet"), 24, BOLD))
    y -= 20
    items.append(Text(left, y, counted_out(ours, leaflets), 15))
    y -= 32
    items += _for_whom(walker, left, right, y)
    y -= 38
    streets = [
        f"{part.street or 'No street given'} {stretch_words(part, part.doors)}"
        for part in stretches(each.doors)
    ]
    lines = fonts.wrap_entries(streets, REGULAR, 10.5, right - left)
    fit = min(_STREET_LINES, int((y - bottom - leaf.margin - _FOOT) // _STREET) + 1)
    shown = lines[:fit] if len(lines) <= fit else [*lines[: fit - 1], _AND_MORE] if fit > 1 else [_ELSEWHERE]
    for line in shown:
        items.append(Text(left, y, line, 10.5))
        y -= _STREET
    return [*items, *_foot(ours, left, right, bottom + leaf.margin)]


def _for_whom(walker: Walker | None, left: float, right: float, y: float) -> list[Item]:
    said = Text(left, y, "for", 12)
    x = left + said.width + 6
    if walker is None:
        return [said, Rule(x, y - 1, right, y - 1, 0.7, 0.35, 2.4)]
    name, size = fonts.fitted(walker.name, BOLD, 17, right - x, 9)
    where = " · ".join(filter(None, (walker.address, walker.phone))) or "no address"
    where, where_size = fonts.fitted(where, REGULAR, 11, right - left, 6)
    return [said, Text(x, y, name, size, BOLD), Text(left, y - 15, where, where_size)]


def _foot(ours: OurFacts, left: float, right: float, y: float) -> list[Item]:
    """Places to write, and whom to ring."""
    ring = f"Questions, no time after all, leaflets left over? Ring {ours.ring}."
    ring, size = fonts.fitted(ring, REGULAR, 9, right - left, 6)
    items: list[Item] = [Text(left, y, ring, size)]
    width = (right - left) / len(_FILL_INS)
    for place, word in enumerate(_FILL_INS):
        said = Text(left + place * width, y + 20, word, 9, BOLD)
        items += [
            said,
            Rule(said.x + said.width + 3, y + 19, left + (place + 1) * width - 6, y + 19, 0.7, 0.35, 2.4),
        ]
    return items
