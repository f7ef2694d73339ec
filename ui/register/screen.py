"""Register: search, household, doors without a place, and what was imported."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QTabWidget, QWidget

from ui import actions, theme
from ui.desk import Desk
from ui.language import short_day, tr
from ui.register import tables
from ui.register.household_panel import HouseholdPanel
from ui.register.presenter import MOST, Household, Overview, RegisterPresenter
from ui.screen import Screen
from ui.widgets.icons import icon
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, row, soft
from walksheets.register import Elector, Problem


class RegisterScreen(Screen):
    """The register."""

    nouns = frozenset({"electors", "doors", "imports", "map", "postcodes", "results", "codes"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = RegisterPresenter(self, desk, self)
        self.summary = soft(wrap=False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Name, street, postcode or number (Ctrl+F)"))
        self.search.setAccessibleName(tr("Search electors"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.with_gone = QCheckBox(tr("also those who left"))
        self.found = soft(wrap=False)
        self.electors = tables.electors()
        self.household = HouseholdPanel()
        self.unplaced = tables.doors()
        self.batches = tables.batches()
        self.problems = tables.problems()
        self._lay_out()
        self._make_actions()
        self._wire()

    def read(self) -> None:
        """Fetch everything."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus()

    def show_what(self, **what: object) -> None:
        """Show one of the tabs, or look for something."""
        self.tabs.setCurrentIndex({"unplaced": 1, "imports": 2}.get(str(what.get("tab")), 0))
        if search := what.get("search"):
            self.search.setText(str(search))

    def place(self) -> dict[str, object]:
        """Return the tab; what is looked for is the campaign's own, and stays with it."""
        return {"tab": self.tabs.currentIndex()}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the tab."""
        self.tabs.setCurrentIndex(self.known(place, "tab", int) or 0)

    # The presenter's view

    def show_overview(self, overview: Overview) -> None:
        """Show how much there is."""
        counts = overview.counts
        if not counts.doors and not counts.electors and not overview.batches:
            self.pages.show_empty(
                tr("No register yet"),
                tr(
                    "Drop the council's file anywhere on this window: the register in any layout, a map extract, postcodes, "
                    "absent voters, an address list. You see what it will do before anything is kept."
                ),
                (tr("Import…"), lambda: self.desk.go("import")),
            )
            return
        self.pages.show_content()
        self._say_summary(overview)
        self.unplaced.set_rows(overview.unplaced, keep=lambda door: door.id)
        self.tabs.setTabText(1, tr("Doors not placed ({n})").format(n=f"{len(overview.unplaced):,}"))
        self.batches.set_rows(overview.batches, keep=lambda batch: batch.id)
        if self.batches.current() is None and overview.batches:
            self.batches.selectRow(0)

    def show_electors(self, rows: Sequence[Elector], more: bool) -> None:
        """Show who was found."""
        self.electors.set_rows(rows, keep=lambda elector: elector.id)
        if more:
            words = tr("first {n} shown, type more").format(n=f"{MOST:,}")
        else:
            words = tr("%Ln found", len(rows)) if rows else tr("nobody found")
        self.found.setText(words)

    def show_household(self, household: Household | None) -> None:
        """Show the chosen elector's household."""
        self.household.show_household(household)

    def show_problems(self, rows: Sequence[Problem]) -> None:
        """Show what an import did not understand."""
        self.problems.set_rows(rows)

    def show_trouble(self, error: BaseException) -> None:
        """Say why something could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    def _say_summary(self, overview: Overview) -> None:
        counts = overview.counts
        parts = [
            tr("{electors} electors at {doors} doors").format(
                electors=f"{counts.electors:,}", doors=f"{counts.households:,}"
            ),
            tr("{n} without a door").format(n=f"{counts.other_electors:,}") if counts.other_electors else "",
            tr("{n} streets").format(n=f"{counts.streets:,}"),
            tr("{n} postal or proxy").format(n=f"{counts.absent:,}"),
            tr("register of {day}").format(day=short_day(counts.register_date))
            if counts.register_date
            else "",
        ]
        self.summary.setText(" · ".join(part for part in parts if part))

    def _make_actions(self) -> None:
        panel = self.household
        does = {
            "register.find": self._to_search,
            "register.contact": panel.contact.click,
            "register.deceased": panel.deceased.click,
            "register.leaflets": panel.no_leaflets.click,
            "register.place": self._place_current,
        }
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}

    def _lay_out(self) -> None:
        self.electors_page = boxed(
            column(_stretched(self.search, self.with_gone, self.found), self.electors, margin=0),
            margins=(0, 10, 0, 0),
        )
        self._place = button(
            tr("Place on map"),
            self._place_current,
            symbol="pin",
            tip=tr("Click on the map where it is (Enter)"),
        )
        told = soft(tr("These doors are in the round of their street until you say where they are."))
        unplaced_page = boxed(column(row(told, self._place), self.unplaced), margins=(0, 10, 0, 0))
        imports = QSplitter(Qt.Orientation.Vertical)
        imports.addWidget(self.batches)
        imports.addWidget(
            boxed(column(soft(tr("Not understood in the chosen import:")), self.problems, gap=4))
        )
        imports.setSizes([240, 320])
        self.tabs = QTabWidget()
        self.tabs.addTab(self.electors_page, tr("Electors"))
        self.tabs.addTab(unplaced_page, tr("Doors not placed"))
        self.tabs.addTab(boxed(column(imports), margins=(0, 10, 0, 0)), tr("Imports"))
        importer = button(
            tr("Import…"),
            lambda: self.desk.go("import"),
            primary=True,
            tip=tr("Or drop files anywhere on the window (Ctrl+I)"),
        )
        left = boxed(
            column(row(self.summary, None, importer), self.tabs, gap=4),
            margins=(theme.MARGIN_PX, 10, theme.MARGIN_PX, 12),
        )
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.household)
        split.setSizes([800, 370])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        self.pages = Pages(split, "register")
        self.setLayout(column(self.pages))
        QWidget.setTabOrder(self.search, self.with_gone)
        QWidget.setTabOrder(self.with_gone, self.electors)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.returnPressed.connect(self._to_first)
        self.with_gone.toggled.connect(lambda _on: self._search())
        self.electors.chosen.connect(self.presenter.choose)
        self.electors.opened.connect(lambda _row: self.household.people.setFocus())
        self.tabs.currentChanged.connect(lambda at: self.household.setVisible(at == 0))
        self.household.flag_set.connect(lambda what: self.presenter.set_flag(*what))
        self.household.door_set.connect(lambda what: self.presenter.set_door(what[0], **what[1]))
        self.household.place_asked.connect(self.presenter.place)
        self.household.person_chosen.connect(self.presenter.choose)
        self.unplaced.opened.connect(self.presenter.place)
        self.batches.chosen.connect(lambda batch: self.presenter.choose_batch(batch.id if batch else None))

    def _search(self) -> None:
        self.presenter.search(self.search.text().strip(), gone=self.with_gone.isChecked())

    def _to_search(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.search.setFocus()
        self.search.selectAll()

    def _to_first(self) -> None:
        self.electors.setFocus()
        self.electors.selectRow(0)

    def _place_current(self) -> None:
        if self.tabs.currentIndex() == 0:
            self.household.ask_place()
        elif (door := self.unplaced.current()) is not None:
            self.presenter.place(door)


def _stretched(first: QWidget, *others: QWidget) -> QHBoxLayout:
    layout = row(first, *others, gap=14)
    layout.setStretch(0, 1)
    return layout
