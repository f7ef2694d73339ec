"""Writing plans and rounds: the rows, in the order that keys and undo need.

Everything goes through an open Writer, so that several of these make one change.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from sqlalchemy import Connection, select

from walksheets.rounds import reading
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.legs import Legs
from walksheets.rounds.names import round_names
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.splitting import DraftRound
from walksheets.store import Writer, schema

SAME_ROUND = 0.5
"""From this share of common doors on, a new round is the old one to whoever holds it."""


def write_plan(
    writer: Writer, name: str, request: SplitRequest, trust: str, drafts: Sequence[DraftRound], legs: Legs
) -> int:
    """Make `drafts` the rounds of the plan called `name`, new or in place of its unlocked ones; return its id.

    Whoever held an old round keeps the new one that has most of its doors.
    """
    settings = settings_of(request, trust)
    row = {"name": name, "kind": request.kind, "made_at": writer.made_at, "settings": settings}
    old = reading.find_plan(writer.connection, name)
    if old is None:
        (plan_id,) = writer.insert(schema.plan, [row])
        write_rounds(writer, plan_id, drafts, legs)
        return plan_id
    plan_id = int(old["id"])
    replaced = unlocked_rounds(writer.connection, plan_id)
    held = held_doors(writer.connection, replaced)
    delete_rounds(writer, replaced)
    writer.update(schema.plan, [{"id": plan_id, **row, "version": old["version"] + 1}])
    ids = write_rounds(writer, plan_id, drafts, legs)
    hand_on(writer, held, {rid: draft.door_ids for rid, draft in zip(ids, drafts, strict=True)})
    return plan_id


def settings_of(request: SplitRequest, trust: str) -> dict[str, Any]:
    """Return what a plan keeps of how it was made; how much stayed last time is no part of it."""
    return {"request": replace(request, keep=0.0).as_settings(), "trust": trust}


def settle(writer: Writer, plan_id: int, **settled: Any) -> None:
    """Write what was settled for a plan into what it was asked; the rounds stay as they are."""
    row = reading.plan_row(writer.connection, plan_id)
    request = replace(reading.request_of(row), **settled)
    trust = (row["settings"] or {}).get("trust", "")
    writer.update(schema.plan, [{"id": plan_id, "settings": settings_of(request, trust)}])


def write_rounds(writer: Writer, plan_id: int, drafts: Sequence[DraftRound], legs: Legs) -> range:
    """Insert rounds with free numbers and names after their streets; return their ids."""
    taken = set(
        writer.connection.execute(
            select(schema.round_.c.number).where(schema.round_.c.plan_id == plan_id)
        ).scalars()
    )
    free = (number for number in count(1) if number not in taken)
    names = round_names([[legs.doors[door_id] for door_id in draft.door_ids] for draft in drafts])
    ids = writer.insert(
        schema.round_,
        [
            {
                "plan_id": plan_id,
                "number": next(free),
                "name": name,
                "area": draft.area,
                **way_back(draft.door_ids, legs),
            }
            for name, draft in zip(names, drafts, strict=True)
        ],
    )
    rows: list[dict[str, Any]] = []
    for round_id, draft in zip(ids, drafts, strict=True):
        rows += door_rows(round_id, draft.door_ids, legs)
    writer.insert(schema.round_door, rows)
    return ids


def way_back(door_ids: Sequence[int], legs: Legs) -> dict[str, float]:
    """Return the columns of a round that say what the way from its last door to its end takes."""
    return {"back_m": round(legs.back_m(door_ids), 2), "back_min": round(legs.back_min(door_ids), 4)}


def door_rows(round_id: int, door_ids: Sequence[int], legs: Legs) -> list[dict[str, Any]]:
    """Return the round_door rows of one round in walking order, measured."""
    walk_m, minutes = legs.walk_m(door_ids), legs.clock(door_ids)
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


def write_times(writer: Writer, times: DoorTimes) -> None:
    """Make these the campaign's minutes a door."""
    setting = schema.setting
    query = select(setting.c.id).where(setting.c.key == reading.TIMES)
    found = writer.connection.execute(query).scalar()
    if found is None:
        writer.insert(setting, [{"key": reading.TIMES, "value": times.as_settings()}])
    else:
        writer.update(setting, [{"id": found, "value": times.as_settings()}])


def delete_rounds(writer: Writer, round_ids: Sequence[int]) -> None:
    """Delete rounds with their doors and assignments."""
    for table in (schema.assignment, schema.round_door):
        rows = writer.connection.execute(select(table.c.id).where(table.c.round_id.in_(round_ids)))
        writer.delete(table, rows.scalars().all())
    writer.delete(schema.round_, round_ids)


def delete_plan(writer: Writer, plan_id: int) -> None:
    """Delete a plan; what was printed of it stays, in its own words."""
    delete_rounds(writer, reading.plan_round_ids(writer.connection, plan_id))
    run = schema.print_run
    runs = writer.connection.execute(select(run.c.id).where(run.c.plan_id == plan_id)).scalars().all()
    writer.update(run, [{"id": run_id, "plan_id": None} for run_id in runs])
    writer.delete(schema.plan, [plan_id])


def unlocked_rounds(connection: Connection, plan_id: int) -> list[int]:
    """Return the ids of the rounds that a new split may replace."""
    table = schema.round_
    query = select(table.c.id).where(table.c.plan_id == plan_id, table.c.locked.is_(False))
    return list(connection.execute(query).scalars())


def held_doors(connection: Connection, round_ids: Sequence[int]) -> list[tuple[dict[str, Any], set[int]]]:
    """Return each assignment of these rounds with the round's doors."""
    table = schema.assignment
    rows = connection.execute(select(table).where(table.c.round_id.in_(round_ids))).mappings().all()
    orders = reading.orders(connection, [row["round_id"] for row in rows])
    return [(dict(row), {each["door_id"] for each in orders[row["round_id"]]}) for row in rows]


def hand_on(
    writer: Writer, held: Iterable[tuple[dict[str, Any], set[int]]], rounds: Mapping[int, Sequence[int]]
) -> None:
    """Give each new round to whoever held most of its doors, when that is at least half of what they held."""
    offers = sorted(
        (
            (-len(doors.intersection(door_ids)), round_id, assignment["id"], assignment)
            for assignment, doors in held
            for round_id, door_ids in rounds.items()
            if len(doors.intersection(door_ids)) >= SAME_ROUND * max(len(doors), 1)
        ),
        key=lambda offer: offer[:3],
    )
    given: Counter[int] = Counter()
    kept: set[int] = set()
    for _, round_id, assignment_id, assignment in offers:
        if not given[round_id] and assignment_id not in kept:
            given[round_id] += 1
            kept.add(assignment_id)
            row = {key: assignment[key] for key in ("volunteer_id", "since", "reason")}
            writer.insert(schema.assignment, [{"round_id": round_id, **row}])
    writer.counts["volunteers_kept"] = len(kept)
