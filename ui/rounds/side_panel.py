"""Beside the map: the balance of the rounds, and the chosen round with its doors in walking order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget

from ui.language import tr
from ui.rounds.balance import BalanceTable
from ui.rounds.change_table import ChangePanel
from ui.rounds.compare import Comparison
from ui.rounds.door_table import DoorTable
from ui.rounds.look import Board
from ui.rounds.presenter import reach_words
from ui.rounds.settled_panel import SettledPanel, summed_up
from ui.widgets.plain import boxed, button, column, heading, link, row, soft
from walksheets.rounds import Round


class SidePanel(QSplitter):
    """The list that does the same as the map."""

    rounds_chosen = Signal(object)  # ids of rounds
    doors_chosen = Signal(object)  # ids of doors
    news_taken = Signal()
    emptied_left_out = Signal()
    balance_asked = Signal()
    hard_to_reach_wanted = Signal()
    settled_asked = Signal()

    def __init__(self, acts: Mapping[str, QAction]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setObjectName("side")
        self.balance = BalanceTable()
        self.doors = DoorTable()
        self.changes = ChangePanel()
        self.settled = SettledPanel(acts["rounds.costs"], acts["rounds.lift"])
        self._compared = False
        self._summary = link("", self.settled_asked.emit)
        self._summary.hide()
        self._title = heading("", 1.1)
        self._facts = soft()
        self._make_news()
        lower = boxed(column(self._title, self._facts, self.doors, gap=4))
        self._lower = QStackedWidget()
        self._lower.addWidget(lower)
        self._lower.addWidget(self.changes)
        self._lower.addWidget(self.settled)
        self._lower.setContentsMargins(10, 6, 10, 8)
        self.addWidget(
            boxed(column(self._news, self.balance, row(self._summary, None), gap=6), margins=(10, 8, 10, 4))
        )
        self.addWidget(self._lower)
        self.setSizes([330, 330])
        self.setChildrenCollapsible(False)
        self._quiet = False
        self.balance.selectionModel().selectionChanged.connect(self._choose_rounds)
        self.doors.selectionModel().selectionChanged.connect(self._choose_doors)
        self.settled.closed.connect(lambda: self.open_settled(False))

    def show_board(self, board: Board) -> None:
        """Show a plan's rounds."""
        self._quiet = True
        tolerance = board.plan.request.tolerance if board.plan else 0.05
        self.balance.show_rounds(board.rounds, tolerance)
        parts = []
        if board.new_doors:
            parts.append(tr("%Ln door(s) in no round of this plan: grey on the map.", board.new_doors))
        if board.emptied:
            parts.append(tr("%Ln door(s) that everybody left since.", board.emptied))
        if board.reach:
            parts.append(reach_words(board.reach))
        self._news_words.setText(" ".join(parts))
        self._see.setVisible(bool(board.reach))
        self._take.setVisible(bool(board.new_doors))
        self._leave.setVisible(bool(board.emptied))
        self._even.setVisible(bool(board.new_doors and board.plan and not board.plan.request.for_people))
        self._news.setVisible(bool(board.plan and parts))
        self.settled.show_board(board)
        self._summary.setText(summed_up(board))
        self._summary.setVisible(bool(summed_up(board)))
        self._quiet = False

    def show_chosen(self, board: Board, chosen: Sequence[Round]) -> None:
        """Show the doors of one round in walking order, or what several come to."""
        self._quiet = True
        self.balance.select_rounds([each.id for each in chosen])
        if chosen:
            self.open_settled(False)
        if len(chosen) == 1:
            (each,) = chosen
            name = f" “{each.name}”" if each.name else ""
            self._title.setText(tr("Round {number}{name}").format(number=each.number, name=name))
            self._facts.setText(facts(each))
            self.doors.set_rows(board.walks.get(each.id, ()), keep=lambda r: r.door.id)
            self.doors.hold(each.id, each.locked)
        else:
            self._title.setText(tr("%Ln rounds chosen", len(chosen)) if chosen else tr("No round chosen"))
            self._facts.setText(
                together(chosen) if chosen else tr("Click a round on the map or in the list.")
            )
            self.doors.set_rows([row for each in chosen for row in board.walks.get(each.id, ())])
            self.doors.hold(None, locked=True)
        self._quiet = False

    def show_comparison(self, comparison: Comparison | None, walk_m: tuple[float, float]) -> None:
        """Show what differs from another plan, in place of the doors."""
        if comparison is not None:
            self.changes.show_comparison(comparison, walk_m)
        self._compared = comparison is not None
        if self._compared or self._lower.currentWidget() is not self.settled:
            self._lower.setCurrentIndex(int(self._compared))

    def open_settled(self, opened: bool = True) -> None:
        """Show what is settled in place of the doors, or the doors again."""
        if opened or self._lower.currentWidget() is self.settled:
            self._lower.setCurrentIndex(2 if opened else int(self._compared))

    def _make_news(self) -> None:
        self._news_words = QLabel()
        self._news_words.setObjectName("warn")
        self._news_words.setWordWrap(True)
        self._take = button(
            tr("Take them in"), self.news_taken.emit, tip=tr("Give each to the round it belongs to")
        )
        self._leave = button(
            tr("Bring up to date"),
            self.emptied_left_out.emit,
            tip=tr("Take new doors in, and doors that everybody left out of their rounds"),
        )
        self._even = button(
            tr("Take in and balance"),
            self.balance_asked.emit,
            tip=tr("Take new doors in and make the rounds even again; nine doors of ten stay where they are"),
        )
        self._see = button(
            tr("Select them"),
            self.hard_to_reach_wanted.emit,
            tip=tr("Select the doors that are hard to reach"),
        )
        words = row(self._news_words, self._see)
        words.setStretch(0, 1)
        self._news = boxed(column(words, row(self._take, self._even, self._leave, None), gap=4))
        self._news.hide()

    def _choose_rounds(self, *_: object) -> None:
        if not self._quiet:
            self.rounds_chosen.emit([row.id for row in self.balance.selected()])

    def _choose_doors(self, *_: object) -> None:
        if not self._quiet:
            self.doors_chosen.emit([row.door.id for row in self.doors.selected()])


def facts(chosen: Round) -> str:
    """Say a round in figures."""
    parts = [
        tr("%Ln door(s)", chosen.doors),
        tr("%Ln elector(s)", chosen.electors),
        tr("{minutes:.0f} min").format(minutes=chosen.minutes),
        tr("{km:.1f} km").format(km=chosen.walk_m / 1000),
        chosen.volunteer or tr("nobody yet"),
    ]
    if chosen.order_by_hand:
        parts.append(tr("order made by hand"))
    if chosen.locked:
        parts.append(tr("locked"))
    return " · ".join(parts)


def together(chosen: Sequence[Round]) -> str:
    """Say several rounds in figures."""
    minutes = sum(each.minutes for each in chosen)
    return " · ".join(
        (
            tr("%Ln door(s)", sum(each.doors for each in chosen)),
            tr("%Ln elector(s)", sum(each.electors for each in chosen)),
            tr("{minutes:.0f} min, {mean:.0f} on average").format(
                minutes=minutes, mean=minutes / len(chosen)
            ),
            tr("{km:.1f} km").format(km=sum(each.walk_m for each in chosen) / 1000),
        )
    )
