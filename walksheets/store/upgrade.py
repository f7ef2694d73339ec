"""Bringing a campaign's tables up to what this program knows, one Alembic migration at a time.

An older file is copied first; SQLite migrates with foreign keys off and ends with a check; a file
newer than the program is refused. A campaign is never run half-upgraded.
"""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.store.engine import is_url


def make_tables(engine: Engine) -> None:
    """Lay down the tables of a new campaign in an empty database."""
    _migrate(engine)


def bring_up_to_date(engine: Engine, where: str | Path) -> None:
    """Upgrade an older campaign after a backup; refuse a newer one and what is no campaign."""
    if not is_url(where) and not Path(where).is_file():
        raise UsersMistake(
            f"There is no campaign file {Path(where).name}; make one with “walksheets new” first."
        )
    version = _version(engine) if is_url(where) else _version_in_file(Path(where))
    if version is None:
        raise UsersMistake("That is not a Walksheets campaign; it was left as it is.")
    scripts = ScriptDirectory.from_config(_config())
    if version == scripts.get_current_head():
        return
    if version not in {script.revision for script in scripts.walk_revisions()}:
        raise UsersMistake(
            "That campaign was made by a newer Walksheets than this one; it was left as it is. Install the newer program."
        )
    if not is_url(where):
        back_up(Path(where), version)
    _migrate(engine)


def back_up(file: Path, version: str) -> Path:
    """Copy a campaign file, as of one moment, beside itself; return the copy's path."""
    copy = file.with_name(f"{file.stem}-before-upgrade-{version}{file.suffix}")
    source, target = sqlite3.connect(file), sqlite3.connect(copy)
    try:
        source.backup(target)
    except sqlite3.Error as error:
        raise MachineTrouble(
            f"{file.name} could not be backed up, so it was not upgraded or changed. Make some room on the disk and try again."
        ) from error
    finally:
        source.close()
        target.close()
    return copy


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _version_in_file(file: Path) -> str | None:
    """Look without touching: opening a stranger's file in WAL mode would already rewrite it."""
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("select version_num from alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "unable to open" in str(error):
            raise MachineTrouble(
                f"{file.name} cannot be opened just now; it was left as it is. Close other programs that use it and try again."
            ) from error
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def _migrate(engine: Engine) -> None:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:  # cascading or dangling keys must not bite while tables are copied over
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin():
            _upgrade(connection)
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise MachineTrouble(
                    "The campaign could not be upgraded; it was left as it was, with a copy beside it."
                )
    engine.dispose()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def has_tables(engine: Engine) -> bool:
    """Tell whether the database holds any table at all."""
    return bool(inspect(engine).get_table_names())
