"""Small invented towns for the engine's tests, and a slow plain way to count a walk."""

import heapq
from itertools import pairwise

import numpy as np

from walksheets.places.network import DoorSpots, WalkingNetwork


def network_of(points, edges, width=8.0) -> WalkingNetwork:
    """Make straight edges between points; an edge is (from, to) or (from, to, width)."""
    xy = np.array(points, dtype=float).reshape(-1, 2)
    ends = np.array([e[:2] for e in edges], dtype=np.int32).reshape(-1, 2)
    widths = np.array([e[2] if len(e) > 2 else width for e in edges], dtype=float)
    lines = tuple(xy[[a, b]] for a, b in ends)
    length = np.array([np.hypot(*(line[1] - line[0])) for line in lines])
    return WalkingNetwork(
        xy, ends[:, 0], ends[:, 1], length, widths, np.full(len(ends), -1, dtype=np.int32), (),
        ("residential",) * len(ends), lines,
    )  # fmt: skip


def grid(columns: int, rows: int, block_m: float = 80.0) -> WalkingNetwork:
    """Make a town of square blocks."""
    points = [(x * block_m, y * block_m) for y in range(rows) for x in range(columns)]
    at = {(x, y): y * columns + x for y in range(rows) for x in range(columns)}
    edges = [(at[x, y], at[x + 1, y]) for y in range(rows) for x in range(columns - 1)]
    edges += [(at[x, y], at[x, y + 1]) for y in range(rows - 1) for x in range(columns)]
    return network_of(points, edges)


def stand(network: WalkingNetwork, edges, offsets, sides) -> DoorSpots:
    """Stand doors on edges; their position is beside the street."""
    edge, offset = np.array(edges, dtype=np.int32), np.array(offsets, dtype=float)
    side = np.array(sides, dtype=np.int8)
    xy = np.zeros((len(edge), 2))
    for door, (e, o, s) in enumerate(zip(edge, offset, side, strict=True)):
        a, b = network.edge_line[e][0], network.edge_line[e][-1]
        along = (b - a) / max(np.hypot(*(b - a)), 1e-9)
        xy[door] = a + o * along + s * 4 * np.array([-along[1], along[0]])
    return DoorSpots(edge, offset, side, xy)


def scattered(network: WalkingNetwork, doors: int, seed: int) -> DoorSpots:
    """Stand doors at random, some at the same spot."""
    rng = np.random.default_rng(seed)
    edge = rng.integers(0, network.edges, doors)
    offset = np.round(rng.random(doors) * network.edge_length_m[edge], -1)
    return stand(network, edge, np.minimum(offset, network.edge_length_m[edge]), rng.choice([-1, 1], doors))


def plain_walk_m(network: WalkingNetwork, spots: DoorSpots, doors) -> float:
    """Count a walk by the rule as it is written down, with a Dijkstra of a dozen lines."""
    return sum(plain_way_m(network, spots, int(a), int(b)) for a, b in pairwise(doors))


def plain_way_m(network: WalkingNetwork, spots: DoorSpots, a: int, b: int) -> float:
    e, f = int(spots.edge[a]), int(spots.edge[b])
    if e == f:
        cross = network.edge_width_m[e] if spots.side[a] * spots.side[b] == -1 else 0.0
        return abs(spots.offset_m[a] - spots.offset_m[b]) + cross
    starts = (
        (network.edge_from[e], spots.offset_m[a]),
        (network.edge_to[e], network.edge_length_m[e] - spots.offset_m[a]),
    )
    ends = (
        (network.edge_from[f], spots.offset_m[b]),
        (network.edge_to[f], network.edge_length_m[f] - spots.offset_m[b]),
    )
    widths = (network.edge_width_m[e] + network.edge_width_m[f]) / 4
    return widths + min(
        before + _dijkstra(network, int(s)).get(int(t), float("inf")) + after
        for s, before in starts
        for t, after in ends
    )


def _dijkstra(network: WalkingNetwork, start: int) -> dict[int, float]:
    roads: dict[int, list[tuple[int, float]]] = {}
    for a, b, m in zip(network.edge_from, network.edge_to, network.edge_length_m, strict=True):
        roads.setdefault(int(a), []).append((int(b), float(m)))
        roads.setdefault(int(b), []).append((int(a), float(m)))
    done: dict[int, float] = {}
    heap = [(0.0, start)]
    while heap:
        m, at = heapq.heappop(heap)
        if at in done:
            continue
        done[at] = m
        for to, length in roads.get(at, []):
            heapq.heappush(heap, (m + length, to))
    return done
