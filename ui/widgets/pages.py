"""What stands in a screen's place while it has nothing to show: empty, loading, or an error.

An empty page says what belongs here and offers the one next step.
"""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.widgets.icons import picture
from ui.widgets.plain import button, heading, row, soft

_TEXT_PX = 440
_WAIT_MS = 150  # a page that is there by then never says that it loads


class Notice(QWidget):
    """A picture, a line, a sentence and at most two buttons, in the middle of the page."""

    def __init__(self, symbol: str):
        super().__init__()
        self._symbol = symbol
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = heading("", 1.25)
        self._text = soft()
        self._text.setFixedWidth(_TEXT_PX)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = row(gap=theme.GAP_PX)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(self._title)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def say(self, title: str, text: str, *steps: tuple[str, Callable[[], object]], symbol: str = "") -> None:
        """Show a title, a sentence and the next steps, the first of them the main one."""
        self._picture.setPixmap(picture(symbol or self._symbol, 44, theme.colours().ink_soft))
        self._title.setText(title)
        self._text.setText(text)
        self._text.ensurePolished()  # or it is measured in another type than it is shown in, and its end is cut off
        self._text.setMinimumHeight(self._text.heightForWidth(_TEXT_PX))
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item and (widget := item.widget()):
                widget.deleteLater()
        self._buttons.addStretch(1)
        for at, (words, pressed) in enumerate(steps):
            self._buttons.addWidget(button(words, pressed, primary=at == 0))
        self._buttons.addStretch(1)


class Pages(QStackedWidget):
    """The content of a screen, or the notice that stands in its place."""

    def __init__(self, content: QWidget, symbol: str):
        super().__init__()
        self._content = content
        self._symbol = symbol
        self.addWidget(content)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_WAIT_MS)
        self._late.timeout.connect(self._say_loading)
        self._shown_once = False

    @cached_property
    def notice(self) -> Notice:
        """What stands in the content's place; made when it is first needed, for most pages never do."""
        made = Notice(self._symbol)
        self.addWidget(made)
        return made

    def show_content(self) -> None:
        """Show the content."""
        self._late.stop()
        self._shown_once = True
        self.setCurrentWidget(self._content)

    def show_loading(self) -> None:
        """Say that it loads, but only if that takes a moment and nothing older can stay in view."""
        if not self._shown_once:
            self._late.start()

    def show_empty(self, title: str, text: str, *steps: tuple[str, Callable[[], object]]) -> None:
        """Say what belongs here, and the one next step."""
        self._late.stop()
        self._shown_once = False
        self.notice.say(title, text, *steps)
        self.setCurrentWidget(self.notice)

    def show_error(self, sentence: str, again: Callable[[], object]) -> None:
        """Say what went wrong, and let them try again."""
        self._late.stop()
        self._shown_once = False
        self.notice.say(
            tr("This could not be read"), in_words(sentence), (tr("Try again"), again), symbol="warn"
        )
        self.setCurrentWidget(self.notice)

    def _say_loading(self) -> None:
        self.notice.say(tr("One moment…"), tr("Reading the campaign."))
        self.setCurrentWidget(self.notice)
