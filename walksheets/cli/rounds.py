"""The commands on a plan's rounds: what stays, what goes by post, what is kept together, how the plan goes on.

Like `commands`: each opens the campaign, calls one verb, says what it did. What is settled holds from the next
`walksheets split` or `walksheets rounds balance` on.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from walksheets.cli.commands import Json, PlanName, Where, opened_campaign
from walksheets.cli.load import app
from walksheets.cli.speaking import columns, counted, figures, listed, tell, working
from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.campaign import Campaign
    from walksheets.rounds import LockCost, Plan

__all__ = ["app"]

rounds_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bend a plan's rounds.")
app.add_typer(rounds_app, name="rounds", short_help="Bend a plan: locks, doors by post, blocks, balancing.")

Streets = Annotated[
    list[str] | None,
    typer.Option("--street", metavar="NAME", help="All doors of this street; several times."),
]
Postcodes = Annotated[
    list[str] | None,
    typer.Option("--postcode", metavar="PC", help="All doors of this postcode; several times."),
]
Doors = Annotated[
    str,
    typer.Option(
        "--doors", metavar="12,15-18", help="Doors by the number in the “door” column of an export."
    ),
]


@rounds_app.command(name="list", short_help="List a plan's rounds.")
def list_(campaign: Where, plan: PlanName, json: Json = False) -> None:
    """List a plan's rounds: doors, minutes, walking, who holds each, what is locked."""
    with opened_campaign(campaign) as opened:
        rounds = opened.rounds.rounds(plan)
        aside = opened.rounds.aside(plan)
    rows = [
        (
            str(each.number), each.name, counted(each.doors, "door"), f"{each.minutes:.0f} min", f"{each.walk_m / 1000:.1f} km",
            each.volunteer, "locked" if each.locked else "",
        )
        for each in rounds
    ]  # fmt: skip
    answer = [
        {"round": each.number, "name": each.name, "doors": each.doors, "minutes": each.minutes, "walk_m": each.walk_m,
         "volunteer": each.volunteer, "locked": each.locked}
        for each in rounds
    ]  # fmt: skip
    lines = columns(rows) if rows else ["No rounds."]
    if aside:
        lines.append(f"{counted(len(aside), 'door')} in no round: see “walksheets rounds aside”.")
    tell(json, {"rounds": answer, "aside": len(aside)}, lines)


@rounds_app.command(short_help="Doors that go by post, or to nobody.")
def aside(
    campaign: Where,
    plan: PlanName,
    post: Annotated[bool, typer.Option("--post", help="These doors go by post.")] = False,
    nobody: Annotated[bool, typer.Option("--nobody", help="Nobody goes to these doors.")] = False,
    back: Annotated[bool, typer.Option("--back", help="These doors are walked to again.")] = False,
    streets: Streets = None,
    postcodes: Postcodes = None,
    doors: Doors = "",
    reason: Annotated[str, typer.Option(metavar="WHY", help="Why, for whoever asks next year.")] = "",
    json: Json = False,
) -> None:
    """Take doors out of the rounds, bring them back, or list those that go by post or to nobody."""
    if post + nobody + back > 1:
        raise UsersMistake("Say one of --post, --nobody and --back; nothing was changed.")
    with opened_campaign(campaign) as opened:
        if not (post or nobody or back):
            _list_aside(json, opened, plan)
            return
        ids = chosen_doors(opened, streets, postcodes, doors)
        if back:
            done = opened.rounds.bring_back(plan, ids)
            tell(
                json,
                figures(done),
                [f"{counted(done.counts.get('doors', 0), 'door')} of {plan} walked to again."],
            )
            return
        done = opened.rounds.set_aside(plan, ids, "post" if post else "nobody", reason)
    goes = "by post" if post else "to nobody"
    tell(
        json,
        figures(done),
        [f"{counted(len(ids), 'door')} of {plan} {'goes' if len(ids) == 1 else 'go'} {goes}."],
    )


