"""One plain sentence at the foot of the map, for as long as what it says is so, or until it is clicked away."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.language import tr

_EDGE_PX = 12
_ABOVE_PX = 44  # the scale stands below, and whose map it is


class TroubleLine(QLabel):
    """Says what is wrong with the map and what to do; hidden while nothing is."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._map = parent
        self.setObjectName("mapTrouble")
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Dismiss this message"))
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence, or go away."""
        if words == self.text():
            return
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.lay()
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away; it comes back when there is something else to say."""
        self.hide()

    def lay(self) -> None:
        """Stand at the foot of the map, as wide as it is."""
        if self.isHidden():
            return
        wide = self._map.width() - 2 * _EDGE_PX
        high = self.heightForWidth(wide)
        self.setGeometry(_EDGE_PX, self._map.height() - _ABOVE_PX - high, wide, high)
