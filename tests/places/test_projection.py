"""Degrees to metres and back, here and on the British grid."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.places import LocalPlane, from_grid, to_grid
from walksheets.places.projection import from_web_mercator

lats = st.floats(-60, 70)
lons = st.floats(-179, 179)


@given(lats, lons, st.floats(-30_000, 30_000), st.floats(-30_000, 30_000))
def test_the_plane_goes_there_and_back_to_a_centimetre(lat: float, lon: float, x: float, y: float) -> None:
    plane = LocalPlane(lat, lon)
    back = plane.to_xy(*plane.to_latlon(x, y))
    assert np.hypot(*(back - (x, y))) < 0.01


def test_metres_are_metres() -> None:
    """One minute of latitude is a nautical mile, 1,852 m to within 10 m; of longitude that times the cosine."""
    plane = LocalPlane(53.45, -2.2)
    north, east = plane.to_xy([53.45 + 1 / 60, 53.45], [-2.2, -2.2 + 1 / 60])
    assert north == pytest.approx([0, 1852], abs=10)
    assert east == pytest.approx([1852 * math.cos(math.radians(53.45)), 0], abs=10)


def test_what_is_not_placed_stays_not_placed() -> None:
    assert np.isnan(LocalPlane(53, -2).to_xy([np.nan, 53], [np.nan, -2])).tolist() == [
        [True, True],
        [False, False],
    ]


def test_the_ordnance_surveys_own_example() -> None:
    """Annexe C of the Survey's guide: Caister water tower, TG 51409 13177, is 52°39′28.72″ N 1°42′57.79″ E."""
    lat, lon = from_grid(651409.903, 313177.270)
    assert (lat, lon) == pytest.approx((52 + 39 / 60 + 28.723 / 3600, 1 + 42 / 60 + 57.787 / 3600), abs=4e-5)


def test_the_grid_agrees_with_open_uprn_within_metres(shared) -> None:
    with (shared / "levenshulme" / "uprn.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    lat, lon = (np.array([float(row[name]) for row in rows]) for name in ("LATITUDE", "LONGITUDE"))
    east, north = (np.array([float(row[name]) for row in rows]) for name in ("X_COORDINATE", "Y_COORDINATE"))
    plane = LocalPlane(53.45, -2.2)
    there = from_grid(east, north)
    off = np.hypot(*(plane.to_xy(there[:, 0], there[:, 1]) - plane.to_xy(lat, lon)).T)
    assert off.max() < 5
    assert np.abs(to_grid(lat, lon) - np.stack([east, north], axis=1)).max() < 5


def test_web_mercator() -> None:
    """EPSG's own figures for 3857: 0.5 of the circumference is 180°, and pyproj's for Manchester."""
    from pyproj import Transformer

    lat, lon = from_web_mercator(*Transformer.from_crs(4326, 3857, always_xy=True).transform(-2.2, 53.45))
    assert (lat, lon) == pytest.approx((53.45, -2.2), abs=1e-9)
