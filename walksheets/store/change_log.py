"""Writing with memory: each insert, update and delete is logged in the transaction that makes it.

A `Writer` is the only way rooms write. Undo replays a change's entries backwards, through a Writer
again, so an undo is itself a change and can be redone. Holds no knowledge of any room's rules.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.store import schema

_CHUNK = 500  # ids in one IN list: below every database's limit on parameters

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PastChange:
    """One line of the campaign's history."""

    number: int
    made_at: str
    who: str
    what: str
    kind: str
    undone: bool


def now() -> str:
    """Return this moment as the store writes it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


class Writer:
    """One whole change in the making: everything written here is kept together or not at all."""

    def __init__(
        self, connection: Connection, who: str, what: str, kind: str = "do", target: int | None = None
    ):
        self.connection = connection
        self.who = who
        self.what = what
        self.made_at = now()
        self.counts: dict[str, int] = {}
        self._kind = kind
        self._target = target
        self._number: int | None = None
        self._nouns: set[str] = set()

    def insert(self, table: Table, rows: Iterable[Row]) -> range:
        """Insert rows (without ids) and return the run of ids they were given, in order."""
        prepared = [dict(row) for row in rows]
        ids = self._reserve(table, len(prepared))
        for row_id, row in zip(ids, prepared, strict=True):
            row["id"] = row_id
        self._insert(table, prepared)
        return ids

    def update(self, table: Table, rows: Iterable[Row]) -> int:
        """Write the given columns of rows named by "id"; log and touch only what really differs.

        Returns how many rows changed. Rows may name different columns. Raises KeyError for an id
        that is not there.
        """
        wanted = {row["id"]: {k: v for k, v in row.items() if k != "id"} for row in rows}
        before = self.fetch(table, wanted)
        altered: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        entries = []
        for row_id, new in wanted.items():
            old = before[row_id]
            differing = {k: v for k, v in new.items() if old[k] != v}
            if differing:
                columns = tuple(sorted(differing))
                altered.setdefault(columns, []).append({"_id": row_id, **differing})
                entries.append((row_id, {k: old[k] for k in columns}))
        self._log_rows(table, "update", entries)
        for columns, batch in altered.items():
            statement = (
                update(table)
                .where(table.c.id == bindparam("_id"))
                .values({name: bindparam(name) for name in columns})
            )
            self.connection.execute(statement, batch)
        return len(entries)

    def delete(self, table: Table, ids: Iterable[int]) -> int:
        """Delete rows by id, keeping what they were; return how many there were."""
        before = self.fetch(table, ids)
        self._log_rows(table, "delete", list(before.items()))
        for chunk in _chunks(list(before)):
            self.connection.execute(delete(table).where(table.c.id.in_(chunk)))
        return len(before)

    def fetch(self, table: Table, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return rows by id, each as a dict of all its columns."""
        found: dict[int, dict[str, Any]] = {}
        for chunk in _chunks(list(ids)):
            for row in self.connection.execute(select(table).where(table.c.id.in_(chunk))).mappings():
                found[row["id"]] = dict(row)
        return found

    def take_back(self, target: int) -> None:
        """Write the reverse of every entry of change `target`, the last one first."""
        entry = schema.change_entry
        query = select(entry).where(entry.c.change_id == target).order_by(entry.c.id.desc())
        for row in self.connection.execute(query).mappings().all():
            table = schema.metadata.tables[row["table_name"]]
            if row["op"] == "insert":
                self.delete(table, range(row["row_id"], row["last_row_id"] + 1))
            elif row["op"] == "update":
                self.update(table, [{"id": row["row_id"], **_thawed(row["before"])}])
            else:
                self._insert(table, [_thawed(row["before"])])

    def changes(self) -> Changes:
        """Return what this change amounts to."""
        return Changes(self.what, self._number, frozenset(self._nouns), dict(self.counts))

    def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        self.connection.execute(insert(table), list(rows))
        entries = [
            {"op": "insert", "row_id": first, "last_row_id": last, "before": None}
            for first, last in _runs(row["id"] for row in rows)
        ]
        self._log(table, entries)

    def _log_rows(self, table: Table, op: str, entries: Sequence[tuple[int, Row]]) -> None:
        rows = [
            {"op": op, "row_id": row_id, "last_row_id": row_id, "before": _frozen(before)}
            for row_id, before in entries
        ]
        self._log(table, rows)

    def _log(self, table: Table, entries: list[dict[str, Any]]) -> None:
        if not entries:
            return
        if self._number is None:
            self._number = self._begin()
        self._nouns.add(table.info["noun"])
        for row in entries:
            row.update(change_id=self._number, table_name=table.name)
        self.connection.execute(insert(schema.change_entry), entries)

    def _begin(self) -> int:
        (number,) = self._reserve(schema.change, 1)
        row = {
            "id": number,
            "made_at": self.made_at,
            "who": self.who,
            "what": self.what,
            "kind": self._kind,
            "target": self._target,
        }
        self.connection.execute(insert(schema.change), [row])
        return number

    def _reserve(self, table: Table, count: int) -> range:
        """Take the next `count` ids; the counter's row lock keeps two writers apart on a server."""
        counter = schema.id_counter
        mine = counter.c.table_name == table.name
        self.connection.execute(update(counter).where(mine).values(next_id=counter.c.next_id + count))
        after = self.connection.execute(select(counter.c.next_id).where(mine)).scalar()
        if after is None:
            after = 1 + count
            self.connection.execute(insert(counter), [{"table_name": table.name, "next_id": after}])
        return range(after - count, after)


