"""The commands for what stays as it is: locked rounds, blocks, whole streets, barriers, and what each lock costs.

What is settled holds from the next `walksheets split` or `walksheets rounds balance` on.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from walksheets.cli.commands import Json, PlanName, Where, opened_campaign
from walksheets.cli.naming import Doors, Postcodes, Streets, chosen_doors, plan_named, street_ids
from walksheets.cli.rounds import app, rounds_app
from walksheets.cli.speaking import columns, counted, figures, listed, tell, working
from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.rounds import LockCost

__all__ = ["app"]


@rounds_app.command(short_help="Lock a round, or unlock it.")
def lock(
    campaign: Where,
    plan: PlanName,
    number: Annotated[int, typer.Option("--round", metavar="R", help="The round, by its number.")],
    off: Annotated[bool, typer.Option("--off", help="Unlock it.")] = False,
    json: Json = False,
) -> None:
    """Lock a round, so that neither splits nor edits change it, or unlock it."""
    with opened_campaign(campaign) as opened:
        found = [each.id for each in opened.rounds.rounds(plan) if each.number == number]
        if not found:
            raise UsersMistake(f"{plan} has no round {number}; nothing was changed.")
        done = opened.rounds.lock(found[0], not off)
    tell(json, figures(done), [f"Round {number} of {plan} is {'unlocked' if off else 'locked'}."])


@rounds_app.command(short_help="Keep doors in one round as a block.")
def together(
    campaign: Where,
    plan: PlanName,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="What the block is called; without it they are listed.")
    ] = "",
    streets: Streets = None,
    postcodes: Postcodes = None,
    doors: Doors = "",
    apart: Annotated[bool, typer.Option("--apart", help="Let this block be divided again.")] = False,
    json: Json = False,
) -> None:
    """Keep doors in one round as a block with a name, let it be divided again, or list the blocks."""
    with opened_campaign(campaign) as opened:
        if not name:
            blocks = plan_named(opened, plan).request.blocks
            rows = [(each.name, counted(len(each.door_ids), "door")) for each in blocks]
            tell(
                json,
                {"blocks": {each.name: list(each.door_ids) for each in blocks}},
                columns(rows) if rows else ["No blocks."],
            )
            return
        if apart:
            tell(json, figures(opened.rounds.let_apart(plan, name)), [f"“{name}” may be divided again."])
            return
        ids = chosen_doors(opened, streets, postcodes, doors)
        done = opened.rounds.keep_together(plan, name, ids)
    tell(
        json,
        figures(done),
        [f"“{name}”: {counted(len(ids), 'door')} in one round from the next split or balancing on."],
    )


@rounds_app.command(short_help="Keep streets whole.")
def whole(
    campaign: Where,
    plan: PlanName,
    streets: Streets = None,
    off: Annotated[bool, typer.Option("--off", help="Let these streets be cut again.")] = False,
    json: Json = False,
) -> None:
    """Keep streets whole, let them be cut again, or list those that are kept."""
    with opened_campaign(campaign) as opened:
        kept = set(plan_named(opened, plan).request.whole_streets)
        if streets:
            ids = street_ids(opened, streets)
            kept = kept - ids if off else kept | ids
            done = figures(opened.rounds.keep_whole(plan, sorted(kept)))
        else:
            done = {}
        names = sorted(street.name for street in opened.places.streets() if street.id in kept)
    tell(
        json,
        {**done, "whole_streets": names},
        [f"Kept whole: {listed(names)}." if names else "No street is kept whole."],
    )


@rounds_app.command(short_help="List or remove barriers.")
def barriers(
    campaign: Where,
    plan: PlanName,
    remove: Annotated[
        int | None, typer.Option(metavar="N", help="Remove this one, by its number in the list.")
    ] = None,
    json: Json = False,
) -> None:
    """List the barriers that no round of a plan crosses, or remove one; they are drawn on the map in the window."""
    with opened_campaign(campaign) as opened:
        lines = plan_named(opened, plan).request.barriers
        done = {}
        if remove is not None:
            if not 1 <= remove <= len(lines):
                raise UsersMistake(
                    f"{plan} has no barrier {remove}; nothing was changed. It has {len(lines)}."
                )
            lines = (*lines[: remove - 1], *lines[remove:])
            done = figures(opened.rounds.keep_apart(plan, lines))
    rows = [
        (str(n), *(f"{lat:.5f}, {lon:.5f}" for lat, lon in (line[0], line[-1])))
        for n, line in enumerate(lines, 1)
    ]
    tell(json, {**done, "barriers": lines}, columns(rows) if rows else ["No barriers."])


@rounds_app.command(short_help="What each lock costs, in metres and minutes.")
def costs(
    campaign: Where,
    plan: PlanName,
    again: Annotated[bool, typer.Option("--again", help="Measure again, changed or not.")] = False,
    json: Json = False,
) -> None:
    """Say what each lock of a plan costs, the dearest first; measured when the plan has changed since."""
    with opened_campaign(campaign) as opened:
        found = () if again else opened.rounds.costs(plan)
        if not found:
            with working(json) as progress:
                opened.rounds.measure_costs(plan, progress)
            found = opened.rounds.costs(plan)
    rows = [(lock_words(each), *cost_words(each)) for each in found]
    answer = [
        {
            "locks": [{"kind": lock.kind, "key": lock.key, "name": lock.name} for lock in each.locks],
            "walk_m": each.walk_m,
            "longest_min": each.longest_min,
        }
        for each in found
    ]
    tell(json, {"costs": answer}, columns(rows))


def lock_words(cost: "LockCost") -> str:
    """Say which locks a cost is of: "locked round 7 Station Road", "3 streets kept whole"."""
    one = {
        "round": "locked round {}", "street": "{} kept whole", "block": "block {}", "barrier": "barrier {}",
        "area": "kept within each {}",
    }  # fmt: skip
    several = {
        "round": "locked rounds",
        "street": "streets kept whole",
        "block": "blocks",
        "barrier": "barriers",
    }
    (first, *others) = cost.locks
    return f"{len(cost.locks)} {several[first.kind]}" if others else one[first.kind].format(first.name)


def cost_words(cost: "LockCost") -> tuple[str, str]:
    """Say a cost in metres of walking and in minutes of the longest round."""
    return f"{cost.walk_m:+,.0f} m of walking", f"{cost.longest_min:+.1f} min for the longest round"
