"""Gathering what an order of paper is about from the rooms below: reads only, and makes plain facts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.places import Door, MapPicture, Places
from walksheets.polling import PollingDay
from walksheets.register import Elector, Register
from walksheets.rounds import Plan, Rounds, street_sequence
from walksheets.sheets import gather
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.facts import DoorFacts, RunFacts
from walksheets.sheets.gather import Gatherer, last_answers, pick_rounds, read_design, read_organiser
from walksheets.sheets.kinds.catalogue import PaperKind
from walksheets.sheets.kinds.facts import (
    AddressFacts,
    OurFacts,
    PlanFacts,
    PollFacts,
    StreetFacts,
    VoterFacts,
    Walker,
)
from walksheets.sheets.kinds.order import PaperOrder
from walksheets.sheets.stretches import Stretch, numbers_in_words, stretches
from walksheets.store import Store, schema
from walksheets.volunteers import Volunteers

_LIFT_WORDS = ("lift", "car call")


class Gathering:
    """Reads for one order. Each method reads one thing, whole."""

    def __init__(
        self,
        store: Store,
        places: Places,
        register: Register,
        rounds: Rounds,
        volunteers: Volunteers,
        polling: PollingDay,
        order: PaperOrder,
        kind: PaperKind,
    ):
        self._store = store
        self._places = places
        self._register = register
        self._rounds = rounds
        self._volunteers = volunteers
        self._polling = polling
        self._order = order
        self._kind = kind
        self._named = order.named if order.kind == "letters" else order.labels_for == "electors"
        self._today = datetime.now().astimezone().date().isoformat()

    def ours(self) -> OurFacts:
        """Return what all papers say of the campaign."""
        with self._store.read() as connection:
            name = connection.execute(select(schema.campaign.c.name)).scalar_one()
            organiser, design = read_organiser(connection), read_design(connection)
        return OurFacts(
            name,
            self._today,
            self._register.counts().register_date,
            organiser.name,
            organiser.telephone,
            design.bundle,
            design.spares,
        )

    def order_plan(self) -> Plan | None:
        """Return the plan that this paper follows; None of a kind that follows none, or while there is none."""
        return self._plan() if "plan" in self._kind.uses and self._rounds.plans() else None

    def run(self, plan: Plan | None, number: int | None) -> RunFacts:
        """Return what every page of a print run says alike; `number` is the run's, None in a preview."""
        dated = self._register.counts().register_date
        with self._store.read() as connection:
            return gather.read_run(connection, self._kind.name, plan, (), number, self._today, dated)

    def plan(self) -> PlanFacts:
        """Return the plan asked for, or the newest, with the rounds asked for."""
        plan = self._plan()
        chosen = pick_rounds(plan, self._rounds.rounds(plan.id), self._order.rounds or None)
        with self._store.read() as connection:
            gatherer = Gatherer(
                connection,
                self._places,
                self._register,
                self._rounds,
                plan,
                chosen,
                self._today,
                SheetDesign(map="none"),
            )
        people = {each.id: each for each in self._volunteers.people(include_left=True)}
        held = {each.round_id: people[each.volunteer_id] for each in self._volunteers.assignments(plan.id)}
        walkers = tuple(
            Walker(who.name, who.phone, ", ".join(filter(None, (who.address, who.postcode))))
            if (who := held.get(each.id))
            else None
            for each in chosen
        )
        facts = tuple(gatherer.round_facts(each, None) for each in chosen)
        return PlanFacts(plan.name, plan.kind, facts, walkers)

    def poll(self) -> PollFacts:
        """Return every elector of the districts asked for; those at doors come in walking order."""
        day = self._order.when or self._polling.day()
        taken = self._polling.voted(day) if day else []
        voted = {each.elector_id for each in taken}
        place = {door_id: n for n, door_id in enumerate(self._walk())}
        with self._store.read() as connection:
            answers, lifts = last_answers(connection), _lifts(connection)
        electors = self._register.electors()
        districts = {each.prefix for each in electors}
        _refuse_unknown(self._order.districts, districts)
        wanted = set(self._order.districts) or districts
        electors = [each for each in electors if each.prefix in wanted]
        electors.sort(key=lambda each: place.get(each.door_id or 0, len(place)))
        voters = tuple(
            VoterFacts(
                each.id,
                each.prefix,
                each.elector_number,
                each.number,
                each.suffix,
                gather.person_name(each),
                each.door_id,
                each.door,
                each.street,
                answers.get(each.id, ("", ""))[0],
                each.absent,
                lifts.get(each.id, ""),
                _called_on(each, day or self._today),
                each.id in voted,
            )
            for each in electors
        )
        return PollFacts(day, voters, _clock(max((each.taken_at for each in taken), default="")))

    def streets(self) -> tuple[str, list[StreetFacts]]:
        """Return the plan's name, and every street that has doors, by name, with the rounds its doors are in."""
        plan = self._plan()
        doors = {door.id: door for door in self._places.doors()}
        parts: dict[int, dict[int | None, list[Door]]] = {}
        in_plan = set()
        for row in self._rounds.plan_doors(plan.id):
            in_plan.add(row.door.id)
            parts.setdefault(row.door.street_id, {}).setdefault(row.round_number, []).append(row.door)
        for door in doors.values():
            if door.id not in in_plan:
                parts.setdefault(door.street_id, {}).setdefault(None, []).append(door)
        names = {door.street_id: (door.street or "No street given", door.town) for door in doors.values()}
        several = [name.casefold() for name, _ in names.values()]
        found = []
        for street_id, by_round in parts.items():
            name, town = names[street_id]
            twice = several.count(name.casefold()) > 1 and town
            rounds = sorted(by_round, key=lambda n: (n is None, n or 0))
            said = tuple((n, _in_words(by_round[n]) if len(rounds) > 1 else "") for n in rounds)
            found.append(StreetFacts(f"{name} ({town})" if twice else name, said))
        return plan.name, sorted(found, key=lambda street: street.name.casefold())

    def addresses(self) -> list[AddressFacts]:
        """Return whom letters of the chosen rounds go to, in walking order: a household, one letter."""
        plan = self._plan()
        chosen = {
            each.number
            for each in pick_rounds(plan, self._rounds.rounds(plan.id), self._order.rounds or None)
        }
        doors = [row.door for row in self._rounds.plan_doors(plan.id) if row.round_number in chosen]
        people = self._register.households([door.id for door in doors])
        found = []
        for door in doors:
            at_door = [each for each in people[door.id] if not each.other]
            named = [each for each in at_door if _called_on(each, self._today)]
            if self._named and at_door and not named:
                continue  # somebody lives here, and nobody of them may be written to
            names = tuple(gather.tidy(each.name or each.name_as_sent) for each in named)
            names = names if self._named else ()
            found.append(AddressFacts(names, _address_lines(door)))
        return found

    def map_picture(self) -> MapPicture:
        """Return the map as drawn."""
        return self._places.map_picture()

    def _walk(self) -> list[int]:
        """Return all doors in walking order: a plan's, those in no round after them street by street."""
        plans = self._rounds.plans()
        doors = self._places.doors()
        walked: list[int] = []
        if plans:
            walked = [row.door.id for row in self._rounds.plan_doors(self._plan().id)]
        in_plan = set(walked)
        rest = [door for door in doors if door.id not in in_plan]
        return walked + [rest[i].id for i in street_sequence(rest)]

    def _plan(self) -> Plan:
        plans = self._rounds.plans()
        if not plans:
            raise UsersMistake("There are no rounds yet, so nothing was printed. Split the ward first.")
        if self._order.plan is None:
            return _newest(plans, self._kind.prefers)
        for each in plans:
            if self._order.plan in (each.id, each.name):
                return each
        raise UsersMistake(
            f"There is no plan “{self._order.plan}” in this campaign, so nothing was printed. The plans are: {', '.join(each.name for each in plans)}."
        )


