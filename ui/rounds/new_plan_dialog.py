"""Asking how the ward shall be cut: what for, into how many, how evenly, from where. The cutting itself is a job."""

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.core_words import in_words
from ui.language import later, tr
from ui.widgets.number_box import DecimalBox, NumberBox
from ui.widgets.plain import button, column, form, heading, row, soft
from walksheets.places import MeetingPoint
from walksheets.rounds import SplitRequest

_KINDS = (
    ("leaflet", later("Leaflets: to every letterbox")),
    ("canvass", later("Canvassing: to knock and talk")),
)
_AREAS = (
    ("free", later("Anywhere")),
    ("ward", later("Within each ward")),
    ("district", later("Within each polling district")),
)
_ORDERS = (
    ("natural", later("Natural: one side, then the other, flats together")),
    ("shortest", later("Shortest way")),
)
_ENDS = (
    ("anywhere", later("Anywhere")),
    ("start", later("Back at the meeting point")),
    ("car", later("Back at the car, left at the first door")),
)
_FIELD_PX = 140

Find = Callable[[str, Callable[[MeetingPoint], None], Callable[[BaseException], None]], None]
"""Looks a meeting point up beside the window: the words, what to do with it, what to do when there is none."""


class NewPlanDialog(QDialog):
    """Gives `asked(name, request)` when the user agrees."""

    click_asked = Signal()  # the user wants to click on the map where people meet

    def __init__(
        self,
        asked: Callable[[str, SplitRequest], None],
        find: Find,
        doors: int,
        taken: Collection[str],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("New plan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked, self._find, self._doors = asked, find, doors
        self._taken = {name.casefold() for name in taken}
        self._make_fields()
        self._lay_out()
        self._say()

    def _make_fields(self) -> None:
        self.name = QLineEdit(tr("Leaflet round") if not self._taken else "")
        self.name.setPlaceholderText(tr("Spring leaflet"))
        self.name.selectAll()  # a proposal: who types has their own
        self.kind, self.within, self.order, self.end = map(_choice, (_KINDS, _AREAS, _ORDERS, _ENDS))
        self.sizing = QButtonGroup(self)
        self.doors = _number(1, 100_000, min(120, max(self._doors, 1)), tr(" doors"))
        self.minutes = _number(1, 100_000, 45, tr(" minutes"))
        self.rounds = _number(1, 5_000, max(round(self._doors / 120), 1), tr(" rounds"))
        self._sizes = (
            (tr("Rounds of"), self.doors),
            (tr("Rounds of"), self.minutes),
            (tr("Cut into"), self.rounds),
        )
        self.tolerance = _number(1, 50, 5, " %")
        self.tolerance.setToolTip(tr("By how much the longest round may pass the mean, in minutes"))
        self.seconds = _number(1, 600, 10, tr(" seconds"))
        self.seconds.setToolTip(tr("More time finds shorter ways; it can be stopped at any moment"))
        self.per_door = _per_door()
        self.start = QLineEdit()
        self.start.setPlaceholderText(tr("M19 2AB, or 12 Mill Lane; or leave it empty"))
        self.start.setToolTip(tr("Where people meet: rounds begin near it, and the way there counts"))
        self.click = button(tr("Click on map"), self.click_asked.emit)
        self.estimate = soft()
        self.go = button(tr("Split"), self._agree, primary=True)
        self.go.setDefault(True)
        for field in (self.tolerance, self.seconds):
            field.setFixedWidth(theme.grown(_FIELD_PX))

    def _lay_out(self) -> None:
        look_for = QLabel(tr("&Look for"))
        look_for.setBuddy(self.seconds)
        self.seconds.setAccessibleName(look_for.text().replace("&", ""))
        fields = form(
            (tr("&Name"), self.name),
            (tr("&For"), self.kind),
            (tr("Size"), self._size_rows()),
            (tr("&Balance within"), row(self.tolerance, 12, look_for, self.seconds, None)),
            (tr("&Keep rounds"), self.within),
            (tr("&Walking order"), self.order),
            (tr("&Meeting point"), row(self.start, self.click)),
            (tr("Walks &end"), self.end),
            (tr("&Time at a door"), self.per_door),
        )
        fields.setVerticalSpacing(9)
        self.setLayout(
            column(
                heading(tr("Split the ward into rounds")),
                soft(tr("Balanced in minutes, with the walking counted. Locked rounds stay as they are.")),
                4, fields, 4, self.estimate,
                row(None, button(tr("Cancel"), self.reject), self.go),
                margin=theme.MARGIN_PX + 4,
            )
        )  # fmt: skip
        self.setMinimumWidth(theme.grown(600))
        for line in (self.name, self.start):
            line.textChanged.connect(self._say)
        self.end.currentIndexChanged.connect(self._say)
        self.sizing.idClicked.connect(self._say)
        for spin in (self.doors, self.minutes, self.rounds):
            spin.valueChanged.connect(self._say)

    def _size_rows(self) -> QVBoxLayout:
        lines = column(gap=6)
        for at, (words, field) in enumerate(self._sizes):
            radio = QRadioButton(words)
            radio.setAccessibleName(tr("{size} so many{unit}").format(size=words, unit=field.suffix()))
            radio.setMinimumWidth(theme.grown(110))
            field.setAccessibleName(f"{words}{field.suffix()}")
            field.setFixedWidth(theme.grown(_FIELD_PX))
            # Who types a figure means that line.
            field.valueChanged.connect(lambda _value, radio=radio: radio.setChecked(True))
            self.sizing.addButton(radio, at)
            lines.addLayout(row(radio, field, None))
        self.sizing.button(0).setChecked(True)
        return lines

    def request(self) -> SplitRequest:
        """Return what is asked for; where the meeting point is has still to be looked up."""
        size = self.sizing.checkedId()
        return SplitRequest(
            kind=self.kind.currentData(),
            doors=self.doors.value() if size == 0 else None,
            minutes=float(self.minutes.value()) if size == 1 else None,
            rounds=self.rounds.value() if size == 2 else None,
            tolerance=self.tolerance.value() / 100,
            within=self.within.currentData(),
            order=self.order.currentData(),
            seconds=float(self.seconds.value()),
            minutes_per_door=None if self.per_door.value() < 0 else self.per_door.value(),
            finish=self.end.currentData(),
        )

    def _say(self, *_: object) -> None:
        name, by_car = self.name.text().strip(), self.end.currentData() == "car"
        for field in (self.start, self.click):
            field.setEnabled(not by_car)
        met = bool(self._met()) or self.end.currentData() != "start"
        self.go.setEnabled(bool(name) and self._doors > 0 and met)
        self.estimate.setText(
            self._estimate(name) if met else tr("Say where people meet, to walk back there.")
        )

    def _estimate(self, name: str) -> str:
        size = self.sizing.checkedId()
        count = max(round(self._doors / self.doors.value()), 1) if size == 0 else self.rounds.value()
        words = tr("%Ln door(s)", self._doors)
        if size != 1:
            rounds = tr("about %Ln round(s)", count)
            words += ": " + tr("{rounds} of {doors:.0f} doors").format(
                rounds=rounds, doors=self._doors / count
            )
        if name.casefold() in self._taken:
            words += ". " + tr(
                "The rounds of “{name}” are replaced, but for the locked ones; Undo brings them back"
            ).format(name=name)
        return f"{words}."

    def _met(self) -> str:
        return self.start.text().strip() if self.start.isEnabled() else ""

    def _agree(self) -> None:
        if not self._met():
            self._ask(self.request())
            return
        self.go.setEnabled(False)
        self._find(self._met(), self._found, self._not_found)

    def _found(self, met: MeetingPoint) -> None:
        self._ask(replace(self.request(), start=(met.lat, met.lon), start_named=met.named))

    def _not_found(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self.estimate.setText(in_words(str(error)))
        self.start.setFocus()
        self.start.selectAll()

    def _ask(self, request: SplitRequest) -> None:
        self.accept()
        self._asked(self.name.text().strip(), request)


def _per_door() -> DecimalBox:
    made = DecimalBox()
    made.setRange(-0.05, 60.0)  # below nothing: as the table has it
    made.setDecimals(2)
    made.setSingleStep(0.05)
    made.setSuffix(tr(" minutes"))
    made.setSpecialValueText(tr("By housing, as in Settings"))
    made.setValue(made.minimum())
    made.setToolTip(tr("Time at one door, the walking apart; one figure here is for every door alike"))
    made.setFixedWidth(theme.grown(230))
    return made


def _choice(entries: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    for value, words in entries:
        made.addItem(tr(words), value)
    return made


def _number(least: int, most: int, value: int, suffix: str) -> NumberBox:
    made = NumberBox()
    made.setRange(least, most)
    made.setValue(value)
    made.setSuffix(suffix)
    made.setGroupSeparatorShown(True)
    return made
