"""What an import says of itself: what a file is taken for, what came of it, what was not understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from walksheets.changes import Changes
from walksheets.register import Problem, Sample

RowAsSent = tuple[int, tuple[str, ...]]
"""A row's number, as the spreadsheet counts, and its cells as they came."""


@dataclass(frozen=True)
class Mended:
    """What the user says of one file: how its letters are written, and rows put right or left out (None)."""

    encoding: str = ""
    rows: Mapping[RowAsSent, tuple[str, ...] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is taken for, before anything is done with it."""

    file: str
    kind: str
    layout: str
    encoding: str = ""
    delimiter: str = ""
    part: str = ""
    """The sheet of a workbook or the file within an archive, where there are several."""
    header_row: int = 0
    """As the spreadsheet counts, from 1; 0 when there is no header."""
    header: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    """Field → column, from 0."""
    unused: tuple[str, ...] = ()
    """Headers of columns that are not taken in."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The first rows as they stand in the file, titles and header too."""
    letters: tuple[str, ...] = ()
    """Some cells with letters beyond A to Z, by which one sees whether the encoding is right."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file."""

    file: str
    kind: str
    layout: str
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    not_understood: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """Whatever else is worth saying, in the user's words: {"without a door": 3}."""
    unused: tuple[str, ...] = ()
    """Headers of columns that were not taken in."""
    register_date: str = ""
    notes: tuple[str, ...] = ()
    """Sentences for the user: what to look at before this is kept."""
    samples: tuple[Sample, ...] = ()
    """Some of the electors whom the file adds, moves, changes or takes off."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one import as a whole."""

    files: tuple[FileReport, ...]
    changes: Changes
    placed: Mapping[str, int] = field(default_factory=dict)
    """How the doors are placed now → how many; empty when no door could have moved."""
