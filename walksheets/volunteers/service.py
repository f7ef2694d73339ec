"""Volunteers: people and who holds which round, one verb each, every change undoable.

Holds no rule of who suits what: that is `matching`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from sqlalchemy import Connection, select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Places
from walksheets.rounds import Person, PlanRef, Rounds
from walksheets.store import Store, Writer, schema
from walksheets.volunteers import facts, matching
from walksheets.volunteers.people import columns_from, read_people
from walksheets.volunteers.records import ROLE_FOR, Assignment, HeldRound, Hole, Suggestion, Volunteer


class Volunteers:
    """The volunteers room of one open campaign."""

    def __init__(self, store: Store, places: Places, rounds: Rounds):
        self._store = store
        self._places = places
        self._rounds = rounds

    # People

    def people(self, *, include_left: bool = False) -> list[Volunteer]:
        """Return the volunteers by name; those who left only when asked for."""
        with self._store.read() as connection:
            return read_people(connection, include_left=include_left)

    def find(self, name: str) -> Volunteer:
        """Return the volunteer of a name or e-mail. Raises UsersMistake unless there is exactly one."""
        wanted = " ".join(name.split()).casefold()
        people = self.people()
        found = [p for p in people if wanted in (p.name.casefold(), p.email.casefold())]
        found = found or [p for p in people if wanted and wanted in p.name.casefold()]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsersMistake(f"No volunteer is called “{name}”, so nothing was changed. Add them first.")
        names = ", ".join(f"{p.name} ({p.email or p.phone})" for p in found)
        raise UsersMistake(f"“{name}” could be {names}; nothing was changed. Give the e-mail address.")

    def add(self, name: str, **details: Any) -> Changes:
        """Add a volunteer: `email`, `phone`, `postcode`, `roles`, `available`, `max_letterboxes` …"""
        row = columns_from({"name": name, **details})
        _refuse_nameless(row)
        with self._store.change(f"Add {row['name']}") as writer:
            writer.insert(schema.volunteer, [row])
            writer.counts["new"] = 1
        return writer.changes()

    def change(self, volunteer_id: int, **details: Any) -> Changes:
        """Change a volunteer's details; what is not named stays."""
        row = columns_from(details)
        if "left" in details:
            row["left"] = bool(details["left"])
        if "name" in row:
            _refuse_nameless(row)
        with self._store.change("Change a volunteer") as writer:
            _volunteer_row(writer.connection, volunteer_id)
            writer.counts["changed"] = writer.update(schema.volunteer, [{"id": volunteer_id, **row}])
        return writer.changes()

    def remove(self, volunteer_id: int) -> Changes:
        """Let a volunteer go: their rounds become holes; what they did stays on record."""
        with self._store.change("A volunteer leaves") as writer:
            _volunteer_row(writer.connection, volunteer_id)
            writer.update(schema.volunteer, [{"id": volunteer_id, "left": True}])
            held = select(schema.assignment.c.id).where(schema.assignment.c.volunteer_id == volunteer_id)
            ids = writer.connection.execute(held).scalars().all()
            writer.counts["holes"] = writer.delete(schema.assignment, ids)
        return writer.changes()

    def means(self, kind: str) -> list[Person]:
        """Return who could walk rounds of a kind, with the doors they take and their home, as a split for them wants it."""
        people = [p for p in self.people() if not p.roles or ROLE_FOR[kind] in p.roles]
        plane = self._places.projection()
        with self._store.read() as connection:
            known = facts.homes(connection, (person.postcode for person in people), plane)
        found = []
        for person in people:
            at = known.get(person.postcode)
            home = None if at is None else (float(plane.to_latlon(*at)[0]), float(plane.to_latlon(*at)[1]))
            found.append(Person(person.id, person.name, person.max_letterboxes, home))
        return found

    # Who holds what

    def assign(self, round_id: int, volunteer_id: int, reason: str = "by hand") -> Changes:
        """Give a round to a volunteer, in place of whoever held it."""
        with self._store.change("Assign a round") as writer:
            _volunteer_row(writer.connection, volunteer_id)
            _refuse_unknown_round(writer.connection, round_id)
            _write_assignment(writer, round_id, volunteer_id, reason)
            writer.counts["assigned"] = 1
        return writer.changes()

    def unassign(self, round_id: int) -> Changes:
        """Take a round back from whoever holds it."""
        with self._store.change("Take a round back") as writer:
            row = _assignment(writer.connection, round_id)
            writer.counts["holes"] = writer.delete(schema.assignment, [row["id"]] if row else [])
        return writer.changes()

    def assignments(self, plan: PlanRef) -> list[Assignment]:
        """Return who holds which round of a plan, by round number."""
        rounds = {each.id: each for each in self._rounds.rounds(plan)}
        assignment, volunteer = schema.assignment, schema.volunteer
        query = (
            select(assignment, volunteer.c.name)
            .join(volunteer, volunteer.c.id == assignment.c.volunteer_id)
            .where(assignment.c.round_id.in_(rounds))
        )
        with self._store.read() as connection:
            rows = connection.execute(query).mappings().all()
        held = [
            Assignment(
                round_id=row["round_id"],
                round_number=rounds[row["round_id"]].number,
                round_name=rounds[row["round_id"]].name,
                doors=rounds[row["round_id"]].doors,
                volunteer_id=row["volunteer_id"],
                volunteer=row["name"],
                since=row["since"],
                reason=row["reason"],
            )
            for row in rows
        ]
        return sorted(held, key=lambda each: each.round_number)

    def held(self) -> dict[int, dict[str, int]]:
        """Return how many rounds each volunteer holds in each plan, by the plan's name."""
        with self._store.read() as connection:
            return facts.held(connection)

    def suggest(self, plan: PlanRef) -> list[Suggestion]:
        """Say for every round that nobody holds who should take it and why, or why nobody can."""
        return matching.suggest(self._facts(plan))

    def assign_all(self, plan: PlanRef) -> Changes:
        """Give every round that nobody holds to whom the suggestion names, as one change."""
        suggestions = self.suggest(plan)
        with self._store.change("Assign the rounds of a plan") as writer:
            for each in suggestions:
                if each.volunteer_id is not None:
                    _volunteer_row(writer.connection, each.volunteer_id)
                    _refuse_unknown_round(writer.connection, each.round_id)
                    _write_assignment(writer, each.round_id, each.volunteer_id, each.reason)
            given = sum(each.volunteer_id is not None for each in suggestions)
            writer.counts.update(assigned=given, holes=len(suggestions) - given)
        return writer.changes()

    def holes(self, plan: PlanRef) -> list[Hole]:
        """Return the rounds of a plan that nobody holds, each with who could or why nobody can."""
        doors = {each.id: each.doors for each in self._rounds.rounds(plan)}
        return [
            Hole(
                each.round_id,
                each.round_number,
                each.round_name,
                doors[each.round_id],
                f"{each.volunteer} could: {each.reason}" if each.volunteer else each.reason,
            )
            for each in self.suggest(plan)
        ]

    def who_could(self, plan: PlanRef, round_id: int, most: int = 6) -> list[Suggestion]:
        """Return who else could take a round, held or not, and why; the likeliest first."""
        return self._who_could(plan, [round_id], most).get(round_id, [])

    def drop_out(self, volunteer_id: int, most: int = 4) -> list[HeldRound]:
        """Return what somebody holds in every plan, each round with who else could take it and why."""
        found = []
        for plan in self._rounds.plans():
            mine = [each for each in self.assignments(plan.id) if each.volunteer_id == volunteer_id]
            if mine:
                could = self._who_could(plan.id, [each.round_id for each in mine], most, without=volunteer_id)
                found += [
                    HeldRound(plan.id, plan.name, each, tuple(could.get(each.round_id, ()))) for each in mine
                ]
        return found

    def hand_over(self, volunteer_id: int, to: Mapping[int, int | None], *, leaves: bool = False) -> Changes:
        """Give a volunteer's rounds to others (None: to nobody) as one change; with `leaves` they help no more.

        What they did stays on record. Raises UsersMistake for a round or a person that is not there.
        """
        with self._store.change("Hand over rounds") as writer:
            who = _volunteer_row(writer.connection, volunteer_id)
            writer.what = f"{who['name']} {'leaves' if leaves else 'drops out'}"
            for round_id, other in to.items():
                _refuse_unknown_round(writer.connection, round_id)
                held = _assignment(writer.connection, round_id)
                if other is not None:
                    _volunteer_row(writer.connection, other)
                    _write_assignment(writer, round_id, other, f"took over from {who['name']}")
                elif held:
                    writer.delete(schema.assignment, [held["id"]])
            given = sum(other is not None for other in to.values())
            writer.counts.update({"rounds handed on": given, "holes": len(to) - given})
            if leaves:
                writer.update(schema.volunteer, [{"id": volunteer_id, "left": True}])
        return writer.changes()

    def doubts(self) -> dict[int, tuple[str, ...]]:
        """Return what is to be looked at in the list: volunteer's id → sentences."""
        people = self.people()
        plane = self._places.projection()
        with self._store.read() as connection:
            known = facts.homes(connection, (person.postcode for person in people), plane)
        names = Counter(person.name.casefold() for person in people)
        found = {}
        for person in people:
            said = []
            if names[person.name.casefold()] > 1:
                said.append(f"{person.name} stands in the list {names[person.name.casefold()]} times")
            if person.postcode and person.postcode not in known:
                said.append(f"the postcode {person.postcode} is not known here, so no round is near")
            if said:
                found[person.id] = tuple(said)
        return found

    def _who_could(
        self, plan: PlanRef, round_ids: Sequence[int], most: int, without: int | None = None
    ) -> dict[int, list[Suggestion]]:
        gathered = self._facts(plan, round_ids)
        holders = {each.round_id: each.volunteer_id for each in self.assignments(plan)}
        found = {}
        for task in gathered.tasks:
            not_them = {without, holders.get(task.round_id)}
            everyone = matching.ranked(gathered, task, most + len(not_them))
            found[task.round_id] = [each for each in everyone if each.volunteer_id not in not_them][:most]
        return found

    def _facts(self, plan: PlanRef, wanted: Sequence[int] = ()) -> matching.Facts:
        """Gather what the matching goes by: rounds that nobody holds (or those wanted), people, homes, earlier plans."""
        rounds = self._rounds.rounds(plan)
        held = self.assignments(plan)
        people = self.people()
        plane = self._places.projection()
        taken = {each.round_id for each in held}
        free = [each for each in rounds if (each.id in wanted if wanted else each.id not in taken)]
        chosen = next((each for each in self._rounds.plans() if plan in (each.id, each.name)), None)
        with self._store.read() as connection:
            homes = facts.homes(connection, (person.postcode for person in people), plane)
            usual = facts.usual(connection, chosen.id) if chosen else {}
        return matching.Facts(
            kind=chosen.kind if chosen else "leaflet",
            tasks=facts.tasks(free, self._rounds.plan_doors(plan), plane),
            candidates=facts.candidates(people, held, homes),
            mean_minutes=fmean([each.minutes for each in rounds] or [0.0]),
            usual=usual,
        )


