"""Rounds: the organiser's verbs on plans and their rounds, each one whole change that undo takes back.

Splits are computed before anything is locked for writing; then they are written in one go. Holds no
algorithm; edits of single rounds go through `Reshaping`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy import Connection

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Places
from walksheets.progress import Progress, part, silent
from walksheets.rounds import reading
from walksheets.rounds.checks import less_locked, named, refuse_if_overtaken, refuse_unknown_doors
from walksheets.rounds.engine import Stop
from walksheets.rounds.keeping import write_kept
from walksheets.rounds.legs import Floats, Legs
from walksheets.rounds.news import emptied_doors, new_doors
from walksheets.rounds.placing import best_round
from walksheets.rounds.records import Barrier, Plan, PlanNews, PlanRef, Round, RoundDoor, SplitRequest
from walksheets.rounds.reshaping import Reshaping
from walksheets.rounds.splitting import share
from walksheets.rounds.street_order import side_key
from walksheets.rounds.trust import trust
from walksheets.rounds.trying import minutes_if_moved
from walksheets.rounds.writing import delete_plan, settings_of, write_plan
from walksheets.store import Store, schema


class Rounds:
    """The rounds room of one open campaign. A plan is named, or given by its id."""

    def __init__(self, store: Store, places: Places):
        self._store = store
        self._places = places

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
            settings = reading.plan_row(connection, target["plan_id"])["settings"] or {}
            rows = reading.orders(connection, [to_round, *_rounds_of(connection, ids, to_round)])
        orders = {rid: [row["door_id"] for row in mine] for rid, mine in rows.items()}
        legs = self._legs(list(dict.fromkeys([*(i for order in orders.values() for i in order), *ids])))
        return minutes_if_moved(
            orders, ids, to_round, legs, SplitRequest.from_settings(settings.get("request"))
        )

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

        Computed before anything is written; `stop.finish_now()` from another thread takes the best so far.
        Raises UsersMistake, with nothing changed, when the request cannot be met.
        """
        plan_name = named(plan_name)
        request.check()
        seen = self._store.latest_change()
        doors = self._places.doors()
        if not doors:
            raise UsersMistake(
                "There are no doors to share yet, so nothing was split. Import a register or an address list first."
            )
        held, locked = self._held(plan_name)
        free = [door for door in doors if held.get(door.id) not in locked]
        network = self._places.network()
        legs = Legs(network, self._places.spots([door.id for door in free]), free)
        asked = less_locked(request, len(locked), len(free))
        plane = self._places.projection()
        barriers = [plane.to_xy(*np.array(line).T) for line in request.barriers]
        shared = share(free, legs, asked, stop, part(progress, 0.02, 0.95), held, barriers)
        progress(0.96, "Writing the rounds")
        rounds = len(shared.rounds) + len(locked)
        with self._store.change(f"Split “{plan_name}” into {rounds} rounds") as writer:
            refuse_if_overtaken(writer, seen)
            known = reading.any_postcodes(writer.connection)
            said = trust(doors, map_there=network.edges > 0, postcodes_there=known)
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
        request = SplitRequest.from_settings((row["settings"] or {}).get("request"))
        request = replace(request, rounds=rounds, minutes=None, doors=None, keep=keep, seconds=seconds)
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

    def keep_apart(self, plan: PlanRef, barriers: Sequence[Barrier]) -> Changes:
        """Set the lines that no round of a plan crosses; they hold from its next split or balancing on."""
        for line in barriers:
            if len(line) < 2:
                raise UsersMistake("A barrier is a line from one place to another, so nothing was changed.")
        return self._settle("Draw barriers", plan, barriers=tuple(barriers))

    def keep_whole(self, plan: PlanRef, street_ids: Sequence[int]) -> Changes:
        """Set the streets of a plan that are not cut; it holds from its next split or balancing on."""
        return self._settle("Keep streets whole", plan, whole_streets=tuple(dict.fromkeys(street_ids)))

    def _settle(self, what: str, plan: PlanRef, **settled: Any) -> Changes:
        with self._store.change(what) as writer:
            row = reading.plan_row(writer.connection, plan)
            settings = row["settings"] or {}
            request = replace(SplitRequest.from_settings(settings.get("request")), **settled)
            kept = settings_of(request, settings.get("trust", ""))
            writer.update(schema.plan, [{"id": row["id"], "settings": kept}])
        return writer.changes()

    # Bending by hand -------------------------------------------------------------------------------

    def move_doors(self, door_ids: Sequence[int], to_round: int, position: int | None = None) -> Changes:
        """Move doors into a round: from `position` (1 is the start) on as given, or each where it fits best.

        A door that was in no round of the plan joins; a round left without doors goes.
        """
        ids = list(dict.fromkeys(door_ids))
        with self._store.read() as connection:
            sources = _rounds_of(connection, ids, to_round)
        with self._reshaping("Move doors to another round", [to_round, *sources], ids) as (work, legs):
            work.take_out(ids)
            work.put_in(to_round, ids, position, legs)
            work.writer.counts["moved"] = len(ids)
        return work.writer.changes()

    def reorder(self, round_id: int, door_ids: Sequence[int]) -> Changes:
        """Walk a round in the order given, which names each of its doors once; it is kept as made by hand."""
        with self._reshaping("Change the order of a round", [round_id]) as (work, _):
            if sorted(door_ids) != sorted(work.orders[round_id]):
                raise UsersMistake(
                    "That order does not name each door of the round once, so nothing was changed."
                )
            work.orders[round_id] = list(door_ids)
            work.set_rounds({round_id: {"order_by_hand": True}})
        return work.writer.changes()

    def reverse(self, round_id: int) -> Changes:
        """Walk a round from its end to its start."""
        with self._reshaping("Walk a round the other way", [round_id]) as (work, _):
            work.orders[round_id].reverse()
        return work.writer.changes()

    def put_in_order(self, round_id: int, order: str | None = None) -> Changes:
        """Have the walking order of a round computed again, "natural" or "shortest" (None: as the plan)."""
        with self._reshaping("Compute the order of a round", [round_id]) as (work, legs):
            style = order or work.request.order
            replace(work.request, order=style).check()
            work.orders[round_id] = legs.walked(work.orders[round_id], style)
            work.set_rounds({round_id: {"order_by_hand": False}})
        return work.writer.changes()

    def split_round(self, round_id: int, parts: int = 2) -> Changes:
        """Split one round into so many of like length; the first keeps its number and its volunteer."""
        if parts < 2:
            raise UsersMistake("A round is split into two or more, so nothing was changed.")
        with self._reshaping("Split a round", [round_id]) as (work, legs):
            doors = [legs.doors[door_id] for door_id in work.orders[round_id]]
            asked = replace(work.request, rounds=parts, minutes=None, doors=None, within="free", seconds=None)
            first, *others = share(doors, legs, asked).rounds
            area = work.rounds[round_id]["area"]
            work.orders[round_id] = list(first.door_ids)
            for draft in others:
                work.orders[work.add_round(area)] = list(draft.door_ids)
            work.name(work.orders, legs)
            work.set_rounds({round_id: {"order_by_hand": False}})
            work.writer.counts["rounds"] = parts
        return work.writer.changes()

    def merge_rounds(self, round_ids: Sequence[int]) -> Changes:
        """Make one round of several; it has the lowest number, and the volunteer of that one."""
        ids = list(dict.fromkeys(round_ids))
        if len(ids) < 2:
            raise UsersMistake("Choose two or more rounds to make one of; nothing was changed.")
        with self._reshaping("Make one round of several", ids) as (work, legs):
            target, *others = sorted(ids, key=lambda each: work.rounds[each]["number"])
            doors = work.door_ids
            for other in others:
                work.orders[other] = []
            work.orders[target] = legs.walked(doors, work.request.order)
            work.name(work.orders, legs)
            work.set_rounds({target: {"order_by_hand": False}})
        return work.writer.changes()

    def rename(self, round_id: int, name: str) -> Changes:
        """Call a round something; an empty name goes back to its streets'."""
        name = " ".join(name.split())
        with self._store.change("Rename a round") as writer:
            work = Reshaping(writer, [round_id], even_locked=True)
            work.set_rounds({round_id: {"name": name, "named_by_hand": bool(name)}})
            if not name:
                work.rounds[round_id]["named_by_hand"] = False
                work.name([round_id], self._legs(work.door_ids))
        return writer.changes()

    def lock(self, round_id: int, locked: bool = True) -> Changes:
        """Lock a round, so that neither splits nor edits change it, or unlock it."""
        with self._store.change("Lock a round" if locked else "Unlock a round") as writer:
            reading.round_rows(writer.connection, [round_id])
            writer.counts["rounds"] = writer.update(schema.round_, [{"id": round_id, "locked": locked}])
        return writer.changes()

    def renumber(self, plan: PlanRef, round_ids: Sequence[int] | None = None) -> Changes:
        """Number a plan's rounds 1, 2, 3 … in the order given, or as they are without gaps."""
        with self._store.change("Number the rounds") as writer:
            row = reading.plan_row(writer.connection, plan)
            there = reading.plan_round_ids(writer.connection, row["id"])
            ordered = there if round_ids is None else list(round_ids)
            if sorted(ordered) != sorted(there):
                raise UsersMistake("That does not name each round of the plan once, so nothing was changed.")
            new = {rid: n for n, rid in enumerate(ordered, 1)}
            moving = [r for r in reading.round_rows(writer.connection, there) if r["number"] != new[r["id"]]]
            # Two rounds never share a number, not even on the way.
            writer.update(schema.round_, [{"id": r["id"], "number": -new[r["id"]]} for r in moving])
            writer.update(schema.round_, [{"id": r["id"], "number": new[r["id"]]} for r in moving])
            writer.counts["rounds"] = len(moving)
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
            walked = {rid: {legs.doors[i].street_id for i in order} for rid, order in work.orders.items()}
            doors = sorted((legs.doors[door_id] for door_id in new), key=lambda d: (d.street_id, side_key(d)))
            for door in doors:
                open_to_it = {
                    rid: order
                    for rid, order in work.orders.items()
                    if order and (not work.rounds[rid]["locked"] or door.street_id in walked[rid])
                }
                work.put_in(best_round(door.id, open_to_it or work.orders, legs), [door.id], None, legs)
            work.measure_all = True
            work.writer.counts.update(new=len(new), gone=len(leaving))
        return work.writer.changes()

    # Inside ----------------------------------------------------------------------------------------

    @contextmanager
    def _reshaping(
        self, what: str, round_ids: Sequence[int], more: Sequence[int] = (), *, even_locked: bool = False
    ) -> Iterator[tuple[Reshaping, Legs]]:
        """Give rounds to rearrange, and the distances of their doors and `more`; write them at the end."""
        self._places.network()  # made, if it must be, before anything is locked
        with self._store.change(what) as writer:
            work = Reshaping(writer, list(dict.fromkeys(round_ids)), even_locked=even_locked)
            legs = self._legs(list(dict.fromkeys([*work.door_ids, *more])))
            refuse_unknown_doors(legs, more)
            yield work, legs
            work.save(legs)

    def _legs(self, door_ids: Sequence[int]) -> Legs:
        doors = self._places.doors(door_ids)
        return Legs(self._places.network(), self._places.spots([door.id for door in doors]), doors)

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
        legs = self._legs([door_id for order in ids.values() for door_id in order])
        return {rid: legs.way(order) for rid, order in ids.items()}

    def _held(self, plan_name: str) -> tuple[dict[int, int], set[int]]:
        """Return the round each door of a plan is in, and which rounds are locked."""
        with self._store.read() as connection:
            plan = reading.find_plan(connection, plan_name)
            ids = reading.plan_round_ids(connection, plan["id"]) if plan else []
            rounds = reading.round_rows(connection, ids)
            orders = reading.orders(connection, ids)
        held = {row["door_id"]: round_id for round_id, rows in orders.items() for row in rows}
        return held, {each["id"] for each in rounds if each["locked"]}


_FEW = 500
"""Doors: more are quicker read with all others than picked out by id."""


def _rounds_of(connection: Connection, door_ids: Sequence[int], beside: int) -> list[int]:
    """Return the rounds that hold these doors in the plan of the round `beside`."""
    (target,) = reading.round_rows(connection, [beside])
    wanted = set(door_ids)
    orders = reading.orders(connection, reading.plan_round_ids(connection, target["plan_id"]))
    return [rid for rid, rows in orders.items() if any(row["door_id"] in wanted for row in rows)]
