"""What is settled for a plan as one list: its locks with what each costs, and the doors that go by post or to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.rounds.look import Board
from ui.widgets.plain import button, column, heading, row, soft, tool
from ui.widgets.table import Column, Table
from walksheets.rounds import POST, DoorAside, Lock, LockCost


@dataclass(frozen=True)
class SettledRow:
    """One line of the list: a lock, or a door in no round."""

    key: object
    words: str
    says: str  # what a lock costs, or how a door is reached and why
    weight: float
    door_ids: tuple[int, ...]
    lock: Lock | None = None


class SettledPanel(QWidget):
    """The list, what it comes to, and what can be done with it."""

    chosen = Signal(object)  # rows
    closed = Signal()

    def __init__(self, costs: QAction, lift: QAction) -> None:
        super().__init__()
        self.table = Table(
            tr("What is settled for this plan"),
            [
                Column[SettledRow](tr("Settled"), lambda r: r.words, lambda r: r.words, width=176, tip=lambda r: r.words),
                Column[SettledRow](tr("Costs, or goes"), lambda r: r.says, lambda r: r.weight, tip=lambda r: r.says),
            ],
            several=True,
        )  # fmt: skip
        self._facts = soft()
        self._note = soft()
        close = button(tr("Close"), self.closed.emit, tip=tr("Back to the doors of the round"))
        title = row(heading(tr("Settled for this plan"), 1.1), None, close)
        layout = column(title, self._facts, self.table, self._note, row(tool(costs), tool(lift), None), gap=4)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self.chosen.emit(self.table.selected())
        )

    def show_board(self, board: Board) -> None:
        """Show what is settled for a plan."""
        self.table.set_rows(settled_rows(board), keep=lambda r: r.key)
        self._facts.setText(
            summed_up(board) or tr("Nothing yet: lock a round, or select doors and use the Doors menu.")
        )
        note = (
            tr("Against the same search without it; a few hundred metres may be chance.")
            if board.costs
            else ""
        )
        self._note.setText(note)
        self._note.setVisible(bool(note))


def settled_rows(board: Board) -> list[SettledRow]:
    """Return a plan's locks, the dearest first once that is known, then its doors in no round."""
    costs = {(lock.kind, lock.key): cost for cost in board.costs for lock in cost.locks}
    locks = [_lock_row(board, lock, costs.get((lock.kind, lock.key))) for lock in board.locks]
    return [*sorted(locks, key=lambda r: -r.weight), *(_aside_row(each) for each in board.aside)]


def summed_up(board: Board) -> str:
    """Say how much is settled: "2 locks · 48 doors by post · 3 to nobody"."""
    post = sum(each.how == POST for each in board.aside)
    nobody = len(board.aside) - post
    parts = [
        tr("%Ln lock(s)", len(board.locks)) if board.locks else "",
        tr("%Ln door(s) by post", post) if post else "",
        tr("%Ln door(s) to nobody", nobody) if nobody else "",
    ]
    return " · ".join(part for part in parts if part)


def lock_words(lock: Lock) -> str:
    """Say which lock it is."""
    words = {
        "round": tr("Round {name} locked"), "street": tr("{name} whole"), "block": tr("{name} together"),
        "barrier": tr("Barrier {name}"),
    }  # fmt: skip
    areas = {"ward": tr("Within each ward"), "district": tr("Within each polling district")}
    return words[lock.kind].format(name=lock.name) if lock.kind in words else areas.get(lock.name, lock.name)


def cost_words(cost: LockCost) -> str:
    """Say what a lock costs in metres and in minutes of the longest round."""
    parts = [
        tr("{metres:+,.0f} m").format(metres=cost.walk_m),
        tr("longest {minutes:+.1f} min").format(minutes=cost.longest_min),
    ]
    if len(cost.locks) > 1:
        parts.append(tr("%Ln of them together", len(cost.locks)))
    return " · ".join(parts)


def _lock_row(board: Board, lock: Lock, cost: LockCost | None) -> SettledRow:
    words = lock_words(lock)
    says = cost_words(cost) if cost else ""
    return SettledRow(
        (lock.kind, lock.key), words, says, cost.weight_m if cost else 0.0, doors_of(board, lock), lock
    )


def doors_of(board: Board, lock: Lock) -> tuple[int, ...]:
    """Return the doors that a lock holds."""
    if lock.kind == "round":
        return tuple(row.door.id for row in board.walks.get(int(lock.key), ()))
    if lock.kind == "street":
        return tuple(door.id for door in board.doors if door.street_id == lock.key)
    if lock.kind == "block" and board.plan:
        return next((each.door_ids for each in board.plan.request.blocks if each.name == lock.key), ())
    return ()


def _aside_row(each: DoorAside) -> SettledRow:
    goes = tr("by post") if each.how == POST else tr("to nobody")
    says = f"{goes} · {each.reason}" if each.reason else goes
    return SettledRow(each.door.id, each.door.address, says, 0.0, (each.door.id,))


def lifted_locks(rows: Sequence[SettledRow]) -> list[Lock]:
    """Return the locks among some rows."""
    return [each.lock for each in rows if each.lock]
