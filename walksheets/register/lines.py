"""One row of a council's file → one elector as it says, or why it cannot be understood. Pure.

Knows the fields a layout maps to and the rules it reads them by; nothing of files or the store.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from walksheets.places import from_grid
from walksheets.register import elector_numbers, markers, names
from walksheets.register.dates import iso_date
from walksheets.register.elector_numbers import ElectorNumber
from walksheets.register.names import Name
from walksheets.register.records import OPTED_OUT, Problem

ADDRESS_LINES = tuple(f"address{number}" for number in range(1, 10))
_PARTS = ("flat", "house_name", "house", "substreet", "street_number", "street", "locality", "town")
_OTHERS = ("address", "postcode", "district", "ward", "uprn", "lat", "lon", "easting", "northing")
ADDRESS_FIELDS = frozenset((*ADDRESS_LINES, *_PARTS, *_OTHERS))
_IN_BRACKETS = re.compile(r"\(([A-Z0-9]{1,5})\)$")
_NO = {"", "n", "no", "false", "0", "-", "none"}
_SIGNS = {"+": "add", "-": "delete", "=": "amend"}


@dataclass(frozen=True, slots=True)
class Rules:
    """How a layout's cells are to be read."""

    number: str = "parts"
    """parts, or decimal ("25.001"); a joined number says so by its field."""
    name: str = "surname first"
    """Of a joined name: "surname first", "forename first", or "as households say" (see names.order_in)."""
    change: str = ""
    """letters, months (Xpress) or signs (Idox "+Jan"); empty in a full register."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Status letter → add, delete, amend or none."""


@dataclass(frozen=True, slots=True)
class RawAddress:
    """An address as a file gives it: lines, or parts in columns of their own."""

    lines: tuple[str, ...] = ()
    flat: str = ""
    house: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    district: str = ""
    ward: str = ""
    uprn: str = ""
    lat: float | None = None
    lon: float | None = None

    def __bool__(self) -> bool:
        return bool(self.lines or self.flat or self.house or self.street)


@dataclass(slots=True)
class RegisterLine:
    """One elector as one row says."""

    row: int
    number: ElectorNumber
    number_as_sent: str
    name: Name
    name_as_sent: str
    split_sure: bool
    title: str = ""
    markers: str = ""
    date_of_attainment: str = ""
    opted_out: bool = False
    absent: str = ""
    flags: str = ""
    address: RawAddress | None = None
    other: str = ""
    change: str = ""
    source: int = 0
    cells: Sequence[str] = ()


