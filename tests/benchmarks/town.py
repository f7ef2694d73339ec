"""A real town for the benchmarks: its walking network from an extract and its doors from the truth.

Read with as little code as will do and apart from the program's own reader, so that a fault there cannot
flatter the engine here.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import osmium
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from walksheets.places.network import DoorSpots, WalkingNetwork

WALKABLE = {
    "residential", "unclassified", "tertiary", "tertiary_link", "secondary", "secondary_link", "primary", "primary_link",
    "trunk", "trunk_link", "living_street", "pedestrian", "service", "footway", "path", "steps", "cycleway", "track",
}  # fmt: skip
WIDTHS = {
    "residential": 8, "unclassified": 8, "living_street": 6, "tertiary": 12, "secondary": 14, "primary": 16,
    "tertiary_link": 12, "secondary_link": 14, "primary_link": 16,
}  # fmt: skip
SAMPLE_M = 5.0


def read_network(extract: Path, to_xy: Callable[[float, float], tuple[float, float]]) -> WalkingNetwork:
    """Return the walking network of an extract by the counting rules: its largest connected piece."""
    ways, at = _read_ways(extract, to_xy)
    used: dict[int, int] = defaultdict(int)
    for nodes, *_ in ways:
        for node in nodes:
            used[node] += 1
        used[nodes[0]] += 1
        used[nodes[-1]] += 1
    pieces = []
    for nodes, name, kind in ways:
        start = 0
        for i in range(1, len(nodes)):
            if used[nodes[i]] > 1:
                pieces.append((nodes[start : i + 1], name, kind))
                start = i
    ids = {node: k for k, node in enumerate(dict.fromkeys(n for p, *_ in pieces for n in (p[0], p[-1])))}
    ends = np.array([(ids[p[0]], ids[p[-1]]) for p, *_ in pieces])
    links = coo_matrix((np.ones(len(ends)), ends.T), shape=(len(ids),) * 2)
    _, part = connected_components(links, directed=False)
    largest = np.bincount(part).argmax()
    pieces = [p for p, (a, _) in zip(pieces, ends, strict=True) if part[a] == largest]
    return _network(pieces, at)


def _read_ways(extract, to_xy):
    ways, at = [], {}

    class Ways(osmium.SimpleHandler):
        def way(self, way):
            tags = way.tags
            if tags.get("highway") not in WALKABLE or tags.get("service") == "parking_aisle":
                return
            if (
                tags.get("foot") == "no"
                or tags.get("access") in ("private", "no")
                or tags.get("area") == "yes"
            ):
                return
            nodes = [n for n in way.nodes if n.location.valid()]
            if len(nodes) < 2:
                return
            for n in nodes:
                at[n.ref] = to_xy(n.lat, n.lon)
            ways.append(([n.ref for n in nodes], tags.get("name", ""), tags["highway"]))

    Ways().apply_file(str(extract), locations=True)
    return ways, at


def _network(pieces, at) -> WalkingNetwork:
    ids = {node: k for k, node in enumerate(dict.fromkeys(n for p, *_ in pieces for n in (p[0], p[-1])))}
    names = tuple(dict.fromkeys(name for _, name, _ in pieces if name))
    street = {name: k for k, name in enumerate(names)}
    lines = tuple(np.array([at[n] for n in p]) for p, *_ in pieces)
    return WalkingNetwork(
        junction_xy=np.array([at[node] for node in ids]),
        edge_from=np.array([ids[p[0]] for p, *_ in pieces], dtype=np.int32),
        edge_to=np.array([ids[p[-1]] for p, *_ in pieces], dtype=np.int32),
        edge_length_m=np.array([np.hypot(*np.diff(line, axis=0).T).sum() for line in lines]),
        edge_width_m=np.array([WIDTHS.get(kind, 6) for *_, kind in pieces], dtype=float),
        edge_street=np.array([street.get(name, -1) for _, name, _ in pieces], dtype=np.int32),
        street_names=names,
        edge_kind=tuple(kind for *_, kind in pieces),
        edge_line=lines,
    )


class Town:
    """Doors and the network they stand on."""

    def __init__(self, folder: Path, most_doors: int | None = None):
        with (folder / "doors.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        lat = np.array([float(r["lat"]) for r in rows])
        lon = np.array([float(r["lon"]) for r in rows])
        lat0, lon0 = lat.mean(), lon.mean()
        scale = 111_320 * math.cos(math.radians(lat0))
        xy = np.column_stack([(lon - lon0) * scale, (lat - lat0) * 110_574])
        if most_doors and most_doors < len(rows):  # those nearest to a place where people live
            middle = xy[np.argsort(np.hypot(*(xy - np.median(xy, axis=0)).T))[0]]
            chosen = np.sort(np.argsort(np.hypot(*(xy - middle).T), kind="stable")[:most_doors])
            rows, xy = [rows[i] for i in chosen], xy[chosen]
        self.rows, self.xy = rows, xy
        self.name = folder.name
        self.network = read_network(
            folder / "roads.osm.pbf", lambda la, lo: ((lo - lon0) * scale, (la - lat0) * 110_574)
        )
        self.spots = stand(self.network, xy, [r["street"] for r in rows])


def stand(network: WalkingNetwork, xy: np.ndarray, streets: list[str]) -> DoorSpots:
    """Stand each door on the nearest way that bears its street's name; any way where none does."""
    points, owner, offsets, heading = _along(network)
    name_of = [network.street_names[s] if s >= 0 else "" for s in network.edge_street]
    by_name = defaultdict(list)
    for point, edge in enumerate(owner):
        by_name[name_of[edge]].append(point)
    edge, offset = np.zeros(len(xy), dtype=np.int32), np.zeros(len(xy))
    side = np.zeros(len(xy), dtype=np.int8)
    doors_of = defaultdict(list)
    for door, street in enumerate(streets):
        doors_of[street if street in by_name else None].append(door)
    for street, doors in doors_of.items():
        chosen = np.array(by_name[street]) if street else np.arange(len(owner))
        _, nearest = cKDTree(points[chosen]).query(xy[doors])
        at = chosen[nearest]
        away = xy[doors] - points[at]
        edge[doors] = owner[at]
        along = (away * heading[at]).sum(1)
        offset[doors] = np.clip(offsets[at] + along, 0, network.edge_length_m[owner[at]])
        side[doors] = np.where(heading[at, 0] * away[:, 1] - heading[at, 1] * away[:, 0] >= 0, 1, -1)
    return DoorSpots(edge, offset, side, xy)


def _along(network):
    points, owner, offsets, heading = [], [], [], []
    for e, line in enumerate(network.edge_line):
        cum = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        steps = np.linspace(0, cum[-1], max(int(cum[-1] / SAMPLE_M), 1) + 1)
        points.append(np.column_stack([np.interp(steps, cum, line[:, 0]), np.interp(steps, cum, line[:, 1])]))
        segment = np.clip(np.searchsorted(cum, steps, side="right") - 1, 0, len(line) - 2)
        direction = np.diff(line, axis=0)[segment]
        heading.append(direction / np.maximum(np.hypot(*direction.T), 1e-9)[:, None])
        owner.append(np.full(len(steps), e))
        offsets.append(steps)
    return np.concatenate(points), np.concatenate(owner), np.concatenate(offsets), np.concatenate(heading)
