"""Streets and doors: address lines, roads, postcodes, UPRNs, boundaries, the walking network.

Where each door is and how we know. Other rooms import from here and from nowhere deeper.
"""

from walksheets.places import address_lines
from walksheets.places.addresses import Addresses, take_in_addresses
from walksheets.places.areas import take_in_boundaries
from walksheets.places.meeting_points import MeetingPoint
from walksheets.places.model import (
    HOUSING,
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
from walksheets.places.osm_extract import map_format, take_in_map
from walksheets.places.placing import place_doors
from walksheets.places.points import take_in_postcodes, take_in_uprns
from walksheets.places.projection import LocalPlane, from_grid, to_grid
from walksheets.places.reach import FAR_M, HardToReach
from walksheets.places.service import Places
from walksheets.places.words import fold, is_postcode, postcode, proper_case, uprn

__all__ = [
    "FAR_M",
    "HOUSING",
    "PLACED_BY",
    "Address",
    "Addresses",
    "Boundary",
    "Door",
    "DoorSpots",
    "HardToReach",
    "LocalPlane",
    "MapArea",
    "MapLine",
    "MapPicture",
    "MeetingPoint",
    "Places",
    "Street",
    "WalkingNetwork",
    "address_lines",
    "fold",
    "from_grid",
    "is_postcode",
    "map_format",
    "place_doors",
    "postcode",
    "proper_case",
    "take_in_addresses",
    "take_in_boundaries",
    "take_in_map",
    "take_in_postcodes",
    "take_in_uprns",
    "to_grid",
    "uprn",
]
