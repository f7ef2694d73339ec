"""Volunteers as rows: reading them, and taking in a list of them so that a second import finds the same.

Works on an open connection or Writer; knows nothing of rounds.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from walksheets.errors import UsersMistake
from walksheets.places import postcode
from walksheets.store import Writer, schema
from walksheets.volunteers.records import Volunteer, roles_from

TEXTS = ("name", "email", "phone", "address", "postcode", "available", "experience", "notes")


def read_people(connection: Connection, *, include_left: bool = False) -> list[Volunteer]:
    """Return the volunteers by name; those who left only when asked for."""
    query = select(schema.volunteer)
    if not include_left:
        query = query.where(schema.volunteer.c.left.is_(False))
    people = [volunteer_from(dict(row)) for row in connection.execute(query).mappings()]
    return sorted(people, key=lambda person: (person.name.casefold(), person.id))


def volunteer_from(row: Mapping[str, Any]) -> Volunteer:
    """Return the frozen row of a database row."""
    return Volunteer(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        address=row["address"],
        postcode=row["postcode"],
        roles=roles_from(row["roles"]),
        available=row["available"],
        max_letterboxes=row["max_letterboxes"],
        experience=row["experience"],
        notes=row["notes"],
        left=row["left"],
    )


def columns_from(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of `given` is a volunteer's, cleaned as the store keeps it.

    Raises UsersMistake for a number of letterboxes that is none.
    """
    row: dict[str, Any] = {key: _plain(given[key]) for key in TEXTS if given.get(key) is not None}
    if "postcode" in row:
        row["postcode"] = postcode(row["postcode"])
    if given.get("roles") is not None:
        roles = given["roles"]
        row["roles"] = "; ".join(roles_from(roles if isinstance(roles, str) else "; ".join(roles)))
    if "max_letterboxes" in given:
        row["max_letterboxes"] = _letterboxes(given["max_letterboxes"])
    return row


def take_in_volunteers(writer: Writer, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Add or update volunteers from a list; return the counts new, changed and same.

    The same person is the one with the same e-mail, else with the same name and telephone number. An
    empty cell takes nothing away. Rows without a name or e-mail are the caller's to report and are
    passed over here.
    """
    known = [dict(row) for row in writer.connection.execute(select(schema.volunteer)).mappings()]
    by_email = {row["email"].casefold(): row for row in known if row["email"]}
    by_phone = {_name_and_phone(row): row for row in known}
    counts = {"new": 0, "changed": 0, "same": 0}
    for given in rows:
        row = {key: value for key, value in columns_from(given).items() if value not in ("", None)}
        if not (row.get("name") or row.get("email")):
            continue
        old = by_email.get(row.get("email", "").casefold()) or _by_phone(by_phone, row)
        if old is None:
            (volunteer_id,) = writer.insert(schema.volunteer, [row])
            old = {**dict.fromkeys(TEXTS, ""), **row, "id": volunteer_id}
            counts["new"] += 1
        elif writer.update(schema.volunteer, [{"id": old["id"], **row}]):
            old.update(row)
            counts["changed"] += 1
        else:
            counts["same"] += 1
        by_phone[_name_and_phone(old)] = old
        if old["email"]:
            by_email[old["email"].casefold()] = old
    return counts


def _by_phone(by_phone: dict[tuple[str, str], dict[str, Any]], row: dict[str, Any]) -> dict[str, Any] | None:
    """Find a person by name and telephone; one with another e-mail is another person."""
    found = by_phone.get(_name_and_phone(row))
    if found and row.get("email") and found["email"]:
        return None
    return found


def _name_and_phone(row: Mapping[str, Any]) -> tuple[str, str]:
    return row.get("name", "").casefold(), re.sub(r"\D", "", row.get("phone", ""))


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _letterboxes(value: object) -> int | None:
    text = _plain(value) if value is not None else ""
    if not text:
        return None
    found = re.fullmatch(r"(\d+)(?:\.0+)?", text.replace(",", ""))
    if found is None:
        raise UsersMistake(
            f"“{text}” is not a number of letterboxes, so nothing was changed. Give a whole number, or leave it empty."
        )
    return int(found[1])
