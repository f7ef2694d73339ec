"""Importing's decisions: try the files out, say what they would do, then do all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

from ui.core_words import counted, in_words
from ui.desk import Desk
from ui.jobs import Job
from ui.language import tr
from ui.register.fields import placed
from walksheets import spreadsheets
from walksheets.errors import UsersMistake, WalksheetsError
from walksheets.imports import ImportReport, Mended, Recognised
from walksheets.progress import Progress
from walksheets.register import Problem

_SHOWN = 20
UNKNOWN = "not known: say what each column is"


class View(Protocol):
    """What the presenter needs of the dialog."""

    def show_files(self, paths: Sequence[Path]) -> None: ...
    def show_working(self, words: str, share: float, left_s: float | None) -> None: ...
    def show_stopped(self) -> None: ...
    def show_report(self, report: ImportReport) -> None: ...
    def show_mistake(self, sentence: str) -> None: ...
    def show_recognised(self, path: Path, found: Recognised) -> None: ...
    def show_done(self, report: ImportReport) -> None: ...


class ImportPresenter:
    """One import, from the files dropped to the change that undo takes back."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.paths: list[Path] = []
        self.kind: str | None = None
        self.mapping: dict[str, Any] | str | None = None
        self.mended: dict[Path, Mended] = {}
        self.report: ImportReport | None = None
        self._job: Job | None = None
        self._seen: Path | None = None
        self.importing = False
        desk.jobs.progressed.connect(self._progressed)

    def add(self, paths: Sequence[Path]) -> None:
        """Take more files in, and try all out together."""
        self.paths += [path for path in paths if path not in self.paths]
        self._view.show_files(self.paths)
        self.try_out()

    def drop(self, path: Path) -> None:
        """Leave a file out."""
        self.paths = [each for each in self.paths if each != path]
        self._view.show_files(self.paths)
        self.try_out()

    def read_as(self, kind: str | None) -> None:
        """Take the files for something else than their content says."""
        self.kind = kind
        if isinstance(self.mapping, dict):
            self.mapping["kind"] = kind or self.mapping["kind"]
        self.try_out()
        if self._seen:
            self.look_at(self._seen)

    def map_columns(self, kind: str, columns: Mapping[str, str | int]) -> None:
        """Read the files by the user's own mapping: field → header, or place from 1."""
        self.mapping = {"kind": self.kind or kind, "columns": dict(columns)} if columns else None
        self.try_out()

    def use_mapping(self, name: str | None) -> None:
        """Read the files by a mapping that was kept, or again by what their content says."""
        self.mapping = name
        self.try_out()
        if self._seen:
            self.look_at(self._seen)

    def read_letters(self, path: Path, encoding: str) -> None:
        """Take a file's letters to be written otherwise."""
        before = self.mended.get(path, Mended())
        self.mended[path] = Mended(encoding, before.rows)
        self.look_at(path)
        self.try_out()

    def mend(self, path: Path, problem: Problem, cells: tuple[str, ...]) -> None:
        """Put one row right."""
        self._mend([(path, problem)], cells)

    def leave_out(self, found: Sequence[tuple[Path, Problem]]) -> None:
        """Leave rows out; they are spoken of no more."""
        self._mend(found, None)

    def _mend(self, found: Sequence[tuple[Path, Problem]], cells: tuple[str, ...] | None) -> None:
        for path, problem in found:
            before = self.mended.get(path, Mended())
            first = next(
                (
                    sent
                    for sent, now in before.rows.items()
                    if sent[0] == problem.row and now == problem.cells
                ),
                None,
            )
            sent = first or (problem.row, problem.cells)
            self.mended[path] = Mended(before.encoding, {**before.rows, sent: cells})
        self.try_out()

    def save_mapping(self, name: str) -> None:
        """Keep the mapping: files like these are known from then on."""
        if isinstance(self.mapping, dict):
            imports, mapping = self._desk.campaign.imports, dict(self.mapping)
            self._desk.jobs.fetch(
                ("save mapping", id(self)),
                lambda: imports.save_mapping(name, mapping),
                lambda _saved: self._desk.say(
                    tr("Mapping “{name}” kept: files like this one are known from now on.").format(name=name)
                ),
                self._fail,
                self._owner,
            )

    def try_out(self) -> None:
        """Do it all in a change that is not kept, and say what it would do."""
        self.stop()
        self.report = None
        if not self.paths:
            return
        self._view.show_working(tr("Looking at the files…"), 0.0, None)
        work = self._work(dry_run=True)
        self._job = self._desk.jobs.start(tr("Look at the files"), work, self._tried, self._fail, self._owner)

    def look_at(self, path: Path) -> None:
        """Show a file's first rows and columns."""
        self._seen = path
        imports, kind, mapping = self._desk.campaign.imports, self.kind, self.mapping
        encoding = self.mended.get(path, Mended()).encoding
        self._desk.jobs.fetch(
            ("recognise", id(self)),
            lambda: look_at(imports, path, kind, mapping, encoding),
            lambda found: self._view.show_recognised(path, found),
            _left_to_the_tryout,
            self._owner,
        )

    def bring_in(self) -> None:
        """Import for good."""
        self._view.show_working(tr("Importing…"), 0.0, None)
        self.importing = True
        work = self._work(dry_run=False)
        self._job = self._desk.jobs.start(tr("Import"), work, self._view.show_done, self._fail, self._owner)

    def _work(self, *, dry_run: bool) -> Callable[[Progress], ImportReport]:
        """Return the import as it is wanted now; what is chosen while it runs is for the next one."""
        imports, paths, kind, mapping = self._desk.campaign.imports, list(self.paths), self.kind, self.mapping
        mended = dict(self.mended)

        def work(progress: Progress) -> ImportReport:
            return imports.bring_in(
                paths, kind=kind, mapping=mapping, dry_run=dry_run, progress=progress, mended=mended
            )

        return work

    def stop(self) -> None:
        """Cancel what runs; nothing is kept of it."""
        if self._job:
            self._job.cancel()
            self._job = None
        self.importing = False

    def stop_import(self) -> bool:
        """Stop the import that runs, if one does; the dialog stays, with all that was chosen."""
        if not self.importing:
            return False
        self.stop()
        self._view.show_stopped()
        return True

    def _tried(self, report: ImportReport) -> None:
        self._job = None
        self.report = report
        self._view.show_report(report)

    def _fail(self, error: BaseException) -> None:
        self._job = None
        self.importing = False
        if isinstance(error, WalksheetsError):
            self._view.show_mistake(in_words(str(error)))
        else:
            self._view.show_mistake(
                tr("The files could not be read because of a mistake of ours; nothing was kept.")
            )
            self._desk.bug(error)

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self._view.show_working(in_words(job.doing), job.share, job.left_s())


