"""Register: search, household, doors without a place, and what was imported."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QTabWidget, QWidget

from ui import theme
from ui.desk import Desk
from ui.register.fields import PLACED
from ui.register.household_panel import HouseholdPanel
from ui.register.presenter import MOST, Household, Overview, RegisterPresenter
from ui.screen import Screen
from ui.widgets.icons import icon
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.places import Door
from walksheets.register import Elector, ImportBatch, Problem

_TYPING_MS = 120


class RegisterScreen(Screen):
    """The register."""

    nouns = frozenset({"electors", "doors", "imports", "map", "postcodes"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = RegisterPresenter(self, desk, self)
        self.summary = soft(wrap=False)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Name, street, postcode or number (Ctrl+F)")
        self.search.setAccessibleName("Search electors")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.with_gone = QCheckBox("also those who left")
        self.found = soft(wrap=False)
        self.electors = _elector_table()
        self.household = HouseholdPanel()
        self.unplaced = _door_table()
        self.batches = _batch_table()
        self.problems = _problem_table()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
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

    # The presenter's view

    def show_overview(self, overview: Overview) -> None:
        """Show how much there is."""
        counts = overview.counts
        if not counts.doors and not counts.electors and not overview.batches:
            self.pages.show_empty(
                "No register yet",
                "Drop the council's file anywhere on this window: the register in any layout, a map extract, postcodes, "
                "absent voters, an address list. You see what it will do before anything is kept.",
                ("Import…", lambda: self.desk.go("import")),
            )
            return
        self.pages.show_content()
        others = f" · {counts.other_electors:,} without a door" if counts.other_electors else ""
        self.summary.setText(
            f"{counts.electors:,} electors at {counts.households:,} doors{others} · {counts.doors:,} doors in "
            f"{counts.streets:,} streets · {counts.absent:,} postal or proxy"
        )
        self.unplaced.set_rows(overview.unplaced, keep=lambda door: door.id)
        self.tabs.setTabText(1, f"Doors not placed ({len(overview.unplaced):,})")
        self.batches.set_rows(overview.batches, keep=lambda batch: batch.id)
        if self.batches.current() is None and overview.batches:
            self.batches.selectRow(0)

    def show_electors(self, rows: Sequence[Elector], more: bool) -> None:
        """Show who was found."""
        self.electors.set_rows(rows, keep=lambda elector: elector.id)
        words = f"first {MOST:,} shown" if more else f"{len(rows):,} found"
        self.found.setText(words if rows else "nobody found")

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

    def _lay_out(self) -> None:
        self.electors_page = boxed(
            column(_stretched(self.search, self.with_gone, self.found), self.electors, margin=0),
            margins=(0, 10, 0, 0),
        )
        self._place = button(
            "Place on map", self._place_current, symbol="pin", tip="Click on the map where it is (Enter)"
        )
        unplaced_page = boxed(
            column(
                row(
                    soft("These doors are in the round of their street until you say where they are."),
                    self._place,
                ),
                self.unplaced,
            ),
            margins=(0, 10, 0, 0),
        )
        imports = QSplitter(Qt.Orientation.Vertical)
        imports.addWidget(self.batches)
        imports.addWidget(boxed(column(soft("Not understood in the chosen import:"), self.problems, gap=4)))
        imports.setSizes([240, 320])
        imports_page = boxed(column(imports), margins=(0, 10, 0, 0))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.electors_page, "Electors")
        self.tabs.addTab(unplaced_page, "Doors not placed")
        self.tabs.addTab(imports_page, "Imports")
        top = row(self.summary, None, button("Import…", lambda: self.desk.go("import"), primary=True,
                                             tip="Or drop files anywhere on the window (Ctrl+I)"))  # fmt: skip
        left = boxed(column(top, self.tabs, gap=4), margins=(theme.MARGIN_PX, 10, theme.MARGIN_PX, 12))
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.household)
        split.setSizes([820, 350])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        self.pages = Pages(split, "register")
        self.setLayout(column(self.pages))
        QWidget.setTabOrder(self.search, self.with_gone)
        QWidget.setTabOrder(self.with_gone, self.electors)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._to_first)
        self._typing.timeout.connect(self._search)
        self.with_gone.toggled.connect(lambda _on: self._search())
        self.electors.chosen.connect(self.presenter.choose)
        self.tabs.currentChanged.connect(lambda at: self.household.setVisible(at == 0))
        self.household.contact_set.connect(lambda what: self.presenter.set_do_not_contact(*what))
        self.household.door_set.connect(lambda what: self.presenter.set_door(what[0], **what[1]))
        self.household.place_asked.connect(self.presenter.place)
        self.household.people.chosen.connect(self._chose_person)
        self.unplaced.opened.connect(self.presenter.place)
        self.batches.chosen.connect(lambda batch: self.presenter.choose_batch(batch.id if batch else None))
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.setFocus)

    def _search(self) -> None:
        self.presenter.search(self.search.text().strip(), gone=self.with_gone.isChecked())

    def _to_first(self) -> None:
        self._typing.stop()
        self._search()
        self.electors.setFocus()
        self.electors.selectRow(0)

    def _place_current(self) -> None:
        door = self.unplaced.current()
        if door is not None:
            self.presenter.place(door)

    def _chose_person(self, elector: Elector | None) -> None:
        if elector is not None:
            self.household.contact.setChecked(elector.do_not_contact)


def _stretched(first: QWidget, *others: QWidget) -> QHBoxLayout:
    layout = row(first, *others, gap=14)
    layout.setStretch(0, 1)
    return layout


def _elector_table() -> Table:
    return Table(
        "Electors",
        [
            Column[Elector]("Number", lambda e: e.elector_number, width=116, sort=lambda e: (e.prefix, e.number or 0, e.suffix)),
            Column[Elector]("Surname", lambda e: e.surname or e.name_as_sent, width=150),
            Column[Elector]("Forenames", lambda e: e.forenames, width=160),
            Column[Elector]("Door", lambda e: f"{e.door} {e.street}".strip() or e.other, sort=lambda e: (e.street, e.house_number.zfill(6))),
            Column[Elector]("Postcode", lambda e: e.postcode, width=92),
            Column[Elector]("", _marks, width=126, tip=_marks_tip),
        ],
    )  # fmt: skip


def _marks(e: Elector) -> str:
    parts = [
        f"left {e.gone_on[:10]}" if e.gone_on else "",
        e.absent,
        "do not contact" if e.do_not_contact else "",
        e.markers,
    ]
    return ", ".join(part for part in parts if part)


def _marks_tip(e: Elector) -> str:
    return _marks(e) + (" · not on the open register" if e.opted_out else "")


def _door_table() -> Table:
    return Table(
        "Doors not placed",
        [
            Column[Door]("Door", lambda d: d.address),
            Column[Door]("District", lambda d: d.district, width=90),
            Column[Door](
                "Electors", lambda d: str(d.electors), sort=lambda d: d.electors, width=84, right=True
            ),
            Column[Door]("", lambda d: PLACED.get(d.placed_by, d.placed_by), width=150),
        ],
    )


def _batch_table() -> Table:
    return Table(
        "Imports",
        [
            Column[ImportBatch]("When", lambda b: b.imported_at[:16].replace("T", " "), width=140),
            Column[ImportBatch]("File", lambda b: b.file_name),
            Column[ImportBatch]("Kind", lambda b: b.kind, width=100),
            Column[ImportBatch]("Layout", lambda b: b.layout, width=130),
            Column[ImportBatch]("What it did", _did, width=250, tip=_did),
            Column[ImportBatch]("Not understood", lambda b: f"{b.problems:,}" if b.problems else "", width=144, right=True,
                                sort=lambda b: b.problems),
        ],
    )  # fmt: skip


def _did(batch: ImportBatch) -> str:
    return ", ".join(
        f"{count:,} {what}" for what, count in batch.counts.items() if isinstance(count, int) and count
    )


def _problem_table() -> Table:
    return Table(
        "Not understood",
        [
            Column[Problem]("Row", lambda p: str(p.row), sort=lambda p: p.row, width=70, right=True),
            Column[Problem]("Column", lambda p: p.column, width=150),
            Column[Problem]("Value", lambda p: p.value, width=190),
            Column[Problem]("Why", lambda p: p.reason, tip=lambda p: " | ".join(p.cells)),
        ],
    )
