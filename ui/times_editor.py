"""Minutes a door in a table to be changed in place, beside what the sheets that came back say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ui import theme
from ui.language import tr
from ui.rounds.housing_words import housing_words
from ui.widgets.number_box import DecimalBox
from ui.widgets.plain import button, column, form, row, soft
from ui.widgets.table import Column, Table
from walksheets.errors import UsersMistake
from walksheets.reports import Learnt
from walksheets.rounds import DoorTimes, usual_times

Said = Mapping[tuple[str, str], Learnt]


class TimesEditor(QVBoxLayout):
    """Holds the figures as the user leaves them; keeps nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.times = usual_times()
        self._learnt: Said = {}
        self.table = Table(tr("Minutes at a door, by housing"), self._columns(), sortable=False)
        self.storey, self.crossing = _spin(tr(" min"), 0.05), _spin(tr(" min"), 0.25)
        self.flats_a_storey = _spin(tr(" doors"), 1.0, least=1.0)
        self.learn = button(
            tr("Take what the sheets say"),
            self._take_learnt,
            tip=tr("Write the learnt figure of the chosen line into the table; nothing does so by itself"),
        )
        self.learn.setEnabled(False)
        explained = tr(
            "Minutes at one door, the walking apart, in every plan but those split with one figure for all doors. Enter "
            "or double click to change. What housing a door is, you say on the map."
        )
        more = form(
            (tr("&Stairs, up and down"), self.storey),
            (tr("Doors that share a storey"), self.flats_a_storey),
            (tr("&Waiting to cross a main road"), self.crossing),
        )
        self.table.setMinimumHeight(258)  # all kinds of housing at once
        buttons = row(
            button(tr("As shipped"), lambda: self.show_times(usual_times(), self._learnt)), self.learn, None
        )
        self.addLayout(column(soft(explained), self.table, buttons, more, margin=14))
        self.table.chosen.connect(lambda _: self._enable())
        for spin in (self.storey, self.flats_a_storey, self.crossing):
            spin.valueChanged.connect(self._take_spins)

    def show_times(self, times: DoorTimes, learnt: Said) -> None:
        """Show figures, and what was learnt."""
        self.times, self._learnt = times, learnt
        for spin, value in (
            (self.storey, times.storey),
            (self.flats_a_storey, times.flats_a_storey),
            (self.crossing, times.crossing),
        ):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.table.set_rows(list(times.at_door["leaflet"]), keep=lambda housing: housing)
        self._enable()

    def _columns(self) -> list[Column[Any]]:
        return [
            Column[str](tr("Housing"), housing_words, bold=True, tip=housing_words),
            Column[str](tr("Leaflet"), lambda h: self._figure("leaflet", h), width=72, right=True,
                        write=lambda h, text: self._set("leaflet", h, text)),
            Column[str](tr("Sheets say"), lambda h: self._said("leaflet", h), width=98, right=True),
            Column[str](tr("Canvass"), lambda h: self._figure("canvass", h), width=72, right=True,
                        write=lambda h, text: self._set("canvass", h, text)),
            Column[str](tr("Sheets say"), lambda h: self._said("canvass", h), width=98, right=True),
        ]  # fmt: skip

    def _figure(self, kind: str, housing: str) -> str:
        return f"{self.times.at_door[kind][housing]:.2f}"

    def _said(self, kind: str, housing: str) -> str:
        learnt = self._learnt.get((kind, housing))
        if learnt is None:
            return "–"
        return tr("{minutes:.2f} of {sheets}").format(minutes=learnt.minutes, sheets=learnt.sheets)

    def _set(self, kind: str, housing: str, text: str) -> None:
        """Take a figure as typed; what is none leaves the old one."""
        try:
            minutes = float(text.replace(",", "."))
            times = self.times.with_minutes(kind, housing, minutes)
            times.check()
        except (ValueError, UsersMistake):
            return
        self.show_times(times, self._learnt)

    def _take_learnt(self) -> None:
        housing = self.table.current()
        times = self.times
        for (kind, learnt_of), learnt in self._learnt.items():
            if learnt_of == housing:
                times = times.with_minutes(kind, housing, learnt.minutes)
        self.show_times(times, self._learnt)

    def _take_spins(self) -> None:
        self.times = replace(
            self.times,
            storey=round(self.storey.value(), 4),
            flats_a_storey=round(self.flats_a_storey.value(), 4),
            crossing=round(self.crossing.value(), 4),
        )

    def _enable(self) -> None:
        housing = self.table.current()
        self.learn.setEnabled(any(each == housing for _, each in self._learnt))


def _spin(suffix: str, step: float, least: float = 0.0) -> DecimalBox:
    made = DecimalBox()
    made.setRange(least, 120.0)
    made.setDecimals(2)
    made.setSingleStep(step)
    made.setSuffix(suffix)
    made.setMaximumWidth(theme.grown(160))
    return made
