"""The store: one campaign's tables in one SQLite file or one PostgreSQL database.

SQLAlchemy and Alembic live here and nowhere above: rooms write through `Writer`, which keeps the
change log that undo replays, and read with plain Core selects over `schema`.
"""

from walksheets.store import schema
from walksheets.store.change_log import PastChange, Writer
from walksheets.store.store import Store

__all__ = ["PastChange", "Store", "Writer", "schema"]
