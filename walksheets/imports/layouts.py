"""Layouts: what suppliers' files look like, as data. No code per council.

A layout names the fields of a kind of file and the headers (or places) they have; the shipped ones
are TOML in resources/layouts, a user's own mapping has the same form and goes first.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.paths import resources, user_data
from walksheets.register import Rules

KINDS = (
    "map",
    "boundaries",
    "postcodes",
    "uprns",
    "addresses",
    "doors",
    "register",
    "alterations",
    "electors",
    "absent",
    "volunteers",
    "rounds",
    "results",
)
"""What can be imported, in the order in which several files are taken in."""
_PLAIN_LETTERS = {"A": "add", "N": "add", "D": "delete", "R": "delete", "M": "amend", "C": "amend"}
_OWN = 100  # a user's mapping goes before every shipped layout


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file as one supplier, or one user, lays it out.

    `headers` is folded header → field; `positions` is field → column from 0, for files without a
    header. `required` holds, for each field that must be there, the fields that may stand for it.
    """

    name: str
    kind: str
    priority: int = 0
    required: tuple[tuple[str, ...], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, int] = field(default_factory=dict)
    looks: Mapping[int, str] = field(default_factory=dict)
    least_columns: int = 0
    first_row: int = 1
    ignored: frozenset[str] = frozenset()
    crowded: bool = False
    rules: Rules = field(default_factory=Rules)
    becomes: str = ""
    refuse: str = ""
    own: bool = False


def fold_header(text: str) -> str:
    """Return a header as it is compared: letters and digits only, no case."""
    return "".join(filter(str.isalnum, text.casefold()))


@cache
def shipped() -> tuple[Layout, ...]:
    """Return the layouts that come with the program."""
    folder = resources() / "layouts"
    return tuple(_layout(_load(file), file.stem) for file in sorted(folder.glob("*.toml")))


def saved() -> dict[str, Layout]:
    """Return the user's own mappings by name. One that has become unreadable is passed over."""
    found = {}
    for file in sorted(_saved_folder().glob("*.toml")):
        try:
            layout = from_file(file)
        except UsersMistake:
            continue
        found[layout.name] = layout
    return found


def from_file(path: Path) -> Layout:
    """Read a mapping that a user wrote or saved. Raises UsersMistake that says what is wrong in it."""
    try:
        data = _load(path)
    except FileNotFoundError as error:
        raise UsersMistake(f"There is no mapping file {path}; check the name and the folder.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsersMistake(
            f"{path.name} is no mapping that can be read ({error}); nothing was imported."
        ) from error
    return from_mapping(data, path.stem)


def from_mapping(data: Mapping[str, Any], name: str = "own mapping") -> Layout:
    """Return the layout of a mapping: kind, and columns as field = header or field = place from 1."""
    kind = data.get("kind")
    if kind not in KINDS:
        raise UsersMistake(
            f"The mapping “{name}” must say what the file is: kind = one of {', '.join(KINDS)}. Nothing was imported."
        )
    if not isinstance(data.get("columns", data.get("positions")), Mapping):
        raise UsersMistake(
            f"The mapping “{name}” has no [columns] that say which field is under which header; nothing was imported."
        )
    layout = _layout({"name": name, **data}, name)
    fields = set(layout.headers.values()) | set(layout.positions)
    required = tuple((field,) for field in sorted(set(layout.headers.values())))
    if not fields:
        raise UsersMistake(f"The mapping “{name}” maps no column; nothing was imported.")
    rules = _own_rules(data.get("reading", {}), layout.rules, fields)
    return replace(layout, priority=_OWN, required=required, own=True, rules=rules)


def _own_rules(said: Mapping[str, Any], rules: Rules, fields: set[str]) -> Rules:
    """Fill in the rules that a mapping leaves out, by the fields that it has."""
    change = rules.change
    if not change:
        change = "months" if "deleted" in fields else "letters" if "change" in fields else ""
    name = rules.name if "name" in said else "as households say"
    return replace(rules, name=name, change=change, letters=rules.letters or _PLAIN_LETTERS)


def save(name: str, data: Mapping[str, Any]) -> Path:
    """Keep a mapping under a name, for every campaign of this user; files that fit it are known from then on."""
    from_mapping(data, name)
    safe = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name).strip()
    if not safe:
        raise UsersMistake("Give the mapping a name; it was not saved.")
    path = _saved_folder() / f"{safe}.toml"
    path.write_text(_toml({**data, "name": name}), encoding="utf-8")
    return path


def _saved_folder() -> Path:
    folder = user_data() / "mappings"
    folder.mkdir(exist_ok=True)
    return folder


def _load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _layout(data: Mapping[str, Any], stem: str) -> Layout:
    columns: Mapping[str, Any] = data.get("columns", {})
    headers: dict[str, str] = {}
    titles: dict[str, str] = {}
    positions = {name: int(place) - 1 for name, place in data.get("positions", {}).items()}
    for name, accepted in columns.items():
        if isinstance(accepted, int):
            positions[name] = accepted - 1
            continue
        for title in [accepted] if isinstance(accepted, str) else accepted:
            headers.setdefault(fold_header(str(title)), name)
            titles.setdefault(name, str(title))
    looks = {int(place) - 1: look for place, look in data.get("looks", {}).items() if place != "columns"}
    reading = data.get("reading", {})
    return Layout(
        name=str(data.get("name", stem)),
        kind=str(data["kind"]),
        priority=int(data.get("priority", 0)),
        required=tuple(tuple(group.split("|")) for group in data.get("required", ())),
        headers=headers,
        titles=titles,
        positions=positions,
        looks=looks,
        least_columns=int(data.get("looks", {}).get("columns", 0)),
        first_row=int(data.get("first_row", 1)),
        ignored=frozenset(map(fold_header, data.get("ignored", ()))),
        crowded=bool(data.get("crowded", False)),
        rules=Rules(
            number=reading.get("number", "parts"),
            name=reading.get("name", "surname first"),
            change=reading.get("change", "letters" if data.get("letters") else ""),
            letters={str(k).upper(): str(v) for k, v in data.get("letters", {}).items()},
        ),
        becomes=str(data.get("becomes", "")),
        refuse=str(data.get("refuse", "")),
    )


def _toml(data: Mapping[str, Any]) -> str:
    """Write a mapping as TOML: plain values first, then its tables."""
    plain = [f"{key} = {_value(value)}" for key, value in data.items() if not isinstance(value, Mapping)]
    tables = [
        f"\n[{key}]\n" + "\n".join(f"{_value(str(k))} = {_value(v)}" for k, v in value.items())
        for key, value in data.items()
        if isinstance(value, Mapping)
    ]
    return "\n".join([*plain, *tables]) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
