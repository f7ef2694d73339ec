"""When somebody can help, however they wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walksheets.volunteers.availability import DAYS, PARTS, readable, times


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sat morning; Sun afternoon", "Sat morning; Sun afternoon"),
        ("weekdays", "Mon–Fri"),
        ("any", "any day"),
        ("weekday eves, sat am", "Sat morning; Mon–Fri evening"),
        ("Mondays and Wednesdays evening", "Mon, Wed evening"),
        ("evenings", "Mon–Sun evening"),
        ("tues-thurs evening", "Tue–Thu evening"),
        ("Tue evening; Wed evening", "Tue, Wed evening"),
        ("weekends", "Sat, Sun"),
        ("after the school run", "after the school run"),
        ("", ""),
    ],
)
def test_it_is_said_in_one_way(written: str, said: str) -> None:
    assert readable(written) == said


@given(st.sets(st.tuples(st.integers(0, 6), st.sampled_from(PARTS)), min_size=1))
def test_what_is_said_means_the_same_again(wanted: set[tuple[int, str]]) -> None:
    written = "; ".join(f"{DAYS[day]} {part}" for day, part in sorted(wanted))
    assert times(readable(written)) == wanted
