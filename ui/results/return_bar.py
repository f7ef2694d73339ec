"""What a sheet says at its foot: done on, in minutes, leaflets left over. Three fields, Enter goes on."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui import theme
from ui.language import tr
from ui.widgets.plain import row
from walksheets.results import SheetReturn


class ReturnBar(QWidget):
    """The foot of the paper. Emits what is to be kept: the day (ISO), minutes, leaflets left over."""

    done = Signal(object)  # (walked_on, minutes, left_over)
    wrong = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = self._field(tr("Done on"), 96, tr("such as 8.2"))
        self.minutes = self._field(tr("In minutes"), 58, "")
        self.left_over = self._field(tr("Leaflets left over"), 58, "")
        cells: list[QWidget | int | None] = []
        for field in (self.day, self.minutes, self.left_over):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            cells += [label, field, 6]
        self.setLayout(row(*cells, None))

    def show_return(self, said: SheetReturn, *, leaflet: bool) -> None:
        """Show what is known; a canvass sheet has no leaflets."""
        self.day.setText(said.walked_on)
        self.minutes.setText("" if said.minutes is None else f"{said.minutes:g}")
        self.left_over.setText("" if said.left_over is None else str(said.left_over))
        self.left_over.setVisible(leaflet)
        for label in self.findChildren(QLabel):
            if label.buddy() is self.left_over:
                label.setVisible(leaflet)

    @property
    def in_hand(self) -> bool:
        """Tell whether it is being written in."""
        return any(field.hasFocus() for field in (self.day, self.minutes, self.left_over))

    def begin(self) -> None:
        """Put the keys on the first field that is empty."""
        fields = [field for field in (self.day, self.minutes, self.left_over) if not field.isHidden()]
        first = next((field for field in fields if not field.text()), fields[0])
        first.setFocus()
        first.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str, width: int, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setFixedWidth(theme.grown(width))
        field.setPlaceholderText(hint)
        field.returnPressed.connect(lambda: self._go_on(field))
        return field

    def _go_on(self, field: QLineEdit) -> None:
        fields = [each for each in (self.day, self.minutes, self.left_over) if not each.isHidden()]
        at = fields.index(field)
        if at + 1 < len(fields):
            fields[at + 1].setFocus()
            fields[at + 1].selectAll()
            return
        try:
            said = (read_day(self.day.text()), _number(self.minutes.text()), _whole(self.left_over.text()))
        except ValueError as error:
            self.wrong.emit(str(error))
            return
        self.done.emit(said)


def read_day(text: str, today: date | None = None) -> str:
    """Read "8.2", "8/2/26" or an ISO date; without a year, the latest such day. Raises ValueError in plain words."""
    text = text.strip()
    if not text:
        return ""
    now = today or date.today()  # noqa: DTZ011 - the day on the paper is the day here
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        parts = text.replace("/", ".").replace("-", ".").strip(".").split(".")
    try:
        day, month, *rest = (int(part) for part in parts[:4])
        if len(rest) > 1:
            raise ValueError(text)
        year = (rest[0] if rest[0] > 99 else 2000 + rest[0]) if rest else now.year
        found = date(year, month, day)
        return (found if rest or found <= now else date(year - 1, month, day)).isoformat()
    except ValueError as error:
        raise ValueError(
            tr("“{text}” is no day, so nothing was kept. Write it as 8.2 or 2026-02-08.").format(
                text=text[:20]
            )
        ) from error


def _number(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    try:
        return float(text) if text else None
    except ValueError as error:
        raise ValueError(
            tr("“{text}” is no number of minutes, so nothing was kept.").format(text=text[:20])
        ) from error


def _whole(text: str) -> int | None:
    text = text.strip()
    if text and not text.isdecimal():
        raise ValueError(tr("“{text}” is no number of leaflets, so nothing was kept.").format(text=text[:20]))
    return int(text) if text else None
