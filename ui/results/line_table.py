"""The page as a table whose rows are answered by single keys; it types nothing itself.

Keys that come faster than a hand can type are a scanner's: they are held until it is clear what they are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ui import theme
from ui.core_words import in_words
from ui.language import tr
from ui.results.entries import PART, Entry
from ui.results.scanner import LONGEST, PAUSE_MS, may_begin, read_words
from ui.widgets.table import Column, Table

_ONE_PAGE = 400  # rows beyond which a page would not fit any paper


class LineTable(Table):
    """Emits what was pressed; the presenter knows what it means."""

    typed = Signal(str)
    pressed_key = Signal(str)  # enter, back, forward, note, tick, door, clear, leave
    scanned = Signal(object)  # Scanned

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}
        c = theme.colours()
        self._who = Column[Entry](tr("Elector"), lambda e: e.line.elector_name or ("" if e.wanted else "–"))
        self._doors = Column[Entry](
            tr("Doors"),
            lambda e: f"{e.door}   ({len(e.lines)})" if len(e.lines) > 1 else e.door,
            tip=lambda e: ", ".join(line.door for line in e.lines),
            bold=True,
        )
        super().__init__(
            tr("Lines of the sheet"),
            [
                Column[Entry](tr("Line"), lambda e: e.numbers, width=68, right=True, ink=lambda _e: c.ink_soft),
                Column[Entry](tr("Door"), lambda e: e.door if e.first else "", width=84, bold=True),
                Column[Entry](tr("Street"), lambda e: e.line.street if e.first else "", width=140),
                self._who,
                Column[Entry]("", lambda e: in_words(e.line.now) or e.line.absent, width=72, least=66, tip=lambda e: in_words(e.line.now),
                              ink=lambda e: c.warn if e.line.now else c.ink_soft),
                Column[Entry](tr("Result"), self._result, width=152, bold=True,
                              ink=lambda e: c.accent if e.result else c.ink_soft),
                Column[Entry](tr("Follow-ups and note"), _said, width=168, tip=_said),
            ],
            sortable=False,
        )  # fmt: skip
        self._burst = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def show_entries(self, entries: Sequence[Entry], *, leaflet: bool) -> None:
        """Show a page's lines, or the rows of a leaflet sheet."""
        shown = entries[:_ONE_PAGE]
        who = self._doors if leaflet else self._who
        if self.rows.columns[3] is who and len(self.rows.rows) == len(shown):
            self.rows.renew(shown)  # the same page with another answer, as a rule
            return
        for at in (1, 4):
            self.setColumnHidden(at, leaflet)
        self.rows.columns[3] = who
        self.rows.set_rows(shown)

    def put_cursor(self, at: int) -> None:
        """Put the cursor on a row, with the one after it in view, so that the eye is ahead of the hand."""
        if 0 <= at < len(self.rows.rows):
            self.selectRow(at)
            self.scrollTo(self.rows.index(min(at + 2, len(self.rows.rows) - 1), 0))
            self.scrollTo(self.rows.index(at, 0))

    def flush(self) -> None:
        """Take what was held as single keys: it was a hand after all."""
        self._pause.stop()
        held, self._burst = self._burst, ""
        for letter in held:
            self._take(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand each key over; Ctrl and Alt belong to the window."""
        modifiers = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        text = event.text()
        if modifiers != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key := _SPECIAL.get(Qt.Key(event.key())):
            if key == "enter" and (words := read_words(self._burst)):
                self._pause.stop()
                self._burst = ""
                self.scanned.emit(words)
            else:
                self.flush()
                self.pressed_key.emit(key)
        elif text and text.isprintable():
            self._hold(text)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take what is held before a shortcut acts: Ctrl+Z takes back the key before it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.flush()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing that was typed here is held back when the keys go elsewhere."""
        self.flush()
        super().focusOutEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters to the codes."""

    def _hold(self, text: str) -> None:
        if not self._burst and not may_begin(text):
            self._take(text)
            return
        self._burst += text
        if len(self._burst) > LONGEST:
            self.flush()
        else:
            self._pause.start()

    def _take(self, letter: str) -> None:
        if key := _SIGNS.get(letter):
            self.pressed_key.emit(key)
        elif letter.strip():
            self.typed.emit(letter)

    def _result(self, entry: Entry) -> str:
        if not entry.result:
            return "…" if entry.wanted else ""
        if entry.result == PART:
            done = sum(bool(line.result) for line in entry.lines)
            return tr("part: {done} of {all}").format(done=done, all=len(entry.lines))
        return f"{entry.result}  {self.meanings.get(entry.result, '')}"


_SIGNS = {"/": "note", ".": "tick", " ": "door"}
_SPECIAL = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Up: "back",
    Qt.Key.Key_Down: "forward",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Backspace: "clear",
    Qt.Key.Key_Escape: "leave",
}


def _said(entry: Entry) -> str:
    ticked = ", ".join(dict.fromkeys(kind for line in entry.lines for kind in line.follow_ups))
    return " · ".join(filter(None, (ticked, entry.note)))
