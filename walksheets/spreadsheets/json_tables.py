"""JSON lists of addresses, as one council system exports them, to rows with a header.

A list of things with a list "properties" each gives a row a property.
"""

import itertools
import json
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.spreadsheets.grid import Row, Table


def table(data: bytes, name: str, part: str) -> Table:
    """Return the objects of a JSON list as rows under the names of their members."""
    try:
        things = json.loads(data)
    except ValueError as error:
        raise UsersMistake(
            f"{name} begins like JSON but cannot be read as such; nothing was read."
        ) from error
    if not isinstance(things, list) or not all(isinstance(thing, dict) for thing in things):
        raise UsersMistake(f"{name} is JSON but not a list of addresses; nothing was read from it.")
    inner = [thing["properties"] for thing in things if isinstance(thing.get("properties"), list)]
    objects = list(itertools.chain.from_iterable(inner)) if inner else things
    header = list(dict.fromkeys(key for each in objects for key in each))
    rows: list[Row] = [header, *([_text(each.get(key)) for key in header] for each in objects)]
    return Table(rows[:400], lambda: iter(rows), part, "UTF-8")


def _text(value: Any) -> str:
    return "" if value is None else str(value)
