"""Small invented towns, written straight into the store: one without a map, one on a grid of streets."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.places import DoorSpots, LocalPlane, Places, WalkingNetwork
from walksheets.rounds import Rounds
from walksheets.store import schema
from walksheets.volunteers import Volunteers

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
def build_town() -> Callable[[Campaign, Streets], None]:
    """Write streets of doors into a campaign."""
    return build


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


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both towns, built once; tests work on copies."""
    folder = tmp_path_factory.mktemp("towns")
    names = ["Anson Road", "Birch Lane", "Chapel Street", "Dale Close", "Elm Grove", "Fir Avenue"]
    for file, streets in (("town", names), ("grid", [f"Street {s}" for s in range(6)])):
        with Campaign.create(folder / f"{file}.walk", who="tester") as campaign:
            build(campaign, {name: [str(n) for n in range(1, 41)] for name in streets})
            if file == "grid":
                on_grid(campaign)
    return folder


@pytest.fixture
def town(towns: Path, tmp_path: Path) -> Iterator[Campaign]:
    """Six streets of forty doors, and no map."""
    with Campaign.open(shutil.copy(towns / "town.walk", tmp_path), who="tester") as campaign:
        yield campaign


class GridPlaces(Places):
    """Places on six parallel streets of 220 m, 60 m apart, joined by a lane at their western ends.

    Doors stand every 10 m, odd numbers on the south side; a street of the register beyond the sixth
    is on no map.
    """

    streets = 6
    steps_m = 10.0
    apart_m = 60.0

    def network(self) -> WalkingNetwork:
        count = self.streets
        west = [(0.0, y * self.apart_m) for y in range(count)]
        east = [(22 * self.steps_m, y * self.apart_m) for y in range(count)]
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
                spots.offset_m[i] = (number + 1) // 2 * self.steps_m
                spots.side[i] = -1 if number % 2 else 1
                north = street * self.apart_m + (-8 if number % 2 else 8)
                spots.xy[i] = (spots.offset_m[i], north)
        return spots


def on_grid(campaign: Campaign) -> None:
    """Say of a campaign's doors that their places are known."""
    with campaign.store.change("Place the doors") as writer:
        rows = [{"id": door.id, "placed_by": "uprn"} for door in campaign.places.doors()]
        writer.update(schema.door, rows)


@pytest.fixture
def grid(towns: Path, tmp_path: Path) -> Iterator[Campaign]:
    """Six streets of forty doors on a map, each door's place known."""
    with Campaign.open(shutil.copy(towns / "grid.walk", tmp_path), who="tester") as campaign:
        campaign.places = GridPlaces(campaign.store)
        campaign.rounds = Rounds(campaign.store, campaign.places)
        campaign.volunteers = Volunteers(campaign.store, campaign.places, campaign.rounds)
        yield campaign


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
