"""Somebody cannot go on: their rounds, and who else could take each; handed over as one change."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QLabel, QScrollArea, QWidget

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.widgets.plain import boxed, button, column, heading, row, soft
from walksheets.volunteers import HeldRound, Volunteer


class DropOutDialog(QDialog):
    """Offers the likeliest others for each round; the first of them is chosen."""

    def __init__(self, person: Volunteer, held: Sequence[HeldRound], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Cannot go on"))
        self.resize(900, 420)
        self.choices: dict[int, QComboBox] = {}
        self.leaves = QCheckBox(tr("Take them off the list as well; what they did stays on record"))
        self.go = button(tr("Hand over"), self.accept, primary=True)
        self.go.setDefault(True)
        words = (
            tr("Each of these rounds goes to the one chosen here, or has nobody.")
            if held
            else tr("They hold no round, so nothing needs handing over.")
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._rounds(held))
        self.setLayout(
            column(
                heading(tr("{name} cannot go on").format(name=person.name)), soft(words), area, self.leaves,
                row(None, button(tr("Cancel"), self.reject), self.go), margin=theme.MARGIN_PX,
            )
        )  # fmt: skip

    def chosen(self) -> dict[int, int | None]:
        """Return who takes each round: round → volunteer, or nobody."""
        return {round_id: box.currentData() for round_id, box in self.choices.items()}

    def _rounds(self, held: Sequence[HeldRound]) -> QWidget:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for at, each in enumerate(held):
            what = tr("{plan}, round {n} {name}, {doors} doors").format(
                plan=each.plan, n=each.assignment.round_number, name=each.assignment.round_name,
                doors=each.assignment.doors,
            )  # fmt: skip
            label = QLabel(what.replace("&", "&&"))
            label.setWordWrap(True)
            box = QComboBox()
            box.setAccessibleName(tr("Who takes over: {round}").format(round=what))
            for other in each.could:
                box.addItem(f"{other.volunteer}: {in_words(other.reason)}", other.volunteer_id)
            box.addItem(tr("nobody yet"), None)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label.setBuddy(box)
            grid.addWidget(label, at, 0)
            grid.addWidget(box, at, 1)
            self.choices[each.assignment.round_id] = box
        return boxed(column(grid, None), "page")
