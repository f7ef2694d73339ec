"""Edits by hand: each keeps every door once, measures again, and can be taken back."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import Round, SplitRequest
from walksheets.store import schema


def rows_of(campaign: Campaign) -> list[Any]:
    tables = (schema.plan, schema.round_, schema.round_door, schema.assignment)
    with campaign.store.read() as connection:
        return [connection.execute(select(table).order_by(table.c.id)).all() for table in tables]


@pytest.fixture
def plan(grid: Campaign) -> Campaign:
    """Six rounds of one street each."""
    grid.rounds.split("Spring", SplitRequest(seconds=0.1, rounds=6, tolerance=0.01))
    return grid


def rounds(campaign: Campaign) -> list[Round]:
    return campaign.rounds.rounds("Spring")


def walk(campaign: Campaign, round_id: int) -> list[int]:
    return [row.door.id for row in campaign.rounds.round_doors(round_id)]


def numbers(campaign: Campaign, round_id: int) -> list[str]:
    return [
        f"{row.door.street.split()[-1]}/{row.door.number}" for row in campaign.rounds.round_doors(round_id)
    ]


def test_moved_doors_leave_one_round_and_join_the_other(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    moved = walk(plan, first.id)[:5]
    done = plan.rounds.move_doors(moved, second.id)
    assert done.counts["moved"] == 5
    assert not set(moved) & set(walk(plan, first.id))
    assert set(moved) < set(walk(plan, second.id))
    assert [each.doors for each in rounds(plan)][:2] == [35, 45]


def test_moved_doors_stand_where_they_are_put(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    moved, before = walk(plan, first.id)[:3], walk(plan, second.id)
    plan.rounds.move_doors(moved, second.id, position=2)
    assert walk(plan, second.id) == [before[0], *moved, *before[1:]]


def test_a_door_put_back_stands_where_it_stood(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    before = walk(plan, first.id)
    plan.rounds.move_doors([before[7]], second.id)
    plan.rounds.move_doors([before[7]], first.id)
    assert walk(plan, first.id) == before


def test_minutes_are_measured_again(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    plan.rounds.move_doors(walk(plan, first.id)[:10], second.id)
    for each in rounds(plan)[:2]:
        assert each.minutes == pytest.approx(each.walk_m / 72 + each.doors / 4, abs=0.01)
    assert rounds(plan)[0].walk_m < first.walk_m
    assert rounds(plan)[1].walk_m > second.walk_m


def test_a_round_left_without_doors_goes(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    plan.rounds.move_doors(walk(plan, first.id), second.id)
    assert [each.number for each in rounds(plan)] == [2, 3, 4, 5, 6]


def test_an_order_made_by_hand_is_kept_as_such(plan: Campaign) -> None:
    first = rounds(plan)[0]
    order = sorted(walk(plan, first.id))
    plan.rounds.reorder(first.id, order)
    assert walk(plan, first.id) == order
    assert rounds(plan)[0].order_by_hand
    plan.rounds.put_in_order(first.id)
    assert not rounds(plan)[0].order_by_hand
    assert rounds(plan)[0].walk_m == pytest.approx(first.walk_m)


def test_an_order_that_forgets_a_door_is_refused(plan: Campaign) -> None:
    first = rounds(plan)[0]
    order = walk(plan, first.id)
    for wrong in (order[1:], [*order, order[0]], [*order[1:], 999_999]):
        with pytest.raises(UsersMistake, match="does not name each door of the round once"):
            plan.rounds.reorder(first.id, wrong)
    assert walk(plan, first.id) == order


def test_a_reversed_round_is_walked_from_its_end_and_is_as_long(plan: Campaign) -> None:
    first = rounds(plan)[0]
    before = walk(plan, first.id)
    plan.rounds.reverse(first.id)
    assert walk(plan, first.id) == before[::-1]
    assert rounds(plan)[0].walk_m == pytest.approx(first.walk_m)


def test_a_round_splits_in_two_of_like_length(plan: Campaign) -> None:
    first = rounds(plan)[0]
    before = set(walk(plan, first.id))
    plan.rounds.split_round(first.id)
    kept, *_, new = rounds(plan)
    assert (kept.id, kept.number, new.number) == (first.id, 1, 7)
    assert set(walk(plan, kept.id)) | set(walk(plan, new.id)) == before
    assert kept.doors == new.doors == 20


def test_two_rounds_become_one(plan: Campaign) -> None:
    third, fifth = rounds(plan)[2], rounds(plan)[4]
    doors = {*walk(plan, third.id), *walk(plan, fifth.id)}
    plan.rounds.merge_rounds([fifth.id, third.id])
    assert [each.number for each in rounds(plan)] == [1, 2, 3, 4, 6]
    assert set(walk(plan, third.id)) == doors
    assert rounds(plan)[2].name == " & ".join(sorted([third.name, fifth.name]))


def test_a_name_given_by_hand_stays_until_it_is_taken_away(plan: Campaign) -> None:
    first = rounds(plan)[0]
    plan.rounds.rename(first.id, "  Station   side ")
    plan.rounds.split_round(first.id)
    assert rounds(plan)[0].name == "Station side"
    plan.rounds.rename(first.id, "")
    assert rounds(plan)[0].name == first.name


def test_a_locked_round_is_not_edited(plan: Campaign) -> None:
    first, second = rounds(plan)[:2]
    plan.rounds.lock(first.id)
    before = rows_of(plan)
    for edit in (
        lambda: plan.rounds.move_doors(walk(plan, first.id)[:1], second.id),
        lambda: plan.rounds.move_doors(walk(plan, second.id)[:1], first.id),
        lambda: plan.rounds.reverse(first.id),
        lambda: plan.rounds.split_round(first.id),
        lambda: plan.rounds.merge_rounds([first.id, second.id]),
    ):
        with pytest.raises(UsersMistake, match="Round 1 is locked"):
            edit()
    assert rows_of(plan) == before


def test_rounds_are_numbered_as_told(plan: Campaign) -> None:
    ids = [each.id for each in rounds(plan)]
    plan.rounds.renumber("Spring", ids[::-1])
    assert [each.id for each in rounds(plan)] == ids[::-1]
    plan.store.undo()
    assert [each.id for each in rounds(plan)] == ids


def test_gaps_in_the_numbers_close(plan: Campaign) -> None:
    ids = [each.id for each in rounds(plan)]
    plan.rounds.merge_rounds(ids[1:3])
    plan.rounds.renumber("Spring")
    assert [each.number for each in rounds(plan)] == [1, 2, 3, 4, 5]


def test_a_deleted_plan_is_gone_and_comes_back_whole(plan: Campaign) -> None:
    before = rows_of(plan)
    plan.rounds.delete_plan("Spring")
    assert plan.rounds.plans() == []
    plan.store.undo()
    assert rows_of(plan) == before


def test_a_plan_is_renamed_but_not_to_another_ones_name(plan: Campaign) -> None:
    plan.rounds.split("Autumn", SplitRequest(seconds=0.1, rounds=2))
    with pytest.raises(UsersMistake, match="There is a plan “Spring” already"):
        plan.rounds.rename_plan("Autumn", "Spring")
    plan.rounds.rename_plan("Autumn", "Winter")
    assert [each.name for each in plan.rounds.plans()] == ["Spring", "Winter"]


def test_rounds_of_two_plans_do_not_mix(plan: Campaign) -> None:
    plan.rounds.split("Autumn", SplitRequest(seconds=0.1, rounds=2))
    theirs = plan.rounds.rounds("Autumn")[0]
    with pytest.raises(UsersMistake, match="not of one plan"):
        plan.rounds.merge_rounds([rounds(plan)[0].id, theirs.id])


def test_the_way_runs_from_the_first_door_to_the_last(plan: Campaign) -> None:
    first = rounds(plan)[0]
    way = plan.rounds.way(first.id)
    assert way.shape[1] == 2
    spots = plan.places.spots(walk(plan, first.id))
    for end, at in ((way[0], 0), (way[-1], -1)):
        assert end[0] == pytest.approx(spots.offset_m[at])


def test_edits_make_the_next_version_of_the_plan(plan: Campaign) -> None:
    plan.rounds.reverse(rounds(plan)[0].id)
    assert plan.rounds.plans()[0].version == 2
    plan.rounds.rename(rounds(plan)[0].id, "Station side")
    assert plan.rounds.plans()[0].version == 2


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["move", "move to", "reverse", "split", "merge", "sort", "order"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=6,
)


def edit(campaign: Campaign, verb: str, a: int, b: int) -> None:
    there = rounds(campaign)
    one, other = there[a % len(there)], there[b % len(there)]
    doors = walk(campaign, one.id)
    some = doors[b % len(doors) :: 3]
    match verb:
        case "move":
            campaign.rounds.move_doors(some, other.id)
        case "move to":
            campaign.rounds.move_doors(some, other.id, position=a)
        case "reverse":
            campaign.rounds.reverse(one.id)
        case "split" if len(doors) > 1:
            campaign.rounds.split_round(one.id)
        case "merge" if one.id != other.id:
            campaign.rounds.merge_rounds([one.id, other.id])
        case "sort":
            campaign.rounds.reorder(one.id, sorted(doors))
        case "order":
            campaign.rounds.put_in_order(one.id, "shortest")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_whatever_is_edited_every_door_stays_in_one_round_and_undo_brings_all_back(
    plan: Campaign, edits: list[tuple[str, int, int]]
) -> None:
    before = rows_of(plan)
    start = plan.store.latest_change()
    for each in edits:
        edit(plan, *each)
        counted = Counter(row.door.id for row in plan.rounds.plan_doors("Spring"))
        assert set(counted.values()) == {1}
        assert len(counted) == 240
        for one in rounds(plan):
            rows = plan.rounds.round_doors(one.id)
            assert [row.position for row in rows] == list(range(1, len(rows) + 1))
            assert one.minutes == pytest.approx(one.walk_m / 72 + one.doors / 4, abs=0.02)
    for _ in range(plan.store.latest_change() - start):
        plan.store.undo()
    assert rows_of(plan) == before
