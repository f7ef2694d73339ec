"""The commands themselves, in the order of the work. Each opens the campaign, calls one verb, says what it did.

The rooms are imported inside the commands, so that `--help` does not wait for them.
"""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from walksheets.cli.speaking import columns, counted, figures, listed, tell, working
from walksheets.cli.words import plan_figures, plan_sentence, refuse_unwritable, round_numbers, told_import
from walksheets.errors import UsersMistake

if TYPE_CHECKING:
    from walksheets.campaign import Campaign

app = typer.Typer(
    name="walksheets",
    help="Rounds and walk sheets for ward organisers: the register in, rounds out, sheets printed, results keyed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Where = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="A campaign file, or a PostgreSQL address.")]
PlanName = Annotated[str, typer.Argument(metavar="PLAN", help="The plan's name, such as “Spring leaflet”.")]
Json = Annotated[bool, typer.Option("--json", help="Print the counts for a machine.")]


class Kind(StrEnum):
    """What a plan is for."""

    leaflet = "leaflet"
    canvass = "canvass"


class Within(StrEnum):
    """What a round may not reach across."""

    free = "free"
    ward = "ward"
    district = "district"


class Order(StrEnum):
    """How the doors of a round follow each other."""

    natural = "natural"
    shortest = "shortest"


class Finish(StrEnum):
    """Where a walk ends."""

    anywhere = "anywhere"
    start = "start"
    car = "car"


class What(StrEnum):
    """What can be exported."""

    rounds = "rounds"
    doors = "doors"
    set_aside = "set-aside"
    electors = "electors"
    results = "results"
    volunteers = "volunteers"
    progress = "progress"
    voted = "voted"
    evenings = "evenings"
    codes = "codes"
    deliveries = "deliveries"
    missing_sheets = "missing-sheets"
    follow_ups = "follow-ups"
    knocked_twice = "knocked-twice"
    differences = "differences"
    papers = "papers"


def opened_campaign(where: str) -> "Campaign":
    """Open the campaign that was named."""
    from walksheets.campaign import Campaign

    return Campaign.open(_named(where))


def _named(where: str) -> str:
    if not where.strip():
        raise UsersMistake(
            "The campaign has no name, so nothing was done; give its file, such as ward.walksheets."
        )
    return where


@app.command()
def new(campaign: Where, json: Json = False) -> None:
    """Make a new, empty campaign."""
    from walksheets.campaign import Campaign

    with Campaign.create(_named(campaign)) as made:
        tell(json, {"campaign": made.name}, [f"Made the campaign “{made.name}”, empty so far."])


@app.command(name="import", short_help="Bring in registers, maps, postcodes, volunteers …")
def import_(
    campaign: Where,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to bring in together.")],
    kind: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help="What they are, where it cannot be told.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE.toml", help="Which column is what.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what it would do; change nothing.")
    ] = False,
    problems: Annotated[
        Path | None,
        typer.Option("--problems", metavar="FILE.csv", help="Write the rows not understood here."),
    ] = None,
    json: Json = False,
) -> None:
    """Bring in registers, maps, postcodes, UPRNs, boundaries, absent voters, volunteers: all or nothing."""
    if problems is not None:
        refuse_unwritable(problems)
    with opened_campaign(campaign) as opened:
        with working(json) as progress:
            report = opened.imports.bring_in(
                files, kind=kind, mapping=mapping, dry_run=dry_run, progress=progress
            )
        told_import(json, report, dry_run=dry_run, problems=problems)


