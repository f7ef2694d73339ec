"""Asking for whom rounds are made: the volunteers there are, what each can do, and what it comes to. The splitting is a job."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from ui import theme
from ui.language import tr
from ui.widgets.number_box import NumberBox
from ui.widgets.plain import button, column, form, heading, row, soft
from walksheets.rounds import Person, SplitRequest

Asked = Callable[[str, Sequence[Person], SplitRequest, str], None]
Fetch = Callable[[str, Callable[[Sequence[tuple[Person, str]]], None]], None]
"""Reads who could walk rounds of a kind, each with their postcode, beside the window."""


class PeopleDialog(QDialog):
    """Gives `asked(name, people, request, unit)` when the user agrees."""

    def __init__(self, asked: Asked, fetch: Fetch, doors: int, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("New plan for volunteers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked, self._fetch, self._doors = asked, fetch, doors
        self._people: list[Person] = []
        self._make_fields()
        self._lay_out()
        self._read()

    def _make_fields(self) -> None:
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Spring leaflet"))
        self.kind, self.unit = QComboBox(), QComboBox()
        for value, words in (
            ("leaflet", tr("Leaflets: to every letterbox")),
            ("canvass", tr("Canvassing: to knock and talk")),
        ):
            self.kind.addItem(words, value)
        for value, words in (("doors", tr("Doors")), ("minutes", tr("Minutes"))):
            self.unit.addItem(words, value)
        self.seconds = NumberBox()
        self.seconds.setRange(1, 600)
        self.seconds.setValue(10)
        self.seconds.setSuffix(tr(" seconds"))
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Volunteers and what each can do"))
        self.table.setHorizontalHeaderLabels([tr("Takes a round"), tr("Can do"), tr("Home")])
        self.table.verticalHeader().hide()
        self.table.setColumnWidth(0, 250)
        self.table.setColumnWidth(1, 90)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.comes_to = soft()
        self.go = button(tr("Split"), self._agree, primary=True)
        self.go.setDefault(True)

    def _lay_out(self) -> None:
        fields = form(
            (tr("&Name"), self.name), (tr("&For"), self.kind), (tr("Can do in"), self.unit), (tr("&Look for"), self.seconds)
        )  # fmt: skip
        layout = column(
            heading(tr("A round for each volunteer")),
            soft(tr("As large as what they can do, near their home, and theirs at once. Empty: as the others on average.")),
            4, fields, 4, self.table, self.comes_to,
            row(None, button(tr("Cancel"), self.reject), self.go),
            margin=theme.MARGIN_PX + 4,
        )  # fmt: skip
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)
        self.resize(620, 620)
        self.name.textChanged.connect(self._say)
        self.kind.currentIndexChanged.connect(self._read)
        self.unit.currentIndexChanged.connect(self._show_sizes)
        self.table.itemChanged.connect(self._say)

    def _read(self, *_: object) -> None:
        self.go.setEnabled(False)
        self.comes_to.setText(tr("Reading the volunteers …"))
        self._fetch(self.kind.currentData(), self.show_people)

    def show_people(self, people: Sequence[tuple[Person, str]]) -> None:
        """Show who could walk these rounds, all of them taking one."""
        self._people = [person for person, _ in people]
        self.table.blockSignals(True)
        self.table.setRowCount(len(people))
        for at, (person, postcode) in enumerate(people):
            name = QTableWidgetItem(person.name)
            name.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            name.setCheckState(Qt.CheckState.Checked)
            home = QTableWidgetItem(postcode if person.home else tr("not known: gets what is left"))
            home.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.table.setItem(at, 0, name)
            self.table.setItem(at, 1, QTableWidgetItem())
            self.table.setItem(at, 2, home)
        self.table.blockSignals(False)
        self._show_sizes()

    def people(self) -> list[Person]:
        """Return who takes a round, each with what they can do as it stands in the table; a word there is no number."""
        return [
            replace(person, size=_size(self._cell(at, 1).text()))
            for at, person in enumerate(self._people)
            if self._cell(at, 0).checkState() == Qt.CheckState.Checked
        ]

    def _cell(self, at: int, column: int) -> QTableWidgetItem:
        cell = self.table.item(at, column)
        assert cell is not None
        return cell

    def _show_sizes(self, *_: object) -> None:
        """Put in what the list of volunteers says: it counts doors."""
        self.table.blockSignals(True)
        known = self.unit.currentData() == "doors"
        for at, person in enumerate(self._people):
            self._cell(at, 1).setText(f"{person.size:.0f}" if known and person.size else "")
        self.table.blockSignals(False)
        self._say()

    def _say(self, *_: object) -> None:
        people = self.people()
        self.go.setEnabled(bool(people) and bool(self.name.text().strip()))
        if not people:
            self.comes_to.setText(tr("Nobody takes a round yet."))
            return
        said = [each.size for each in people if each.size]
        usual = sum(said) / len(said) if said else self._doors / len(people)
        can = sum(each.size or usual for each in people)
        if self.unit.currentData() == "minutes":
            self.comes_to.setText(tr("%Ln round(s), as large over each other as these minutes.", len(people)))
            return
        words = tr("{people} take {can:,.0f} doors; there are {doors:,}.").format(
            people=len(people), can=can, doors=self._doors
        )
        if can < self._doors:
            words += " " + tr("{doors:,.0f} doors will have nobody: they become rounds to give out.").format(
                doors=self._doors - can
            )
        elif can > self._doors:
            words += " " + tr("Each gets {share:.0%} of what they take.").format(share=self._doors / can)
        self.comes_to.setText(words)

    def _agree(self) -> None:
        request = SplitRequest(kind=self.kind.currentData(), rounds=1, seconds=float(self.seconds.value()))
        self.accept()
        self._asked(self.name.text().strip(), self.people(), request, self.unit.currentData())


def _size(text: str) -> float | None:
    try:
        return float(text.replace(",", "")) if text.strip() else None
    except ValueError:
        return None
