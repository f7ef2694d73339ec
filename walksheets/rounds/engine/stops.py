"""Doors as the engine sees them: all letterboxes at one spot are one stop, with the minutes they take together.

A spot that would take too large a part of a round by itself (a tower of 300 flats) becomes several stops.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine.streets import nearest_on_street

if TYPE_CHECKING:
    from walksheets.places.network import WalkingNetwork
    from walksheets.rounds.engine.problem import Doors, Floats, Problem

SAME_SPOT_M = 0.5
PORTIONS = 4
"""Into how many parts of a spot that is too large each of what would be large enough is cut."""


class Stops(NamedTuple):
    """S stops on the streets, in the order of their first doors."""

    edge: NDArray[np.int32]
    """-1 when there are no streets: then only straight lines count."""
    offset: NDArray[np.float64]
    side: NDArray[np.int8]
    stub: NDArray[np.float64]
    """Metres from the street to the stop, for one that lies beside no street."""
    xy: NDArray[np.float64]
    minutes: NDArray[np.float64]
    doors: "tuple[Doors, ...]"


class Places(NamedTuple):
    """Where each door stands once those beside the streets have been led to them."""

    edge: NDArray[np.int32]
    offset: NDArray[np.float64]
    side: NDArray[np.int8]
    stub: NDArray[np.float64]
    xy: NDArray[np.float64]
    known: NDArray[np.bool_]


def places_of(problem: "Problem") -> Places:
    """Return where each door stands; not `known` for doors with neither street nor position."""
    network, spots = problem.network, problem.spots
    edge, offset = spots.edge.astype(np.int32), spots.offset_m.astype(float)
    side, xy = spots.side.astype(np.int8), spots.xy.astype(float).reshape(-1, 2)
    stub = np.zeros(len(edge))
    on_street = edge >= 0
    offset = np.where(on_street, np.clip(offset, 0, network.edge_length_m[edge] if network.edges else 0), 0.0)
    has_xy = np.isfinite(xy).all(1)
    lacking = on_street & ~has_xy
    xy[lacking] = _points(network, edge[lacking], offset[lacking])
    beside = np.flatnonzero(~on_street & has_xy)
    if network.edges and len(beside):
        edge[beside], offset[beside], stub[beside] = nearest_on_street(network, xy[beside])
        side[beside] = 0
    return Places(edge, offset, side, stub, xy, on_street | has_xy)


def _points(network: "WalkingNetwork", edges: NDArray[np.int32], offsets: "Floats") -> "Floats":
    points = [point_at(network.edge_line[edge], offset) for edge, offset in zip(edges, offsets, strict=True)]
    return np.array(points, dtype=float).reshape(-1, 2)


def point_at(line: "Floats", offset: float) -> "Floats":
    """Return the point that lies `offset` metres along a line."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return np.array([np.interp(offset, along, line[:, 0]), np.interp(offset, along, line[:, 1])])


def stops_of(
    places: Places, doors: "Doors", minutes: "Floats", most: float = np.inf, label: "Doors | None" = None
) -> Stops:
    """Gather `doors` that stand at one spot and bear one label into stops of at most `most` minutes each."""
    free = (places.stub[doors] > 0) | (places.edge[doors] < 0)  # told apart by position, not by offset alone
    x, y = np.where(free, np.rint(places.xy[doors].T / SAME_SPOT_M), 0)
    offset = np.rint(places.offset[doors] / SAME_SPOT_M)
    labels = np.zeros(len(doors)) if label is None else label[doors]
    key = np.column_stack([places.edge[doors], offset, places.side[doors], x, y, labels])
    _, first, spot = np.unique(key, axis=0, return_index=True, return_inverse=True)
    by_appearance = np.argsort(np.argsort(first, kind="stable"), kind="stable")
    spot = by_appearance[spot.reshape(-1)]
    order = np.argsort(spot, kind="stable")
    cuts = np.flatnonzero(np.diff(spot[order])) + 1
    gathered: list[Doors] = []
    for flats in np.split(doors[order], cuts) if len(doors) else []:
        gathered.extend(_portions(flats, minutes, most))
    lead = np.array([flats[0] for flats in gathered], dtype=np.int64)
    taken = np.array([minutes[flats].sum() for flats in gathered], dtype=float)
    return Stops(
        places.edge[lead],
        places.offset[lead],
        places.side[lead],
        places.stub[lead],
        places.xy[lead],
        taken,
        tuple(gathered),
    )


def _portions(flats: "Doors", minutes: "Floats", most: float) -> "list[Doors]":
    """Cut the doors of one spot that take more than `most` minutes, in their order, into small portions."""
    total = float(minutes[flats].sum())
    if total <= most or len(flats) == 1:
        return [flats]
    pieces = np.ceil(total / most) * PORTIONS
    portion = np.floor(np.cumsum(minutes[flats]) / total * pieces * (1 - 1e-9)).astype(int)
    return [flats[portion == p] for p in np.unique(portion)]
