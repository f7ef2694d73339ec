"""Asking what to write to which kind of file; the writing is a job."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from ui import theme
from ui.desk import Desk, in_counts
from ui.widgets import files
from ui.widgets.plain import button, column, heading, row, soft
from walksheets.changes import Changes
from walksheets.progress import Progress

_WHAT = (
    ("rounds", "Rounds: a row a door, in walking order"),
    ("doors", "Doors with their places"),
    ("electors", "Electors"),
    ("results", "Results as keyed"),
    ("volunteers", "Volunteers"),
    ("progress", "Progress: a row a round"),
)
_KINDS = (("xlsx", "Spreadsheet (.xlsx)"), ("csv", "Comma-separated (.csv)"))
_MAP_KINDS = (("geojson", "Map layer (.geojson)"), ("gpx", "GPS tracks (.gpx)"))
_BY_PLAN = {"rounds", "results", "progress"}
_PERSONAL = {"electors", "results", "volunteers"}


class ExportDialog(QDialog):
    """What, of which plan, as what kind of file."""

    def __init__(
        self, desk: Desk, what: str = "rounds", plan: str | None = None, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._desk = desk
        self.what, self.plan, self.kind = QComboBox(), QComboBox(), QComboBox()
        self._note = soft()
        for value, words in _WHAT:
            self.what.addItem(words, value)
        self.plan.addItem("All plans", None)
        self._plan_wanted = plan
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        for words, field in (("&What", self.what), ("Of &plan", self.plan), ("&As", self.kind)):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        self.go = button("Export…", self._agree, primary=True)
        self.go.setDefault(True)
        self.setLayout(
            column(
                heading("Export"), 4, form, self._note,
                row(None, button("Cancel", self.reject), self.go), margin=theme.MARGIN_PX + 4,
            )
        )  # fmt: skip
        self.what.currentIndexChanged.connect(self._changed)
        self.what.setCurrentIndex(self.what.findData(what))
        self._changed()
        desk.jobs.fetch(
            ("plans", id(self)), desk.campaign.rounds.plans, self._show_plans, desk.complain, self
        )

    def _show_plans(self, plans: list) -> None:
        for plan in plans:
            self.plan.addItem(plan.name, plan.name)
        at = self.plan.findData(self._plan_wanted)
        self.plan.setCurrentIndex(max(at, 0))

    def _changed(self, *_: object) -> None:
        what = self.what.currentData()
        self.plan.setEnabled(what in _BY_PLAN)
        before = self.kind.currentData()
        self.kind.clear()
        for value, words in (*_KINDS, *(_MAP_KINDS if what == "rounds" else ())):
            self.kind.addItem(words, value)
        self.kind.setCurrentIndex(max(self.kind.findData(before), 0))
        self._note.setText(
            "This file will hold personal data: keep it on an encrypted disk." if what in _PERSONAL else ""
        )

    def _agree(self) -> None:
        what, kind = self.what.currentData(), self.kind.currentData()
        plan = self.plan.currentData() if what in _BY_PLAN else None
        path = files.to_save(self, self._desk.settings, "Export", f"{plan or what}.{kind}", f"*.{kind}")
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(f".{kind}")
        self.accept()
        export_to(self._desk, what, path, plan)


def export_to(desk: Desk, what: str, path: Path, plan: str | None, days: tuple[str, str] = ("", "")) -> None:
    """Write the file in a job and say so in the strip."""
    reports = desk.campaign.reports

    def work(progress: Progress) -> Changes:
        return reports.export(what, path, plan, progress=progress, days=days)

    desk.jobs.start(f"Export {what}", work, lambda changes: desk.say(in_counts(changes)))
