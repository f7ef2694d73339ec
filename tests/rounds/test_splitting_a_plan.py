from collections import Counter

import pytest

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest


def doors_of(campaign: Campaign, plan: str) -> Counter[int]:
    return Counter(row.door.id for row in campaign.rounds.plan_doors(plan))


@pytest.mark.parametrize("asked", [{"rounds": 7}, {"doors": 50}, {"minutes": 20.0}])
@pytest.mark.parametrize("within", ["free", "ward", "district"])
def test_every_door_is_in_exactly_one_round(town: Campaign, asked: dict[str, int], within: str) -> None:
    town.rounds.split("Spring", SplitRequest(within=within, seconds=0.2, **asked))
    counted = doors_of(town, "Spring")
    assert set(counted) == {door.id for door in town.places.doors()}
    assert set(counted.values()) == {1}
