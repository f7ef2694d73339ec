"""The fields a column can be mapped to, in the user's words, and the kinds of file. No decisions."""

KINDS = (
    ("register", "Register of electors"),
    ("alterations", "Register alterations"),
    ("addresses", "Address list"),
    ("absent", "Absent voters"),
    ("volunteers", "Volunteers"),
    ("map", "Map extract (OpenStreetMap)"),
    ("postcodes", "Postcodes and their places"),
    ("uprns", "UPRNs and their places"),
    ("boundaries", "Ward or district boundaries"),
    ("rounds", "Rounds, as exported"),
    ("results", "Results, as exported"),
    ("doors", "Doors, as exported"),
    ("electors", "Electors, as exported"),
)

FIELDS = (
    ("prefix", "polling district letters (prefix)"),
    ("number", "elector number"),
    ("suffix", "elector number suffix"),
    ("elector_number", "whole elector number (LV1-12/1)"),
    ("title", "title"),
    ("surname", "surname"),
    ("forenames", "forenames"),
    ("middle", "middle names"),
    ("initials", "initials"),
    ("name", "whole name"),
    ("markers", "markers"),
    ("date_of_attainment", "date of 18th birthday"),
    ("opt_out", "not on the open register"),
    *((f"address{n}", f"address line {n}") for n in range(1, 10)),
    ("flat", "flat"),
    ("house", "house number or name"),
    ("street", "street"),
    ("town", "town"),
    ("postcode", "postcode"),
    ("district", "polling district"),
    ("ward", "ward"),
    ("uprn", "UPRN"),
    ("lat", "latitude"),
    ("lon", "longitude"),
    ("easting", "easting (British grid)"),
    ("northing", "northing (British grid)"),
    ("change", "kind of alteration"),
    ("type", "kind of absent vote"),
    ("email", "e-mail"),
    ("phone", "telephone"),
    ("roles", "what they do"),
    ("available", "when available"),
    ("max_letterboxes", "most letterboxes"),
    ("experience", "experience"),
    ("notes", "notes"),
)

WORDS = dict(FIELDS)
KIND_WORDS = dict(KINDS)

PLACED = {
    "hand": "placed by hand",
    "uprn": "placed by its UPRN",
    "coordinate": "placed by its own coordinate",
    "map address": "placed by the map's address",
    "street": "place guessed on its street",
    "postcode": "placed by its postcode only",
    "nothing": "not on the map",
}
"""How a door got its place, in the user's words."""
