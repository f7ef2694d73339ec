"""One print run: pages drawn into files, and their rows for the ledger. Both are kept, or neither.

Every kind of paper that is in the ledger is printed this one way: walk sheets and the other papers alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from walksheets.errors import UsersMistake
from walksheets.progress import Progress, part
from walksheets.sheets import ledger
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.files import WholeFiles, whole_files
from walksheets.sheets.paper import Sheet
from walksheets.sheets.records import PrintReport
from walksheets.store import Store, Writer, schema

_TRIES = 3  # at a run number that another organiser takes in the same moment


class Draft(Protocol):
    """All that one print run needs, gathered; nothing of it is recorded yet."""

    @property
    def run(self) -> RunFacts:
        """Return what every page says alike."""
        ...

    @property
    def what(self) -> str:
        """Return the change's name."""
        ...

    def write(self, files: WholeFiles, progress: Progress) -> list[list[Sheet]]:
        """Draw everything into files that are not in place yet; return the sheets, group by group."""
        ...

    def record(self, writer: Writer, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
        """Write the run, its sheets and lines; return the codes of earlier sheets now replaced."""
        ...


def print_run(
    store: Store, make_draft: Callable[[], Draft], out: Path | str, progress: Progress
) -> PrintReport:
    """Draw, then record and put the files in place: both or neither. Drafted anew when others printed meanwhile."""
    for attempt in range(1, _TRIES + 1):
        draft = make_draft()
        with whole_files(Path(out)) as files:
            drawn = draft.write(files, part(progress, 0.2, 0.97))
            with store.change(draft.what) as writer:
                if ledger.next_run(writer.connection) != draft.run.run and attempt < _TRIES:
                    continue
                _refuse_taken(writer, draft)
                replaced = draft.record(writer, drawn)
                paths = files.put_in_place()
        progress(1.0, "Printed")
        sheets = tuple(sheet.page.code for pages in drawn for sheet in pages)
        return PrintReport(writer.changes(), draft.run.run or 0, paths, len(sheets), sheets, replaced)
    raise AssertionError("the last attempt returns or raises")


def write_run(writer: Writer, run: RunFacts, plan_id: int | None, design: Mapping[str, Any]) -> int:
    """Write a print run and return its row; `design` is what was chosen for it and where everything lies."""
    row = {
        "number": run.run,
        "plan_id": plan_id,
        "plan_name": run.plan,
        "plan_version": run.plan_version,
        "kind": run.kind,
        "register_date": run.register_date,
        "printed_at": writer.made_at,
        "printed_by": writer.who,
        "design": dict(design),
    }
    (run_id,) = writer.insert(schema.print_run, [row])
    return run_id


def write_sheets(
    writer: Writer, run_id: int, sheets: Sequence[tuple[Sheet, Mapping[str, Any]]], status: str
) -> None:
    """Write sheets, each with what it is of (round, holder), and their lines as they were printed."""
    rows = [
        {
            "code": sheet.page.code,
            "print_run_id": run_id,
            "page": sheet.page.number,
            "pages": sheet.page.of,
            "status": status,
            "status_at": writer.made_at,
            "status_by": writer.who,
            **of,
        }
        for sheet, of in sheets
    ]
    ids = writer.insert(schema.sheet, rows)
    printed = zip(ids, (sheet for sheet, _ in sheets), strict=True)
    writer.insert(
        schema.sheet_line, (row for sheet_id, sheet in printed for row in _line_rows(sheet_id, sheet))
    )
    writer.counts.update(pages=len(ids), lines=sum(len(sheet.lines) for sheet, _ in sheets))


def _line_rows(sheet_id: int, sheet: Sheet) -> Iterator[dict[str, Any]]:
    places = {placed.line: placed for placed in sheet.page.lines}
    for line in sheet.lines:
        yield {"sheet_id": sheet_id, "layout": places[line.line].as_layout(), **asdict(line)}


def _refuse_taken(writer: Writer, draft: Draft) -> None:
    if ledger.next_run(writer.connection) != draft.run.run:
        raise UsersMistake(
            "Other organisers are printing at this moment, so nothing was printed here. Try again when they are done."
        )
