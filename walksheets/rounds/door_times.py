"""How long a door takes, the walk along the street apart: by kind of work and of housing. Pure.

The shipped figures are data (resources/door_times.toml, with their sources); a campaign may have its own.
Everything that counts minutes counts them by these.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import isfinite
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.paths import resources

ANY = "any"
"""The row of every door of whose housing nothing was said."""
MOST_MIN = 120.0


@dataclass(frozen=True, slots=True)
class DoorTimes:
    """Minutes at one door, by kind of work ("leaflet", "canvass") and then by housing."""

    at_door: Mapping[str, Mapping[str, float]]
    storey: float
    """Minutes up one storey and down again, where each flat has its own letterbox."""
    flats_a_storey: float
    """Doors that share a storey."""
    crossing: float
    """Minutes of waiting to cross a main road."""

    def minutes(self, kind: str, housing: str) -> float:
        """Return the minutes at one door; its share of the stairs is in them."""
        table = self.at_door[kind]
        stairs = self.storey / self.flats_a_storey if housing == "stairs" else 0.0
        return table.get(housing, table[ANY]) + stairs

    def with_minutes(self, kind: str, housing: str, minutes: float) -> "DoorTimes":
        """Return the same with one figure of the table changed."""
        return replace(self, at_door={**self.at_door, kind: {**self.at_door[kind], housing: minutes}})

    def check(self) -> None:
        """Raise UsersMistake, naming it, when a figure cannot be."""
        figures = [value for table in self.at_door.values() for value in table.values()]
        for value in (*figures, self.storey, self.crossing):
            if not 0 <= value <= MOST_MIN:  # nan fails too
                raise UsersMistake(
                    f"A door cannot take {value:g} minutes, so nothing was changed. Give 0 to {MOST_MIN:g}."
                )
        if not (isfinite(self.flats_a_storey) and self.flats_a_storey >= 1):
            raise UsersMistake(
                f"There cannot be {self.flats_a_storey:g} flats on a storey, so nothing was changed. Give 1 or more."
            )

    def as_settings(self) -> dict[str, Any]:
        """Return the figures as the campaign keeps them."""
        return asdict(self)

    @classmethod
    def from_settings(cls, own: Mapping[str, Any]) -> "DoorTimes":
        """Return a campaign's figures; the shipped one wherever it says nothing."""
        usual, kept = usual_times(), own.get("at_door", {})
        tables = {
            kind: {housing: kept.get(kind, {}).get(housing, minutes) for housing, minutes in table.items()}
            for kind, table in usual.at_door.items()
        }
        more = (own.get(name, getattr(usual, name)) for name in ("storey", "flats_a_storey", "crossing"))
        return cls(tables, *more)


@cache
def usual_times() -> DoorTimes:
    """Return the shipped figures."""
    with (resources() / "door_times.toml").open("rb") as file:
        data = tomllib.load(file)
    return DoorTimes({kind: data[kind] for kind in ("leaflet", "canvass")}, **data["more"])
