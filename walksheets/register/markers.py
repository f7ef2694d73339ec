"""Markers: the letters beside an elector, as a table the campaign may edit; and lines that are no address.

The text in the register is never altered by what a letter is taken to mean.
"""

import tomllib
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from walksheets.paths import resources
from walksheets.places import fold
from walksheets.register.records import Marker
from walksheets.store import Writer, schema

_KEY = "markers"
NO_ADDRESS = "no address"
"""Why an elector has no door when nothing says more."""


@cache
def _shipped() -> dict[str, Any]:
    with (resources() / "markers.toml").open("rb") as file:
        return tomllib.load(file)


def read_markers(connection: Connection) -> list[Marker]:
    """Return the campaign's table of markers, or the shipped one."""
    setting = schema.setting
    own = connection.execute(select(setting.c.value).where(setting.c.key == _KEY)).scalar()
    rows = own if own is not None else _shipped()["marker"]
    return [Marker(row["letters"], row["meaning"]) for row in rows]


def write_markers(writer: Writer, markers: list[Marker]) -> None:
    """Make `markers` the campaign's table."""
    value = [{"letters": marker.letters.strip(), "meaning": marker.meaning.strip()} for marker in markers]
    setting = schema.setting
    found = writer.connection.execute(select(setting.c.id).where(setting.c.key == _KEY)).scalar()
    if found is None:
        writer.insert(setting, [{"key": _KEY, "value": value}])
    else:
        writer.update(setting, [{"id": found, "value": value}])


def no_address(line: str) -> str:
    """Return why a line is no address ("Other electors" → "other elector"), or nothing when it may be one."""
    if line[:1].isdigit():
        return ""
    folded = fold(line)
    return next((why for words, why in _shipped()["no_address"].items() if folded.startswith(words)), "")


def reason_without_address(markers: str, said: str) -> str:
    """Return why an elector has no door: what the markers say, else what the address line said."""
    letters = {letter.strip().upper() for letter in markers.replace(",", " ").split()}
    if "N" in letters:
        return "anonymous"
    if "F" in letters:
        return "overseas"
    return said or NO_ADDRESS
