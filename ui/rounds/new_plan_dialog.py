"""Asking how the ward shall be cut: what for, into how many, how evenly. The cutting itself is a job."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.plain import boxed, button, column, heading, row, soft
from walksheets.rounds import SplitRequest

_KINDS = (("leaflet", "Leaflets: to every letterbox"), ("canvass", "Canvassing: to knock and talk"))
_AREAS = (("free", "Anywhere"), ("ward", "Within each ward"), ("district", "Within each polling district"))
_ORDERS = (("natural", "Natural: one side, then the other, flats together"), ("shortest", "Shortest way"))


class NewPlanDialog(QDialog):
    """Gives `asked(name, request)` when the user agrees."""

    def __init__(
        self,
        asked: Callable[[str, SplitRequest], None],
        doors: int,
        taken: Collection[str],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWindowTitle("New plan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked, self._doors, self._taken = asked, doors, {name.casefold() for name in taken}
        self._make_fields()
        self._lay_out()
        self._say()

    def _make_fields(self) -> None:
        self.name = QLineEdit("Leaflet round" if not self._taken else "")
        self.name.setPlaceholderText("Spring leaflet")
        self.kind = _choice(_KINDS)
        self.sizing = QButtonGroup(self)
        self.doors = _number(1, 100_000, min(120, max(self._doors, 1)), " doors")
        self.minutes = _number(1, 100_000, 45, " minutes")
        self.rounds = _number(1, 5_000, max(round(self._doors / 120), 1), " rounds")
        self._sizes = (("Rounds of", self.doors), ("Rounds of", self.minutes), ("Cut into", self.rounds))
        self.tolerance = _number(1, 50, 5, " %")
        self.tolerance.setToolTip("By how much the longest round may pass the mean, in minutes")
        self.within = _choice(_AREAS)
        self.order = _choice(_ORDERS)
        self.seconds = _number(1, 600, 10, " seconds")
        self.seconds.setToolTip("More time finds shorter ways; it can be stopped at any moment")
        self.per_door = QDoubleSpinBox()
        self.per_door.setRange(-0.05, 60.0)
        self.per_door.setDecimals(2)
        self.per_door.setSingleStep(0.05)
        self.per_door.setSpecialValueText("By housing, as in Settings")
        self.per_door.setValue(self.per_door.minimum())
        self.per_door.setSuffix(" minutes")
        self.per_door.setToolTip("Time at one door, the walking apart")
        self.estimate = soft()
        self.go = button("Split", self._agree, primary=True)
        self.go.setDefault(True)
        for field in (self.tolerance, self.seconds):
            field.setFixedWidth(160)
        self.per_door.setFixedWidth(230)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        _add_rows(form, ("&Name", self.name), ("&For", self.kind))
        form.addRow("Size", boxed(self._size_rows()))
        _add_rows(
            form,
            ("&Balance within", self.tolerance),
            ("&Keep rounds", self.within),
            ("&Walking order", self.order),
            ("&Time at a door", self.per_door),
            ("&Look for", self.seconds),
        )
        self.setLayout(
            column(
                heading("Split the ward into rounds"),
                soft("Balanced in minutes, with the walking counted. Locked rounds stay as they are."),
                4, form, 4, self.estimate,
                row(None, button("Cancel", self.reject), self.go),
                margin=theme.MARGIN_PX + 4,
            )
        )  # fmt: skip
        self.setMinimumWidth(560)
        self.name.textChanged.connect(self._say)
        self.sizing.idClicked.connect(self._say)
        for spin in (self.doors, self.minutes, self.rounds):
            spin.valueChanged.connect(self._say)

    def _size_rows(self) -> QVBoxLayout:
        lines = column(gap=6)
        for at, (words, field) in enumerate(self._sizes):
            radio = QRadioButton(words)
            radio.setAccessibleName(f"{words} so many{field.suffix()}")
            radio.setMinimumWidth(110)
            field.setAccessibleName(f"{words}{field.suffix()}")
            field.setFixedWidth(160)
            # Who types a figure means that line.
            field.valueChanged.connect(lambda _value, radio=radio: radio.setChecked(True))
            self.sizing.addButton(radio, at)
            lines.addLayout(row(radio, field, None))
        self.sizing.button(0).setChecked(True)
        return lines

    def request(self) -> SplitRequest:
        """Return what is asked for."""
        size = self.sizing.checkedId()
        return SplitRequest(
            kind=self.kind.currentData(),
            doors=self.doors.value() if size == 0 else None,
            minutes=float(self.minutes.value()) if size == 1 else None,
            rounds=self.rounds.value() if size == 2 else None,
            tolerance=self.tolerance.value() / 100,
            within=self.within.currentData(),
            order=self.order.currentData(),
            seconds=float(self.seconds.value()),
            minutes_per_door=None if self.per_door.value() < 0 else self.per_door.value(),
        )

    def _say(self, *_: object) -> None:
        name = self.name.text().strip()
        self.go.setEnabled(bool(name) and self._doors > 0)
        size = self.sizing.checkedId()
        count = max(round(self._doors / self.doors.value()), 1) if size == 0 else self.rounds.value()
        words = f"{self._doors:,} doors"
        if size != 1:
            words += f": about {count:,} rounds of {self._doors / count:.0f} doors"
        if name.casefold() in self._taken:
            words += f". The rounds of “{name}” are replaced, but for the locked ones; Undo brings them back"
        self.estimate.setText(f"{words}.")

    def _agree(self) -> None:
        self.accept()
        self._asked(self.name.text().strip(), self.request())


def _add_rows(form: QFormLayout, *rows: tuple[str, QWidget]) -> None:
    for words, field in rows:
        form.addRow(words, field)
        field.setAccessibleName(words.replace("&", ""))


def _choice(entries: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    for value, words in entries:
        made.addItem(words, value)
    return made


def _number(least: int, most: int, value: int, suffix: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    made.setSuffix(suffix)
    made.setGroupSeparatorShown(True)
    return made
