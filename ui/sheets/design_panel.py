"""What can be chosen of the paper: its size, the print, the map, a line of the organiser's own."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from ui.widgets.plain import boxed, column, row
from walksheets.sheets import SheetDesign

_MAPS = (("round", "of the whole round"), ("page", "of each page's doors"), ("none", "none"))


class DesignPanel(QWidget):
    """Gives another SheetDesign whenever something is chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._design = SheetDesign()
        self.paper = QComboBox()
        for name in ("A4", "Letter"):
            self.paper.addItem(name, name)
        self.map = QComboBox()
        for value, words in _MAPS:
            self.map.addItem(words, value)
        self.large = QCheckBox("Large print")
        self.numbers = QCheckBox("Elector numbers")
        self.answers = QCheckBox("Last answers")
        self.bundle = QSpinBox()
        self.bundle.setRange(1, 10_000)
        self.bundle.setSuffix(" in a bundle")
        self.spares = QSpinBox()
        self.spares.setRange(0, 1_000)
        self.spares.setSuffix(" spare")
        self.message = QLineEdit()
        self.message.setPlaceholderText("Message: bring back to 12 Mill Lane by Sunday")
        for words, field in (("Paper", self.paper), ("Map", self.map), ("Message on every sheet", self.message),
                             ("Leaflets in a bundle", self.bundle), ("Spare leaflets", self.spares)):  # fmt: skip
            field.setAccessibleName(words)
        self._leaflets = boxed(row(self.bundle, self.spares, None))
        self._people = boxed(row(self.numbers, self.answers, None, gap=16))
        upper = row(QLabel("Paper"), self.paper, 6, QLabel("Map"), self.map)
        upper.setStretch(4, 1)
        self.setLayout(column(upper, self.message, self._leaflets, self._people, self.large, gap=6))
        self._show(self._design)
        self._wire()

    def show_design(self, design: SheetDesign, kind: str) -> None:
        """Show a design, of it what matters to leaflets or to canvassing."""
        if design != self._design:
            self._design = design
            self.blockSignals(True)
            self._show(design)
            self.blockSignals(False)
        leaflet = kind == "leaflet"
        self._leaflets.setVisible(leaflet)
        self._people.setVisible(not leaflet)

    def _show(self, design: SheetDesign) -> None:
        self.paper.setCurrentIndex(max(self.paper.findData(design.paper), 0))
        self.map.setCurrentIndex(max(self.map.findData(design.map), 0))
        self.large.setChecked(design.large_print)
        self.numbers.setChecked("number" in design.columns)
        self.answers.setChecked("last" in design.columns)
        self.bundle.setValue(design.bundle)
        self.spares.setValue(design.spares)
        self.message.setText(design.message)

    def _wire(self) -> None:
        for box in (self.paper, self.map):
            box.currentIndexChanged.connect(self._changed)
        for tick in (self.large, self.numbers, self.answers):
            tick.toggled.connect(self._changed)
        for spin in (self.bundle, self.spares):
            spin.valueChanged.connect(self._changed)
        self.message.editingFinished.connect(self._changed)

    def _columns(self) -> tuple[str, ...]:
        ticks = {"last": self.answers, "number": self.numbers}
        kept = [name for name in self._design.columns if name not in ticks or ticks[name].isChecked()]
        return (*kept, *(name for name, tick in ticks.items() if tick.isChecked() and name not in kept))

    def _changed(self, *_: object) -> None:
        if self.signalsBlocked():
            return
        self._design = replace(
            self._design,
            paper=self.paper.currentData(),
            map=self.map.currentData(),
            large_print=self.large.isChecked(),
            columns=self._columns(),
            bundle=self.bundle.value(),
            spares=self.spares.value(),
            message=self.message.text().strip(),
        )
        self.chosen.emit(self._design)
