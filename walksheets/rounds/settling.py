"""Settling what every split of a plan keeps to: barriers, whole streets, blocks, and doors that go to the post or to nobody.

The part of the rounds' service that writes it; what it means is `settled`'s. Each verb is one whole change.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.rounds import reading
from walksheets.rounds.bending import Bending
from walksheets.rounds.records import DoorAside, PlanRef, SplitRequest
from walksheets.rounds.reshaping import Reshaping
from walksheets.rounds.settled import (
    POST,
    Barrier,
    ids_aside,
    with_aside,
    with_block,
    without_aside,
    without_block,
)
from walksheets.rounds.writing import settle


class Settling(Bending):
    """The verbs that settle something for a plan; they hold from its next split or balancing on, doors aside at once."""

    def keep_apart(self, plan: PlanRef, barriers: Sequence[Barrier]) -> Changes:
        """Set the lines that no round of a plan crosses."""
        for line in barriers:
            if len(line) < 2:
                raise UsersMistake("A barrier is a line from one place to another, so nothing was changed.")
        return self._settle("Draw barriers", plan, barriers=tuple(barriers))

    def keep_whole(self, plan: PlanRef, street_ids: Sequence[int]) -> Changes:
        """Set the streets of a plan that are not cut."""
        return self._settle("Keep streets whole", plan, whole_streets=tuple(dict.fromkeys(street_ids)))

    def keep_together(self, plan: PlanRef, name: str, door_ids: Collection[int]) -> Changes:
        """Keep doors in one round as a block with a name; one of that name before is replaced."""
        name = " ".join(name.split())
        self._refuse_unknown(door_ids)
        blocks = with_block(self._settled(plan).blocks, name, door_ids)
        return self._settle(f"Keep “{name}” together", plan, blocks=blocks)

    def let_apart(self, plan: PlanRef, name: str) -> Changes:
        """Let a block be divided again."""
        blocks = without_block(self._settled(plan).blocks, name)
        return self._settle(f"Let “{name}” be divided", plan, blocks=blocks)

    # Doors in no round -----------------------------------------------------------------------------

    def aside(self, plan: PlanRef) -> list[DoorAside]:
        """Return the doors that go by post or to nobody, by address."""
        said = {i: each for each in self._settled(plan).aside for i in each.door_ids}
        doors = self._places.doors(list(said)) if said else []
        doors.sort(key=lambda door: (door.street, door.street_id))
        return [DoorAside(door, said[door.id].how, said[door.id].reason) for door in doors]

    def set_aside(self, plan: PlanRef, door_ids: Collection[int], how: str, reason: str = "") -> Changes:
        """Take doors out of their rounds for good: they go by "post", or to "nobody".

        No split and no new register brings them back; `bring_back` does. A round left without doors goes.
        Raises UsersMistake when one is in a locked round.
        """
        ids = list(dict.fromkeys(door_ids))
        self._refuse_unknown(ids)
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            holding = reading.rounds_holding(connection, row["id"], ids)
        self._places.network()  # made, if it must be, before anything is locked
        what = "Send doors by post" if how == POST else "Leave doors to nobody"
        with self._store.change(what) as writer:
            if holding:
                work = Reshaping(writer, holding)
                legs = self._legs(work.door_ids, work.request)
                work.take_out(ids)
                work.save(legs)
            asked = reading.request_of(reading.plan_row(writer.connection, row["id"]))
            aside = with_aside(asked.aside, ids, how, " ".join(reason.split()))
            settle(writer, row["id"], aside=aside)
            writer.counts.update(Counter({_COUNTED[how]: len(ids)}))
        return writer.changes()

    def bring_back(self, plan: PlanRef, door_ids: Collection[int]) -> Changes:
        """Let doors that were set aside join the round they lie in."""
        with self._store.read() as connection:
            row = reading.plan_row(connection, plan)
            rounds = reading.plan_round_ids(connection, row["id"])
            ids = [i for i in dict.fromkeys(door_ids) if i in ids_aside(reading.request_of(row).aside)]
        if not rounds:
            return self._settle(
                "Walk to doors again", plan, aside=without_aside(self._settled(plan).aside, ids)
            )
        with self._reshaping("Walk to doors again", rounds, ids, even_locked=True) as (work, legs):
            settle(work.writer, row["id"], aside=without_aside(work.request.aside, ids))
            work.let_join(ids, legs)
            work.writer.counts["doors"] = len(ids)
        return work.writer.changes()

    # Inside ----------------------------------------------------------------------------------------

    def _settled(self, plan: PlanRef) -> SplitRequest:
        with self._store.read() as connection:
            return reading.request_of(reading.plan_row(connection, plan))

    def _settle(self, what: str, plan: PlanRef, **settled: Any) -> Changes:
        with self._store.change(what) as writer:
            settle(writer, reading.plan_row(writer.connection, plan)["id"], **settled)
        return writer.changes()

    def _refuse_unknown(self, door_ids: Collection[int]) -> None:
        wanted = set(door_ids)
        if not wanted:
            raise UsersMistake("No door was chosen, so nothing was changed. Choose some first.")
        if len(self._places.doors(list(wanted))) < len(wanted):
            raise UsersMistake("One of those doors is no longer in the campaign, so nothing was changed.")


_COUNTED = {"post": "by post", "nobody": "to nobody"}
