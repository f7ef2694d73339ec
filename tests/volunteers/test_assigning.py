import pytest

from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.rounds import SplitRequest
from walksheets.store import schema

DELIVERER = {"roles": "deliver", "max_letterboxes": "100"}


def round_ids(campaign: Campaign) -> list[int]:
    return [each.id for each in campaign.rounds.rounds("Spring")]


def holders(campaign: Campaign) -> dict[int, str]:
    return {each.round_number: each.volunteer for each in campaign.volunteers.assignments("Spring")}


def test_each_round_goes_to_the_deliverer_who_lives_there(three_streets: Campaign) -> None:
    for number in (2, 0, 1):
        three_streets.volunteers.add(f"Person {number}", postcode=f"M{number} 1AA", **DELIVERER)
    done = three_streets.volunteers.assign_all("Spring")
    assert holders(three_streets) == {1: "Person 0", 2: "Person 1", 3: "Person 2"}
    assert done.counts == {"assigned": 3, "holes": 0}


def test_one_round_each_before_anybody_has_two(three_streets: Campaign) -> None:
    for name in ("Ann", "Ben", "Cat"):
        three_streets.volunteers.add(name, postcode="M1 1AA", **DELIVERER)
    three_streets.volunteers.assign_all("Spring")
    assert sorted(holders(three_streets).values()) == ["Ann", "Ben", "Cat"]


def test_nobody_is_given_more_letterboxes_than_they_take(three_streets: Campaign) -> None:
    three_streets.volunteers.add("Ann", postcode="M1 1AA", roles="deliver", max_letterboxes=20)
    three_streets.volunteers.assign_all("Spring")
    assert len(holders(three_streets)) == 2
    (hole,) = three_streets.volunteers.holes("Spring")
    assert hole.reason == "every deliverer who takes 10 doors has their rounds already"


def test_a_round_too_large_for_everybody_says_so(three_streets: Campaign) -> None:
    three_streets.volunteers.add("Ann", postcode="M1 1AA", roles="deliver", max_letterboxes=9)
    assert {hole.reason for hole in three_streets.volunteers.holes("Spring")} == {
        "10 doors are more than any deliverer takes (at most 9)"
    }


def test_a_canvasser_is_given_no_leaflets(three_streets: Campaign) -> None:
    three_streets.volunteers.add("Ann", postcode="M1 1AA", roles="canvass; teller")
    assert {s.reason for s in three_streets.volunteers.suggest("Spring")} == {"there is no deliverer"}


def test_the_suggestion_says_how_far_from_home_the_round_starts(three_streets: Campaign) -> None:
    three_streets.volunteers.add("Ann", postcode="M0 1AA", **DELIVERER)
    first = three_streets.volunteers.suggest("Spring")[0]
    assert (first.volunteer, first.reason) == ("Ann", "starts 0 m from home")


