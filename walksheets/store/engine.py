"""Opening the database itself: a SQLite file, or a PostgreSQL server that several organisers share."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from walksheets.errors import UsersMistake

_SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000")


def is_url(where: str | Path) -> bool:
    """Tell a PostgreSQL URL from a file's path."""
    return str(where).startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def make_engine(where: str | Path) -> Engine:
    """Return an engine on a campaign file's path or a PostgreSQL URL.

    SQLite runs in WAL with synchronous=FULL and foreign keys on, and takes its write lock at the
    start of a change, so that a change never fails half-way for another program's lock.
    """
    if is_url(where):
        return _postgresql(str(where))
    engine = create_engine(f"sqlite:///{Path(where)}")
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: str) -> Engine:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise UsersMistake(
            "That is not a database address the program understands; nothing was opened. It should look like "
            "postgresql://name:password@server/database."
        ) from error
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # the begin event below decides, not the driver
    cursor = dbapi_connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
