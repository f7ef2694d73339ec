"""The doors of a campaign while they are being placed: what is known of each, in local metres."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from walksheets.places.geometry import Floats
from walksheets.places.projection import LocalPlane
from walksheets.store import schema


@dataclass(slots=True, eq=False)
class DoorsToPlace:
    """N doors; `xy` and `how` fill up as one way of placing after the other finds them."""

    rows: list[dict[str, Any]]
    """The doors' rows, with their street's name."""
    xy: Floats
    """(N, 2) local metres; NaN while not placed."""
    how: list[str]
    """What placed each door; "nothing" until something does."""
    postcode_xy: dict[str, tuple[float, float]]
    """The middles of the postcodes that doors have."""
    uprn_xy: Floats
    """(U, 2) where UPRNs are, whoever bears them: where doors can be."""

    def missing(self) -> list[int]:
        """Return the doors that nothing has placed yet."""
        return [i for i, how in enumerate(self.how) if how == "nothing"]

    def put(self, i: int, xy: tuple[float, float] | Floats, how: str) -> None:
        """Place one door."""
        self.xy[i] = xy
        self.how[i] = how

    def own_postcode(self, i: int) -> tuple[float, float] | None:
        """Return the middle of a door's postcode, if known."""
        return self.postcode_xy.get(self.rows[i]["postcode"])


def read_doors_to_place(connection: Connection, plane: LocalPlane) -> DoorsToPlace:
    """Return all doors, with those placed by hand, by UPRN and by their own coordinate already put."""
    door, street, point = schema.door, schema.street, schema.uprn_point
    query = (
        select(
            door,
            street.c.name.label("street"),
            point.c.lat.label("uprn_lat"),
            point.c.lon.label("uprn_lon"),
        )
        .join(street, street.c.id == door.c.street_id)
        .outerjoin(point, point.c.uprn == door.c.uprn)
        .order_by(door.c.id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    how, lat, lon = [], [], []
    for row in rows:
        name, at = _surest(row)
        how.append(name)
        lat.append(at[0])
        lon.append(at[1])
    points = connection.execute(select(point.c.lat, point.c.lon).order_by(point.c.id)).all()
    return DoorsToPlace(
        rows,
        _xy(plane, lat, lon),
        how,
        _postcodes(connection, plane, rows),
        _xy(plane, [row.lat for row in points], [row.lon for row in points]),
    )


def _surest(row: dict[str, Any]) -> tuple[str, tuple[float, float]]:
    if row["placed_by"] == "hand" and row["lat"] is not None:
        return "hand", (row["lat"], row["lon"])
    for how, lat, lon in (
        ("uprn", row["uprn_lat"], row["uprn_lon"]),
        ("coordinate", row["given_lat"], row["given_lon"]),
    ):
        if lat is not None and lon is not None:
            return how, (lat, lon)
    return "nothing", (np.nan, np.nan)


def _xy(plane: LocalPlane, lat: list[float], lon: list[float]) -> NDArray[np.float64]:
    return plane.to_xy(lat, lon) if lat else np.zeros((0, 2))


def _postcodes(
    connection: Connection, plane: LocalPlane, rows: list[dict[str, Any]]
) -> dict[str, tuple[float, float]]:
    wanted = {row["postcode"] for row in rows}
    query = select(schema.postcode.c.postcode, schema.postcode.c.lat, schema.postcode.c.lon)
    found = [row for row in connection.execute(query) if row.postcode in wanted]
    xy = _xy(plane, [row.lat for row in found], [row.lon for row in found]).tolist()
    return {row.postcode: (x, y) for row, (x, y) in zip(found, xy, strict=True)}
