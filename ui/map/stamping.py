"""Doors as dots, stamped into a picture's pixels all at once. Pure numbers; no pen draws sixty thousand discs as quickly.

A stamp is a disc with soft edges. All dots' edges are laid down before all dots' middles, so that a dot's edge
never eats into its neighbour.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_SHADES = 4


def stamped(
    width: int, height: int, at: Floats, code: Ints, colours: Sequence[QColor], dot_px: float
) -> QImage:
    """Return a picture with a dot `dot_px` wide at each of (N, 2) pixels, in the colour its code names."""
    reach, shades = _disc(dot_px)
    wide, high = width + 2 * reach, height + 2 * reach
    pixels = np.zeros(wide * high, dtype=np.uint32)
    cell = np.floor(at).astype(np.int64)
    seen = (cell >= 0).all(axis=1) & (cell[:, 0] < width) & (cell[:, 1] < height)
    spot = (cell[seen, 1] + reach) * wide + cell[seen, 0] + reach
    mine = code[seen]
    for cover, offsets in shades:
        ink = _premultiplied(colours, cover)[mine]
        for across, down in offsets:
            pixels[spot + (down * wide + across)] = ink
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy(QRect(reach, reach, width, height))  # a picture that owns its pixels


def _disc(dot_px: float) -> tuple[int, list[tuple[float, list[tuple[int, int]]]]]:
    """Return how far a disc reaches from its middle pixel, and its pixels by how much of each it covers."""
    radius = dot_px / 2
    reach = int(np.ceil(radius))
    side = np.arange(-reach, reach + 1)
    across, down = np.meshgrid(side, side)
    cover = np.clip(radius + 0.5 - np.hypot(across, down), 0.0, 1.0)
    step = np.ceil(cover * _SHADES).astype(int)
    return reach, [
        (each / _SHADES, list(zip(across[step == each].tolist(), down[step == each].tolist(), strict=True)))
        for each in range(1, _SHADES + 1)
        if (step == each).any()
    ]


def _premultiplied(colours: Sequence[QColor], cover: float) -> NDArray[np.uint32]:
    table = np.zeros(len(colours), dtype=np.uint32)
    for at, colour in enumerate(colours):
        alpha = colour.alphaF() * cover
        parts = (alpha, colour.redF() * alpha, colour.greenF() * alpha, colour.blueF() * alpha)
        a, r, g, b = (round(part * 255) for part in parts)
        table[at] = a << 24 | r << 16 | g << 8 | b
    return table