def look_at(
    imports: Any, path: Path, kind: str | None, mapping: Mapping[str, Any] | str | None, encoding: str = ""
) -> Recognised:
    """Say what a file is taken for; of a table nobody knows, show its rows so that it can be mapped."""
    try:
        found: Recognised = imports.recognise(path, kind=kind, mapping=mapping, encoding=encoding)
    except UsersMistake:
        table = spreadsheets.tables(path, encoding)[0]
        rows = tuple(tuple(row) for row in table.head[:_SHOWN])
        full = [sum(bool(cell.strip()) for cell in row) for row in rows]
        at = full.index(max(full)) if rows else 0
        header = tuple(cell.strip() for cell in rows[at]) if rows else ()
        return Recognised(str(path), kind or "", UNKNOWN, table.encoding, table.delimiter,
                          table.part, at + 1 if rows else 0, header, {}, header, rows)  # fmt: skip
    return found


def _left_to_the_tryout(_error: BaseException) -> None:
    """A file that cannot be read at all is complained of once, by the try-out."""


def did(report: ImportReport) -> Sequence[str]:
    """Say what an import does, a line a fact."""
    lines = []
    for file in report.files:
        counts = [
            (file.new, tr("new")), (file.changed, tr("changed")), (file.same, tr("same")), (file.gone, tr("gone")),
        ]  # fmt: skip
        said = ", ".join(f"{count:,} {what}" for count, what in counts if count) or tr("nothing to take in")
        lines.append(f"<b>{escape(Path(file.file).name)}</b>: {said}")
        others = ", ".join(escape(counted(count, what)) for what, count in file.counts.items() if count)
        if others:
            lines.append(f"&nbsp;&nbsp;{others}")
        if file.unused:
            unused = escape(", ".join(file.unused))
            lines.append("&nbsp;&nbsp;" + tr("columns not taken in: {columns}").format(columns=unused))
    if report.placed:
        places = "; ".join(f"{count:,} {placed(how)}" for how, count in report.placed.items() if count)
        lines.append(f"<b>{tr('Doors on the map')}</b>: {places}")
    return lines
