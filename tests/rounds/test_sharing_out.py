"""Whatever is asked, of whatever doors: each door in one round, as many rounds as asked, areas kept."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from walksheets.errors import UsersMistake
from walksheets.places import Door, DoorSpots, WalkingNetwork
from walksheets.rounds import SplitRequest, usual_times
from walksheets.rounds.legs import Legs
from walksheets.rounds.splitting import DraftRound, share

STREETS, LENGTH_M = 4, 200.0


def network() -> WalkingNetwork:
    """Four streets that meet in one place."""
    ends = np.array([[LENGTH_M, 0], [0, LENGTH_M], [-LENGTH_M, 0], [0, -LENGTH_M]])
    xy = np.array([[0.0, 0.0], *ends])
    return WalkingNetwork(
        junction_xy=xy,
        edge_from=np.zeros(STREETS, dtype=np.int32),
        edge_to=np.arange(1, STREETS + 1, dtype=np.int32),
        edge_length_m=np.full(STREETS, LENGTH_M),
        edge_width_m=np.full(STREETS, 8.0),
        edge_street=np.arange(STREETS, dtype=np.int32),
        street_names=tuple(f"Street {s}" for s in range(STREETS)),
        edge_kind=("residential",) * STREETS,
        edge_line=tuple(xy[[0, s]] for s in range(1, STREETS + 1)),
    )


def door(id: int, street: int, number: int, flat: str, district: str, postcode: str, placed: bool) -> Door:
    return Door(
        id=id,
        uprn="",
        flat=flat,
        number=str(number) if number else "The Lodge",
        street=f"Street {street}",
        town="",
        postcode=postcode,
        district=district,
        ward="Old Town",
        lat=53.0 if placed else None,
        lon=-2.0 if placed else None,
        placed_by="uprn" if placed else "nothing",
        electors=1,
        housing="",
        no_leaflets=False,
        note="",
        street_id=street,
    )


def spots(doors: list[Door]) -> DoorSpots:
    """Doors with a place stand on the first four streets, 2 m a number; beside a fifth nobody knows the way."""
    found = DoorSpots.nowhere(len(doors))
    lines = network().edge_line
    for i, each in enumerate(doors):
        if each.lat is not None:
            number = int(each.number) if each.number.isdecimal() else 0
            share_of_it = number * 2.0 / LENGTH_M
            on = each.street_id % STREETS
            found.xy[i] = lines[on][1] * share_of_it
            if each.street_id < STREETS:
                found.edge[i], found.offset_m[i] = on, number * 2.0
                found.side[i] = -1 if number % 2 else 1
    return found


doors_of_a_town = st.lists(
    st.tuples(
        st.integers(0, STREETS + 2),
        st.integers(0, 90),
        st.sampled_from(["", "", "", "Flat 1", "Flat 2"]),
        st.sampled_from(["", "LV1", "LV2"]),
        st.sampled_from(["", "M1 1AA", "M1 1AB"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)
requests = st.one_of(
    st.fixed_dictionaries({"rounds": st.integers(1, 12)}),
    st.fixed_dictionaries({"doors": st.integers(1, 70)}),
    st.fixed_dictionaries({"minutes": st.floats(5, 90)}),
)
ways = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["leaflet", "canvass"]),
        "within": st.sampled_from(["free", "ward", "district"]),
        "order": st.sampled_from(["natural", "shortest"]),
        "tolerance": st.sampled_from([0.02, 0.05, 0.5]),
    }
)


def shared_out(doors: list[Door], request: SplitRequest, on_map: bool = True) -> list[DraftRound]:
    if on_map:
        return share(doors, Legs(network(), spots(doors), doors, request, usual_times()), request).rounds
    nowhere = DoorSpots.nowhere(len(doors))
    legs = Legs(WalkingNetwork.empty(), nowhere, doors, request, usual_times())
    return share(doors, legs, request).rounds


@settings(max_examples=60, deadline=None)
@given(told=doors_of_a_town, asked=requests, how=ways, on_map=st.booleans())
def test_every_door_is_in_one_round_or_the_request_is_refused_in_a_sentence(
    told: list[Any], asked: dict[str, Any], how: dict[str, Any], on_map: bool
) -> None:
    doors = [door(i, *each) for i, each in enumerate(told, 1)]
    request = SplitRequest(**asked, **how, seconds=0.05)
    try:
        drafts = shared_out(doors, request, on_map)
    except UsersMistake as refused:
        assert str(refused).strip().endswith((".", ")"))
        return
    assert Counter(i for draft in drafts for i in draft.door_ids) == dict.fromkeys(
        range(1, len(doors) + 1), 1
    )
    assert all(draft.door_ids for draft in drafts)
    if request.rounds is not None:
        assert len(drafts) == request.rounds
    if request.within == "district":
        for draft in drafts:
            said = {doors[i - 1].district for i in draft.door_ids} - {""}
            assert said <= {draft.area}


def test_doors_nobody_can_place_are_walked_with_their_street() -> None:
    doors = [door(n, s, n, "", "", "", True) for s in range(2) for n in range(1 + s * 20, 21 + s * 20)]
    lost = door(99, 1, 30, "A", "", "", placed=False)
    drafts = shared_out([*doors, lost], SplitRequest(rounds=2))
    (with_it,) = (draft for draft in drafts if 99 in draft.door_ids)
    assert abs(with_it.door_ids.index(99) - with_it.door_ids.index(30)) == 1


def test_an_estate_that_is_on_no_map_has_rounds_of_its_own() -> None:
    doors = [door(n, 0, n, "", "", "M1 1AA", True) for n in range(1, 61)]
    estate = [door(100 + n, 9, n, "", "", "M9 9ZZ", False) for n in range(1, 61)]
    drafts = shared_out([*doors, *estate], SplitRequest(rounds=4))
    mixed = [draft for draft in drafts if len({i >= 100 for i in draft.door_ids}) == 2]
    assert (len(drafts), mixed) == (4, [])


def test_one_stranger_is_not_given_a_round() -> None:
    doors = [door(n, 0, n, "", "", "M1 1AA", True) for n in range(1, 61)]
    drafts = shared_out([*doors, door(100, 9, 1, "", "", "M9 9ZZ", False)], SplitRequest(rounds=2))
    assert [len(draft.door_ids) for draft in drafts] in ([30, 31], [31, 30])


def test_without_any_positions_flats_of_a_house_are_not_parted() -> None:
    flats = [door(100 + n, 0, 30, f"Flat {n}", "", "", False) for n in range(1, 13)]
    houses = [door(n, 0, n, "", "", "", False) for n in range(1, 60) if n != 30]
    drafts = shared_out([*houses, *flats], SplitRequest(rounds=3, tolerance=0.2), on_map=False)
    assert len([draft for draft in drafts if any(i > 100 for i in draft.door_ids)]) == 1


@pytest.mark.parametrize("order", ["natural", "shortest"])
def test_a_tower_of_flats_larger_than_a_round_is_shared(order: str) -> None:
    tower = [door(n, 0, 10, f"Flat {n}", "", "", True) for n in range(1, 301)]
    drafts = shared_out(tower, SplitRequest(rounds=3, order=order, seconds=0.2))
    assert len(drafts) == 3
    assert max(len(draft.door_ids) for draft in drafts) <= 1.05 * 100
