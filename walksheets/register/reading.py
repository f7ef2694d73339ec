"""Reading the register from the store: electors with their doors, counts, batches, problems, history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from walksheets.register.records import Elector, ImportBatch, PastState, Problem, RegisterCounts
from walksheets.store import schema

_IN_ONE_QUERY = 20_000  # ids in one question: below every database's limit on parameters
_elector, _door, _street = schema.elector, schema.door, schema.street


def electors(
    connection: Connection,
    *,
    district: str | None = None,
    limit: int | None = None,
    door_id: int | None = None,
    ids: Sequence[int] | None = None,
    include_gone: bool = False,
) -> list[Elector]:
    """Return electors by number; see `Register.electors`."""
    query = _query()
    if not include_gone:
        query = query.where(_elector.c.gone_on == "")
    if district is not None:
        query = query.where(_elector.c.prefix == district)
    if door_id is not None:
        query = query.where(_elector.c.door_id == door_id)
    if ids is not None:
        query = query.where(_elector.c.id.in_(ids[:_IN_ONE_QUERY]))
    query = query.order_by(_elector.c.prefix, _elector.c.number, _elector.c.suffix, _elector.c.id)
    if limit is not None:
        query = query.limit(limit)
    found = [_row(row) for row in connection.execute(query).mappings()]
    if ids is not None and len(ids) > _IN_ONE_QUERY:
        found += electors(connection, ids=ids[_IN_ONE_QUERY:], include_gone=include_gone)
    return found


def households(connection: Connection, door_ids: Sequence[int]) -> dict[int, list[Elector]]:
    """Return who is registered at each door, by number; a door without electors has an empty list."""
    living: dict[int, list[Elector]] = {door_id: [] for door_id in door_ids}
    for start in range(0, len(door_ids), _IN_ONE_QUERY):
        chunk = door_ids[start : start + _IN_ONE_QUERY]
        query = _query().where(_elector.c.gone_on == "", _elector.c.door_id.in_(chunk))
        query = query.order_by(_elector.c.prefix, _elector.c.number, _elector.c.suffix)
        for row in connection.execute(query).mappings():
            living[row["door_id"]].append(_row(row))
    return living


def counts(connection: Connection) -> RegisterCounts:
    """Count what is on the register now."""
    here = _elector.c.gone_on == ""
    at_door = and_(here, _elector.c.door_id.is_not(None))

    def count(what: ColumnElement[Any], *where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count(what)).where(*where)).scalar_one()

    districts = connection.execute(select(_elector.c.prefix).where(here).distinct()).scalars()
    dates = select(schema.import_batch.c.register_date).where(
        schema.import_batch.c.kind.in_(("register", "alterations", "electors")),
        schema.import_batch.c.register_date != "",
    )
    latest = connection.execute(dates.order_by(schema.import_batch.c.id.desc()).limit(1)).scalar()
    return RegisterCounts(
        doors=count(_door.c.id),
        households=count(_elector.c.door_id.distinct(), at_door),
        electors=count(_elector.c.id, at_door),
        other_electors=count(_elector.c.id, here, _elector.c.door_id.is_(None)),
        streets=count(_door.c.street_id.distinct()),
        districts=tuple(sorted(districts)),
        absent=count(_elector.c.id, here, _elector.c.absent != ""),
        register_date=latest or "",
    )


def batches(connection: Connection) -> list[ImportBatch]:
    """Return what was imported, the newest first."""
    batch, problem = schema.import_batch, schema.import_problem
    per_batch = (
        select(problem.c.batch_id, func.count().label("problems")).group_by(problem.c.batch_id).subquery()
    )
    query = select(batch, per_batch.c.problems).outerjoin(per_batch, per_batch.c.batch_id == batch.c.id)
    return [
        ImportBatch(
            row["id"],
            row["kind"],
            row["file_name"],
            row["layout"],
            row["register_date"],
            row["imported_at"],
            dict(row["counts"] or {}),
            row["problems"] or 0,
        )
        for row in connection.execute(query.order_by(batch.c.id.desc())).mappings()
    ]


def problems(connection: Connection, batch_id: int | None = None) -> list[Problem]:
    """Return what was not understood of one import, or of all."""
    problem = schema.import_problem
    query = select(problem).order_by(problem.c.batch_id, problem.c.id)
    if batch_id is not None:
        query = query.where(problem.c.batch_id == batch_id)
    return [
        Problem(row["row"], row["column"], row["value"], row["reason"], tuple(row["cells"] or ()))
        for row in connection.execute(query).mappings()
    ]


def history(connection: Connection, elector_id: int) -> list[PastState]:
    """Return what each standing change did to one elector, the oldest first."""
    entry, change = schema.change_entry, schema.change
    query = (
        select(entry.c.op, entry.c.before, change.c.made_at, change.c.who, change.c.what)
        .join(change, change.c.id == entry.c.change_id)
        .where(
            entry.c.table_name == _elector.name,
            entry.c.row_id <= elector_id,
            entry.c.last_row_id >= elector_id,
        )
        .where(change.c.undone_by.is_(None), change.c.kind.in_(("do", "redo")))
        .order_by(entry.c.id.desc())
    )
    now = connection.execute(select(_elector).where(_elector.c.id == elector_id)).mappings().first()
    later = dict(now) if now else {}
    states = []
    for row in connection.execute(query).mappings():
        before = row["before"] or {}
        columns = {column: (value, later.get(column)) for column, value in before.items()}
        states.append(PastState(row["made_at"], row["who"], row["what"], columns))
        later.update(before)
    return states[::-1]


def _query() -> Select[Any]:
    return (
        select(
            _elector,
            _door.c.flat,
            _door.c.number.label("house_number"),
            _street.c.name.label("street"),
            _door.c.postcode,
            _door.c.district,
        )
        .outerjoin(_door, _door.c.id == _elector.c.door_id)
        .outerjoin(_street, _street.c.id == _door.c.street_id)
    )


def _row(row: Any) -> Elector:
    return Elector(
        id=row["id"],
        prefix=row["prefix"],
        number=row["number"],
        suffix=row["suffix"],
        title=row["title"],
        surname=row["surname"],
        forenames=row["forenames"],
        name_as_sent=row["name_as_sent"],
        markers=row["markers"],
        date_of_attainment=row["date_of_attainment"],
        opted_out=row["opted_out"],
        absent=row["absent"],
        flags=tuple(flag for flag in row["flags"].split("; ") if flag),
        door_id=row["door_id"],
        flat=row["flat"] or "",
        house_number=row["house_number"] or "",
        street=row["street"] or "",
        postcode=row["postcode"] or "",
        district=row["district"] or row["prefix"],
        other=row["other"],
        register_date=row["register_date"],
        gone_on=row["gone_on"],
    )
