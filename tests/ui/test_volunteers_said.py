"""What people do and when they can: shown in the user's language, typed in it, kept in the core's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import language
from ui.volunteers import said
from walksheets.volunteers import DAYS, PARTS, ROLES
from walksheets.volunteers.availability import times
from walksheets.volunteers.records import roles_from


@pytest.fixture
def welsh(qapp):
    language.use(qapp, "cy")
    yield
    language.use(qapp, "en")


def test_they_are_shown_in_welsh(welsh):
    assert said.roles(("deliverer", "canvasser", "baker")) == "dosbarthwr; canfasiwr; baker"
    assert said.available("weekday eves, sat am") == "Sad bore; Llun–Gwe nos"
    assert said.available("any time") == "unrhyw ddiwrnod"


def test_what_is_not_understood_stays_as_it_was_typed(welsh):
    assert said.available("call Mon first, then Sat") == "call Mon first, then Sat"
    assert said.available_typed("bore Sadwrn, nid Sul") == "bore Sadwrn, nid Sul"
    assert said.roles_typed("dosbarthwr; pobydd") == "deliverer; pobydd"


@pytest.mark.parametrize("code", ["en", "cy"])
def test_each_role_comes_back_as_it_was(qapp, code):
    language.use(qapp, code)
    assert roles_from(said.roles_typed(said.roles(ROLES))) == ROLES
    language.use(qapp, "en")


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(PARTS)), min_size=1))
def test_each_time_comes_back_as_it_was(qapp, pairs):
    text = "; ".join(f"{day} {part}".strip() for day, part in pairs)
    for code in ("cy", "en"):
        language.use(qapp, code)
        assert times(said.available_typed(said.available(text))) == times(text)
