"""Polling day: which day it is, the numbers taken at the polling stations, and the turnout they show.

Each verb is one whole change. Holds no names: a number says that somebody voted, and never how.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.polling.numbers import read_numbers
from walksheets.polling.records import DistrictTurnout, Voted
from walksheets.register import ElectorNumber
from walksheets.store import Store, Writer, schema

_DAY = "polling day"
_NAMED = 5  # numbers that a sentence names before it counts the rest
_elector, _voted = schema.elector, schema.voted


class PollingDay:
    """The polling room of one open campaign. A day is an ISO date; None is the campaign's polling day."""

    def __init__(self, store: Store):
        self._store = store

    def day(self) -> str:
        """Return the campaign's polling day, or nothing when none was set."""
        with self._store.read() as connection:
            return _day(connection)

    def set_day(self, day: str) -> Changes:
        """Say which day is polling day (ISO date); numbers kept for another day stay with that day."""
        day = _checked(day)
        with self._store.change(f"Polling day is {day}") as writer:
            setting = schema.setting
            found = writer.connection.execute(select(setting.c.id).where(setting.c.key == _DAY)).scalar()
            if found is None:
                writer.insert(setting, [{"key": _DAY, "value": day}])
            else:
                writer.update(setting, [{"id": found, "value": day}])
        return writer.changes()

    def districts(self, day: str | None = None) -> list[DistrictTurnout]:
        """Return every polling district with its electors and how many have voted."""
        counted = (
            select(_elector.c.prefix, func.count(), func.count(_voted.c.id), func.max(_voted.c.taken_at))
            .group_by(_elector.c.prefix)
            .order_by(_elector.c.prefix)
            .where(_elector.c.gone_on == "")
        )
        with self._store.read() as connection:
            day = _day(connection) if day is None else day
            mine = (_voted.c.elector_id == _elector.c.id) & (_voted.c.polling_day == day)
            rows = connection.execute(counted.outerjoin(_voted, mine)).all()
        return [DistrictTurnout(prefix, all_, some, latest or "") for prefix, all_, some, latest in rows]

    def take_numbers(self, text: str, district: str = "", day: str | None = None) -> Changes:
        """Keep that the electors of these numbers have voted: all of them, or none when one is not known.

        `text` is what stands on the pad, "12 15 18/1"; a number may have its own letters. One that was
        kept before counts as "same".
        """
        numbers = read_numbers(text, district)
        with self._store.change(f"Numbers taken in {district}" if district else "Numbers taken") as writer:
            _keep(writer, _set_day(writer.connection, day), _electors(writer.connection, numbers))
        return writer.changes()

    def take_electors(self, elector_ids: Sequence[int], what: str, day: str | None = None) -> Changes:
        """Keep that these electors have voted, under the name `what`; who is off the register is passed over."""
        wanted = set(elector_ids)
        with self._store.change(what) as writer:
            query = select(_elector.c.id, _elector.c.prefix, _elector.c.number, _elector.c.suffix)
            rows = writer.connection.execute(query.where(_elector.c.gone_on == "").order_by(_elector.c.id))
            found = {row.id: str(ElectorNumber(*row[1:])) for row in rows if row.id in wanted}
            _keep(writer, _set_day(writer.connection, day), found)
        return writer.changes()

    def take_back(self, text: str, district: str = "", day: str | None = None) -> Changes:
        """Say that the electors of these numbers have not voted after all: a number was misread."""
        numbers = read_numbers(text, district)
        with self._store.change(
            f"Numbers taken back in {district}" if district else "Numbers taken back"
        ) as writer:
            day = _set_day(writer.connection, day)
            there = _kept(writer.connection, day)
            found = _electors(writer.connection, numbers)
            missing = [number for elector_id, number in found.items() if elector_id not in there]
            if missing:
                raise UsersMistake(
                    f"{_listed(missing)} had not been kept as voted, so nothing was taken back. Look at the number again."
                )
            writer.counts["removed"] = writer.delete(_voted, [there[each] for each in found])
        return writer.changes()

    def voted(self, day: str | None = None) -> list[Voted]:
        """Return whose numbers were taken, in the order they were keyed; of all days when `day` is ""."""
        query = select(_voted).order_by(_voted.c.id)
        with self._store.read() as connection:
            day = _day(connection) if day is None else day
            rows = connection.execute(query.where(_voted.c.polling_day == day) if day else query).all()
        return [
            Voted(row.polling_day, row.elector_id, row.elector_number, row.taken_at, row.taken_by)
            for row in rows
        ]


def _keep(writer: Writer, day: str, found: Mapping[int, str]) -> None:
    """Write that electors (id → number) have voted on a day; who was kept before counts as "same"."""
    there = _kept(writer.connection, day)
    rows = [
        {
            "polling_day": day,
            "elector_id": elector_id,
            "elector_number": number,
            "taken_at": writer.made_at,
            "taken_by": writer.who,
        }
        for elector_id, number in found.items()
        if elector_id not in there
    ]
    writer.insert(_voted, rows)
    writer.counts.update(new=len(rows), same=len(found) - len(rows))


def _day(connection: Connection) -> str:
    query = select(schema.setting.c.value).where(schema.setting.c.key == _DAY)
    return str(connection.execute(query).scalar() or "")


def _set_day(connection: Connection, day: str | None) -> str:
    """Return the day asked for, or the campaign's. Raises UsersMistake when there is none."""
    day = _day(connection) if day is None else day
    if not day:
        raise UsersMistake("It is not said which day is polling day, so nothing was kept. Set it first.")
    return _checked(day)


def _checked(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsersMistake(
            f"“{day}” is no date, so nothing was changed. Write the year, month and day: 2026-05-07."
        ) from error


def _electors(connection: Connection, numbers: Sequence[ElectorNumber]) -> dict[int, str]:
    """Return the electors' ids and numbers as registered. Raises UsersMistake, naming them, for those nobody has."""
    known: dict[tuple[Any, ...], tuple[int, str]] = {}
    near: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    query = select(_elector.c.id, _elector.c.prefix, _elector.c.number, _elector.c.suffix)
    wanted = {number.number for number in numbers}
    for row in connection.execute(query.where(_elector.c.gone_on == "").order_by(_elector.c.suffix)):
        if row.number in wanted:
            number = ElectorNumber(row.prefix, row.number, row.suffix)
            known[number.key] = row.id, str(number)
            near[number.key[:2]].append(str(number))
    missing = [number for number in numbers if number.key not in known]
    if missing:
        others = [each for number in missing for each in near[number.key[:2]]]
        hint = f" There is {_listed(others)}." if others else ""
        raise UsersMistake(
            f"Nobody on the register has the number {_listed([str(n) for n in missing])}, so nothing was kept.{hint} Look at the pad again."
        )
    return dict(known[number.key] for number in numbers)


def _kept(connection: Connection, day: str) -> dict[int, int]:
    """Return the rows of a day: elector id → row id."""
    query = select(_voted.c.elector_id, _voted.c.id).where(_voted.c.polling_day == day)
    return {row.elector_id: row.id for row in connection.execute(query)}


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_NAMED])
    more = len(words) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown
