"""The import: what the files are taken for, what they will do, what was not understood; then all or nothing."""

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QProgressBar, QTabWidget, QTextBrowser, QWidget

from ui import theme
from ui.desk import Desk
from ui.register.fields import KIND_WORDS, KINDS
from ui.register.import_presenter import ImportPresenter, did
from ui.register.mapping_panel import MappingPanel
from ui.widgets import files
from ui.widgets.plain import boxed, button, column, heading, row, soft
from ui.widgets.table import Column, Table
from walksheets.imports import FileReport, ImportReport, Recognised
from walksheets.register import Problem

FoundRow = tuple[str, Problem]


class ImportDialog(QDialog):
    """Shows before it does."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1040, 680)
        self._desk = desk
        self.presenter = ImportPresenter(self, desk, self)
        self.files = _file_table()
        self.read_as = QComboBox()
        self.read_as.setAccessibleName("Read the files as")
        self.read_as.addItem("what their content says", None)
        for value, words in KINDS:
            self.read_as.addItem(words, value)
        self.what = QTextBrowser()
        self.what.setAccessibleName("What the import will do")
        self.mapping = MappingPanel()
        self.problems = _problem_table()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.go = button("Import", self.presenter.bring_in, primary=True)
        self.go.setDefault(True)
        self._lay_out()
        self._wire()
        self.presenter.add(list(paths))

    # The presenter's view

    def show_files(self, paths: Sequence[Path]) -> None:
        """List the files."""
        self.files.set_rows([FileReport(str(path), "", "") for path in paths])
        self.files.selectRow(0)

    def show_working(self, words: str, share: float) -> None:
        """Say that it looks at the files, or imports them."""
        self._say(words or "Looking at the files…", bad=False)
        self.bar.setRange(0, 1000 if share else 0)
        self.bar.setValue(round(share * 1000))
        self.bar.show()
        self.go.setEnabled(False)

    def show_report(self, report: ImportReport) -> None:
        """Show what it would do."""
        self.bar.hide()
        self.files.set_rows(report.files, keep=lambda f: f.file)
        problems = [
            (Path(file.file).name, problem) for file in report.files for problem in file.not_understood
        ]
        self.problems.set_rows(problems)
        self.tabs.setTabText(2, f"Not understood ({len(problems):,})")
        self.what.setHtml("<br>".join(did(report)))
        self._save.setEnabled(bool(problems))
        self.go.setEnabled(bool(report.changes))
        if report.changes:
            words = f" {len(problems):,} rows were not understood and stay out." if problems else ""
            self._say(f"This is what it will do. Nothing is kept until you press Import.{words}", bad=False)
        else:
            self._say("These files bring nothing new; there is nothing to import.", bad=False)

    def show_mistake(self, sentence: str) -> None:
        """Say why the files cannot be read."""
        self.bar.hide()
        self.go.setEnabled(False)
        self.what.clear()
        self._say(sentence, bad=True)

    def show_recognised(self, path: Path, found: Recognised) -> None:
        """Show a file's columns."""
        self.mapping.show_recognised(found)

    def show_done(self, report: ImportReport) -> None:
        """Go: the strip says what was done and offers Undo."""
        self.accept()

    # What the user does

    def reject(self) -> None:
        """Stop what runs; nothing is kept."""
        self.presenter.stop()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take more files."""
        self.presenter.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _add(self) -> None:
        paths = files.several_to_open(self, self._desk.settings, "Import", files.to_import())
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

    def _save_problems(self) -> None:
        path = files.to_save(self, self._desk.settings, "Save the list", "not understood.csv", "*.csv")
        if path is None:
            return
        try:
            with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as target:
                out = csv.writer(target)
                out.writerow(["file", "row", "column", "value", "reason"])
                out.writerows(
                    [name, p.row, p.column, p.value, p.reason] for name, p in self.problems.rows.rows
                )
        except OSError as error:
            self._say(
                f"{path.name} could not be written ({error.strerror}); choose another folder.", bad=True
            )

    def _say(self, words: str, *, bad: bool) -> None:
        self.message.setObjectName("bad" if bad else "soft")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(words)

    def _lay_out(self) -> None:
        self.files.setFixedHeight(150)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.what, "What it will do")
        self.tabs.addTab(self.mapping, "Columns and first rows")
        self._save = button(
            "Save this list…", self._save_problems, symbol="export", tip="As a spreadsheet, to be mended"
        )
        self._save.setEnabled(False)
        problems = column(
            self.problems, row(soft("These rows stay out; everything else is taken in."), None, self._save)
        )
        self.tabs.addTab(boxed(problems, margins=(0, 8, 0, 0)), "Not understood")
        layout = column(
            heading("Import"),
            self.files,
            row(QLabel("Read them as"), self.read_as, button("Add files…", self._add, symbol="add"),
                button("Leave out", self._leave_out, symbol="remove", tip="Leave the chosen file out"), None),
            self.tabs,
            self.bar,
            self.message,
            row(None, button("Cancel", self.reject), self.go),
            margin=theme.MARGIN_PX + 2,
        )  # fmt: skip
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def _wire(self) -> None:
        self.files.chosen.connect(self._look_at_current)
        self.read_as.currentIndexChanged.connect(
            lambda _at: self.presenter.read_as(self.read_as.currentData())
        )
        self.mapping.mapped.connect(lambda what: self.presenter.map_columns(*what))
        self.mapping.saved.connect(self.presenter.save_mapping)


def _file_table() -> Table:
    def count(title: str, of: str) -> Column[FileReport]:
        return Column(title, lambda f: f"{getattr(f, of):,}" if getattr(f, of) else "", width=84, right=True)

    return Table(
        "Files to import",
        [
            Column[FileReport]("File", lambda f: Path(f.file).name, tip=lambda f: f.file),
            Column[FileReport]("Taken for", lambda f: KIND_WORDS.get(f.kind, f.kind), width=204),
            Column[FileReport]("Layout", lambda f: f.layout, width=150),
            count("New", "new"), count("Changed", "changed"), count("Same", "same"), count("Gone", "gone"),
            Column[FileReport]("Not understood", lambda f: f"{len(f.not_understood):,}" if f.not_understood else "", width=144, right=True),
        ],
        sortable=False,
    )  # fmt: skip


def _problem_table() -> Table:
    return Table(
        "Not understood",
        [
            Column[FoundRow]("File", lambda f: f[0], width=170),
            Column[FoundRow]("Row", lambda f: str(f[1].row), sort=lambda f: f[1].row, width=70, right=True),
            Column[FoundRow]("Column", lambda f: f[1].column, width=140),
            Column[FoundRow]("Value", lambda f: f[1].value, width=170),
            Column[FoundRow]("Why", lambda f: f[1].reason, tip=lambda f: " | ".join(f[1].cells)),
        ],
    )
