"""What each export holds: its columns, in the order that is promised, and its rows. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from walksheets.places import Door
from walksheets.polling import Voted
from walksheets.register import OPTED_OUT, Elector
from walksheets.reports.deliveries import Delivery
from walksheets.reports.figures import Evening, KnockedTwice
from walksheets.reports.paper_rows import PaperCount
from walksheets.reports.progress_rows import RoundProgress
from walksheets.results import Disagreement, FollowUp, Result, ResultCode
from walksheets.rounds import DoorAside, RoundDoor
from walksheets.sheets import Chase
from walksheets.spreadsheets import Cell
from walksheets.volunteers import Volunteer

COLUMNS: Mapping[str, Sequence[str]] = {
    "rounds": (
        "plan", "round", "position", "door", "uprn", "flat", "number", "street", "postcode", "district",
        "lat", "lon", "placed_by", "electors", "walk_m", "minutes",
    ),
    "doors": (
        "door", "uprn", "flat", "number", "street", "postcode", "district", "lat", "lon", "placed_by", "electors",
        "housing",
    ),
    "set-aside": (
        "plan", "how", "reason", "door", "uprn", "flat", "number", "street", "town", "postcode", "electors", "address",
    ),
    "electors": (
        "elector_number", "surname", "forenames", "markers", "date_of_attainment", "absent", "flags",
        "door", "flat", "number", "street", "postcode", "district",
    ),
    "results": (
        "sheet", "line", "elector_number", "elector_name", "door", "result", "note", "keyed_at", "keyed_by",
    ),
    "volunteers": (
        "name", "email", "phone", "address", "postcode", "roles", "available", "max_letterboxes", "experience",
        "notes",
    ),
    "progress": (
        "plan", "round", "name", "volunteer", "doors", "electors", "minutes", "sheets_printed", "sheets_out", "sheets_back",
        "sheets_keyed", "sheets_lost", "sheets_destroyed", "lines", "lines_keyed", "contacts", "contact_rate",
    ),
    "evenings": ("day", "keyed", "called_on", "spoken_to", "contact_rate", "delivered"),
    "codes": ("code", "meaning", "kind", "count"),
    "knocked-twice": ("door", "address", "day", "sheet", "results"),
    "missing-sheets": (
        "plan", "round", "name", "volunteer", "phone", "sheets", "since", "days",
    ),
    "deliveries": (
        "plan", "round", "name", "deliverer", "day", "letterboxes", "delivered", "left_out", "waiting", "left_over",
        "minutes", "seconds_a_door",
    ),
    "follow-ups": (
        "kind", "elector_number", "elector_name", "flat", "number", "street", "result", "note", "plan", "round",
        "volunteer", "sheet", "line", "asked_at", "asked_by", "done_at", "done_by",
    ),
    "differences": (
        "plan", "elector_number", "elector_name", "result", "note", "sheet", "line", "keyed_at", "keyed_by",
    ),
    "papers": ("paper", "plan", "pages", "printed", "out", "back", "scanned", "lost", "destroyed"),
    "voted": ("polling_day", "elector_number", "taken_at", "taken_by"),
}  # fmt: skip

Rows = Iterator[tuple[Cell, ...]]


def round_rows(plan: str, doors: Iterable[RoundDoor]) -> Rows:
    """Return a plan's doors in walking order."""
    for each in doors:
        yield (
            plan,
            each.round_number,
            each.position,
            *_door(each.door),
            round(each.walk_m, 1),
            round(each.minutes, 2),
        )


def door_rows(doors: Iterable[Door]) -> Rows:
    """Return doors, one a row."""
    return ((*_door(door), door.housing) for door in doors)


def aside_rows(plan: str, doors: Iterable[DoorAside]) -> Rows:
    """Return the doors of a plan that go by post or to nobody, as a mailing needs them."""
    for each in doors:
        door = each.door
        yield (
            plan, each.how, each.reason, door.id, door.uprn, door.flat, door.number, door.street, door.town, door.postcode,
            door.electors, door.address,
        )  # fmt: skip


def _door(door: Door) -> tuple[Cell, ...]:
    return (
        door.id,
        door.uprn,
        door.flat,
        door.number,
        door.street,
        door.postcode,
        door.district,
        _degrees(door.lat),
        _degrees(door.lon),
        door.placed_by,
        door.electors,
    )


def _degrees(value: float | None) -> float | None:
    """Seven places are a centimetre."""
    return None if value is None else round(value, 7)


