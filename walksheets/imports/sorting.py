"""Sorting files out before anything is written: what each is, or one sentence on why it cannot be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from walksheets.errors import UsersMistake
from walksheets.imports import layouts
from walksheets.imports.layouts import Layout
from walksheets.imports.model import Mended
from walksheets.imports.recognition import Found, columns_seen, recognise
from walksheets.imports.units import Unit, sha256_of
from walksheets.places import map_format
from walksheets.progress import Progress, part, silent
from walksheets.spreadsheets import Table, tables

_GEOJSON_SIGNS = (b'"FeatureCollection"', b'"Feature"', b'"Polygon"', b'"MultiPolygon"')
_MAP = "OpenStreetMap extract"
_AREAS = "GeoJSON areas"
_NOT_MENDED = Mended()
_AS_IT_CAME: Mapping[Path, Mended] = {}


def sort_out_all(
    paths: Sequence[Path],
    kind: str | None,
    mapping: Layout | None,
    progress: Progress = silent,
    mended: Mapping[Path, Mended] = _AS_IT_CAME,
) -> list[Unit]:
    """Return what files hold. A mapping must fit at least one of them; the others may be known without it."""
    units: list[Unit] = []
    unfit: UsersMistake | None = None
    for number, path in enumerate(paths):
        share = part(progress, number / len(paths), (number + 1) / len(paths))
        share(0.0, f"Looking at {path.name}")
        try:
            units += sort_out(path, kind, mapping, share, mended.get(path, _NOT_MENDED))
        except DoesNotFit as error:
            unfit = unfit or error
            if len(paths) == 1:
                raise
            units += sort_out(path, kind, None, share, mended.get(path, _NOT_MENDED))
    if unfit is not None and not any(found.layout.own for unit in units for found in unit.found):
        raise unfit
    return units


class DoesNotFit(UsersMistake):
    """A table without the columns of the mapping that was given for it."""


def sort_out(
    path: Path,
    kind: str | None = None,
    mapping: Layout | None = None,
    progress: Progress = silent,
    mended: Mended = _NOT_MENDED,
) -> list[Unit]:
    """Return what a file holds, one unit a kind: most files are one. Raises UsersMistake."""
    special = _special(path)
    if special:
        name = {"map": _MAP, "boundaries": _AREAS}[special]
        _refuse_wrong_kind(path, kind, special)
        return [Unit(path, special, name, sha256_of(path, progress))]
    if kind in ("map", "boundaries"):
        what = "OpenStreetMap extract (.osm.pbf or .osm)" if kind == "map" else "GeoJSON file of areas"
        raise UsersMistake(f"{path.name} is no {what}, so nothing was imported.")
    parts = [_put_right(table, mended) for table in tables(path, mended.encoding)]
    candidates = _candidates(kind, mapping)
    found = [one for table in parts if (one := recognise(table, candidates))]
    if not found:
        raise _unknown(path, parts[0], kind, mapping)
    return _units(path, _believed(found, parts, kind, path), sha256_of(path, progress))


def _put_right(table: Table, mended: Mended) -> Table:
    """Return a table with the rows that the user mended; a row left out is an empty one, so that none is renumbered."""
    if not mended.rows:
        return table

    def right(rows: Iterable[list[str]]) -> Iterator[list[str]]:
        for number, cells in enumerate(rows, 1):
            yield list(mended.rows.get((number, tuple(cells)), tuple(cells)) or ())

    return replace(table, head=list(right(table.head)), rows=lambda: right(table.rows()))


def _special(path: Path) -> str:
    """Tell maps and boundaries, which are no tables, by their first bytes."""
    if not path.is_file():
        return ""
    try:
        if map_format(path) is not None:
            return "map"
        with path.open("rb") as file:
            start = file.read(1 << 16)
    except OSError:
        return ""  # reading it as a table says in plain words what is wrong
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and any(
        sign in start for sign in _GEOJSON_SIGNS
    ):
        return "boundaries"
    return ""


def _refuse_wrong_kind(path: Path, wanted: str | None, kind: str) -> None:
    if wanted not in (None, kind):
        what = "an OpenStreetMap extract" if kind == "map" else "a GeoJSON file of areas"
        raise UsersMistake(
            f"{path.name} is {what}, not {wanted}; nothing was imported. Let its content say what it is (leave --as away)."
        )


def _candidates(kind: str | None, mapping: Layout | None) -> list[Layout]:
    if mapping is not None:
        return [mapping]
    known = [*layouts.saved().values(), *layouts.shipped()]
    return known if kind is None else [one for one in known if kind in (one.kind, one.becomes)]


def _believed(found: list[Found], parts: list[Table], kind: str | None, path: Path) -> list[Found]:
    """Return the tables to take in, as what they were asked to be; refuse those that are of no use."""
    for one in found:
        if one.layout.refuse:
            raise UsersMistake(f"{path.name} was not imported: it {one.layout.refuse}.")
    if kind is None:
        return found
    fitting = [
        Found(one.table, one.layout, kind, one.header_row, one.columns, one.header, one.unused)
        if kind == one.layout.kind
        else one
        for one in found
        if kind in (one.kind, one.layout.kind)
    ]
    if not fitting:
        raise _unknown(path, parts[0], kind, None)
    return fitting


def _units(path: Path, found: list[Found], sha256: str) -> list[Unit]:
    """Put the tables of one file together by kind and layout: a workbook may have a sheet a district."""
    units: dict[tuple[str, str], Unit] = {}
    for one in found:
        key = (one.kind, one.layout.name)
        unit = units.setdefault(key, Unit(path, one.kind, one.layout.name, sha256))
        unit.found.append(one)
    return list(units.values())


def _unknown(path: Path, table: Table, kind: str | None, mapping: Layout | None) -> UsersMistake:
    """Say why a table is none of what was looked for, which columns were seen and what to do."""
    seen = ", ".join(f"“{title[:40]}”" for title in columns_seen(table)[:12]) or "nothing"
    if mapping is not None:
        missing = [
            title
            for name, title in mapping.titles.items()
            if layouts.fold_header(title) not in _folded(table)
        ]
        lacking = ", ".join(f"“{title}”" for title in missing) or "the mapped columns in one row"
        return DoesNotFit(
            f"{path.name} does not fit the mapping “{mapping.name}”: it has no column {lacking}. Seen: {seen}. "
            "Nothing was imported; correct the mapping's [columns]."
        )
    if kind is not None:
        what = recognise(table, _candidates(None, None))
        known = f" It looks like “{what.layout.name}”." if what else f" Its columns: {seen}."
        return UsersMistake(
            f"{path.name} cannot be taken in as {kind}; nothing was imported.{known} Let its content say what it is (leave --as away), or say which column is what (--mapping)."
        )
    return UsersMistake(
        f"{path.name} is a table, but of no kind that is known; nothing was imported. Its first full row: {seen}. "
        "Say which column is what with --mapping FILE.toml (in the window: choose the columns)."
    )


def _folded(table: Table) -> set[str]:
    return {layouts.fold_header(cell) for row in table.head[:60] for cell in row}
