"""The commands for the other papers: covers, labels, posters, cards, letters, polling day; and the imprint.

Like `commands`: each opens the campaign, calls one verb, says what it did.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from walksheets.cli.commands import Json, Where, opened_campaign
from walksheets.cli.ledger import app
from walksheets.cli.speaking import columns, counted, figures, tell, working
from walksheets.cli.words import round_numbers

__all__ = ["app"]


class Size(StrEnum):
    """Paper of the printer, and of the wall."""

    A5 = "A5"
    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"
    Letter = "Letter"


class LabelsFor(StrEnum):
    """What labels are stuck on."""

    rounds = "rounds"
    doors = "doors"
    electors = "electors"


@app.command(short_help="Print covers, lists, labels, posters, cards, letters, polling-day papers.")
def papers(
    campaign: Where,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="What to print; without it the kinds are listed.")
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder for the PDF; made if need be.")
    ] = Path(),
    plan: Annotated[str | None, typer.Option(metavar="PLAN", help="Of this plan; else the newest.")] = None,
    rounds: Annotated[str | None, typer.Option(metavar="1,3-5", help="These rounds only.")] = None,
    districts: Annotated[str, typer.Option(metavar="LV1,LV2", help="These polling districts only.")] = "",
    answers: Annotated[
        str, typer.Option(metavar="1,2", help="Only electors whose last answer was one of these.")
    ] = "",
    postal_too: Annotated[bool, typer.Option("--postal-too", help="Knock up postal voters too.")] = False,
    when: Annotated[str, typer.Option(metavar="DATE", help="Day of the session, letter or poll.")] = "",
    meet: Annotated[str, typer.Option(metavar="PLACE", help="Where the session meets.")] = "",
    starts: Annotated[str, typer.Option(metavar="18:30", help="When it starts.")] = "",
    ends: Annotated[str, typer.Option(metavar="20:00", help="When it ends.")] = "",
    paper: Annotated[Size, typer.Option(help="The printer's paper.")] = Size.A4,
    landscape: Annotated[bool, typer.Option("--landscape", help="The paper lies on its side.")] = False,
    large_print: Annotated[bool, typer.Option("--large-print", help="Larger type.")] = False,
    labels: Annotated[str, typer.Option(metavar="FORMAT", help="The sheet of labels.")] = "L7160",
    labels_for: Annotated[LabelsFor, typer.Option(help="What the labels are for.")] = LabelsFor.rounds,
    start_at: Annotated[int, typer.Option(metavar="N", help="The first free label of the sheet.")] = 1,
    size: Annotated[Size, typer.Option(help="The poster's size.")] = Size.A3,
    tiled: Annotated[bool, typer.Option("--tiled", help="The poster over pages to stick together.")] = False,
    cards: Annotated[int, typer.Option(metavar="2|4|8", help="Cards on a page.")] = 4,
    text: Annotated[str, typer.Option(metavar="TEXT", help="The words of the card or letter.")] = "",
    residents: Annotated[
        bool, typer.Option("--residents", help="Letters go to the residents, without names.")
    ] = False,
    json: Json = False,
) -> None:
    """Print every kind of paper beside walk sheets as one PDF; without KIND, list the kinds."""
    from walksheets.sheets.kinds import KINDS, PaperOrder

    if kind is None:
        known = [{"kind": each.name, "title": each.title, "about": each.about} for each in KINDS]
        rows = [(each.name, each.about) for each in KINDS]
        tell(json, {"kinds": known}, columns(rows))
        return
    order = PaperOrder(
        kind,
        plan=plan,
        rounds=tuple(round_numbers(rounds)) if rounds is not None else (),
        districts=_words(districts),
        answers=_words(answers),
        postal_too=postal_too,
        when=when,
        meet=meet,
        starts=starts,
        ends=ends,
        paper=paper.value,
        landscape=landscape,
        large_print=large_print,
        labels=labels,
        labels_for=labels_for.value,
        start_at=start_at,
        size=size.value,
        tiled=tiled,
        cards=cards,
        text=text,
        named=not residents,
    )
    with opened_campaign(campaign) as opened, working(json) as progress:
        report = opened.papers.print_papers(order, out, progress)
    answer = {
        "pages": report.pages,
        "file": str(report.file),
        "notes": list(report.notes),
        "sheets": list(report.sheets),
    }
    entered = ", entered in the ledger" if report.sheets else ""
    tell(json, answer, [f"{counted(report.pages, 'page')} in {report.file}{entered}.", *report.notes])


@app.command(short_help="Say who answers for cards and letters, or show it.")
def imprint(
    campaign: Where,
    printer: Annotated[str | None, typer.Option(metavar="NAME, ADDRESS", help="Who prints it.")] = None,
    promoter: Annotated[
        str | None, typer.Option(metavar="NAME, ADDRESS", help="Who has it published.")
    ] = None,
    on_behalf_of: Annotated[
        str | None, typer.Option(metavar="NAME, ADDRESS", help="For whom it is published.")
    ] = None,
    json: Json = False,
) -> None:
    """Say who prints, promotes and is behind cards and letters, as the law asks; what is not given stays."""
    from dataclasses import asdict, replace

    given = {"printer": printer, "promoter": promoter, "on_behalf_of": on_behalf_of}
    new = {part: said for part, said in given.items() if said is not None}
    with opened_campaign(campaign) as opened:
        done = opened.papers.set_imprint(replace(opened.papers.imprint(), **new)) if new else None
        kept = opened.papers.imprint()
    missing = f"Not said yet: {', '.join(kept.missing)}." if kept.missing else kept.sentence
    tell(json, {**(figures(done) if done else {}), "imprint": asdict(kept)}, [missing])


def _words(text: str) -> tuple[str, ...]:
    """Read "LV1, LV2" as its words."""
    return tuple(word for word in text.replace(",", " ").split() if word)
