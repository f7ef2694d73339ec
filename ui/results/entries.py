"""What one key answers: a line of a canvass sheet, a row of doors of a leaflet sheet. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ui.language import tr
from walksheets.errors import UsersMistake
from walksheets.results import KeyedLine, KeyedPage

PART = "part"


@dataclass(frozen=True)
class Entry:
    """One row of the page as it is keyed. `first` marks the first one of a door, where the door is written."""

    lines: tuple[KeyedLine, ...]
    first: bool = True

    @property
    def line(self) -> KeyedLine:
        """Return its first line, which stands for it."""
        return self.lines[0]

    @property
    def wanted(self) -> bool:
        """Tell whether it waits for an answer or has one."""
        return any(line.wanted for line in self.lines)

    @property
    def waiting(self) -> tuple[KeyedLine, ...]:
        """Return the lines without an answer."""
        return tuple(line for line in self.lines if line.wanted and not line.result)

    @property
    def result(self) -> str:
        """Return the one result of all its lines, "part" when they differ, nothing while none has any."""
        results = {line.result for line in self.lines if line.wanted}
        if results <= {""}:
            return ""
        return results.pop() if len(results) == 1 else PART

    @property
    def door(self) -> str:
        """Return the door, or the row's first and last one."""
        if len(self.lines) == 1:
            return self.line.door
        return f"{self.line.door} – {self.lines[-1].door}"

    @property
    def numbers(self) -> str:
        """Return the line's number, or the row's first and last."""
        return str(self.line.line) if len(self.lines) == 1 else f"{self.line.line}–{self.lines[-1].line}"

    @property
    def note(self) -> str:
        """Return what is noted: of a row, each door's note with its number."""
        if len(self.lines) == 1:
            return self.line.note
        return "; ".join(f"{line.door} {line.note}" for line in self.lines if line.note)


def entries_of(page: KeyedPage) -> tuple[Entry, ...]:
    """Return a page's lines as they are keyed, in the order of the paper."""
    if page.kind == "leaflet":
        rows = groupby(page.lines, key=lambda line: line.row)
        return tuple(Entry(tuple(lines)) for _, lines in rows)
    found: list[Entry] = []
    before: object = None
    for line in page.lines:
        door = (line.street, line.flat, line.number, line.door_id)
        found.append(Entry((line,), door != before))
        before = door
    return tuple(found)


def read_missed(text: str, lines: Sequence[KeyedLine]) -> dict[int, str]:
    """Return the missed doors of a row with their reasons: "9 dog, 23; Flat 3 no key" → line → reason.

    Raises UsersMistake when something begins with no door of the row.
    """
    doors = sorted(lines, key=lambda line: len(line.door), reverse=True)
    found: dict[int, str] = {}
    for piece in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        line = next((each for each in doors if _begins(piece, each)), None)
        if line is None:
            raise UsersMistake(
                tr(
                    "“{piece}” begins with none of this row's doors, so nothing was kept. The doors are {first} to {last}."
                ).format(piece=piece[:30], first=lines[0].door, last=lines[-1].door)
            )
        found[line.line] = piece[len(_name(piece, line)) :].strip(" :-")
    return found


def _begins(piece: str, line: KeyedLine) -> bool:
    return bool(_name(piece, line))


def _name(piece: str, line: KeyedLine) -> str:
    """Return how the piece names the door, or nothing."""
    for name in (line.door, f"{line.flat} {line.number}".strip(), line.number, line.flat):
        after = piece[len(name) : len(name) + 1]
        if name and piece.casefold().startswith(name.casefold()) and not after.isalnum():
            return piece[: len(name)]
    return ""
