"""Inner loops compiled beforehand: what the packaged program runs, so that it needs to carry no compiler.

From the source tree numba compiles them when they are first needed, which takes most of a minute, and its
compiler weighs 200 MB. A package holds the same loops ready made, with the form of what each takes, as the module
`walksheets_kernels` (packaging/compile_kernels.py writes it). numba's own checks are not in there, so the form is
checked here: the compiled code would read a wrong array without a word.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

try:
    import walksheets_kernels as _ready  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    _ready = None

READY: ModuleType | None = _ready
"""The loops compiled beforehand, or None where numba is there to compile them."""

Form = Any
"""None for a number; (dtype, dimensions, contiguous) for an array; a list of forms for a tuple."""


def name_of(module: str, function: str) -> str:
    """Return the name under which a loop is kept: its file's and its own."""
    return f"{module.rpartition('.')[2]}__{function}"


def beforehand(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the compiled twin of a loop. Raises AttributeError if the package was made without it."""
    assert READY is not None
    name = name_of(function.__module__, function.__name__)
    twin, forms = getattr(READY.loops, name), READY.FORMS[name]

    def call(*arguments: Any) -> Any:
        taken = [fitted(value, form) for value, form in zip(arguments, forms, strict=True)]
        answer = twin(*taken)
        for mine, theirs in zip(taken, arguments, strict=True):
            if mine is not theirs and isinstance(theirs, np.ndarray) and theirs.flags.writeable:
                theirs[...] = mine  # the loop may have written into the copy
        return answer

    return call


def fitted(value: Any, form: Form) -> Any:
    """Return the value as compiled code can take it: an array with gaps is copied. Raises TypeError if it cannot."""
    if form is None:
        return value
    if isinstance(form, list):
        return tuple(fitted(part, each) for part, each in zip(value, form, strict=True))
    dtype, dimensions, contiguous = form
    if value.dtype != dtype or value.ndim != dimensions:
        raise TypeError(
            f"a compiled loop takes {dtype} in {dimensions} dimensions, not {value.dtype} in {value.ndim}"
        )
    return np.ascontiguousarray(value) if contiguous and not value.flags.c_contiguous else value