def undo(connection: Connection, who: str, target: int) -> Changes:
    """Take back one change, unless a later one stands on the rows it touched."""
    row = _change(connection, target)
    _refuse_if_built_upon(connection, target, row["what"])
    kind = "redo" if row["kind"] == "undo" else "undo"
    what = row["what"].removeprefix("Undo: ") if kind == "redo" else f"Undo: {row['what']}"
    writer = Writer(connection, who, what, kind, target)
    writer.take_back(target)
    done = writer.changes()
    connection.execute(
        update(schema.change).where(schema.change.c.id == target).values(undone_by=done.number)
    )
    return done


def next_to_undo(connection: Connection) -> int | None:
    """Return the latest change that stands and can be taken back."""
    change = schema.change
    query = select(change.c.id).where(change.c.kind.in_(("do", "redo")), change.c.undone_by.is_(None))
    return connection.execute(query.order_by(change.c.id.desc()).limit(1)).scalar()


def next_to_redo(connection: Connection) -> int | None:
    """Return the latest undo that nothing new was done after."""
    change = schema.change
    last_done = select(change.c.id).where(change.c.kind == "do").order_by(change.c.id.desc()).limit(1)
    since = connection.execute(last_done).scalar() or 0
    query = select(change.c.id).where(
        change.c.kind == "undo", change.c.undone_by.is_(None), change.c.id > since
    )
    return connection.execute(query.order_by(change.c.id.desc()).limit(1)).scalar()


def history(connection: Connection, limit: int) -> list[PastChange]:
    """Return the latest changes, newest first."""
    change = schema.change
    query = select(change).order_by(change.c.id.desc()).limit(limit)
    return [
        PastChange(r.id, r.made_at, r.who, r.what, r.kind, r.undone_by is not None)
        for r in connection.execute(query)
    ]


def _change(connection: Connection, number: int) -> Row:
    row = connection.execute(select(schema.change).where(schema.change.c.id == number)).mappings().first()
    if row is None or row["undone_by"] is not None:
        raise UsersMistake("That change was already taken back, so nothing was changed.")
    return dict(row)


def _refuse_if_built_upon(connection: Connection, target: int, what: str) -> None:
    """Refuse when a later standing change touched one of the same rows."""
    entry, change = schema.change_entry, schema.change
    mine, later = entry.alias("mine"), entry.alias("later")
    query = (
        select(change.c.what)
        .join(later, later.c.change_id == change.c.id)
        .join(
            mine,
            (mine.c.table_name == later.c.table_name)
            & (mine.c.row_id <= later.c.last_row_id)
            & (mine.c.last_row_id >= later.c.row_id),
        )
        .where(mine.c.change_id == target, change.c.id > target)
        .where(change.c.undone_by.is_(None), change.c.kind != "undo")
        .limit(1)
    )
    if target in (next_to_undo(connection), next_to_redo(connection)):
        return
    blocker = connection.execute(query).scalar()
    if blocker is not None:
        raise UsersMistake(
            f"“{what}” cannot be undone while “{blocker}” stands on it; nothing was changed. Undo that one first."
        )


def _frozen(row: Row) -> dict[str, Any]:
    """Return a row that JSON can hold; bytes go as base64."""
    return {
        k: {"base64": base64.b64encode(v).decode()} if isinstance(v, bytes) else v for k, v in row.items()
    }


def _thawed(row: Row) -> dict[str, Any]:
    return {
        k: base64.b64decode(v["base64"]) if isinstance(v, dict) and set(v) == {"base64"} else v
        for k, v in row.items()
    }


def _runs(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Fold ids into runs of neighbours: 1 2 3 7 8 → (1, 3), (7, 8)."""
    runs: list[tuple[int, int]] = []
    for row_id in ids:
        if runs and row_id == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row_id)
        else:
            runs.append((row_id, row_id))
    return runs


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[i : i + _CHUNK] for i in range(0, len(ids), _CHUNK))
