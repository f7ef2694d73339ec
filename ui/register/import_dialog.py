"""The import: what the files are taken for, what they will do, what was not understood; then all or nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QProgressBar,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from ui import theme
from ui.core_words import in_words
from ui.desk import Desk
from ui.language import tr
from ui.register.fields import kind_words, kinds
from ui.register.import_presenter import UNKNOWN, ImportPresenter, did
from ui.register.mapping_panel import MappingPanel
from ui.register.problem_panel import ProblemPanel
from ui.widgets import files
from ui.widgets.plain import button, column, heading, row
from ui.widgets.table import Column, Table
from walksheets.imports import FileReport, ImportReport, Recognised
from walksheets.register import Sample

_DOES, _COLUMNS, _PROBLEMS = range(3)


class ImportDialog(QDialog):
    """Shows before it does."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1120, 690)
        self._desk = desk
        self.presenter = ImportPresenter(self, desk, self)
        self.files = _file_table()
        self.read_as = QComboBox()
        self.read_as.setAccessibleName(tr("Read the files as"))
        self.read_as.addItem(tr("what their content says"), None)
        for value, words in kinds().items():
            self.read_as.addItem(words, value)
        self.kept = QComboBox()
        self.kept.setAccessibleName(tr("Mapping kept before"))
        self.kept.addItem(tr("recognised"), None)
        for name in desk.campaign.imports.mappings():
            self.kept.addItem(name, name)
        self.warning = QLabel()
        self.warning.setObjectName("warning")
        self.warning.setWordWrap(True)
        self._ready = False  # has anything been there to import yet?
        self.what = QTextBrowser()
        self.what.setAccessibleName(tr("What the import will do"))
        self.samples = _sample_table()
        self.mapping = MappingPanel()
        self.problems = ProblemPanel()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.go = button(tr("Import"), self._begin, primary=True)
        self.go.setDefault(True)
        self.cancel = button(tr("Cancel"), self.reject)
        self._lay_out()
        self._wire()
        self.presenter.add(list(paths))

    # The presenter's view

    def show_files(self, paths: Sequence[Path]) -> None:
        """List the files."""
        self.files.set_rows([FileReport(str(path), "", "") for path in paths], keep=lambda f: f.file)
        if self.files.current() is None:
            self.files.selectRow(0)
        if not paths:
            self.go.setEnabled(False)
            self._say(tr("No file is left. Add one, or drop it here."), bad=False)

    def show_working(self, words: str, share: float, left_s: float | None) -> None:
        """Say that it looks at the files, or imports them."""
        left = (
            tr(" · about {n} s left").format(n=f"{left_s:.0f}") if left_s is not None and left_s >= 2 else ""
        )
        self._say((words or tr("Looking at the files…")) + left, bad=False)
        self.bar.setRange(0, 1000 if share else 0)
        self.bar.setValue(round(share * 1000))
        self.bar.show()
        self.go.setEnabled(False)

    def show_report(self, report: ImportReport) -> None:
        """Show what it would do."""
        self.bar.hide()
        self.files.set_rows(report.files, keep=lambda f: f.file)
        problems = [(Path(file.file), problem) for file in report.files for problem in file.not_understood]
        self.problems.show_problems(problems)
        self.tabs.setTabText(_PROBLEMS, tr("Not understood ({n})").format(n=f"{len(problems):,}"))
        self.what.setHtml("<br>".join(did(report)))
        samples = [sample for file in report.files for sample in file.samples]
        self.samples.set_rows(samples)
        self.samples.setVisible(bool(samples))
        self._warn([note for file in report.files for note in file.notes])
        self.go.setEnabled(bool(report.changes))
        if report.changes and not self._ready:
            self._ready = True
            self.go.setFocus()  # Enter does it; later, when columns were changed, the keys stay where they are
        if report.changes:
            words = tr("This is what it will do. Nothing is kept until you press Import.")
            if problems:
                words += " " + tr("%Ln row(s) were not understood and stay out.", len(problems))
            self._say(words, bad=False)
        else:
            self._say(tr("These files bring nothing new; there is nothing to import."), bad=False)

    def show_mistake(self, sentence: str) -> None:
        """Say why the files cannot be read."""
        self.bar.hide()
        self.go.setEnabled(False)
        self.what.clear()
        self.samples.hide()
        self._warn([])
        self._say(sentence, bad=True)

    def show_stopped(self) -> None:
        """Say that the import was stopped; all that was chosen stays."""
        self.bar.hide()
        self.go.setEnabled(True)
        self._say(tr("Stopped; nothing was kept."), bad=False)

    def show_recognised(self, path: Path, found: Recognised) -> None:
        """Show a file's columns."""
        self.problems.show_header(path, found.header)
        current = self.files.current()
        if current is not None and Path(current.file) == path:
            self.mapping.show_recognised(found)
            if found.layout == UNKNOWN:
                self.tabs.setCurrentIndex(_COLUMNS)

    def show_done(self, report: ImportReport) -> None:
        """Go: the strip says what was done and offers Undo."""
        self.accept()

    # What the user does

    def reject(self) -> None:
        """Stop the import that runs; else go, and nothing is kept."""
        if not self.presenter.stop_import():
            self.presenter.stop()
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take more files."""
        self.presenter.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _begin(self) -> None:
        self.presenter.bring_in()

    def _add(self) -> None:
        paths = files.several_to_open(self, self._desk.settings, tr("Import"), files.to_import())
        if paths:
            self.presenter.add(paths)

    def _leave_out(self) -> None:
        current = self.files.current()
        if current is not None:
            self.presenter.drop(Path(current.file))

    def _look_at_current(self, *_: object) -> None:
        current = self.files.current()
        if current is not None:
            self.presenter.look_at(Path(current.file))

    def _read_letters(self, encoding: str) -> None:
        current = self.files.current()
        if current is not None:
            self.presenter.read_letters(Path(current.file), encoding)

    def _save_problems(self) -> None:
        path = files.to_save(
            self, self._desk.settings, tr("Save the list"), tr("not understood.csv"), "*.csv"
        )
        if path is None:
            return
        try:
            self.problems.write_list(path)
        except OSError as error:
            words = tr("{file} could not be written ({why}); choose another folder.")
            self._say(words.format(file=path.name, why=error.strerror), bad=True)

    def _warn(self, notes: Sequence[str]) -> None:
        self.warning.setText("\n".join(map(in_words, notes)))
        self.warning.setVisible(bool(notes))

    def _say(self, words: str, *, bad: bool) -> None:
        self.message.setObjectName("bad" if bad else "soft")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(words)

    def _lay_out(self) -> None:
        self.files.setFixedHeight(98)
        does = QSplitter(Qt.Orientation.Vertical)
        does.addWidget(self.what)
        does.addWidget(self.samples)
        does.setSizes([150, 170])
        does.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.addTab(does, tr("What it will do"))
        self.tabs.addTab(self.mapping, tr("Columns and first rows"))
        self.tabs.addTab(self.problems, tr("Not understood"))
        out = button(
            tr("Leave out"), self._leave_out, symbol="remove", tip=tr("Leave the chosen file out (Del)")
        )
        layout = column(
            heading(tr("Import")),
            self.files,
            row(QLabel(tr("Read them as")), self.read_as, 8, QLabel(tr("Columns")), self.kept, None,
                button(tr("Add files…"), self._add, symbol="add"), out),
            self.warning,
            self.tabs,
            self.bar,
            self.message,
            row(None, self.cancel, self.go),
            margin=theme.MARGIN_PX + 2,
        )  # fmt: skip
        layout.setStretchFactor(self.tabs, 1)
        self.setLayout(layout)
        self.warning.hide()
        for where, does_what in (
            (self.files, self._leave_out),
            (self.problems.table, self.problems.skip.click),
        ):
            key = QShortcut(QKeySequence(Qt.Key.Key_Delete), where)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(does_what)

    def _wire(self) -> None:
        presenter = self.presenter
        self.files.chosen.connect(self._look_at_current)
        self.read_as.currentIndexChanged.connect(lambda _at: presenter.read_as(self.read_as.currentData()))
        self.kept.currentIndexChanged.connect(lambda _at: presenter.use_mapping(self.kept.currentData()))
        self.mapping.mapped.connect(lambda what: presenter.map_columns(*what))
        self.mapping.saved.connect(presenter.save_mapping)
        self.mapping.encoding_chosen.connect(self._read_letters)
        self.problems.asked.connect(presenter.look_at)
        self.problems.mended.connect(lambda what: presenter.mend(*what))
        self.problems.skipped.connect(presenter.leave_out)
        self.problems.save_asked.connect(self._save_problems)


def _file_table() -> Table:
    def count(title: str, of: str) -> Column[FileReport]:
        return Column(title, lambda f: f"{getattr(f, of):,}" if getattr(f, of) else "", width=84, right=True)

    return Table(
        tr("Files to import"),
        [
            Column[FileReport](tr("File"), lambda f: Path(f.file).name, tip=lambda f: f.file),
            Column[FileReport](tr("Taken for"), lambda f: kind_words(f.kind), width=204),
            Column[FileReport](tr("Layout"), lambda f: in_words(f.layout), width=150),
            count(tr("New"), "new"), count(tr("Changed"), "changed"), count(tr("Same"), "same"), count(tr("Gone"), "gone"),
            Column[FileReport](tr("Not understood"), lambda f: f"{len(f.not_understood):,}" if f.not_understood else "", width=144, right=True),
        ],
        sortable=False,
    )  # fmt: skip


def _sample_table() -> Table:
    c = theme.colours()
    ink = {"added": c.good, "gone": c.bad, "moved": c.warn}
    words = {"added": tr("added"), "gone": tr("gone"), "moved": tr("moved"), "changed": tr("changed")}
    return Table(
        tr("Some of the electors it changes"),
        [
            Column[Sample](tr("For example"), lambda s: words[s.what], width=110, ink=lambda s: ink.get(s.what), bold=True),
            Column[Sample](tr("Number"), lambda s: s.elector_number, width=110),
            Column[Sample](tr("Elector"), lambda s: s.name, width=200),
            Column[Sample](tr("Now"), lambda s: s.before, tip=lambda s: s.before),
            Column[Sample](tr("Then"), lambda s: s.after, tip=lambda s: s.after),
        ],
    )  # fmt: skip
