"""Beside the electors: the chosen one's household, its door, and what the walker must know of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.core_words import in_words
from ui.language import short_day, tr
from ui.register.fields import placed
from ui.register.history import Event
from ui.register.presenter import Household
from ui.rounds.housing_words import housing_words
from ui.widgets.plain import boxed, button, column, heading, rule, soft
from ui.widgets.table import Column, Table
from walksheets.places import Door
from walksheets.register import DO_NOT_CONTACT, Elector

DECEASED = "deceased"
_LIST_PX = 148


class HouseholdPanel(QWidget):
    """One door, who lives there, and the history of one of them."""

    flag_set = Signal(object)  # (elector, flag, wanted)
    door_set = Signal(object)  # (door, columns)
    place_asked = Signal(object)  # door
    person_chosen = Signal(object)  # elector

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._household: Household | None = None
        self._title = heading("", 1.1)
        self._title.setWordWrap(True)
        self._facts = soft()
        self.people = _people_table()
        self._who = heading("", 1.0)
        self._who.setWordWrap(True)
        self._about = soft()
        self.contact = QCheckBox(tr("Do not contact"))
        self.contact.setToolTip(tr("Left off every sheet printed from now on"))
        self.deceased = QCheckBox(tr("Deceased"))
        self.deceased.setToolTip(tr("Left off every sheet printed from now on"))
        self.no_leaflets = QCheckBox(tr("No leaflets at this door"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Note: entrance at the rear, dog…"))
        self.note.setAccessibleName(tr("Note for the walker"))
        self._place = button(
            tr("Place on map"),
            self.ask_place,
            symbol="pin",
            tip=tr("Click on the map where this door is"),
        )
        self.history = _history_table()
        self._lay_out()
        self._wire()
        self.show_household(None)

    def show_household(self, household: Household | None) -> None:
        """Show a household, or none."""
        self._household = household
        self._inside.setVisible(household is not None)
        self._nobody.setVisible(household is None)
        if household is None:
            return
        door, chosen = household.door, household.chosen
        self._title.setText(door.address if door else chosen.other.capitalize() or tr("No door"))
        self._facts.setText(_facts(door))
        self.people.blockSignals(True)
        self.people.set_rows(household.people)
        self.people.select(lambda each: each.id == chosen.id)
        self.people.blockSignals(False)
        self._show_chosen(chosen)
        for widget in (self.no_leaflets, self.note, self._place):
            widget.setEnabled(door is not None)
        self.no_leaflets.setChecked(bool(door and door.no_leaflets))
        if not self.note.hasFocus():
            self.note.setText(door.note if door else "")
        self.history.set_rows(household.history)

    def _show_chosen(self, chosen: Elector) -> None:
        self._who.setText(chosen.name or chosen.name_as_sent or tr("(no name)"))
        self._about.setText(_about(chosen))
        self.contact.setChecked(chosen.do_not_contact)
        self.deceased.setChecked(DECEASED in chosen.flags)

    def _set_flag(self, flag: str, on: bool) -> None:
        if self._household is not None:
            self.flag_set.emit((self._household.chosen, flag, on))

    def _set_door(self, **columns: object) -> None:
        if self._household and self._household.door:
            self.door_set.emit((self._household.door, columns))

    def _set_note(self) -> None:
        door = self._household.door if self._household else None
        if door and self.note.text().strip() != door.note:
            self._set_door(note=self.note.text().strip())

    def ask_place(self) -> None:
        """Ask where the door shown is."""
        if self._household and self._household.door:
            self.place_asked.emit(self._household.door)

    def _choose(self, person: Elector | None) -> None:
        if person is not None and self._household and person.id != self._household.chosen.id:
            self.person_chosen.emit(person)

    def _lay_out(self) -> None:
        self.people.setMaximumHeight(_LIST_PX)
        self.people.setMinimumHeight(96)
        layout = column(
            self._title, self._facts, 2, self.no_leaflets, self.note, self._place, 4, self.people, 2, rule(), 2,
            self._who, self._about, self.contact, self.deceased, 4, self.history, gap=6, margin=14,
        )  # fmt: skip
        layout.setAlignment(self._place, Qt.AlignmentFlag.AlignLeft)
        layout.setStretchFactor(self.history, 1)
        self._inside = boxed(layout)
        self._nobody = soft(
            tr(
                "Choose an elector to see the household, what was heard of them, and what the walker must know."
            )
        )
        self._nobody.setContentsMargins(16, 18, 16, 16)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._nobody, self._inside, gap=0))

    def _wire(self) -> None:
        self.people.chosen.connect(self._choose)
        self.contact.clicked.connect(lambda on: self._set_flag(DO_NOT_CONTACT, on))
        self.deceased.clicked.connect(lambda on: self._set_flag(DECEASED, on))
        self.no_leaflets.clicked.connect(lambda on: self._set_door(no_leaflets=on))
        self.note.editingFinished.connect(self._set_note)


def _people_table() -> Table:
    made = Table(
        tr("Household"),
        [
            Column[Elector](tr("Household"), lambda e: e.name or e.name_as_sent, tip=_about),
            Column[Elector](tr("Number"), lambda e: e.elector_number, width=104),
        ],
        sortable=False,
    )
    made.nothing = tr("Nobody on the register lives here.")
    return made


def _history_table() -> Table:
    made = Table(
        tr("History"),
        [
            Column[Event](tr("When"), lambda e: short_day(e.when), width=92, tip=lambda e: e.more),
            Column[Event](tr("What was heard, and each register"), lambda e: e.what, tip=lambda e: f"{e.what}\n{e.more}"),
        ],
        sortable=False,
    )  # fmt: skip
    made.nothing = tr("Nothing was heard yet.")
    return made


def _facts(door: Door | None) -> str:
    if door is None:
        return tr("No door to call at. Counted, and never on a sheet.")
    parts = [
        tr("polling district {district}").format(district=door.district) if door.district else "",
        placed(door.placed_by),
        housing_words(door.housing) if door.housing else "",
    ]
    return " · ".join(part for part in parts if part)


def _about(each: Elector) -> str:
    parts = [
        each.elector_number,
        tr("left the register {day}").format(day=short_day(each.gone_on)) if each.gone_on else "",
        each.absent,
        tr("markers {markers}").format(markers=each.markers) if each.markers else "",
        tr("18 on {day}").format(day=short_day(each.date_of_attainment)) if each.date_of_attainment else "",
        tr("not on the open register") if each.opted_out else "",
        *(in_words(flag) for flag in each.flags if flag not in (DO_NOT_CONTACT, DECEASED)),
    ]
    return " · ".join(part for part in parts if part)
