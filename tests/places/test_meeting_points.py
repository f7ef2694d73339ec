"""A meeting point is found as one says it, and a place nobody knows is refused in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places.small_map import PLANE, SmallMap
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.store import schema

AT = {"1": (10.0, 5.0), "3": (20.0, 5.0), "5": (90.0, 5.0)}


def degrees(x: float, y: float) -> tuple[float, float]:
    lat, lon = PLANE.to_latlon(x, y)
    return float(lat), float(lon)


@pytest.fixture
def hamlet(tmp_path: Path) -> Iterator[Campaign]:
    """Mill Lane with three doors and a map that knows number 9 too; a postcode from a list."""
    small = SmallMap({"a": (0, 0), "b": (100, 0), "c": (100, 100)})
    small.way("a b", highway="residential", name="Mill Lane").way(
        "b c", highway="residential", name="Church Street"
    )
    small.house(60, 10, addr__housenumber="9", addr__street="Mill Lane")
    with Campaign.create(tmp_path / "hamlet.walk", who="tester") as campaign:
        campaign.imports.bring_in([small.save(tmp_path / "map.osm")])
        with campaign.store.change("Doors") as writer:
            (street,) = writer.insert(schema.street, [{"name": "Mill Lane", "key": "mill lane"}])
            lat_lon = {number: degrees(*xy) for number, xy in AT.items()}
            writer.insert(
                schema.door,
                [
                    {
                        "street_id": street,
                        "number": number,
                        "postcode": "ZZ1 1AA",
                        "lat": lat,
                        "lon": lon,
                        "placed_by": "hand",
                    }
                    for number, (lat, lon) in lat_lon.items()
                ],
            )
            writer.insert(schema.postcode, [{"postcode": "ZZ2 2BB", "lat": 53.4, "lon": -2.3}])
        yield campaign


@pytest.mark.parametrize(
    ("words", "xy"),
    [
        ("3 Mill Lane", AT["3"]),
        ("  5  mill ln ", AT["5"]),
        ("1 Mill Lane, ZZ1 1AA", AT["1"]),
        ("Mill Lane", AT["3"]),  # the door nearest to the middle of the street
        ("zz11aa", AT["3"]),  # of its doors
        ("9 Mill Lane", (60.0, 10.0)),  # only the map knows it
        ("Church Street", (100.0, 100.0)),
    ],
)
def test_words_mean_the_place(hamlet: Campaign, words: str, xy: tuple[float, float]) -> None:
    found = hamlet.places.find_meeting_point(words)
    assert PLANE.to_xy(found.lat, found.lon).tolist() == pytest.approx(xy, abs=0.6)


def test_a_postcode_of_the_list_is_where_the_list_says(hamlet: Campaign) -> None:
    found = hamlet.places.find_meeting_point("zz22bb")
    assert (found.lat, found.lon, found.named) == (53.4, -2.3, "ZZ2 2BB")


@pytest.mark.parametrize("words", ["53.4512, -2.2034", "53.4512;-2.2034", "53.4512, −2.2034"])
def test_degrees_are_taken_as_they_are(hamlet: Campaign, words: str) -> None:
    found = hamlet.places.find_meeting_point(words)
    assert (found.lat, found.lon) == (53.4512, -2.2034)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "is no postcode and no street"),
        ("77 Mill Lane", "is no postcode and no street"),  # not some other house of the street
        ("ZZ9 9ZZ", "is no postcode and no street"),
        ("The Moon", "is no postcode and no street"),
        ("95.0, 3.0", "no place on earth"),
    ],
)
def test_a_place_nobody_knows_is_refused(hamlet: Campaign, words: str, said: str) -> None:
    with pytest.raises(UsersMistake, match=said):
        hamlet.places.find_meeting_point(words)
