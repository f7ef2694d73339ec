"""Who can help when: a day and a time of day, as people wrote it in their line."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.language import tr
from ui.widgets.plain import row
from walksheets.volunteers import can_help


class WhenFilter(QWidget):
    """Two boxes: the day, the time of day. Any of either lets everybody through."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day, self.part = QComboBox(), QComboBox()
        self.day.setAccessibleName(tr("Can help on"))
        self.part.setAccessibleName(tr("Can help at"))
        self.day.addItem(tr("Any day"), None)
        for at in range(7):
            self.day.addItem(QLocale().standaloneDayName(at + 1), at)
        for part, words in (
            ("", tr("any time")),
            ("morning", tr("in the morning")),
            ("afternoon", tr("in the afternoon")),
            ("evening", tr("in the evening")),
        ):
            self.part.addItem(words, part)
        for box in (self.day, self.part):
            box.setToolTip(tr("Show only who said they can help then"))
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.setLayout(row(self.day, self.part))

    @property
    def asks(self) -> bool:
        """Tell whether anything is asked for."""
        return self.day.currentData() is not None or bool(self.part.currentData())

    def fits(self, available: str) -> bool:
        """Tell whether somebody who wrote this said they can help then."""
        return not self.asks or can_help(available, self.day.currentData(), self.part.currentData())

    def nothing(self) -> str:
        """Say why nobody is listed, where it is for what is asked here."""
        return (
            tr("Nobody said they can help then. What people write stands under Available.")
            if self.asks
            else ""
        )
