"""The ground of a campaign: its map, its plane and its walking network, read together from the store.

The same map in the same plane is made once and kept by `functools`, whoever asks.
"""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Column, Connection, Table, func, select

from walksheets.places.network import WalkingNetwork
from walksheets.places.osm_extract import Extract, read_extracts
from walksheets.places.osm_map import OsmMap, OsmWay, read_map
from walksheets.places.projection import LocalPlane
from walksheets.places.walking import build_network
from walksheets.store import schema

_NO_TRAINS = frozenset(
    {"abandoned", "disused", "razed", "dismantled", "platform", "proposed", "construction"}
)
_NOWHERE = (54.0, -2.5)  # the middle of Great Britain: as good as any while nothing is known


@dataclass(frozen=True, eq=False)
class Ground:
    """A map, the plane its metres lie in, and where one can walk on it."""

    maps: tuple[str, ...]
    osm: OsmMap
    plane: LocalPlane
    network: WalkingNetwork

    def holds(self, connection: Connection) -> bool:
        """Tell whether this is still the ground of what the store holds."""
        maps = tuple(
            connection.execute(
                select(schema.map_extract.c.sha256).order_by(schema.map_extract.c.id)
            ).scalars()
        )
        if maps or self.maps:
            return maps == self.maps
        return self.plane == LocalPlane(*_middle(connection))


def read_ground(connection: Connection) -> Ground:
    """Return the ground of the campaign as the store has it."""
    extracts = read_extracts(connection)
    middle = read_map(extracts).middle() if extracts else None
    return _ground(extracts, middle or _middle(connection))


@lru_cache(maxsize=2)
def _ground(extracts: tuple[Extract, ...], middle: tuple[float, float]) -> Ground:
    osm, plane = read_map(extracts), LocalPlane(*middle)
    network = build_network(osm.roads, plane, _obstacles(osm))
    return Ground(tuple(each.sha256 for each in extracts), osm, plane, network)


def _obstacles(osm: OsmMap) -> list[OsmWay]:
    """Return what nobody walks across where no map has a way: railways in use, streams in the open, motorways."""
    motorways = [way for way in osm.roads if way.tags["highway"] in ("motorway", "motorway_link")]
    railways = [way for way in osm.railways if way.tags["railway"] not in _NO_TRAINS]
    return [way for way in (*railways, *osm.streams, *motorways) if "tunnel" not in way.tags]


def _middle(connection: Connection) -> tuple[float, float]:
    """Return the middle of a campaign without a map: of its doors, else of its postcodes."""
    for table, lat, lon in (
        (schema.door, schema.door.c.lat, schema.door.c.lon),
        (schema.postcode, schema.postcode.c.lat, schema.postcode.c.lon),
    ):
        found = _box_middle(connection, table, lat, lon)
        if found:
            return found
    return _NOWHERE


def _box_middle(
    connection: Connection, table: Table, lat: "Column[float]", lon: "Column[float]"
) -> tuple[float, float] | None:
    query = select(func.min(lat), func.max(lat), func.min(lon), func.max(lon)).select_from(table)
    box: tuple[float | None, ...] = tuple(connection.execute(query).one())
    south, north, west, east = (edge or 0.0 for edge in box)
    return None if box[0] is None else (round((south + north) / 2, 2), round((west + east) / 2, 2))
