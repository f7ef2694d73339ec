"""Rounds for the volunteers there are: as large as what each can do, near their home, and theirs in the same step.

The part of the rounds' service that starts from people. Their ground is drawn about their homes first; the search goes
on from there with each round's size kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Door
from walksheets.progress import Progress, part, silent
from walksheets.rounds import reading
from walksheets.rounds.checks import named, refuse_if_overtaken
from walksheets.rounds.engine import Stop
from walksheets.rounds.engine.barriers import behind_barriers
from walksheets.rounds.engine.problem import Locks
from walksheets.rounds.legs import Floats, Legs
from walksheets.rounds.locking import Locking
from walksheets.rounds.near_homes import shared_ground
from walksheets.rounds.people import Means, Person, means
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.settled import ids_aside
from walksheets.rounds.splitting import DraftRound, share
from walksheets.rounds.street_order import NEXT_DOOR_M
from walksheets.rounds.trust import trust
from walksheets.rounds.writing import unlocked_rounds, write_plan
from walksheets.store import Writer, schema

DOORS_ALONE_MIN = 10.0
"""Minutes a door where only doors count: the walking is nothing beside them."""
AIMED_AT = 0.4
"""How much of the tolerance the search is given: what large rounds may have too much a small one would lack."""
SLIVER = 0.1
"""Less than this part of somebody's ground beyond a barrier is left to whoever walks there."""


class ForPeople(Locking):
    """The verb that starts from people."""

    def split_for(
        self,
        plan_name: str,
        people: Sequence[Person],
        request: SplitRequest,
        progress: Progress = silent,
        *,
        unit: str = "doors",
        stop: Stop | None = None,
    ) -> Changes:
        """Make a round for each person, as large as what they can do in `unit` ("doors", "minutes") over the others.

        Each round is theirs at once, all in one change. What nobody can do becomes rounds that nobody has; the plan's
        `trust` says so. Locked rounds stay, and what their holders have there counts for them. Raises UsersMistake.
        """
        plan_name, seen = named(plan_name), self._store.latest_change()
        request = self._asked(plan_name, request)
        doors, locked = self._open_doors(plan_name, request)
        times = self.door_times()
        legs = self._legs_of(doors, request, times)
        placed = _enough_placed(doors, legs)
        load = self._load(placed, legs, unit)
        there_is = float(load.sum()) * len(doors) / len(placed)
        found = means(self._not_busy(plan_name, people, locked, unit), there_is)
        counted = replace(request, minutes_per_door=DOORS_ALONE_MIN) if unit == "doors" else request
        balance = self._legs_of(doors, counted, times)
        barriers = self._lines(request)
        begun, sizes, whose = self._begun(placed, balance, load, found, barriers)
        asked = replace(counted, rounds=len(sizes), tolerance=AIMED_AT * request.tolerance)
        searching = part(progress, 0.05, 0.95)
        shared = share(
            doors, balance, asked, stop, searching, barriers=barriers, begun=begun, sizes=sizes
        )  # fmt: skip
        drafts = [replace(draft, door_ids=tuple(draft.door_ids)) for draft in shared.rounds]
        kept = replace(request, rounds=len(drafts) + len(locked), for_people=True)
        progress(0.96, "Writing the rounds")
        with self._store.change(f"Split “{plan_name}” for {len(people)} volunteers") as writer:
            refuse_if_overtaken(writer, seen, times)
            apart = _apart(drafts, sizes, legs, unit, request.tolerance)
            words = " ".join(each for each in (found.words(unit), self._trust(writer, doors), apart) if each)
            plan_id = write_plan(writer, plan_name, kept, words, drafts, legs)
            given = _assign(writer, plan_id, drafts, [whose.get(draft.begun_as) for draft in drafts])
            rounds, holes = len(drafts) + len(locked), len(drafts) - given
            writer.counts.update({"rounds": rounds, "doors": len(doors), "assigned": given, "holes": holes})
        progress(1.0, "The rounds are ready")
        return writer.changes()

    def _asked(self, plan_name: str, request: SplitRequest) -> SplitRequest:
        """Return the request with what is settled for the plan and without sizes: those are the people's."""
        bare = replace(request, rounds=1, minutes=None, doors=None, keep=0.0, for_people=False)
        asked = self._as_settled(plan_name, bare)
        asked.check()
        if asked.within != "free":
            raise UsersMistake(
                "Rounds for the volunteers you have go where people live, not by ward or district; nothing was split. "
                "Choose “Anywhere”, or say how many rounds."
            )
        return asked

    def _open_doors(self, plan_name: str, request: SplitRequest) -> tuple[list[Door], set[int]]:
        """Return the doors to share, which are neither set aside nor in a locked round, and the locked rounds."""
        held, locked = self._held(plan_name)
        gone = ids_aside(request.aside)
        doors = self._places.doors()
        return [door for door in doors if door.id not in gone and held.get(door.id) not in locked], locked

    def _trust(self, writer: Writer, doors: Sequence[Door]) -> str:
        return trust(
            doors,
            self._places.hard_to_reach(doors),
            map_there=self._places.network().edges > 0,
            postcodes_there=reading.any_postcodes(writer.connection),
        )

    def _not_busy(
        self, plan_name: str, people: Sequence[Person], locked: set[int], unit: str
    ) -> list[Person]:
        """Return people less what they have in locked rounds; who has enough there is left out."""
        if not locked:
            return list(people)
        busy: dict[str, float] = {}
        with self._store.read() as connection:
            rounds = reading.read_rounds(connection, reading.plan_row(connection, plan_name))
        for each in rounds:
            if each.id in locked and each.volunteer:
                busy[each.volunteer] = busy.get(each.volunteer, 0.0) + (
                    each.doors if unit == "doors" else each.minutes
                )
        left = [
            replace(each, size=each.size - busy[each.name]) if each.size and each.name in busy else each
            for each in people
        ]
        return [
            each for each in left if (each.size or 1) > 0 and not (each.size is None and each.name in busy)
        ]

    def _load(self, placed: Sequence[Door], legs: Legs, unit: str) -> Floats:
        """Return what each door is about, in doors, or in minutes with the way from the door before."""
        if unit == "doors":
            return np.ones(len(placed))
        return legs.minutes_at([door.id for door in placed]) + NEXT_DOOR_M / legs.metres_a_minute

    def _lines(self, request: SplitRequest) -> list[Floats]:
        plane = self._places.projection()
        return [plane.to_xy(*np.array(line).T) for line in request.barriers]

    def _begun(
        self, placed: Sequence[Door], legs: Legs, load: Floats, found: Means, barriers: Sequence[Floats]
    ) -> tuple[dict[int, int], dict[int, float], dict[int | None, Person]]:
        """Return each door's round to begin with, the size of each, and whose it is; a barrier divides somebody's in two."""
        ids = [door.id for door in placed]
        plane = self._places.projection()
        homes = np.full((len(found.people), 2), np.nan)
        for at, each in enumerate(found.people):
            if each.home is not None:
                homes[at] = plane.to_xy(*each.home)
        owner = shared_ground(legs.spots_of(ids).xy, load, homes, np.array(found.sizes))
        bounded = replace(
            legs.problem, spots=legs.spots_of(ids), minutes_at_door=legs.minutes_at(ids), locks=Locks(barriers=tuple(barriers))
        )  # fmt: skip
        side = np.unique(behind_barriers(bounded)[1], return_inverse=True)[1].reshape(-1)
        name = owner * (side.max() + 1) + side
        heavy = np.bincount(name, load)
        whole = np.bincount(owner, load, len(found.people))
        begun: dict[int, int] = {}
        sizes: dict[int, float] = {}
        whose: dict[int | None, Person] = {}
        for door_id, n, person in zip(ids, name.tolist(), owner.tolist(), strict=True):
            if heavy[n] >= SLIVER * whole[person]:
                begun[door_id] = n
                sizes[n] = found.sizes[person] * heavy[n] / whole[person]
                whose[n] = found.people[person]
        return begun, sizes, whose


