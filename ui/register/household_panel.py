"""Beside the electors: the chosen one's household, its door, and what the walker must know of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.register.fields import PLACED
from ui.register.presenter import Household
from ui.widgets.plain import boxed, button, column, heading, row, rule, soft
from ui.widgets.table import Column, Table
from walksheets.places import Door
from walksheets.register import Elector


class HouseholdPanel(QWidget):
    """One door and who lives there."""

    contact_set = Signal(object)  # (elector, do not contact)
    door_set = Signal(object)  # (door, columns)
    place_asked = Signal(object)  # door

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._household: Household | None = None
        self._title = heading("", 1.1)
        self._title.setWordWrap(True)
        self._facts = soft()
        self.people = Table(
            "Household",
            [
                Column[Elector]("Elector", lambda e: e.name or e.name_as_sent, tip=_tip),
                Column[Elector]("Number", lambda e: e.elector_number, width=110),
            ],
            sortable=False,
        )
        self.people.setMaximumHeight(230)
        self.contact = QCheckBox("Do not contact the chosen elector")
        self.contact.setToolTip("They are left off every sheet printed from now on")
        self.no_leaflets = QCheckBox("No leaflets at this door")
        self.note = QLineEdit()
        self.note.setPlaceholderText("entrance at the rear, dog, code 1234…")
        self.note.setAccessibleName("Note for the walker")
        self._place = button(
            "Place on map", self._ask_place, symbol="pin", tip="Click on the map where this door is"
        )
        self._inside = boxed(
            column(
                self._title, self._facts, 4, self.people, self.contact, 4, rule(), 4, self.no_leaflets,
                soft("Note for the walker"), self.note, 4, row(self._place, None), None, margin=14,
            )
        )  # fmt: skip
        self._nobody = soft("Choose an elector to see the household, the door and what the walker must know.")
        self._nobody.setContentsMargins(16, 18, 16, 16)
        self.setLayout(column(self._nobody, self._inside, None, gap=0))
        self.contact.clicked.connect(self._set_contact)
        self.no_leaflets.clicked.connect(lambda on: self._set_door(no_leaflets=on))
        self.note.editingFinished.connect(self._set_note)
        self.show_household(None)

    def show_household(self, household: Household | None) -> None:
        """Show a household, or none."""
        self._household = household
        self._inside.setVisible(household is not None)
        self._nobody.setVisible(household is None)
        if household is None:
            return
        door, chosen = household.door, household.chosen
        self._title.setText(door.address if door else chosen.name)
        self._facts.setText(_facts(door, chosen))
        self.people.set_rows(household.people)
        self.people.select(lambda each: each.id == chosen.id)
        self.contact.setChecked(chosen.do_not_contact)
        for widget in (self.no_leaflets, self.note, self._place):
            widget.setEnabled(door is not None)
        self.no_leaflets.setChecked(bool(door and door.no_leaflets))
        if not self.note.hasFocus():
            self.note.setText(door.note if door else "")

    def _set_contact(self, on: bool) -> None:
        chosen = self.people.current()
        if chosen is not None:
            self.contact_set.emit((chosen, on))

    def _set_door(self, **columns: object) -> None:
        if self._household and self._household.door:
            self.door_set.emit((self._household.door, columns))

    def _set_note(self) -> None:
        door = self._household.door if self._household else None
        if door and self.note.text().strip() != door.note:
            self._set_door(note=self.note.text().strip())

    def _ask_place(self) -> None:
        if self._household and self._household.door:
            self.place_asked.emit(self._household.door)


def _facts(door: Door | None, chosen: Elector) -> str:
    if door is None:
        return f"No door: {chosen.other or 'other elector'}. Counted, and never on a sheet."
    parts = [
        f"polling district {door.district}" if door.district else "",
        PLACED.get(door.placed_by, ""),
        door.housing,
    ]
    return " · ".join(part for part in parts if part)


def _tip(each: Elector) -> str:
    parts = [f"markers {each.markers}" if each.markers else "", each.absent, *each.flags]
    if each.date_of_attainment:
        parts.append(f"18 on {each.date_of_attainment}")
    return " · ".join(part for part in parts if part)
