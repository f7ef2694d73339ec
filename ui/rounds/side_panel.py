"""Beside the map: the balance of the rounds, and the chosen round with its doors in walking order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter

from ui.rounds.balance import BalanceTable
from ui.rounds.look import Board
from ui.widgets.plain import boxed, button, column, heading, row, soft
from ui.widgets.table import Column, Table
from walksheets.rounds import Round, RoundDoor


class SidePanel(QSplitter):
    """The list that does the same as the map."""

    round_chosen = Signal(object)  # a round's id
    doors_chosen = Signal(object)  # ids of doors
    news_taken = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setObjectName("side")
        self.balance = BalanceTable()
        self.doors = Table(
            "Doors of the round in walking order",
            [
                Column[RoundDoor]("", lambda r: str(r.position), width=44, right=True),
                Column[RoundDoor]("Door", _door, tip=_tip),
                Column[RoundDoor]("Electors", lambda r: str(r.door.electors or ""), width=74, right=True),
                Column[RoundDoor]("Min", lambda r: f"{r.minutes:.0f}", width=52, right=True),
            ],
            several=True,
            sortable=False,
        )
        self._title = heading("", 1.1)
        self._facts = soft()
        self._news_words = QLabel()
        self._news_words.setObjectName("warn")
        self._news_words.setWordWrap(True)
        take = button("Take them in", self.news_taken.emit, tip="Give each to the round it belongs to")
        layout = row(self._news_words, take)
        layout.setStretch(0, 1)
        self._news = boxed(layout)
        self._news.hide()
        upper = boxed(column(self._news, self.balance, gap=6), margins=(10, 8, 10, 4))
        lower = boxed(column(self._title, self._facts, self.doors, gap=4), margins=(10, 6, 10, 8))
        self.addWidget(upper)
        self.addWidget(lower)
        self.setSizes([330, 330])
        self.setChildrenCollapsible(False)
        self._quiet = False
        self.balance.chosen.connect(self._choose_round)
        self.doors.selectionModel().selectionChanged.connect(self._choose_doors)

    def show_board(self, board: Board) -> None:
        """Show a plan's rounds."""
        self._quiet = True
        tolerance = board.plan.request.tolerance if board.plan else 0.05
        self.balance.show_rounds(board.rounds, board.colours, tolerance)
        words = "door is" if board.new_doors == 1 else "doors are"
        self._news_words.setText(f"{board.new_doors:,} {words} in no round of this plan: grey on the map.")
        self._news.setVisible(bool(board.plan and board.new_doors))
        self._quiet = False

    def show_round(self, board: Board, chosen: Round | None) -> None:
        """Show the doors of one round in walking order."""
        self._quiet = True
        if chosen is None:
            self.balance.clearSelection()
            self._title.setText("No round chosen")
            self._facts.setText("Click a round on the map or in the list.")
            self.doors.set_rows([])
        else:
            if self.balance.current() is None or self.balance.current().id != chosen.id:
                self.balance.select(lambda r: r.id == chosen.id)
            name = f" “{chosen.name}”" if chosen.name else ""
            self._title.setText(f"Round {chosen.number}{name}")
            self._facts.setText(facts(chosen))
            self.doors.set_rows(board.walks.get(chosen.id, ()), keep=lambda r: r.door.id)
        self._quiet = False

    def chosen_rounds(self) -> list[int]:
        """Return the ids of the rounds selected in the list."""
        return [row.id for row in self.balance.selected()]

    def _choose_round(self, row: Round | None) -> None:
        if not self._quiet and row is not None:
            self.round_chosen.emit(row.id)

    def _choose_doors(self, *_: object) -> None:
        if not self._quiet:
            self.doors_chosen.emit([row.door.id for row in self.doors.selected()])


def facts(chosen: Round) -> str:
    """Say a round in figures."""
    parts = [
        f"{chosen.doors:,} doors",
        f"{chosen.electors:,} electors",
        f"{chosen.minutes:.0f} min",
        f"{chosen.walk_m / 1000:.1f} km",
        chosen.volunteer or "nobody yet",
    ]
    if chosen.locked:
        parts.append("locked")
    return " · ".join(parts)


def _door(row: RoundDoor) -> str:
    door = row.door
    return f"{door.label} {door.street}".strip()


def _tip(row: RoundDoor) -> str:
    door = row.door
    places = {
        "nothing": "not on the map", "postcode": "placed by its postcode only", "street": "place guessed on its street",
        "hand": "placed by hand", "uprn": "placed by its UPRN", "coordinate": "placed by its own coordinate",
        "map address": "placed by the map",
    }  # fmt: skip
    return f"{door.address} · {places.get(door.placed_by, door.placed_by)} · {row.walk_m:.0f} m from the door before"
