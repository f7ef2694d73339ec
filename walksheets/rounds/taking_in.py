"""Rounds that come back as a spreadsheet, ours or somebody's own, made a plan again.

Works on an open Writer. Doors are found by UPRN or address and never added here.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.places import fold, uprn
from walksheets.places import postcode as tidy_postcode
from walksheets.rounds import reading
from walksheets.rounds.door_times import DoorTimes
from walksheets.rounds.legs import clock
from walksheets.rounds.names import round_names
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.settled import without_aside
from walksheets.rounds.street_order import assumed_walk_m, natural_key
from walksheets.rounds.writing import delete_rounds, hand_on, held_doors, settle
from walksheets.store import Writer, schema

UNNAMED_PLAN = "Imported rounds"
CANVASS_FROM_MIN = 1.0
"""Rounds that take longer than this a door are not for leaflets."""


@dataclass(frozen=True, slots=True)
class RoundsTakenIn:
    """What a file of rounds amounted to. `not_understood` is (index of the row, column, why)."""

    counts: dict[str, int]
    not_understood: tuple[tuple[int, str, str], ...]


class _There(NamedTuple):
    """A door as much as matching, naming and ordering need."""

    id: int
    street_id: int
    street: str
    flat: str
    number: str
    postcode: str
    housing: str


@dataclass(slots=True)
class _Walk:
    """A round in the making: its doors in walking order with what the file says of each."""

    name: str
    lines: list[tuple[float, int, float | None, float | None]] = field(default_factory=list)

    def door_ids(self) -> list[int]:
        return [door_id for _, door_id, _, _ in self.lines]


def take_in_rounds(writer: Writer, rows: Iterable[Mapping[str, Any]]) -> RoundsTakenIn:
    """Make plans of rows of `plan`, `round`, `position`, a door's `uprn` or address, `walk_m`, `minutes`.

    A plan of that name is changed only in the rounds that differ, so the same file twice changes
    nothing. Rows whose door or round cannot be told are handed back. Raises UsersMistake when a
    locked round would change.
    """
    doors = {door.id: door for door in _doors(writer.connection)}
    find = _Finder(writer.connection, doors)
    plans: dict[str, dict[str, _Walk]] = defaultdict(dict)
    seen: set[tuple[str, int]] = set()
    problems: list[tuple[int, str, str]] = []
    for index, row in enumerate(rows):
        plan, named = _text(row, "plan") or UNNAMED_PLAN, _text(row, "round")
        door_id = find.door(row)
        if not named:
            problems.append((index, "round", "the row names no round"))
        elif door_id is None:
            problems.append((index, "street", "no door of the campaign has this UPRN or address"))
        elif (plan, door_id) in seen:
            problems.append((index, "street", "this door stands in an earlier row of the plan already"))
        else:
            seen.add((plan, door_id))
            walk = plans[plan].setdefault(named, _Walk(_text(row, "round_name") or _text(row, "name")))
            position = _number(row, "position")
            place = len(walk.lines) + 1.0 if position is None else position
            walk.lines.append((place, door_id, _number(row, "walk_m"), _number(row, "minutes")))
    counts = {"new": 0, "changed": 0, "same": 0}
    for plan, walks in plans.items():
        _write(writer, plan, walks, doors, counts)
    return RoundsTakenIn(counts, tuple(problems))


def _write(
    writer: Writer, plan: str, walks: Mapping[str, _Walk], doors: Mapping[int, _There], counts: dict[str, int]
) -> None:
    for walk in walks.values():
        walk.lines.sort(key=lambda line: line[0])
    wanted = _numbered(walks)
    request = _request(wanted.values())
    row = {"name": plan, "kind": request.kind, "made_at": writer.made_at}
    old = reading.find_plan(writer.connection, plan)
    if old is None:
        settings = {"request": request.as_settings()}
        (plan_id,) = writer.insert(schema.plan, [{**row, "settings": settings}])
        _insert(writer, plan_id, wanted, doors, request)
        counts["new"] += len(wanted)
        return
    plan_id = int(old["id"])
    there = reading.round_rows(writer.connection, reading.plan_round_ids(writer.connection, plan_id))
    orders = reading.orders(writer.connection, [each["id"] for each in there])
    same = {
        each["number"]
        for each in there
        if each["number"] in wanted
        and [line["door_id"] for line in orders[each["id"]]] == wanted[each["number"]].door_ids()
    }
    replaced = [each for each in there if each["number"] not in same]
    changed = {number: walk for number, walk in wanted.items() if number not in same}
    _refuse_locked(plan, replaced)
    counts["same"] += len(same)
    counts["changed"] += len(changed)
    if not (replaced or changed):
        return
    walked_to = [door_id for walk in wanted.values() for door_id in walk.door_ids()]
    settle(writer, plan_id, aside=without_aside(reading.request_of(old).aside, walked_to))
    held = held_doors(writer.connection, [each["id"] for each in replaced])
    delete_rounds(writer, [each["id"] for each in replaced])
    writer.update(schema.plan, [{"id": plan_id, "version": old["version"] + 1, "made_at": writer.made_at}])
    ids = _insert(writer, plan_id, changed, doors, request)
    hand_on(writer, held, {rid: walk.door_ids() for rid, walk in zip(ids, changed.values(), strict=True)})


def _insert(
    writer: Writer,
    plan_id: int,
    walks: Mapping[int, _Walk],
    doors: Mapping[int, _There],
    request: SplitRequest,
) -> range:
    names = round_names([[doors[door_id] for door_id in walk.door_ids()] for walk in walks.values()])
    rows = [
        {"plan_id": plan_id, "number": number, "name": walk.name or name, "named_by_hand": bool(walk.name)}
        for (number, walk), name in zip(walks.items(), names, strict=True)
    ]
    ids = writer.insert(schema.round_, rows)
    lines: list[dict[str, Any]] = []
    times = reading.read_times(writer.connection)
    for round_id, walk in zip(ids, walks.values(), strict=True):
        walk_m, minutes = _measured(walk, doors, request, times)
        lines += [
            {"round_id": round_id, "door_id": door_id, "position": n, "walk_m": metres, "minutes": done}
            for n, (door_id, metres, done) in enumerate(zip(walk.door_ids(), walk_m, minutes, strict=True), 1)
        ]
    writer.insert(schema.round_door, lines)
    return ids


def _measured(
    walk: _Walk, doors: Mapping[int, _There], request: SplitRequest, times: DoorTimes
) -> tuple[Sequence[float], Sequence[float]]:
    """Return what the file says of walking and minutes, or what a street usually takes where it says nothing."""
    said = [(metres, done) for _, _, metres, done in walk.lines if metres is not None and done is not None]
    if len(said) == len(walk.lines):
        return [metres for metres, _ in said], [done for _, done in said]
    ids = walk.door_ids()
    assumed = [0.0, *(assumed_walk_m(doors[a], doors[b]) for a, b in pairwise(ids))]
    at_door = np.array([request.minutes_at(doors[door_id], times) for door_id in ids])
    return assumed, clock(assumed, at_door, request.speed_mps)


def _numbered(walks: Mapping[str, _Walk]) -> dict[int, _Walk]:
    """Return the walks by number; those called something else than a number come after, with that name."""
    numbered = {int(name): walk for name, walk in walks.items() if name.isdecimal() and int(name) > 0}
    following = max(numbered, default=0)
    for name, walk in walks.items():
        if walk not in numbered.values():
            following += 1
            walk.name = walk.name or name
            numbered[following] = walk
    return dict(sorted(numbered.items()))


def _request(walks: Iterable[_Walk]) -> SplitRequest:
    """Return the request these rounds might have come of: their kind shows in the minutes a door."""
    rounds = list(walks)
    took = [(walk.lines[-1][3], len(walk.lines)) for walk in rounds]
    doors = sum(count for minutes, count in took if minutes is not None)
    minutes = sum(minutes for minutes, _ in took if minutes is not None)
    kind = "canvass" if doors and minutes / doors > CANVASS_FROM_MIN else "leaflet"
    return SplitRequest(kind, rounds=len(rounds))


def _refuse_locked(plan: str, replaced: Iterable[Mapping[str, Any]]) -> None:
    for each in replaced:
        if each["locked"]:
            raise UsersMistake(
                f"Round {each['number']} of “{plan}” is locked and the file changes it, so no rounds were taken in. "
                "Unlock it first if it may change."
            )


class _Finder:
    """Finds the campaign's door that a row means, by UPRN, else by flat, number, street and postcode."""

    def __init__(self, connection: Connection, doors: Mapping[int, _There]):
        query = select(schema.door.c.uprn, schema.door.c.id).where(schema.door.c.uprn.is_not(None))
        self._by_uprn: dict[str, int] = {code: door_id for code, door_id in connection.execute(query) if code}
        self._exact = {_address(d.flat, d.number, d.street, d.postcode): d.id for d in doors.values()}
        self._no_postcode: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for address, door_id in self._exact.items():
            self._no_postcode[address[:3]].append(door_id)

    def door(self, row: Mapping[str, Any]) -> int | None:
        """Return the door's id; an address without its postcode must mean one door only."""
        by_uprn = self._by_uprn.get(uprn(_text(row, "uprn")))
        if by_uprn is not None:
            return by_uprn
        house = _text(row, "house") or _text(row, "number_of_house") or _text(row, "number")
        postcode = _text(row, "postcode")
        address = _address(_text(row, "flat"), house, _text(row, "street"), postcode)
        alike = self._no_postcode.get(address[:3], [])
        return self._exact.get(address) or (alike[0] if len(alike) == 1 and not postcode else None)


def _address(flat: str, number: str, street: str, postcode: str) -> tuple[Any, ...]:
    return natural_key(fold(flat)), natural_key(fold(number)), fold(street), tidy_postcode(postcode)


def _doors(connection: Connection) -> list[_There]:
    door, street = schema.door, schema.street
    columns = (
        *(door.c.id, door.c.street_id, street.c.name),
        *(door.c.flat, door.c.number, door.c.postcode, door.c.housing),
    )
    query = select(*columns).join(street, street.c.id == door.c.street_id)
    return [_There(*row) for row in connection.execute(query)]


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else " ".join(str(value).split())


def _number(row: Mapping[str, Any], key: str) -> float | None:
    try:
        value = float(_text(row, key))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
