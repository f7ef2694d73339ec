"""Reading what was typed, and wording what an import did and what a plan has become."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from walksheets.cli.speaking import counted, figures, listed, tell
from walksheets.errors import UsersMistake, WalksheetsError

if TYPE_CHECKING:
    from walksheets.imports import FileReport, ImportReport
    from walksheets.rounds import Plan
    from walksheets.sheets import SheetLine
    from walksheets.spreadsheets import Cell

LINE_COLUMNS = (
    "sheet",
    "plan",
    "round",
    "page",
    "line",
    "door",
    "flat",
    "number",
    "street",
    "elector_number",
    "elector_name",
    "status",
)
PROBLEM_COLUMNS = ("file", "row", "column", "value", "reason")


def round_numbers(text: str) -> list[int]:
    """Read "1,3-5" as 1, 3, 4, 5. Raises UsersMistake."""
    return numbers_in(text, "rounds", "printed")


def numbers_in(text: str, nouns: str, verb: str = "changed") -> list[int]:
    """Read "1,3-5" as 1, 3, 4, 5. Raises UsersMistake, which says that nothing was `verb`."""
    numbers: list[int] = []
    for part in text.replace("–", "-").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise UsersMistake(f"“{text}” does not say which {nouns}, so nothing was {verb}; write 1,3-5.")
        run = range(int(first), int(last or first) + 1)
        if not run:
            raise UsersMistake(f"“{part.strip()}” runs backwards, so nothing was {verb}; write 3-5.")
        numbers += [number for number in run if number not in numbers]
    return numbers


def line_rows(lines: Iterable["SheetLine"]) -> Iterator[tuple["Cell", ...]]:
    """Return printed lines as rows under `LINE_COLUMNS`."""
    for line in lines:
        yield (
            line.sheet,
            line.plan,
            line.round,
            line.page,
            line.line,
            line.door,
            line.flat,
            line.number,
            line.street,
            line.elector_number,
            line.elector_name,
            line.status,
        )


def told_import(as_json: bool, report: "ImportReport", *, dry_run: bool, problems: Path | None) -> None:
    """Say what an import did, file by file, and write the rows that were not understood."""
    if problems is not None:
        try:
            _write_problems(problems, report.files)
        except WalksheetsError as error:
            raise UsersMistake(f"The files were imported and are kept, but {error}") from error
    files = [
        {
            "file": str(f.file),
            "kind": f.kind,
            "layout": f.layout,
            "new": f.new,
            "changed": f.changed,
            "same": f.same,
            "gone": f.gone,
            "not_understood": len(f.not_understood),
            "counts": dict(f.counts),
            "register_date": f.register_date,
            "unused_columns": list(f.unused),
            "notes": list(f.notes),
        }
        for f in report.files
    ]
    placed = dict(report.placed)
    answer = {**figures(report.changes), "dry_run": dry_run, "files": files, "placed": placed}
    lines = [line for f in report.files for line in _file_lines(f)]
    if placed:
        total = counted(sum(placed.values()), "door")
        lines.append(
            f"{total} placed by {listed(f'{how} {count:,}' for how, count in placed.items() if count)}."
        )
    if problems is not None:
        unread = sum(len(f.not_understood) for f in report.files)
        lines.append(f"{counted(unread, 'row')} not understood written to {problems}.")
    if dry_run:
        lines.append("This was a dry run: nothing was changed.")
    tell(as_json, answer, lines)


def _file_lines(report: "FileReport") -> Iterator[str]:
    did = {
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "gone": report.gone,
        "not understood": len(report.not_understood),
    }
    others = {name.replace("_", " "): count for name, count in report.counts.items() if count}
    parts = [f"{count:,} {name}" for name, count in did.items() if count or name in ("new", "not understood")]
    more = f" ({', '.join(f'{count:,} {name}' for name, count in others.items())})" if others else ""
    layout = f", {report.layout}" if report.layout else ""
    yield f"{Path(report.file).name}: {report.kind}{layout}: {', '.join(parts)}{more}."
    if report.unused:
        yield f"  Columns not taken in: {', '.join(report.unused)}."
    yield from (f"  {note}" for note in report.notes)


def refuse_unwritable(file: Path) -> None:
    """Raise UsersMistake or MachineTrouble now, rather than after the import, when a file cannot be written."""
    from walksheets import spreadsheets

    if file.is_dir():
        raise UsersMistake(f"{file.name} is a folder, so nothing was imported; name a file for the problems.")
    trial = file.with_name(f".trial-{file.name}")
    try:
        spreadsheets.write(trial, PROBLEM_COLUMNS, [])
    except WalksheetsError as error:
        raise UsersMistake(f"Nothing was imported: {str(error).replace(trial.name, file.name)}") from error
    trial.unlink()


def _write_problems(file: Path, reports: Iterable["FileReport"]) -> None:
    from walksheets import spreadsheets

    rows: list[tuple[Cell, ...]] = [
        (
            Path(report.file).name,
            problem.row,
            problem.column,
            problem.value,
            problem.reason,
            *map(str, problem.cells),
        )
        for report in reports
        for problem in report.not_understood
    ]
    widest = max((len(row) for row in rows), default=0) - len(PROBLEM_COLUMNS)
    header = (*PROBLEM_COLUMNS, *(f"cell {number}" for number in range(1, widest + 1)))
    spreadsheets.write(file, header, [(*row, *[""] * (len(header) - len(row))) for row in rows])


def plan_sentence(made: "Plan", what: str) -> list[str]:
    """Say what a plan has become: `what` was done to it, its figures, and how far to trust them."""
    sentence = (
        f"{made.name}: {what} {counted(made.rounds, 'round')} of {made.minutes_min:.0f} to {made.minutes_max:.0f} "
        f"minutes, {made.walk_m / 1000:.1f} km of walking in all."
    )
    return [sentence, *([made.trust] if made.trust else [])]


def plan_figures(made: "Plan") -> dict[str, Any]:
    """Return a plan as a machine reads it."""
    said = ("kind", "rounds", "doors", "minutes_min", "minutes_mean", "minutes_max", "walk_m", "trust")
    return {"plan": made.name, **{name: getattr(made, name) for name in said}}
