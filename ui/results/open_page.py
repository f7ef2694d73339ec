"""The page that is open: its entries, where the cursor is, which entry comes next. Pure; keeps nothing."""

from dataclasses import dataclass

from ui.results.entries import PART, Entry, entries_of
from ui.results.sitting import Sitting
from walksheets.results import KeyedLine, KeyedPage


@dataclass
class OpenPage:
    """One page and the cursor on it."""

    page: KeyedPage
    entries: tuple[Entry, ...]
    sitting: Sitting
    at: int = 0

    @classmethod
    def open(cls, page: KeyedPage) -> "OpenPage":
        """Open a page at its first line that waits; one that is keyed whole is keyed again, to compare."""
        again = page.wanted > 0 and page.keyed == page.wanted
        made = cls(page, entries_of(page), Sitting(again=again))
        made.at = made.first_waiting() or 0
        return made

    def show_new(self, page: KeyedPage) -> None:
        """Take the page as it is now; the cursor stays."""
        self.page, self.entries = page, entries_of(page)

    @property
    def entry(self) -> Entry | None:
        """Return what the cursor is on."""
        return self.entries[self.at] if self.at < len(self.entries) else None

    @property
    def leaflet(self) -> bool:
        """Tell whether it is keyed in rows of doors."""
        return self.page.kind == "leaflet"

    @property
    def wants_blanks(self) -> bool:
        """Tell whether empty lines are still to be asked for."""
        return bool(self.page.waiting and not self.page.back.blanks_asked)

    def above(self) -> str:
        """Return the nearest result above the cursor, or nothing."""
        found = next((each.result for each in reversed(self.entries[: self.at]) if each.result), "")
        return "" if found == PART else found

    def first_waiting(self, since: int = 0) -> int | None:
        """Return the first entry that waits, from one on."""
        return next((at for at in range(since, len(self.entries)) if self.entries[at].waiting), None)

    def next(self) -> int | None:
        """Return the next entry to key: one that waits; on a page keyed again, one not compared yet."""
        return next(
            (at for at in range(self.at + 1, len(self.entries)) if self._is_next(self.entries[at])), None
        )

    def beside(self, step: int) -> int:
        """Return the entry one step up or down that can have an answer, or the cursor's own at the edge."""
        at = self.at + step
        while 0 <= at < len(self.entries) and not self.entries[at].wanted:
            at += step
        return at if 0 <= at < len(self.entries) else self.at

    def at_line(self, number: int) -> int | None:
        """Return the entry that a printed line stands in."""
        found = (at for at, e in enumerate(self.entries) if any(line.line == number for line in e.lines))
        return next(found, None)

    def door(self) -> range:
        """Return the entries of the door that the cursor is at."""
        first, last = self.at, self.at + 1
        while not self.entries[first].first:
            first -= 1
        while last < len(self.entries) and not self.entries[last].first:
            last += 1
        return range(first, last)

    def differing(self, at_door: range, code: str) -> tuple[int, KeyedLine] | None:
        """Return the first line of a door where something else stands that was not keyed in this sitting."""
        for at in at_door:
            line = self.entries[at].line
            if line.wanted and line.line not in self.sitting.mine and line.result != code:
                return at, line
        return None

    def _is_next(self, entry: Entry) -> bool:
        if not self.sitting.again:
            return bool(entry.waiting)
        return any(line.wanted and line.line not in self.sitting.mine for line in entry.lines)
