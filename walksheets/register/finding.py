"""Finding electors as somebody types: everybody's words in one text, so that a letter costs a few milliseconds.

Asked of the database, a letter took up to half a second among 100,000 electors. What is found here are ids; the
rows are read anew, so that nothing old is ever shown. An elector's words stand in their order of number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from typing import Any

from sqlalchemy import Connection, func, select

from walksheets.places import fold
from walksheets.register import elector_numbers, names
from walksheets.store import schema

_INWARD = re.compile(r"\d[a-z]{1,2}")  # the second half of a postcode, as far as it is typed
_OF_NO_ACCOUNT = frozenset({"flags", "absent", "markers", "opted_out", "date_of_attainment", "no_leaflets", "note"}) | {
    "given_lat", "given_lon", "lat", "lon", "placed_by", "housing", "uprn", "ward", "district", "batch_id", "register_date",
}  # fmt: skip
_MANY = 2_000  # entries of the change log: more are not looked through, all is read anew
_elector, _door, _street = schema.elector, schema.door, schema.street


class Finder:
    """The words of one campaign's electors as they stood at one change."""

    def __init__(self, connection: Connection):
        self._seen = _latest(connection)
        self._ids: list[int] = []
        self._gone: list[bool] = []
        self._street: list[int | None] = []
        self._starts: list[int] = []
        self._at_street: dict[int | None, list[int]] = {}
        self._whole: set[str] = set()  # districts and houses
        self._postcodes: set[str] = set()
        self._keys = {row.id: row.key for row in connection.execute(select(_street.c.id, _street.c.key))}
        self._text = self._read(connection)

    def holds(self, connection: Connection) -> bool:
        """Tell whether no name, number or address changed since."""
        latest = _latest(connection)
        if latest == self._seen:
            return True
        entry = schema.change_entry
        query = select(entry.c.op, entry.c.before).where(
            entry.c.change_id > self._seen, entry.c.table_name.in_(("elector", "door", "street"))
        )
        entries = connection.execute(query.limit(_MANY)).all()
        if len(entries) == _MANY or any(
            op != "update" or before.keys() - _OF_NO_ACCOUNT for op, before in entries
        ):
            return False
        self._seen = latest
        return True

    def find(self, search: str, limit: int | None, *, include_gone: bool) -> list[int]:
        """Return the ids of electors whom every word of `search` fits, by elector number; at most `limit`."""
        words = sorted(map(_Word, search.split()), key=lambda word: -len(word.text))
        for word in words:
            word.probes = list(filter(self._is_there, word.probes))
            word.streets = {at for at, key in self._keys.items() if word.street and word.street in key}
        found: list[int] = []
        for row in self._rows(words[0]) if words else range(len(self._ids)):
            if (include_gone or not self._gone[row]) and all(self._fits(word, row) for word in words[1:]):
                found.append(self._ids[row])
                if len(found) == limit:
                    break
        return found

    def _rows(self, word: "_Word") -> Iterator[int]:
        """Give the rows that a word fits, each once and in order."""
        there = [self._with(probe) for probe in word.probes]
        there += [iter(self._at_street.get(street, ())) for street in word.streets]
        last = -1
        for row in merge(*there):
            if row != last:
                last = row
                yield row

    def _with(self, probe: str) -> Iterator[int]:
        at = self._text.find(probe)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = self._text.find(probe, self._starts[row + 1]) if row + 1 < len(self._starts) else -1

    def _fits(self, word: "_Word", row: int) -> bool:
        if self._street[row] in word.streets:
            return True
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._text)
        return any(self._text.find(probe, self._starts[row], end) >= 0 for probe in word.probes)

    def _read(self, connection: Connection) -> str:
        lines, length = [], 0
        for row, (elector_id, gone_on, street_id, *said) in enumerate(connection.execute(_query())):
            line = self._said(*said)
            lines.append(line)
            self._starts.append(length)
            length += len(line)
            self._ids.append(elector_id)
            self._gone.append(bool(gone_on))
            self._street.append(street_id)
            self._at_street.setdefault(street_id, []).append(row)
        return "".join(lines)

    def _said(
        self,
        prefix: str,
        number: int | None,
        suffix: int,
        search: str,
        flat: str,
        house: str | None,
        postcode: str,
    ) -> str:
        """Return an elector's words, each with the sign of what it is before (and behind, where it is whole)."""
        prefix = f"^{elector_numbers.folded_prefix(prefix).lower()}^"
        self._whole.add(prefix)
        who = f"{search} {prefix}#{number}#/{suffix}/"
        if house is None:
            return f"{who}\n"
        house, postcode = f"={house.lower()}=", postcode.lower()
        self._whole.add(house)
        self._postcodes.add(postcode.replace(" ", ""))
        within = "%".join(f"{flat.lower()} {house[1:-1]}".replace(",", " ").split())
        return f"{who}{house}%{within}%@{postcode.replace(' ', '')}~{postcode[-3:]}\n"

    def _is_there(self, probe: str) -> bool:
        """Tell quickly of some signs whether anybody has them at all: to look through all words for nothing is slow."""
        if probe[0] in "^=" and "#" not in probe:
            return probe in self._whole
        return probe[0] != "@" or any(postcode.startswith(probe[1:]) for postcode in self._postcodes)


class _Word:
    """One word of a search: the signs in an elector's text that fit it, and the streets that have it."""

    def __init__(self, text: str):
        self.text = text.lower()
        self.street = fold(text)
        self.streets: set[int] = set()
        self.probes = list(self._probes())

    def _probes(self) -> Iterator[str]:
        text = self.text
        has_digit = any(letter.isdigit() for letter in text)
        yield f"={text}="
        yield f"^{elector_numbers.folded_prefix(text).lower()}^"
        yield f"%{text}%" if has_digit else f"%{text}"
        if text.isalnum():
            yield f"@{text}"
        if _INWARD.fullmatch(text):
            yield f"~{text}"
        if text.isascii() and text.isdigit():
            yield f"#{int(text)}#"
        elif not has_digit and (name := names.fold(text)):
            yield f" {name}"
        number = elector_numbers.from_joined(text)
        if number is not None:
            prefix, main, suffix = number.key
            yield f"^{prefix.lower()}^#{main}#" + (f"/{suffix}/" if suffix else "")


def _query() -> Any:
    columns = (
        _elector.c.id, _elector.c.gone_on, _door.c.street_id, _elector.c.prefix, _elector.c.number, _elector.c.suffix,
        _elector.c.search, _door.c.flat, _door.c.number.label("house"), _door.c.postcode,
    )  # fmt: skip
    query = select(*columns).outerjoin(_door, _door.c.id == _elector.c.door_id)
    return query.order_by(_elector.c.prefix, _elector.c.number, _elector.c.suffix, _elector.c.id)


def _latest(connection: Connection) -> int:
    return connection.execute(select(func.max(schema.change.c.id))).scalar() or 0
