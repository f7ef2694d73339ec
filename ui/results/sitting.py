"""One sitting with one page: what was keyed in it, what stood there before, what of it differed. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Difference:
    """A line where another answer stands than the one just keyed; one key decides."""

    line: int
    now: str
    standing: str
    by: str
    at: str


@dataclass
class Sitting:
    """Whoever opens a page has seen no answer of it: what they key is compared with what stands there."""

    mine: dict[int, str] = field(default_factory=dict)
    """Lines answered in this sitting, and with what."""
    same: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    again: bool = False
    """The page had been keyed whole when it was opened."""

    def expected(self, line: int) -> str:
        """Return the answer that the keyer knows of."""
        return self.mine.get(line, "")

    def answered(self, line: int, result: str, standing: str) -> None:
        """Remember an answer that was kept; `standing` is what stood there before it."""
        if line not in self.mine and standing:
            (self.same if standing == result else self.changed).add(line)
        self.mine[line] = result

    def left_standing(self, line: int, standing: str) -> None:
        """Remember that what stood there before was to hold."""
        self.mine[line] = standing
        self.kept.add(line)

    @property
    def compared(self) -> int:
        """Return how many lines were keyed that had an answer before."""
        return len(self.same | self.changed | self.kept)
