"""The locks of a plan: what there is, what each costs, and lifting one.

The part of the rounds' service that looks on all kinds of locks as one list.
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.progress import Progress, silent
from walksheets.rounds import reading
from walksheets.rounds.costs import Standing, lock_costs
from walksheets.rounds.locks import (
    Lock,
    LockCost,
    costs_again,
    kept_costs,
    lifted,
    locks_of,
    measured_together,
)
from walksheets.rounds.records import PlanRef, SplitRequest
from walksheets.rounds.settled import ids_aside
from walksheets.rounds.timing import Timing
from walksheets.rounds.writing import settle
from walksheets.store import schema


class Locking(Timing):
    """The verbs on a plan's locks."""

    def locks(self, plan: PlanRef) -> tuple[Lock, ...]:
        """Return what every split of a plan keeps to."""
        with self._store.read() as connection:
            return self._locks(connection, plan)

    def costs(self, plan: PlanRef) -> tuple[LockCost, ...]:
        """Return what the locks cost as last measured, the dearest first; nothing once the plan has changed since."""
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            kept = (row["settings"] or {}).get("costs") or {}
            if kept.get("version") != row["version"]:
                return ()
            return costs_again(kept["rows"], self._locks(connection, row["id"]))

    def measure_costs(self, plan: PlanRef, progress: Progress = silent) -> Changes:
        """Measure what each lock of a plan costs, and keep it with the plan until that changes.

        Takes a short search for each lock, or for each kind where there are many; changes no round.
        """
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            locks = self._locks(connection, row["id"])
            rounds = reading.round_rows(connection, reading.plan_round_ids(connection, row["id"]))
            orders = reading.orders(connection, [each["id"] for each in rounds])
        if not locks:
            raise UsersMistake("Nothing is locked in this plan, so there is nothing to measure.")
        request = reading.request_of(row)
        walks = {rid: [line["door_id"] for line in lines] for rid, lines in orders.items()}
        held = {door_id for walk in walks.values() for door_id in walk} - ids_aside(request.aside)
        doors = [door for door in self._places.doors() if door.id in held]
        plane = self._places.projection()
        standing = Standing(
            doors,
            self._legs_of(doors, request, self.door_times()),
            request,
            [plane.to_xy(*np.array(line).T) for line in request.barriers],
            walks,
            frozenset(each["id"] for each in rounds if each["locked"]),
        )
        found = lock_costs(standing, measured_together(locks), progress)
        with self._store.change("Measure what the locks cost") as writer:
            now = reading.plan_row(writer.connection, row["id"])
            if (now["version"], now["settings"]) != (row["version"], row["settings"]):
                raise UsersMistake(
                    "The plan was changed while its locks were measured, so nothing was kept. Measure again."
                )
            kept = {"version": row["version"], "rows": kept_costs(found)}
            writer.update(schema.plan, [{"id": row["id"], "settings": {**now["settings"], "costs": kept}}])
            writer.counts["locks"] = len(locks)
        return writer.changes()

    def lift(self, plan: PlanRef, locks: Sequence[Lock]) -> Changes:
        """Lift some locks; rounds stay as they are until the plan is split or balanced again."""
        with self._store.change("Lift a lock" if len(locks) == 1 else "Lift locks") as writer:
            row = reading.plan_row(writer.connection, plan)
            rounds = [{"id": int(lock.key), "locked": False} for lock in locks if lock.kind == "round"]
            reading.round_rows(writer.connection, [each["id"] for each in rounds])
            writer.update(schema.round_, rounds)
            after = lifted(reading.request_of(row), locks)
            settle(
                writer, row["id"], whole_streets=after.whole_streets, blocks=after.blocks, barriers=after.barriers,
                within=after.within,
            )  # fmt: skip
        return writer.changes()

    def _locks(self, connection: Connection, plan: PlanRef) -> tuple[Lock, ...]:
        row = reading.plan_row(connection, plan)
        (found,) = (each for each in reading.read_plans(connection) if each.id == row["id"])
        wanted = set(found.request.whole_streets)
        streets = reading.streets(connection, wanted) if wanted else {}
        return locks_of(found, reading.read_rounds(connection, row), streets)

    def _as_settled(self, plan_name: str, request: SplitRequest) -> SplitRequest:
        with self._store.read() as connection:
            plan = reading.find_plan(connection, plan_name)
        return request.settled_as(reading.request_of(plan)) if plan else request

    def _held(self, plan_name: str) -> tuple[dict[int, int], set[int]]:
        """Return the round each door of a plan is in, and which rounds are locked."""
        with self._store.read() as connection:
            plan = reading.find_plan(connection, plan_name)
            ids = reading.plan_round_ids(connection, plan["id"]) if plan else []
            rounds = reading.round_rows(connection, ids)
            orders = reading.orders(connection, ids)
        held = {row["door_id"]: round_id for round_id, rows in orders.items() for row in rows}
        return held, {each["id"] for each in rounds if each["locked"]}
