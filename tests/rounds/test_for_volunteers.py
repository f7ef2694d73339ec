"""Rounds for the volunteers there are: sizes follow people, near home, every door once, all in one change."""

from collections import Counter

import numpy as np
import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import Person, SplitRequest

ASKED = SplitRequest(rounds=1, tolerance=0.05, seed=2)


def person(campaign: Campaign, name: str, size: float | None, xy: tuple[float, float] | None) -> Person:
    campaign.volunteers.add(name)
    home = None
    if xy is not None:
        lat, lon = campaign.places.projection().to_latlon(*xy)
        home = (float(lat), float(lon))
    return Person(campaign.volunteers.find(name).id, name, size, home)


@pytest.fixture
def people(grid: Campaign) -> list[Person]:
    """Four people at the corners and the side of the six streets, of whom one does four times what another does."""
    return [
        person(grid, "Ann", 96, (0.0, 0.0)), person(grid, "Ben", 24, (220.0, 0.0)),
        person(grid, "Cat", 72, (0.0, 300.0)), person(grid, "Dev", 48, (220.0, 300.0)),
    ]  # fmt: skip


def doors_of(campaign: Campaign) -> dict[str, list[int]]:
    return {
        each.volunteer: [row.door.id for row in campaign.rounds.round_doors(each.id)]
        for each in campaign.rounds.rounds("Spring")
    }


def home_m(campaign: Campaign, people: list[Person], given: dict[str, list[int]]) -> float:
    """Metres from a door to the home of whoever has it, on average."""
    plane, away = campaign.places.projection(), []
    for each in people:
        assert each.home is not None
        home = np.array(plane.to_xy(*each.home))
        away.append(np.hypot(*(campaign.places.spots(given[each.name]).xy - home).T))
    return float(np.concatenate(away).mean())


def test_sizes_follow_people_and_each_door_is_somebodys(grid: Campaign, people: list[Person]) -> None:
    done = grid.rounds.split_for("Spring", people, ASKED)
    given = doors_of(grid)
    assert Counter(i for ids in given.values() for i in ids) == Counter(d.id for d in grid.places.doors())
    for each in people:
        assert each.size is not None
        assert len(given[each.name]) == pytest.approx(each.size, abs=max(0.05 * each.size, 2)), each.name
    assert done.counts["assigned"] == 4 and done.counts["holes"] == 0
    assert "nobody" not in grid.rounds.plans()[0].trust


def test_rounds_lie_nearer_home_than_when_handed_out_at_random(grid: Campaign, people: list[Person]) -> None:
    grid.rounds.split_for("Spring", people, ASKED)
    given = doors_of(grid)
    rng = np.random.default_rng(0)
    names = [each.name for each in people]
    chance = [
        home_m(
            grid,
            people,
            {name: given[other] for name, other in zip(names, rng.permutation(names), strict=True)},
        )
        for _ in range(30)
    ]
    assert home_m(grid, people, given) < np.mean(chance)


def test_one_undo_takes_rounds_and_assignments_back(grid: Campaign, people: list[Person]) -> None:
    grid.rounds.split("Spring", SplitRequest(rounds=3))
    before = (grid.rounds.plans(), grid.rounds.rounds("Spring"), grid.rounds.plan_doors("Spring"))
    grid.rounds.split_for("Spring", people, ASKED)
    grid.store.undo()
    assert (grid.rounds.plans(), grid.rounds.rounds("Spring"), grid.rounds.plan_doors("Spring")) == before


def test_when_they_cannot_do_it_all_it_says_how_many_rounds_have_nobody(
    grid: Campaign, people: list[Person]
) -> None:
    grid.rounds.split_for("Spring", people[:2], ASKED)
    rounds = grid.rounds.rounds("Spring")
    nobodys = [each.doors for each in rounds if not each.volunteer]
    assert sum(nobodys) == pytest.approx(240 - 96 - 24, abs=8) and len(nobodys) == 2
    assert (
        "2 volunteers can do 120 of about 240 doors: 2 more rounds have nobody yet"
        in grid.rounds.plans()[0].trust
    )


