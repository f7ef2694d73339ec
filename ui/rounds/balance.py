"""The list of rounds with their balance as bars: one row a round, its minutes against the longest."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.language import tr
from ui.map.carrying import unpacked
from ui.widgets.icons import picture
from ui.widgets.table import Column, Table
from walksheets.rounds import Round

_NAME, _BAR = 1, 2


class BalanceTable(Table):
    """A plan's rounds; doors can be dropped on each."""

    hovered = Signal(object)  # (ids of doors carried, the round below or None)
    dropped = Signal(object)  # the same

    def __init__(self) -> None:
        self._swatches: dict[int, str] = {}
        super().__init__(
            tr("Rounds and their balance"),
            [
                Column[Round]("", lambda r: str(r.number), sort=lambda r: r.number, width=68, right=False, bold=True,
                              colour=lambda r: self._swatches.get(r.id), tip=_tip),
                Column[Round](tr("Round"), _name, tip=_tip),
                Column[Round](tr("Minutes"), _minutes, sort=lambda r: r.minutes, width=124, tip=_tip),
                Column[Round](tr("Doors"), lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=58, right=True, tip=_tip),
            ],
            several=True,
        )  # fmt: skip
        self.bars = BarDelegate(self)
        self.setItemDelegateForColumn(_BAR, self.bars)
        self.names = LockDelegate(self)
        self.setItemDelegateForColumn(_NAME, self.names)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def show_rounds(self, rounds: Sequence[Round], tolerance: float) -> None:
        """Show a plan's rounds; those longer than the mean by more than the tolerance are marked."""
        minutes = [each.minutes for each in rounds]
        mean = sum(minutes) / len(minutes) if minutes else 0.0
        self.bars.measure(max(minutes, default=0.0), mean, tolerance)
        self.set_rows(rounds, keep=lambda each: each.id)

    def show_swatches(self, swatches: dict[int, str]) -> None:
        """Show the rounds' colours on the map, by id."""
        self._swatches = swatches
        self.viewport().update()

    def select_rounds(self, ids: Sequence[int]) -> None:
        """Select rounds and bring the first into view."""
        if [each.id for each in self.selected()] == sorted(ids, key=self._place):
            return
        selection = QItemSelection()
        for place in sorted(self._place(round_id) for round_id in ids):
            if place >= 0:
                selection.select(
                    self.rows.index(place, 0), self.rows.index(place, len(self.rows.columns) - 1)
                )
        flags = QItemSelectionModel.SelectionFlag
        if ids and (place := self._place(ids[0])) >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(place, 0), flags.NoUpdate)
            self.scrollTo(self.rows.index(place, 0))
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def round_at(self, point: QPoint) -> Round | None:
        """Return the round whose row is at a point."""
        place = self.rowAt(point.y())
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take doors."""
        if unpacked(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Tell over which round they are."""
        below = self.round_at(event.position().toPoint())
        self.names.aim(below.id if below else None)
        self.hovered.emit((unpacked(event.mimeData()), below))
        event.setAccepted(below is not None and not below.locked)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget them."""
        self.names.aim(None)
        self.hovered.emit(([], None))

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell on which round they were dropped."""
        self.names.aim(None)
        event.acceptProposedAction()
        self.dropped.emit((unpacked(event.mimeData()), self.round_at(event.position().toPoint())))

    def _place(self, round_id: int) -> int:
        return next((at for at, each in enumerate(self.rows.rows) if each.id == round_id), -1)


class LockDelegate(QStyledItemDelegate):
    """Paints the name, a padlock after it when the round is locked, and a frame where doors would drop."""

    def __init__(self, table: BalanceTable):
        super().__init__(table)
        self._table = table
        self._aimed: int | None = None

    def aim(self, round_id: int | None) -> None:
        """Frame the round that doors are held over."""
        if round_id != self._aimed:
            self._aimed = round_id
            self._table.viewport().update()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the name, shortened to leave room for the padlock."""
        each = self._table.rows.rows[index.row()]
        c = theme.colours()
        whole = QRectF(option.rect)
        if each.locked:
            option.rect = option.rect.adjusted(0, 0, -22, 0)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(whole, QColor(c.accent_soft))
        super().paint(painter, option, index)
        if each.locked:
            painter.drawPixmap(
                round(whole.right() - 20), round(whole.center().y() - 7), picture("lock", 14, c.ink_soft)
            )
        if each.id == self._aimed:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))


class BarDelegate(QStyledItemDelegate):
    """Paints the minutes as a bar with the mean as a hairline."""

    def __init__(self, table: BalanceTable):
        super().__init__(table)
        self._table = table
        self._longest = self._mean = self._tolerance = 0.0

    def measure(self, longest: float, mean: float, tolerance: float) -> None:
        """Set what the bars are measured against."""
        self._longest, self._mean, self._tolerance = longest, mean, tolerance

    def over(self, each: Round) -> bool:
        """Tell whether a round is longer than the tolerance allows."""
        return self._mean > 0 and each.minutes > self._mean * (1 + self._tolerance) + 0.05

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the bar, then the figure; one that is too long has a mark too, not its colour alone."""
        each = self._table.rows.rows[index.row()]
        c = theme.colours()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(c.accent_soft))
        room = QRectF(box.left() + 4, box.center().y() - 4, box.width() - 54, 8)
        share = each.minutes / self._longest if self._longest else 0.0
        painter.save()
        painter.fillRect(room, QColor(c.desk))
        painter.fillRect(
            QRectF(room.left(), room.top(), room.width() * share, room.height()),
            QColor(c.warn if self.over(each) else c.accent),
        )
        if self._longest:
            painter.setPen(QPen(QColor(c.ink), 1))
            x = room.left() + room.width() * self._mean / self._longest
            painter.drawLine(round(x), round(room.top() - 3), round(x), round(room.bottom() + 3))
        painter.setPen(QColor(c.warn if self.over(each) else c.ink))
        words = f"▲ {_minutes(each)}" if self.over(each) else _minutes(each)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -6, 0), right, words)
        painter.restore()


def _name(each: Round) -> str:
    return each.name or tr("Round {number}").format(number=each.number)


def _minutes(each: Round) -> str:
    return f"{each.minutes:.0f}"


def _tip(each: Round) -> str:
    parts = [
        tr("Round {number}, {name}").format(number=each.number, name=_name(each)),
        tr("%Ln door(s)", each.doors),
        tr("%Ln elector(s)", each.electors),
        tr("{minutes:.0f} min").format(minutes=each.minutes),
        tr("{km:.1f} km").format(km=each.walk_m / 1000),
        each.volunteer or tr("nobody yet"),
    ]
    return " · ".join([*parts, tr("locked")] if each.locked else parts)
