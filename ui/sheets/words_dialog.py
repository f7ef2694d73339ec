"""The words of a sheet design: which codes and columns in which order, follow-ups, the organiser's own lines."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui.language import later, tr
from ui.widgets.plain import button, column, heading, row, soft
from walksheets.sheets import COLUMNS, SheetDesign

_COLUMN_WORDS = {
    "name": later("name"),
    "last": later("last answer and when"),
    "number": later("elector number"),
}


class OrderedTicks(QListWidget):
    """A list to tick and to put in order, by dragging or with Alt+Up and Alt+Down."""

    def __init__(self, name: str, pairs: Sequence[tuple[str, str]], ticked: Sequence[str]):
        super().__init__()
        self.setAccessibleName(name)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        words = dict(pairs)
        order = [value for value in ticked if value in words]
        for value in [*order, *(value for value in words if value not in order)]:
            item = QListWidgetItem(words[value], self)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setCheckState(Qt.CheckState.Checked if value in order else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)

    def ticked(self) -> tuple[str, ...]:
        """Return what is ticked, in order."""
        items = [self.item(at) for at in range(self.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def shift(self, step: int) -> None:
        """Put the current one earlier or later."""
        at = self.currentRow()
        to = at + step
        if 0 <= at < self.count() and 0 <= to < self.count():
            self.insertItem(to, self.takeItem(at))
            self.setCurrentRow(to)


class WordsDialog(QDialog):
    """Gives `agreed(design)` when the user agrees."""

    def __init__(
        self,
        design: SheetDesign,
        kind: str,
        codes: Sequence[tuple[str, str]],
        agreed: Callable[[SheetDesign], None],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("Words, codes, columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._design, self._agreed, self._canvass = design, agreed, kind == "canvass"
        wanted = design.codes or tuple(code for code, _ in codes)
        self.codes = OrderedTicks(
            tr("Codes with a box"), [(c, f"{c}  {words}") for c, words in codes], wanted
        )
        columns = [(name, tr(_COLUMN_WORDS[name])) for name in COLUMNS]
        self.columns = OrderedTicks(tr("Columns before the boxes"), columns, design.columns)
        self.follow_ups = QLineEdit(", ".join(design.follow_ups))
        self.follow_ups.setPlaceholderText(tr("poster, postal vote, lift, helper, casework"))
        self.message = QLineEdit(design.message)
        self.note = QLineEdit(design.note)
        self.go = button(tr("Use"), self._agree, primary=True)
        self.go.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = QGridLayout()
        fields = [(tr("At the top of each sheet"), self.message), (tr("At the foot"), self.note)]
        if self._canvass:
            fields.insert(0, (tr("Follow-ups, with commas"), self.follow_ups))
        for at, (words, field) in enumerate(fields):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            lines.addWidget(label, at, 0)
            lines.addWidget(field, at, 1)
        ends = row(None, button(tr("Cancel"), self.reject), self.go)
        if self._canvass:
            lists = row(
                self._ordered(tr("Boxes"), self.codes), self._ordered(tr("Columns"), self.columns), gap=16
            )
            hint = soft(tr("Up to twelve boxes read well. Drag to put in order, or Earlier and Later."))
            self.setLayout(column(lists, hint, lines, ends, gap=10, margin=16))
        else:
            self.setLayout(column(lines, ends, gap=10, margin=16))
        self.resize(620, 480 if self._canvass else 160)

    def _ordered(self, title: str, ticks: OrderedTicks) -> QWidget:
        box = QWidget()
        earlier = button(tr("Earlier"), lambda: ticks.shift(-1), tip=tr("Put it one place earlier"))
        later_on = button(tr("Later"), lambda: ticks.shift(1), tip=tr("Put it one place later"))
        box.setLayout(column(heading(title, 1.1), ticks, row(earlier, later_on, None), gap=6))
        return box

    def _agree(self) -> None:
        design = replace(self._design, message=self.message.text().strip(), note=self.note.text().strip())
        if self._canvass:
            words = [" ".join(word.split()) for word in self.follow_ups.text().split(",")]
            design = replace(
                design,
                codes=self.codes.ticked(),
                columns=self.columns.ticked(),
                follow_ups=tuple(dict.fromkeys(filter(None, words))),
            )
        self.accept()
        self._agreed(design)
