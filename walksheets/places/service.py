"""Places: what the other rooms ask of streets and doors, one verb each.

Reads give frozen rows; `set_position` and `set_door` are whole changes. The network and the picture
are derived from the map once and kept in memory. Imports write through the functions beside this.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, func, select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places.ground import Ground, read_ground
from walksheets.places.meeting_points import MeetingPoint, find_meeting_point
from walksheets.places.model import Boundary, Door, MapPicture, Street
from walksheets.places.network import DoorSpots, WalkingNetwork
from walksheets.places.picture import draw_map
from walksheets.places.projection import LocalPlane
from walksheets.places.reach import HardToReach, hard_to_reach
from walksheets.places.spots import find_spots
from walksheets.places.words import fold
from walksheets.store import Store, schema

_IN_ONE_QUERY = 5_000  # ids: more than that is quicker read whole


class Places:
    """The places room of one open campaign."""

    def __init__(self, store: Store):
        self._store = store
        self._lock = Lock()
        self._ground: Ground | None = None
        self._picture: MapPicture | None = None

    def projection(self) -> LocalPlane:
        """Return the campaign's own plane: degrees to local metres and back."""
        return self._current().plane

    def network(self) -> WalkingNetwork:
        """Return where one can walk; empty without a map. Made once for a map and kept."""
        return self._current().network

    def map_picture(self) -> MapPicture:
        """Return what is drawn of the map; empty without one. Made once for a map and kept."""
        ground = self._current()
        with self._lock:
            if self._picture is None or self._picture.plane is not ground.plane:
                self._picture = draw_map(ground.osm, ground.plane)
            return self._picture

    def doors(
        self,
        ids: Sequence[int] | None = None,
        *,
        district: str | None = None,
        ward: str | None = None,
        street_id: int | None = None,
    ) -> list[Door]:
        """Return doors by street, number and flat as the register has them; with `ids`, those, in that order."""
        with self._store.read() as connection:
            return read_doors(connection, ids, district=district, ward=ward, street_id=street_id)

    def find_meeting_point(self, words: str) -> MeetingPoint:
        """Return the place that words mean: a postcode, a number and street, a street, or "53.4451, -2.1876".

        Raises UsersMistake when they mean no place that the campaign knows.
        """
        ground, doors = self._current(), self.doors()
        with self._store.read() as connection:
            return find_meeting_point(connection, ground, doors, words)

    def unplaced(self) -> list[Door]:
        """Return the doors without a position, to be put on the map by hand."""
        return [door for door in self.doors() if door.lat is None]

    def hard_to_reach(self, doors: Sequence[Door] | None = None) -> HardToReach:
        """Return which doors (None: of all) lie far from their road, and which on ways that lead nowhere on the map."""
        doors = [door for door in (self.doors() if doors is None else doors) if door.lat is not None]
        network = self.network()
        if not network.edges or not doors:
            return HardToReach()
        return hard_to_reach(network, self.spots([door.id for door in doors]), doors)

    def streets(self) -> list[Street]:
        """Return the streets that have doors, by name."""
        names = {fold(name) for name in self.network().street_names}
        doors = self.doors()
        with self._store.read() as connection:
            rows = connection.execute(select(schema.street)).mappings().all()
        counted: dict[int, list[int]] = {}
        for door in doors:
            counted.setdefault(door.street_id, []).append(door.electors)
        return sorted(
            (
                Street(r["id"], r["name"], r["town"], len(mine), sum(mine), r["key"] in names)
                for r in rows
                if (mine := counted.get(r["id"]))
            ),
            key=lambda street: (street.name, street.town),
        )

    def boundaries(self, kind: str | None = None) -> list[Boundary]:
        """Return ward and polling-district outlines, or those of one kind ("ward" or "district")."""
        query = select(schema.boundary).order_by(schema.boundary.c.kind, schema.boundary.c.name)
        if kind is not None:
            query = query.where(schema.boundary.c.kind == kind)
        with self._store.read() as connection:
            return [
                Boundary(r["id"], r["kind"], r["code"], r["name"], r["geometry"])
                for r in connection.execute(query).mappings()
            ]

    def spots(self, door_ids: Sequence[int]) -> DoorSpots:
        """Return where each door stands on the network, in the order of `door_ids`."""
        ground = self._current()
        doors = {door.id: door for door in self.doors(door_ids)}
        none = Door(0, "", "", "", "", "", "", "", "", None, None, "nothing", 0, "", False, "", 0)
        asked = [doors.get(door_id, none) for door_id in door_ids]
        lat = [np.nan if door.lat is None else door.lat for door in asked]
        lon = [np.nan if door.lon is None else door.lon for door in asked]
        xy = ground.plane.to_xy(lat, lon) if asked else np.zeros((0, 2))
        return find_spots(ground.network, xy, [door.street for door in asked])

    def set_position(self, door_id: int, lat: float, lon: float) -> Changes:
        """Put a door where the organiser says it is (WGS84 degrees); no later placing moves it."""
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise UsersMistake("That is no place on earth, so the door was left where it was.")
        return self._change_door(door_id, "Put a door on the map", lat=lat, lon=lon, placed_by="hand")

    def set_door(self, door_id: int, **flags: Any) -> Changes:
        """Set `no_leaflets`, `note`, `district` or `ward` of a door; its housing is the rounds' to set, for minutes hang on it."""
        known = {"no_leaflets", "note", "district", "ward"}
        if not flags.keys() <= known:
            raise TypeError(f"a door has no {', '.join(sorted(flags.keys() - known))} to set")
        return self._change_door(door_id, "Change a door", **flags)

    def _change_door(self, door_id: int, what: str, **columns: Any) -> Changes:
        with self._store.change(what) as writer:
            if not writer.fetch(schema.door, [door_id]):
                raise UsersMistake("That door is no longer in the campaign, so nothing was changed.")
            writer.counts["changed"] = writer.update(schema.door, [{"id": door_id, **columns}])
        return writer.changes()

    def _current(self) -> Ground:
        """Return the ground as the store has it now, read anew only when the map or the middle moved."""
        with self._lock, self._store.read() as connection:
            if self._ground is None or not self._ground.holds(connection):
                self._ground = read_ground(connection)
            return self._ground


