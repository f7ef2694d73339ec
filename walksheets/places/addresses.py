"""Addresses → doors: finding the door an address means, or adding it. One dict look-up each.

Used by every import that names doors. Two spellings of one letterbox are one door; a door is never
lost or moved here (`placing` does that).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from walksheets.places import words
from walksheets.places.model import Address
from walksheets.progress import Progress, counted, part, silent
from walksheets.store import Writer, schema

_FINDING = "Finding doors"
_CHUNK = 5_000


class Addresses:
    """The campaign's doors by address, for one open change.

    `new`, `changed` and `same` count distinct doors over all calls.
    """

    def __init__(self, writer: Writer):
        self._writer = writer
        self._streets = _Streets(writer)
        self._doors: dict[int, dict[str, Any]] = {}
        self._by_key: dict[str, int] = {}
        self._by_house: dict[str, list[int]] = {}
        self._by_uprn: dict[str, int] = {}
        self._new: set[int] = set()
        self._changed: set[int] = set()
        self._seen: set[int] = set()
        self._read()

    @property
    def new(self) -> int:
        """Return how many doors were added."""
        return len(self._new)

    @property
    def changed(self) -> int:
        """Return how many doors that were there learnt something."""
        return len(self._changed)

    @property
    def same(self) -> int:
        """Return how many doors that were there were found as they are."""
        return len(self._seen) - len(self._new) - len(self._changed)

    def street_names(self) -> list[str]:
        """Return the names of the streets there are, for `address_lines.learn_streets`."""
        return self._streets.names()

    def door_ids(self, addresses: Sequence[Address], progress: Progress = silent) -> list[int]:
        """Return each address's door, adding the doors that are not there and what is newly known of the others.

        An address without a postcode means the one door of that flat, number and street; one with a
        UPRN means that UPRN's door when its number agrees.
        """
        street_ids = self._streets.ids(addresses)
        wanted = {
            _key(address, street): (address, street)
            for address, street in counted(
                list(zip(addresses, street_ids, strict=True)), part(progress, 0.2, 0.5), _FINDING
            )
        }
        found = {key: door for key, (address, _) in wanted.items() if (door := self._find(key, address))}
        progress(0.5, _FINDING)
        added = {key: address for key, address in wanted.items() if key not in found}
        means = _meant(added)
        self._add({key: added[key] for key in added if means[key] == key}, part(progress, 0.5, 0.8))
        progress(0.8, _FINDING)
        ids = [
            found.get(key := _key(address, street)) or self._by_key[means[key]]
            for address, street in counted(
                list(zip(addresses, street_ids, strict=True)), part(progress, 0.8, 1.0), _FINDING
            )
        ]
        self._learn(ids, addresses)
        return ids

    def _read(self) -> None:
        for row in self._writer.connection.execute(select(schema.door)).mappings():
            self._index(dict(row))

    def _index(self, door: dict[str, Any]) -> None:
        door_id = door["id"]
        self._doors[door_id] = door
        house, _, _ = door["key"].rpartition("|")
        self._by_key.setdefault(door["key"], door_id)
        self._by_house.setdefault(house, []).append(door_id)
        if door["uprn"]:
            self._by_uprn.setdefault(door["uprn"], door_id)

    def _find(self, key: str, address: Address) -> int | None:
        exact = self._by_key.get(key)
        if exact is not None:
            return exact
        by_uprn = self._by_uprn.get(words.uprn(address.uprn))
        if by_uprn is not None and self._agree(self._doors[by_uprn], address):
            return by_uprn
        house, _, postcode = key.rpartition("|")
        alike = self._by_house.get(house, [])
        if not postcode:
            return alike[0] if len(alike) == 1 else None
        without = [door_id for door_id in alike if not self._doors[door_id]["postcode"]]
        return without[0] if len(without) == 1 else None

    @staticmethod
    def _agree(door: dict[str, Any], address: Address) -> bool:
        """A parent's UPRN may be given to each of its flats, so a UPRN alone is not believed."""
        return words.fold_flat(door["flat"]) == words.fold_flat(address.flat) and words.fold_number(
            door["number"]
        ) == words.fold_number(address.number)

    def _add(self, waiting: dict[str, tuple[Address, int]], progress: Progress) -> None:
        rows = [
            {
                "flat": address.flat,
                "number": address.number,
                "street_id": street_id,
                "postcode": words.postcode(address.postcode),
                "district": address.district,
                "ward": address.ward,
                "uprn": words.uprn(address.uprn) or None,
                "given_lat": address.lat,
                "given_lon": address.lon,
                "lat": None,
                "lon": None,
                "placed_by": "nothing",
                "key": key,
            }
            for key, (address, street_id) in waiting.items()
        ]
        for start in range(0, len(rows), _CHUNK):
            progress(start / len(rows), _FINDING)
            chunk = rows[start : start + _CHUNK]
            for door_id, row in zip(self._writer.insert(schema.door, chunk), chunk, strict=True):
                self._index({**row, "id": door_id})
                self._new.add(door_id)

    def _learn(self, ids: Sequence[int], addresses: Sequence[Address]) -> None:
        """Write what the addresses say that their doors did not know."""
        before: dict[int, dict[str, Any]] = {}
        for door_id, address in zip(ids, addresses, strict=True):
            self._seen.add(door_id)
            door = self._doors[door_id]
            said = {k: v for k, v in _said(address).items() if v not in ("", None) and door[k] != v}
            if said:
                before.setdefault(door_id, dict(door))
                door.update(said)
        updates = []
        for door_id, old in before.items():
            door = self._doors[door_id]
            if door["postcode"] != old["postcode"]:
                door["key"] = old["key"].rpartition("|")[0] + "|" + door["postcode"].replace(" ", "")
                self._by_key.setdefault(door["key"], door_id)
            news = {k: v for k, v in door.items() if old[k] != v}
            if news:
                updates.append({"id": door_id, **news})
        self._writer.update(schema.door, updates)
        self._changed.update({row["id"] for row in updates} - self._new)


