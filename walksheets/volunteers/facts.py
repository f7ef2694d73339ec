"""What the matching needs to know, gathered from the store: homes, ends of rounds, who had which doors.

Reads only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, func, select

from walksheets.places import Door, LocalPlane
from walksheets.rounds import Round, RoundDoor
from walksheets.store import schema
from walksheets.volunteers.matching import XY, Candidate, Task
from walksheets.volunteers.records import Assignment, Volunteer


def tasks(rounds: Iterable[Round], doors: Iterable[RoundDoor], plane: LocalPlane) -> list[Task]:
    """Return the rounds as tasks, with where each may begin."""
    walks: dict[int, list[Door]] = defaultdict(list)
    for row in doors:
        walks[row.round_id].append(row.door)
    return [
        Task(
            each.id,
            each.number,
            each.name,
            each.doors,
            each.minutes,
            sum(bool(door.flat) for door in walks[each.id]) / max(each.doors, 1),
            _ends(walks[each.id], plane),
        )
        for each in rounds
    ]


def candidates(
    people: Sequence[Volunteer], held: Sequence[Assignment], homes: dict[str, XY]
) -> list[Candidate]:
    """Return the volunteers with their homes and what they hold of the plan already."""
    rounds, doors = Counter(each.volunteer_id for each in held), Counter[int]()
    for each in held:
        doors[each.volunteer_id] += each.doors
    return [
        Candidate(person, homes.get(person.postcode), rounds[person.id], doors[person.id])
        for person in people
    ]


def homes(connection: Connection, postcodes: Iterable[str], plane: LocalPlane) -> dict[str, XY]:
    """Return where postcodes are, in local metres: the postcode's own point, else its doors' middle."""
    wanted = {postcode for postcode in postcodes if postcode}
    point, door = schema.postcode, schema.door
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    own = select(point.c.postcode, point.c.lat, point.c.lon).where(point.c.postcode.in_(wanted))
    for postcode, lat, lon in connection.execute(own):
        found[postcode].append((lat, lon))
    rest = wanted - found.keys()
    theirs = select(door.c.postcode, door.c.lat, door.c.lon).where(
        door.c.postcode.in_(rest), door.c.lat.is_not(None)
    )
    for postcode, lat, lon in connection.execute(theirs):
        if lat is not None and lon is not None:
            found[postcode].append((lat, lon))
    middles = {postcode: np.mean(places, axis=0) for postcode, places in found.items()}
    return {postcode: _xy(plane, lat, lon) for postcode, (lat, lon) in middles.items()}


def held(connection: Connection) -> dict[int, dict[str, int]]:
    """Return how many rounds each volunteer holds, by the plan's name, the oldest plan first."""
    assignment, round_, plan = schema.assignment, schema.round_, schema.plan
    query = (
        select(assignment.c.volunteer_id, plan.c.name, func.count())
        .join(round_, round_.c.id == assignment.c.round_id)
        .join(plan, plan.c.id == round_.c.plan_id)
        .group_by(assignment.c.volunteer_id, plan.c.id, plan.c.name)
        .order_by(plan.c.id)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for volunteer_id, name, rounds in connection.execute(query):
        found[volunteer_id][name] = rounds
    return dict(found)


def usual(connection: Connection, plan_id: int) -> dict[tuple[int, int], tuple[float, str]]:
    """Return, for a round and a volunteer, the share of its doors they had in another plan, and its name.

    Only plans of the same kind count, and of those the one where the share is largest.
    """
    mine, theirs = schema.round_door.alias("mine"), schema.round_door.alias("theirs")
    here, there = schema.round_.alias("here"), schema.round_.alias("there")
    plan, other = schema.plan.alias("plan"), schema.plan.alias("other")
    query = (
        select(mine.c.round_id, mine.c.door_id, schema.assignment.c.volunteer_id, other.c.name)
        .join(here, here.c.id == mine.c.round_id)
        .join(plan, plan.c.id == here.c.plan_id)
        .join(theirs, theirs.c.door_id == mine.c.door_id)
        .join(there, there.c.id == theirs.c.round_id)
        .join(other, (other.c.id == there.c.plan_id) & (other.c.kind == plan.c.kind))
        .join(schema.assignment, schema.assignment.c.round_id == there.c.id)
        .where(here.c.plan_id == plan_id, there.c.plan_id != plan_id)
    )
    shared = Counter(
        (round_id, volunteer_id, name) for round_id, _, volunteer_id, name in connection.execute(query)
    )
    sizes = Counter(
        connection.execute(
            select(mine.c.round_id).join(here, here.c.id == mine.c.round_id).where(here.c.plan_id == plan_id)
        ).scalars()
    )
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for (round_id, volunteer_id, name), count in sorted(shared.items()):
        share = count / sizes[round_id]
        if share > best.get((round_id, volunteer_id), (0.0, ""))[0]:
            best[round_id, volunteer_id] = (share, name)
    return best


def _ends(doors: Sequence[Door], plane: LocalPlane) -> tuple[XY, ...]:
    """Return where the first and the last placed door stand: a round may be walked either way."""
    placed = [(d.lat, d.lon) for d in doors if d.lat is not None and d.lon is not None]
    return tuple(_xy(plane, lat, lon) for lat, lon in (placed[:1] + placed[-1:]))


def _xy(plane: LocalPlane, lat: float, lon: float) -> XY:
    x, y = plane.to_xy(lat, lon)
    return float(x), float(y)
