"""The plan says how far to trust it, by what is known of its doors."""

from dataclasses import replace

import pytest

from walksheets.places import Door, HardToReach
from walksheets.rounds.trust import trust

DOOR = Door(1, "", "", "1", "A", "", "", "", "", None, None, "uprn", 1, "", False, "", 1)


def doors(**how: int) -> list[Door]:
    return [replace(DOOR, placed_by=by.replace("_", " ")) for by, count in how.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("placed", "map_there", "postcodes_there", "said"),
    [
        ({"nothing": 5}, False, False, "it may walk twice as far as it should; the minutes are a guess"),
        ({"postcode": 5}, False, True, "5 of 5 doors are known by their postcode alone"),
        ({"uprn": 5}, False, True, "walking is counted as straight lines and a third more"),
        (
            {"uprn": 2, "street": 3},
            True,
            True,
            "3 of 5 doors stand where street, number and postcode suggest",
        ),
        ({"street": 5}, True, False, "about half as much walking again"),
        ({"uprn": 4, "nothing": 1}, True, True, "1 door has no place, to be walked with others"),
    ],
)
def test_what_is_not_known_is_said(
    placed: dict[str, int], map_there: bool, postcodes_there: bool, said: str
) -> None:
    assert said in trust(doors(**placed), HardToReach(), map_there=map_there, postcodes_there=postcodes_there)


def test_where_all_is_known_nothing_is_said() -> None:
    known = doors(uprn=3, coordinate=1, map_address=1, hand=1)
    assert trust(known, HardToReach(), map_there=True, postcodes_there=False) == ""


def test_doors_far_from_a_road_or_cut_off_are_told() -> None:
    known = doors(uprn=3)
    said = trust(known, HardToReach(tuple(known[:2]), tuple(known[2:])), map_there=True, postcodes_there=True)
    assert said == (
        "2 doors lie more than 100 m from any road; the way from the road there is not counted. "
        "1 door stands where the map shows no way; the way there is counted as a straight line, twice."
    )
