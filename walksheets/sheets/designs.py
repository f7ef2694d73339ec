"""Sheet designs by name: the examples that are shipped, and those that a campaign keeps as settings.

An older file's design opens with what it lacks as usual (`SheetDesign.from_settings`). Writes on an open writer.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from walksheets import paths
from walksheets.errors import UsersMistake
from walksheets.sheets.design import SheetDesign
from walksheets.store import Writer, schema

CURRENT = "sheet design"
"""The setting that holds what is printed when nothing else is chosen."""

_NAMED = "sheet design: "
_LONGEST_NAME = 60
_setting = schema.setting


@dataclass(frozen=True, slots=True)
class NamedDesign:
    """A sheet design and what it is called."""

    name: str
    design: SheetDesign
    kind: str = ""
    """What it was made for: canvass, leaflet, or nothing said."""
    about: str = ""
    shipped: bool = False


@cache
def shipped() -> tuple[NamedDesign, ...]:
    """Return the examples, in the order of their files' names."""
    files = sorted((paths.resources() / "designs").glob("*.toml"))
    return tuple(_from_toml(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def read_named(connection: Connection) -> list[NamedDesign]:
    """Return the campaign's own designs by name, then the examples that no design of its own hides."""
    query = select(_setting.c.key, _setting.c.value).where(_setting.c.key.startswith(_NAMED))
    own = [
        NamedDesign(
            row.key.removeprefix(_NAMED), SheetDesign.from_settings(row.value), row.value.get("kind", "")
        )
        for row in connection.execute(query)
    ]
    names = {each.name for each in own}
    own.sort(key=lambda each: each.name.casefold())
    return [*own, *(each for each in shipped() if each.name not in names)]


def save(writer: Writer, name: str, design: SheetDesign, kind: str) -> None:
    """Keep a design under a name, in place of one of the same name."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise UsersMistake(
            f"A sheet design needs a name of 1 to {_LONGEST_NAME} letters, so it was not saved. Give it another name."
        )
    write_setting(writer, _NAMED + name, {**design.as_settings(), "kind": kind})


def delete(writer: Writer, name: str) -> None:
    """Forget a design of the campaign's own."""
    query = select(_setting.c.id).where(_setting.c.key == _NAMED + name)
    found = writer.connection.execute(query).scalar()
    if found is None:
        raise UsersMistake(
            f"“{name}” is none of this campaign's own sheet designs, so nothing was deleted. The examples stay."
        )
    writer.delete(_setting, [found])


def write_setting(writer: Writer, key: str, value: Mapping[str, Any]) -> None:
    """Write a setting of the campaign, new or in place of what it was."""
    found = writer.connection.execute(select(_setting.c.id).where(_setting.c.key == key)).scalar()
    if found is None:
        writer.insert(_setting, [{"key": key, "value": dict(value)}])
    else:
        writer.update(_setting, [{"id": found, "value": dict(value)}])


def _from_toml(data: Mapping[str, Any]) -> NamedDesign:
    design = SheetDesign.from_settings(data["design"])
    return NamedDesign(data["name"], design, data["kind"], data["about"], shipped=True)