def read_doors(
    connection: Connection,
    ids: Sequence[int] | None = None,
    *,
    district: str | None = None,
    ward: str | None = None,
    street_id: int | None = None,
) -> list[Door]:
    """Return doors from an open connection; see `Places.doors`."""
    query = _door_query()
    door = schema.door
    for column, wanted in ((door.c.district, district), (door.c.ward, ward), (door.c.street_id, street_id)):
        if wanted is not None:
            query = query.where(column == wanted)
    if ids is None or len(ids) > _IN_ONE_QUERY:
        found = [_door(row) for row in connection.execute(query).mappings()]
    else:
        found = [_door(row) for row in connection.execute(query.where(door.c.id.in_(ids))).mappings()]
    if ids is None:
        return found
    by_id = {each.id: each for each in found}
    return [by_id[door_id] for door_id in ids if door_id in by_id]


def _door_query() -> Select[Any]:
    door, street, elector = schema.door, schema.street, schema.elector
    living = (
        select(elector.c.door_id, func.count().label("electors"))
        .where(elector.c.gone_on == "")
        .group_by(elector.c.door_id)
        .subquery()
    )
    return (
        select(door, street.c.name.label("street"), street.c.town, living.c.electors)
        .join(street, street.c.id == door.c.street_id)
        .outerjoin(living, living.c.door_id == door.c.id)
        .order_by(door.c.id)
    )


def _door(row: Any) -> Door:
    return Door(
        id=row["id"],
        uprn=row["uprn"] or "",
        flat=row["flat"],
        number=row["number"],
        street=row["street"],
        town=row["town"],
        postcode=row["postcode"],
        district=row["district"],
        ward=row["ward"],
        lat=row["lat"],
        lon=row["lon"],
        placed_by=row["placed_by"],
        electors=row["electors"] or 0,
        housing=row["housing"],
        no_leaflets=row["no_leaflets"],
        note=row["note"],
        street_id=row["street_id"],
    )
