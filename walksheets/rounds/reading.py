"""Plans, rounds and round doors as the store has them, counted by the database itself.

Reads only; holds no rules of splitting or editing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from sqlalchemy import Connection, func, select

from walksheets.errors import UsersMistake
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.records import Plan, PlanRef, Round, SplitRequest
from walksheets.store import schema

TIMES = "door times"
"""The setting that holds the campaign's own minutes a door."""


def plan_row(connection: Connection, plan: PlanRef) -> dict[str, Any]:
    """Return a plan's row. Raises UsersMistake, naming the plans there are, when it is not there."""
    row = find_plan(connection, plan)
    if row is not None:
        return row
    names = connection.execute(select(schema.plan.c.name).order_by(schema.plan.c.id)).scalars().all()
    known = f"The plans are: {', '.join(names)}." if names else "Split the ward into rounds first."
    raise UsersMistake(f"There is no plan “{plan}” in this campaign, so nothing was changed. {known}")


def find_plan(connection: Connection, plan: PlanRef) -> dict[str, Any] | None:
    """Return a plan's row by its name or id, or None."""
    column = schema.plan.c.id if isinstance(plan, int) else schema.plan.c.name
    row = connection.execute(select(schema.plan).where(column == plan)).mappings().first()
    return dict(row) if row else None


def request_of(plan: Mapping[str, Any]) -> SplitRequest:
    """Return the request that a plan's row was made by, with what has been settled since."""
    return SplitRequest.from_settings((plan["settings"] or {}).get("request"))


def rounds_holding(connection: Connection, plan_id: int, door_ids: Iterable[int]) -> list[int]:
    """Return the rounds of a plan that hold any of these doors."""
    wanted = set(door_ids)
    rows = orders(connection, plan_round_ids(connection, plan_id))
    return [rid for rid, mine in rows.items() if any(row["door_id"] in wanted for row in mine)]


def round_rows(connection: Connection, round_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return rounds' rows in the order asked for. Raises UsersMistake when one is gone."""
    query = select(schema.round_).where(schema.round_.c.id.in_(round_ids))
    found = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    if not found.keys() >= set(round_ids):
        raise UsersMistake(
            "That round is no longer in the campaign, so nothing was changed. Look at the plan again."
        )
    return [found[round_id] for round_id in round_ids]


def read_plans(connection: Connection) -> list[Plan]:
    """Return every plan with the balance of its rounds, the oldest first."""
    rounds: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_rounds_with_sizes()).mappings():
        rounds[row["plan_id"]].append(row)
    plans = connection.execute(select(schema.plan).order_by(schema.plan.c.id)).mappings()
    return [_plan(row, rounds[row["id"]]) for row in plans]


def read_rounds(connection: Connection, plan: dict[str, Any]) -> list[Round]:
    """Return a plan's rounds by number."""
    plan_id = plan["id"]
    query = _rounds_with_sizes().where(schema.round_.c.plan_id == plan_id)
    rows = connection.execute(query.order_by(schema.round_.c.number)).mappings().all()
    electors = _electors(connection, plan_id)
    volunteers = _volunteers(connection, plan_id)
    delivered = _last_keyed(connection, [row["id"] for row in rows])
    return [
        Round(
            id=row["id"],
            plan=plan["name"],
            number=row["number"],
            name=row["name"],
            area=row["area"],
            doors=row["doors"],
            electors=electors.get(row["id"], 0),
            minutes=row["minutes"],
            walk_m=row["walk_m"],
            locked=row["locked"],
            order_by_hand=row["order_by_hand"],
            volunteer=volunteers.get(row["id"], ""),
            last_delivered=delivered.get(row["id"], ""),
        )
        for row in rows
    ]