class _Streets:
    """Streets by folded name; the same name in two towns is two streets.

    So are two names that differ by accents alone, when one file has both.
    """

    def __init__(self, writer: Writer):
        self._writer = writer
        self._by_key: dict[str, list[_Street]] = {}
        self._known: dict[tuple[str, str], _Street] = {}
        self._unnumbered: list[_Street] = []
        for row in writer.connection.execute(select(schema.street)).mappings():
            self._index(row["id"], row["name"], row["key"], row["town"])

    def names(self) -> list[str]:
        return [street.name for streets in self._by_key.values() for street in streets if street.name]

    def ids(self, addresses: Sequence[Address]) -> list[int]:
        pairs = [(address.street, address.town) for address in addresses]
        spellings: dict[str, set[str]] = {}
        for name, _ in dict.fromkeys(pairs):
            spellings.setdefault(words.fold(name), set()).add(words.fold_accented(name))
        new: list[dict[str, str]] = []
        for pair in dict.fromkeys(pairs):
            if pair not in self._known:
                self._known[pair] = self._find(
                    *pair, strictly=len(spellings[words.fold(pair[0])]) > 1, new=new
                )
        given = self._writer.insert(schema.street, new)
        for street in self._unnumbered:
            street.id = given[street.id]
        self._unnumbered = []
        return [self._known[pair].id for pair in pairs]

    def _find(self, name: str, town: str, *, strictly: bool, new: list[dict[str, str]]) -> "_Street":
        """Return the street of a name, a new one with its place among the new until it is given its id."""
        key, accented, parts = words.fold(name), words.fold_accented(name), _town_parts(town)
        # one town says more than the other, or they agree
        alike = [s for s in self._by_key.get(key, ()) if parts <= s.town or s.town <= parts]
        same = [s for s in alike if s.accented == accented]
        if same or (alike and not strictly):
            return (same or alike)[0]
        new.append({"name": name, "key": key, "town": town})
        street = self._index(len(new) - 1, name, key, town)
        self._unnumbered.append(street)
        return street

    def _index(self, street_id: int, name: str, key: str, town: str) -> "_Street":
        street = _Street(street_id, name, words.fold_accented(name), _town_parts(town))
        self._by_key.setdefault(key, []).append(street)
        return street


@dataclass(slots=True)
class _Street:
    id: int
    name: str
    accented: str
    town: frozenset[str]


def _town_parts(town: str) -> frozenset[str]:
    return frozenset(filter(None, (words.fold(part) for part in town.split(","))))


def _key(address: Address, street_id: int) -> str:
    """One door, one key: flat, number, street and postcode, folded."""
    flat, number = words.fold_flat(address.flat), words.fold_number(address.number)
    return f"{flat}|{number}|{street_id}|{words.postcode(address.postcode).replace(' ', '')}"


def _meant(keys: Iterable[str]) -> dict[str, str]:
    """Return for each new key its own, or for one without a postcode the only other of its house."""
    of_house: dict[str, list[str]] = {}
    for key in keys:
        house, _, postcode = key.rpartition("|")
        if postcode:
            of_house.setdefault(house, []).append(key)
    meant = {}
    for key in keys:
        house, _, postcode = key.rpartition("|")
        others = of_house.get(house, [])
        meant[key] = others[0] if not postcode and len(others) == 1 else key
    return meant


def _said(address: Address) -> dict[str, Any]:
    return {
        "postcode": words.postcode(address.postcode),
        "district": address.district,
        "ward": address.ward,
        "uprn": words.uprn(address.uprn),
        "given_lat": address.lat,
        "given_lon": address.lon,
    }


def take_in_addresses(writer: Writer, addresses: Sequence[Address]) -> dict[str, int]:
    """Match or add the doors of an address list; return how many were new, changed and the same."""
    doors = Addresses(writer)
    doors.door_ids(addresses)
    return {"new": doors.new, "changed": doors.changed, "same": doors.same}
