"""What the places room hands out: frozen rows of doors, streets and boundaries, and the map as drawn.

No rules and no reading: only the shapes that other rooms may hold on to.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from walksheets.places.projection import LocalPlane

Floats = NDArray[np.float64]

PLACED_BY = ("hand", "uprn", "coordinate", "map address", "street", "postcode", "nothing")
"""How a door got its position, the surest first."""

HOUSING = ("terrace", "semi", "drive", "flats", "stairs", "rural")
"""What a door may be, where it was said: `flats` have their letterboxes at one entrance, `stairs` one at each flat."""


@dataclass(frozen=True, slots=True)
class Address:
    """One letterbox in words. `number` is a house number ("3A", "4-6") or a house name.

    `uprn`, `lat` and `lon` (WGS84 degrees) are there when the file gave them.
    """

    flat: str = ""
    number: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    district: str = ""
    ward: str = ""
    uprn: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """One letterbox, with where it is and how that is known."""

    id: int
    uprn: str
    flat: str
    number: str
    street: str
    town: str
    postcode: str
    district: str
    ward: str
    lat: float | None
    lon: float | None
    placed_by: str
    electors: int
    """Electors on the register who live here."""
    housing: str
    no_leaflets: bool
    note: str
    street_id: int

    @property
    def label(self) -> str:
        """Return the door as one says it on its street: "Flat 3, 124" or "The Old Vicarage"."""
        return ", ".join(part for part in (self.flat, self.number) if part)

    @property
    def address(self) -> str:
        """Return the whole address on one line."""
        house = self.number
        at = (
            f"{house} {self.street}" if house[:1].isdigit() else ", ".join(filter(None, (house, self.street)))
        )
        return ", ".join(part for part in (self.flat, at.strip(), self.postcode) if part)


@dataclass(frozen=True, slots=True)
class Street:
    """One street with its doors and electors. `on_map` says whether the map has a way of its name."""

    id: int
    name: str
    town: str
    doors: int
    electors: int
    on_map: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A ward's or polling district's outline as a GeoJSON geometry in WGS84."""

    id: int
    kind: str
    code: str
    name: str
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class MapLine:
    """A road, railway or stream as drawn: (k, 2) local metres."""

    name: str
    kind: str
    xy: Floats


@dataclass(frozen=True, slots=True, eq=False)
class MapArea:
    """A building, park or sheet of water: rings of (k, 2) local metres, filled even-odd."""

    name: str
    kind: str
    rings: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MapPicture:
    """Everything of the map that is drawn, on screen and on paper, in local metres of `plane`."""

    plane: LocalPlane
    roads: tuple[MapLine, ...] = ()
    railways: tuple[MapLine, ...] = ()
    streams: tuple[MapLine, ...] = ()
    water: tuple[MapArea, ...] = ()
    parks: tuple[MapArea, ...] = ()
    buildings: tuple[MapArea, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    """Least x, least y, greatest x, greatest y of the roads; None without a map."""