def _enough_placed(doors: Sequence[Door], legs: Legs) -> list[Door]:
    """Return the doors that have a place. Raises UsersMistake where most have none."""
    placed = [door for door in doors if legs.placed(door.id)]
    if 2 * len(placed) < max(len(doors), 1) or not doors:
        raise UsersMistake(
            "Most doors have no place on a map, so nobody can say which lie near whose home; nothing was split. Import a map "
            "and postcodes, or say how many rounds."
        )
    return placed


def _apart(
    drafts: Sequence[DraftRound], sizes: Mapping[int, float], legs: Legs, unit: str, tolerance: float
) -> str:
    """Say how far rounds are from what people can do, where that is beyond the tolerance."""
    pairs = [
        (len(each.door_ids) if unit == "doors" else legs.minutes(each.door_ids), sizes[each.begun_as])
        for each in drafts
        if each.begun_as is not None
    ]
    had, wanted = np.array(pairs, dtype=float).reshape(-1, 2).T
    fair = had / wanted * wanted.sum() / max(had.sum(), 1e-9)
    if not len(fair) or (fair.max() <= 1 + tolerance and fair.min() >= 1 - tolerance):
        return ""
    return f"Rounds have {fair.min():.2f} to {fair.max():.2f} times what their share is: the doors were not divided more evenly."


def _assign(
    writer: Writer, plan_id: int, drafts: Sequence[DraftRound], people: Sequence[Person | None]
) -> int:
    """Give each round to whom it was made for, in place of whoever would have kept it; return how many have somebody."""
    rounds = unlocked_rounds(writer.connection, plan_id)
    orders = reading.orders(writer.connection, rounds)
    of_door = {row["door_id"]: rid for rid, rows in orders.items() for row in rows}
    table = schema.assignment
    there = writer.connection.execute(select(table.c.id).where(table.c.round_id.in_(rounds))).scalars().all()
    writer.delete(table, there)
    rows: list[Mapping[str, object]] = [
        {
            "round_id": of_door[draft.door_ids[0]], "volunteer_id": person.volunteer_id, "since": writer.made_at,
            "reason": "made for what they can do, near home",
        }
        for draft, person in zip(drafts, people, strict=True)
        if person is not None and person.volunteer_id is not None
    ]  # fmt: skip
    return len(writer.insert(table, rows))
