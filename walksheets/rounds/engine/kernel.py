"""How this room compiles its inner loops, and the random numbers they draw.

The compiled code is kept on disk and made anew when any file of this folder has changed. The numbers come from
a generator of our own, so that the same seed gives the same rounds on every machine. A package holds the loops
compiled beforehand (walksheets/compiled.py); then none of the inner ones is ever called from here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from walksheets.compiled import READY, beforehand

Seed = NDArray[np.uint64]
PLAIN: Any = {"nogil": True, "_nrt": False}
"""Others may work while a kernel runs; no kernel asks for memory."""


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function of arrays and numbers that makes no array itself; cached between runs.

    Without memory of its own it need not count who holds which array: counting took two thirds of the time.
    It runs without Python's lock, so that the window answers while it does.
    """
    return beforehand(function) if READY else _kept(_njit(**PLAIN, cache=True)(function))


def inner_kernel(function: Callable[..., Any]) -> Any:
    """Compile a kernel that only other kernels call: half the time to compile, since Python has no way in."""
    if READY:
        return function
    return _kept(_njit(**PLAIN, cache=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function))


def part_of_kernel(function: Callable[..., Any]) -> Any:
    """Let a function be woven into the kernels that call it: compiled once, with them."""
    return function if READY else _njit(**PLAIN, inline="always")(function)


def _njit(**how: Any) -> Any:
    import numba

    return numba.njit(**how)


def _kept(compiled: Any) -> Any:
    """Make the cache of a compiled function stale when any file of this folder has changed.

    numba looks only at the function's own file; ours call one another across files.
    """
    index = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if index is not None and hasattr(index, "_source_stamp"):
        index._source_stamp = _folder_stamp()
    return compiled


@cache
def _folder_stamp() -> tuple[int, int]:
    """Return what changes whenever a file of this folder does."""
    files = [path.stat() for path in Path(__file__).parent.glob("*.py")]
    return (max(file.st_mtime_ns for file in files), sum(file.st_size for file in files))


def seeded(seed: int) -> Seed:
    """Return the state of the generator for a seed: any whole number will do."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64
    return np.array([mixed or 1], dtype=np.uint64)


@inner_kernel
def draw(state: Seed) -> int:
    """Return the next 31 random bits (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return int((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33))


@inner_kernel
def below(state: Seed, n: int) -> int:
    """Return a random whole number in 0 … n - 1; the bias is n / 2³¹."""
    return (draw(state) * n) >> 31


@inner_kernel
def share(state: Seed) -> float:
    """Return a random number in 0 … 1."""
    return draw(state) / 2147483648.0
