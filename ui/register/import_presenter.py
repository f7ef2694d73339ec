"""Importing's decisions: try the files out, say what they would do, then do all of it or nothing."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from ui.jobs import Job
from ui.register.fields import PLACED
from walksheets import spreadsheets
from walksheets.errors import UsersMistake, WalksheetsError
from walksheets.imports import ImportReport, Recognised
from walksheets.progress import Progress

_SHOWN = 20


class View(Protocol):
    """What the presenter needs of the dialog."""

    def show_files(self, paths: Sequence[Path]) -> None: ...
    def show_working(self, words: str, share: float) -> None: ...
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
        self.mapping: dict[str, Any] | None = None
        self.report: ImportReport | None = None
        self._job: Job | None = None
        self._seen: Path | None = None
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
        if self.mapping:
            self.mapping["kind"] = kind or self.mapping["kind"]
        self.try_out()
        if self._seen:
            self.look_at(self._seen)

    def map_columns(self, kind: str, columns: Mapping[str, str | int]) -> None:
        """Read the files by the user's own mapping: field → header, or place from 1."""
        self.mapping = {"kind": self.kind or kind, "columns": dict(columns)} if columns else None
        self.try_out()

    def save_mapping(self, name: str) -> None:
        """Keep the mapping: files like these are known from then on."""
        if self.mapping:
            imports, mapping = self._desk.campaign.imports, dict(self.mapping)
            self._desk.jobs.fetch(
                ("save mapping", id(self)),
                lambda: imports.save_mapping(name, mapping),
                lambda _saved: self._desk.say(
                    f"Mapping “{name}” kept: files like this one are known from now on."
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
        imports, paths, kind, mapping = self._desk.campaign.imports, list(self.paths), self.kind, self.mapping

        def work(progress: Progress) -> ImportReport:
            return imports.bring_in(paths, kind=kind, mapping=mapping, dry_run=True, progress=progress)

        self._view.show_working("Looking at the files…", 0.0)
        self._job = self._desk.jobs.start("Look at the files", work, self._tried, self._fail, self._owner)

    def look_at(self, path: Path) -> None:
        """Show a file's first rows and columns."""
        self._seen = path
        imports, kind, mapping = self._desk.campaign.imports, self.kind, self.mapping
        self._desk.jobs.fetch(
            ("recognise", id(self)),
            lambda: look_at(imports, path, kind, mapping),
            lambda found: self._view.show_recognised(path, found),
            _left_to_the_tryout,
            self._owner,
        )

    def bring_in(self) -> None:
        """Import for good."""
        imports, paths, kind, mapping = self._desk.campaign.imports, list(self.paths), self.kind, self.mapping

        def work(progress: Progress) -> ImportReport:
            return imports.bring_in(paths, kind=kind, mapping=mapping, progress=progress)

        self._view.show_working("Importing…", 0.0)
        self._job = self._desk.jobs.start("Import", work, self._view.show_done, self._fail, self._owner)

    def stop(self) -> None:
        """Cancel what runs; nothing is kept of it."""
        if self._job:
            self._job.cancel()
            self._job = None

    def _tried(self, report: ImportReport) -> None:
        self._job = None
        self.report = report
        self._view.show_report(report)

    def _fail(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, WalksheetsError):
            self._view.show_mistake(str(error))
        else:
            self._view.show_mistake(
                "The files could not be read because of a mistake of ours; nothing was kept."
            )
            self._desk.bug(error)

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self._view.show_working(job.doing, job.share)


def look_at(imports: Any, path: Path, kind: str | None, mapping: Mapping[str, Any] | None) -> Recognised:
    """Say what a file is taken for; of a table nobody knows, show its rows so that it can be mapped."""
    try:
        found: Recognised = imports.recognise(path, kind=kind, mapping=mapping)
    except UsersMistake:
        table = spreadsheets.tables(path)[0]
        rows = tuple(tuple(row) for row in table.head[:_SHOWN])
        full = [sum(bool(cell.strip()) for cell in row) for row in rows]
        at = full.index(max(full)) if rows else 0
        header = tuple(cell.strip() for cell in rows[at]) if rows else ()
        return Recognised(str(path), kind or "", "not known: say what each column is", table.encoding, table.delimiter,
                          table.part, at + 1 if rows else 0, header, {}, header, rows)  # fmt: skip
    return found


def _left_to_the_tryout(_error: BaseException) -> None:
    """A file that cannot be read at all is complained of once, by the try-out."""


def did(report: ImportReport) -> Sequence[str]:
    """Say what an import does, a line a fact."""
    lines = []
    for file in report.files:
        counts = [(file.new, "new"), (file.changed, "changed"), (file.same, "same"), (file.gone, "gone")]
        said = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing to take in"
        lines.append(f"<b>{escape(Path(file.file).name)}</b>: {said}")
        lines += [f"&nbsp;&nbsp;{count:,} {what}" for what, count in file.counts.items() if count]
        lines += [f"&nbsp;&nbsp;{note}" for note in file.notes]
        if file.unused:
            lines.append(f"&nbsp;&nbsp;columns not taken in: {', '.join(file.unused)}")
    if report.placed:
        places = "; ".join(
            f"{count:,} {PLACED.get(how, how)}" for how, count in report.placed.items() if count
        )
        lines.append(f"<b>Doors on the map</b>: {places}")
    return lines
