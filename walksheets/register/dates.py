"""Dates as councils write them → ISO. Day first, as in Britain. Pure."""

import re
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: 00:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/ ]([A-Za-z]{3,9})[-/, ]+(\d{4}|\d{2})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[-/, ]+(\d{4})")
_SERIAL = re.compile(r"[2-5]\d{4}")
_WITHIN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[-/ ](?:\d{1,2}|[A-Za-z]{3,9})[-/, ]+(?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def iso_date(text: str) -> str | None:
    """Return a date in ISO form; "" for none, None for what is no date.

    Two digits of a year are this century's below 70. Five digits are a spreadsheet's day number.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    if found := _ISO.fullmatch(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _iso(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text):
        return _iso(_year(found[3]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1]))
    if _SERIAL.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return None


def date_in(text: str) -> str:
    """Return the first date that stands in a title ("published 1 December 2025"), or nothing."""
    for found in _WITHIN.finditer(text):
        day = iso_date(found[0])
        if day:
            return day
    return ""


def month_in(text: str) -> str:
    """Return the first of the month that a text names ("February 2026" → "2026-02-01"), or nothing."""
    for found in _MONTH_YEAR.finditer(text):
        month = _MONTHS.get(found[1][:3].lower())
        if month:
            return f"{int(found[2]):04}-{month:02}-01"
    return ""


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
