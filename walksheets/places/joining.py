"""Pieces of the walking network that do not meet, joined where they come nearest, so that every door can be walked to. Pure.

Maps are drawn by hand: a footpath may end at a kerb without sharing a node with the road, a lane may have lost its last
few metres. Each piece gets one way into the rest, so no way between two doors of the rest becomes shorter.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from walksheets.places.osm_map import OsmWay
from walksheets.places.projection import LocalPlane

JOIN_M = 25.0
"""Pieces up to so far apart are joined: the widest street with its verges. Wider gaps are mostly a wall, a railway, a river."""
JOIN, GAP = "join", "gap"
"""Kinds of edge that no map has: across a few metres; and to a piece that stays apart, since somebody has to get there."""
INVENTED = frozenset({JOIN, GAP})
DEARER = 2.0
"""What a metre of either counts: a way round a fence, or the search for a gap in it."""
_SAME_NODE_M = 0.5

Ends = tuple[int, int, shapely.LineString]
"""Two ways, and the shortest line from the one to the other."""


def joined(ways: Sequence[OsmWay], plane: LocalPlane, obstacles: Sequence[OsmWay] = ()) -> list[OsmWay]:
    """Return the ways made one piece by `JOIN` and `GAP` ways; the ends of these become nodes of what they meet.

    No `JOIN` crosses one of the `obstacles` (railways, streams, motorways), or leads from a bridge to what it spans.
    A piece that stays apart and bears no street's name is left out: nobody lives there.
    """
    near = _Joins(ways, plane)
    for ends in _within_reach(ways, plane, obstacles):
        near.add(ends, JOIN)
    kept = _of_use(near.ways(), plane)
    far = _Joins(kept, plane)
    for ends in _apart(kept, plane):
        far.add(ends, GAP)
    return far.ways()


def pieces_of(ways: Sequence[OsmWay]) -> NDArray[np.int32]:
    """Return for each way which piece of the network it belongs to, 0 …: ways that share nodes are one piece."""
    if not ways:
        return np.zeros(0, dtype=np.int32)
    nodes, where = np.unique(np.concatenate([way.nodes for way in ways]), return_inverse=True)
    starts = np.cumsum([0, *(len(way.nodes) for way in ways)])
    inside = np.ones(len(where), dtype=bool)
    inside[starts[1:] - 1] = False  # the last node of a way does not lead to the first of the next
    here = np.flatnonzero(inside)
    links = coo_array((np.ones(len(here)), (where[here], where[here + 1])), shape=(len(nodes),) * 2)
    of_node: NDArray[np.int32] = connected_components(links, directed=False)[1]
    of_way: NDArray[np.int32] = of_node[where[starts[:-1]]]
    return of_way


def _lines(ways: Sequence[OsmWay], plane: LocalPlane) -> list[shapely.LineString]:
    return [shapely.LineString(plane.to_xy(way.lat, way.lon)) for way in ways]


def _largest(piece: NDArray[np.int32], lines: Sequence[shapely.LineString]) -> int:
    return int(np.bincount(piece, weights=shapely.length(lines)).argmax())


def _within_reach(ways: Sequence[OsmWay], plane: LocalPlane, obstacles: Sequence[OsmWay]) -> Iterator[Ends]:
    """Yield what joins pieces within `JOIN_M`: as short as can be in all, and never in a ring."""
    piece = pieces_of(ways)
    if not len(piece) or not piece.max():
        return
    lines, walls = _lines(ways, plane), shapely.STRtree(_lines(obstacles, plane))
    small = np.flatnonzero(piece != _largest(piece, lines))  # each join has an end on one of these
    chosen = [lines[i] for i in small.tolist()]
    near, others = shapely.STRtree(lines).query(chosen, predicate="dwithin", distance=JOIN_M)
    best: dict[tuple[int, int], Ends] = {}
    for a, b in zip(small[near].tolist(), others.tolist(), strict=True):
        if piece[a] == piece[b] or _level(ways[a]) != _level(ways[b]):
            continue
        gap = shapely.shortest_line(lines[a], lines[b])
        key = (int(min(piece[a], piece[b])), int(max(piece[a], piece[b])))
        if (key not in best or gap.length < best[key][2].length) and not len(walls.query(gap, "intersects")):
            best[key] = (a, b, gap)
    if best:
        rows, columns = np.array(list(best)).T
        metres = np.array([gap.length for *_, gap in best.values()]) + 1e-3  # a zero would be no link
        links = coo_array((metres, (rows, columns)), shape=(int(piece.max()) + 1,) * 2)
        for row, column in zip(*minimum_spanning_tree(links).nonzero(), strict=True):
            yield best[int(row), int(column)]


def _level(way: OsmWay) -> str:
    return way.tags.get("layer", "0")


def _of_use(ways: Sequence[OsmWay], plane: LocalPlane) -> list[OsmWay]:
    """Return the largest piece and those in which a street has a name."""
    piece = pieces_of(ways)
    if not len(piece) or not piece.max():
        return list(ways)
    named = {_largest(piece, _lines(ways, plane))}
    named |= {number for way, number in zip(ways, piece.tolist(), strict=True) if way.name}
    return [way for way, number in zip(ways, piece.tolist(), strict=True) if number in named]


def _apart(ways: Sequence[OsmWay], plane: LocalPlane) -> Iterator[Ends]:
    """Yield what joins all pieces into one, whatever lies between: the piece nearest to those joined comes next (Prim)."""
    piece = pieces_of(ways)
    if not len(piece) or not piece.max():
        return
    lines = _lines(ways, plane)
    members = {number: np.flatnonzero(piece == number) for number in range(int(piece.max()) + 1)}
    newest = _largest(piece, lines)
    offers: dict[int, Ends] = {}
    waiting = members.keys() - {newest}
    while waiting:
        tree = shapely.STRtree([lines[i] for i in members[newest].tolist()])
        for number in waiting:
            mine = members[number]
            (asked, found), metres = tree.query_nearest(
                [lines[i] for i in mine.tolist()], return_distance=True, all_matches=False
            )
            nearest = int(metres.argmin())
            if number not in offers or metres[nearest] < offers[number][2].length:
                a, b = int(mine[asked[nearest]]), int(members[newest][found[nearest]])
                offers[number] = (a, b, shapely.shortest_line(lines[a], lines[b]))
        newest = min(waiting, key=lambda number: (offers[number][2].length, number))
        waiting = waiting - {newest}
        yield offers.pop(newest)


class _Joins:
    """Ways with nodes put in where joins end. New nodes and ways have negative ids: no map has those."""

    def __init__(self, ways: Sequence[OsmWay], plane: LocalPlane):
        self._ways, self._plane = list(ways), plane
        self._more: list[OsmWay] = []
        self._last = min([-1, *(int(way.nodes.min()) for way in ways), *(way.id for way in ways)])

    def ways(self) -> list[OsmWay]:
        return [*self._ways, *self._more]

    def add(self, ends: Ends, kind: str) -> None:
        """Join two ways by a way of a kind along the shortest line between them."""
        a, b, gap = ends
        here, there = np.array(gap.coords)
        nodes = np.array([self._node_at(a, here), self._node_at(b, there)])
        lat, lon = self._plane.to_latlon(*np.array([here, there]).T).T
        self._more.append(OsmWay(self._new(), {"highway": kind}, nodes, lat, lon))

    def _node_at(self, at: int, xy: NDArray[np.float64]) -> int:
        """Return the node of a way at a place on it; put in where it has none there."""
        way = self._ways[at]
        line = self._plane.to_xy(way.lat, way.lon)
        away = np.hypot(*(line - xy).T)
        if away.min() < _SAME_NODE_M:
            return int(way.nodes[away.argmin()])
        node = self._new()
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        place = int(np.searchsorted(along, shapely.LineString(line).project(shapely.Point(xy))))
        lat, lon = self._plane.to_latlon(float(xy[0]), float(xy[1])).tolist()
        self._ways[at] = OsmWay(
            way.id,
            way.tags,
            np.insert(way.nodes, place, node),
            np.insert(way.lat, place, lat),
            np.insert(way.lon, place, lon),
        )
        return node

    def _new(self) -> int:
        self._last -= 1
        return self._last
