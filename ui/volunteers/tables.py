"""The volunteers' tables: which columns each has and what stands in them. No decisions."""

from collections.abc import Callable

from ui import theme
from ui.core_words import in_words
from ui.language import short_day, tr
from ui.volunteers import said
from ui.volunteers.at_home import AtHome, bundles
from ui.volunteers.drag_table import DragTable
from ui.volunteers.presenter import Person, Slot
from ui.widgets.table import Column, Table
from walksheets.volunteers import ROLES, Suggestion

WHO = 3
Write = Callable[[str], Callable[[Person, str], None]]


def people(write: Write) -> Table:
    """Make the list of people, written in where they stand."""
    c = theme.colours()
    return Table(
        tr("Volunteers"),
        [
            Column[Person](tr("Name"), lambda p: p.who.name, width=160, write=write("name"),
                           ink=lambda p: c.warn if p.doubts else c.ink_soft if p.who.left else None,
                           tip=lambda p: "\n".join(map(in_words, p.doubts))),
            Column[Person](tr("Phone"), lambda p: p.who.phone, width=116, write=write("phone"), contact=True),
            Column[Person](tr("E-mail"), lambda p: p.who.email, width=160, write=write("email"), contact=True),
            Column[Person](tr("Does"), lambda p: said.roles(p.who.roles), width=150,
                           write=lambda p, text: write("roles")(p, said.roles_typed(text)),
                           tip=lambda p: f"{said.roles(p.who.roles)}\n({said.roles(ROLES)})".strip()),
            Column[Person](tr("Postcode"), lambda p: p.who.postcode, width=86, write=write("postcode"),
                           ink=lambda p: c.warn if p.postcode_unknown else None, tip=lambda p: "\n".join(map(in_words, p.doubts))),
            Column[Person](tr("Most doors"), lambda p: str(p.who.max_letterboxes or ""), width=92, right=True,
                           sort=lambda p: p.who.max_letterboxes or 0, write=write("max_letterboxes"),
                           tip=lambda _p: tr("How many letterboxes they carry for one plan; empty: no limit")),
            Column[Person](tr("Available"), lambda p: said.available(p.who.available), width=196,
                           write=lambda p, text: write("available")(p, said.available_typed(text)),
                           tip=lambda p: said.available(p.who.available)),
            Column[Person](tr("Has"), lambda p: p.has, width=84, sort=lambda p: p.in_all, tip=lambda p: p.did),
            Column[Person](tr("Notes"), lambda p: p.who.notes, write=write("notes"), tip=lambda p: p.who.notes),
        ],
    )  # fmt: skip


def slots() -> "SlotTable":
    """Make the list of rounds, holes first."""
    c = theme.colours()
    made = SlotTable(
        tr("Rounds and who has them"),
        [
            Column[Slot](tr("Round"), lambda s: str(s.round.number), sort=lambda s: s.round.number, width=64, right=True),
            Column[Slot](tr("Name"), lambda s: s.round.name, width=190, tip=lambda s: s.round.name),
            Column[Slot](tr("Doors"), lambda s: f"{s.round.doors:,}", sort=lambda s: s.round.doors, width=64, right=True),
            Column[Slot](tr("Who"), lambda s: s.volunteer or tr("nobody"), width=150, least=140, write=lambda _s, _t: None,
                         ink=lambda s: None if s.volunteer_id else c.bad,
                         tip=lambda _s: tr("Enter to choose, Del to take back, or drag somebody here")),
            Column[Slot](tr("Since"), lambda s: short_day(s.since), sort=lambda s: s.since, width=100),
            Column[Slot](tr("Why"), lambda s: in_words(s.reason), tip=lambda s: in_words(s.reason)),
        ],
        "round", "volunteer",
    )  # fmt: skip
    made.nothing = tr("No rounds yet: make a plan in Map & Rounds.")
    return made


class SlotTable(DragTable):
    """Rounds, dragged by the round's id."""

    def row_id(self, row: Slot) -> int:
        return row.round.id


class CrewTable(DragTable):
    """People, dragged by their id."""

    def row_id(self, row: Person) -> int:
        return row.who.id


def crew() -> CrewTable:
    """Make the short list of people beside the rounds."""
    return CrewTable(
        tr("People to drag on to a round"),
        [
            Column[Person](tr("Person"), lambda p: p.who.name),
            Column[Person](tr("Has"), lambda p: f"{p.rounds}" if p.rounds else "", sort=lambda p: p.rounds, width=48, right=True),
            Column[Person](tr("Available"), lambda p: said.available(p.who.available), width=136, tip=lambda p: said.available(p.who.available)),
        ],
        "volunteer", "round",
    )  # fmt: skip


def suggestions() -> Table:
    """Make the list of who could take a round."""
    made = Table(
        tr("Who could take this round"),
        [
            Column[Suggestion](tr("Could take it"), lambda s: s.volunteer, width=130),
            Column[Suggestion](tr("Because"), lambda s: in_words(s.reason), tip=lambda s: in_words(s.reason)),
        ],
        sortable=False,
    )
    made.nothing = tr("Nobody who does such rounds has room for this one.")
    return made


def home() -> Table:
    """Make the list of what is out."""
    made = Table(
        tr("Who has what at home"),
        [
            Column[AtHome](tr("Person"), lambda a: a.volunteer or tr("nobody was named"), width=180),
            Column[AtHome](tr("Plan"), lambda a: a.plan, width=150),
            Column[AtHome](tr("Round"), lambda a: a.about, sort=lambda a: (a.plan, a.round_number, a.about)),
            Column[AtHome](tr("Sheets"), lambda a: str(a.sheets), sort=lambda a: a.sheets, width=70, right=True),
            Column[AtHome](tr("Lines"), lambda a: f"{a.lines:,}", sort=lambda a: a.lines, width=70, right=True),
            Column[AtHome](tr("Bundles"), bundles, width=120),
            Column[AtHome](tr("Out since"), lambda a: short_day(a.since), sort=lambda a: a.since, width=100),
            Column[AtHome](tr("Days"), lambda a: str(a.days), sort=lambda a: a.days, width=64, right=True),
        ],
    )  # fmt: skip
    made.nothing = tr("No sheet is out: what was printed is back, keyed or lost.")
    return made
