"""Doors, streets and plans as they are named on the command line, and the ids that are meant."""

from typing import TYPE_CHECKING, Annotated

import typer

from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.campaign import Campaign
    from walksheets.rounds import Plan

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


def plan_named(opened: "Campaign", plan: str) -> "Plan":
    """Return a plan by its name or number. Raises UsersMistake, naming the plans there are, when it is not one."""
    opened.rounds.rounds(plan)  # names the plans there are when this one is not
    return next(each for each in opened.rounds.plans() if plan in (each.name, str(each.id)))
