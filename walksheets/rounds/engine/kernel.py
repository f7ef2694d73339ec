"""How this room compiles its inner loops, and the random numbers they draw.

The compiled code is kept on disk and made anew when any file of this folder has changed. The numbers come from
a generator of our own, so that the same seed gives the same rounds on every machine.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Seed = NDArray[np.uint64]


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function of arrays and numbers to machine code, cached between runs.

    numba looks only at the file of the function itself to tell whether its cache is stale; ours call one
    another across files, so the age of the whole folder is what counts.
    """
    compiled = numba.njit(cache=True)(function)
    index = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if index is not None and hasattr(index, "_source_stamp"):
        index._source_stamp = _folder_stamp()
    return compiled


@cache
def _folder_stamp() -> tuple[int, int]:
    """Return what changes whenever a file of this folder does."""
    files = [path.stat() for path in Path(__file__).parent.glob("*.py")]
    if not files:  # frozen: the sources are inside the program file
        return (0, 0)
    return (max(file.st_mtime_ns for file in files), sum(file.st_size for file in files))


def seeded(seed: int) -> Seed:
    """Return the state of the generator for a seed: any whole number will do."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64
    return np.array([mixed or 1], dtype=np.uint64)


@kernel
def draw(state: Seed) -> int:
    """Return the next 31 random bits (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return int((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33))


@kernel
def below(state: Seed, n: int) -> int:
    """Return a random whole number in 0 … n - 1; the bias is n / 2³¹."""
    return (draw(state) * n) >> 31


@kernel
def share(state: Seed) -> float:
    """Return a random number in 0 … 1."""
    return draw(state) / 2147483648.0
