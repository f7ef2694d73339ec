"""Rounds: the organiser's verbs on plans and their rounds, each one whole change that undo takes back.

Here are reading, splitting and what the register brings; `Settling` and `Bending` hold the verbs of the hand. Splits
are computed before anything is locked for writing; then they are written in one go. Holds no algorithm.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.progress import Progress, part, silent
from walksheets.rounds import reading
from walksheets.rounds.checks import less_locked, named, refuse_if_overtaken
from walksheets.rounds.engine import Stop
from walksheets.rounds.for_people import ForPeople
from walksheets.rounds.keeping import write_kept
from walksheets.rounds.legs import Floats
from walksheets.rounds.news import emptied_doors, new_doors
from walksheets.rounds.records import Plan, PlanNews, PlanRef, Round, RoundDoor, SplitRequest
from walksheets.rounds.settled import ids_aside
from walksheets.rounds.splitting import share
from walksheets.rounds.trust import trust
from walksheets.rounds.trying import minutes_if_moved
from walksheets.rounds.writing import delete_plan, write_plan
from walksheets.store import schema


class Rounds(ForPeople):
    """The rounds room of one open campaign. A plan is named, or given by its id."""

    # Reading ---------------------------------------------------------------------------------------

    def plans(self) -> list[Plan]:
        """Return every plan with its balance, the oldest first."""
        with self._store.read() as connection:
            return reading.read_plans(connection)

    def rounds(self, plan: PlanRef) -> list[Round]:
        """Return a plan's rounds by number."""
        with self._store.read() as connection:
            return reading.read_rounds(connection, reading.plan_row(connection, plan))

    def round_doors(self, round_id: int) -> list[RoundDoor]:
        """Return the doors of one round in walking order."""
        return self._round_doors([round_id])

    def plan_doors(self, plan: PlanRef) -> list[RoundDoor]:
        """Return every door of a plan, round after round in walking order."""
        return self._round_doors(self._round_ids(plan))

    def way(self, round_id: int) -> Floats:
        """Return (k, 2) local metres: the line walked through a round, along the streets."""
        return self._ways([round_id])[round_id]

    def ways(self, plan: PlanRef) -> dict[int, Floats]:
        """Return the way through each round of a plan, by round id."""
        return self._ways(self._round_ids(plan))

    def if_moved(self, door_ids: Sequence[int], to_round: int) -> dict[int, float]:
        """Return the minutes that each round concerned would take if doors moved to a round; changes nothing."""
        ids = list(dict.fromkeys(door_ids))
        with self._store.read() as connection:
            (target,) = reading.round_rows(connection, [to_round])
            plan = reading.plan_row(connection, target["plan_id"])
            holding = reading.rounds_holding(connection, plan["id"], ids)
            rows = reading.orders(connection, [to_round, *holding])
        orders = {rid: [row["door_id"] for row in mine] for rid, mine in rows.items()}
        concerned = list(dict.fromkeys([*(i for order in orders.values() for i in order), *ids]))
        legs = self._legs(concerned, reading.request_of(plan))
        return minutes_if_moved(orders, ids, to_round, legs)

    def plan_news(self, plan: PlanRef) -> PlanNews:
        """Return the doors that are in no round yet, and those whose electors have all gone."""
        with self._store.read() as connection:
            plan_id = reading.plan_row(connection, plan)["id"]
            new, emptied = new_doors(connection, plan_id), emptied_doors(connection, plan_id)
        return PlanNews(tuple(self._places.doors(new)), tuple(self._places.doors(emptied)))

    # Splitting -------------------------------------------------------------------------------------

    def split(
        self, plan_name: str, request: SplitRequest, progress: Progress = silent, stop: Stop | None = None
    ) -> Changes:
        """Share all doors into rounds as asked; the plan's earlier rounds are replaced, locked ones stay.

        What was settled for the plan before holds on, where `request` settles nothing else of the kind.
        Computed before anything is written; `stop.finish_now()` from another thread takes the best so far.
        Raises UsersMistake, with nothing changed, when the request cannot be met.
        """
        plan_name = named(plan_name)
        request.check()
        seen = self._store.latest_change()
        request = self._as_settled(plan_name, request)
        gone = ids_aside(request.aside)
        doors = [door for door in self._places.doors() if door.id not in gone]
        if not doors:
            raise UsersMistake(_NOTHING_LEFT if gone else _NOTHING_YET)
        held, locked = self._held(plan_name)
        free = [door for door in doors if held.get(door.id) not in locked]
        times, reach = self.door_times(), self._places.hard_to_reach(doors)
        legs = self._legs_of(free, request, times)
        asked = less_locked(request, len(locked), len(free))
        plane = self._places.projection()
        barriers = [plane.to_xy(*np.array(line).T) for line in request.barriers]
        shared = share(free, legs, asked, stop, part(progress, 0.02, 0.95), held, barriers)
        progress(0.96, "Writing the rounds")
        rounds = len(shared.rounds) + len(locked)
        with self._store.change(f"Split “{plan_name}” into {rounds} rounds") as writer:
            refuse_if_overtaken(writer, seen, times)
            known = reading.any_postcodes(writer.connection)
            said = trust(doors, reach, map_there=self._places.network().edges > 0, postcodes_there=known)
            trusted = " ".join([said, *shared.notes]).strip()
            going_on = request.keep and not locked.issuperset(held.values())
            write = write_kept if going_on else write_plan
            plan_id = write(writer, plan_name, request, trusted, shared.rounds, legs)
            writer.counts.update(rounds=rounds, doors=len(doors), locked=len(locked))
            writer.counts.update(reading.balance(writer.connection, plan_id))
        progress(1.0, "The rounds are ready")
        return writer.changes()

    def rebalance(
        self,
        plan: PlanRef,
        keep: float = 0.9,
        progress: Progress = silent,
        *,
        seconds: float | None = None,
        stop: Stop | None = None,
    ) -> Changes:
        """Make the rounds of a plan even again, at least the share `keep` of the doors staying where they are.

        New doors come in; rounds keep their number, name and volunteer, and a round whose doors all stay
        its order too. What could not be had is in the plan's `trust`.
        """
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            rounds = len(reading.plan_round_ids(connection, row["id"]))
        if reading.request_of(row).for_people:
            raise UsersMistake(
                "These rounds are as large as their volunteers can do, and balancing would make them alike; nothing was "
                "changed. Split again for the volunteers you have."
            )
        request = replace(
            reading.request_of(row), rounds=rounds, minutes=None, doors=None, keep=keep, seconds=seconds
        )
        return self.split(row["name"], request, progress, stop)

    def delete_plan(self, plan: PlanRef) -> Changes:
        """Delete a plan with its rounds; sheets that were printed of it stay as they are."""
        with self._store.change("Delete a plan") as writer:
            row = reading.plan_row(writer.connection, plan)
            delete_plan(writer, row["id"])
            writer.counts["plans"] = 1
        return writer.changes()

    def rename_plan(self, plan: PlanRef, name: str) -> Changes:
        """Give a plan another name that no other plan has."""
        name = named(name)
        with self._store.change(f"Rename a plan “{name}”") as writer:
            row = reading.plan_row(writer.connection, plan)
            other = reading.find_plan(writer.connection, name)
            if other and other["id"] != row["id"]:
                raise UsersMistake(f"There is a plan “{name}” already, so nothing was renamed.")
            writer.counts["plans"] = writer.update(schema.plan, [{"id": row["id"], "name": name}])
        return writer.changes()

    # When the register moves -----------------------------------------------------------------------

    def refresh(self, plan: PlanRef, *, leave_out_emptied: bool = False) -> Changes:
        """Let new doors join the round they lie in, each at its right place; nobody else's order changes.

        Every round is measured again, for places and the map may have changed. Doors whose electors have
        all gone stay letterboxes; with `leave_out_emptied` they leave. A locked round takes new doors
        only on streets it walks already.
        """
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            new = new_doors(connection, row["id"])
            leaving = emptied_doors(connection, row["id"]) if leave_out_emptied else []
        what = f"Bring “{row['name']}” up to date with the doors"
        with self._reshaping(what, self._round_ids(row["id"]), new, even_locked=True) as (work, legs):
            work.take_out(leaving)
            work.let_join(new, legs)
            work.measure_all = True
            work.writer.counts.update(new=len(new), gone=len(leaving))
        return work.writer.changes()

    # Inside ----------------------------------------------------------------------------------------

    def _round_ids(self, plan: PlanRef) -> list[int]:
        with self._store.read() as connection:
            return reading.plan_round_ids(connection, reading.plan_row(connection, plan)["id"])

    def _round_doors(self, round_ids: Sequence[int]) -> list[RoundDoor]:
        with self._store.read() as connection:
            rounds = reading.round_rows(connection, round_ids)
            orders = reading.orders(connection, round_ids)
        ids = [row["door_id"] for rows in orders.values() for row in rows]
        doors = {door.id: door for door in self._places.doors(ids if len(ids) < _FEW else None)}
        return [
            RoundDoor(
                each["id"],
                each["number"],
                row["position"],
                doors[row["door_id"]],
                row["walk_m"],
                row["minutes"],
            )
            for each in rounds
            for row in orders[each["id"]]
        ]

    def _ways(self, round_ids: Sequence[int]) -> dict[int, Floats]:
        with self._store.read() as connection:
            reading.round_rows(connection, round_ids)
            orders = reading.orders(connection, round_ids)
        ids = {rid: [row["door_id"] for row in rows] for rid, rows in orders.items()}
        legs = self._legs([door_id for order in ids.values() for door_id in order], _MEASURED)
        return {rid: legs.way(order) for rid, order in ids.items()}


_MEASURED = SplitRequest()
"""What a way is drawn by: from the first door to the last."""

_NOTHING_YET = (
    "There are no doors to share yet, so nothing was split. Import a register or an address list first."
)
_NOTHING_LEFT = "Every door goes by post or to nobody, so nothing was split. Bring some back first."
_FEW = 500
"""Doors: more are quicker read with all others than picked out by id."""
