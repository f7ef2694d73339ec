"""Saying how long doors take: the campaign's table, and what housing a door is. Rounds are measured again at once.

The part of the rounds' service that writes it. Each verb is one whole change: the figure, and the minutes of every
round that it is in, locked ones too, since locking keeps their doors and not their minutes.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import HOUSING, Door
from walksheets.rounds import reading
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.reshaping import Reshaping
from walksheets.rounds.settling import Settling
from walksheets.rounds.writing import write_times
from walksheets.store import Writer, schema


class Timing(Settling):
    """The verbs that change what a door takes."""

    def set_door_times(self, times: DoorTimes) -> Changes:
        """Make these the campaign's minutes a door. Plans split with one number for all doors stay as they are."""
        times.check()
        self._places.network()  # made, if it must be, before anything is locked
        with self._store.change("Change how long a door takes") as writer:
            write_times(writer, times)
            for plan_id in _plans(writer.connection):
                rounds = reading.plan_round_ids(writer.connection, plan_id)
                self._measure_again(writer, rounds, times)
        return writer.changes()

    def set_housing(self, door_ids: Collection[int], housing: str) -> Changes:
        """Say what housing doors are, one of `HOUSING`, or "" for nothing said."""
        if housing and housing not in HOUSING:
            raise UsersMistake(
                f"“{housing}” is no housing the program knows, so nothing was changed. Use {', '.join(HOUSING)}."
            )
        ids = list(dict.fromkeys(door_ids))
        self._refuse_unknown(ids)
        self._places.network()
        times = self.door_times()
        with self._store.change("Say what housing doors are") as writer:
            writer.counts["doors"] = writer.update(schema.door, [{"id": i, "housing": housing} for i in ids])
            now = dict.fromkeys(ids, housing)
            for plan_id in _plans(writer.connection):
                rounds = reading.rounds_holding(writer.connection, plan_id, ids)
                self._measure_again(writer, rounds, times, now)
        return writer.changes()

    def _measure_again(
        self, writer: Writer, round_ids: list[int], times: DoorTimes, housing: dict[int, str] | None = None
    ) -> None:
        """Write anew what rounds of one plan take; `housing` is what this change says of doors."""
        if not round_ids:
            return
        work = Reshaping(writer, round_ids, even_locked=True)
        doors = _with_housing(self._places.doors(work.door_ids), housing or {})
        work.measure_all = True
        work.save(self._legs_of(doors, work.request, times))


def _with_housing(doors: Iterable[Door], housing: dict[int, str]) -> list[Door]:
    return [replace(door, housing=housing.get(door.id, door.housing)) for door in doors]


def _plans(connection: Connection) -> list[int]:
    return list(connection.execute(select(schema.plan.c.id).order_by(schema.plan.c.id)).scalars())
