"""The commands on printed sheets: where each is and who has it, said by hand, and a page printed again.

Like `commands`: each opens the campaign, calls one verb, says what it did.
"""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from walksheets.cli.commands import Json, Where, app, opened_campaign
from walksheets.cli.speaking import columns, counted, figures, listed, tell, working

if TYPE_CHECKING:
    from walksheets.campaign import Campaign
    from walksheets.sheets import SheetRow

__all__ = ["app"]


class Status(StrEnum):
    """Where a sheet of paper is."""

    printed = "printed"
    out = "out"
    back = "back"
    scanned = "scanned"
    keyed = "keyed"
    lost = "lost"
    destroyed = "destroyed"


class Said(StrEnum):
    """What can be said of a sheet by hand; keyed it becomes by being keyed."""

    printed = "printed"
    out = "out"
    back = "back"
    scanned = "scanned"
    lost = "lost"
    destroyed = "destroyed"


Codes = Annotated[
    list[str], typer.Argument(metavar="CODE...", help="The codes on the sheets, such as K7-F4X.")
]


@app.command(short_help="List the sheets that were printed.")
def sheets(
    campaign: Where,
    status: Annotated[Status | None, typer.Option(help="Only the sheets that are so.")] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write every line of these sheets here.")
    ] = None,
    json: Json = False,
) -> None:
    """List the sheets that were printed, where each is and who has it."""
    wanted = status.value if status else None
    with opened_campaign(campaign) as opened:
        ledger = opened.sheets.ledger(status=wanted)
        written = _write_lines(opened, csv, wanted) if csv else None
    by_status = Counter(sheet.stands for sheet in ledger)
    counts = {each.value: by_status[each.value] for each in Status}
    parts = listed(f"{count:,} {name}" for name, count in counts.items() if count)
    rows = [(s.code, s.plan, _of(s), f"page {s.page} of {s.pages}", s.stands, s.holder) for s in ledger]
    lines = [
        *(columns(rows) if csv is None else []),
        f"{counted(len(ledger), 'sheet')}{': ' + parts if parts else ''}.",
        *([f"{counted(written, 'line')} written to {csv}."] if written is not None else []),
    ]
    holders = {sheet.code: sheet.holder for sheet in ledger if sheet.holder}
    answer = {
        "sheets": len(ledger),
        "counts": counts,
        "codes": [sheet.code for sheet in ledger],
        "holders": holders,
    }
    tell(json, answer if written is None else {**answer, "lines": written}, lines)


@app.command(short_help="Say where sheets are and who has them.")
def mark(
    campaign: Where,
    status: Annotated[
        Said, typer.Argument(metavar="STATUS", help="printed, out, back, scanned, lost or destroyed.")
    ],
    codes: Codes,
    holder: Annotated[str | None, typer.Option(metavar="NAME", help="Who has them now.")] = None,
    json: Json = False,
) -> None:
    """Say where sheets are: all of them or, when one is unknown or keyed already, none."""
    with opened_campaign(campaign) as opened:
        done = opened.sheets.mark(codes, status.value, holder)
    changed = counted(done.counts.get(status.value, 0), "sheet")
    whom = f" with {holder}" if holder else ""
    tell(json, figures(done), [f"{changed} marked {status.value}{whom}."])


@app.command(short_help="Print one page again.")
def reprint(
    campaign: Where,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of the page that is lost or spoilt.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the PDF; made if need be.")],
    json: Json = False,
) -> None:
    """Print one page again with its doors as they are today; it takes the old one's place in the ledger."""
    with opened_campaign(campaign) as opened, working(json) as progress:
        report = opened.sheets.reprint(code, out, progress)
    answer = {
        **figures(report.changes),
        "sheets": list(report.sheets),
        "replaced": list(report.replaced),
        "files": [str(file) for file in report.files],
    }
    new = listed(report.sheets)
    tell(json, answer, [f"{new} takes the place of {listed(report.replaced)}: {report.files[0]}."])


def _of(sheet: "SheetRow") -> str:
    return f"round {sheet.round_number}" if sheet.walked else sheet.about


def _write_lines(opened: "Campaign", file: Path, status: str | None) -> int:
    from walksheets import spreadsheets
    from walksheets.cli.words import LINE_COLUMNS, line_rows

    return spreadsheets.write(file, LINE_COLUMNS, line_rows(opened.sheets.lines(status=status)))
