"""The page as a table whose rows are answered by single keys; it types nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui import theme
from ui.widgets.table import Column, Table
from walksheets.results import KeyedLine


class LineTable(Table):
    """Emits what was pressed; the presenter knows what it means."""

    typed = Signal(str)
    pressed_key = Signal(str)  # enter, back, forward, note, clear, leave

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}
        self.first: set[int] = (
            set()
        )  # lines that begin a household: only there the door is written, as on paper
        c = theme.colours()
        super().__init__(
            "Lines of the sheet",
            [
                Column[KeyedLine]("Line", lambda k: str(k.line), width=58, right=True, ink=lambda _k: c.ink_soft),
                Column[KeyedLine]("Door", lambda k: k.door if k.line in self.first else "", width=120, bold=True),
                Column[KeyedLine]("Street", lambda k: k.street if k.line in self.first else "", width=190),
                Column[KeyedLine]("Elector", lambda k: k.elector_name or ("–" if not k.wanted else "")),
                Column[KeyedLine]("Number", lambda k: k.elector_number, width=108),
                Column[KeyedLine]("", lambda k: k.absent, width=70),
                Column[KeyedLine]("Result", self._result, width=180, bold=True,
                                  ink=lambda k: c.accent if k.result else c.ink_soft),
                Column[KeyedLine]("Note", lambda k: k.note, width=170, tip=lambda k: k.note),
            ],
            sortable=False,
        )  # fmt: skip
        self.waiting = ""

    def show_lines(self, lines: Sequence[KeyedLine]) -> None:
        """Show a page's lines."""
        doors = [(each.street, each.door, each.door_id) for each in lines]
        self.first = {each.line for at, each in enumerate(lines) if at == 0 or doors[at] != doors[at - 1]}
        self.rows.set_rows(lines)

    def _result(self, line: KeyedLine) -> str:
        if not line.result:
            return "" if not line.wanted else "…"
        meaning = self.meanings.get(line.result, "")
        return f"{line.result}  {meaning}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand each key over; Ctrl and Alt belong to the window."""
        special = {
            Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Up: "back", Qt.Key.Key_Down: "forward",
            Qt.Key.Key_Slash: "note", Qt.Key.Key_Delete: "clear", Qt.Key.Key_Backspace: "clear", Qt.Key.Key_Escape: "leave",
        }  # fmt: skip
        modifiers = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if modifiers != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif (key := Qt.Key(event.key())) in special:
            self.pressed_key.emit(special[key])
        elif event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
