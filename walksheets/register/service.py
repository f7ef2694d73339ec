"""Register: what the other rooms and the screens ask of electors, one verb each."""

from collections.abc import Iterable, Sequence
from threading import Lock

from sqlalchemy import Connection

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.register import markers, reading
from walksheets.register.finding import Finder
from walksheets.register.records import Elector, ImportBatch, Marker, PastState, Problem, RegisterCounts
from walksheets.store import Store, schema


class Register:
    """The register room of one open campaign."""

    def __init__(self, store: Store):
        self._store = store
        self._lock = Lock()
        self._finder: Finder | None = None

    def electors(
        self,
        search: str = "",
        district: str | None = None,
        limit: int | None = None,
        door_id: int | None = None,
        include_gone: bool = False,
    ) -> list[Elector]:
        """Return electors by elector number.

        Each word of `search` must begin a name or a postcode, be in the street, or be the number or the house
        number. Those gone from the register come only with `include_gone`.
        """
        with self._store.read() as connection:
            ids = None
            if search.strip():
                among = None if door_id is not None or district is not None else limit
                ids = self._found(connection).find(search, among, include_gone=include_gone)
            return reading.electors(
                connection,
                ids=ids,
                district=district,
                limit=limit,
                door_id=door_id,
                include_gone=include_gone,
            )

    def ready_search(self) -> None:
        """Read everybody's words now, so that the first letter typed need not wait for it."""
        with self._store.read() as connection:
            self._found(connection)

    def _found(self, connection: Connection) -> Finder:
        with self._lock:
            if self._finder is None or not self._finder.holds(connection):
                self._finder = Finder(connection)
            return self._finder

    def households(self, door_ids: Sequence[int]) -> dict[int, list[Elector]]:
        """Return who is on the register at each door. Those who must not be contacted say so."""
        with self._store.read() as connection:
            return reading.households(connection, door_ids)

    def counts(self) -> RegisterCounts:
        """Count doors, households, electors, streets and districts."""
        with self._store.read() as connection:
            return reading.counts(connection)

    def history(self, elector_id: int) -> list[PastState]:
        """Return what imports and edits did to one elector, the oldest first."""
        with self._store.read() as connection:
            return reading.history(connection, elector_id)

    def batches(self) -> list[ImportBatch]:
        """Return what was imported, the newest first."""
        with self._store.read() as connection:
            return reading.batches(connection)

    def problems(self, batch_id: int | None = None) -> list[Problem]:
        """Return the rows that were not understood, of one import or of all."""
        with self._store.read() as connection:
            return reading.problems(connection, batch_id)

    def markers(self) -> list[Marker]:
        """Return what the letters beside electors are taken to mean in this campaign."""
        with self._store.read() as connection:
            return markers.read_markers(connection)

    def set_markers(self, table: Iterable[Marker]) -> Changes:
        """Make `table` what the letters mean. What the register says is not altered by it."""
        with self._store.change("Change what the markers mean") as writer:
            markers.write_markers(writer, list(table))
        return writer.changes()

    def set_flags(self, elector_id: int, flags: Iterable[str]) -> Changes:
        """Make `flags` ("do not contact", "deceased", "moved") the flags of one elector."""
        wanted = list(dict.fromkeys(flag.strip() for flag in flags if flag.strip()))
        text = "; ".join(wanted)
        with self._store.change("Flag an elector") as writer:
            found = writer.fetch(schema.elector, [elector_id])
            if not found:
                raise UsersMistake("That elector is no longer in the campaign, so nothing was changed.")
            writer.what = _flagging(found[elector_id]["flags"].split("; "), wanted)
            writer.counts["changed"] = writer.update(schema.elector, [{"id": elector_id, "flags": text}])
        return writer.changes()


def _flagging(before: Sequence[str], after: Sequence[str]) -> str:
    """Name the change of an elector's flags, for the one who may want it undone."""
    if added := [flag for flag in after if flag not in before]:
        return f"Flag an elector: {', '.join(added)}"
    taken = [flag for flag in before if flag and flag not in after]
    return f"Take a flag off an elector: {', '.join(taken)}" if taken else "Flag an elector"
