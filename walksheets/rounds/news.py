"""What became of the doors since a plan was made: new ones, and ones that everybody left.

Reads only.
"""

from sqlalchemy import Connection, select

from walksheets.rounds import reading
from walksheets.rounds.settled import ids_aside
from walksheets.store import schema


def new_doors(connection: Connection, plan_id: int) -> list[int]:
    """Return the doors in no round of the plan, but for those set aside or that everybody has left."""
    aside = ids_aside(reading.request_of(reading.plan_row(connection, plan_id)).aside)
    held = _held(connection, plan_id) | _emptied(connection) | aside
    ids = connection.execute(select(schema.door.c.id).order_by(schema.door.c.id)).scalars()
    return [door_id for door_id in ids if door_id not in held]


def emptied_doors(connection: Connection, plan_id: int) -> list[int]:
    """Return the plan's doors that had electors of whom none is on the register any more."""
    return sorted(_held(connection, plan_id) & _emptied(connection))


def _held(connection: Connection, plan_id: int) -> set[int]:
    each, of_plan = schema.round_door, schema.round_
    query = select(each.c.door_id).join(of_plan, of_plan.c.id == each.c.round_id)
    return set(connection.execute(query.where(of_plan.c.plan_id == plan_id)).scalars())


def _emptied(connection: Connection) -> set[int]:
    elector = schema.elector
    somebody = select(elector.c.door_id).where(elector.c.door_id.is_not(None)).distinct()
    here = connection.execute(somebody.where(elector.c.gone_on == "")).scalars()
    gone = connection.execute(somebody.where(elector.c.gone_on != "")).scalars()
    return {door_id for door_id in gone if door_id is not None} - set(here)
