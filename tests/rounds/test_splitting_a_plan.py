"""What a split promises, with a map and without."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.progress import Cancelled
from walksheets.rounds import SplitRequest
from walksheets.store import schema

Asked = dict[str, Any]


def doors_of(campaign: Campaign, plan: str = "Spring") -> Counter[int]:
    return Counter(row.door.id for row in campaign.rounds.plan_doors(plan))


def rows_of(campaign: Campaign) -> list[Any]:
    """Everything a split writes, as it stands."""
    tables = (schema.plan, schema.round_, schema.round_door, schema.assignment)
    with campaign.store.read() as connection:
        return [connection.execute(select(table).order_by(table.c.id)).all() for table in tables]


@pytest.fixture(params=["town", "grid"])
def place(request: pytest.FixtureRequest) -> Campaign:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(
    "asked", [{"rounds": 7}, {"doors": 50}, {"minutes": 20.0}, {"rounds": 2}, {"rounds": 240}]
)
@pytest.mark.parametrize("within", ["free", "ward", "district"])
def test_every_door_is_in_exactly_one_round(place: Campaign, asked: Asked, within: str) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, within=within, **asked))
    counted = doors_of(place)
    assert set(counted) == {door.id for door in place.places.doors()}
    assert set(counted.values()) == {1}


def test_as_many_rounds_as_asked_for(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=7))
    assert [each.number for each in place.rounds.rounds("Spring")] == [1, 2, 3, 4, 5, 6, 7]


def test_no_round_has_more_minutes_than_asked_for(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, minutes=20))
    assert 0 < max(each.minutes for each in place.rounds.rounds("Spring")) <= 20


def test_240_doors_in_rounds_of_about_50_are_five(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, doors=50))
    assert len(place.rounds.rounds("Spring")) == 5


def test_the_longest_round_keeps_the_tolerance(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=5, tolerance=0.1))
    (plan,) = place.rounds.plans()
    assert plan.minutes_max <= 1.1 * plan.minutes_mean


def test_a_round_keeps_within_its_district(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=5, within="district"))
    for each in place.rounds.rounds("Spring"):
        assert {row.door.district for row in place.rounds.round_doors(each.id)} == {each.area}


def test_canvassing_takes_longer_than_leaflets(place: Campaign) -> None:
    place.rounds.split("Leaflet", SplitRequest("leaflet", seconds=0.1, rounds=4))
    place.rounds.split("Canvass", SplitRequest("canvass", seconds=0.1, rounds=4))
    leaflet, canvass = place.rounds.plans()
    assert canvass.minutes_mean - leaflet.minutes_mean == pytest.approx(60 * (2.5 - 0.25), abs=3)


def test_minutes_are_walking_at_the_speed_and_the_time_at_each_door(grid: Campaign) -> None:
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=3, speed_mps=1.0, minutes_per_door=0.5))
    for each in grid.rounds.rounds("Spring"):
        assert each.minutes == pytest.approx(each.walk_m / 60 + 0.5 * each.doors, abs=0.01)
        last = grid.rounds.round_doors(each.id)[-1]
        assert last.minutes == each.minutes


def test_walking_is_counted_on_the_streets(grid: Campaign) -> None:
    """One street walked up one side and down the other: 19 gaps of 10 m twice, and the street crossed once."""
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    assert {round(each.walk_m) for each in grid.rounds.rounds("Spring")} == {2 * 190 + 8}


def test_a_plan_split_again_has_its_next_version_and_undo_brings_every_row_back(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4))
    place.volunteers.add("Ann")
    for each in place.rounds.rounds("Spring"):
        place.volunteers.assign(each.id, place.volunteers.find("Ann").id)
    before = rows_of(place)
    place.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=9))
    (plan,) = place.rounds.plans()
    assert (plan.version, plan.kind, plan.rounds) == (2, "canvass", 9)
    place.store.undo()
    assert rows_of(place) == before


def test_what_was_asked_is_kept_with_the_plan(place: Campaign) -> None:
    asked = SplitRequest(
        "canvass", seconds=0.1, doors=60, tolerance=0.1, within="district", order="shortest", seed=3
    )
    place.rounds.split("Spring", asked)
    assert place.rounds.plans()[0].request == asked


def test_the_same_seed_gives_the_same_rounds(grid: Campaign) -> None:
    grid.rounds.split("One", SplitRequest(rounds=5, seed=7))
    grid.rounds.split("Two", SplitRequest(rounds=5, seed=7))
    walks = [
        [(row.round_number, row.door.id) for row in grid.rounds.plan_doors(plan)] for plan in ("One", "Two")
    ]
    assert walks[0] == walks[1]


def test_locked_rounds_stay_as_they_are(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    third = place.rounds.rounds("Spring")[2]
    place.rounds.lock(third.id)
    before = place.rounds.round_doors(third.id)
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4))
    rounds = place.rounds.rounds("Spring")
    assert [each.number for each in rounds] == [1, 2, 3, 4]
    assert rounds[2].id == third.id
    assert place.rounds.round_doors(third.id) == before
    assert set(doors_of(place).values()) == {1}


def test_who_held_most_of_a_rounds_doors_holds_them_still(place: Campaign) -> None:
    place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    place.volunteers.add("Ann")
    second = place.rounds.rounds("Spring")[1]
    held = {row.door.id for row in place.rounds.round_doors(second.id)}
    place.volunteers.assign(second.id, place.volunteers.find("Ann").id)
    done = place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    assert done.counts["volunteers_kept"] == 1
    (anns,) = [each for each in place.rounds.rounds("Spring") if each.volunteer == "Ann"]
    assert held == {row.door.id for row in place.rounds.round_doors(anns.id)}


def test_a_cancelled_split_leaves_nothing(place: Campaign) -> None:
    def stop(done: float, doing: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        place.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4), stop)
    assert place.rounds.plans() == []


def test_a_split_that_doors_overtook_is_not_written(town: Campaign) -> None:
    first = town.places.doors()[0]

    def meanwhile(done: float, doing: str) -> None:
        town.places.set_door(first.id, note=f"seen at {done}")

    with pytest.raises(UsersMistake, match="were changed while this split was being computed"):
        town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4), meanwhile)
    assert town.rounds.plans() == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "either how many rounds, or how many minutes"),
        ({"rounds": 3, "doors": 40}, "either how many rounds, or how many minutes"),
        ({"rounds": 0}, "number of rounds cannot be 0"),
        ({"rounds": -2}, "number of rounds cannot be -2"),
        ({"minutes": 0.0}, "minutes a round cannot be 0"),
        ({"minutes": float("nan")}, "minutes a round cannot be nan"),
        ({"doors": 0}, "doors a round cannot be 0"),
        ({"rounds": 241}, "241 rounds were asked for, but there are only 240 doors"),
        ({"rounds": 1, "within": "district"}, "1 rounds cannot keep 2 areas apart"),
        ({"rounds": 3, "kind": "postcard"}, "“postcard” is no kind of plan"),
        ({"rounds": 3, "within": "county"}, "“county” is no area to keep within"),
        ({"rounds": 3, "order": "zigzag"}, "“zigzag” is no order"),
        ({"rounds": 3, "tolerance": 0}, "tolerance cannot be 0"),
        ({"rounds": 3, "speed_mps": -1}, "walking speed cannot be -1"),
        ({"rounds": 3, "minutes_per_door": -1}, "minutes a door cannot be -1"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(place: Campaign, asked: Asked, said: str) -> None:
    with pytest.raises(UsersMistake, match=said):
        place.rounds.split("Spring", SplitRequest(seconds=0.1, **asked))
    assert place.rounds.plans() == []


def test_without_doors_there_is_nothing_to_split(new_campaign: Any) -> None:
    with pytest.raises(UsersMistake, match="no doors to share yet"):
        new_campaign({}).rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4))


def test_a_plan_needs_a_name(town: Campaign) -> None:
    with pytest.raises(UsersMistake, match="needs a name"):
        town.rounds.split("  ", SplitRequest(seconds=0.1, rounds=4))


def test_an_unknown_plan_is_answered_with_those_there_are(town: Campaign) -> None:
    with pytest.raises(UsersMistake, match="Split the ward into rounds first"):
        town.rounds.rounds("Spring")
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=4))
    with pytest.raises(UsersMistake, match="The plans are: Spring"):
        town.rounds.rounds("Sprung")


def test_without_a_map_a_round_is_whole_streets_where_it_can(town: Campaign) -> None:
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=3))
    for each in town.rounds.rounds("Spring"):
        streets = [row.door.street for row in town.rounds.round_doors(each.id)]
        assert len(set(streets)) == 2


def test_without_a_map_a_street_is_walked_up_one_side_and_down_the_other(town: Campaign) -> None:
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    first = town.rounds.rounds("Spring")[0]
    numbers = [int(row.door.number) for row in town.rounds.round_doors(first.id)]
    assert numbers == [*range(1, 41, 2), *range(40, 0, -2)]


def test_without_a_map_the_plan_says_how_far_to_trust_it(town: Campaign, grid: Campaign) -> None:
    town.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    assert "the minutes are a guess" in town.rounds.plans()[0].trust
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6))
    assert grid.rounds.plans()[0].trust == ""
