"""New doors join, emptied ones may leave, and nobody else's round changes."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest
from walksheets.store import schema

AddDoors = Callable[..., list[int]]


@pytest.fixture
def plan(grid: Campaign) -> Campaign:
    """Six rounds of one street each."""
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    return grid


def walks(campaign: Campaign) -> dict[str, list[str]]:
    """House numbers in walking order, by the round's name."""
    return {
        each.name: [row.door.label for row in campaign.rounds.round_doors(each.id)]
        for each in campaign.rounds.rounds("Spring")
    }


def move_away(campaign: Campaign, door_ids: list[int]) -> None:
    """Take every elector of these doors off the register."""
    elector = schema.elector
    with campaign.store.change("A month's alterations") as writer:
        query = select(elector.c.id).where(elector.c.door_id.in_(door_ids))
        ids = writer.connection.execute(query).scalars().all()
        writer.update(elector, [{"id": each, "gone_on": "2026-02-01"} for each in ids])


def test_a_fresh_plan_has_no_news(plan: Campaign) -> None:
    assert not plan.rounds.plan_news("Spring")


def test_new_doors_are_news_until_they_join(plan: Campaign, add_doors: AddDoors) -> None:
    new = add_doors(2, "41", "42")
    assert [door.id for door in plan.rounds.plan_news("Spring").new] == new
    assert plan.rounds.refresh("Spring").counts == {"new": 2, "gone": 0}
    assert not plan.rounds.plan_news("Spring")


def test_a_new_door_joins_its_street_beside_its_neighbour_and_no_other_order_changes(
    plan: Campaign, add_doors: AddDoors
) -> None:
    before = walks(plan)
    add_doors(2, "41")
    plan.rounds.refresh("Spring")
    after = walks(plan)
    assert abs(after["Street 2"].index("41") - after["Street 2"].index("39")) == 1
    after["Street 2"].remove("41")
    assert after == before


def test_new_flats_stand_together_in_their_order(plan: Campaign, add_doors: AddDoors) -> None:
    add_doors(3, "Flat 10/41", "Flat 2/41", "Flat 1/41")
    plan.rounds.refresh("Spring")
    walk = walks(plan)["Street 3"]
    at = walk.index("Flat 1, 41")
    assert walk[at : at + 3] == ["Flat 1, 41", "Flat 2, 41", "Flat 10, 41"]


def test_a_new_door_that_nobody_can_place_joins_its_street(plan: Campaign, add_doors: AddDoors) -> None:
    add_doors(4, "38A", placed=False)
    plan.rounds.refresh("Spring")
    walk = walks(plan)["Street 4"]
    assert walk[walk.index("38A") - 1] == "38"


def test_an_order_made_by_hand_survives_new_doors(plan: Campaign, add_doors: AddDoors) -> None:
    first = plan.rounds.rounds("Spring")[0]
    street = int(first.name.split()[-1])
    order = sorted(row.door.id for row in plan.rounds.round_doors(first.id))
    plan.rounds.reorder(first.id, order)
    (new,) = add_doors(street, "41")
    plan.rounds.refresh("Spring")
    walk = [row.door.id for row in plan.rounds.round_doors(first.id)]
    assert [door for door in walk if door != new] == order
    assert plan.rounds.rounds("Spring")[0].order_by_hand


def test_a_locked_round_takes_a_new_door_only_on_its_own_streets(plan: Campaign, add_doors: AddDoors) -> None:
    locked = next(each for each in plan.rounds.rounds("Spring") if each.name == "Street 5")
    plan.rounds.lock(locked.id)
    add_doors(5, "41")
    add_doors(6, "1", placed=False)
    plan.rounds.refresh("Spring")
    doors = [row.door for row in plan.rounds.round_doors(locked.id)]
    assert "41" in {door.number for door in doors}
    assert {door.street for door in doors} == {"Street 5"}


