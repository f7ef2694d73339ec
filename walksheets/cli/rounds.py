"""The commands on a plan's rounds: what they are, which doors are in none, how the plan goes on when the register moves.

Like `commands`: each opens the campaign, calls one verb, says what it did.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from walksheets.cli.commands import Json, PlanName, Where, opened_campaign
from walksheets.cli.load import app
from walksheets.cli.naming import Doors, Postcodes, Streets, chosen_doors, plan_named
from walksheets.cli.speaking import columns, counted, figures, listed, tell, working
from walksheets.cli.words import plan_sentence
from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.campaign import Campaign

__all__ = ["app"]

rounds_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bend a plan's rounds.")
app.add_typer(rounds_app, name="rounds", short_help="Bend a plan: locks, doors by post, blocks, balancing.")


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
        made = plan_named(opened, plan)
    moved = done.counts.get("moved", 0)
    tell(json, figures(done), plan_sentence(made, f"{counted(moved, 'door')} changed hands;"))


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
        made = plan_named(opened, plan)
    new, gone = done.counts.get("new", 0), done.counts.get("gone", 0)
    tell(
        json,
        figures(done),
        [
            f"{counted(new, 'new door')} joined and {counted(gone, 'door')} left; rounds of {made.minutes_min:.0f} to {made.minutes_max:.0f} minutes."
        ],
    )
