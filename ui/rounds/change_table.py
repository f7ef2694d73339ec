"""What changes hands between two plans, round by round."""

from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.rounds.compare import Comparison, RoundChange
from ui.widgets.plain import column, heading, soft
from ui.widgets.table import Column, Table


class ChangeTable(Table):
    """A row for each round: where it comes from, which doors stay, come and go, its minutes before and after."""

    def __init__(self) -> None:
        super().__init__(
            tr("What changes hands"),
            [
                Column[RoundChange]("", lambda r: str(r.round.number), lambda r: r.round.number, width=40, right=True, bold=True),
                Column[RoundChange](tr("Was"), _was, tip=_tip),
                Column[RoundChange](tr("Stay"), lambda r: f"{r.stays:,}", lambda r: r.stays, width=52, right=True, tip=_tip),
                Column[RoundChange](tr("Come"), lambda r: f"{r.comes:,}", lambda r: r.comes, width=58, right=True, tip=_tip),
                Column[RoundChange](tr("Go"), lambda r: f"{r.goes:,}", lambda r: r.goes, width=48, right=True, tip=_tip),
                Column[RoundChange](tr("Min"), _minutes, _difference, width=86, right=True, tip=_tip),
            ],
        )  # fmt: skip


class ChangePanel(QWidget):
    """The table under a line that sums it up."""

    def __init__(self) -> None:
        super().__init__()
        self._title = heading("", 1.1)
        self._facts = soft()
        self.table = ChangeTable()
        layout = column(self._title, self._facts, self.table, gap=4)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_comparison(self, comparison: Comparison, walk_m: tuple[float, float]) -> None:
        """Show what differs from another plan; `walk_m` is the walking there and here."""
        self._title.setText(tr("Against “{plan}”").format(plan=comparison.other))
        self._facts.setText(summed_up(comparison, walk_m))
        self.table.set_rows(comparison.rows, keep=lambda row: row.round.id)


def summed_up(comparison: Comparison, walk_m: tuple[float, float]) -> str:
    """Say a comparison in figures."""
    before = [each.was.minutes for each in comparison.rows if each.was] + [g.minutes for g in comparison.gone]
    after = [each.round.minutes for each in comparison.rows]
    parts = [
        tr("%Ln door(s) change hands", comparison.moved),
        tr("{before:,.0f} → {after:,.0f} min in all").format(before=sum(before), after=sum(after)),
        tr("longest {before:.0f} → {after:.0f} min").format(
            before=max(before, default=0.0), after=max(after, default=0.0)
        ),
        tr("{before:.1f} → {after:.1f} km").format(before=walk_m[0] / 1000, after=walk_m[1] / 1000),
    ]
    if comparison.gone:
        numbers = ", ".join(str(each.number) for each in comparison.gone)
        parts.append(tr("gone: {numbers}").format(numbers=numbers))
    return " · ".join(parts)


def _was(row: RoundChange) -> str:
    if row.was is None:
        return tr("new")
    return f"{row.was.number} {row.was.volunteer or row.was.name}".strip()


def _minutes(row: RoundChange) -> str:
    now = f"{row.round.minutes:.0f}"
    return f"{row.was.minutes:.0f} → {now}" if row.was else now


def _difference(row: RoundChange) -> float:
    return row.round.minutes - (row.was.minutes if row.was else 0.0)


def _tip(row: RoundChange) -> str:
    was = row.was
    before = (
        tr("was round {number}, {name}").format(number=was.number, name=was.name) if was else tr("is new")
    )
    who = was.volunteer if was else ""
    held = " · " + tr("held by {name}").format(name=who) if who else ""
    return tr("Round {number} {before}").format(number=row.round.number, before=before) + held