def _refuse_nameless(row: dict[str, Any]) -> None:
    if not row.get("name"):
        raise UsersMistake("A volunteer needs a name, so nothing was changed.")


def _volunteer_row(connection: Connection, volunteer_id: int) -> Mapping[str, Any]:
    query = select(schema.volunteer).where(schema.volunteer.c.id == volunteer_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise UsersMistake("That volunteer is no longer in the campaign, so nothing was changed.")
    return dict(row)


def _refuse_unknown_round(connection: Connection, round_id: int) -> None:
    query = select(schema.round_.c.id).where(schema.round_.c.id == round_id)
    if connection.execute(query).scalar() is None:
        raise UsersMistake("That round is no longer in the campaign, so nothing was changed.")


def _assignment(connection: Connection, round_id: int) -> Mapping[str, Any] | None:
    query = select(schema.assignment).where(schema.assignment.c.round_id == round_id)
    row = connection.execute(query).mappings().first()
    return dict(row) if row else None


def _write_assignment(writer: Writer, round_id: int, volunteer_id: int, reason: str) -> None:
    """Give the round to the volunteer; a round has one holder."""
    held = _assignment(writer.connection, round_id)
    if held and held["volunteer_id"] == volunteer_id:
        return
    row = {"volunteer_id": volunteer_id, "since": writer.made_at, "reason": reason}
    if held:
        writer.update(schema.assignment, [{"id": held["id"], **row}])
    else:
        writer.insert(schema.assignment, [{"round_id": round_id, **row}])
