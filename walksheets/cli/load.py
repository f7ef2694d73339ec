"""The commands for what a round takes: minutes a door, the housing of a street, doors that are hard to reach.

Like `commands`: each opens the campaign, calls one verb, says what it did.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from walksheets.cli.commands import Json, Where, opened_campaign
from walksheets.cli.papers import app
from walksheets.cli.speaking import columns, counted, figures, tell
from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.reports import Learnt
    from walksheets.rounds import DoorTimes

__all__ = ["app"]

_MORE = ("storey", "flats_a_storey", "crossing")


@app.command(short_help="Show or set the minutes a door takes, by housing.")
def times(
    campaign: Where,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="leaflet.drive=0.6", help="Set one figure; also storey=0.4, crossing=0.5."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show the minutes a door takes by kind of work and housing, beside what the sheets that came back say; set some."""
    with opened_campaign(campaign) as opened:
        now = opened.rounds.door_times()
        for word in change or ():
            now = _changed(now, word)
        done = opened.rounds.set_door_times(now) if change else None
        learnt = opened.reports.learnt_times()
    rows = [
        (kind, housing, f"{minutes:g} min", _said(learnt.get((kind, housing))))
        for kind, table in now.at_door.items()
        for housing, minutes in table.items()
    ]
    rows += [("", name.replace("_", " "), f"{getattr(now, name):g}", "") for name in _MORE]
    answer = {
        **(figures(done) if done else {}),
        **now.as_settings(),
        "learnt": {
            f"{kind}.{housing}": [each.minutes, each.sheets] for (kind, housing), each in learnt.items()
        },
    }
    tell(json, answer, columns(rows))


def _changed(now: "DoorTimes", word: str) -> "DoorTimes":
    name, equals, said = word.partition("=")
    kind, dot, housing = name.strip().partition(".")
    try:
        minutes = float(said)
    except ValueError:
        equals = ""
    if equals and not dot and kind in _MORE:
        figure: dict[str, Any] = {kind: minutes}
        return replace(now, **figure)
    if equals and kind in now.at_door and housing in now.at_door[kind]:
        return now.with_minutes(kind, housing, minutes)
    known = ", ".join(now.at_door["leaflet"])
    raise UsersMistake(
        f"“{word}” sets nothing, so nothing was changed. Write leaflet.drive=0.6 or canvass.flats=2 (of {known}), "
        f"or one of {', '.join(_MORE)}."
    )


def _said(learnt: "Learnt | None") -> str:
    return f"{counted(learnt.sheets, 'sheet')} say {learnt.minutes:g} min" if learnt else ""


@app.command(short_help="Say what housing a street's doors are.")
def housing(
    campaign: Where,
    kind: Annotated[
        str, typer.Argument(metavar="HOUSING", help="terrace, semi, drive, flats, stairs, rural or nothing.")
    ],
    street: Annotated[str, typer.Option(metavar="NAME", help="All doors of this street.")] = "",
    flats: Annotated[bool, typer.Option("--flats", help="Every door whose address says a flat.")] = False,
    json: Json = False,
) -> None:
    """Say what housing doors are: those of a street, or every flat by its address. Rounds are measured again."""
    from walksheets.places import fold

    if bool(street) == flats:
        raise UsersMistake("Say either --street or --flats; nothing was changed.")
    with opened_campaign(campaign) as opened:
        doors = [
            door
            for door in opened.places.doors()
            if (door.flat if flats else fold(door.street) == fold(street))
        ]
        if not doors:
            raise UsersMistake(
                f"No door is {'a flat' if flats else f'in “{street}”'}, so nothing was changed."
            )
        done = opened.rounds.set_housing([door.id for door in doors], "" if kind == "nothing" else kind)
    tell(json, figures(done), [f"{counted(done.counts.get('doors', 0), 'door')} changed to {kind}."])
