"""The form of an order of paper: a row for each thing that can be chosen, of it those that concern the kind.

Gives a PaperOrder; decides nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from ui import theme
from ui.language import later, tr
from ui.widgets.number_box import NumberBox
from walksheets.register import iso_date
from walksheets.sheets.kinds import CARDS_A_PAGE, SIZES, PaperKind, PaperOrder, label_sheets

_WORDS = {
    "plan": later("Plan"),
    "rounds": later("Rounds"),
    "districts": later("Polling districts"),
    "answers": later("Last answers"),
    "when": later("Date"),
    "meet": later("Meet at"),
    "starts": later("From"),
    "ends": later("To"),
    "labels": later("Label sheet"),
    "labels_for": later("Labels for"),
    "start_at": later("Start at label"),
    "size": later("Poster"),
    "cards": later("Cards on a page"),
    "text": later("Text"),
    "paper": later("Paper"),
}
_TICKS = {
    "postal_too": later("Postal voters too"),
    "named": later("Address to the electors by name"),
    "tiled": later("Over several pages to stick together"),
    "landscape": later("Landscape"),
    "large_print": later("Large print"),
}
_HINTS = {
    "rounds": later("all, or 1,3-5"),
    "districts": later("all, or LV1 LV2"),
    "answers": later("all, or 1 2"),
    "when": later("7 May 2026"),
    "starts": "18:30",
    "ends": "20:00",
    "text": later("The words of the letter or card; an empty line makes a paragraph."),
}
_FOR = (
    ("rounds", later("bundles of each round")),
    ("doors", later("addresses")),
    ("electors", later("named electors")),
)
_FIELDS: dict[str, type[QWidget]] = {
    **dict.fromkeys(("plan", "labels", "labels_for", "size", "cards", "paper"), QComboBox),
    "start_at": NumberBox,
    "text": QPlainTextEdit,
}
"""What is not a line to type in."""

_TEXT_HEIGHT_PX = 96


class OrderForm(QWidget):
    """Says `changed` whenever something is chosen or typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind: PaperKind | None = None
        self.fields: dict[str, QWidget] = {name: _FIELDS.get(name, QLineEdit)() for name in _WORDS}
        self.fields |= {name: QCheckBox(tr(words)) for name, words in _TICKS.items()}
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._fill()
        self.setLayout(self._form)
        self._wire()

    def show_plans(self, plans: Sequence[tuple[int, str]]) -> None:
        """Offer the plans there are; the choice stays where it can."""
        box = self._box("plan")
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(tr("the newest that suits"), None)
        for plan_id, name in plans:
            box.addItem(name, plan_id)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)

    def show_kind(self, kind: PaperKind) -> None:
        """Show the rows that concern a kind of paper."""
        self._kind = kind
        for name, field in self.fields.items():
            self._form.setRowVisible(field, name in kind.uses)
        papers = ("A4", "Letter", "A5") if kind.name == "calling-cards" else ("A4", "Letter")
        self._offer("paper", [(name, name) for name in papers])

    def order(self) -> PaperOrder | None:
        """Return what is asked for; None before a kind was chosen."""
        if self._kind is None:
            return None
        uses = self._kind.uses
        return PaperOrder(
            self._kind.name, **{name: self._value(name) for name in self.fields if name in uses}
        )

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, NumberBox):
            return field.value()
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        assert isinstance(field, QLineEdit)
        return _READ.get(name, str)(field.text().strip())

    def _fill(self) -> None:
        for name, field in self.fields.items():
            if name in _TICKS:
                field.setAccessibleName(tr(_TICKS[name]))
                self._form.addRow("", field)
                continue
            field.setAccessibleName(tr(_WORDS[name]))
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setPlaceholderText(tr(_HINTS.get(name, "")))
            self._form.addRow(tr(_WORDS[name]), field)
        self._offer("labels", [(each.title, name) for name, each in label_sheets().items()])
        self._offer("labels_for", [(tr(words), name) for name, words in _FOR])
        self._offer("size", [(name, name) for name in SIZES])
        self._offer("cards", [(str(count), count) for count in CARDS_A_PAGE])
        self._choose("size", "A3")
        self._choose("cards", 4)
        self.show_plans([])
        spin, text, named = self.fields["start_at"], self.fields["text"], self.fields["named"]
        assert (
            isinstance(spin, NumberBox) and isinstance(text, QPlainTextEdit) and isinstance(named, QCheckBox)
        )
        spin.setRange(1, max(sheet.labels for sheet in label_sheets().values()))
        text.setFixedHeight(_TEXT_HEIGHT_PX)
        text.setTabChangesFocus(True)
        named.setChecked(True)
        for field in self.fields.values():
            field.setMinimumHeight(theme.TARGET_PX - 2)
            if isinstance(field, QComboBox):
                field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(8)

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        box = self._box(name)
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)

    def _choose(self, name: str, value: Any) -> None:
        self._box(name).setCurrentIndex(self._box(name).findData(value))

    def _box(self, name: str) -> QComboBox:
        box = self.fields[name]
        assert isinstance(box, QComboBox)
        return box

    def _wire(self) -> None:
        for field in self.fields.values():
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(lambda _at: self.changed.emit())
            elif isinstance(field, QCheckBox):
                field.toggled.connect(lambda _on: self.changed.emit())
            elif isinstance(field, NumberBox):
                field.valueChanged.connect(lambda _value: self.changed.emit())
            elif isinstance(field, QPlainTextEdit | QLineEdit):
                field.textChanged.connect(lambda *_: self.changed.emit())


def _words_in(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _day_in(text: str) -> str:
    """Return a date in ISO form; what is none goes on as it is, to be refused in one sentence."""
    return iso_date(text) or text


def _numbers_in(text: str) -> tuple[int, ...]:
    """Read "1,3-5" as 1, 3, 4, 5; what is not a number yet is passed over while it is typed."""
    numbers: list[int] = []
    for part in text.replace("–", "-").split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        if first.isdecimal() and (last.isdecimal() or not last):
            numbers += range(int(first), int(last or first) + 1)
    return tuple(dict.fromkeys(numbers))


_READ: dict[str, Callable[[str], Any]] = {
    "rounds": _numbers_in,
    "districts": _words_in,
    "answers": _words_in,
    "when": _day_in,
}
