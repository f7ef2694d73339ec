"""Which doors nobody can simply walk to: far from every road, or on a piece of the map that leads nowhere. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from walksheets.places.joining import GAP
from walksheets.places.model import Door
from walksheets.places.network import DoorSpots, WalkingNetwork

FAR_M = 100.0
"""From here on a door lies far from its road: longer than any drive of a street, and the way there is not counted."""


@dataclass(frozen=True, slots=True)
class HardToReach:
    """Doors that somebody should look at before a round is walked; a door may be in both."""

    far: tuple[Door, ...] = ()
    """More than `FAR_M` from the road they stand on: a farm up its track, or a door in the wrong place."""
    cut_off: tuple[Door, ...] = ()
    """On ways that the map joins to no others: the way there is counted as a straight line, and dearer."""

    def __bool__(self) -> bool:
        """True when there are any."""
        return bool(self.far or self.cut_off)


def hard_to_reach(network: WalkingNetwork, spots: DoorSpots, doors: Sequence[Door]) -> HardToReach:
    """Return which of the doors, standing at `spots`, nobody can simply walk to."""
    far = far_from_road(network, spots) > FAR_M
    apart = cut_off(network)[spots.edge] & (spots.edge >= 0) if network.edges else np.zeros(len(spots), bool)
    return HardToReach(
        tuple(door for door, is_far in zip(doors, far.tolist(), strict=True) if is_far),
        tuple(door for door, is_apart in zip(doors, apart.tolist(), strict=True) if is_apart),
    )


def far_from_road(network: WalkingNetwork, spots: DoorSpots) -> NDArray[np.float64]:
    """Return (N,) metres from each door to the way it stands on; 0 for one that is not on the network."""
    metres = np.zeros(len(spots))
    on = np.flatnonzero(spots.edge >= 0)
    lines = {edge: shapely.LineString(network.edge_line[edge]) for edge in set(spots.edge[on].tolist())}
    metres[on] = shapely.distance(
        shapely.points(spots.xy[on]), [lines[edge] for edge in spots.edge[on].tolist()]
    )
    return metres


def cut_off(network: WalkingNetwork) -> NDArray[np.bool_]:
    """Return (E,) whether an edge is on a piece that no mapped way joins to the largest; a `GAP` itself is too."""
    real = np.array([kind != GAP for kind in network.edge_kind])
    ends = (network.edge_from[real], network.edge_to[real])
    links = coo_array((np.ones(int(real.sum())), ends), shape=(network.junctions,) * 2)
    _, piece = connected_components(links, directed=False)
    length = np.bincount(piece[ends[0]], weights=network.edge_length_m[real])
    apart: NDArray[np.bool_] = (piece[network.edge_from] != length.argmax()) | ~real
    return apart