def elector_rows(electors: Iterable[Elector]) -> Rows:
    """Return electors with the door they live at, one a row; those without a door too."""
    for each in electors:
        yield (
            each.elector_number,
            each.surname,
            each.forenames,
            each.markers,
            each.date_of_attainment,
            each.absent,
            "; ".join([*each.flags, *([OPTED_OUT] if each.opted_out else [])]),
            each.door_id,
            each.flat,
            each.house_number,
            each.street,
            each.postcode,
            each.district,
        )


def result_rows(results: Iterable[Result]) -> Rows:
    """Return what was keyed, one line of a sheet a row."""
    for each in results:
        yield (
            each.sheet,
            each.line,
            each.elector_number,
            each.elector_name,
            each.door,
            each.result,
            each.note,
            each.keyed_at,
            each.keyed_by,
        )


def volunteer_rows(people: Iterable[Volunteer]) -> Rows:
    """Return volunteers, one a row."""
    for each in people:
        yield (
            each.name,
            each.email,
            each.phone,
            each.address,
            each.postcode,
            "; ".join(each.roles),
            each.available,
            each.max_letterboxes,
            each.experience,
            each.notes,
        )


def progress_rows(rounds: Iterable[RoundProgress]) -> Rows:
    """Return how far each round has come, one a row."""
    for each in rounds:
        yield (
            each.plan,
            each.number,
            each.name,
            each.volunteer,
            each.doors,
            each.electors,
            round(each.minutes, 1),
            each.sheets_printed,
            each.sheets_out,
            each.sheets_back,
            each.sheets_keyed,
            each.sheets_lost,
            each.sheets_destroyed,
            each.lines,
            each.lines_keyed,
            each.contacts,
            round(each.contact_rate, 3),
        )


def voted_rows(taken: Iterable[Voted]) -> Rows:
    """Return the numbers that number takers brought in, one a row."""
    for each in taken:
        yield each.polling_day, each.elector_number, each.taken_at, each.taken_by


def evening_rows(evenings: Iterable[Evening]) -> Rows:
    """Return what came of each day, one a row."""
    for each in evenings:
        rate = round(each.contact_rate, 3)
        yield (each.day, each.keyed, each.called_on, each.spoken_to, rate, each.delivered)


def code_rows(codes: Iterable[ResultCode], by_code: Mapping[str, int]) -> Rows:
    """Return how many electors, or letterboxes, each code stands for."""
    for each in codes:
        yield (each.code, each.meaning, each.kind, by_code.get(each.code, 0))


def knocked_rows(doors: Iterable[KnockedTwice]) -> Rows:
    """Return doors knocked twice, a row a visit."""
    for each in doors:
        for day, sheet, heard in each.visits:
            yield (each.door, each.address, day, sheet, heard)


def missing_rows(rounds: Iterable[Chase]) -> Rows:
    """Return who has had which sheets for how long, a row a round."""
    for each in rounds:
        sheets = " ".join(each.codes)
        yield (
            each.plan,
            each.round_number,
            each.round_name,
            each.holder,
            each.telephone,
            sheets,
            each.since,
            each.days,
        )


def paper_rows(rows: Iterable[PaperCount]) -> Rows:
    """Return where the other papers are, a row a kind and plan."""
    for each in rows:
        stands = (each.printed, each.out, each.back, each.scanned, each.lost, each.destroyed)
        yield (each.kind, each.plan, each.pages, *stands)


def delivery_rows(rows: Iterable[Delivery]) -> Rows:
    """Return the delivery ledger."""
    for each in rows:
        seconds = each.seconds_a_door
        yield (
            each.plan,
            each.round_number,
            each.round_name,
            each.deliverer,
            each.day,
            each.letterboxes,
            each.delivered,
            each.left_out,
            each.waiting,
            each.left_over,
            each.minutes,
            None if seconds is None else round(seconds, 1),
        )


def follow_up_rows(rows: Iterable[FollowUp]) -> Rows:
    """Return what was promised at the doors, one a row."""
    for each in rows:
        yield (
            each.kind,
            each.elector_number,
            each.elector_name,
            each.flat,
            each.number,
            each.street,
            each.result,
            each.note,
            each.plan,
            each.round_number,
            each.volunteer,
            each.sheet,
            each.line,
            each.asked_at,
            each.asked_by,
            each.done_at,
            each.done_by,
        )


def difference_rows(rows: Iterable[Disagreement]) -> Rows:
    """Return electors with different answers, a row an answer."""
    for each in rows:
        for heard in each.answers:
            yield (
                each.plan,
                each.elector_number,
                each.elector_name,
                heard.result,
                heard.note,
                heard.sheet,
                heard.line,
                heard.keyed_at,
                heard.keyed_by,
            )
