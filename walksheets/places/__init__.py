"""Streets and doors: address lines, roads, postcodes, UPRNs, boundaries, the walking network.

Where each door is and how we know. Other rooms import from here and from nowhere deeper.
"""

from walksheets.places.model import (
    PLACED_BY,
    Address,
    Boundary,
    Door,
    MapArea,
    MapLine,
    MapPicture,
    Street,
)
from walksheets.places.network import DoorSpots, WalkingNetwork
from walksheets.places.projection import LocalPlane, from_grid, to_grid
from walksheets.places.service import Places

__all__ = [
    "PLACED_BY",
    "Address",
    "Boundary",
    "Door",
    "DoorSpots",
    "LocalPlane",
    "MapArea",
    "MapLine",
    "MapPicture",
    "Places",
    "Street",
    "WalkingNetwork",
    "from_grid",
    "to_grid",
]
