"""Degrees and metres: the campaign's own flat plane, and the British National Grid.

The plane is a transverse Mercator about the campaign's middle; the grid is reached by the Ordnance
Survey's seven-parameter shift, which needs no grid file and is right to about 3 m in Great Britain.
Holds no knowledge of doors or maps.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]

# Ordnance Survey, "A guide to coordinate systems in Great Britain", sections 6.6 (WGS84 to OSGB36,
# here turned round) and annexe A (the projection).
_BNG_TO_WGS84 = (
    "+proj=pipeline "
    "+step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    "+step +proj=push +v_3 "
    "+step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """A flat plane in metres, x east and y north of a middle given in WGS84 degrees.

    True to 0.01 % within 80 km of its middle: a ward, a town, a small country.
    """

    lat: float
    lon: float

    def to_xy(self, lat: ArrayLike, lon: ArrayLike) -> Floats:
        """Return (N, 2) metres for N positions in degrees (one position: (2,)). NaN stays NaN."""
        x, y = _plane(self.lat, self.lon).transform(
            np.asarray(lon, dtype=float), np.asarray(lat, dtype=float), errcheck=False
        )
        return _finite(np.stack([x, y], axis=-1))

    def to_latlon(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """Return (N, 2) of latitude and longitude for N positions in metres (one: (2,))."""
        lon, lat = _plane(self.lat, self.lon).transform(
            np.asarray(x, dtype=float), np.asarray(y, dtype=float), direction="INVERSE"
        )
        return _finite(np.stack([lat, lon], axis=-1))


def from_grid(easting: ArrayLike, northing: ArrayLike) -> Floats:
    """Return (N, 2) of latitude and longitude for British National Grid metres (one: (2,))."""
    lon, lat = _grid().transform(np.asarray(easting, dtype=float), np.asarray(northing, dtype=float))
    return _finite(np.stack([lat, lon], axis=-1))


def to_grid(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Return (N, 2) of easting and northing in British National Grid metres (one: (2,))."""
    east, north = _grid().transform(
        np.asarray(lon, dtype=float), np.asarray(lat, dtype=float), direction="INVERSE"
    )
    return _finite(np.stack([east, north], axis=-1))


def from_web_mercator(x: ArrayLike, y: ArrayLike) -> Floats:
    """Return (N, 2) of latitude and longitude for the metres of web maps (EPSG:3857)."""
    earth_m = 6_378_137.0
    lat = np.degrees(2 * np.arctan(np.exp(np.asarray(y, dtype=float) / earth_m)) - np.pi / 2)
    return np.stack([lat, np.degrees(np.asarray(x, dtype=float) / earth_m)], axis=-1)


@cache
def _plane(lat: float, lon: float) -> Transformer:
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=tmerc +lat_0={lat!r} +lon_0={lon!r} +k=1 +x_0=0 +y_0=0 +ellps=WGS84"
    )


@cache
def _grid() -> Transformer:
    return Transformer.from_pipeline(_BNG_TO_WGS84)


def _finite(pairs: Floats) -> Floats:
    """PROJ says inf for what it cannot place; we say NaN."""
    pairs[~np.isfinite(pairs).all(axis=-1)] = np.nan
    return pairs