def _newest(plans: Sequence[Plan], prefers: str) -> Plan:
    """Return the newest plan of the kind the paper is for, else the newest of all."""
    return next((plan for plan in reversed(plans) if plan.kind == prefers), plans[-1])


def _called_on(elector: Elector, day: str) -> bool:
    """Tell whether this elector may be called on or written to, and votes on that day if they will."""
    return not set(elector.flags) & gather.LEFT_OFF and elector.date_of_attainment <= day


def _lifts(connection: Connection) -> dict[int, str]:
    """Return who asked for a lift and has not had it: by a follow-up, or in a note; with the note's words."""
    line, result, asked = schema.sheet_line, schema.result, schema.follow_up
    notes = (
        select(line.c.elector_id, result.c.note)
        .join(line, line.c.id == result.c.sheet_line_id)
        .where(result.c.superseded.is_(False), result.c.note != "", line.c.elector_id.is_not(None))
        .order_by(result.c.keyed_at, result.c.id)
    )
    said = {row.elector_id: gather.tidy(row.note) for row in connection.execute(notes)}
    follow_ups = (
        select(line.c.elector_id, asked.c.kind)
        .join(line, line.c.id == asked.c.sheet_line_id)
        .where(asked.c.done_at == "", line.c.elector_id.is_not(None))
    )
    wanted = {row.elector_id for row in connection.execute(follow_ups) if _is_lift(row.kind)}
    wanted |= {elector_id for elector_id, note in said.items() if _is_lift(note)}
    return {elector_id: said.get(elector_id, "asked for one") for elector_id in wanted}


def _is_lift(words: str) -> bool:
    folded = words.casefold()
    return any(word in folded for word in _LIFT_WORDS)


def _refuse_unknown(asked: tuple[str, ...], known: set[str]) -> None:
    for district in asked:
        if district not in known:
            there = f"They are {', '.join(sorted(filter(None, known)))}." if any(known) else "It has none."
            raise UsersMistake(
                f"The register has no polling district “{district}”, so nothing was printed. {there}"
            )


def _in_words(doors: list[Door]) -> str:
    """Return a street's doors in one round: "odd side, 1 → 37" for each side, in the order walked."""
    facts = [DoorFacts(d.id, gather.tidy(d.flat), gather.tidy(d.number), d.street) for d in doors]
    return ", ".join(_stretch_in_words(part) for part in stretches(facts))


def _stretch_in_words(part: Stretch) -> str:
    """Return a stretch's numbers; flats of one house with the house."""
    said = numbers_in_words(part.doors)
    houses = {door.number for door in part.doors}
    return f"{houses.pop()} {said}".strip() if len(houses) == 1 and said.startswith("flat") else said


def _address_lines(door: Door) -> tuple[str, ...]:
    house = door.number
    at = f"{house} {door.street}" if house[:1].isdigit() else ""
    parts = (
        (door.flat, at, door.town, door.postcode)
        if at
        else (door.flat, house, door.street, door.town, door.postcode)
    )
    return tuple(gather.tidy(part) for part in parts if part)


def _clock(moment: str) -> str:
    """Return a moment's time of day here: "14:05"."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M") if moment else ""


def check_day(when: str) -> None:
    """Raise UsersMistake when a date is none."""
    if when:
        try:
            date.fromisoformat(when)
        except ValueError as error:
            raise UsersMistake(
                f"“{when}” is no date, so nothing was printed. Write the year, month and day: 2026-05-07."
            ) from error
