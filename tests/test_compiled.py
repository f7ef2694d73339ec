"""Loops compiled beforehand: what they are handed is checked, since the compiled code itself checks nothing."""

from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets import compiled


class Pair(NamedTuple):
    first: np.ndarray
    second: np.ndarray


def doubled(values: np.ndarray, times: int) -> float:
    """Stand for a loop: it writes into what it is handed, and takes it for an array without gaps."""
    assert values.flags.c_contiguous
    values *= times
    return float(values.sum())


@pytest.fixture
def ready(monkeypatch):
    """Make `doubled` one of the loops compiled beforehand."""
    name = compiled.name_of(doubled.__module__, doubled.__name__)
    package = SimpleNamespace(
        loops=SimpleNamespace(**{name: doubled}), FORMS={name: [("float64", 1, True), None]}
    )
    monkeypatch.setattr(compiled, "READY", package)
    return compiled.beforehand(doubled)


@given(st.integers(0, 20), st.integers(1, 4))
def test_a_loop_writes_into_an_array_with_gaps_as_into_any_other(length, step):
    whole = np.arange(float(length * step))
    expected = whole.copy()
    expected[::step] *= 3
    name = compiled.name_of(doubled.__module__, doubled.__name__)
    with pytest.MonkeyPatch.context() as patch:
        loops = SimpleNamespace(**{name: doubled})
        patch.setattr(
            compiled, "READY", SimpleNamespace(loops=loops, FORMS={name: [("float64", 1, True), None]})
        )
        answer = compiled.beforehand(doubled)(whole[::step], 3)
    assert answer == expected[::step].sum()
    assert (whole == expected).all()


@pytest.mark.parametrize(
    "wrong", [np.zeros(3, dtype=np.float32), np.zeros((3, 1)), np.zeros(3, dtype=np.int64)]
)
def test_another_kind_of_array_is_refused(ready, wrong):
    with pytest.raises(TypeError, match="a compiled loop takes float64 in 1 dimensions"):
        ready(wrong, 2)


def test_too_few_are_refused(ready):
    with pytest.raises(ValueError, match="longer"):
        ready(np.zeros(3))


def test_a_read_only_array_with_gaps_can_be_read(ready):
    whole = np.arange(6.0)
    whole.flags.writeable = False
    assert ready(whole[::2], 1) == 6.0


def test_what_a_tuple_holds_is_checked_too():
    forms = [("int32", 1, True), ("float64", 2, False)]
    pair = Pair(np.zeros(2, np.int32), np.zeros((2, 2)))
    assert compiled.fitted(pair, forms)[0] is pair.first
    with pytest.raises(TypeError):
        compiled.fitted(Pair(pair.second, pair.first), forms)


def test_a_package_without_the_loop_says_which(ready):
    with pytest.raises(AttributeError, match="test_compiled__nothing"):
        compiled.beforehand(type("", (), {"__module__": __name__, "__name__": "nothing"})())
