"""Campaign: the one object every face holds; its rooms are its attributes."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.imports import Imports
from walksheets.places import Places
from walksheets.polling import PollingDay
from walksheets.register import Register
from walksheets.reports import Reports
from walksheets.results import STARTER_CODES, Results, code_rows
from walksheets.rounds import Rounds
from walksheets.sheets import Sheets
from walksheets.sheets.kinds import Papers
from walksheets.store import Store, schema
from walksheets.volunteers import Volunteers

if TYPE_CHECKING:
    from walksheets.results.scan import Scans


class Campaign:
    """An open campaign: a file, or a PostgreSQL database that several organisers share."""

    def __init__(self, store: Store):
        self.store = store
        self.places = Places(store)
        self.register = Register(store)
        self.rounds = Rounds(store, self.places)
        self.sheets = Sheets(store, self.places, self.register, self.rounds)
        self.results = Results(store)
        self.volunteers = Volunteers(store, self.places, self.rounds)
        self.polling = PollingDay(store)
        self.papers = Papers(store, self.places, self.register, self.rounds, self.volunteers, self.polling)
        self.reports = Reports(
            store,
            self.places,
            self.register,
            self.rounds,
            self.volunteers,
            self.sheets,
            self.results,
            self.polling,
        )
        self.imports = Imports(store)

    @classmethod
    def create(cls, where: str | Path, name: str | None = None, who: str | None = None) -> "Campaign":
        """Make a new campaign at a path that is free, or in an empty database, and open it."""
        first = {schema.result_code: code_rows(STARTER_CODES)}
        return cls(Store.create(where, name or _default_name(where), who, first))

    @classmethod
    def open(cls, where: str | Path, who: str | None = None) -> "Campaign":
        """Open a campaign; an older one is upgraded after a backup, a newer one refused."""
        return cls(Store.open(where, who))

    def close(self) -> None:
        """Let go of the file. Everything was kept already."""
        self.store.close()

    def __enter__(self) -> "Campaign":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def scans(self) -> "Scans":
        """Return the scans room; loaded when it is first used, for OpenCV takes its time."""
        from walksheets.results.scan import Scans

        return Scans(self.store)

    @property
    def name(self) -> str:
        """Return the campaign's name."""
        with self.store.read() as connection:
            return str(connection.execute(select(schema.campaign.c.name)).scalar_one())

    def rename(self, name: str) -> Changes:
        """Call the campaign otherwise; its file keeps its name."""
        name = name.strip()
        if not name:
            raise UsersMistake("A campaign needs a name, so nothing was changed. Type one.")
        with self.store.change("Rename the campaign") as writer:
            (row_id,) = writer.connection.execute(select(schema.campaign.c.id)).scalars().all()
            writer.update(schema.campaign, [{"id": row_id, "name": name}])
        return writer.changes()


def _default_name(where: str | Path) -> str:
    return Path(str(where)).stem.replace("_", " ").replace("-", " ").title()
