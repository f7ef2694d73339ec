"""What is said when leaflets are handed over: the distributor's list. Pure.

Names, telephones and addresses on it are volunteers', for the one who brings them their bundles.
"""

from walksheets.sheets import words
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts, Walker
from walksheets.sheets.kinds.listing import BOX, FIGURES, LINE, Column, Listing, Row, Section


def distributor_list(ours: OurFacts, plan: PlanFacts) -> Listing:
    """Return which deliverer gets which bundles where, those who have rounds by name, then rounds nobody has."""
    held: dict[Walker | None, list[tuple[RoundFacts, int]]] = {}
    for each, walker, leaflets in zip(plan.rounds, plan.walkers, plan.leaflets, strict=True):
        held.setdefault(walker, []).append((each, leaflets))
    walkers = sorted((walker for walker in held if walker), key=lambda walker: walker.name.casefold())
    sections = [_section(ours, walker, held[walker]) for walker in walkers]
    if None in held:
        sections.append(_section(ours, None, held[None]))
    return Listing(
        title=f"Distributor’s list: {plan.name}",
        lines=(
            f"{ours.campaign} · {words.count(len(plan.rounds), 'round')} · {words.count(len(walkers), 'deliverer')}",
            f"To fetch: {in_all(ours, plan)}",
        ),
        columns=(
            Column("", 28, FIGURES, bold=True),
            Column("round"),
            Column("leaflets", 46, FIGURES),
            Column("counted out as", 168),
            Column("handed over", 52, BOX),
            Column("when", 60, LINE),
        ),
        sections=tuple(sections),
        fill_ins=("bundles fetched", "left over"),
        foot=(
            "Volunteers’ addresses:",
            f"for handing over bundles only; give this list back. Nobody in? Ring {ours.ring}.",
        ),
        row_pt=20.0,
    )


def counted_out(ours: OurFacts, leaflets: int) -> str:
    """Return how a round's leaflets are counted out: "2 bundles of 100 + 37 loose + 3 spare"."""
    return words.bundles(leaflets, ours.bundle, ours.spares)


def in_all(ours: OurFacts, plan: PlanFacts) -> str:
    """Return what has to be fetched for all rounds, spares counted in."""
    wanted = sum(plan.leaflets) + ours.spares * len(plan.rounds)
    return f"{words.count(wanted, 'leaflet')} = {words.bundles(wanted, ours.bundle, 0)}"


def _section(ours: OurFacts, walker: Walker | None, held: list[tuple[RoundFacts, int]]) -> Section:
    rows = tuple(
        Row((str(each.number), each.name, f"{leaflets:,}", counted_out(ours, leaflets), "", ""))
        for each, leaflets in held
    )
    if walker is None:
        return Section("Nobody yet", "keep these bundles until somebody takes the round", rows)
    where = walker.address or "no address"
    return Section(walker.name, " · ".join((where, walker.phone or "no telephone")), rows)
