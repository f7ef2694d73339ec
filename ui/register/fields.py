"""The fields a column can be mapped to, in the user's words, and the kinds of file. No decisions."""

from ui.core_words import in_words
from ui.language import tr


def kinds() -> dict[str, str]:
    """Return the kinds of file, each with its words."""
    return {
        "register": tr("Register of electors"),
        "alterations": tr("Register alterations"),
        "addresses": tr("Address list"),
        "absent": tr("Absent voters"),
        "volunteers": tr("Volunteers"),
        "map": tr("Map extract (OpenStreetMap)"),
        "postcodes": tr("Postcodes and their places"),
        "uprns": tr("UPRNs and their places"),
        "boundaries": tr("Ward or district boundaries"),
        "rounds": tr("Rounds, as exported"),
        "results": tr("Results, as exported"),
        "doors": tr("Doors, as exported"),
        "electors": tr("Electors, as exported"),
    }


def kind_words(kind: str) -> str:
    """Return what a kind of file is called."""
    return kinds().get(kind, kind)


def fields() -> dict[str, str]:
    """Return the fields that a column may hold, each with its words."""
    return {
        "prefix": tr("polling district letters (prefix)"),
        "number": tr("elector number"),
        "suffix": tr("elector number suffix"),
        "elector_number": tr("whole elector number (LV1-12/1)"),
        "title": tr("title"),
        "surname": tr("surname"),
        "forenames": tr("forenames"),
        "middle": tr("middle names"),
        "initials": tr("initials"),
        "name": tr("whole name"),
        "markers": tr("markers"),
        "date_of_attainment": tr("date of 18th birthday"),
        "opt_out": tr("not on the open register"),
        **{f"address{n}": tr("address line {n}").format(n=n) for n in range(1, 10)},
        "flat": tr("flat"),
        "house": tr("house number or name"),
        "street": tr("street"),
        "town": tr("town"),
        "postcode": tr("postcode"),
        "district": tr("polling district"),
        "ward": tr("ward"),
        "uprn": tr("UPRN"),
        "lat": tr("latitude"),
        "lon": tr("longitude"),
        "easting": tr("easting (British grid)"),
        "northing": tr("northing (British grid)"),
        "change": tr("kind of alteration"),
        "type": tr("kind of absent vote"),
        "email": tr("e-mail"),
        "phone": tr("telephone"),
        "roles": tr("what they do"),
        "available": tr("when available"),
        "max_letterboxes": tr("most letterboxes"),
        "experience": tr("experience"),
        "notes": tr("notes"),
    }


def column_words(column: str) -> str:
    """Return what the column of a problem is called: one of the fields, or as the core says it."""
    named = {"address": tr("address"), "housing": tr("housing"), **fields()}
    return named.get(column) or in_words(column)


FAMILIES = (
    ("number", ("prefix", "number", "suffix", "elector_number", "district", "ward", "markers", "change", "type")),
    ("name", ("title", "surname", "forenames", "middle", "initials", "name", "email", "phone", "roles")),
    ("address", ("address", "flat", "house", "street", "town", "postcode", "uprn", "lat", "lon", "easting", "northing")),
)  # fmt: skip
"""Fields of one family have one colour; whatever is in none of them has another."""


def family(field: str) -> str:
    """Return the family of a field: what it is about."""
    plain = field.rstrip("0123456789")
    return next((name for name, members in FAMILIES if plain in members), "other")


def placed(how: str) -> str:
    """Return how a door got its place, in the user's words."""
    return {
        "hand": tr("placed by hand"),
        "uprn": tr("placed by its UPRN"),
        "coordinate": tr("placed by its own coordinate"),
        "map address": tr("placed by the map's address"),
        "street": tr("place guessed on its street"),
        "postcode": tr("placed by its postcode only"),
        "nothing": tr("not on the map"),
    }.get(how, how)
