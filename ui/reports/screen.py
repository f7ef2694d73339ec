"""Progress: the figures, results by code, rounds by state, a table of all rounds, and the ways out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QSplitter

from ui import theme
from ui.desk import Desk
from ui.reports.export_dialog import ExportDialog
from ui.reports.presenter import ProgressPresenter, Standing, facts, state
from ui.screen import Screen
from ui.widgets.charts import Bar, Bars
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, heading, row, soft
from ui.widgets.table import Column, Table
from walksheets.reports import RoundProgress


class ProgressScreen(Screen):
    """How far we are."""

    nouns = frozenset({"rounds", "sheets", "results", "codes", "assignments", "electors", "doors"})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = ProgressPresenter(self, desk, self)
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan")
        self.plans.setMinimumWidth(200)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(36)
        self.states = Bars("Rounds by state")
        self.codes = Bars("Results by code")
        self._no_results = soft("Nothing is keyed yet. Key in what comes back, and the results stand here.")
        self.table = _progress_table()
        self._lay_out()
        self.plans.currentIndexChanged.connect(
            lambda _at: self.presenter.choose_plan(self.plans.currentData())
        )
        self.table.opened.connect(lambda each: desk.go("rounds", plan=each.plan, round_id=each.round_id))

    def read(self) -> None:
        """Fetch the figures."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the table."""
        self.table.setFocus()

    def show_what(self, **what: object) -> None:
        """Show a plan."""
        plan = what.get("plan")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)

    def show_standing(self, standing: Standing) -> None:
        """Show how far a plan is."""
        if standing.plan is None:
            self.pages.show_empty(
                "Nothing to report yet",
                "Once the ward is cut into rounds, you see here which are printed, out, back and keyed.",
                ("Make rounds", lambda: self.desk.go("rounds")),
            )
            return
        self.pages.show_content()
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in standing.plans:
            self.plans.addItem(plan.name, plan.id)
        self.plans.setCurrentIndex(self.plans.findData(standing.plan.id))
        self.plans.blockSignals(False)
        self._show_facts(standing)
        self._show_bars(standing)
        self.table.set_rows(standing.rounds, keep=lambda each: each.number)

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    def _show_facts(self, standing: Standing) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for words, figure in facts(standing):
            number = QLabel(figure)
            number.setFont(theme.large(self.font(), 1.9))
            block = boxed(column(number, soft(words, wrap=False), gap=0))
            block.setAccessibleName(f"{figure} {words}")
            self._facts.addWidget(block)
        self._facts.addStretch(1)

    def _show_bars(self, standing: Standing) -> None:
        c = theme.colours()
        colours = {"not printed": c.line, "out": c.warn, "back": c.accent, "keyed": c.good}
        states = [(name, count) for name, count in standing.by_state().items() if count]
        self.states.show_bars([Bar(name, ((count, colours[name]),), f"{count:,}") for name, count in states])
        counted = standing.totals.by_code if standing.totals else {}
        bars = [
            Bar(f"{code.code}  {code.meaning}", ((counted[code.code], c.accent),), f"{counted[code.code]:,}")
            for code in standing.codes
            if counted.get(code.code)
        ]
        self.codes.show_bars(bars)
        self.codes.setVisible(bool(bars))
        self._no_results.setVisible(not bars)

    def _export(self) -> None:
        plan = self.presenter.standing.plan if self.presenter.standing else None
        ExportDialog(self.desk, "progress", plan.name if plan else None, self).open()

    def _export_results(self) -> None:
        plan = self.presenter.standing.plan if self.presenter.standing else None
        ExportDialog(self.desk, "results", plan.name if plan else None, self).open()

    def _lay_out(self) -> None:
        top = row(
            self.plans, None,
            button("Export results…", self._export_results, symbol="export", tip="Every line keyed, as a spreadsheet"),
            button("Export progress…", self._export, symbol="export", tip="A row a round, as a spreadsheet"),
        )  # fmt: skip
        charts = boxed(
            column(
                heading("Rounds by state", 1.05), self.states, 12, heading("Results by code", 1.05), self._no_results,
                self.codes, None, margin=2,
            ),
            "page",
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(charts)
        scroll.setMinimumWidth(340)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scroll)
        split.addWidget(self.table)
        split.setSizes([370, 780])
        split.setStretchFactor(1, 1)
        layout = column(top, 6, self._facts, 10, split)
        layout.setStretch(layout.count() - 1, 1)
        self.pages = Pages(boxed(layout, margins=(theme.MARGIN_PX, 12, theme.MARGIN_PX, 12)), "progress")
        self.setLayout(column(self.pages))


def _progress_table() -> Table:
    c = theme.colours()
    inks = {"out": c.warn, "keyed": c.good, "back": c.accent, "not printed": c.ink_soft}
    return Table(
        "Progress by round",
        [
            Column[RoundProgress]("", lambda r: str(r.number or "–"), sort=lambda r: r.number, width=46, right=True),
            Column[RoundProgress]("Round", lambda r: r.name, tip=lambda r: r.name),
            Column[RoundProgress]("Who", lambda r: r.volunteer or "nobody", width=150, ink=lambda r: None if r.volunteer else c.ink_soft),
            Column[RoundProgress]("Doors", lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=64, right=True),
            Column[RoundProgress]("State", state, width=96, ink=lambda r: inks[state(r)]),
            Column[RoundProgress]("Sheets", lambda r: f"{r.sheets_keyed} of {r.sheets}" if r.sheets else "–", sort=lambda r: r.sheets, width=80, right=True,
                                  tip=lambda r: f"{r.sheets_out} out, {r.sheets_back} back, {r.sheets_keyed} keyed, {r.sheets_lost} lost"),
            Column[RoundProgress]("Keyed", lambda r: f"{r.lines_keyed / r.lines:.0%}" if r.lines else "–",
                                  sort=lambda r: r.lines_keyed / r.lines if r.lines else -1.0, width=72, right=True),
            Column[RoundProgress]("Contact", lambda r: f"{r.contact_rate:.0%}" if r.called_on else "–",
                                  sort=lambda r: r.contact_rate, width=78, right=True),
        ],
    )  # fmt: skip
