"""Lines nobody walks across: the network is cut where they cross it, and what they part stays apart."""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from walksheets.rounds.engine.problem import Doors, Floats, Problem

if TYPE_CHECKING:
    from walksheets.places.network import WalkingNetwork


def behind_barriers(problem: Problem) -> tuple[Problem, Doors]:
    """Return the problem with its streets cut at the barriers, and for each door which side of all it is on.

    The sides are numbered; without barriers all doors are on side 0.
    """
    if not problem.locks.barriers or not problem.network.edges:
        return problem, np.zeros(problem.doors, dtype=np.int64)
    network, spots = problem.network, problem.spots
    before = _part_of_junction(network)
    edge, offset = spots.edge.copy(), spots.offset_m.copy()
    for e, cuts in _crossings(network, problem.locks.barriers).items():
        network = _cut_edge(network, e, cuts, edge, offset)
    spots = replace(spots, edge=edge, offset_m=offset)
    cut = replace(problem, network=network, spots=spots)
    after = _part_of_junction(network)
    largest = np.bincount(after).argmax()
    side = np.full(problem.doors, after[largest] if len(after) else 0, dtype=np.int64)
    on = edge >= 0
    junction = network.edge_from[edge[on]]
    side[on] = after[junction]
    for name in np.unique(before):  # parts that never met are not parted by a barrier
        pieces = np.unique(after[: len(before)][before == name])
        if len(pieces) == 1:
            side[side == pieces[0]] = -1
    return cut, side


def _part_of_junction(network: "WalkingNetwork") -> NDArray[np.int32]:
    links = coo_matrix(
        (np.ones(network.edges), (network.edge_from, network.edge_to)), shape=(network.junctions,) * 2
    )
    return connected_components(links, directed=False)[1]


def _crossings(network: "WalkingNetwork", barriers: tuple[Floats, ...]) -> dict[int, list[float]]:
    """Return at which offsets each crossed edge is crossed."""
    found: dict[int, list[float]] = {}
    for barrier in barriers:
        walls = np.stack([barrier[:-1], barrier[1:]], axis=1)
        low, high = barrier.min(0), barrier.max(0)
        for e, line in enumerate(network.edge_line):
            if (line.max(0) < low).any() or (line.min(0) > high).any():
                continue
            length = np.hypot(*np.diff(line, axis=0).T)
            for k in range(len(line) - 1):
                for p, q in walls:
                    share = _meet(line[k], line[k + 1], p, q)
                    if share is not None:
                        found.setdefault(e, []).append(float(length[:k].sum() + share * length[k]))
    return found


def _meet(a: Floats, b: Floats, p: Floats, q: Floats) -> float | None:
    """Return at which share of a-b it crosses p-q, or None."""
    along, wall = b - a, q - p
    turn = along[0] * wall[1] - along[1] * wall[0]
    if abs(turn) < 1e-12:
        return None
    apart = p - a
    share = (apart[0] * wall[1] - apart[1] * wall[0]) / turn
    other = (apart[0] * along[1] - apart[1] * along[0]) / turn
    return float(share) if 0 <= share <= 1 and 0 <= other <= 1 else None


def _cut_edge(
    network: "WalkingNetwork", e: int, cuts: list[float], edge: NDArray[np.int32], offset: Floats
) -> "WalkingNetwork":
    """Cut an edge at offsets into dead ends on both sides; doors move to the piece they stand on."""
    from walksheets.rounds.engine.way import along

    length = float(network.edge_length_m[e])
    at = [0.0, *sorted(min(max(cut, 0.0), length) for cut in cuts), length]
    lines = [along(network, e, a, b) for a, b in pairwise(at)]
    pieces, first = len(lines), network.junctions
    xy = np.array([p for k in range(pieces - 1) for p in (lines[k][-1], lines[k + 1][0])])
    tails = [int(network.edge_from[e]), *(first + 2 * k + 1 for k in range(pieces - 1))]
    heads = [*(first + 2 * k for k in range(pieces - 1)), int(network.edge_to[e])]
    names = [e, *range(network.edges, network.edges + pieces - 1)]
    mine = np.flatnonzero(edge == e)
    piece = np.clip(np.searchsorted(at, offset[mine], side="right") - 1, 0, pieces - 1)
    edge[mine] = np.array(names, dtype=np.int32)[piece]
    offset[mine] -= np.array(at)[piece]
    edge_line = [*network.edge_line, *lines[1:]]
    edge_line[e] = lines[0]
    extra = pieces - 1
    heads_all, lengths = (
        np.append(network.edge_to, heads[1:]),
        np.append(network.edge_length_m, np.diff(at)[1:]),
    )
    heads_all[e], lengths[e] = heads[0], at[1]
    return replace(
        network,
        junction_xy=np.vstack([network.junction_xy, xy]),
        edge_from=np.append(network.edge_from, tails[1:]).astype(np.int32),
        edge_to=heads_all.astype(np.int32),
        edge_length_m=lengths,
        edge_width_m=np.append(network.edge_width_m, [network.edge_width_m[e]] * extra),
        edge_street=np.append(network.edge_street, [network.edge_street[e]] * extra).astype(np.int32),
        edge_kind=(*network.edge_kind, *(network.edge_kind[e],) * extra),
        edge_line=tuple(edge_line),
    )
