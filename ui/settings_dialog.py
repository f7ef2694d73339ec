"""The campaign's settings (name, the organiser's telephone, result codes) and the window's own (theme, type)."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from ui import theme
from ui.desk import Desk
from ui.widgets.plain import boxed, button, column, row, soft
from ui.widgets.table import Column, Table
from walksheets.results import EFFECTS, ResultCode
from walksheets.rounds import KINDS
from walksheets.sheets import Organiser


class SettingsDialog(QDialog):
    """Keeps what was changed, each as one change that Undo takes back."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        self._desk = desk
        self.name, self.organiser, self.telephone = QLineEdit(desk.campaign.name), QLineEdit(), QLineEdit()
        self.scheme = QComboBox()
        for value, words in (("light", "Light"), ("dark", "Dark")):
            self.scheme.addItem(words, value)
        self.scheme.setCurrentIndex(self.scheme.findData(desk.settings.scheme))
        self.codes: list[ResultCode] = []
        self._before: tuple[ResultCode, ...] = ()
        self._organiser = Organiser()
        self.table = Table("Result codes", self._columns(), sortable=False)
        self._lay_out()
        campaign = desk.campaign
        desk.jobs.fetch(
            ("settings", id(self)),
            lambda: (campaign.results.codes(), campaign.sheets.organiser()),
            self._show,
            desk.complain,
            self,
        )

    def _show(self, found: tuple[Sequence[ResultCode], Organiser]) -> None:
        codes, organiser = found
        self._before, self.codes = tuple(codes), list(codes)
        self._organiser = organiser
        self.organiser.setText(organiser.name)
        self.telephone.setText(organiser.telephone)
        self.table.set_rows(self.codes)

    def _columns(self) -> list[Column[ResultCode]]:
        return [
            Column("Code", lambda c: c.code, width=70, bold=True, write=lambda c, t: self._set(c, code=t.strip().upper())),
            Column("Meaning", lambda c: c.meaning, write=lambda c, t: self._set(c, meaning=t.strip())),
            Column("On", lambda c: c.kind, width=100, write=lambda c, t: self._set(c, kind=t.strip()),
                   tip=lambda _c: f"{KINDS[0]} or {KINDS[1]} sheets"),
            Column("Does", lambda c: c.effect, width=150, write=lambda c, t: self._set(c, effect=t.strip()),
                   tip=lambda _c: ", ".join(EFFECTS)),
        ]  # fmt: skip

    def _set(self, entry: ResultCode, **columns: str) -> None:
        at = next(i for i, each in enumerate(self.codes) if each is entry)
        self.codes[at] = replace(entry, **columns)
        self.table.set_rows(self.codes)

    def _add(self) -> None:
        self.codes.append(ResultCode("", "new code"))
        self.table.set_rows(self.codes)
        self.table.selectRow(len(self.codes) - 1)
        self.table.edit(self.table.rows.index(len(self.codes) - 1, 0))

    def _remove(self) -> None:
        code = self.table.current()
        self.codes = [each for each in self.codes if each is not code]
        self.table.set_rows(self.codes)

    def _move(self, step: int) -> None:
        code = self.table.current()
        if code is None:
            return
        at = next(i for i, each in enumerate(self.codes) if each is code)
        to = at + step
        if 0 <= to < len(self.codes):
            self.codes.insert(to, self.codes.pop(at))
            self.table.set_rows(self.codes)
            self.table.selectRow(to)

    def _agree(self) -> None:
        desk, campaign = self._desk, self._desk.campaign
        name, organiser = (
            self.name.text().strip(),
            Organiser(self.organiser.text().strip(), self.telephone.text().strip()),
        )
        if name and name != campaign.name:
            desk.change("Name the campaign", lambda: campaign.rename(name))
        if organiser != self._organiser:
            desk.change(
                "Organiser's telephone",
                lambda: campaign.sheets.set_organiser(organiser),
            )
        if tuple(self.codes) != self._before:
            codes = list(self.codes)
            desk.change("Result codes", lambda: campaign.results.set_codes(codes))
        self._dress()
        self.accept()

    def _dress(self) -> None:
        settings = self._desk.settings
        scheme, points = self.scheme.currentData(), self._points.value()
        if (scheme, points) != (settings.scheme, settings.font_pt):
            settings.scheme, settings.font_pt = scheme, points
            settings.save()
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            theme.apply(application, scheme, points)

    def _lay_out(self) -> None:
        tabs = QTabWidget()
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        for words, field in (
            ("Campaign's &name", self.name),
            ("&Organiser", self.organiser),
            ("&Telephone", self.telephone),
        ):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        self.telephone.setPlaceholderText("07700 900123")
        tabs.addTab(
            boxed(
                column(
                    form,
                    soft("Name and telephone stand on every sheet, for whoever loses one."),
                    None,
                    margin=14,
                )
            ),
            "Campaign",
        )
        buttons = row(
            button("Add", self._add, symbol="add"), button("Remove", self._remove, symbol="remove"),
            button("Up", lambda: self._move(-1)), button("Down", lambda: self._move(1)), None,
        )  # fmt: skip
        tabs.addTab(
            boxed(
                column(
                    soft("The codes as ticked on paper and keyed, in the order of the boxes. Enter or double click to change."),
                    self.table, buttons, margin=14,
                )
            ),
            "Result codes",
        )  # fmt: skip
        tabs.addTab(boxed(self._window_form()), "Window")
        agree = button("Keep", self._agree, primary=True)
        agree.setDefault(True)
        self.setLayout(column(tabs, row(None, button("Cancel", self.reject), agree), margin=theme.MARGIN_PX))

    def _window_form(self) -> QFormLayout:
        self._points = QDoubleSpinBox()
        self._points.setRange(9.0, 18.0)
        self._points.setSingleStep(0.5)
        self._points.setDecimals(1)
        self._points.setSuffix(" pt")
        self._points.setValue(self._desk.settings.font_pt)
        form = QFormLayout()
        form.setContentsMargins(14, 14, 14, 14)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        for words, field in (("&Colours", self.scheme), ("Size of &type", self._points)):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        form.addRow(
            soft(
                "Colours and type are this computer's, not the campaign's. They change everywhere when the program is next started."
            )
        )
        return form
