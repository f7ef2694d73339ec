"""What is checked before a plan is made or changed, each with its sentence. Reads only."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from walksheets.errors import UsersMistake
from walksheets.rounds import reading
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.legs import Legs
from walksheets.rounds.records import SplitRequest
from walksheets.store import Writer, schema

_DERIVED_FROM = ("door", "street", "map_extract", "plan", "round", "round_door")


def refuse_if_overtaken(writer: Writer, seen: int, times: DoorTimes) -> None:
    """Refuse to write a split of doors or rounds, or by times, that somebody changed while it was computed."""
    entry = schema.change_entry
    newer = select(entry.c.id).where(entry.c.change_id > seen, entry.c.table_name.in_(_DERIVED_FROM))
    if writer.connection.execute(newer.limit(1)).first() or reading.read_times(writer.connection) != times:
        raise UsersMistake(
            "Doors or rounds were changed while this split was being computed, so nothing was changed. Split again."
        )


def refuse_unknown_doors(legs: Legs, door_ids: Sequence[int]) -> None:
    if not legs.doors.keys() >= set(door_ids):
        raise UsersMistake("One of those doors is no longer in the campaign, so nothing was changed.")


def named(plan_name: str) -> str:
    name = plan_name.strip()
    if not name:
        raise UsersMistake("A plan needs a name, so nothing was changed. Call it “Spring leaflet”, say.")
    return name


def less_locked(request: SplitRequest, locked: int, free: int) -> SplitRequest:
    """Return the request for what is not locked."""
    if not locked:
        return request
    if not free:
        raise UsersMistake(
            "Every round of this plan is locked, so nothing was split. Unlock those that may change."
        )
    if request.rounds is None:
        return request
    if request.rounds <= locked:
        raise UsersMistake(
            f"{request.rounds} rounds were asked for and {locked} are locked, which leaves none for the other {free} doors; "
            f"nothing was split. Ask for more than {locked}, or unlock some."
        )
    return replace(request, rounds=request.rounds - locked)
