"""Volunteers: the people above, who has which round below, holes at the top."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QSplitter

from ui import actions, theme
from ui.desk import Desk
from ui.screen import Screen
from ui.volunteers.assign_delegate import AssignDelegate
from ui.volunteers.presenter import Roster, Slot, VolunteersPresenter
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, heading, row, soft, tool
from ui.widgets.table import Column, Table
from walksheets.volunteers import Volunteer

_EDITS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
_WHO = 3


class VolunteersScreen(Screen):
    """People and rounds."""

    nouns = frozenset({"volunteers", "assignments", "rounds", "doors"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = VolunteersPresenter(self, desk, self)
        self.people = self._people_table()
        self.slots = _slot_table()
        self.assign = AssignDelegate(self.slots)
        self.slots.setItemDelegateForColumn(_WHO, self.assign)
        self.slots.setEditTriggers(_EDITS)
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan")
        self.plans.setMinimumWidth(200)
        self._summary = soft(wrap=False)
        self._holes = soft(wrap=False)
        self._added = False
        self._make_actions()
        self._lay_out()
        self._wire()

    def read(self) -> None:
        """Fetch everything."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the people."""
        self.people.setFocus()

    # The presenter's view

    def show_roster(self, roster: Roster) -> None:
        """Show people and rounds."""
        if not roster.people and not roster.plans:
            self.pages.show_empty(
                "Nobody helps yet",
                "Import a list of volunteers from a spreadsheet, or add them one by one. Rounds are given out here.",
                ("Import…", lambda: self.desk.go("import")),
                ("Add volunteer", self.add),
            )
            return
        self.pages.show_content()
        self.people.set_rows(roster.people, keep=lambda person: person.id)
        self._summary.setText(f"{len(roster.people):,} people")
        self._fill_plans(roster)
        self.assign.set_people(roster.people)
        self.slots.set_rows(roster.slots, keep=lambda slot: slot.round.id)
        self.acts["volunteers.suggest"].setEnabled(bool(roster.holes and roster.people))
        if self._added:
            self._added = False
            self._edit_newest(roster)
        self._enable()

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    def add(self) -> None:
        """Add somebody and begin to write their name."""
        self._added = True
        self.presenter.add()

    def _remove(self) -> None:
        person = self.people.current()
        if person is not None:
            self.presenter.remove(person)

    def _edit_newest(self, roster: Roster) -> None:
        newest = max(roster.people, key=lambda person: person.id)
        self.people.select(lambda person: person.id == newest.id)
        self.people.setFocus()
        self.people.edit(self.people.rows.index(self.people.currentIndex().row(), 0))

    def _fill_plans(self, roster: Roster) -> None:
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in roster.plans:
            self.plans.addItem(plan.name, plan.id)
        if roster.plan:
            self.plans.setCurrentIndex(self.plans.findData(roster.plan.id))
            holes = f"{roster.holes:,} of {len(roster.slots):,} rounds have nobody"
            self._holes.setText(holes if roster.holes else f"All {len(roster.slots):,} rounds are given out")
        else:
            self._holes.setText("No rounds yet: make a plan in Map & Rounds.")
        self.plans.setVisible(bool(roster.plans))
        self.plans.blockSignals(False)

    def _enable(self, *_: object) -> None:
        self.acts["volunteers.remove"].setEnabled(self.people.current() is not None)

    def _people_table(self) -> Table:
        table = Table(
            "Volunteers",
            [
                Column[Volunteer]("Name", lambda v: v.name, width=190, write=partial(self._write, "name")),
                Column[Volunteer]("Phone", lambda v: v.phone, width=130, write=partial(self._write, "phone")),
                Column[Volunteer]("E-mail", lambda v: v.email, width=190, write=partial(self._write, "email")),
                Column[Volunteer]("Does", lambda v: "; ".join(v.roles), width=160, write=partial(self._write, "roles"),
                                  tip=lambda _v: "canvasser; deliverer; distributor; board runner; teller"),
                Column[Volunteer]("Postcode", lambda v: v.postcode, width=96, write=partial(self._write, "postcode")),
                Column[Volunteer]("Most doors", lambda v: str(v.max_letterboxes or ""), width=96, right=True,
                                  sort=lambda v: v.max_letterboxes or 0, write=partial(self._write, "max_letterboxes"),
                                  tip=lambda _v: "How many letterboxes they carry for one plan; empty: no limit"),
                Column[Volunteer]("Available", lambda v: v.available, width=120, write=partial(self._write, "available")),
                Column[Volunteer]("Notes", lambda v: v.notes, write=partial(self._write, "notes"), tip=lambda v: v.notes),
            ],
        )  # fmt: skip
        table.setEditTriggers(_EDITS)
        return table

    def _write(self, column: str, person: Volunteer, text: str) -> None:
        self.presenter.set(person, column, text)

    def _make_actions(self) -> None:
        does = {
            "volunteers.add": self.add,
            "volunteers.remove": self._remove,
            "volunteers.suggest": self.presenter.suggest_all,
        }
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}
        # Del and Ins mean people only where people are listed.
        for name in ("volunteers.add", "volunteers.remove"):
            self.removeAction(self.acts[name])
            self.people.addAction(self.acts[name])

    def _lay_out(self) -> None:
        importer = button(
            "Import…", lambda: self.desk.go("import"), symbol="import", tip="Take in a spreadsheet of people"
        )
        upper = boxed(
            column(
                row(heading("People", 1.1), self._summary, None, importer, tool(self.acts["volunteers.add"]),
                    tool(self.acts["volunteers.remove"])),
                self.people,
            ),
            margins=(theme.MARGIN_PX, 10, theme.MARGIN_PX, 4),
        )  # fmt: skip
        lower = boxed(
            column(
                row(heading("Who has which round", 1.1), self.plans, self._holes, None, tool(self.acts["volunteers.suggest"])),
                self.slots,
            ),
            margins=(theme.MARGIN_PX, 8, theme.MARGIN_PX, 12),
        )  # fmt: skip
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setSizes([300, 360])
        split.setChildrenCollapsible(False)
        self.pages = Pages(split, "volunteers")
        self.setLayout(column(self.pages))

    def _wire(self) -> None:
        self.plans.currentIndexChanged.connect(self._choose_plan)
        self.people.chosen.connect(self._enable)
        self.assign.given.connect(lambda what: self.presenter.give(*what))

    def _choose_plan(self, _at: int) -> None:
        self.presenter.choose_plan(self.plans.currentData())


def _slot_table() -> Table:
    c = theme.colours()
    return Table(
        "Rounds and who has them",
        [
            Column[Slot]("Round", lambda s: str(s.round.number), sort=lambda s: s.round.number, width=70, right=True),
            Column[Slot]("", lambda s: s.round.name, width=230, tip=lambda s: s.round.name),
            Column[Slot]("Doors", lambda s: f"{s.round.doors:,}", sort=lambda s: s.round.doors, width=70, right=True),
            Column[Slot]("Who", lambda s: s.volunteer or "nobody", width=210, write=lambda _s, _t: None,
                         ink=lambda s: None if s.volunteer_id else c.bad,
                         tip=lambda _s: "Enter or double click to choose"),
            Column[Slot]("Since", lambda s: s.since[:10], width=100),
            Column[Slot]("Why", lambda s: s.reason, tip=lambda s: s.reason),
        ],
    )  # fmt: skip
