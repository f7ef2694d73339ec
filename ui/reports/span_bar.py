"""The filters over Progress: which plan, which days."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from ui.language import tr
from ui.reports.presenter import ALL, preset_days
from ui.widgets.plain import row, soft
from walksheets.rounds import Plan


class SpanBar(QWidget):
    """Tells which plan and which days were chosen."""

    plan_chosen = Signal(object)
    days_chosen = Signal(object)  # (since, until)

    def __init__(self) -> None:
        super().__init__()
        self.plans, self.days = QComboBox(), QComboBox()
        self.plans.setAccessibleName(tr("Plan"))
        self.plans.setMinimumWidth(200)
        self.days.setAccessibleName(tr("Days"))
        for value, words in (
            ("all", tr("All days")),
            ("today", tr("Today")),
            ("week", tr("Last 7 days")),
            ("month", tr("Last 30 days")),
            ("between", tr("From … to …")),
        ):
            self.days.addItem(words, value)
        self._to = soft(tr("to"), wrap=False)
        today = QDate.currentDate()
        self.since, self.until = _date(tr("From"), today.addDays(-6)), _date(tr("To"), today)
        self.setLayout(row(self.plans, self.days, self.since, self._to, self.until, None))
        self._show_dates()
        self.plans.currentIndexChanged.connect(lambda _at: self.plan_chosen.emit(self.plans.currentData()))
        self.days.currentIndexChanged.connect(lambda _at: self._days_changed())
        for field in (self.since, self.until):
            field.dateChanged.connect(lambda _day: self._days_changed())

    def show_plans(self, plans: Sequence[Plan], chosen: int | str | None) -> None:
        """Offer the plans, and all of them together."""
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in plans:
            self.plans.addItem(plan.name, plan.id)
        if len(plans) > 1:
            self.plans.addItem(tr("All plans"), ALL)
        self.plans.setCurrentIndex(max(self.plans.findData(chosen), 0))
        self.plans.blockSignals(False)

    def _days_changed(self) -> None:
        self._show_dates()
        self.days_chosen.emit(self.chosen_days())

    def chosen_days(self) -> tuple[str, str]:
        """Return the first and the last day chosen, empty for no end."""
        if self.days.currentData() == "between":
            since, until = sorted(
                str(each.date().toString("yyyy-MM-dd")) for each in (self.since, self.until)
            )
            return since, until
        return preset_days(str(self.days.currentData()), QDate.currentDate().toPython())  # type: ignore[arg-type]

    def _show_dates(self) -> None:
        for widget in (self.since, self._to, self.until):
            widget.setVisible(self.days.currentData() == "between")


def _date(name: str, day: QDate) -> QDateEdit:
    field = QDateEdit(day)
    field.setAccessibleName(name)
    field.setCalendarPopup(True)
    return field
