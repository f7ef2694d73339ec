"""Rounds of doors whose places are guesses: balanced as promised in the very order that is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest


@pytest.fixture(scope="module")
def guessed(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Campaign]:
    place = shared / "levenshulme"
    with Campaign.create(tmp_path_factory.mktemp("guessed") / "ward.walksheets") as campaign:
        campaign.imports.bring_in(
            [place / name for name in ("roads.osm.pbf", "postcodes.csv", "register.xpress.csv")]
        )
        assert {door.placed_by for door in campaign.places.doors()} == {"street"}
        yield campaign


@pytest.mark.parametrize("seed", [3, 7])
def test_the_longest_round_keeps_to_the_tolerance(guessed: Campaign, seed: int) -> None:
    guessed.rounds.split("Spring", SplitRequest(doors=120, seed=seed))
    (plan,) = guessed.rounds.plans()
    assert plan.minutes_max <= 1.05 * plan.minutes_mean


def test_no_round_takes_longer_than_the_minutes_asked_for(guessed: Campaign) -> None:
    guessed.rounds.split("Spring", SplitRequest(minutes=45))
    assert max(each.minutes for each in guessed.rounds.rounds("Spring")) <= 45
