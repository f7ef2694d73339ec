"""The first tab of Progress: the figures, rounds by state, results by code, and a table of all rounds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSplitter, QWidget

from ui import theme
from ui.language import tr
from ui.reports.presenter import Standing, facts, state
from ui.widgets.charts import Bar, Bars
from ui.widgets.plain import boxed, button, column, heading, row, soft
from ui.widgets.table import Column, Table
from walksheets.reports import RoundProgress


def state_words(name: str) -> str:
    """Return a round's state in the user's language."""
    return {
        "not printed": tr("not printed"),
        "printed": tr("printed"),
        "out": tr("out"),
        "back": tr("back"),
        "keyed": tr("keyed"),
    }[name]


class Overview(QWidget):
    """How far we are, at a glance."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = QHBoxLayout()
        self._facts.setSpacing(34)
        self.states = Bars(tr("Rounds by state"))
        self.codes = Bars(tr("Results by code"))
        self._no_results = soft(
            tr("Nothing is keyed yet. Key in what comes back, and the results stand here.")
        )
        self.table = _rounds_table()
        self._lay_out()

    def show_standing(self, standing: Standing) -> None:
        """Show how far a plan is."""
        self._show_facts(standing)
        self._show_bars(standing)
        self.table.set_rows(standing.rounds, keep=lambda each: (each.plan, each.number))

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
        colours = {
            "not printed": c.line,
            "printed": c.ink_soft,
            "out": c.warn,
            "back": c.accent,
            "keyed": c.good,
        }
        states = [(name, count) for name, count in standing.by_state().items() if count]
        self.states.show_bars(
            [Bar(state_words(name), ((count, colours[name]),), f"{count:,}") for name, count in states]
        )
        counted = standing.figures.by_code
        bars = [
            Bar(f"{code.code}  {code.meaning}", ((counted[code.code], c.accent),), f"{counted[code.code]:,}")
            for code in standing.codes
            if counted.get(code.code)
        ]
        self.codes.show_bars(bars)
        self.codes.setVisible(bool(bars))
        self._no_results.setVisible(not bars)

    def _lay_out(self) -> None:
        charts = boxed(
            column(
                copyable(self.states, tr("Rounds by state")), self.states, 12,
                copyable(self.codes, tr("Results by code")), self._no_results, self.codes, None, margin=2,
            ),
            "page",
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(charts)
        scroll.setMinimumWidth(310)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scroll)
        split.addWidget(self.table)
        split.setSizes([310, 840])
        split.setStretchFactor(1, 1)
        layout = column(self._facts, 10, split)
        layout.setStretch(layout.count() - 1, 1)
        layout.setContentsMargins(0, 12, 0, 0)
        self.setLayout(layout)


def copyable(chart: Bars, words: str) -> QHBoxLayout:
    """Return a chart's heading with the buttons that copy and save it."""
    copy = button(
        tr("Copy"), chart.copy, symbol="copy", tip=tr("Copy this chart, as a picture and as numbers")
    )
    copy.setAccessibleName(tr("Copy {chart}").format(chart=words))
    save = button(tr("Save…"), chart.save_asked.emit, symbol="export", tip=tr("Save this chart as a picture"))
    save.setAccessibleName(tr("Save {chart}").format(chart=words))
    return row(heading(words, 1.05), None, copy, save)


def _rounds_table() -> Table:
    c = theme.colours()
    inks = {"out": c.warn, "keyed": c.good, "back": c.accent, "not printed": c.ink_soft, "printed": None}
    return Table(
        tr("Progress by round"),
        [
            Column[RoundProgress]("", lambda r: str(r.number or "–"), sort=lambda r: r.number, width=46, right=True),
            Column[RoundProgress](tr("Round"), lambda r: r.name, tip=lambda r: r.name),
            Column[RoundProgress](tr("Who"), lambda r: r.volunteer or tr("nobody"), width=150, least=120, tip=lambda r: r.volunteer, ink=lambda r: None if r.volunteer else c.ink_soft),
            Column[RoundProgress](tr("Doors"), lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=64, right=True),
            Column[RoundProgress](tr("State"), lambda r: state_words(state(r)), width=96, ink=lambda r: inks[state(r)]),
            Column[RoundProgress](tr("Sheets"), lambda r: tr("{keyed} of {all}").format(keyed=r.sheets_keyed, all=r.sheets) if r.sheets else "–",
                                  sort=lambda r: r.sheets, width=80, right=True,
                                  tip=lambda r: tr("{out} out, {back} back, {keyed} keyed, {lost} lost").format(
                                      out=r.sheets_out, back=r.sheets_back, keyed=r.sheets_keyed, lost=r.sheets_lost)),
            Column[RoundProgress](tr("Keyed"), lambda r: f"{r.lines_keyed / r.lines:.0%}" if r.lines else "–",
                                  sort=lambda r: r.lines_keyed / r.lines if r.lines else -1.0, width=72, right=True),
            Column[RoundProgress](tr("Contact"), lambda r: f"{r.contact_rate:.0%}" if r.called_on else "–",
                                  sort=lambda r: r.contact_rate, width=78, right=True),
        ],
    )  # fmt: skip
