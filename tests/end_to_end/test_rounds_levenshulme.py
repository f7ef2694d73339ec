"""Levenshulme split as an organiser would: 120 leaflets a round, from the council's register and the map.

Walking is counted here by other code than the program's: scipy's shortest ways and the rule as written
in the field ("difference of the offsets, the way's width if the sides differ; else along the streets,
plus a quarter of both widths").
"""

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from walksheets.campaign import Campaign
from walksheets.places import Door, DoorSpots, WalkingNetwork
from walksheets.rounds import SplitRequest
from walksheets.rounds.engine import Problem, order

pytestmark = pytest.mark.shared

FILES = ("roads.osm.pbf", "postcodes.csv", "uprn.csv", "doors.csv", "register.xpress.csv", "volunteers.csv")


@pytest.fixture(scope="module")
def ward(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The ward with every door's place known, split by itself and by district."""
    with Campaign.create(tmp_path_factory.mktemp("ward") / "levenshulme.walk", who="tester") as campaign:
        campaign.imports.bring_in([shared / "levenshulme" / name for name in FILES])
        campaign.rounds.split("Spring", SplitRequest("leaflet", doors=120))
        campaign.rounds.split("Canvass", SplitRequest("canvass", doors=60, within="district"))
        yield campaign


class Ruler:
    """Walking between doors, counted from the network's arrays alone."""

    def __init__(self, network: WalkingNetwork, spots: DoorSpots):
        self.network, self.spots = network, spots
        size = network.junctions
        shortest: dict[tuple[int, int], float] = {}
        for a, b, metres in zip(network.edge_from, network.edge_to, network.edge_length_m, strict=True):
            pair = (min(a, b), max(a, b))
            shortest[pair] = min(metres, shortest.get(pair, np.inf))
        ends = np.array(list(shortest))
        graph = coo_matrix((list(shortest.values()), (ends[:, 0], ends[:, 1])), shape=(size, size))
        self.metres = dijkstra(graph.tocsr(), directed=False)

    def leg(self, a: int, b: int) -> float:
        network, spots = self.network, self.spots
        e, f = spots.edge[a], spots.edge[b]
        if e == f:
            crossing = network.edge_width_m[e] if spots.side[a] * spots.side[b] == -1 else 0.0
            return abs(spots.offset_m[a] - spots.offset_m[b]) + crossing
        ways = [
            here + self.metres[j, k] + there
            for j, here in self._ends(e, spots.offset_m[a])
            for k, there in self._ends(f, spots.offset_m[b])
        ]
        return min(ways) + (network.edge_width_m[e] + network.edge_width_m[f]) / 4

    def walk(self, doors: Sequence[int]) -> float:
        return float(sum(self.leg(a, b) for a, b in pairwise(doors)))

    def _ends(self, edge: int, offset: float) -> list[tuple[int, float]]:
        network = self.network
        return [
            (network.edge_from[edge], offset),
            (network.edge_to[edge], network.edge_length_m[edge] - offset),
        ]


@pytest.fixture(scope="module")
def doors(ward: Campaign) -> list[Door]:
    return ward.places.doors()


@pytest.fixture(scope="module")
def ruler(ward: Campaign, doors: list[Door]) -> Ruler:
    return Ruler(ward.places.network(), ward.places.spots([door.id for door in doors]))


@pytest.fixture(scope="module")
def walks(ward: Campaign, doors: list[Door]) -> list[list[int]]:
    """Each round's doors as indices into all doors, in walking order."""
    index = {door.id: i for i, door in enumerate(doors)}
    return [
        [index[row.door.id] for row in ward.rounds.round_doors(each.id)]
        for each in ward.rounds.rounds("Spring")
    ]


@pytest.mark.parametrize("plan", ["Spring", "Canvass"])
def test_every_door_is_in_exactly_one_round(ward: Campaign, doors: list[Door], plan: str) -> None:
    counted = Counter(row.door.id for row in ward.rounds.plan_doors(plan))
    assert counted == dict.fromkeys((door.id for door in doors), 1)
    assert len(doors) == 2581


def test_2581_doors_in_rounds_of_120_are_22(ward: Campaign) -> None:
    assert len(ward.rounds.rounds("Spring")) == 22


def test_the_programs_metres_are_those_of_the_rule(
    ward: Campaign, ruler: Ruler, walks: list[list[int]]
) -> None:
    for each, walk in zip(ward.rounds.rounds("Spring"), walks, strict=True):
        assert each.walk_m == pytest.approx(ruler.walk(walk), abs=0.01 * len(walk))


def test_the_longest_round_is_within_a_twentieth_of_the_mean(ruler: Ruler, walks: list[list[int]]) -> None:
    minutes = [ruler.walk(walk) / 72 + len(walk) / 4 for walk in walks]
    assert max(minutes) <= 1.05 * np.mean(minutes)


def test_walking_is_at_most_06_of_streets_by_the_alphabet(
    ward: Campaign, doors: list[Door], ruler: Ruler, walks: list[list[int]]
) -> None:
    """Streets in alphabetical order cut into equal chunks, each chunk then walked in its best order."""
    alphabet = sorted(range(len(doors)), key=lambda i: (doors[i].street, _number(doors[i]), i))
    chunks = np.array_split(np.array(alphabet), len(walks))
    problem = Problem(ruler.network, ruler.spots, np.full(len(doors), 0.25))
    by_hand = sum(ruler.walk(order(problem, chunk, "shortest").tolist()) for chunk in chunks)
    ours = sum(ruler.walk(walk) for walk in walks)
    assert ours <= 0.60 * by_hand


def _number(door: Door) -> int:
    return int("".join(c for c in door.number if c.isdigit()) or 0)


def test_a_canvass_round_keeps_within_its_district(ward: Campaign) -> None:
    for each in ward.rounds.rounds("Canvass"):
        assert {row.door.district for row in ward.rounds.round_doors(each.id)} == {each.area}


def test_flats_of_a_house_are_walked_together_in_their_order(ward: Campaign) -> None:
    for each in ward.rounds.rounds("Spring"):
        rows = [row.door for row in ward.rounds.round_doors(each.id)]
        houses = {(door.street, door.number) for door in rows if door.flat}
        for house in houses:
            at = [i for i, door in enumerate(rows) if (door.street, door.number) == house]
            assert at == list(range(at[0], at[0] + len(at)))
            flats = [int(rows[i].flat.split()[-1]) for i in at]
            assert flats == sorted(flats)


def test_rounds_are_given_to_people_who_can_take_them(ward: Campaign) -> None:
    done = ward.volunteers.assign_all("Spring")
    people = {person.id: person for person in ward.volunteers.people()}
    given = Counter[int]()
    for each in ward.volunteers.assignments("Spring"):
        assert "deliverer" in people[each.volunteer_id].roles
        given[each.volunteer_id] += each.doors
    for volunteer_id, letterboxes in given.items():
        assert letterboxes <= (people[volunteer_id].max_letterboxes or 0)
    assert done.counts["assigned"] + done.counts["holes"] == 22
    assert len(ward.volunteers.holes("Spring")) == done.counts["holes"]


def test_a_month_of_alterations_leaves_the_rounds_alone_but_for_new_doors(
    ward: Campaign, shared: Path
) -> None:
    before = {row.door.id: row.round_number for row in ward.rounds.plan_doors("Spring")}
    ward.imports.bring_in([shared / "levenshulme" / "alterations.xpress.csv"])
    news = ward.rounds.plan_news("Spring")
    assert len(news.new) == 3
    ward.rounds.refresh("Spring")
    after = {row.door.id: row.round_number for row in ward.rounds.plan_doors("Spring")}
    assert {door: after[door] for door in before} == before
    assert set(after) == {door.id for door in ward.places.doors()}


@pytest.fixture(scope="module")
def grown_ward(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The ward split before 99 of its doors were built: 3 % here and there, and half of one street."""
    folder = tmp_path_factory.mktemp("grown")
    with (shared / "levenshulme" / "doors.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    new = set(random.Random(1).sample(range(len(rows)), 80))
    new |= {i for i, row in enumerate(rows) if row["street"] == "Clitheroe Road" and i % 2}
    for name, there in (("before", False), ("since", True)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(row for i, row in enumerate(rows) if (i in new) is there)
    maps = [shared / "levenshulme" / name for name in ("roads.osm.pbf", "uprn.csv")]
    with Campaign.create(folder / "ward.walk", who="tester") as campaign:
        campaign.imports.bring_in([*maps, folder / "before.csv"])
        campaign.rounds.split("Spring", SplitRequest(rounds=22))
        campaign.imports.bring_in([folder / "since.csv"])
        yield campaign


def test_after_a_year_rounds_are_even_again_and_97_of_100_doors_stay(grown_ward: Campaign) -> None:
    rounds = grown_ward.rounds
    before = {row.door.id: row.round_id for row in rounds.plan_doors("Spring")}
    rounds.rebalance("Spring", keep=0.97)
    after = {row.door.id: row.round_id for row in rounds.plan_doors("Spring")}
    rounds.split("Fresh", SplitRequest(rounds=22))
    grown, fresh = rounds.plans()
    assert len(after) == 2581
    assert sum(after[door] == before[door] for door in before) >= 0.97 * len(before)
    assert grown.minutes_max <= 1.05 * grown.minutes_mean
    assert grown.walk_m <= 1.02 * fresh.walk_m
