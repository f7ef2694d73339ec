"""Dates come in every shape; titles say when the register was published."""

import pytest

from walksheets.register import date_in, iso_date, month_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01-Dec-07", "2007-12-01"),
        ("01/12/2007", "2007-12-01"),
        ("1/12/07", "2007-12-01"),
        ("10/04/2009", "2009-04-10"),
        ("2007-12-01", "2007-12-01"),
        ("2007-12-01 00:00:00", "2007-12-01"),
        ("01/12/2007 00:00", "2007-12-01"),
        ("1 December 2025", "2025-12-01"),
        ("1st December 2025", "2025-12-01"),
        ("01.12.2007", "2007-12-01"),
        ("39417", "2007-12-01"),
        ("03/06/69", "2069-06-03"),
        ("03/06/99", "1999-06-03"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_date_is_read_day_first(text: str, day: str) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize("text", ["31/02/2007", "13/13/2007", "soon", "12", "1/2", "2007", "01-Foo-07"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso_date(text) is None


def test_titles_say_a_date_or_a_month() -> None:
    assert date_in("Register of Electors - published 1 December 2025") == "2025-12-01"
    assert date_in("Date Published 01/12/2025") == "2025-12-01"
    assert date_in("Ref: 12/345 Ward of Newtown") == ""
    assert month_in("February 2026") == "2026-02-01"
    assert month_in("Notice of alteration, Mar 2026") == "2026-03-01"
    assert month_in("Ward of Marchington 2026") == ""
