"""Progress: plan and days above, below them the tabs: overview, evenings, map, and the lists to be worked off."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget

from ui import theme
from ui.contacts import contacts_button
from ui.desk import Desk
from ui.language import tr
from ui.reports import lists
from ui.reports.coverage_map import CoverageMap
from ui.reports.evenings import EveningsTab
from ui.reports.export_dialog import ExportDialog, export_to
from ui.reports.list_tab import ListTab
from ui.reports.overview import Overview
from ui.reports.presenter import ProgressPresenter, Standing, reminder
from ui.reports.settling import SettleBar
from ui.reports.span_bar import SpanBar
from ui.screen import Screen
from ui.widgets import files
from ui.widgets.charts import Bars
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, row
from ui.widgets.table import Table
from walksheets.results import Disagreement, FollowUp
from walksheets.sheets import Chase


class ProgressScreen(Screen):
    """How far we are."""

    nouns = frozenset(
        {
            "rounds",
            "sheets",
            "results",
            "codes",
            "assignments",
            "electors",
            "doors",
            "follow-ups",
            "volunteers",
        }
    )

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = ProgressPresenter(self, desk, self)
        self.span = SpanBar()
        self.overview = Overview()
        self.evenings = EveningsTab(self._export_list)
        self.map = CoverageMap(desk)
        self.missing = lists.missing(self._export_list)
        self.knocked = lists.knocked_twice(self._export_list)
        self.differences = lists.differences(self._export_list)
        self.deliveries = lists.deliveries(self._export_list)
        self.papers = lists.papers(self._export_list)
        self.follow_ups = lists.follow_ups(self._export_list)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Parts of the progress"))
        self._offer()
        self._lay_out()
        self._wire()

    @property
    def table(self) -> Table:
        """The table of rounds."""
        return self.overview.table

    def read(self) -> None:
        """Fetch the figures."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with what the tab shows."""
        tab = self.tabs.currentWidget()
        (tab.table if isinstance(tab, ListTab) else self.table).setFocus()

    def show_what(self, **what: object) -> None:
        """Show a plan, or a tab."""
        plan = what.get("plan")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)
        if (tab := self._tab_named(str(what.get("tab", "")))) is not None:
            self.tabs.setCurrentWidget(tab)

    def place(self) -> dict[str, object]:
        """Return tab and plan."""
        return {"tab": self.tabs.currentIndex(), "plan": self.presenter.wanted}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the tab and the plan."""
        self.tabs.setCurrentIndex(self.known(place, "tab", int) or 0)
        self.presenter.wanted = self.known(place, "plan", int) or self.known(place, "plan", str)

    def show_standing(self, standing: Standing) -> None:
        """Show how far a plan is."""
        if not standing.plans:
            self.pages.show_empty(
                tr("Nothing to report yet"),
                tr("Once the ward is cut into rounds, you see here which are printed, out, back and keyed."),
                (tr("Make rounds"), lambda: self.desk.go("rounds")),
            )
            return
        self.pages.show_content()
        self.span.show_plans(standing.plans, self.presenter.wanted)
        self.overview.show_standing(standing)
        self.evenings.show_evenings(standing.figures.evenings)
        self.map.show_plan(standing.plan, self.presenter.span)
        self.missing.show_rows(standing.missing, lambda each: each.codes)
        self.knocked.show_rows(standing.figures.knocked_twice, lambda each: each.door)
        self.differences.show_rows(
            standing.differences, lambda each: each.answers[0].sheet + each.elector_number
        )
        self.deliveries.show_rows(standing.deliveries, lambda each: (each.plan, each.round_number, each.day))
        self.papers.show_rows(standing.papers, lambda each: (each.kind, each.plan))
        self._show_follow_ups()
        self._name_tabs(standing)

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    # The lists

    def _offer(self) -> None:
        """Say what can be done with the rows of each list."""
        p = self.presenter
        self.missing.can("progress.remind", self._remind)
        self.missing.can("progress.back", lambda rows: p.mark(rows, "back"))
        self.missing.can("progress.lost", lambda rows: p.mark(rows, "lost"))
        self.missing.add(contacts_button(self.desk.contacts))
        self.missing.table.show_contacts(self.desk.contacts.shown)
        self.desk.contacts.changed.connect(self.missing.table.show_contacts)
        self.settle = SettleBar()
        self.differences.add(self.settle)
        self.differences.can("progress.newest", self._settle_newest)
        self.kinds, self.which = QComboBox(), QComboBox()
        self.kinds.setAccessibleName(tr("Kind of follow-up"))
        self.which.setAccessibleName(tr("Which follow-ups"))
        for value, words in (("waits", tr("That wait")), ("done", tr("That are done")), ("all", tr("All"))):
            self.which.addItem(words, value)
        self.follow_ups.add(self.which, self.kinds)
        self.follow_ups.can("progress.done", lambda rows: p.work_off(rows, done=True))
        self.follow_ups.can("progress.undone", lambda rows: p.work_off(rows, done=False))

    def _settle_newest(self, rows: list[Disagreement]) -> None:
        for each in rows:
            self.presenter.settle(each, each.answers[0].result)

    def _show_follow_ups(self) -> None:
        standing = self.presenter.standing
        if standing is None:
            return
        kinds = sorted({each.kind for each in standing.follow_ups})
        chosen = self.kinds.currentData()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(tr("All kinds"), None)
        for kind in kinds:
            self.kinds.addItem(kind, kind)
        self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))
        self.kinds.blockSignals(False)
        rows = [each for each in standing.follow_ups if self._wanted(each)]
        self.follow_ups.show_rows(rows, lambda each: each.id)
        if not rows and standing.follow_ups:  # only the filter leaves nothing: keep it at hand
            self.follow_ups.pages.show_content()

    def _wanted(self, each: FollowUp) -> bool:
        which, kind = self.which.currentData(), self.kinds.currentData()
        return kind in (None, each.kind) and which in ("all", "done" if each.done_at else "waits")

    def _remind(self, rows: list[Chase]) -> None:
        if not rows:
            return
        organiser = self.desk.campaign.sheets.organiser()
        mine = [row for row in rows if row.holder == rows[0].holder]
        QGuiApplication.clipboard().setText(reminder(mine, organiser.name, organiser.telephone))
        self.desk.say(
            tr("A reminder to {who} is on the clipboard.").format(who=mine[0].holder or tr("nobody"))
        )

    def _export_list(self, what: str) -> None:
        plan = self.presenter.plan_name
        path = files.to_save(
            self, self.desk.settings, tr("Export"), f"{plan or tr('All plans')} {what}.xlsx", "*.xlsx *.csv"
        )
        if path is not None:
            path = path if path.suffix else path.with_suffix(".xlsx")
            export_to(self.desk, what, path, plan, self.presenter.days)

    def _save_chart(self, chart: Bars) -> None:
        """Write a chart as a picture."""
        kinds = tr("Picture (*.png)")
        path = files.to_save(self, self.desk.settings, tr("Save chart"), f"{chart.name}.png", kinds)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".png")
        if chart.as_picture().save(str(path)):
            self.desk.say(tr("Saved {file}").format(file=path.name))
        else:
            self.desk.tell(
                tr("{file} could not be written; choose another folder or another ending.").format(
                    file=path.name
                )
            )

    def _export(self, what: str) -> None:
        ExportDialog(self.desk, what, self.presenter.plan_name, self).open()

    # Tabs

    def _tabs(self) -> list[tuple[str, str, QWidget]]:
        return [
            ("overview", tr("Overview"), self.overview),
            ("evenings", tr("Evenings"), self.evenings),
            ("map", tr("Map"), self.map),
            ("missing", tr("Sheets missing"), self.missing),
            ("follow-ups", tr("Follow-ups"), self.follow_ups),
            ("differences", tr("Different answers"), self.differences),
            ("knocked", tr("Knocked twice"), self.knocked),
            ("deliveries", tr("Deliveries"), self.deliveries),
            ("papers", tr("Other papers"), self.papers),
        ]

    def _tab_named(self, name: str) -> QWidget | None:
        return next((widget for key, _, widget in self._tabs() if key == name), None)

    def _name_tabs(self, standing: Standing) -> None:
        counts = {
            "missing": len(standing.missing),
            "follow-ups": standing.waiting,
            "differences": len(standing.differences),
            "knocked": len(standing.figures.knocked_twice),
        }
        for key, words, widget in self._tabs():
            count = counts.get(key)
            self.tabs.setTabText(self.tabs.indexOf(widget), f"{words} ({count:,})" if count else words)

    def _lay_out(self) -> None:
        top = row(
            self.span, None,
            button(tr("Export results…"), lambda: self._export("results"), symbol="export", tip=tr("Every line keyed, as a spreadsheet")),
            button(tr("Export progress…"), lambda: self._export("progress"), symbol="export", tip=tr("A row a round, as a spreadsheet")),
        )  # fmt: skip
        for _, words, widget in self._tabs():
            self.tabs.addTab(widget, words)
        layout = column(top, self.tabs)
        layout.setStretch(1, 1)
        self.pages = Pages(boxed(layout, margins=(theme.MARGIN_PX, 12, theme.MARGIN_PX, 12)), "progress")
        self.setLayout(column(self.pages))
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _wire(self) -> None:
        self.span.plan_chosen.connect(self.presenter.choose_plan)
        self.span.days_chosen.connect(lambda days: self.presenter.choose_days(*days))
        self.table.opened.connect(lambda each: self.desk.go("rounds", plan=each.plan, round_id=each.round_id))
        self.which.currentIndexChanged.connect(lambda _at: self._show_follow_ups())
        self.kinds.currentIndexChanged.connect(lambda _at: self._show_follow_ups())
        self.differences.table.chosen.connect(self.settle.show_row)
        self.settle.settled.connect(lambda choice: self.presenter.settle(*choice))
        for chart in self.findChildren(Bars):
            chart.save_asked.connect(partial(self._save_chart, chart))
        for tab in (self.missing, self.differences, self.knocked, self.follow_ups):
            tab.table.opened.connect(self._open_sheet)

    def _open_sheet(self, each: object) -> None:
        """Show the paper that a row comes from."""
        if isinstance(each, FollowUp):
            self.desk.go("key", sheet=each.sheet)
        elif isinstance(each, Chase):
            self.desk.go("key", sheet=each.codes[0])
        elif answers := getattr(each, "answers", ()):
            self.desk.go("key", sheet=answers[0].sheet)
        elif visits := getattr(each, "visits", ()):
            self.desk.go("key", sheet=visits[-1][1])
