"""What a code does to an elector: the flags "moved", "deceased", "do not contact" put on and taken off again.

A flag that an answer set goes with that answer; one that was there before, or that another answer
stands for too, stays. Works on an open writer.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from walksheets.results.codes import FLAGS
from walksheets.store import Writer, schema

_CHUNK = 500  # values in one IN list


def flag_electors(
    writer: Writer,
    elector_ids: Iterable[int],
    effects: Mapping[str, str],
    new: set[int],
    taken_off: Mapping[int, set[str]],
) -> None:
    """Put on electors the flags of their `new` answers (ids), and take off what corrected answers had set.

    `effects` says what each code does; `taken_off` the flags that corrected answers had set, by elector.
    """
    ids = sorted(set(elector_ids))
    standing = _standing(writer, ids)
    electors, results = [], []
    for elector_id, row in writer.fetch(schema.elector, ids).items():
        flags = [flag for flag in row["flags"].split("; ") if flag]
        for flag in FLAGS:
            saying = [r["id"] for r in standing.get(elector_id, []) if effects.get(r["code"]) == flag]
            fresh = [result_id for result_id in saying if result_id in new]
            if flag in taken_off.get(elector_id, ()):
                if saying:  # another answer says so too: it takes the flag over
                    results.append({"id": saying[0], "flag_set": flag})
                elif flag in flags:
                    flags.remove(flag)
            elif fresh and flag not in flags:
                flags.append(flag)
                results.append({"id": fresh[0], "flag_set": flag})
        electors.append({"id": elector_id, "flags": "; ".join(flags)})
    writer.update(schema.elector, electors)
    writer.update(schema.result, results)


def _standing(writer: Writer, elector_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Return each elector's standing answers on all sheets, the oldest first."""
    result, line = schema.result, schema.sheet_line
    standing: dict[int, list[dict[str, Any]]] = {}
    for start in range(0, len(elector_ids), _CHUNK):
        query = (
            select(result.c.id, result.c.code, line.c.elector_id)
            .join(line, line.c.id == result.c.sheet_line_id)
            .where(line.c.elector_id.in_(elector_ids[start : start + _CHUNK]), result.c.superseded.is_(False))
            .order_by(result.c.id)
        )
        for row in writer.connection.execute(query).mappings():
            standing.setdefault(row["elector_id"], []).append(dict(row))
    return standing
