"""Gathering what a print run is about from the rooms below: reads only, and makes the plain facts.

Here is decided who may stand on paper: nobody who is gone, moved, deceased, without a door, or who
asked not to be contacted.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from walksheets.errors import UsersMistake
from walksheets.places import LocalPlane, Places
from walksheets.register import DO_NOT_CONTACT, Elector, Register
from walksheets.rounds import Plan, Round, RoundDoor, Rounds, SplitRequest
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.designs import CURRENT
from walksheets.sheets.facts import CodeFact, DoorFacts, Floats, PersonFacts, RoundFacts, RunFacts
from walksheets.sheets.ledger import read_mark
from walksheets.sheets.records import Organiser
from walksheets.sheets.words import month
from walksheets.store import schema

LEFT_OFF = frozenset({"deceased", "moved", DO_NOT_CONTACT})
ORGANISER = "organiser"
_FIRST_TIME = timedelta(days=365)  # how long after coming of age one counts as voting for the first time


def read_run(
    connection: Connection,
    kind: str,
    plan: Plan | None,
    codes: tuple[CodeFact, ...],
    run: int | None,
    printed_on: str,
    register_date: str,
) -> RunFacts:
    """Return what every page of a run says alike, whatever kind of paper it is."""
    organiser = read_organiser(connection)
    return RunFacts(
        campaign=connection.execute(select(schema.campaign.c.name)).scalar_one(),
        plan=plan.name if plan else "",
        plan_version=plan.version if plan else 1,
        kind=kind,
        run=run,
        printed_on=printed_on,
        register_date=register_date,
        register_imported=_register_imported(connection),
        organiser=organiser.name,
        telephone=organiser.telephone,
        codes=codes,
        mark=read_mark(connection),
    )


def read_setting(connection: Connection, key: str) -> Any:
    """Return a setting of the campaign, or None."""
    query = select(schema.setting.c.value).where(schema.setting.c.key == key)
    return connection.execute(query).scalar()


def read_organiser(connection: Connection) -> Organiser:
    """Return whom volunteers ring."""
    return Organiser(**(read_setting(connection, ORGANISER) or {}))


def read_design(connection: Connection) -> SheetDesign:
    """Return the campaign's own sheet design, or the usual one."""
    return SheetDesign.from_settings(read_setting(connection, CURRENT))


def pick_rounds(plan: Plan, rounds: Sequence[Round], numbers: Sequence[int] | None) -> list[Round]:
    """Return the rounds with these numbers, or all. Raises UsersMistake for one that is not there."""
    if not rounds:
        raise UsersMistake(f"“{plan.name}” has no rounds yet, so nothing was printed. Split the ward first.")
    if numbers is None:
        return list(rounds)
    if not numbers:
        raise UsersMistake("No round was chosen, so nothing was printed. Choose one or more, or all.")
    known = {each.number: each for each in rounds}
    for number in numbers:
        if number not in known:
            raise UsersMistake(
                f"“{plan.name}” has no round {number}, so nothing was printed. Its rounds are {min(known)} to {max(known)}."
            )
    return [known[number] for number in sorted(set(numbers))]


class Gatherer:
    """Reads the rounds of one run; what they share (places, people, answers) is read once for all."""

    def __init__(
        self,
        connection: Connection,
        places: Places,
        register: Register,
        rounds: Rounds,
        plan: Plan,
        chosen: Sequence[Round],
        printed_on: str,
        design: SheetDesign,
    ):
        single = len(chosen) == 1
        self._walk_ends = _walk_ends(plan.request)
        self._ways = {chosen[0].id: rounds.way(chosen[0].id)} if single else rounds.ways(plan.id)
        doors = rounds.round_doors(chosen[0].id) if single else rounds.plan_doors(plan.id)
        self._doors: dict[int, list[RoundDoor]] = {each.id: [] for each in chosen}
        for row in doors:
            if row.round_id in self._doors:
                self._doors[row.round_id].append(row)
        ids = [row.door.id for rows in self._doors.values() for row in rows]
        self._xy = _positions(places.projection(), self._doors.values())
        since = (date.fromisoformat(printed_on) - _FIRST_TIME).isoformat()
        self._people: dict[int, list[PersonFacts]] = {}
        self._left_alone: set[int] = set()
        if plan.kind == "canvass":
            last = last_answers(connection) if "last" in design.columns else {}
            self._read_people(register, ids, since, last)

    def round_facts(self, each: Round, replaces_run: int | None) -> RoundFacts:
        """Return one round as it will stand on paper."""
        way = self._ways.get(each.id)
        return RoundFacts(
            id=each.id,
            number=each.number,
            name=tidy(each.name),
            doors=tuple(self._door(row) for row in self._doors[each.id]),
            volunteer=tidy(each.volunteer),
            minutes=each.minutes,
            walk_m=each.walk_m,
            walk_ends=self._walk_ends,
            way=(way,) if way is not None and len(way) > 1 else (),
            replaces_run=replaces_run,
        )

    def _door(self, row: RoundDoor) -> DoorFacts:
        door = row.door
        people = tuple(self._people.get(door.id, ()))
        return DoorFacts(
            id=door.id,
            flat=tidy(door.flat),
            number=tidy(door.number),
            street=tidy(door.street),
            note=tidy(door.note),
            no_leaflets=door.no_leaflets,
            walk_m=row.walk_m,
            xy=self._xy.get(door.id),
            exact=door.placed_by not in ("postcode", "nothing"),
            people=people,
            left_alone=door.id in self._left_alone and not people,
        )

    def _read_people(
        self, register: Register, door_ids: Sequence[int], since: str, last: Mapping[int, tuple[str, str]]
    ) -> None:
        for door_id, household in register.households(door_ids).items():
            people = [each for each in household if not each.other]
            if any(each.do_not_contact for each in people):
                self._left_alone.add(door_id)
            shown = [_person(each, last, since) for each in people if not set(each.flags) & LEFT_OFF]
            if shown:
                self._people[door_id] = shown