def test_who_had_most_of_the_doors_before_has_them_again(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    people.add("Near", postcode="M2 1AA", **DELIVERER)
    people.add("Usual", postcode="M0 1AA", **DELIVERER)
    usual = people.find("Usual").id
    third = round_ids(three_streets)[2]
    doors = [row.door.id for row in three_streets.rounds.round_doors(third)]
    with three_streets.store.change("Autumn") as writer:
        (plan,) = writer.insert(schema.plan, [{"name": "Autumn", "kind": "leaflet"}])
        (round_id,) = writer.insert(schema.round_, [{"plan_id": plan, "number": 1}])
        rows = [{"round_id": round_id, "door_id": d, "position": p} for p, d in enumerate(doors, 1)]
        writer.insert(schema.round_door, rows)
        writer.insert(schema.assignment, [{"round_id": round_id, "volunteer_id": usual}])
    suggestion = people.suggest("Spring")[2]
    assert suggestion.volunteer == "Usual"
    assert "had all of these doors in “Autumn”" in suggestion.reason


def test_assigning_by_hand_replaces_the_holder_and_undo_brings_them_back(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    people.add("Ann", **DELIVERER)
    people.add("Ben", **DELIVERER)
    first = round_ids(three_streets)[0]
    people.assign(first, people.find("Ann").id)
    people.assign(first, people.find("ben").id)
    assert holders(three_streets) == {1: "Ben"}
    three_streets.store.undo()
    assert holders(three_streets) == {1: "Ann"}


def test_what_everybody_holds_is_counted_by_plan(three_streets: Campaign) -> None:
    people, rounds = three_streets.volunteers, three_streets.rounds
    for name in ("Ada", "Bo", "Cy"):
        people.add(name)
    ada, bo, _cy = people.people()
    rounds.split("Autumn", SplitRequest(kind="canvass", rounds=2, seconds=0.2))
    for plan, who in (("Spring", (ada, ada, bo)), ("Autumn", (ada, bo))):
        for each, person in zip(rounds.rounds(plan), who, strict=True):
            people.assign(each.id, person.id)
    assert people.held() == {ada.id: {"Spring": 2, "Autumn": 1}, bo.id: {"Spring": 1, "Autumn": 1}}


def test_a_volunteer_who_leaves_leaves_holes(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    people.add("Ann", postcode="M1 1AA", **DELIVERER)
    people.assign_all("Spring")
    done = people.remove(people.find("Ann").id)
    assert done.counts == {"holes": 3}
    assert people.people() == []
    assert [p.name for p in people.people(include_left=True)] == ["Ann"]


def test_two_people_of_one_name_are_told_apart_by_email(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    people.add("Ann Lee", email="ann@example.org")
    people.add("Ann Lee", email="lee@example.org")
    with pytest.raises(UsersMistake, match=r"ann@example\.org.*lee@example\.org"):
        people.find("Ann Lee")
    assert people.find("LEE@example.org").email == "lee@example.org"


def test_a_number_of_letterboxes_that_is_none_is_refused(three_streets: Campaign) -> None:
    with pytest.raises(UsersMistake, match="“some” is not a number of letterboxes"):
        three_streets.volunteers.add("Ann", max_letterboxes="some")
    assert three_streets.volunteers.people() == []


def test_who_drops_out_has_every_round_offered_to_the_nearest_others(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    for at, name in enumerate(("Ada", "Bo", "Cy")):
        people.add(name, postcode=f"M{at} 1AA", roles="deliverer", max_letterboxes=100)
    ada, _bo, _cy = people.people()
    first, second, _ = three_streets.rounds.rounds("Spring")
    people.assign(first.id, ada.id)
    people.assign(second.id, ada.id)
    held = people.drop_out(ada.id)
    assert [each.assignment.round_number for each in held] == [1, 2]
    assert [[s.volunteer for s in each.could] for each in held] == [["Bo", "Cy"], ["Bo", "Cy"]]
    assert all("from home" in s.reason for each in held for s in each.could)
    people.hand_over(ada.id, {first.id: held[0].could[0].volunteer_id, second.id: None}, leaves=True)
    assert [(a.round_number, a.volunteer) for a in people.assignments("Spring")] == [(1, "Bo")]
    assert [p.name for p in people.people()] == ["Bo", "Cy"]
    assert three_streets.store.can_undo() == "Ada leaves"
    three_streets.store.undo()
    assert [(a.round_number, a.volunteer) for a in people.assignments("Spring")] == [(1, "Ada"), (2, "Ada")]
    assert len(people.people()) == 3


def test_unknown_postcodes_and_the_same_name_twice_are_told(three_streets: Campaign) -> None:
    people = three_streets.volunteers
    people.add("Ada King", postcode="M0 1AA")
    people.add("ada king", postcode="M0 1AA", email="other@example.org")
    people.add("Bo", postcode="ZZ9 9ZZ")
    said = people.doubts()
    names = {p.id: p.name for p in people.people()}
    assert {names[i]: len(sentences) for i, sentences in said.items()} == {
        "Ada King": 1,
        "ada king": 1,
        "Bo": 1,
    }
    assert any("ZZ9 9ZZ is not known" in s for sentences in said.values() for s in sentences)
