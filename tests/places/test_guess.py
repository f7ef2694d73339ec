"""Guessing one street: whatever the numbers and postcodes, doors stand on the street, in order."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from walksheets.places import frontage, street_lines
from walksheets.places.cheapest_run import UNEVEN, UNEVEN_MOST, cheapest_run
from walksheets.places.guess import Stops, guess, numbers

NAN = np.full((1, 2), np.nan)


def kerbs(length_m: float) -> tuple[frontage.Track, frontage.Track]:
    return frontage.tracks_of_kerbs(np.array([[0.0, 0.0], [length_m, 0.0]]), 10.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(-1, 3)), min_size=1, max_size=40),
    st.lists(st.tuples(st.floats(-50, 350), st.floats(-60, 60)), min_size=4, max_size=4),
    st.floats(20, 400),
)
def test_every_stop_gets_a_place_on_the_street(
    doors: list[tuple[int, int]], middles: list[tuple[float, float]], length_m: float
) -> None:
    stops = Stops(
        np.array([float(n) for n, _ in doors]),
        np.array([code for _, code in doors], dtype=np.intp),
        np.repeat(NAN, len(doors), axis=0),
        np.array(middles),
    )
    xy = guess(stops, kerbs(length_m))
    assert not np.isnan(xy).any()
    assert ((xy[:, 0] >= 0) & (xy[:, 0] <= length_m)).all()
    assert (np.abs(np.abs(xy[:, 1]) - 10) < 0.001).all()


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 150), min_size=2, max_size=50))
def test_without_postcodes_numbers_rise_along_each_side(chosen: set[int]) -> None:
    number = np.array(sorted(chosen), dtype=float)
    none = np.full(len(number), -1, dtype=np.intp)
    xy = guess(Stops(number, none, np.repeat(NAN, len(number), axis=0), np.zeros((0, 2))), kerbs(300))
    for side in (xy[:, 1] > 0, xy[:, 1] < 0):
        along = np.diff(xy[side, 0])
        assert (along >= 0).all() or (along <= 0).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 6), st.integers(2, 9), st.integers(0, 2**31))
def test_the_cheapest_run_is_the_cheapest_there_is(stops: int, places: int, seed: int) -> None:
    """Against every rising run tried one by one."""
    from itertools import combinations_with_replacement

    random = np.random.default_rng(seed)
    costs = random.random((stops, places)) * 5
    place = np.sort(random.random(places) * 8)
    gaps, ends = random.random(stops - 1) * 2 + 0.5, random.random((2, places))
    band = np.stack([np.zeros(stops), np.full(stops, places - 1)]).astype(np.intp)
    run, cost = cheapest_run(costs, np.arange(stops), place, gaps, ends, band)

    def whole(way: tuple[int, ...]) -> float:
        at = np.array(way)
        uneven = np.minimum(UNEVEN * (np.diff(place[at]) - gaps) ** 2, UNEVEN_MOST).sum()
        return float(costs[np.arange(stops), at].sum() + uneven + ends[0, at[0]] + ends[1, at[-1]])

    best = min(map(whole, combinations_with_replacement(range(places), stops)))
    assert np.isclose(cost, best)
    assert np.isclose(whole(tuple(run.tolist())), best)


def test_house_numbers_sort_as_they_stand() -> None:
    texts = ["12", "12A", "12b", "4-6", "378 Westbourne", "Rose Cottage", "", "123456"]
    found = numbers(texts)
    assert found[0] < found[1] < found[2] < 13
    assert (found[3], found[4]) == (4, 378)
    assert np.isnan(found[5:]).all()


def test_a_street_with_no_room_at_all_places_nobody() -> None:
    empty = frontage.Track.empty()
    stops = Stops(
        np.array([1.0, 2.0, np.nan]), np.array([-1, -1, -1]), np.repeat(NAN, 3, axis=0), np.zeros((0, 2))
    )
    assert np.isnan(guess(stops, (empty, empty))).all()


def test_a_few_cul_de_sacs_number_round_the_close() -> None:
    """1 to 10 up the left and down the right, each with a UPRN but 5 and 6."""
    up = [[n * 20.0 + 10, 10.0] for n in range(5)]
    xy = np.array([*up, *([x, -y] for x, y in reversed(up))])
    known = xy.copy()
    known[4:6] = np.nan
    stops = Stops(np.arange(1.0, 11.0), np.full(10, -1), known, np.zeros((0, 2)))
    found = guess(stops, kerbs(100))
    assert np.hypot(*(found - xy).T).max() < 8


def test_pieces_of_a_street_make_one_line_drawn_on() -> None:
    a, b = np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[100.0, 0.0], [180.0, 0.0]])
    assert street_lines.spine([b, a])[[0, -1], 0].tolist() == [0, 180]
    assert street_lines.spine([b[::-1], a[::-1]])[[0, -1], 0].tolist() == [180, 0], "as it was drawn"
    gap = np.array([[150.0, 0.0], [250.0, 0.0]])
    assert street_lines.spine([gap, a])[:, 0].tolist() == [0, 100, 150, 250]


def test_the_other_carriageway_is_not_walked_twice() -> None:
    there = np.array([[0.0, 0.0], [300.0, 0.0]])
    back = np.array([[290.0, 15.0], [10.0, 15.0]])
    assert street_lines.spine([there, back]).tolist() == there.tolist()


def test_places_of_one_name_far_apart_are_told_apart() -> None:
    here, near, far = (np.array([[x, 0.0], [x + 100, 0.0]]) for x in (0.0, 200.0, 2000.0))
    places = street_lines.street_places([here, far, near])
    assert sorted(len(place) for place in places) == [1, 2]


def test_a_terrace_has_room_for_many_and_a_garage_for_none() -> None:
    def box(x: float, long_m: float) -> np.ndarray:
        return np.array([[x, 8.0], [x + long_m, 8.0], [x + long_m, 16.0], [x, 16.0], [x, 8.0]])

    houses = frontage.measure_houses([box(0, 67), box(80, 8), box(100, 8)], ["terrace", "house", "garage"])
    left, right = frontage.tracks_of_houses(np.array([[0.0, 0.0], [120.0, 0.0]]), houses)
    assert left.total == 11 + houses.homely[2] * 1 + 0.02  # ten of 6.7 m, one house, hardly a garage
    assert right.total == 0
    assert (np.diff(left.xy[:, 0]) >= 0).all()