def _person(elector: Elector, last: Mapping[int, tuple[str, str]], since: str) -> PersonFacts:
    attains = elector.date_of_attainment
    code, when = last.get(elector.id, ("", ""))
    return PersonFacts(
        id=elector.id,
        elector_number=elector.elector_number,
        name=person_name(elector),
        postal="postal" in elector.absent.lower(),
        attains=attains if attains >= since else "",
        last=f"last {code}, {month(when)}" if code else "",
    )


def person_name(elector: Elector) -> str:
    """Return a name as the sheets show it, surname first."""
    return tidy(", ".join(filter(None, (elector.surname, elector.forenames))) or elector.name_as_sent)


def last_answers(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return each elector's latest answer and when (ISO, UTC). Not at home is no answer."""
    line, result, code = schema.sheet_line, schema.result, schema.result_code
    query = (
        select(line.c.elector_id, result.c.code, result.c.keyed_at)
        .join(line, line.c.id == result.c.sheet_line_id)
        .outerjoin(code, code.c.code == result.c.code)
        .where(result.c.superseded.is_(False), result.c.code != "", line.c.elector_id.is_not(None))
        .where(func.coalesce(code.c.effect, "") != "no contact")
        .order_by(result.c.keyed_at, result.c.id)
    )
    return {row.elector_id: (row.code, row.keyed_at) for row in connection.execute(query)}


def _register_imported(connection: Connection) -> str:
    batch = schema.import_batch
    query = select(func.max(batch.c.imported_at)).where(batch.c.kind.in_(("register", "alterations")))
    return connection.execute(query).scalar() or ""


def read_codes(connection: Connection, kind: str, wanted: Sequence[str]) -> tuple[CodeFact, ...]:
    """Return the codes that get a box: those of the design in its order, or all of the kind."""
    code = schema.result_code
    query = select(code.c.code, code.c.meaning).where(code.c.kind == kind).order_by(code.c.position)
    known = {row.code: CodeFact(row.code, tidy(row.meaning)) for row in connection.execute(query)}
    if kind != "canvass" or not wanted:
        return tuple(known.values())
    for each in wanted:
        if each not in known:
            raise UsersMistake(
                f"The sheet design has a box for “{each}”, which is none of this campaign's result codes, so nothing was printed. The codes are {' '.join(known)}."
            )
    return tuple(known[each] for each in wanted)


def _positions(plane: LocalPlane, rounds: Iterable[Sequence[RoundDoor]]) -> dict[int, tuple[float, float]]:
    doors = [row.door for rows in rounds for row in rows if row.door.lat is not None]
    if not doors:
        return {}
    xy: Floats = plane.to_xy(np.array([d.lat for d in doors]), np.array([d.lon for d in doors]))
    return {door.id: (float(x), float(y)) for door, (x, y) in zip(doors, xy, strict=True)}


def tidy(text: str) -> str:
    """Return text as it can be set: one letter for one sign where there is one, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _walk_ends(request: SplitRequest) -> str:
    """Say where the walks of a plan begin and end; nothing where that is anywhere."""
    if request.finish == "car":
        return "and back to the car"
    if request.start is None:
        return ""
    met = tidy(request.start_named) or "the meeting point"
    return f"from {met} and back" if request.finish == "start" else f"from {met}"
