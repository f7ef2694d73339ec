"""The list of rounds with their balance as bars: one row a round, its minutes against the longest."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.map.render import round_colour
from ui.widgets.table import Column, Table
from walksheets.rounds import Round

_BAR = 2


class BalanceTable(Table):
    """A plan's rounds."""

    def __init__(self) -> None:
        self._colours: dict[int, int] = {}
        super().__init__(
            "Rounds and their balance",
            [
                Column[Round]("", lambda r: str(r.number), sort=lambda r: r.number, width=68, right=False, bold=True,
                              colour=lambda r: round_colour(self._colours.get(r.id, -1)), tip=_tip),
                Column[Round]("Round", _name, tip=_tip),
                Column[Round]("Minutes", _minutes, sort=lambda r: r.minutes, width=124, tip=_tip),
                Column[Round]("Doors", lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=58, right=True, tip=_tip),
            ],
            several=True,
        )  # fmt: skip
        self.bars = BarDelegate(self)
        self.setItemDelegateForColumn(_BAR, self.bars)

    def show_rounds(self, rounds: Sequence[Round], colours: dict[int, int], tolerance: float) -> None:
        """Show a plan's rounds; those longer than the mean by more than the tolerance are marked."""
        self._colours = colours
        minutes = [each.minutes for each in rounds]
        mean = sum(minutes) / len(minutes) if minutes else 0.0
        self.bars.measure(max(minutes, default=0.0), mean, tolerance)
        self.set_rows(rounds, keep=lambda each: each.id)


class BarDelegate(QStyledItemDelegate):
    """Paints the minutes as a bar with the mean as a hairline."""

    def __init__(self, table: BalanceTable):
        super().__init__(table)
        self._table = table
        self._longest = self._mean = self._tolerance = 0.0

    def measure(self, longest: float, mean: float, tolerance: float) -> None:
        """Set what the bars are measured against."""
        self._longest, self._mean, self._tolerance = longest, mean, tolerance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the bar, then the figure."""
        each = self._table.rows.rows[index.row()]
        c = theme.colours()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(c.accent_soft))
        room = QRectF(box.left() + 4, box.center().y() - 4, box.width() - 54, 8)
        share = each.minutes / self._longest if self._longest else 0.0
        over = self._mean > 0 and each.minutes > self._mean * (1 + self._tolerance) + 0.05
        painter.save()
        painter.fillRect(room, QColor(c.desk))
        painter.fillRect(
            QRectF(room.left(), room.top(), room.width() * share, room.height()),
            QColor(c.warn if over else c.accent),
        )
        if self._longest:
            painter.setPen(QPen(QColor(c.ink), 1))
            x = room.left() + room.width() * self._mean / self._longest
            painter.drawLine(round(x), round(room.top() - 3), round(x), round(room.bottom() + 3))
        painter.setPen(QColor(c.ink))
        painter.drawText(
            box.adjusted(0, 0, -6, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            _minutes(each),
        )
        painter.restore()


def _name(each: Round) -> str:
    return each.name or f"Round {each.number}"


def _minutes(each: Round) -> str:
    return f"{each.minutes:.0f}"


def _tip(each: Round) -> str:
    held = f" · {each.volunteer}" if each.volunteer else " · nobody yet"
    locked = " · locked" if each.locked else ""
    return (
        f"Round {each.number}, {_name(each)}: {each.doors:,} doors, {each.electors:,} electors, {each.minutes:.0f} min, "
        f"{each.walk_m / 1000:.1f} km{held}{locked}"
    )
