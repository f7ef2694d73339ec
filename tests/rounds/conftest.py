"""Small invented towns, written straight into the store: one without a map, one on a grid of streets."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.places import DoorSpots, LocalPlane, Places, WalkingNetwork
from walksheets.rounds import Rounds
from walksheets.store import schema

Streets = dict[str, list[str]]


def build(campaign: Campaign, streets: Streets, electors: int = 2) -> None:
    """Write doors ("3" or "Flat 2/14") on streets, `electors` at each; postcodes follow the streets."""
    with campaign.store.change("A town") as writer:
        for sector, (street, numbers) in enumerate(streets.items(), start=1):
            (street_id,) = writer.insert(schema.street, [{"name": street, "key": street.casefold()}])
            rows = [door_row(street, street_id, sector, number) for number in numbers]
            doors = writer.insert(schema.door, rows)
            people = [
                {"prefix": "ZZ1", "number": d * 10 + n, "door_id": d} for d in doors for n in range(electors)
            ]
            writer.insert(schema.elector, people)


def door_row(street: str, street_id: int, sector: int, number: str) -> dict[str, object]:
    flat, _, house = number.rpartition("/")
    return {
        "street_id": street_id,
        "flat": flat,
        "number": house,
        "postcode": f"ZZ{1 + sector // 5} {sector % 9}AA",
        "district": "ZZ1" if sector % 2 else "ZZ2",
        "ward": "Old Town",
        "key": f"{flat}|{house}|{street}",
    }


@pytest.fixture
def new_campaign(tmp_path: Path) -> Iterator[Callable[[Streets], Campaign]]:
    """Make a campaign from {street: [door, …]}, without a map."""
    made: list[Campaign] = []

    def make(streets: Streets) -> Campaign:
        campaign = Campaign.create(tmp_path / f"town{len(made)}.walk", who="tester")
        build(campaign, streets)
        made.append(campaign)
        return campaign

    yield make
    for campaign in made:
        campaign.close()


@pytest.fixture
def town(new_campaign: Callable[[Streets], Campaign]) -> Campaign:
    """Six streets of forty doors, and no map."""
    names = ["Anson Road", "Birch Lane", "Chapel Street", "Dale Close", "Elm Grove", "Fir Avenue"]
    return new_campaign({name: [str(n) for n in range(1, 41)] for name in names})


class GridPlaces(Places):
    """Places on six parallel streets of 220 m, 60 m apart, joined by a lane at their western ends.

    Doors stand every 10 m, odd numbers on the south side; a street of the register beyond the sixth
    is on no map.
    """

    streets = 6
    length_m = 220.0
    apart_m = 60.0

    def network(self) -> WalkingNetwork:
        count = self.streets
        west = [(0.0, y * self.apart_m) for y in range(count)]
        east = [(self.length_m, y * self.apart_m) for y in range(count)]
        xy = np.array([*west, *east])
        ends = [(i, count + i) for i in range(count)] + [(i, i + 1) for i in range(count - 1)]
        lines = tuple(xy[[a, b]] for a, b in ends)
        return WalkingNetwork(
            junction_xy=xy,
            edge_from=np.array([a for a, _ in ends], dtype=np.int32),
            edge_to=np.array([b for _, b in ends], dtype=np.int32),
            edge_length_m=np.array([float(np.hypot(*(line[1] - line[0]))) for line in lines]),
            edge_width_m=np.full(len(ends), 8.0),
            edge_street=np.array([*range(count), *[-1] * (count - 1)], dtype=np.int32),
            street_names=tuple(f"Street {i}" for i in range(count)),
            edge_kind=("residential",) * len(ends),
            edge_line=lines,
        )

    def projection(self) -> LocalPlane:
        return LocalPlane(53.45, -2.2)

    def spots(self, door_ids: Sequence[int]) -> DoorSpots:
        spots = DoorSpots.nowhere(len(door_ids))
        for i, door in enumerate(self.doors(list(door_ids))):
            street = int(door.street.split()[-1])
            if street < self.streets and door.placed_by != "nothing":
                number = int(door.number)
                spots.edge[i] = street
                spots.offset_m[i] = (number + 1) // 2 * 10.0
                spots.side[i] = -1 if number % 2 else 1
                north = street * self.apart_m + (-8 if number % 2 else 8)
                spots.xy[i] = (spots.offset_m[i], north)
        return spots


def on_grid(campaign: Campaign) -> Campaign:
    """Put a campaign's rounds on the grid, and say of its doors that they are placed."""
    places = GridPlaces(campaign.store)
    campaign.places = places
    campaign.rounds = Rounds(campaign.store, places)
    with campaign.store.change("Place the doors") as writer:
        doors = places.doors()
        rows = [
            {"id": d.id, "placed_by": "uprn"} for d in doors if int(d.street.split()[-1]) < places.streets
        ]
        writer.update(schema.door, rows)
    return campaign


@pytest.fixture
def grid(new_campaign: Callable[[Streets], Campaign]) -> Campaign:
    """Six streets of forty doors on a map, each door's place known."""
    return on_grid(new_campaign({f"Street {s}": [str(n) for n in range(1, 41)] for s in range(6)}))


@pytest.fixture
def add_doors(grid: Campaign) -> Callable[..., list[int]]:
    """Add doors of a street of the grid (or a new street) after the plan was made; return their ids."""

    def add(street: int, *numbers: str, placed: bool = True) -> list[int]:
        name = f"Street {street}"
        with grid.store.change("New doors") as writer:
            table = schema.street
            street_id = writer.connection.execute(select(table.c.id).where(table.c.name == name)).scalar()
            if street_id is None:
                (street_id,) = writer.insert(table, [{"name": name, "key": name.casefold()}])
            rows = [door_row(name, street_id, street + 1, number) for number in numbers]
            placed_by = "uprn" if placed else "nothing"
            return list(writer.insert(schema.door, [{**row, "placed_by": placed_by} for row in rows]))

    return add
