"""What the register room hands out: frozen rows of electors, batches and problems.

No rules and no reading: only the shapes that other rooms may hold on to.
"""

from dataclasses import dataclass, field
from typing import Any

from walksheets.register.elector_numbers import ElectorNumber

DO_NOT_CONTACT = "do not contact"
"""The flag of an elector who is never to stand on a sheet."""

OPTED_OUT = "opted out"
"""How an export says, among the flags, that an elector is not on the open register: "(z)" in a council's file."""


@dataclass(frozen=True, slots=True)
class Elector:
    """One person on the register (or gone from it), with the door they are registered at."""

    id: int
    prefix: str
    number: int | None
    suffix: int
    title: str
    surname: str
    forenames: str
    name_as_sent: str
    markers: str
    date_of_attainment: str
    opted_out: bool
    absent: str
    flags: tuple[str, ...]
    door_id: int | None
    flat: str
    house_number: str
    street: str
    postcode: str
    district: str
    other: str
    """Why there is no door: "other elector", "anonymous", "overseas"; empty for an elector at a door."""
    register_date: str
    gone_on: str

    @property
    def elector_number(self) -> str:
        """Return the number as one says it, "LV1-12/1"; the suffix only when it is not 0."""
        return str(ElectorNumber(self.prefix, self.number, self.suffix))

    @property
    def name(self) -> str:
        """Return the whole name, forenames first."""
        return " ".join(filter(None, (self.forenames, self.surname)))

    @property
    def door(self) -> str:
        """Return the door as one says it on its street: "Flat 3, 124"."""
        return ", ".join(filter(None, (self.flat, self.house_number)))

    @property
    def do_not_contact(self) -> bool:
        """Tell whether this elector must be left off every sheet."""
        return DO_NOT_CONTACT in self.flags


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many of what are on the register now."""

    doors: int
    """All doors, those without electors too."""
    households: int
    """Doors with at least one elector."""
    electors: int
    """Electors at doors."""
    other_electors: int
    """Electors on the register who have no door."""
    streets: int
    """Streets with at least one door."""
    districts: tuple[str, ...]
    absent: int
    register_date: str
    """ISO date of the latest register or notice taken in; empty when no file said."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One row, or one cell, that could not be understood; the row's cells are kept as they came."""

    row: int
    """As the spreadsheet counts, from 1."""
    column: str
    value: str
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One elector whom a file would change: an example of what the import will do."""

    what: str
    """added, moved, changed or gone."""
    elector_number: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One file that was taken in."""

    id: int
    kind: str
    file_name: str
    layout: str
    register_date: str
    imported_at: str
    counts: dict[str, Any] = field(hash=False)
    problems: int


@dataclass(frozen=True, slots=True)
class PastState:
    """What one change did to one elector: column → (before, after)."""

    made_at: str
    who: str
    what: str
    columns: dict[str, tuple[Any, Any]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Marker:
    """A letter councils put beside an elector, what it is taken to mean, and whether one may canvass them."""

    letters: str
    meaning: str
