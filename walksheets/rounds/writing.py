"""Writing plans and rounds: the rows, in the order that keys and undo need.

Everything goes through an open Writer, so that several of these make one change.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from walksheets.rounds.legs import Legs, clock
from walksheets.rounds.records import SplitRequest
from walksheets.store import Writer, schema


def door_rows(
    round_id: int, door_ids: Sequence[int], legs: Legs, request: SplitRequest
) -> list[dict[str, Any]]:
    """Return the round_door rows of one round in walking order, measured."""
    walk_m = legs.walk_m(door_ids)
    minutes = clock(walk_m, request.door_minutes, request.speed_mps)
    return [
        {
            "round_id": round_id,
            "door_id": door_id,
            "position": position,
            "walk_m": round(walk, 2),
            "minutes": round(done, 4),
        }
        for position, (door_id, walk, done) in enumerate(zip(door_ids, walk_m, minutes, strict=True), start=1)
    ]


def delete_rounds(writer: Writer, round_ids: Sequence[int]) -> None:
    """Delete rounds with their doors and assignments."""
    for table in (schema.assignment, schema.round_door):
        rows = writer.connection.execute(select(table.c.id).where(table.c.round_id.in_(round_ids)))
        writer.delete(table, rows.scalars().all())
    writer.delete(schema.round_, round_ids)
