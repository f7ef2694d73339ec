"""Asking what to write to which kind of file; the writing is a job."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from ui import theme
from ui.desk import Desk, in_counts
from ui.language import later, tr
from ui.widgets import files
from ui.widgets.plain import button, column, heading, row, soft
from walksheets.changes import Changes
from walksheets.progress import Progress

_WHAT = (
    ("rounds", later("Rounds: a row a door, in walking order")),
    ("doors", later("Doors with their places")),
    ("set-aside", later("Doors by post or to nobody, with addresses")),
    ("electors", later("Electors")),
    ("results", later("Results as keyed")),
    ("volunteers", later("Volunteers")),
    ("progress", later("Progress: a row a round")),
)
_KINDS = (("xlsx", later("Spreadsheet (.xlsx)")), ("csv", later("Comma-separated (.csv)")))
_MAP_KINDS = (("geojson", later("Map layer (.geojson)")), ("gpx", later("GPS tracks (.gpx)")))
_BY_PLAN = {"rounds", "set-aside", "results", "progress"}
_PERSONAL = {"electors", "results", "volunteers"}


class ExportDialog(QDialog):
    """What, of which plan, as what kind of file."""

    def __init__(
        self, desk: Desk, what: str = "rounds", plan: str | None = None, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._desk = desk
        self.what, self.plan, self.kind = QComboBox(), QComboBox(), QComboBox()
        self._note = soft()
        for value, words in _WHAT:
            self.what.addItem(tr(words), value)
        self.plan.addItem(tr("All plans"), None)
        self._plan_wanted = plan
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        for words, field in ((tr("&What"), self.what), (tr("Of &plan"), self.plan), (tr("&As"), self.kind)):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        self.go = button(tr("Export…"), self._agree, primary=True)
        self.go.setDefault(True)
        self.setLayout(
            column(
                heading(tr("Export")), 4, form, self._note,
                row(None, button(tr("Cancel"), self.reject), self.go), margin=theme.MARGIN_PX + 4,
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
            self.kind.addItem(tr(words), value)
        self.kind.setCurrentIndex(max(self.kind.findData(before), 0))
        self._note.setText(
            tr("This file will hold personal data: keep it on an encrypted disk.")
            if what in _PERSONAL
            else ""
        )

    def _agree(self) -> None:
        what, kind = self.what.currentData(), self.kind.currentData()
        plan = self.plan.currentData() if what in _BY_PLAN else None
        path = files.to_save(
            self, self._desk.settings, tr("Export to file"), f"{plan or what}.{kind}", f"*.{kind}"
        )
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

    desk.jobs.start(tr("Export"), work, lambda changes: desk.say(in_counts(changes)))
