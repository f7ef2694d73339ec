"""One hand-made change to some rounds of a plan: read, rearranged in memory, measured, written.

Every edit of rounds goes through here, so that no door is lost or doubled, minutes are always
measured again, and only rows that really differ are written.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.rounds import reading
from walksheets.rounds.legs import Legs
from walksheets.rounds.names import round_names
from walksheets.rounds.placing import best_place, best_round
from walksheets.rounds.street_order import side_key
from walksheets.rounds.writing import delete_rounds, door_rows, way_back
from walksheets.store import Writer, schema


class Reshaping:
    """The rounds being changed, as lists of door ids in walking order under `orders`."""

    def __init__(self, writer: Writer, round_ids: Sequence[int], *, even_locked: bool = False):
        self.writer = writer
        self.rounds = {row["id"]: row for row in reading.round_rows(writer.connection, round_ids)}
        plans = {row["plan_id"] for row in self.rounds.values()}
        if len(plans) != 1:
            raise UsersMistake(
                "Those rounds are not of one plan, so nothing was changed. Choose rounds of one."
            )
        self.plan = reading.plan_row(writer.connection, plans.pop())
        self.request = reading.request_of(self.plan)
        self._before = reading.orders(writer.connection, round_ids)
        self.measure_all = False  # those too whose order stays
        self.orders = {rid: [row["door_id"] for row in rows] for rid, rows in self._before.items()}
        if not even_locked:
            self._refuse_locked()

    @property
    def door_ids(self) -> list[int]:
        """Return the doors of all the rounds being changed."""
        return [door_id for order in self.orders.values() for door_id in order]

    def add_round(self, area: str) -> int:
        """Add an empty round after the plan's last and return its id."""
        connection = self.writer.connection
        others = reading.round_rows(connection, reading.plan_round_ids(connection, self.plan["id"]))
        row = {
            "plan_id": self.plan["id"],
            "number": max((other["number"] for other in others), default=0) + 1,
            "name": "",
            "area": area,
        }
        (round_id,) = self.writer.insert(schema.round_, [row])
        self.rounds[round_id] = {"id": round_id, "locked": False, "named_by_hand": False, **row}
        self.orders[round_id] = []
        self._before[round_id] = []
        return round_id

    def take_out(self, door_ids: Iterable[int]) -> None:
        """Take doors out of whichever round holds them."""
        gone = set(door_ids)
        for round_id, order in self.orders.items():
            self.orders[round_id] = [door_id for door_id in order if door_id not in gone]

    def put_in(self, round_id: int, door_ids: Sequence[int], position: int | None, legs: Legs) -> None:
        """Put doors into a round: from `position` (1 is the start) on as given, or each at its best place."""
        order = self.orders[round_id]
        if position is not None:
            at = min(max(position - 1, 0), len(order))
            order[at:at] = door_ids
            return
        for door_id in door_ids:
            at, _ = best_place(door_id, order, legs)
            order.insert(at, door_id)

    def let_join(self, door_ids: Iterable[int], legs: Legs) -> None:
        """Put doors into the round they lie in, each at its best place.

        A locked round takes one only on a street it walks already: else somebody would come for one door.
        """
        walked = {rid: {legs.doors[i].street_id for i in order} for rid, order in self.orders.items()}
        doors = sorted((legs.doors[i] for i in door_ids), key=lambda door: (door.street_id, side_key(door)))
        for door in doors:
            open_to_it = {
                rid: order
                for rid, order in self.orders.items()
                if order and (not self.rounds[rid]["locked"] or door.street_id in walked[rid])
            }
            self.put_in(best_round(door.id, open_to_it or self.orders, legs), [door.id], None, legs)

    def name(self, round_ids: Iterable[int], legs: Legs) -> None:
        """Name rounds after their streets, but for those that somebody named."""
        mine = [rid for rid in round_ids if not self.rounds[rid]["named_by_hand"] and self.orders[rid]]
        names = round_names([[legs.doors[door_id] for door_id in self.orders[rid]] for rid in mine])
        self.set_rounds({rid: {"name": name} for rid, name in zip(mine, names, strict=True)})

    def set_rounds(self, columns: dict[int, dict[str, Any]]) -> None:
        """Write columns of rounds' own rows."""
        self.writer.update(schema.round_, [{"id": rid, **new} for rid, new in columns.items()])

    def save(self, legs: Legs) -> None:
        """Write what became of the orders, measured again, as the plan's next version.

        A round that was left without doors goes; one whose order is what it was is not touched,
        unless all are to be measured.
        """
        changed = {
            round_id: door_ids
            for round_id, door_ids in self.orders.items()
            if self.measure_all or door_ids != [row["door_id"] for row in self._before[round_id]]
        }
        rows = {row["door_id"]: row for round_id in changed for row in self._before[round_id]}
        updates, inserts = [], []
        for round_id, door_ids in changed.items():
            for row in door_rows(round_id, door_ids, legs):
                old = rows.pop(row["door_id"], None)
                if old is None:
                    inserts.append(row)
                else:
                    updates.append({"id": old["id"], **row})
        touched = self.writer.delete(schema.round_door, [row["id"] for row in rows.values()])
        touched += self.writer.update(schema.round_door, updates)
        touched += len(self.writer.insert(schema.round_door, inserts))
        self.set_rounds({rid: way_back(door_ids, legs) for rid, door_ids in changed.items()})
        empty = [round_id for round_id, order in self.orders.items() if not order]
        delete_rounds(self.writer, empty)
        if touched or empty:
            plan = {
                "id": self.plan["id"],
                "version": self.plan["version"] + 1,
                "made_at": self.writer.made_at,
            }
            self.writer.update(schema.plan, [plan])
        if empty:
            self.writer.counts["rounds_gone"] = len(empty)

    def _refuse_locked(self) -> None:
        locked = [row["number"] for row in self.rounds.values() if row["locked"]]
        if locked:
            raise UsersMistake(
                f"Round {locked[0]} is locked, so nothing was changed. Unlock it first if it may change."
            )
