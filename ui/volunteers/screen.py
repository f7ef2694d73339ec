"""Volunteers: the people; who has which round, holes at the top; and what is at whose home."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QSplitter, QTabWidget, QWidget

from ui import actions, theme
from ui.contacts import contacts_button
from ui.core_words import in_words
from ui.desk import Desk
from ui.language import tr
from ui.reports.export_dialog import ExportDialog
from ui.screen import Screen
from ui.volunteers import tables
from ui.volunteers.assign_delegate import AssignDelegate
from ui.volunteers.drop_out_dialog import DropOutDialog
from ui.volunteers.presenter import Person, Roster, Slot, VolunteersPresenter
from ui.volunteers.when_filter import WhenFilter
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, heading, row, soft, tool
from walksheets.volunteers import HeldRound, Suggestion, Volunteer

_EDITS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
_PEOPLE, _BOARD, _HOME = range(3)


class VolunteersScreen(Screen):
    """People and rounds."""

    nouns = frozenset({"volunteers", "assignments", "rounds", "doors", "sheets", "postcodes"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = VolunteersPresenter(self, desk, self)
        self.people = tables.people(lambda field: partial(self._write, field))
        self.people.setEditTriggers(_EDITS)
        self.slots = tables.slots()
        self.slots.setEditTriggers(_EDITS)
        self.assign = AssignDelegate(self.slots)
        self.slots.setItemDelegateForColumn(tables.WHO, self.assign)
        self.could = tables.suggestions()
        self.crew = tables.crew()
        self.home = tables.home()
        self.plans = QComboBox()
        self.plans.setAccessibleName(tr("Plan"))
        self.plans.setMinimumWidth(200)
        self.with_left = QCheckBox(tr("also those who left"))
        self.when = WhenFilter()
        self._summary = soft(wrap=False)
        self._doubts = soft()
        self._doubts.setObjectName("warning")
        self._holes = soft(wrap=False)
        self._round = heading("", 1.0)
        self._at_home = soft(wrap=False)
        self._added = False
        self._make_actions()
        self._lay_out()
        self._wire()
        self.people.show_contacts(desk.contacts.shown)

    def read(self) -> None:
        """Fetch everything."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the people, or with the rounds where they are shown."""
        (self.slots if self.tabs.currentIndex() == _BOARD else self.people).setFocus()

    def show_what(self, **what: object) -> None:
        """Show one of the tabs; the rounds of a plan."""
        self.tabs.setCurrentIndex({"board": _BOARD, "home": _HOME}.get(str(what.get("tab")), _PEOPLE))
        plan = what.get("plan")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)
            self.tabs.setCurrentIndex(_BOARD)

    def place(self) -> dict[str, object]:
        """Return tab and plan."""
        return {"tab": self.tabs.currentIndex(), "plan": self.presenter.plan}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the tab and the plan."""
        self.tabs.setCurrentIndex(self.known(place, "tab", int) or 0)
        self.presenter.plan = self.known(place, "plan", int)

    # The presenter's view

    def show_roster(self, roster: Roster) -> None:
        """Show people and rounds."""
        if not roster.people and not roster.plans and not roster.left:
            self.pages.show_empty(
                tr("Nobody helps yet"),
                tr(
                    "Import a list of volunteers from a spreadsheet, or add them one by one. Rounds are given out here."
                ),
                (tr("Import…"), lambda: self.desk.go("import")),
                (tr("Add volunteer"), self.add),
            )
            return
        self.pages.show_content()
        self._fill_people(roster)
        self._fill_plans(roster)
        self.assign.set_people(roster.people)
        self.slots.set_rows(roster.slots, keep=lambda slot: slot.round.id)
        if self.slots.current() is None and roster.slots:
            self.slots.selectRow(0)
        self.crew.set_rows(roster.crew, keep=lambda person: person.id)
        self.home.set_rows(roster.home, keep=lambda each: (each.plan, each.about, each.volunteer))
        sheets = sum(each.sheets for each in roster.home)
        self._at_home.setText(tr("%Ln sheet(s) are out; the longest first", sheets))
        self.acts["volunteers.suggest"].setEnabled(bool(roster.holes and roster.people))
        self.presenter.look_who_could(self.slots.current())
        if self._added:
            self._added = False
            self._edit_newest(roster)
        self._enable()

    def show_could(self, slot: Slot, could: Sequence[Suggestion]) -> None:
        """Show who could take a round, and why."""
        self._round.setText(tr("Round {n}: {name}").format(n=slot.round.number, name=slot.round.name))
        self.could.set_rows(could)
        if could:
            self.could.selectRow(0)

    def ask_drop_out(self, person: Volunteer, held: Sequence[HeldRound]) -> None:
        """Ask who takes over what somebody holds."""
        dialog = DropOutDialog(person, held, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self.presenter.hand_over(person, dialog.chosen(), leaves=dialog.leaves.isChecked())
        )
        dialog.open()

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    def add(self) -> None:
        """Add somebody and begin to write their name."""
        self._added = True
        self.tabs.setCurrentIndex(_PEOPLE)
        self.presenter.add()

    def _person(self) -> Person | None:
        person: Person | None = (self.crew if self.tabs.currentIndex() == _BOARD else self.people).current()
        return person

    def _with_person(self, verb: Callable[[Volunteer], None]) -> None:
        person = self._person()
        if person is not None:
            verb(person.who)

    def _take_back(self) -> None:
        slot = self.slots.current()
        if slot is not None:
            self.presenter.give(slot, None)

    def _give_suggested(self, suggestion: Suggestion) -> None:
        slot = next((s for s in self.slots.rows.rows if s.round.id == suggestion.round_id), None)
        if slot is not None:
            self.presenter.give(slot, suggestion.volunteer_id)

    def _round_on_person(self, what: tuple[Person, int]) -> None:
        person, round_id = what
        slot = next((s for s in self.slots.rows.rows if s.round.id == round_id), None)
        if slot is not None:
            self.presenter.give(slot, person.id)

    def _edit_newest(self, roster: Roster) -> None:
        newest = max(roster.people, key=lambda person: person.id)
        self.people.select(lambda person: person.id == newest.id)
        self.people.setFocus()
        self.people.edit(self.people.rows.index(self.people.currentIndex().row(), 0))

    def _fill_people(self, roster: Roster) -> None:
        everybody = roster.crew + (roster.left if self.with_left.isChecked() else ())
        rows = [person for person in everybody if self.when.fits(person.who.available)]
        self.people.set_rows(rows, keep=lambda person: person.id)
        self.people.nothing = self.when.nothing() or tr(
            "Nobody helps yet. Add somebody (Ins), or import a list."
        )
        count = tr("%Ln person(s)", len(roster.people))
        some = tr("{k} of {n} people").format(k=f"{len(rows):,}", n=f"{len(everybody):,}")
        self._summary.setText(count if len(rows) == len(everybody) else some)
        said = list(dict.fromkeys(doubt for person in roster.crew for doubt in person.doubts))
        more = tr(" … and {n} more").format(n=len(said) - 3) if len(said) > 3 else ""
        self._doubts.setText(tr("To look at: {what}").format(what="; ".join(map(in_words, said[:3]))) + more)
        self._doubts.setVisible(bool(said))

    def _fill_plans(self, roster: Roster) -> None:
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in roster.plans:
            self.plans.addItem(plan.name, plan.id)
        if roster.plan:
            self.plans.setCurrentIndex(self.plans.findData(roster.plan.id))
            words = (
                tr("%Ln of {all} rounds have nobody", roster.holes)
                if roster.holes
                else tr("All %Ln round(s) are given out", len(roster.slots))
            )
            self._holes.setText(words.format(all=f"{len(roster.slots):,}"))
        else:
            self._holes.setText(tr("No rounds yet: make a plan in Map & Rounds."))
        self.tabs.setTabText(_BOARD, tr("Rounds ({n} without anybody)").format(n=roster.holes)
                             if roster.holes else tr("Rounds"))  # fmt: skip
        self.plans.setVisible(bool(roster.plans))
        self.plans.blockSignals(False)

    def _enable(self, *_: object) -> None:
        person = self._person()
        left = bool(person and person.who.left)
        for name in ("volunteers.remove", "volunteers.drop-out"):
            self.acts[name].setEnabled(person is not None and not left)
        self.acts["volunteers.back"].setEnabled(left)
        slot = self.slots.current()
        self.acts["volunteers.take-back"].setEnabled(slot is not None and slot.volunteer_id is not None)

    def _write(self, field: str, person: Person, text: str) -> None:
        self.presenter.set(person.who, field, text)

    def _export(self) -> None:
        dialog = ExportDialog(self.desk, parent=self)
        dialog.what.setCurrentIndex(max(dialog.what.findData("volunteers"), 0))
        dialog.open()

    def _make_actions(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "volunteers.add": self.add,
            "volunteers.remove": lambda: self._with_person(self.presenter.remove),
            "volunteers.drop-out": lambda: self._with_person(self.presenter.begin_drop_out),
            "volunteers.back": lambda: self._with_person(self.presenter.have_back),
            "volunteers.suggest": self.presenter.suggest_all,
            "volunteers.take-back": self._take_back,
        }
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}
        # Del and Ins mean people only where people are listed, and a round only where rounds are.
        for name in ("volunteers.add", "volunteers.remove"):
            self.removeAction(self.acts[name])
            self.people.addAction(self.acts[name])
        self.removeAction(self.acts["volunteers.take-back"])
        self.slots.addAction(self.acts["volunteers.take-back"])

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.addTab(self._people_page(), tr("People"))
        self.tabs.addTab(self._board_page(), tr("Rounds"))
        home = column(self._at_home, self.home)
        self.tabs.addTab(boxed(home, margins=(0, 10, 0, 0)), tr("At home"))
        content = boxed(column(self.tabs), margins=(theme.MARGIN_PX, 8, theme.MARGIN_PX, 12))
        self.pages = Pages(content, "volunteers")
        self.setLayout(column(self.pages))

    def _people_page(self) -> QWidget:
        importer = button(
            tr("Import…"),
            lambda: self.desk.go("import"),
            symbol="import",
            tip=tr("Take in a spreadsheet of people"),
        )
        export = button(tr("Export…"), self._export, symbol="export", tip=tr("Write the list to a file"))
        acts = self.acts
        people = ("volunteers.add", "volunteers.drop-out", "volunteers.remove", "volunteers.back")
        upper = row(
            self._summary,
            self.with_left,
            self.when,
            None,
            contacts_button(self.desk.contacts),
            importer,
            export,
        )
        lower = row(*(tool(acts[name]) for name in people), None)
        return boxed(column(upper, lower, self._doubts, self.people), margins=(0, 10, 0, 0))

    def _board_page(self) -> QWidget:
        give = button(
            tr("Give"),
            self._give_current,
            tip=tr("Give the round to the person chosen here (Enter)"),
        )
        side = boxed(
            column(
                row(self._round, None, give),
                self.could,
                row(soft(tr("Or drag somebody on to a round:")), tool(self.acts["volunteers.drop-out"])),
                self.crew,
            ),
            margins=(8, 0, 0, 0),
        )
        split = QSplitter()
        split.addWidget(self.slots)
        split.addWidget(side)
        split.setSizes([720, 400])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        take_back = tool(self.acts["volunteers.take-back"])
        top = row(self.plans, self._holes, None, take_back, tool(self.acts["volunteers.suggest"]))
        layout = column(top, split)
        layout.setStretchFactor(split, 1)
        return boxed(layout, margins=(0, 10, 0, 0))

    def _give_current(self) -> None:
        suggestion = self.could.current()
        if suggestion is not None:
            self._give_suggested(suggestion)

    def _wire(self) -> None:
        self.desk.contacts.changed.connect(self.people.show_contacts)
        self.plans.currentIndexChanged.connect(self._choose_plan)
        self.people.chosen.connect(self._enable)
        self.crew.chosen.connect(self._enable)
        self.tabs.currentChanged.connect(self._enable)
        self.with_left.toggled.connect(self._filter)
        self.when.changed.connect(self._filter)
        self.assign.given.connect(lambda what: self.presenter.give(*what))
        self.slots.chosen.connect(self.presenter.look_who_could)
        self.slots.chosen.connect(self._enable)
        self.slots.dropped.connect(lambda what: self.presenter.give(*what))
        self.crew.dropped.connect(self._round_on_person)
        self.could.opened.connect(self._give_suggested)

    def _filter(self, *_: object) -> None:
        if self.presenter.roster is not None:
            self._fill_people(self.presenter.roster)

    def _choose_plan(self, _at: int) -> None:
        self.presenter.choose_plan(self.plans.currentData())
