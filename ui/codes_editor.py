"""The result codes in a table to be changed in place: what is ticked on paper and keyed, in the order of the boxes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from ui.language import tr
from ui.widgets.plain import button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.results import EFFECTS, ResultCode
from walksheets.rounds import KINDS


class CodesEditor(QVBoxLayout):
    """Holds the codes as the user leaves them; keeps nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[ResultCode] = []
        self.table = Table(tr("Result codes"), self._columns(), sortable=False)
        explained = tr(
            "The codes as ticked on paper and keyed, in the order of the boxes. Enter or double click to change."
        )
        buttons = row(
            button(tr("Add"), self._add, symbol="add"), button(tr("Remove"), self._remove, symbol="remove"),
            button(tr("Up"), lambda: self._move(-1)), button(tr("Down"), lambda: self._move(1)), None,
        )  # fmt: skip
        self.addLayout(column(soft(explained), self.table, buttons, margin=14))

    def show_codes(self, codes: Sequence[ResultCode]) -> None:
        """Show these."""
        self.codes = list(codes)
        self.table.set_rows(self.codes)

    def _columns(self) -> list[Column[ResultCode]]:
        return [
            Column(tr("Code"), lambda c: c.code, width=80, bold=True, write=lambda c, t: self._set(c, code=t.strip().upper())),
            Column(tr("Meaning"), lambda c: c.meaning, write=lambda c, t: self._set(c, meaning=t.strip())),
            Column(tr("On"), lambda c: c.kind, width=110, write=lambda c, t: self._set(c, kind=t.strip()),
                   tip=lambda _c: ", ".join(KINDS)),
            Column(tr("Does"), lambda c: c.effect, width=160, write=lambda c, t: self._set(c, effect=t.strip()),
                   tip=lambda _c: ", ".join(EFFECTS)),
        ]  # fmt: skip

    def _set(self, entry: ResultCode, **columns: str) -> None:
        at = self._at(entry)
        self.codes[at] = replace(entry, **columns)
        self.table.set_rows(self.codes)

    def _add(self) -> None:
        self.show_codes([*self.codes, ResultCode("", tr("new code"))])
        self.table.selectRow(len(self.codes) - 1)
        self.table.edit(self.table.rows.index(len(self.codes) - 1, 0))

    def _remove(self) -> None:
        code = self.table.current()
        self.show_codes([each for each in self.codes if each is not code])

    def _move(self, step: int) -> None:
        code = self.table.current()
        if code is None:
            return
        to = self._at(code) + step
        if 0 <= to < len(self.codes):
            self.codes.insert(to, self.codes.pop(to - step))
            self.show_codes(self.codes)
            self.table.selectRow(to)

    def _at(self, code: ResultCode) -> int:
        return next(i for i, each in enumerate(self.codes) if each is code)
