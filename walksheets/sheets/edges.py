"""Where a page's content begins and ends: its edges and its margin, the same on all four sides. In points."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Edges:
    """A page's measures; what each kind of page has beside them, it adds."""

    width: float
    height: float

    margin: ClassVar[float] = 26.0
    """9 mm: no printer cuts that off."""

    @property
    def left(self) -> float:
        """Return where the content begins."""
        return self.margin

    @property
    def right(self) -> float:
        """Return where the content ends."""
        return self.width - self.margin

    @property
    def top(self) -> float:
        """Return where the heading begins."""
        return self.height - self.margin

    @property
    def bottom(self) -> float:
        """Return where the foot ends."""
        return self.margin

    @property
    def body_width(self) -> float:
        """Return how wide the content is."""
        return self.right - self.left