def test_a_door_that_everybody_left_stays_a_letterbox_unless_it_is_left_out(plan: Campaign) -> None:
    first = plan.rounds.rounds("Spring")[0]
    door = plan.rounds.round_doors(first.id)[3].door
    move_away(plan, [door.id])
    assert [gone.id for gone in plan.rounds.plan_news("Spring").emptied] == [door.id]
    plan.rounds.refresh("Spring")
    assert plan.rounds.rounds("Spring")[0].doors == 40
    assert plan.rounds.refresh("Spring", leave_out_emptied=True).counts == {"new": 0, "gone": 1}
    assert plan.rounds.rounds("Spring")[0].doors == 39
    assert not plan.rounds.plan_news("Spring")


def test_nothing_new_changes_nothing(plan: Campaign) -> None:
    before = plan.store.latest_change()
    assert not plan.rounds.refresh("Spring")
    assert plan.store.latest_change() == before


def round_of(campaign: Campaign) -> dict[int, int]:
    return {row.door.id: row.round_id for row in campaign.rounds.plan_doors("Spring")}


def test_made_even_again_most_doors_stay_and_none_is_lost(plan: Campaign, add_doors: AddDoors) -> None:
    add_doors(2, *map(str, range(41, 61)))
    plan.rounds.refresh("Spring")
    before, (uneven,) = round_of(plan), plan.rounds.plans()
    plan.rounds.rebalance("Spring", keep=0.7)
    after, (even,) = round_of(plan), plan.rounds.plans()
    assert after.keys() == before.keys()
    assert sum(after[door] == before[door] for door in before) >= 0.7 * len(before)
    assert even.minutes_max <= uneven.minutes_max


def test_made_even_again_rounds_keep_number_name_volunteer_and_lock(
    plan: Campaign, add_doors: AddDoors
) -> None:
    first, *_, last = plan.rounds.rounds("Spring")
    plan.volunteers.add("Ann")
    for each in plan.rounds.rounds("Spring"):
        plan.volunteers.assign(each.id, plan.volunteers.find("Ann").id)
    plan.rounds.lock(last.id)
    walked = plan.rounds.round_doors(last.id)
    add_doors(int(first.name.split()[-1]), *map(str, range(41, 51)))
    before = [(each.id, each.number, each.name) for each in plan.rounds.rounds("Spring")]
    plan.rounds.rebalance("Spring")
    rounds = plan.rounds.rounds("Spring")
    assert [(each.id, each.number, each.name) for each in rounds] == before
    assert {each.volunteer for each in rounds} == {"Ann"}
    assert plan.rounds.round_doors(last.id) == walked
    assert not plan.rounds.plan_news("Spring")


def test_a_split_that_keeps_doors_may_make_more_rounds(plan: Campaign) -> None:
    before = round_of(plan)
    plan.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=8, keep=0.5))
    after = round_of(plan)
    assert len(plan.rounds.rounds("Spring")) == 8
    assert sum(after[door] == before[door] for door in before) >= 0.5 * len(before)


def test_making_even_again_is_taken_back_whole(plan: Campaign, add_doors: AddDoors) -> None:
    add_doors(2, "41", "43", "45")
    before = plan.rounds.plan_doors("Spring")
    plan.rounds.rebalance("Spring")
    plan.store.undo()
    assert plan.rounds.plan_doors("Spring") == before


def test_when_the_map_changes_rounds_are_measured_again_in_the_order_they_have(plan: Campaign) -> None:
    before, (was,) = plan.rounds.plan_doors("Spring"), plan.rounds.plans()
    plan.places.steps_m = 20.0  # the same streets, twice as long
    plan.rounds.refresh("Spring")
    (now,) = plan.rounds.plans()
    assert [row.door for row in plan.rounds.plan_doors("Spring")] == [row.door for row in before]
    assert now.walk_m == pytest.approx(6 * (2 * 380 + 8))
    assert now.walk_m > was.walk_m