class LineReader:
    """Reads the rows of one file. `problems` gathers what was not understood."""

    def __init__(self, rules: Rules, fields: Collection[str]):
        self._rules = rules
        self.fields = frozenset(fields)
        self.problems: list[Problem] = []
        self.opt_outs = 0
        self._address_fields = tuple(sorted(self.fields & ADDRESS_FIELDS))
        self._addresses: dict[tuple[str, ...], tuple[RawAddress | None, str]] = {}

    @property
    def tells_opt_out(self) -> bool:
        """Tell whether the file says who is off the open register at all; some suppliers' do not."""
        return self.opt_outs > 0 or "opt_out" in self.fields

    def read(
        self, row: int, values: Mapping[str, str], cells: Sequence[str], district: str = "", change: str = ""
    ) -> RegisterLine | None:
        """Return the elector of a row, or None when a problem was noted.

        `district` and `change` are what the title lines above it said, for rows that do not say it themselves.
        """
        number, as_sent = self._number(values, district)
        name, raw, opted_out = self._name(values)
        marks = names.tidy(values.get("markers", ""))
        change = self._change(values) or change
        if number is None:
            self._not_understood(row, "elector number", as_sent, cells)
            return None
        if not name.words and "N" not in marks.upper().split() and change != "delete":
            self._not_understood(row, "name", "", cells)
            return None
        line = RegisterLine(row, number, as_sent, name, raw, "name" not in self.fields, cells=cells)
        line.markers = marks
        line.flags, flagged = _flags(values)
        line.opted_out = opted_out or flagged or _yes(values.get("opt_out", "")) or marks.upper() == "Z"
        self.opt_outs += line.opted_out
        line.title = names.shown(values.get("title", ""))
        line.absent = absent_type(values.get("absent", ""))
        line.date_of_attainment = self._date(row, values, cells)
        address, why_none = self._address(values, number.prefix or district)
        _decide_about_door(line, address, why_none)
        line.change = change
        return line

    def _number(self, values: Mapping[str, str], district: str) -> tuple[ElectorNumber | None, str]:
        number = values.get("number", "").strip()
        if number:
            prefix = values.get("prefix", "") or values.get("district", "") or district
            suffix = values.get("suffix", "") or _digits_only(values.get("name_suffix", ""))
            decimal = self._rules.number == "decimal"
            found = elector_numbers.from_parts(prefix, number, suffix, decimal=decimal)
            if found is None:
                found = _joined_in_number(number, prefix)
            return found, "/".join(filter(None, (number, suffix.strip() if suffix.strip("0 ") else "")))
        joined = names.tidy(values.get("elector_number", ""))
        return elector_numbers.from_joined(joined), joined

    def _address(self, values: Mapping[str, str], district: str) -> tuple[RawAddress | None, str]:
        """Return the address, or why its first line is none; a household's is read once."""
        said = (district, *(values.get(name, "") for name in self._address_fields))
        if said not in self._addresses:
            raw = raw_address(values, district=district)
            self._addresses[said] = raw, markers.no_address(raw.lines[0]) if raw and raw.lines else ""
        return self._addresses[said]

    def _name(self, values: Mapping[str, str]) -> tuple[Name, str, bool]:
        if "name" in self.fields and not values.get("surname"):
            raw = names.tidy(values.get("name", ""))
            text, opted_out = names.take_out_opt_out(raw)
            split = names.forename_first if self._rules.name == "forename first" else names.surname_first
            return split(text), raw, opted_out
        sent = names.tidy(values.get("surname", ""))
        surname, opted_out = names.take_out_opt_out(sent)
        extra = names.tidy(values.get("name_suffix", ""))
        if extra and not extra.isdigit():
            surname = f"{surname} {extra}"
        given = [names.tidy(values.get(part, "")) for part in ("forenames", "middle", "initials")]
        forenames, off = names.take_out_opt_out(" ".join(filter(None, given)))
        raw = ", ".join(filter(None, (sent, forenames)))
        shown = " ".join(names.shown(word) for word in filter(None, given))
        return Name(names.shown(surname), names.take_out_opt_out(shown)[0]), raw, opted_out or off

    def _date(self, row: int, values: Mapping[str, str], cells: Sequence[str]) -> str:
        text = values.get("date_of_attainment", "").strip()
        day = iso_date(text)
        if day is None:
            reason = "This is no date, so the elector was taken in without one."
            self.problems.append(Problem(row, "date of attainment", text, reason, tuple(cells)))
        return day or ""

    def _change(self, values: Mapping[str, str]) -> str:
        rule = self._rules.change
        if rule == "months":
            created, deleted = _month(values.get("created", "")), _month(values.get("deleted", ""))
            if created and created == deleted:
                return "none"
            return "delete" if deleted else "add" if created else "amend"
        text = values.get("change", "").strip()
        if rule == "signs":
            return _SIGNS.get(text[:1], "")
        if rule == "letters" and text:
            return self._rules.letters.get(text[:1].upper(), f"?{text}")
        return ""

    def _not_understood(self, row: int, what: str, value: str, cells: Sequence[str]) -> None:
        reason = f"“{value}” is no {what}." if value else f"There is no {what} in this row."
        self.problems.append(Problem(row, what, value, reason, tuple(cells)))


def raw_address(values: Mapping[str, str], *, district: str = "") -> RawAddress | None:
    """Return the address that a row's fields hold, or None when they hold none."""
    get = values.get
    lines = tuple(filter(None, (names.tidy(values[name]) for name in ADDRESS_LINES if name in values)))
    if not lines and (joined := get("address", "")):
        lines = tuple(filter(None, (names.tidy(part) for part in re.split(r"[,\n;]", joined))))
    parts = {name: names.tidy(get(name, "")) for name in _PARTS}
    if not lines and _needs_lines(parts):
        lines = _lines_of(parts)
    lat, lon = position(values)
    raw = RawAddress(
        lines,
        parts["flat"],
        parts["house_name"] or parts["house"],
        parts["street"],
        ", ".join(filter(None, (parts["locality"], parts["town"]))),
        names.tidy(get("postcode", "")),
        _district(names.tidy(get("district", ""))) or district,
        names.tidy(get("ward", "")),
        names.tidy(get("uprn", "")),
        lat,
        lon,
    )
    return raw or None


