"""What a round takes: exact walking from door to door and minutes, for any rounds from anywhere.

The one evaluator: the engine's own results, edits by hand and other programs' rounds are all counted here.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from walksheets.rounds.engine.distances import DETOUR, _rise, _sink
from walksheets.rounds.engine.kernel import inner_kernel, kernel
from walksheets.rounds.engine.problem import Doors, Floats, Problem
from walksheets.rounds.engine.stops import Places, places_of
from walksheets.rounds.engine.streets import Scratch, Streets, nearest_on_street, scratch_of, streets_of


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What rounds take. `leg_m[k][i]` is the way to the i-th door of round k from the door before."""

    leg_m: tuple[Floats, ...]
    walk_m: Floats
    """(K,) metres, with the way from the meeting point and back where the problem says so."""
    minutes: Floats
    """(K,) walking and doors."""


class Walk:
    """Exact distances for one problem; keep it to ask many times."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.places: Places = places_of(problem)
        network = problem.network
        edges = self.places.edge[self.places.edge >= 0]
        if problem.start_xy is not None and network.edges:  # people have to get from there to the doors
            self._met = nearest_on_street(network, np.array([problem.start_xy], dtype=float))
            edges = np.append(edges, self._met[0])
        ends = np.stack([network.edge_from, network.edge_to], axis=1)
        self.streets: Streets = streets_of(network, np.unique(ends[edges]))
        self.ends = np.ascontiguousarray(ends)
        self._scratch = scratch_of(self.streets)

    def legs(self, doors: Doors) -> Floats:
        """Return the metres to each of `doors` from the one before; 0 for the first and for unplaced doors."""
        doors = np.asarray(doors, dtype=np.int64)
        before, after = doors[:-1], doors[1:]
        return np.concatenate([[0.0], self.between(before, after)])[: len(doors)]

    def between(self, a: Doors, b: Doors) -> Floats:
        """Return the metres from each door of `a` to the one of `b`; 0 where a door has no place."""
        places, network = self.places, self.problem.network
        metres = np.zeros(len(a))
        if not len(a):
            return metres
        if not network.edges:
            apart = np.hypot(*(places.xy[a] - places.xy[b]).T) * DETOUR
            return np.where(places.known[a] & places.known[b], apart, 0.0)
        _ways(
            a, b, places.edge, places.offset, places.side, places.stub, places.xy, places.known,
            self.ends, network.edge_length_m, network.edge_width_m, self.streets, self._scratch, metres,
        )  # fmt: skip
        return metres

    def around(self, doors: Doors) -> float:
        """Return the metres before the first door and after the last one that the problem counts."""
        problem = self.problem
        if not len(doors):
            return 0.0
        first, last = np.array([doors[0]]), np.array([doors[-1]])
        if problem.start_xy is None:
            return float(self.between(last, first)[0]) if problem.finish == "start" else 0.0
        there = self.from_start(first)[0]
        return float(there + (self.from_start(last)[0] if problem.finish == "start" else 0.0))

    def from_start(self, doors: Doors) -> Floats:
        """Return the metres from the meeting point to each door; 0 for doors without a place."""
        start = np.array(self.problem.start_xy, dtype=float)
        places, network, doors = self.places, self.problem.network, np.asarray(doors, dtype=np.int64)
        straight = np.hypot(*(places.xy[doors] - start).T) * DETOUR
        if not network.edges:
            return np.nan_to_num(straight)
        at, at_m, off_street_m, to_junction_m = self._start
        edge, offset, stub = places.edge[doors], places.offset[doors], places.stub[doors]
        first, last = to_junction_m[self.ends[edge]].T
        through = np.minimum(first + offset, last + network.edge_length_m[edge] - offset)
        widths = (network.edge_width_m[at] + network.edge_width_m[edge]) / 4
        metres = np.where(edge == at, abs(offset - at_m), widths + through) + stub + off_street_m
        metres = np.where((stub > 0) & (off_street_m > 0), np.minimum(metres, straight), metres)
        return np.where(places.known[doors], metres, 0.0)

    @cached_property
    def _start(self) -> tuple[int, float, float, Floats]:
        """The edge the meeting point is at, the metres along it and away from it, and those to each junction."""
        network, streets = self.problem.network, self.streets
        (edge,), (along,), (away,) = self._met
        graph = csr_array((streets.length, streets.to, streets.row), shape=(network.junctions,) * 2)
        first, last = dijkstra(graph, indices=self.ends[edge])
        there = np.minimum(first + along, last + network.edge_length_m[edge] - along)
        return int(edge), float(along), float(away), there

    def measure(self, rounds: "tuple[Doors, ...] | list[Doors]") -> Measured:
        """Count rounds that are given as doors in walking order."""
        legs = tuple(self.legs(doors) for doors in rounds)
        walk = np.array([leg.sum() + self.around(doors) for leg, doors in zip(legs, rounds, strict=True)])
        at_doors = np.array(
            [self.problem.minutes_at_door[np.asarray(doors, dtype=int)].sum() for doors in rounds]
        )
        return Measured(legs, walk, walk / (self.problem.speed_mps * 60) + at_doors)


def measure(problem: Problem, rounds: "tuple[Doors, ...] | list[Doors]") -> Measured:
    """Return what rounds take, each given as doors in walking order."""
    return Walk(problem).measure(rounds)


@kernel
def _ways(
    a: NDArray[np.int64], b: NDArray[np.int64], edge: NDArray[np.int32], offset: NDArray[np.float64],
    side: NDArray[np.int8], stub: NDArray[np.float64], xy: NDArray[np.float64], known: NDArray[np.bool_],
    ends: NDArray[np.int32], length: NDArray[np.float64], width: NDArray[np.float64], streets: Streets,
    scratch: Scratch, out: NDArray[np.float64],
) -> None:  # fmt: skip
    """Write the way from each a[k] to b[k]."""
    for k in range(len(a)):
        s, t = a[k], b[k]
        if not (known[s] and known[t]):
            continue
        if edge[s] == edge[t]:
            along = abs(offset[s] - offset[t])
            if side[s] * side[t] == -1:
                along += width[edge[s]]
        else:
            along = (width[edge[s]] + width[edge[t]]) / 4
            along += _through(edge[s], offset[s], edge[t], offset[t], ends, length, streets, scratch)
        if stub[s] > 0 or stub[t] > 0:
            straight = np.sqrt((xy[s, 0] - xy[t, 0]) ** 2 + (xy[s, 1] - xy[t, 1]) ** 2) * DETOUR
            along += stub[s] + stub[t]
            if stub[s] > 0 and stub[t] > 0:
                along = min(along, straight)
        out[k] = along


@inner_kernel
def _through(  # noqa: C901
    e: int, e_offset: float, f: int, f_offset: float, ends: NDArray[np.int32], length: NDArray[np.float64],
    streets: Streets, scratch: Scratch,
) -> float:  # fmt: skip
    """Return the shortest way from a place on edge e to one on edge f, by way of their ends."""
    metres, touched, heap_m, heap_at = scratch.metres, scratch.touched, scratch.heap_m, scratch.heap_at
    count, size = 0, 0
    for junction, m in ((ends[e, 0], e_offset), (ends[e, 1], length[e] - e_offset)):
        if m < metres[junction]:
            if metres[junction] == np.inf:
                touched[count] = junction
                count += 1
            metres[junction] = m
            _rise(heap_m, heap_at, size, m, junction)
            size += 1
    best = np.inf
    while size > 0:
        m, at = heap_m[0], heap_at[0]
        size -= 1
        _sink(heap_m, heap_at, size)
        if m > metres[at]:
            continue
        if m >= best:
            break
        if at == ends[f, 0]:
            best = min(best, m + f_offset)
        if at == ends[f, 1]:
            best = min(best, m + length[f] - f_offset)
        for k in range(streets.row[at], streets.row[at + 1]):
            to, onward = streets.to[k], m + streets.length[k]
            if onward < metres[to]:
                if metres[to] == np.inf:
                    touched[count] = to
                    count += 1
                metres[to] = onward
                _rise(heap_m, heap_at, size, onward, to)
                size += 1
    for k in range(count):
        metres[touched[k]] = np.inf
    return best
