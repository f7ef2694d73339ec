"""Which ways one walks, how wide they are, and the network they make. Pure.

The rules are the ones every measurement of rounds is made by; change them and no figure compares.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from walksheets.places.joining import DEARER, INVENTED, joined
from walksheets.places.network import Floats, WalkingNetwork
from walksheets.places.osm_map import OsmWay
from walksheets.places.projection import LocalPlane

WALKABLE = frozenset({
    "residential", "unclassified", "tertiary", "secondary", "primary", "tertiary_link", "secondary_link", "primary_link",
    "trunk", "living_street", "pedestrian", "service", "footway", "path", "steps", "cycleway", "track",
})  # fmt: skip
WIDTH_M = {
    "residential": 8.0, "unclassified": 8.0, "living_street": 6.0, "tertiary": 12.0, "secondary": 14.0, "primary": 16.0,
}  # fmt: skip
OTHER_WIDTH_M = 6.0


_CLOSED = ("private", "no")
_OPEN_ON_FOOT = ("yes", "designated", "permissive")


def is_walkable(tags: dict[str, str]) -> bool:
    """Tell whether one may walk along a way with these tags; what is said of walking itself goes before all else."""
    foot = tags.get("foot")
    return (
        tags.get("highway") in WALKABLE
        and not (tags["highway"] == "service" and tags.get("service") == "parking_aisle")
        and foot not in _CLOSED
        and (tags.get("access") not in _CLOSED or foot in _OPEN_ON_FOOT)
        and tags.get("area") != "yes"
    )


def build_network(
    roads: Sequence[OsmWay], plane: LocalPlane, obstacles: Sequence[OsmWay] = ()
) -> WalkingNetwork:
    """Return the walkable ways in one piece, cut at every junction; `joined` says how and what the obstacles are."""
    ways = joined([way for way in roads if is_walkable(way.tags)], plane, obstacles)
    if not ways:
        return WalkingNetwork.empty()
    nodes, first, where = np.unique(
        np.concatenate([way.nodes for way in ways]), return_index=True, return_inverse=True
    )
    lat, lon = (np.concatenate([getattr(way, axis) for way in ways])[first] for axis in ("lat", "lon"))
    starts = np.concatenate([[0], np.cumsum([len(way.nodes) for way in ways])])
    is_junction = _junctions(where, starts, len(nodes))
    pieces = _pieces(where, starts, is_junction)
    return _network(ways, pieces, plane.to_xy(lat, lon))


def _junctions(where: NDArray[np.intp], starts: NDArray[np.intp], count: int) -> NDArray[np.bool_]:
    """A junction is a node that ways pass more than once, or where one begins or ends."""
    is_junction: NDArray[np.bool_] = np.bincount(where, minlength=count) > 1
    is_junction[where[starts[:-1]]] = True
    is_junction[where[starts[1:] - 1]] = True
    return is_junction


def _pieces(
    where: NDArray[np.intp], starts: NDArray[np.intp], is_junction: NDArray[np.bool_]
) -> list[tuple[int, NDArray[np.intp]]]:
    """Cut every way at its junctions: (way, the nodes from one junction to the next)."""
    pieces = []
    for way, (start, end) in enumerate(pairwise(starts)):
        nodes = where[start:end]
        cuts = np.flatnonzero(is_junction[nodes])
        pieces += [(way, nodes[a : b + 1]) for a, b in pairwise(cuts)]
    return pieces


def _network(
    ways: Sequence[OsmWay], pieces: Sequence[tuple[int, NDArray[np.intp]]], xy: Floats
) -> WalkingNetwork:
    ends = np.array([(nodes[0], nodes[-1]) for _, nodes in pieces])
    junctions, renumbered = np.unique(ends, return_inverse=True)
    renumbered = renumbered.reshape(-1, 2).astype(np.int32)
    of_way = [ways[way] for way, _ in pieces]
    names = {name: i for i, name in enumerate(dict.fromkeys(way.name for way in of_way if way.name))}
    lines = tuple(_read_only(xy[nodes]) for _, nodes in pieces)
    kinds = tuple(way.tags["highway"] for way in of_way)
    price = np.array([DEARER if kind in INVENTED else 1.0 for kind in kinds])
    return WalkingNetwork(
        junction_xy=_read_only(xy[junctions]),
        edge_from=_read_only(renumbered[:, 0].copy()),
        edge_to=_read_only(renumbered[:, 1].copy()),
        edge_length_m=_read_only(np.array([_length(line) for line in lines]) * price),
        edge_width_m=_read_only(np.array([WIDTH_M.get(kind, OTHER_WIDTH_M) for kind in kinds])),
        edge_street=_read_only(np.array([names.get(way.name, -1) for way in of_way], dtype=np.int32)),
        street_names=tuple(names),
        edge_kind=kinds,
        edge_line=lines,
    )


def _length(line: Floats) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array