def _list_aside(json: bool, opened: "Campaign", plan: str) -> None:
    found = opened.rounds.aside(plan)
    said = {"post": "by post", "nobody": "to nobody"}
    rows = [(str(each.door.id), each.door.address, said[each.how], each.reason) for each in found]
    answer = [
        {"door": each.door.id, "address": each.door.address, "how": each.how, "reason": each.reason}
        for each in found
    ]
    counts = {how: sum(each.how == how for each in found) for how in said}
    total = listed(f"{count:,} {said[how]}" for how, count in counts.items() if count)
    lines = [
        *(columns(rows) if rows else []),
        f"{counted(len(found), 'door')}{': ' + total if total else ''}.",
    ]
    tell(json, {"doors": answer, "counts": counts}, lines)


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
            blocks = _plan(opened, plan).request.blocks
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
        kept = set(_plan(opened, plan).request.whole_streets)
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
        lines = _plan(opened, plan).request.barriers
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


@rounds_app.command(short_help="Take in new doors; with --keep, make the rounds even again.")
def balance(
    campaign: Where,
    plan: PlanName,
    keep: Annotated[
        float, typer.Option(metavar="0.9", help="At least this share of the doors stays where it is.")
    ] = 0.9,
    seconds: Annotated[
        float | None, typer.Option(metavar="S", help="How long to look for better rounds.")
    ] = None,
    json: Json = False,
) -> None:
    """Make the rounds even again with most doors staying where they are; new doors come in."""
    with opened_campaign(campaign) as opened:
        with working(json) as progress:
            done = opened.rounds.rebalance(plan, keep, progress, seconds=seconds)
        made = _plan(opened, plan)
    moved = done.counts.get("moved", 0)
    sentence = (
        f"{made.name}: {counted(moved, 'door')} changed hands; {counted(made.rounds, 'round')} of {made.minutes_min:.0f} "
        f"to {made.minutes_max:.0f} minutes, {made.walk_m / 1000:.1f} km of walking in all."
    )
    tell(json, figures(done), [sentence, *([made.trust] if made.trust else [])])


@rounds_app.command(short_help="Bring a plan up to date with the register.")
def refresh(
    campaign: Where,
    plan: PlanName,
    leave_out: Annotated[
        bool, typer.Option("--leave-out-emptied", help="Doors that everybody left leave their rounds.")
    ] = False,
    json: Json = False,
) -> None:
    """Let new doors join the round they lie in; nobody else's order changes."""
    with opened_campaign(campaign) as opened:
        done = opened.rounds.refresh(plan, leave_out_emptied=leave_out)
        made = _plan(opened, plan)
    new, gone = done.counts.get("new", 0), done.counts.get("gone", 0)
    tell(
        json,
        figures(done),
        [
            f"{counted(new, 'new door')} joined and {counted(gone, 'door')} left; rounds of {made.minutes_min:.0f} to {made.minutes_max:.0f} minutes."
        ],
    )


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


def chosen_doors(
    opened: "Campaign", streets: list[str] | None, postcodes: list[str] | None, doors: str
) -> list[int]:
    """Return the ids of the doors that were named. Raises UsersMistake for a name that means none."""
    from walksheets.cli.words import numbers_in
    from walksheets.places import postcode as tidy

    wanted = street_ids(opened, streets or [])
    codes = {tidy(code) for code in postcodes or []}
    there = opened.places.doors()
    for code in codes - {door.postcode for door in there}:
        raise UsersMistake(f"No door has the postcode “{code}”, so nothing was changed.")
    ids = {door.id for door in there if door.street_id in wanted or door.postcode in codes}
    ids |= set(numbers_in(doors, "doors")) if doors.strip() else set()
    if not ids:
        raise UsersMistake("Say which doors: --street, --postcode or --doors; nothing was changed.")
    return sorted(ids)


def street_ids(opened: "Campaign", names: list[str]) -> set[int]:
    """Return the ids of streets by name. Raises UsersMistake for one that is not there."""
    from walksheets.places import fold

    found: set[int] = set()
    for name in names:
        mine = {street.id for street in opened.places.streets() if fold(street.name) == fold(name)}
        if not mine:
            raise UsersMistake(f"No street is called “{name}”, so nothing was changed.")
        found |= mine
    return found


def _plan(opened: "Campaign", plan: str) -> "Plan":
    opened.rounds.rounds(plan)  # names the plans there are when this one is not
    return next(each for each in opened.rounds.plans() if plan in (each.name, str(each.id)))
