"""Bending rounds by hand: doors moved, orders changed, rounds cut in two, merged, named, locked, numbered.

The part of the rounds' service that the hand works with: each verb rearranges some rounds of one plan, measures
them again and is one whole change that undo takes back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Door, Places
from walksheets.rounds import reading
from walksheets.rounds.checks import refuse_unknown_doors
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.legs import Legs
from walksheets.rounds.records import PlanRef, SplitRequest
from walksheets.rounds.reshaping import Reshaping
from walksheets.rounds.settled import ids_aside, without_aside
from walksheets.rounds.splitting import share
from walksheets.rounds.writing import settle
from walksheets.store import Store, schema


class Bending:
    """The verbs of the hand, on the rounds of one open campaign."""

    def __init__(self, store: Store, places: Places):
        self._store = store
        self._places = places

    def door_times(self) -> DoorTimes:
        """Return how long the campaign says a door takes, by kind of work and of housing."""
        with self._store.read() as connection:
            return reading.read_times(connection)

    def move_doors(self, door_ids: Sequence[int], to_round: int, position: int | None = None) -> Changes:
        """Move doors into a round: from `position` (1 is the start) on as given, or each where it fits best.

        A door that was in no round of the plan joins, one that was set aside too; a round left without doors goes.
        """
        ids = list(dict.fromkeys(door_ids))
        with self._store.read() as connection:
            (target,) = reading.round_rows(connection, [to_round])
            sources = reading.rounds_holding(connection, target["plan_id"], ids)
        with self._reshaping("Move doors to another round", [to_round, *sources], ids) as (work, legs):
            work.take_out(ids)
            work.put_in(to_round, ids, position, legs)
            if ids_aside(work.request.aside).intersection(ids):
                settle(work.writer, work.plan["id"], aside=without_aside(work.request.aside, ids))
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
                work.name([round_id], self._legs(work.door_ids, work.request))
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

    # Inside ----------------------------------------------------------------------------------------

    @contextmanager
    def _reshaping(
        self, what: str, round_ids: Sequence[int], more: Sequence[int] = (), *, even_locked: bool = False
    ) -> Iterator[tuple[Reshaping, Legs]]:
        """Give rounds to rearrange, and the distances of their doors and `more`; write them at the end."""
        self._places.network()  # made, if it must be, before anything is locked
        with self._store.change(what) as writer:
            work = Reshaping(writer, list(dict.fromkeys(round_ids)), even_locked=even_locked)
            legs = self._legs(list(dict.fromkeys([*work.door_ids, *more])), work.request)
            refuse_unknown_doors(legs, more)
            yield work, legs
            work.save(legs)

    def _legs(self, door_ids: Sequence[int], request: SplitRequest) -> Legs:
        return self._legs_of(self._places.doors(door_ids), request, self.door_times())

    def _legs_of(self, doors: Sequence[Door], request: SplitRequest, times: DoorTimes) -> Legs:
        spots, start = self._places.spots([door.id for door in doors]), request.start
        x, y = self._places.projection().to_xy(*start).ravel() if start else (0.0, 0.0)
        start_xy = (float(x), float(y)) if start else None
        return Legs(self._places.network(), spots, doors, request, times, start_xy)