def _district(text: str) -> str:
    """Return a district's letters; some systems write "BEETHAM EAST (AD)"."""
    letters = _IN_BRACKETS.search(text)
    return letters[1] if letters else text


def _needs_lines(parts: Mapping[str, str]) -> bool:
    """Tell whether the parts are more than flat, house and street can hold."""
    return bool((parts["house_name"] and parts["house"]) or parts["substreet"] or parts["street_number"])


def _lines_of(parts: Mapping[str, str]) -> tuple[str, ...]:
    """Return parts as the lines of an envelope."""
    house = f"{parts['house']} {parts['substreet']}".strip()
    street = f"{parts['street_number']} {parts['street']}".strip()
    if not parts["substreet"] and not parts["street_number"]:
        house, street = "", f"{parts['house']} {parts['street']}".strip()
    lines = (parts["flat"], parts["house_name"], house, street, parts["locality"], parts["town"])
    return tuple(filter(None, lines))


def position(values: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return the WGS84 degrees a row gives, itself or by the National Grid; 0, 0 is nowhere."""
    lat, lon = _degrees(values.get("lat", "")), _degrees(values.get("lon", ""))
    if lat is not None and lon is not None and (lat or lon) and abs(lat) <= 90 and abs(lon) <= 180:
        return lat, lon
    easting, northing = _metres(values.get("easting", "")), _metres(values.get("northing", ""))
    if easting and northing and 0 < easting < 800_000 and 0 < northing < 1_400_000:
        degrees = from_grid(easting, northing)
        return round(float(degrees[0]), 7), round(float(degrees[1]), 7)
    return None, None


def absent_type(text: str) -> str:
    """Return how an absent voter votes: Postal, Proxy, PostalProxy, or the file's own word."""
    folded = "".join(filter(str.isalpha, text.casefold()))
    if text.strip().casefold() in _NO:
        return ""
    if folded in ("y", "yes", "true", "x", "p", "pv", "pb", "post", "postal", "postalvote", "postalvoter"):
        return "Postal"
    if ("postal" in folded and "proxy" in folded) or folded in ("pp", "ppv"):
        return "PostalProxy"
    if "postal" in folded:
        return "Postal"
    if "proxy" in folded:
        return "Proxy"
    return names.tidy(text)


def _decide_about_door(line: RegisterLine, address: RawAddress | None, why_none: str) -> None:
    """Keep the address of an elector who has one that one could walk to, else say why there is none."""
    nameless = not line.name.words or line.name.words == ["N"]
    anonymous = nameless and "N" in [*line.markers.upper().split(), *line.name.words]
    if address is None or why_none or anonymous:
        line.other = markers.reason_without_address("N" if anonymous else line.markers, why_none)
    else:
        line.address = address


def _digits_only(text: str) -> str:
    """EROS's Suffix is a name's ("Jr"); some councils put the number's there."""
    return text if text.strip().isdecimal() else ""


def _joined_in_number(number: str, prefix: str) -> ElectorNumber | None:
    """A column of numbers may hold joined ones, beside the district or without it."""
    known = {elector_numbers.folded_prefix(prefix)}
    found = elector_numbers.from_joined(number, known)
    if found and prefix and elector_numbers.folded_prefix(found.prefix) not in known:
        return None
    return found


def _flags(values: Mapping[str, str]) -> tuple[str, bool]:
    """Return the flags, and whether the open register's opt-out was among them, as our exports write it."""
    given = [flag.strip() for flag in values.get("flags", "").split(";") if flag.strip()]
    if _yes(values.get("do_not_contact", "")) and "do not contact" not in given:
        given.append("do not contact")
    return "; ".join(flag for flag in given if flag != OPTED_OUT), OPTED_OUT in given


def _yes(text: str) -> bool:
    return text.strip().casefold() not in _NO


def _month(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else 0


def _degrees(text: str) -> float | None:
    return _number(text.replace(",", "."))


def _metres(text: str) -> float | None:
    return _number(text.replace(",", ""))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
