"""One plain sentence across the top of the window, which stays until it is dismissed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.widgets.icons import icon, picture


class Banner(QFrame):
    """Says what happened, what it means for the data and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._symbol = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAutoRaise(True)
        close.setToolTip(tr("Dismiss this message"))
        close.setAccessibleName(tr("Dismiss this message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN_PX, 6, 8, 6)
        layout.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence: str, *, tone: str = "bad") -> None:
        """Show a sentence, the core's or the window's; `tone` is "bad" or "warn"."""
        sentence = in_words(sentence)
        c = theme.colours()
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._symbol.setPixmap(picture("warn", 20, c.bad if tone == "bad" else c.warn))
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
