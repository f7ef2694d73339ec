"""What a town forces on its rounds: the longest way nobody can avoid, found by halving."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from walksheets.rounds.engine.budget import OVERTIME_S, Budget
from walksheets.rounds.engine.distances import dense
from walksheets.rounds.engine.one_piece import GAP_M, Town
from walksheets.rounds.engine.problem import Stop


def bottleneck_m(metres: np.ndarray, a: list[int], b: list[int]) -> float:
    """The least longest link on any way from a to b, by plain widening (Floyd-Warshall with max for plus)."""
    widest = metres.copy()
    for k in range(len(widest)):
        widest = np.minimum(widest, np.maximum(widest[:, k, None], widest[None, k]))
    return float(widest[np.ix_(a, b)].min())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 2000), min_size=6, max_size=14, unique=True), st.integers(1, 5))
def test_what_the_town_forces_is_the_gap_nobody_can_avoid(places, first):
    at = np.array(sorted(places))
    metres = np.abs(at[:, None] - at[None])
    near = np.argsort(metres, axis=1)[:, 1:4].astype(np.int32)
    town = Town(near, np.arange(len(at), dtype=np.int32), dense(metres))
    a, b = list(range(first)), list(range(first, len(at)))
    forced, plain = town.forced_m(np.array(a), np.array(b)), bottleneck_m(metres, a, b)
    if plain > GAP_M:
        assert abs(forced - plain) < 0.1
    else:
        assert forced <= GAP_M + 0.1


def test_what_was_promised_is_left_when_it_is_late():
    stop = Stop()
    promise = Budget(stop, 100).exactly(1000)
    assert not promise.over
    stop.finish_now()
    assert not promise.over  # a few seconds more to balance
    stop.stopped_at -= OVERTIME_S + 1
    assert promise.over
