"""One open campaign database: whole changes, plain reads, undo and redo."""

import getpass
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DBAPIError, OperationalError

from walksheets.changes import Changes
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.store import change_log, schema
from walksheets.store.change_log import PastChange, Row, Writer
from walksheets.store.engine import is_url, make_engine
from walksheets.store.upgrade import bring_up_to_date, has_tables, make_tables

Listener = Callable[[Changes], None]


class Store:
    """The tables of one campaign. Made by `Store.create` and `Store.open`; `close` lets the file go."""

    def __init__(self, where: str | Path, engine: Engine, who: str | None = None):
        self.where = where
        self.who = who or _user_name()
        self._engine = engine
        self._listeners: list[Listener] = []

    @classmethod
    def create(
        cls,
        where: str | Path,
        name: str,
        who: str | None = None,
        first: Mapping[Table, Sequence[Row]] | None = None,
    ) -> "Store":
        """Make the tables of a new campaign called `name` at a free path or in an empty database.

        `first` holds the rows that every campaign begins with; nothing undoes them.
        """
        _refuse_if_taken(where)
        engine = make_engine(where)
        try:
            with _plain_words(where):
                if has_tables(engine):
                    raise UsersMistake(
                        "That database is not empty, so no campaign was made in it. Give an empty one."
                    )
                make_tables(engine)
        except BaseException:
            engine.dispose()
            raise
        store = cls(where, engine, who)
        store._begin(name, first or {})
        return store

    @classmethod
    def open(cls, where: str | Path, who: str | None = None) -> "Store":
        """Open a database that is there, upgrading an older one after a backup."""
        engine = make_engine(where)
        try:
            with _plain_words(where):
                bring_up_to_date(engine, where)
        except BaseException:
            engine.dispose()
            raise
        return cls(where, engine, who)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def listen(self, listener: Listener) -> None:
        """Have `listener` told of every change this store makes, after it is kept."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection to read from, all in one consistent moment."""
        with _plain_words(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(self, what: str, *, dry_run: bool = False) -> Iterator[Writer]:
        """Give a Writer for one whole change named `what` in the user's words.

        Everything is kept when the block ends and nothing when it raises. With `dry_run` the block
        runs in full and nothing is kept. Listeners hear of it after the commit.
        """
        with _plain_words(self.where):
            connection = self._engine.connect().execution_options(writing=True)
            with connection, connection.begin() as transaction:
                writer = Writer(connection, self.who, what)
                yield writer
                if dry_run:
                    transaction.rollback()
        if not dry_run:
            self._tell(writer.changes())

    def undo(self, number: int | None = None) -> Changes:
        """Take back the latest change, or change `number`. Raises UsersMistake when there is none."""
        return self._replay(change_log.next_to_undo, number, "There is nothing to undo.")

    def redo(self) -> Changes:
        """Do again what was undone last. Raises UsersMistake when there is nothing."""
        return self._replay(change_log.next_to_redo, None, "There is nothing to redo.")

    def history(self, limit: int = 50) -> list[PastChange]:
        """Return the latest changes, newest first."""
        with self.read() as connection:
            return change_log.history(connection, limit)

    def can_undo(self) -> str:
        """Return the name of what undo would take back, or nothing."""
        return self._named(change_log.next_to_undo)

    def can_redo(self) -> str:
        """Return the name of what redo would do again, or nothing."""
        return self._named(change_log.next_to_redo).removeprefix("Undo: ")

    def latest_change(self) -> int:
        """Return the newest change's number: another organiser's work shows as a larger one."""
        past = self.history(1)
        return past[0].number if past else 0

    def _begin(self, name: str, first: Mapping[Table, Sequence[Row]]) -> None:
        """Write the campaign's own row and its first ones: the change that nothing takes back."""
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            writer = Writer(connection, self.who, "New campaign", kind="start")
            row = {"name": name, "uid": uuid.uuid4().hex, "created_at": writer.made_at}
            writer.insert(schema.campaign, [row])
            for table, rows in first.items():
                writer.insert(table, rows)

    def _replay(
        self, choose: Callable[[Connection], int | None], number: int | None, nothing: str
    ) -> Changes:
        with _plain_words(self.where):
            connection = self._engine.connect().execution_options(writing=True)
            with connection, connection.begin():
                target = number if number is not None else choose(connection)
                if target is None:
                    raise UsersMistake(nothing)
                done = change_log.undo(connection, self.who, target)
        self._tell(done)
        return done

    def _named(self, choose: Callable[[Connection], int | None]) -> str:
        with self.read() as connection:
            number = choose(connection)
            query = select(schema.change.c.what).where(schema.change.c.id == number)
            return connection.execute(query).scalar() or ""

    def _tell(self, changes: Changes) -> None:
        if changes:
            for listener in self._listeners:
                listener(changes)


def _refuse_if_taken(where: str | Path) -> None:
    """A new campaign never writes over anything."""
    if is_url(where):
        return
    file = Path(where)
    if file.exists():
        raise UsersMistake(f"{file.name} is there already and was left as it is; choose another name.")
    if not file.parent.is_dir():
        raise UsersMistake(f"There is no folder {file.parent}; make it first or choose another.")


@contextmanager
def _plain_words(where: str | Path) -> Iterator[None]:
    """Turn the database's own complaints into one sentence each."""
    try:
        yield
    except OperationalError as error:
        raise MachineTrouble(_sentence(where, str(error.orig))) from error
    except DBAPIError as error:
        if "not a database" in str(error.orig):
            raise UsersMistake(
                f"{_name(where)} is not a Walksheets campaign; it was left as it is."
            ) from error
        raise


def _sentence(where: str | Path, reason: str) -> str:
    name = _name(where)
    known = {
        "locked": f"{name} is in use by another program that is writing to it; nothing was changed. Wait a moment and try again.",
        "readonly": f"{name} can only be read, so nothing was changed. Copy it to a folder you may write to.",
        "full": f"{name} could not be written because the disk is full; nothing was changed. Make some room and try again.",
        "unable to open": f"{name} cannot be opened; nothing was changed. Check the folder and that you may write to it.",
        "no such table": f"{name} is not a Walksheets campaign; it was left as it is.",
    }
    for sign, words in known.items():
        if sign in reason:
            return words
    return (
        f"The database at {name} did not answer; nothing was changed. Check that it is there and try again."
    )


def _name(where: str | Path) -> str:
    """Name a campaign without a password."""
    text = str(where)
    return text.rsplit("@", 1)[-1] if "://" in text else Path(text).name


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "organiser"
