"""What the sheets room hands out: print reports, sheets and their lines as they were printed. No rules."""

from dataclasses import dataclass
from pathlib import Path

from walksheets.changes import Changes

STATUSES = ("printed", "out", "back", "scanned", "keyed", "lost", "destroyed")
"""Where a sheet of paper can be. Whether it is destroyed is kept beside what it was before: a keyed one stays keyed."""

WALKED = ("canvass", "leaflet")
"""The kinds of print run that are walk sheets: keyed back, counted for their plan. All other paper is in the ledger alone."""


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
    """0 on paper that is not of one round."""
    round_name: str
    """Of other paper than walk sheets, its title."""
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

    @property
    def stands(self) -> str:
        """Return where the paper is: destroyed, whatever it was before, or its status."""
        return "destroyed" if self.destroyed_at else self.status

    @property
    def walked(self) -> bool:
        """Tell whether it is a walk sheet, which is keyed back."""
        return self.kind in WALKED

    @property
    def about(self) -> str:
        """Return what it is of, in a few words: its round, or the title of other paper."""
        return _about(self.kind, self.round_number, self.round_name)


@dataclass(frozen=True, slots=True)
class Chase:
    """Sheets of one round, or one other paper, that somebody still has."""

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
    kind: str = "canvass"

    @property
    def walked(self) -> bool:
        """Tell whether they are walk sheets."""
        return self.kind in WALKED

    @property
    def about(self) -> str:
        """Return what they are of, in a few words: their round, or the title of other paper."""
        return _about(self.kind, self.round_number, self.round_name)


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


def _about(kind: str, round_number: int, name: str) -> str:
    return f"{round_number} {name}".strip() if kind in WALKED else name
