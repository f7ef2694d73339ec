"""Where doors stand on the walking network: the nearest way that bears their street's name. Pure."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from walksheets.places import geometry
from walksheets.places.geometry import Floats
from walksheets.places.joining import INVENTED
from walksheets.places.network import DoorSpots, WalkingNetwork
from walksheets.places.words import fold, fold_accented

_OWN_STREET_M = 400.0  # further off than this, a door's street is not the way that bears its name


def find_spots(network: WalkingNetwork, xy: Floats, streets: Sequence[str]) -> DoorSpots:
    """Return where N doors at (N, 2) local metres stand, `streets` being their streets' names.

    A door stands on the nearest edge of its own street's name; where none is near, on the nearest
    edge of any. Its side is by where it lies; a door right on the line is on neither.
    """
    spots = DoorSpots.nowhere(len(xy))
    spots.xy[:] = xy
    placed = np.flatnonzero(~np.isnan(xy[:, 0])) if len(xy) else np.zeros(0, dtype=np.intp)
    if not len(placed) or not network.edges:
        return spots
    edge = _nearest_of_any(network, xy[placed])
    own = _nearest_of_own(network, xy[placed], [streets[i] for i in placed.tolist()])
    spots.edge[placed] = np.where(own >= 0, own, edge)
    _project(network, spots, placed)
    return spots


def _nearest_of_any(network: WalkingNetwork, xy: Floats) -> NDArray[np.intp]:
    real = np.array([i for i, kind in enumerate(network.edge_kind) if kind not in INVENTED])
    tree = shapely.STRtree([shapely.LineString(network.edge_line[i]) for i in real.tolist()])
    nearest: NDArray[np.intp] = real[tree.nearest(shapely.points(xy))]
    return nearest


def _nearest_of_own(network: WalkingNetwork, xy: Floats, streets: Sequence[str]) -> NDArray[np.intp]:
    """Return each door's nearest edge of its street's name, -1 where there is none near."""
    exact: dict[str, list[int]] = {}
    loose: dict[str, list[int]] = {}
    for edge, street in enumerate(network.edge_street.tolist()):
        if street >= 0:
            name = network.street_names[street]
            exact.setdefault(fold_accented(name), []).append(edge)
            loose.setdefault(fold(name), []).append(edge)
    doors_of: dict[str, list[int]] = {}
    for door, name in enumerate(streets):
        doors_of.setdefault(name, []).append(door)
    found = np.full(len(xy), -1, dtype=np.intp)
    for name, doors in doors_of.items():
        edges = exact.get(fold_accented(name)) or loose.get(fold(name))
        if edges:
            found[doors] = _nearest(network, xy[doors], np.array(edges))
    return found


def _nearest(network: WalkingNetwork, xy: Floats, edges: NDArray[np.intp]) -> NDArray[np.intp]:
    tree = shapely.STRtree([shapely.LineString(network.edge_line[i]) for i in edges.tolist()])
    points = shapely.points(xy)
    (asked, which), _ = tree.query_nearest(
        points, all_matches=False, return_distance=True, max_distance=_OWN_STREET_M
    )
    nearest = np.full(len(xy), -1, dtype=np.intp)
    nearest[asked] = edges[which]
    return nearest


def _project(network: WalkingNetwork, spots: DoorSpots, placed: NDArray[np.intp]) -> None:
    order = placed[np.argsort(spots.edge[placed], kind="stable")]
    cuts = np.flatnonzero(np.diff(spots.edge[order])) + 1
    for doors in np.split(order, cuts):
        edge = int(spots.edge[doors[0]])
        found = geometry.project(spots.xy[doors], network.edge_line[edge])
        spots.offset_m[doors] = np.clip(found.along_m, 0.0, network.edge_length_m[edge])
        spots.side[doors] = np.where(found.away_m > 0.01, np.sign(found.left_m), 0).astype(np.int8)
