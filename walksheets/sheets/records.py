"""What the sheets room hands out: print reports, sheets and their lines as they were printed. No rules."""

from dataclasses import dataclass
from pathlib import Path

from walksheets.changes import Changes

STATUSES = ("printed", "out", "back", "scanned", "keyed", "lost", "destroyed")
"""Where a sheet of paper can be. Whether it is destroyed is kept beside what it was before: a keyed one stays keyed."""


@dataclass(frozen=True, slots=True)
class PrintReport:
    """What one printing made."""

    changes: Changes
    run: int
    """The print run's number, as on the paper."""
    files: tuple[Path, ...]
    pages: int
    sheets: tuple[str, ...]
    """The codes, in the order of the pages."""
    replaced: tuple[str, ...] = ()
    """The codes of earlier sheets that these take the place of."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One page of paper and where it is."""

    id: int
    code: str
    run: int
    plan: str
    plan_version: int
    kind: str
    round_id: int | None
    round_number: int
    round_name: str
    volunteer: str
    """As printed; empty when nobody had the round."""
    page: int
    pages: int
    lines: int
    status: str
    status_at: str
    status_by: str
    """Who said so: of a keyed sheet, who keyed it."""
    holder: str
    """Who has it, or had it last."""
    replaced_by: str
    destroyed_at: str
    printed_at: str
    printed_by: str
    register_date: str


@dataclass(frozen=True, slots=True)
class Chase:
    """Sheets of one round that somebody still has."""

    holder: str
    """Empty when nobody knows who has them."""
    telephone: str
    plan: str
    round_number: int
    round_name: str
    codes: tuple[str, ...]
    since: str
    """ISO date since when the first of them is out."""
    days: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet, as printed."""

    id: int
    sheet: str
    plan: str
    round: int
    page: int
    line: int
    door: int | None
    flat: str
    number: str
    street: str
    elector: int | None
    elector_number: str
    elector_name: str
    status: str
    """The sheet's."""


@dataclass(frozen=True, slots=True)
class Organiser:
    """Whom a volunteer rings, as printed on every sheet."""

    name: str = ""
    telephone: str = ""
