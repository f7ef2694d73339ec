"""Web map tiles: which ones a view shows, and where each stands on the campaign's plane. Pure arithmetic.

A tile is a square of Web Mercator (EPSG:3857); at zoom z the world is 2^z of them wide and high, counted from its
north-west corner: https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames
"""

from math import cos, log2, pi, radians
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ui.map.view import MapView
from walksheets.places import LocalPlane

Floats = NDArray[np.float64]

DEEPEST = 19
"""The last zoom that OpenStreetMap's servers draw; closer up its pictures are drawn larger."""

_SIDE_PX = 256
_EQUATOR_M = 2 * pi * 6_378_137.0
_NORTHMOST = 85.05112878  # degrees: where Web Mercator's square ends
_LOOKS = 7  # the view is looked at in so many places across and down: its edges are no lines of latitude


class Tile(NamedTuple):
    """One square: zoom, and its place counted east and south from the world's corner."""

    zoom: int
    x: int
    y: int


def tile_xy(lat: ArrayLike, lon: ArrayLike, zoom: int) -> Floats:
    """Return (N, 2) places counted in tiles, with the part of a tile, of positions in degrees (one: (2,))."""
    up = np.radians(np.clip(np.asarray(lat, dtype=float), -_NORTHMOST, _NORTHMOST))
    east = (np.asarray(lon, dtype=float) + 180.0) / 360.0
    south = (1.0 - np.arcsinh(np.tan(up)) / pi) / 2.0
    return np.stack([east, south], axis=-1) * 2.0**zoom


def latlon(xy: ArrayLike, zoom: int) -> Floats:
    """Return (…, 2) of latitude and longitude of places counted in tiles."""
    share = np.asarray(xy, dtype=float) / 2.0**zoom
    lat = np.degrees(np.arctan(np.sinh(pi * (1.0 - 2.0 * share[..., 1]))))
    return np.stack([lat, share[..., 0] * 360.0 - 180.0], axis=-1)


def zoom_for(plane: LocalPlane, view: MapView, ratio: float) -> int:
    """Return the zoom whose pictures are drawn nearest to their own size.

    On a screen of `ratio` pixels a point, half way to pictures that are drawn pixel by pixel: those would be sharp,
    and their words too small to read.
    """
    lat, _ = plane.to_latlon(view.x, view.y).tolist()
    around_m = _EQUATOR_M * cos(radians(lat)) if abs(lat) < _NORTHMOST else _EQUATOR_M
    return min(max(round(log2(view.scale * around_m / _SIDE_PX) + log2(ratio) / 2), 0), DEEPEST)


def tiles_in(plane: LocalPlane, view: MapView, zoom: int) -> list[Tile]:
    """Return the tiles of which something is seen, those nearest to the middle first."""
    seen = view.seen()
    x, y = np.meshgrid(
        np.linspace(seen.left(), seen.right(), _LOOKS), np.linspace(seen.top(), seen.bottom(), _LOOKS)
    )
    at = plane.to_latlon(x.ravel(), y.ravel())
    if not np.isfinite(at).all():
        return []  # farther away than the plane reaches
    places = tile_xy(at[:, 0], at[:, 1], zoom)
    first = np.clip(np.floor(places.min(axis=0)), 0, 2**zoom - 1).astype(int)
    last = np.clip(np.floor(places.max(axis=0)), 0, 2**zoom - 1).astype(int)
    middle_x, middle_y = (places.min(axis=0) + places.max(axis=0)) / 2 - 0.5
    tiles = [Tile(zoom, x, y) for x in range(first[0], last[0] + 1) for y in range(first[1], last[1] + 1)]
    return sorted(tiles, key=lambda tile: (tile.x - middle_x) ** 2 + (tile.y - middle_y) ** 2)


def corners_m(plane: LocalPlane, tiles: list[Tile] | tuple[Tile, ...]) -> Floats:
    """Return (N, 3, 2) metres of tiles' north-west, north-east and south-west corners.

    A picture laid over these three is out of place by how much Mercator's scale changes across the tile, which is most
    in the fourth corner. Measured between 50° and 60.5° north: at zoom 19, 17 and 15 under 0.001, 0.01 and 0.12 m; at
    zoom 13, where the window shows 15 km, under 2 m and a fifth of a pixel; at zoom 10, 1.4 pixels.
    """
    zoom = np.array([tile.zoom for tile in tiles])[:, None]
    at = np.array([[(t.x, t.y), (t.x + 1, t.y), (t.x, t.y + 1)] for t in tiles], dtype=float)
    share = latlon(at / 2.0 ** zoom[..., None], 0)
    return plane.to_xy(share[..., 0], share[..., 1])
