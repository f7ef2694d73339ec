"""One hand-made change to some rounds of a plan: read, rearranged in memory, measured, written.

Every edit of rounds goes through here, so that no door is lost or doubled, minutes are always
measured again, and only rows that really differ are written.
"""

from collections.abc import Callable, Sequence
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.rounds import reading
from walksheets.rounds.legs import Legs
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.writing import door_rows
from walksheets.store import Writer, schema

LegsFor = Callable[[Sequence[int]], Legs]


class Reshaping:
    """The rounds being changed, as lists of door ids in walking order under `orders`."""

    def __init__(self, writer: Writer, round_ids: Sequence[int]):
        self.writer = writer
        self.rounds = {row["id"]: row for row in reading.round_rows(writer.connection, round_ids)}
        plans = {row["plan_id"] for row in self.rounds.values()}
        if len(plans) > 1:
            raise UsersMistake(
                "Those rounds are of different plans, so nothing was changed. Choose rounds of one."
            )
        self.plan = reading.plan_row(writer.connection, plans.pop())
        self.request = SplitRequest.from_settings((self.plan["settings"] or {}).get("request"))
        self._before = reading.orders(writer.connection, round_ids)
        self.orders = {rid: [row["door_id"] for row in rows] for rid, rows in self._before.items()}
        self._refuse_locked()

    def add_round(self, name: str, area: str) -> int:
        """Add an empty round after the last and return its id."""
        connection = self.writer.connection
        others = reading.round_rows(connection, reading.plan_round_ids(connection, self.plan["id"]))
        row = {
            "plan_id": self.plan["id"],
            "number": max((other["number"] for other in others), default=0) + 1,
            "name": name,
            "area": area,
        }
        (round_id,) = self.writer.insert(schema.round_, [row])
        self.rounds[round_id] = {"id": round_id, "locked": False, **row}
        self.orders[round_id] = []
        self._before[round_id] = []
        return round_id

    def save(self, legs: Legs) -> None:
        """Write what became of the orders, measured again, and make it the plan's next version."""
        rows = {row["door_id"]: row for rows in self._before.values() for row in rows}
        updates, inserts = [], []
        for round_id, door_ids in self.orders.items():
            for row in door_rows(round_id, door_ids, legs, self.request):
                old = rows.pop(row["door_id"], None)
                if old is None:
                    inserts.append(row)
                else:
                    updates.append({"id": old["id"], **row})
        touched = self.writer.delete(schema.round_door, [row["id"] for row in rows.values()])
        touched += self.writer.update(schema.round_door, updates)
        touched += len(self.writer.insert(schema.round_door, inserts))
        if touched:
            plan = {
                "id": self.plan["id"],
                "version": self.plan["version"] + 1,
                "made_at": self.writer.made_at,
            }
            self.writer.update(schema.plan, [plan])

    def set_round(self, round_id: int, **columns: Any) -> None:
        """Write columns of one round's row."""
        self.writer.update(schema.round_, [{"id": round_id, **columns}])

    def _refuse_locked(self) -> None:
        locked = [row["number"] for row in self.rounds.values() if row["locked"]]
        if locked:
            raise UsersMistake(
                f"Round {locked[0]} is locked, so nothing was changed. Unlock it first if it may change."
            )
