"""The rows that were not understood: put right where they stand, left out, or saved as a list."""

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QWidget

from ui.core_words import in_words
from ui.language import tr
from ui.register.fields import column_words
from ui.widgets.plain import button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.register import Problem

Found = tuple[Path, Problem]
Cell = tuple[int, str]


class ProblemPanel(QWidget):
    """What was not understood above, the chosen row's cells below."""

    asked = Signal(object)  # the file whose columns are wanted
    mended = Signal(object)  # (file, problem, cells or None to leave the row out)
    skipped = Signal(object)  # [(file, problem)]
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headers: dict[Path, Sequence[str]] = {}
        self.table = Table(
            tr("Not understood"),
            [
                Column[Found](tr("File"), lambda f: f[0].name, width=170),
                Column[Found](tr("Row"), lambda f: str(f[1].row), sort=lambda f: f[1].row, width=66, right=True),
                Column[Found](tr("Column"), lambda f: column_words(f[1].column), width=130),
                Column[Found](tr("Value"), lambda f: f[1].value, width=150),
                Column[Found](tr("Why"), lambda f: in_words(f[1].reason), tip=lambda f: " | ".join(f[1].cells)),
            ],
            several=True,
        )  # fmt: skip
        self.table.nothing = tr("Every row was understood.")
        self.cells = Table(
            tr("The chosen row"),
            [
                Column[Cell](tr("Column of the file"), lambda c: self._header(c[0]), width=220),
                Column[Cell](tr("In this row (Enter or double click to put it right)"), lambda c: c[1], write=self._write),
            ],
            sortable=False,
        )  # fmt: skip
        self.cells.nothing = tr("Choose a row above to see it whole, and put it right here.")
        edits = QAbstractItemView.EditTrigger
        self.cells.setEditTriggers(edits.DoubleClicked | edits.EditKeyPressed | edits.AnyKeyPressed)
        self.skip = button(tr("Leave these rows out"), self._skip, tip=tr("The chosen rows stay out (Del)"))
        self.save = button(
            tr("Save this list…"),
            self.save_asked.emit,
            symbol="export",
            tip=tr("As a spreadsheet, to be mended or sent back"),
        )
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.show_problems([])

    def show_problems(self, found: Sequence[Found]) -> None:
        """Show what was not understood."""
        self.table.set_rows(found, keep=lambda f: (f[0], f[1].row, f[1].column))
        self.save.setEnabled(bool(found))
        self.skip.setEnabled(bool(found))
        self._choose(self.table.current())

    def show_header(self, path: Path, header: Sequence[str]) -> None:
        """Name a file's columns."""
        self._headers[path] = header
        self.cells.viewport().update()

    def write_list(self, path: Path) -> None:
        """Write the list as a spreadsheet; raises OSError."""
        with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as target:
            out = csv.writer(target)
            out.writerow(["file", "row", "column", "value", "reason"])
            out.writerows([f.name, p.row, p.column, p.value, p.reason] for f, p in self.table.rows.rows)

    def _choose(self, found: Found | None) -> None:
        self.cells.set_rows(list(enumerate(found[1].cells)) if found else [], keep=lambda cell: cell[0])
        if found and found[0] not in self._headers:
            self.asked.emit(found[0])

    def _header(self, at: int) -> str:
        found = self.table.current()
        header = self._headers.get(found[0], ()) if found else ()
        return header[at] if at < len(header) and header[at] else tr("column {n}").format(n=at + 1)

    def _write(self, cell: Cell, text: str) -> None:
        found = self.table.current()
        if found:
            cells = list(found[1].cells)
            cells[cell[0]] = text.strip()
            self.mended.emit((*found, tuple(cells)))

    def _skip(self) -> None:
        chosen = self.table.selected()
        if chosen:
            self.skipped.emit(chosen)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.cells)
        split.setSizes([170, 170])
        split.setChildrenCollapsible(False)
        told = soft(tr("Put a row right, or leave it out; everything else is taken in."), wrap=False)
        layout = column(split, row(told, None, self.skip, self.save))
        layout.setStretch(0, 1)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)
