"""How far apart colours are for those who see red and green alike. Pure.

Deuteranopia and protanopia are simulated by Machado, Oliveira and Fernandes, "A Physiologically-based Model
for Simulation of Color Vision Deficiency" (2009), severity 1.0; distances are taken in Oklab (Ottosson 2020).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_EYES = np.array(
    [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ]
)  # all cones, no green ones, no red ones; on linear light
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def apart(colours: Sequence[str]) -> Floats:
    """Return (N, N): how far each two of N colours ("#rrggbb") are apart for the eye that tells them least.

    In Oklab distance: 0.02 is just seen side by side, black and white are 1 apart.
    """
    rgb = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.einsum("eij,nj->eni", _EYES, linear), 0.0, 1.0)
    lab = np.cbrt(seen @ _TO_CONES.T) @ _TO_OKLAB.T
    distances: Floats = np.sqrt(((lab[:, :, None] - lab[:, None]) ** 2).sum(axis=-1)).min(axis=0)
    return distances
