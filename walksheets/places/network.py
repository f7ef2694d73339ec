"""The walking network and where doors stand on it: the shared words of places, rounds, sheets and ui.

Lengths are metres, positions local metres (x east, y north) on the campaign's `LocalPlane`.
Plain arrays with their meaning; holds no OpenStreetMap, no store and no shortest ways.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Signs = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class WalkingNetwork:
    """Where one can walk: junctions joined by edges (J junctions, E edges).

    An edge is a piece of way between two junctions or dead ends; between the same two junctions
    there may be several, and one may return to where it began. All arrays are read-only.
    """

    junction_xy: Floats
    """(J, 2) local metres."""
    edge_from: Ints
    """(E,) the junction where the edge begins."""
    edge_to: Ints
    """(E,) the junction where it ends."""
    edge_length_m: Floats
    """(E,) along the line; more for an edge that no map has (`joining`), where nobody knows the way."""
    edge_width_m: Floats
    """(E,) kerb to kerb, by kind of way: what crossing it costs."""
    edge_street: Ints
    """(E,) index into `street_names`, -1 for a way without a name."""
    street_names: tuple[str, ...]
    edge_kind: tuple[str, ...]
    """The highway value: residential, footway, steps …; "join" or "gap" where no map has a way."""
    edge_line: tuple[Floats, ...]
    """Each (k, 2) local metres, from `edge_from` to `edge_to`, k ≥ 2."""

    @property
    def junctions(self) -> int:
        """Return how many junctions and dead ends there are."""
        return len(self.junction_xy)

    @property
    def edges(self) -> int:
        """Return how many edges there are."""
        return len(self.edge_from)

    @property
    def length_m(self) -> float:
        """Return the length of all edges together."""
        return float(self.edge_length_m.sum())

    @classmethod
    def empty(cls) -> "WalkingNetwork":
        """Return the network of a campaign without a map."""
        none = np.zeros(0, dtype=np.int32)
        metres = np.zeros(0)
        return cls(np.zeros((0, 2)), none, none, metres, metres, none, (), (), ())


@dataclass(frozen=True, slots=True, eq=False)
class DoorSpots:
    """Where each of N doors stands on the network, in the order they were asked for."""

    edge: Ints
    """(N,) the edge; -1 when the door is not on the network (not placed, or no map)."""
    offset_m: Floats
    """(N,) along the edge from `edge_from`."""
    side: Signs
    """(N,) +1 left of the edge's direction, -1 right, 0 unknown."""
    xy: Floats
    """(N, 2) local metres, where the door itself is; NaN when it is not placed."""

    def __len__(self) -> int:
        """Return how many doors there are."""
        return len(self.edge)

    def take(self, indices: Sequence[int] | NDArray[np.integer]) -> "DoorSpots":
        """Return the spots of some of the doors, in the order given."""
        chosen = np.asarray(indices, dtype=np.intp)
        return DoorSpots(self.edge[chosen], self.offset_m[chosen], self.side[chosen], self.xy[chosen])

    @classmethod
    def nowhere(cls, count: int) -> "DoorSpots":
        """Return spots for `count` doors of which nothing is known."""
        return cls(
            np.full(count, -1, dtype=np.int32),
            np.zeros(count),
            np.zeros(count, dtype=np.int8),
            np.full((count, 2), np.nan),
        )
