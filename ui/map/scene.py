"""What the map shows, as one frozen thing: the ground, the doors and their colours, the way, barriers, the rounds' badges.

Whoever changes something makes another scene of it; pictures are painted of scenes in any thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ui.map.doors import DoorDots
from ui.map.layers import MapLayers
from ui.theme import Colours, colours

Floats = NDArray[np.float64]

Palette = Callable[[Colours], Sequence[str]]
"""Gives the colours that the doors' codes count through, in the theme that is on."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word in the middle of a round: its number, or who holds it."""

    x: float
    y: float
    text: str
    colour: int
    group: int
    locked: bool = False


def round_palette(c: Colours) -> Sequence[str]:
    """Return the rounds' own colours."""
    return c.rounds


def round_colour(index: int) -> str:
    """Return the round colour with a number, in the theme that is on; -1 is that of doors in no round."""
    c = colours()
    return c.no_round if index < 0 else c.rounds[index % len(c.rounds)]


@dataclass(frozen=True)
class Scene:
    """All that is painted. `strong` are the groups of doors that stand out; with none, all are alike."""

    layers: MapLayers = field(default_factory=MapLayers)
    dots: DoorDots = field(default_factory=DoorDots.none)
    palette: Palette = round_palette
    strong: frozenset[int] = frozenset()
    ways: tuple[Floats, ...] = ()
    badges: tuple[Badge, ...] = ()
    barriers: tuple[Floats, ...] = ()
    meeting: tuple[float, float] | None = None  # where people meet before they walk

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Return the box of the doors, or the map's where there are none."""
        return self.dots.bounds() or self.layers.bounds


def badges_of(dots: DoorDots, texts: Sequence[str], locked: Sequence[bool]) -> tuple[Badge, ...]:
    """Put a badge on the middle door of each group; `texts` and `locked` go by group."""
    there = ~np.isnan(dots.xy).any(axis=1) & (dots.group >= 0)
    order = np.argsort(dots.group[there], kind="stable")
    index = np.flatnonzero(there)[order]
    groups, starts = np.unique(dots.group[index], return_index=True)
    made = []
    for group, mine in zip(groups.tolist(), np.split(index, starts[1:]), strict=True):
        xy = dots.xy[mine]
        at = int(np.hypot(*(xy - np.median(xy, axis=0)).T).argmin())
        x, y = xy[at].tolist()
        made.append(Badge(x, y, texts[group], int(dots.colour[mine[0]]), group, locked[group]))
    return tuple(made)