def orders(connection: Connection, round_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the round_door rows of each round, in walking order."""
    wanted = list(round_ids)
    query = select(schema.round_door).where(schema.round_door.c.round_id.in_(wanted))
    found: dict[int, list[dict[str, Any]]] = {round_id: [] for round_id in wanted}
    for row in connection.execute(query.order_by(schema.round_door.c.position)).mappings():
        found[row["round_id"]].append(dict(row))
    return found


def plan_round_ids(connection: Connection, plan_id: int) -> list[int]:
    """Return the ids of a plan's rounds by number."""
    query = select(schema.round_.c.id).where(schema.round_.c.plan_id == plan_id)
    return list(connection.execute(query.order_by(schema.round_.c.number)).scalars())


def balance(connection: Connection, plan_id: int) -> dict[str, int]:
    """Return the plan's figures as whole minutes and metres, for those who count."""
    (plan,) = (each for each in read_plans(connection) if each.id == plan_id)
    return {
        "minutes_min": round(plan.minutes_min),
        "minutes_mean": round(plan.minutes_mean),
        "minutes_max": round(plan.minutes_max),
        "walk_m": round(plan.walk_m),
    }


def read_times(connection: Connection) -> DoorTimes:
    """Return how long the campaign says a door takes."""
    setting = schema.setting
    own = connection.execute(select(setting.c.value).where(setting.c.key == TIMES)).scalar()
    return DoorTimes.from_settings(own or {})


def streets(connection: Connection, street_ids: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Return the name and the number of doors of some streets."""
    street, door = schema.street, schema.door
    query = (
        select(street.c.id, street.c.name, func.count(door.c.id))
        .join(door, door.c.street_id == street.c.id)
        .where(street.c.id.in_(list(street_ids)))
        .group_by(street.c.id, street.c.name)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def any_postcodes(connection: Connection) -> bool:
    """Tell whether the campaign knows where any postcode is."""
    return connection.execute(select(schema.postcode.c.id).limit(1)).first() is not None


def _rounds_with_sizes() -> Any:
    """Return the query of rounds with their doors, minutes and walking."""
    each = schema.round_door
    sizes = (
        select(
            each.c.round_id,
            func.count().label("doors"),
            func.max(each.c.minutes).label("minutes"),
            func.sum(each.c.walk_m).label("walk_m"),
        )
        .group_by(each.c.round_id)
        .subquery()
    )
    return select(
        schema.round_,
        func.coalesce(sizes.c.doors, 0).label("doors"),
        (func.coalesce(sizes.c.minutes, 0.0) + schema.round_.c.back_min).label("minutes"),
        (func.coalesce(sizes.c.walk_m, 0.0) + schema.round_.c.back_m).label("walk_m"),
    ).outerjoin(sizes, sizes.c.round_id == schema.round_.c.id)


def _plan(row: Any, rounds: Sequence[Any]) -> Plan:
    minutes = [each["minutes"] for each in rounds] or [0.0]
    settings = row["settings"] or {}
    return Plan(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        version=row["version"],
        made_at=row["made_at"],
        rounds=len(rounds),
        doors=sum(each["doors"] for each in rounds),
        minutes_min=min(minutes),
        minutes_mean=fmean(minutes),
        minutes_max=max(minutes),
        walk_m=sum(each["walk_m"] for each in rounds),
        trust=settings.get("trust", ""),
        request=request_of(row),
    )


def _electors(connection: Connection, plan_id: int) -> dict[int, int]:
    each, elector = schema.round_door, schema.elector
    query = (
        select(each.c.round_id, func.count())
        .join(schema.round_, schema.round_.c.id == each.c.round_id)
        .join(elector, elector.c.door_id == each.c.door_id)
        .where(schema.round_.c.plan_id == plan_id, elector.c.gone_on == "")
        .group_by(each.c.round_id)
    )
    return dict(connection.execute(query).all())


def _volunteers(connection: Connection, plan_id: int) -> dict[int, str]:
    assignment, volunteer = schema.assignment, schema.volunteer
    query = (
        select(assignment.c.round_id, volunteer.c.name)
        .join(volunteer, volunteer.c.id == assignment.c.volunteer_id)
        .join(schema.round_, schema.round_.c.id == assignment.c.round_id)
        .where(schema.round_.c.plan_id == plan_id)
    )
    return dict(connection.execute(query).all())


def _last_keyed(connection: Connection, round_ids: Sequence[int]) -> dict[int, str]:
    sheet, line, result = schema.sheet, schema.sheet_line, schema.result
    query = (
        select(sheet.c.round_id, func.max(result.c.keyed_at))
        .join(line, line.c.sheet_id == sheet.c.id)
        .join(result, result.c.sheet_line_id == line.c.id)
        .where(sheet.c.round_id.in_(round_ids), result.c.superseded.is_(False))
        .group_by(sheet.c.round_id)
    )
    return dict(connection.execute(query).all())
