"""Rounds: the organiser's verbs on plans and their rounds, each one whole change that undo takes back.

Splits are computed before anything is locked for writing; then they are written in one go. Holds no
algorithm and no SQL of its own.
"""

from collections.abc import Sequence

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Door, Places
from walksheets.progress import Progress, part, silent
from walksheets.rounds import reading
from walksheets.rounds.legs import Legs
from walksheets.rounds.names import round_names
from walksheets.rounds.records import Plan, PlanRef, Round, RoundDoor, SplitRequest
from walksheets.rounds.splitting import share
from walksheets.rounds.writing import delete_rounds, door_rows
from walksheets.store import Store, schema


class Rounds:
    """The rounds room of one open campaign. A plan is named, or given by its id."""

    def __init__(self, store: Store, places: Places):
        self._store = store
        self._places = places

    # Reading

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
        with self._store.read() as connection:
            ids = reading.plan_round_ids(connection, reading.plan_row(connection, plan)["id"])
        return self._round_doors(ids)

    def _round_doors(self, round_ids: Sequence[int]) -> list[RoundDoor]:
        with self._store.read() as connection:
            rounds = reading.round_rows(connection, round_ids)
            orders = reading.orders(connection, round_ids)
        doors = {
            d.id: d for d in self._places.doors([r["door_id"] for rows in orders.values() for r in rows])
        }
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

    # Splitting

    def split(self, plan_name: str, request: SplitRequest, progress: Progress = silent) -> Changes:
        """Share all doors into rounds as asked; the plan's earlier rounds are replaced, locked ones stay.

        Raises UsersMistake, with nothing changed, when the request cannot be met.
        """
        plan_name = plan_name.strip()
        request.check()
        if not plan_name:
            raise UsersMistake("A plan needs a name; nothing was split. Call it “Spring leaflet”, say.")
        seen = self._store.latest_change()
        doors = self._places.doors()
        if not doors:
            raise UsersMistake(
                "There are no doors to share yet, so nothing was split. Import a register or an address list first."
            )
        drafts = share(doors, request, part(progress, 0.0, 0.9))
        legs = self._legs(doors)
        progress(0.95, "Writing the rounds")
        by_id = {door.id: door for door in doors}
        names = round_names([[by_id[i] for i in draft.door_ids] for draft in drafts])
        with self._store.change(f"Split “{plan_name}” into {len(drafts)} rounds") as writer:
            plan = reading.find_plan(writer.connection, plan_name)
            settings = {"request": request.as_settings()}
            if plan is None:
                row = {
                    "name": plan_name,
                    "kind": request.kind,
                    "made_at": writer.made_at,
                    "settings": settings,
                }
                (plan_id,) = writer.insert(schema.plan, [row])
            else:
                plan_id = plan["id"]
                delete_rounds(writer, reading.plan_round_ids(writer.connection, plan_id))
                row = {"id": plan_id, "kind": request.kind, "made_at": writer.made_at, "settings": settings}
                writer.update(schema.plan, [{**row, "version": plan["version"] + 1}])
            rows = [
                {"plan_id": plan_id, "number": number, "name": name, "area": draft.area}
                for number, (draft, name) in enumerate(zip(drafts, names, strict=True), start=1)
            ]
            ids = writer.insert(schema.round_, rows)
            for round_id, draft in zip(ids, drafts, strict=True):
                writer.insert(schema.round_door, door_rows(round_id, draft.door_ids, legs, request))
            writer.counts.update(rounds=len(drafts), doors=len(doors))
        del seen
        progress(1.0, "Done")
        return writer.changes()

    def _legs(self, doors: Sequence[Door]) -> Legs:
        return Legs(self._places.network(), self._places.spots([door.id for door in doors]), doors)
