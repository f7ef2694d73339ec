"""Result codes: what a letter on a sheet means and does. The starters, and the rules for a campaign's own.

Holds no keying: a code's effect is carried out in `keying`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.store import Writer, schema

KINDS = ("canvass", "leaflet")

EFFECTS = (
    "contact",
    "no contact",
    "moved",
    "deceased",
    "do not contact",
    "delivered",
    "left out",
)
"""What a code can do: count as spoken to or not, put a flag on the elector, count a letterbox as done."""

FLAGS = ("moved", "deceased", "do not contact")
"""The effects that flag an elector, so that later sheets leave them off."""

NO_ANSWER = ("no contact", "left out")
"""The effects that say nothing of the elector: a later answer does not contradict them."""


@dataclass(frozen=True, slots=True)
class ResultCode:
    """One code as ticked on paper and keyed: "N" is "not home", on canvass sheets, no contact made."""

    code: str
    meaning: str
    kind: str = "canvass"
    effect: str = "contact"


STARTER_CODES = (
    ResultCode("1", "strong support"),
    ResultCode("2", "leaning to support"),
    ResultCode("3", "in between"),
    ResultCode("4", "leaning against"),
    ResultCode("5", "strong against"),
    ResultCode("U", "undecided"),
    ResultCode("W", "won't say"),
    ResultCode("N", "not home", effect="no contact"),
    ResultCode("R", "refused"),
    ResultCode("M", "moved", effect="moved"),
    ResultCode("X", "deceased", effect="deceased"),
    ResultCode("D", "do not contact", effect="do not contact"),
    ResultCode("A", "no access", effect="no contact"),
    ResultCode("L", "delivered", "leaflet", "delivered"),
    ResultCode("O", "left out", "leaflet", "left out"),
)


def code_rows(codes: Iterable[ResultCode]) -> list[dict[str, Any]]:
    """Return codes as rows of the table, in their order."""
    return [
        {"code": c.code, "meaning": c.meaning, "kind": c.kind, "effect": c.effect, "position": position}
        for position, c in enumerate(codes, 1)
    ]


def read_codes(connection: Connection) -> list[ResultCode]:
    """Return the campaign's codes in their order."""
    table = schema.result_code
    query = select(table.c.code, table.c.meaning, table.c.kind, table.c.effect).order_by(table.c.position)
    return [ResultCode(*row) for row in connection.execute(query)]


def write_codes(writer: Writer, codes: Sequence[ResultCode]) -> None:
    """Make `codes` the campaign's codes. Raises UsersMistake when they contradict themselves or lose results."""
    _check(codes)
    table = schema.result_code
    there = {row.code: row.id for row in writer.connection.execute(select(table.c.code, table.c.id))}
    wanted = {row["code"]: row for row in code_rows(codes)}
    _refuse_to_lose(writer.connection, there.keys() - wanted.keys())
    writer.counts["removed"] = writer.delete(
        table, [row_id for code, row_id in there.items() if code not in wanted]
    )
    kept = [{"id": there[code], **row} for code, row in wanted.items() if code in there]
    writer.counts["changed"] = writer.update(table, kept)
    writer.counts["new"] = len(
        writer.insert(table, [row for code, row in wanted.items() if code not in there])
    )


def _check(codes: Sequence[ResultCode]) -> None:
    seen: dict[str, str] = {}
    for each in codes:
        if not 1 <= len(each.code) <= 3 or not each.code.isalnum():
            raise UsersMistake(
                f"A code is one to three letters or digits, and “{each.code}” is not; no code was changed."
            )
        if not each.meaning.strip():
            raise UsersMistake(f"Say what the code {each.code} means; no code was changed.")
        if each.code.upper() in seen:
            raise UsersMistake(
                f"The codes {seen[each.code.upper()]} and {each.code} would be the same when keyed; no code was changed."
            )
        if each.kind not in KINDS or each.effect not in EFFECTS:
            raise UsersMistake(
                f"The code {each.code} has a kind or effect that is not known; no code was changed."
            )
        seen[each.code.upper()] = each.code
    if not codes:
        raise UsersMistake("At least one code is needed; no code was changed.")


def _refuse_to_lose(connection: Connection, codes: Iterable[str]) -> None:
    """A code that was keyed keeps its meaning for ever."""
    result = schema.result
    for code in sorted(codes):
        if connection.execute(select(result.c.id).where(result.c.code == code).limit(1)).first():
            raise UsersMistake(
                f"The code {code} has been keyed already, so it cannot be taken away; its meaning may be reworded."
            )
