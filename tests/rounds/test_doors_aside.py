"""Doors that go to the post or to nobody leave the rounds, are counted, and stay out until they are brought back."""

from collections.abc import Callable

import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import NOBODY, POST, SplitRequest

AddDoors = Callable[..., list[int]]
ASKED = SplitRequest(seconds=0.1, rounds=5)


@pytest.fixture(params=["town", "grid"])
def place(request: pytest.FixtureRequest) -> Campaign:
    campaign: Campaign = request.getfixturevalue(request.param)
    campaign.rounds.split("Spring", ASKED)
    return campaign


def walked(campaign: Campaign) -> list[int]:
    return [row.door.id for row in campaign.rounds.plan_doors("Spring")]


def all_ids(campaign: Campaign) -> set[int]:
    return {door.id for door in campaign.places.doors()}


def test_they_leave_the_rounds_and_are_listed_with_their_reason(place: Campaign) -> None:
    gone = sorted(all_ids(place))[:7]
    done = place.rounds.set_aside("Spring", gone, POST, "  a gated  drive ")
    assert done.counts["by post"] == 7
    assert sorted([*walked(place), *gone]) == sorted(all_ids(place))
    aside = place.rounds.aside("Spring")
    assert {(each.door.id, each.how, each.reason) for each in aside} == {
        (i, "post", "a gated drive") for i in gone
    }


def test_the_rounds_they_left_are_measured_again(grid: Campaign) -> None:
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    street = grid.rounds.rounds("Spring")[0]
    far = [row.door.id for row in grid.rounds.round_doors(street.id) if int(row.door.number) > 20]
    grid.rounds.set_aside("Spring", far, NOBODY, "a dog")
    short = grid.rounds.rounds("Spring")[0]
    assert round(short.walk_m) == 2 * 90 + 8, (
        "ten doors on each side, 10 m apart, and the street crossed once"
    )
    assert short.minutes == pytest.approx(short.walk_m / 72 + 20 * 0.25, abs=0.01)


def test_a_door_goes_one_way_the_latest_said(place: Campaign) -> None:
    first, second, third = sorted(all_ids(place))[:3]
    place.rounds.set_aside("Spring", [first, second], POST, "a gate")
    place.rounds.set_aside("Spring", [second, third], NOBODY, "a dog")
    assert {(each.door.id, each.how) for each in place.rounds.aside("Spring")} == {
        (first, "post"), (second, "nobody"), (third, "nobody"),
    }  # fmt: skip


def test_neither_a_new_split_nor_balancing_brings_them_back(place: Campaign) -> None:
    gone = sorted(all_ids(place))[10:30]
    place.rounds.set_aside("Spring", gone, POST)
    place.rounds.split("Spring", SplitRequest("canvass", seconds=0.1, rounds=4))
    assert not set(gone) & set(walked(place))
    place.rounds.rebalance("Spring", seconds=0.1)
    assert sorted(walked(place)) == sorted(all_ids(place) - set(gone))


def test_a_new_register_does_not_count_them_as_new(grid: Campaign, add_doors: AddDoors) -> None:
    grid.rounds.split("Spring", ASKED)
    gone = sorted(all_ids(grid))[:5]
    grid.rounds.set_aside("Spring", gone, NOBODY)
    assert not grid.rounds.plan_news("Spring").new
    new = add_doors(2, "41")
    assert [door.id for door in grid.rounds.plan_news("Spring").new] == new
    grid.rounds.refresh("Spring", leave_out_emptied=True)
    assert not set(gone) & set(walked(grid)) and set(new) <= set(walked(grid))


def test_brought_back_they_lie_on_their_street_again(grid: Campaign) -> None:
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    before = {row.door.id: row.round_id for row in grid.rounds.plan_doors("Spring")}
    gone = [i for i, at in before.items() if at == next(iter(before.values()))][:6]
    grid.rounds.set_aside("Spring", gone, POST)
    grid.rounds.bring_back("Spring", gone[:4])
    after = {row.door.id: row.round_id for row in grid.rounds.plan_doors("Spring")}
    assert {i: after.get(i) for i in gone[:4]} == {i: before[i] for i in gone[:4]}
    assert [each.door.id for each in grid.rounds.aside("Spring")] == sorted(gone[4:])


def test_a_round_all_of_whose_doors_go_by_post_goes_too_and_undo_brings_all_back(place: Campaign) -> None:
    first = place.rounds.rounds("Spring")[0]
    before = (place.rounds.plans(), place.rounds.rounds("Spring"), place.rounds.plan_doors("Spring"))
    place.rounds.set_aside("Spring", [row.door.id for row in place.rounds.round_doors(first.id)], POST)
    assert first.id not in {each.id for each in place.rounds.rounds("Spring")}
    place.store.undo()
    assert (place.rounds.plans(), place.rounds.rounds("Spring"), place.rounds.plan_doors("Spring")) == before


def test_every_door_can_go_by_post_and_come_back_to_a_new_split(place: Campaign) -> None:
    place.rounds.set_aside("Spring", sorted(all_ids(place)), POST)
    assert place.rounds.rounds("Spring") == [] and walked(place) == []
    with pytest.raises(UsersMistake, match="goes by post or to nobody"):
        place.rounds.split("Spring", ASKED)
    place.rounds.bring_back("Spring", sorted(all_ids(place)))
    place.rounds.split("Spring", ASKED)
    assert sorted(walked(place)) == sorted(all_ids(place))


def test_a_door_moved_into_a_round_by_hand_is_aside_no_more(place: Campaign) -> None:
    gone, last = min(all_ids(place)), place.rounds.rounds("Spring")[-1]
    place.rounds.set_aside("Spring", [gone], NOBODY)
    place.rounds.move_doors([gone], last.id)
    assert place.rounds.aside("Spring") == [] and walked(place).count(gone) == 1


def test_a_locked_round_keeps_its_doors(place: Campaign) -> None:
    first = place.rounds.rounds("Spring")[0]
    place.rounds.lock(first.id)
    before = place.rounds.plan_doors("Spring")
    with pytest.raises(UsersMistake, match="is locked"):
        place.rounds.set_aside("Spring", [before[0].door.id], POST)
    assert place.rounds.plan_doors("Spring") == before and place.rounds.aside("Spring") == []


def test_what_cannot_be_is_refused(place: Campaign) -> None:
    with pytest.raises(UsersMistake, match="no longer in the campaign"):
        place.rounds.set_aside("Spring", [999_999], POST)
    with pytest.raises(UsersMistake, match="No door was chosen"):
        place.rounds.set_aside("Spring", [], POST)
    with pytest.raises(UsersMistake, match="is no way for a door to go"):
        place.rounds.set_aside("Spring", [1], "by pigeon")
