"""What a reading of scans says, in words, for a machine, and as rows to look at and key."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from walksheets.cli.speaking import counted, tell

if TYPE_CHECKING:
    from walksheets.results.scan import ScannedPage, ScanReport, Unread
    from walksheets.spreadsheets import Cell

COLUMNS = (
    "sheet",
    "line",
    "result",
    "note",
    "follow_ups",
    "in_doubt",
    "door",
    "street",
    "elector_number",
    "elector_name",
    "file",
)


def rows(report: "ScanReport") -> Iterator[tuple["Cell", ...]]:
    """Return every line read under `COLUMNS`; one in doubt has no result, and why."""
    for page in report.pages:
        printed = {line.line: line for line in page.page.lines}
        for line in page.lines:
            on_paper = printed[line.line]
            yield (
                page.sheet,
                line.line,
                line.code if line.certain else "",
                "",
                "; ".join(line.follow_ups),
                line.why,
                on_paper.door,
                on_paper.street,
                on_paper.elector_number,
                on_paper.elector_name,
                page.file.name,
            )


def told(as_json: bool, report: "ScanReport", written: int | None, csv: Path | None) -> None:
    """Say what was read and what was not; nothing of it has been keyed."""
    lines = [_said(page) for page in report.pages]
    lines += [_not_read(each) for each in report.unread]
    pages = counted(len(report.pages), "sheet")
    doubtful = sum(len(page.doubtful) for page in report.pages)
    lines.append(f"{pages} read, {counted(doubtful, 'line')} in doubt; nothing has been keyed.")
    if written is not None:
        lines.append(
            f"{counted(written, 'line')} written to {csv}: look at those in doubt, then key that file."
        )
    tell(as_json, _answer(report), lines)


def _said(page: "ScannedPage") -> str:
    said = f"{page.sheet}: {counted(page.answered, 'line')} answered, {len(page.doubtful)} in doubt"
    return f"{said} ({page.file.name})."


def _not_read(each: "Unread") -> str:
    where = f"{each.file.name}, page {each.number}" if each.number else each.file.name
    return f"{where}: {each.why}"


def _answer(report: "ScanReport") -> dict[str, Any]:
    return {
        "sheets": [
            {
                "sheet": page.sheet,
                "file": str(page.file),
                "page": page.number,
                "answered": page.answered,
                "in_doubt": [line.line for line in page.doubtful],
            }
            for page in report.pages
        ],
        "not_read": [{"file": str(e.file), "page": e.number, "why": e.why} for e in report.unread],
    }
