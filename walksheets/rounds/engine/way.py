"""The way a round takes along the streets, as lines to draw. Draws nothing itself."""

from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from walksheets.rounds.engine.measure import Walk
from walksheets.rounds.engine.problem import Doors, Floats, Problem

if TYPE_CHECKING:
    from walksheets.places.network import WalkingNetwork


def way(problem: Problem, doors: Doors, walk: Walk | None = None) -> Floats:
    """Return (k, 2) local metres: the line walked past `doors` in their order, along the streets.

    Doors without a place are passed over. Pass the `Walk` of the problem when there is one.
    """
    walk = walk or Walk(problem)
    places = walk.places
    known = [int(door) for door in doors if places.known[door]]
    pieces = [_at(walk, door) for door in known[:1]]
    for before, after in pairwise(known):
        pieces += [_leg(walk, before, after), _at(walk, after)]
    if not pieces:
        return np.zeros((0, 2))
    line = np.concatenate(pieces)
    moved = np.ones(len(line), dtype=bool)
    moved[1:] = np.abs(np.diff(line, axis=0)).max(1) > 1e-9
    return line[moved]


def _at(walk: Walk, door: int) -> Floats:
    """Return where the walker stands at a door: on its street, or at the door that lies beside none."""
    places = walk.places
    edge, off_street = places.edge[door], places.stub[door] > 0
    if edge < 0:
        return places.xy[door][None]
    foot = along(walk.problem.network, edge, places.offset[door], places.offset[door])[:1]
    return np.concatenate([foot, places.xy[door][None], foot]) if off_street else foot


def _leg(walk: Walk, a: int, b: int) -> Floats:
    places, network = walk.places, walk.problem.network
    e, f, here, there = places.edge[a], places.edge[b], places.offset[a], places.offset[b]
    if e < 0 or f < 0:
        return np.zeros((0, 2))
    if e == f:
        return along(network, e, here, there)
    junctions = _junctions(walk, int(e), float(here), int(f), float(there))
    out = along(network, e, here, 0.0 if network.edge_from[e] == junctions[0] else network.edge_length_m[e])
    home = along(
        network, f, 0.0 if network.edge_from[f] == junctions[-1] else network.edge_length_m[f], there
    )
    return np.concatenate([out, *_edges_between(network, junctions), home])


def _junctions(walk: Walk, e: int, here: float, f: int, there: float) -> list[int]:
    """Return the junctions of the shortest way from a place on edge e to one on edge f."""
    network, streets = walk.problem.network, walk.streets
    begin = {int(network.edge_from[e]): here}
    far = int(network.edge_to[e])
    begin[far] = min(begin.get(far, np.inf), network.edge_length_m[e] - here)
    finish = {int(network.edge_from[f]): there}
    far = int(network.edge_to[f])
    finish[far] = min(finish.get(far, np.inf), network.edge_length_m[f] - there)
    best, came, heap = dict(begin), dict.fromkeys(begin, -1), [(m, j) for j, m in begin.items()]
    heap.sort()
    shortest, last, settled = np.inf, -1, set()
    while heap:
        m, at = heappop(heap)
        if at in settled:
            continue
        if m >= shortest:
            break
        settled.add(at)
        if at in finish and m + finish[at] < shortest:
            shortest, last = m + finish[at], at
        for k in range(streets.row[at], streets.row[at + 1]):
            to, through = int(streets.to[k]), m + streets.length[k]
            if through < best.get(to, np.inf):
                best[to], came[to] = through, at
                heappush(heap, (through, to))
    path = [last]
    while came[path[-1]] >= 0:
        path.append(came[path[-1]])
    return path[::-1]


def _edges_between(network: "WalkingNetwork", junctions: list[int]) -> list[Floats]:
    """Return the lines of the shortest edges between junctions one after the other; straight where there is none."""
    lines = []
    for a, b in pairwise(junctions):
        forth = np.flatnonzero((network.edge_from == a) & (network.edge_to == b))
        back = np.flatnonzero((network.edge_from == b) & (network.edge_to == a))
        choices = [(network.edge_length_m[e], e) for e in (*forth, *back)]
        if not choices:
            lines.append(network.junction_xy[[a, b]])
            continue
        edge = min(choices)[1]
        line = network.edge_line[edge]
        lines.append(line if edge in forth else line[::-1])
    return lines


def along(network: "WalkingNetwork", edge: int, start_m: float, end_m: float) -> Floats:
    """Return the piece of an edge's line from one offset to another, in that direction."""
    line = network.edge_line[edge]
    at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    low, high = sorted((float(start_m), float(end_m)))
    inside = line[(at > low) & (at < high)]
    ends = np.column_stack([np.interp([low, high], at, line[:, 0]), np.interp([low, high], at, line[:, 1])])
    piece = np.concatenate([ends[:1], inside, ends[1:]])
    return piece if start_m <= end_m else piece[::-1]
