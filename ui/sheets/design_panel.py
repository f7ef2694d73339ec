"""What can be chosen of the paper: a design by its name, size, print, map; the rest in a dialog of its own."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QLabel, QLineEdit, QWidget

from ui.language import later, tr
from ui.sheets.words_dialog import WordsDialog
from ui.widgets.number_box import NumberBox
from ui.widgets.plain import boxed, button, column, row
from walksheets.sheets import PAPERS, NamedDesign, SheetDesign

_MAPS = (
    ("round", later("map of the round")),
    ("page", later("map on each page")),
    ("none", later("no map")),
)
_SHAPES = (
    ("upright", later("upright")),
    ("landscape", later("landscape")),
    ("booklet", later("booklet to fold")),
)


class DesignPanel(QWidget):
    """Gives another SheetDesign whenever something is chosen; asks for designs to be saved and deleted."""

    chosen = Signal(object)
    save_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._design = SheetDesign()
        self._kind = "canvass"
        self._named: list[NamedDesign] = []
        self._codes: list[tuple[str, str]] = []
        self.named = QComboBox()
        self.paper = _choice([(name, name) for name in PAPERS])
        self.shape = _choice([(value, tr(words)) for value, words in _SHAPES])
        self.map = _choice([(value, tr(words)) for value, words in _MAPS])
        self.large = QCheckBox(tr("Large print"))
        self.bundle = NumberBox()
        self.bundle.setRange(1, 10_000)
        self.bundle.setSuffix(tr(" in a bundle"))
        self.spares = NumberBox()
        self.spares.setRange(0, 1_000)
        self.spares.setSuffix(tr(" spare"))
        self.message = QLineEdit()
        self.message.setPlaceholderText(tr("Message: bring back to 12 Mill Lane by Sunday"))
        self._name_all()
        self.words = button(tr("Words, codes, columns…"), self._ask_words)
        self.save = button(tr("Save as…"), self._ask_name, tip=tr("Keep this design under a name"))
        self.delete = button(
            tr("Delete"), self._ask_delete, tip=tr("Forget this design; Undo brings it back")
        )
        self._leaflets = boxed(row(self.bundle, self.spares, None))
        first = row(QLabel(tr("Design")), self.named, self.save, self.delete, gap=6)
        first.setStretch(1, 1)
        second = row(self.paper, self.shape, self.map, gap=6)
        second.setStretch(2, 1)
        third = row(self.large, self.words, None, gap=6)
        self.setLayout(column(first, second, third, self.message, self._leaflets, gap=6))
        self._show(self._design)
        self._wire()

    def show_design(
        self,
        design: SheetDesign,
        kind: str,
        named: Sequence[NamedDesign] = (),
        codes: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a design, of it what matters to leaflets or to canvassing, and those that have a name."""
        self._design, self._kind, self._codes = design, kind, list(codes)
        self._named = [each for each in named if each.kind in ("", kind)]
        self.blockSignals(True)
        self._show(design)
        self.blockSignals(False)
        self._leaflets.setVisible(kind == "leaflet")

    def _name_all(self) -> None:
        for words, field in (
            (tr("Sheet design"), self.named), (tr("Paper"), self.paper), (tr("Which way up"), self.shape),
            (tr("Map"), self.map), (tr("Message on every sheet"), self.message),
            (tr("Leaflets in a bundle"), self.bundle), (tr("Spare leaflets"), self.spares),
        ):  # fmt: skip
            field.setAccessibleName(words)

    def _show(self, design: SheetDesign) -> None:
        self._fill_named(design)
        self.paper.setCurrentIndex(max(self.paper.findData(design.paper), 0))
        self.shape.setCurrentIndex(self.shape.findData(_shape(design)))
        self.map.setCurrentIndex(max(self.map.findData(design.map), 0))
        self.large.setChecked(design.large_print)
        self.bundle.setValue(design.bundle)
        self.spares.setValue(design.spares)
        self.message.setText(design.message)

    def _fill_named(self, design: SheetDesign) -> None:
        """Show which design of a name this is, or that it has none."""
        self.named.blockSignals(True)
        self.named.clear()
        at = next((i for i, each in enumerate(self._named) if each.design == design), -1)
        if at < 0:
            self.named.addItem(tr("(not saved)"))
        for each in self._named:
            self.named.addItem(each.name, each)
            self.named.setItemData(self.named.count() - 1, each.about, 3)  # its tooltip
        self.named.setCurrentIndex(max(at, 0))
        self.named.blockSignals(False)
        self.delete.setEnabled(at >= 0 and not self._named[at].shipped)

    def _wire(self) -> None:
        self.named.activated.connect(self._take_named)
        for box in (self.paper, self.shape, self.map):
            box.currentIndexChanged.connect(self._changed)
        self.large.toggled.connect(self._changed)
        for spin in (self.bundle, self.spares):
            spin.valueChanged.connect(self._changed)
        self.message.editingFinished.connect(self._changed)

    def _take_named(self, at: int) -> None:
        each = self.named.itemData(at)
        if isinstance(each, NamedDesign):
            self._give(each.design)

    def _give(self, design: SheetDesign) -> None:
        self.show_design(design, self._kind, self._named, self._codes)
        self.chosen.emit(design)

    def _ask_words(self) -> None:
        WordsDialog(self._design, self._kind, self._codes, self._give, self).open()

    def _ask_name(self) -> None:
        known = self.named.currentText() if isinstance(self.named.currentData(), NamedDesign) else ""
        name, agreed = QInputDialog.getText(self, tr("Save the design"), tr("Name of the design"), text=known)
        if agreed:
            self.save_asked.emit(name)

    def _ask_delete(self) -> None:
        self.delete_asked.emit(self.named.currentText())

    def _changed(self, *_: object) -> None:
        if self.signalsBlocked():
            return
        shape = self.shape.currentData()
        self._design = replace(
            self._design,
            paper=self.paper.currentData(),
            landscape=shape == "landscape",
            booklet=shape == "booklet",
            map=self.map.currentData(),
            large_print=self.large.isChecked(),
            bundle=self.bundle.value(),
            spares=self.spares.value(),
            message=self.message.text().strip(),
        )
        self._fill_named(self._design)
        self.chosen.emit(self._design)


def _shape(design: SheetDesign) -> str:
    return "booklet" if design.booklet else "landscape" if design.landscape else "upright"


def _choice(pairs: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    for value, words in pairs:
        box.addItem(words, value)
    return box
