"""A round's doors in walking order: dragged up and down to change the order, dragged out to another round."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.language import tr
from ui.map.carrying import carry, unpacked
from ui.widgets.table import Column, Table
from walksheets.rounds import RoundDoor


class DoorTable(Table):
    """The walk, door by door."""

    put = Signal(object)  # (ids of doors, the place before which they go, from 0)

    def __init__(self) -> None:
        super().__init__(
            tr("Doors of the round in walking order"),
            [
                Column[RoundDoor]("", lambda r: str(r.position), width=44, right=True),
                Column[RoundDoor](tr("Door"), _door, tip=_tip),
                Column[RoundDoor](tr("Electors"), lambda r: str(r.door.electors or ""), width=74, right=True),
                Column[RoundDoor](tr("Min"), lambda r: f"{r.minutes:.0f}", width=52, right=True),
            ],
            several=True,
            sortable=False,
        )
        self._round: int | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)

    def hold(self, round_id: int | None, locked: bool) -> None:
        """Say whose doors these are; the order of a locked round, or of several, is not changed here."""
        self._round = round_id
        self.setAcceptDrops(round_id is not None and not locked)

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Carry the selected doors."""
        carry(self, [row.door.id for row in self.selected()])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take doors."""
        if unpacked(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which doors they would go."""
        self.setDropIndicatorShown(True)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where they were dropped."""
        event.acceptProposedAction()
        self.put.emit((unpacked(event.mimeData()), self.place_at(event.position().toPoint().y())))

    def place_at(self, y: int) -> int:
        """Return the place in the walk that a height in the list is nearest to."""
        at = self.rowAt(y)
        if at < 0:
            return len(self.rows.rows)
        middle = self.rowViewportPosition(at) + self.rowHeight(at) / 2
        return at if y < middle else at + 1


def _door(row: RoundDoor) -> str:
    door = row.door
    return f"{door.label} {door.street}".strip()


def _tip(row: RoundDoor) -> str:
    door = row.door
    places = {
        "nothing": tr("not on the map"), "postcode": tr("placed by its postcode only"),
        "street": tr("place guessed on its street"), "hand": tr("placed by hand"), "uprn": tr("placed by its UPRN"),
        "coordinate": tr("placed by its own coordinate"), "map address": tr("placed by the map"),
    }  # fmt: skip
    from_before = tr("{metres:.0f} m from the door before").format(metres=row.walk_m)
    return f"{door.address} · {places.get(door.placed_by, door.placed_by)} · {from_before}"