@app.command(short_help="Split the doors into rounds of equal walking time.")
def split(
    campaign: Where,
    plan: PlanName,
    kind: Annotated[Kind, typer.Option(help="What the rounds are for.")],
    rounds: Annotated[int | None, typer.Option(metavar="K", help="So many rounds.")] = None,
    minutes: Annotated[float | None, typer.Option(metavar="M", help="Rounds of so many minutes.")] = None,
    doors: Annotated[int | None, typer.Option(metavar="N", help="Rounds of so many doors.")] = None,
    tolerance: Annotated[
        float, typer.Option(metavar="T", help="How far the longest round may pass the mean.")
    ] = 0.05,
    within: Annotated[Within, typer.Option(help="What no round reaches across.")] = Within.free,
    order: Annotated[
        Order, typer.Option(help="One side then the other, or the fewest metres.")
    ] = Order.natural,
    seconds: Annotated[
        float | None, typer.Option(metavar="S", help="How long to look for better rounds.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="The same seed gives the same rounds.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar='"M19 2AB"', help="Where people meet: a postcode, or number and street."),
    ] = None,
    finish: Annotated[
        Finish,
        typer.Option(help="Where a walk ends: anywhere, back at the start, or at the car it began from."),
    ] = Finish.anywhere,
    door_minutes: Annotated[
        float | None,
        typer.Option(metavar="M", help="So long at every door; by housing if you do not say."),
    ] = None,
    for_volunteers: Annotated[
        bool,
        typer.Option(
            "--for-volunteers", help="A round for each volunteer, of the doors they take, near their home."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Split the doors into rounds of equal walking time, each in walking order; or one for each volunteer there is."""
    from walksheets.rounds import SplitRequest

    if for_volunteers and (rounds, minutes, doors) != (None, None, None):
        raise UsersMistake(
            "--for-volunteers makes as many rounds as there are volunteers; leave out --rounds, --minutes and "
            "--doors. Nothing was split."
        )
    asked: dict[str, Any] = {"seconds": seconds, "seed": seed}
    request = SplitRequest(
        kind=kind.value,
        rounds=rounds,
        minutes=minutes,
        doors=doors,
        tolerance=tolerance,
        within=within.value,
        order=order.value,
        finish=finish.value,
        minutes_per_door=door_minutes,
        **{name: value for name, value in asked.items() if value is not None},
    )
    with opened_campaign(campaign) as opened:
        if start is not None:
            met = opened.places.find_meeting_point(start)
            request = replace(request, start=(met.lat, met.lon), start_named=met.named)
        with working(json) as progress:
            if for_volunteers:
                done = opened.rounds.split_for(plan, opened.volunteers.means(kind.value), request, progress)
            else:
                done = opened.rounds.split(plan, request, progress)
        made = next(each for each in opened.rounds.plans() if each.name == plan.strip())
    tell(
        json,
        {**figures(done), **plan_figures(made)},
        plan_sentence(made, f"{counted(made.doors, 'door')} in"),
    )


@app.command(short_help="Give rounds to volunteers.")
def assign(
    campaign: Where,
    plan: PlanName,
    auto: Annotated[bool, typer.Option("--auto", help="Give every free round to whom it suits.")] = False,
    number: Annotated[
        int | None, typer.Option("--round", metavar="R", help="One round, by its number.")
    ] = None,
    volunteer: Annotated[str | None, typer.Option(metavar="NAME", help="Who takes that round.")] = None,
    json: Json = False,
) -> None:
    """Give rounds to volunteers: all that are free by suggestion, or one by hand."""
    by_hand = number is not None and volunteer is not None
    if auto == by_hand or (auto and (number is not None or volunteer is not None)):
        raise UsersMistake("Say either --auto, or --round and --volunteer; nothing was assigned.")
    with opened_campaign(campaign) as opened:
        if number is None or volunteer is None:
            done = opened.volunteers.assign_all(plan)
            given, holes = done.counts.get("assigned", 0), done.counts.get("holes", 0)
            free = f"; {counted(holes, 'round')} found nobody" if holes else ""
            tell(json, figures(done), [f"{counted(given, 'round')} of {plan} assigned{free}."])
            return
        person = opened.volunteers.find(volunteer)
        done = opened.volunteers.assign(_round_id(opened, plan, number), person.id)
        tell(json, figures(done), [f"Round {number} of {plan} is {person.name}'s."])


def _round_id(opened: "Campaign", plan: str, number: int) -> int:
    found = [each.id for each in opened.rounds.rounds(plan) if each.number == number]
    if not found:
        raise UsersMistake(f"{plan} has no round {number}; nothing was assigned.")
    return found[0]


@app.command(name="print", short_help="Print walk sheets as PDFs.")
def print_(
    campaign: Where,
    plan: PlanName,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the PDFs; made if need be.")],
    rounds: Annotated[str | None, typer.Option(metavar="1,3-5", help="These rounds only.")] = None,
    one_file: Annotated[bool, typer.Option("--one-file", help="All rounds in one PDF.")] = False,
    json: Json = False,
) -> None:
    """Print walk sheets as PDFs and enter each page in the ledger."""
    with opened_campaign(campaign) as opened, working(json) as progress:
        wanted = round_numbers(rounds) if rounds is not None else None
        report = opened.sheets.print_rounds(plan, out, wanted, one_file=one_file, progress=progress)
    answer = {
        **figures(report.changes),
        "run": report.run,
        "pages": report.pages,
        "sheets": list(report.sheets),
        "files": [str(file) for file in report.files],
    }
    line = f"Print run {report.run}: {counted(report.pages, 'page')} in {counted(len(report.files), 'file')} in {out}."
    tell(json, answer, [line])


@app.command(short_help="Key what came back, from a spreadsheet.")
def key(
    campaign: Where,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: sheet, line, result, note.")],
    json: Json = False,
) -> None:
    """Key what came back from a spreadsheet: all of it or nothing."""
    with opened_campaign(campaign) as opened:
        done = opened.results.key_file(file)
        keyed = sum(sheet.status == "keyed" for sheet in opened.sheets.ledger())
    words = {"new": "new", "corrected": "corrected", "removed": "taken away", "same": "as before"}
    counts = {name: done.counts.get(name, 0) for name in words}
    parts = listed(f"{count:,} {words[name]}" for name, count in counts.items() if count)
    lines = counted(sum(counts.values()), "line")
    answer = {**figures(done), "counts": counts, "sheets_keyed": keyed}
    tell(json, answer, [f"{lines}: {parts or 'nothing to key'}; {counted(keyed, 'sheet')} wholly keyed."])


@app.command(short_help="Read scanned or photographed sheets.")
def scan(
    campaign: Where,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF, TIFF, JPEG or PNG files.")],
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write what was read here, to look at and key."),
    ] = None,
    json: Json = False,
) -> None:
    """Read scanned or photographed sheets and say what is certain; nothing is keyed before somebody looked at it.

    The file of --csv has the columns that `key` takes; a line in doubt has no result there, and the reason beside it.
    """
    from walksheets import spreadsheets
    from walksheets.cli import scanned

    with opened_campaign(campaign) as opened, working(json) as progress:
        report = opened.scans.read(files, progress)
    written = None if csv is None else spreadsheets.write(csv, scanned.COLUMNS, scanned.rows(report))
    scanned.told(json, report, written, csv)


@app.command(short_help="Write rounds, doors, results … to a file.")
def export(
    campaign: Where,
    what: Annotated[What, typer.Argument(metavar="WHAT", help=" | ".join(What))],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .csv or .xlsx; rounds also .geojson, .gpx.")
    ],
    plan: Annotated[str | None, typer.Option(metavar="PLAN", help="Of this plan only.")] = None,
    json: Json = False,
) -> None:
    """Write rounds, doors, electors, results, figures and lists to a file."""
    with opened_campaign(campaign) as opened, working(json) as progress:
        done = opened.reports.export(what.value, file, plan=plan, progress=progress)
    rows = sum(done.counts.values())
    tell(
        json,
        {**figures(done), "file": str(file)},
        [f"{counted(rows, 'row')} of {what.value} written to {file}."],
    )


@app.command(short_help="Polling day: keep whose numbers were taken; show the turnout.")
def voted(
    campaign: Where,
    numbers: Annotated[
        str | None,
        typer.Option(
            metavar='"12 15 18/1"', help="Numbers from a pad, or a knock-up sheet's code and lines."
        ),
    ] = None,
    district: Annotated[str, typer.Option(metavar="LV1", help="The polling district of the pad.")] = "",
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help="Make this polling day, such as 2026-05-07.")
    ] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="These have not voted after all.")] = False,
    json: Json = False,
) -> None:
    """Keep whose numbers were taken at the polling stations, all of them or none, and show the turnout."""
    with opened_campaign(campaign) as opened:
        polling = opened.polling
        if day is not None:
            polling.set_day(day)
        if numbers is not None:
            (polling.take_back if take_back else opened.papers.take_numbers)(numbers, district)
        turnout, today = polling.districts(), polling.day()
    rows = [(each.name, f"{each.voted:,} of {each.electors:,} voted") for each in turnout]
    answer = {
        "polling_day": today,
        "districts": [
            {"district": each.district, "electors": each.electors, "voted": each.voted} for each in turnout
        ],
    }
    tell(json, answer, [f"Polling day: {today or 'not set'}.", *(columns(rows) if rows else [])])


@app.command()
def undo(campaign: Where, json: Json = False) -> None:
    """Take back the latest change."""
    with opened_campaign(campaign) as opened:
        done = opened.store.undo()
    tell(json, figures(done), [f"Taken back: {done.what.removeprefix('Undo: ')}."])


@app.command()
def redo(campaign: Where, json: Json = False) -> None:
    """Do again what was taken back last."""
    with opened_campaign(campaign) as opened:
        done = opened.store.redo()
    tell(json, figures(done), [f"Done again: {done.what}."])


@app.command()
def history(
    campaign: Where,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many of the latest changes.")] = 20,
    json: Json = False,
) -> None:
    """List the latest changes: when, who, what."""
    with opened_campaign(campaign) as opened:
        past = opened.store.history(limit)
    rows = [(f"{c.number}", c.made_at, c.who, c.what, "taken back" if c.undone else "") for c in past]
    answer = [
        {"number": c.number, "made_at": c.made_at, "who": c.who, "what": c.what, "undone": c.undone}
        for c in past
    ]
    tell(json, {"changes": answer}, columns(rows))


@app.command(short_help="Make an invented ward and do the whole job on it.")
def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to make it in.")] = Path(
        "walksheets-demo"
    ),
    json: Json = False,
) -> None:
    """Make an invented ward and do the whole job on it: rounds, sheets as PDFs, results, spreadsheets."""
    from walksheets.demo import demo_job

    with working(json) as progress:
        job = demo_job(out, progress)
    answer = {
        "campaign": str(job.campaign),
        "pdfs": list(map(str, job.pdfs)),
        "spreadsheets": list(map(str, job.spreadsheets)),
    }
    lines = [
        f"The demo ward is in {job.campaign}.",
        f"Walk sheets: {counted(len(job.pdfs), 'PDF')} in {job.pdfs[0].parent}.",
        f"Spreadsheets: {listed(file.name for file in job.spreadsheets)} in {job.spreadsheets[0].parent}.",
    ]
    tell(json, answer, lines)
