"""What the scans room hands out: pages read and not yet confirmed, and pictures that could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from walksheets.results.model import KeyedPage
from walksheets.results.scan.read_page import ReadLine

__all__ = ["ReadLine", "ScanReport", "ScannedPage", "Unread", "WaitingPage"]


@dataclass(frozen=True, slots=True, eq=False)
class ScannedPage:
    """A page of this campaign that was read and that nobody has confirmed: nothing of it is in the results."""

    file: Path
    number: int
    """Which page of the file, from 1."""
    page: KeyedPage
    """The sheet as the campaign has it, with what was keyed before."""
    picture: bytes
    """The page straightened, a JPEG; strips of the lines are measured on it."""
    read: tuple[ReadLine, ...]
    """The lines as the paper says."""
    lines: tuple[ReadLine, ...]
    """The same, compared with what was keyed before and with the campaign's codes."""

    @property
    def sheet(self) -> str:
        """Return the sheet's code."""
        return self.page.sheet

    @property
    def doubtful(self) -> tuple[ReadLine, ...]:
        """Return the lines that a person must decide."""
        return tuple(line for line in self.lines if not line.certain)

    @property
    def answered(self) -> int:
        """Return how many lines have an answer that is certain."""
        return sum(line.certain and bool(line.code) for line in self.lines)

    def open_lines(self, decided: Mapping[int, str]) -> tuple[ReadLine, ...]:
        """Return the doubtful lines that nobody has decided yet."""
        return tuple(line for line in self.doubtful if line.line not in decided)


@dataclass(frozen=True, slots=True, eq=False)
class WaitingPage:
    """A page on the heap, with what was decided of its lines so far and read by eye."""

    scan: ScannedPage
    decided: dict[int, str]
    notes: dict[int, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A picture, or a page in it, from which nothing was taken, and why, in a sentence."""

    file: Path
    number: int
    why: str
    sheet: str = ""
    """Its code, where that was read."""
    code_missing: bool = False
    """Nothing but its code is missing: typing it once lets the page be read."""


@dataclass(frozen=True, slots=True, eq=False)
class ScanReport:
    """What was made of some files: nothing of it is in the results before it is confirmed."""

    pages: tuple[ScannedPage, ...]
    unread: tuple[Unread, ...]