def test_when_they_could_do_more_each_has_a_part_of_it(grid: Campaign, people: list[Person]) -> None:
    grid.rounds.split_for(
        "Spring", [Person(p.volunteer_id, p.name, 2 * (p.size or 0), p.home) for p in people], ASKED
    )
    assert {name: round(len(ids) / 24) for name, ids in doors_of(grid).items()} == {
        "Ann": 4,
        "Ben": 1,
        "Cat": 3,
        "Dev": 2,
    }
    assert "each has 50% of that" in grid.rounds.plans()[0].trust


def test_minutes_are_shared_as_well_as_doors_and_an_unknown_home_gets_what_is_left(grid: Campaign) -> None:
    people = [
        person(grid, "Ann", 30, (0.0, 0.0)),
        person(grid, "Ben", 60, None),
        person(grid, "Cat", None, (0.0, 300.0)),
    ]
    grid.rounds.split_for("Spring", people, ASKED, unit="minutes")
    minutes = {each.volunteer: each.minutes for each in grid.rounds.rounds("Spring")}
    whole = sum(minutes.values())
    for name, size in (("Ann", 30), ("Ben", 60), ("Cat", 45)):
        assert minutes[name] / whole == pytest.approx(size / 135, rel=0.08), name


def test_locked_rounds_stay_and_count_for_who_holds_them(grid: Campaign, people: list[Person]) -> None:
    grid.rounds.split("Spring", SplitRequest(rounds=6, tolerance=0.01))
    first = grid.rounds.rounds("Spring")[0]
    ann = people[0]
    assert ann.volunteer_id is not None
    grid.volunteers.assign(first.id, ann.volunteer_id)
    grid.rounds.lock(first.id)
    before = grid.rounds.round_doors(first.id)
    grid.rounds.split_for("Spring", people, ASKED)
    assert grid.rounds.round_doors(first.id) == before
    doors = Counter[str]()
    for each in grid.rounds.rounds("Spring"):
        doors[each.volunteer] += each.doors
    assert doors["Ann"] == pytest.approx(96, abs=6) and doors.total() == 240


def test_a_barrier_divides_somebodys_ground_and_nobody_crosses_it(
    grid: Campaign, people: list[Person]
) -> None:
    grid.rounds.split("Spring", SplitRequest(rounds=3, seconds=0.1))
    grid.rounds.keep_apart("Spring", [((53.4513, -2.202), (53.4513, -2.19))])
    grid.rounds.split_for("Spring", people, ASKED)
    counted = Counter(row.door.id for row in grid.rounds.plan_doors("Spring"))
    assert len(counted) == 240 and set(counted.values()) == {1}
    for each in grid.rounds.rounds("Spring"):
        streets = {int(row.door.street.split()[-1]) for row in grid.rounds.round_doors(each.id)}
        assert not (streets & {0, 1, 2} and streets & {3, 4, 5})


def test_balancing_would_make_them_alike_and_is_refused(grid: Campaign, people: list[Person]) -> None:
    grid.rounds.split_for("Spring", people, ASKED)
    with pytest.raises(UsersMistake, match="balancing would make them alike"):
        grid.rounds.rebalance("Spring")


def test_what_cannot_be_is_refused(grid: Campaign, town: Campaign, people: list[Person]) -> None:
    with pytest.raises(UsersMistake, match="nobody to make rounds for"):
        grid.rounds.split_for("Spring", [], ASKED)
    with pytest.raises(UsersMistake, match="cannot do -5"):
        grid.rounds.split_for("Spring", [Person(1, "Ann", -5)], ASKED)
    with pytest.raises(UsersMistake, match="have no place on a map"):
        town.rounds.split_for("Spring", people, ASKED)
