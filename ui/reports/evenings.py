"""The pace: what came of each day, as bars and as a list."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QScrollArea, QWidget

from ui import theme
from ui.language import day, tr
from ui.reports import lists
from ui.reports.overview import copyable
from ui.widgets.charts import Bar, Bars
from ui.widgets.plain import boxed, column, row, soft
from walksheets.reports import Evening

MOST = 31
"""Days the chart shows; the list beside it has all."""


class EveningsTab(QWidget):
    """Electors spoken to and called on, letterboxes done, day by day."""

    def __init__(self, export: Callable[[str], None]):
        super().__init__()
        self.chart = Bars(tr("Electors called on, by day"))
        self.legend = soft(
            tr(
                "Coloured: spoken to. Grey: called on, not spoken to. Days with leaflets only count letterboxes."
            )
        )
        self.list = lists.evenings(export)
        self.table = self.list.table
        charts = boxed(
            column(copyable(self.chart, tr("Called on, by day")), self.legend, self.chart, None, margin=2),
            "page",
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(charts)
        layout = row(scroll, self.list, gap=16)
        layout.setStretch(0, 5)
        layout.setStretch(1, 8)
        layout.setContentsMargins(0, 10, 0, 0)
        self._charts = scroll
        self.setLayout(layout)

    def show_evenings(self, evenings: Sequence[Evening]) -> None:
        """Show the days, the newest at the bottom of the chart and on top of the list."""
        self._charts.setVisible(bool(evenings))
        self.chart.show_bars([_bar(each) for each in evenings[-MOST:]])
        left = len(evenings) - MOST
        says = (
            tr("The chart shows the last {most} days; the list has all.").format(most=MOST)
            if left > 0
            else ""
        )
        self.list.show_rows(list(reversed(evenings)), lambda each: each.day, says)


def _bar(each: Evening) -> Bar:
    c = theme.colours()
    when = day(each.day, with_year=False)
    if not each.called_on:
        return Bar(
            when, ((each.delivered or each.keyed, c.good),), tr("{n:,} letterboxes").format(n=each.delivered)
        )
    pieces = ((each.spoken_to, c.accent), (each.called_on - each.spoken_to, c.line))
    return Bar(
        when,
        pieces,
        tr("{spoken} of {called} · {rate:.0%}").format(
            spoken=each.spoken_to, called=each.called_on, rate=each.contact_rate
        ),
    )
