"""The streets as a graph to walk on, made from a problem's network, doors and barriers.

Doors beside no street are led to the nearest one; parts of the network that do not meet are joined by a straight
line where they come nearest, since somebody has to get there. Holds no distances between doors.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from walksheets.places.network import WalkingNetwork

STEP_M = 10.0
"""How finely a street is sampled to find the nearest one; the place on it is then exact."""


class Streets(NamedTuple):
    """Junctions and the edges that leave each, as compressed rows: what a shortest way needs."""

    row: NDArray[np.int32]
    to: NDArray[np.int32]
    length: NDArray[np.float64]
    xy: NDArray[np.float64]


class Scratch(NamedTuple):
    """Room for one shortest way after the other; `metres` is all infinite between them."""

    metres: NDArray[np.float64]
    touched: NDArray[np.int32]
    heap_m: NDArray[np.float64]
    heap_at: NDArray[np.int32]


def scratch_of(streets: Streets) -> Scratch:
    """Return the room that shortest ways on these streets need."""
    junctions, most = (
        len(streets.row) - 1,
        len(streets.to) + 4,
    )  # every edge is queued at most once a direction
    heap = np.empty(most), np.empty(most, dtype=np.int32)
    return Scratch(np.full(junctions, np.inf), np.empty(junctions, dtype=np.int32), *heap)


def streets_of(network: "WalkingNetwork", needed: NDArray[np.integer]) -> Streets:
    """Return the graph of a network, with the parts that hold a needed junction joined into one."""
    joins = _joins(network, needed)
    a = np.concatenate([network.edge_from, joins[:, 0].astype(np.int32)])
    b = np.concatenate([network.edge_to, joins[:, 1].astype(np.int32)])
    length = np.concatenate([network.edge_length_m, joins[:, 2]])
    tails, heads = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.argsort(tails, kind="stable")
    row = np.zeros(network.junctions + 1, dtype=np.int32)
    np.cumsum(np.bincount(tails, minlength=network.junctions), out=row[1:])
    both = np.concatenate([length, length])
    return Streets(row, heads[order].astype(np.int32), both[order], np.ascontiguousarray(network.junction_xy))


def _joins(network: "WalkingNetwork", needed: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return (from, to, metres) of the straight lines that join parts of the network which hold doors."""
    none = np.zeros((0, 3))
    if not network.junctions or not len(needed):
        return none
    links = coo_matrix(
        (np.ones(network.edges), (network.edge_from, network.edge_to)), shape=(network.junctions,) * 2
    )
    _, part = connected_components(links, directed=False)
    parts, counts = np.unique(part[needed], return_counts=True)
    members = {int(p): np.flatnonzero(part == p) for p in parts}
    newest = int(parts[np.argmax(counts)])
    offers = {p: (np.inf, 0, 0) for p in members if p != newest}  # Prim: the nearest way in so far
    found = []
    while offers:
        tree = cKDTree(network.junction_xy[members[newest]])
        for p, offer in offers.items():
            metres, nearest = tree.query(network.junction_xy[members[p]])
            best = int(np.argmin(metres))
            here, there = int(members[p][best]), int(members[newest][nearest[best]])
            offers[p] = min(offer, (float(metres[best]), here, there))
        newest = min(offers, key=lambda p: offers[p])
        apart, here, there = offers.pop(newest)
        found.append((here, there, apart))
    return np.array(found, dtype=float).reshape(-1, 3)


def nearest_on_street(
    network: "WalkingNetwork", xy: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
    """Return for each position the nearest edge, the offset on it and how far away it is, all in metres."""
    starts, ends, edges, before = _segments(network)
    tree, owner = _samples(starts, ends)
    _, nearest = tree.query(xy, k=min(8, len(owner)))
    candidates = owner[np.asarray(nearest).reshape(len(xy), -1)]
    along = ends[candidates] - starts[candidates]
    squared = np.maximum((along**2).sum(-1), 1e-12)
    share = np.clip(((xy[:, None] - starts[candidates]) * along).sum(-1) / squared, 0, 1)
    foot = starts[candidates] + share[..., None] * along
    metres = np.sqrt(((xy[:, None] - foot) ** 2).sum(-1))
    best = metres.argmin(1)
    rows = np.arange(len(xy))
    segment = candidates[rows, best]
    offset = before[segment] + share[rows, best] * np.sqrt(squared[rows, best])
    edge = edges[segment]
    return edge.astype(np.int32), np.minimum(offset, network.edge_length_m[edge]), metres[rows, best]


def _segments(
    network: "WalkingNetwork",
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Return every straight piece of every edge: start, end, edge, metres of the edge before it."""
    counts = np.array([len(line) - 1 for line in network.edge_line])
    starts = np.concatenate([line[:-1] for line in network.edge_line])
    ends = np.concatenate([line[1:] for line in network.edge_line])
    edges = np.repeat(np.arange(network.edges), counts)
    length = np.hypot(*(ends - starts).T)
    total = np.cumsum(length)
    first = np.cumsum(counts) - counts
    before = total - length - np.repeat((total - length)[first], counts)
    return starts, ends, edges, before


def _samples(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> tuple[cKDTree, NDArray[np.int64]]:
    """Return points along all segments, at most `STEP_M` apart, and the segment of each."""
    steps = np.maximum(np.ceil(np.hypot(*(ends - starts).T) / STEP_M), 1).astype(int)
    owner = np.repeat(np.arange(len(starts)), steps + 1)
    first = np.cumsum(steps + 1) - (steps + 1)
    share = (np.arange(len(owner)) - np.repeat(first, steps + 1)) / np.repeat(steps, steps + 1)
    return cKDTree(starts[owner] + share[:, None] * (ends - starts)[owner]), owner
