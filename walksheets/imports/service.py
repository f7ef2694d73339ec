"""Imports: recognise files and bring them in, all of them or nothing, or only see what that would do."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from walksheets.errors import UsersMistake
from walksheets.imports import electors_in, layouts, lists_in, places_in
from walksheets.imports.layouts import KINDS, Layout
from walksheets.imports.model import ImportReport, Mended, Recognised
from walksheets.imports.sorting import sort_out, sort_out_all
from walksheets.imports.units import Batches, Unit
from walksheets.places import place_doors
from walksheets.progress import Progress, part, silent
from walksheets.spreadsheets import Table
from walksheets.store import Store, Writer

Mapped = Path | str | Mapping[str, Any] | None
"""A mapping: its file, the name it was saved under, or its content."""

Importer = Callable[[Writer, list[Unit], Batches, Progress], None]
_IMPORTERS: Mapping[str, Importer] = {
    "map": places_in.take_in_maps,
    "boundaries": places_in.take_in_outlines,
    "postcodes": places_in.take_in_postcode_files,
    "uprns": places_in.take_in_uprn_files,
    "addresses": places_in.take_in_address_lists,
    "doors": places_in.take_in_our_doors,
    "register": electors_in.take_in_registers,
    "alterations": electors_in.take_in_notices,
    "electors": electors_in.take_in_our_electors,
    "absent": electors_in.take_in_absent_lists,
    "volunteers": lists_in.take_in_people,
    "rounds": lists_in.take_in_round_lists,
    "results": lists_in.take_in_result_lists,
}
_MOVES_DOORS = frozenset(KINDS) - {"absent", "volunteers", "rounds", "results"}

_SHOWN = 20  # rows
_LETTERS = 12  # cells


class Imports:
    """The imports room of one open campaign."""

    def __init__(self, store: Store):
        self._store = store

    def recognise(
        self, path: Path | str, kind: str | None = None, mapping: Mapped = None, encoding: str = ""
    ) -> Recognised:
        """Say what a file is taken for, by its content alone. Raises UsersMistake when nobody can tell.

        `encoding` says how its letters are written where the program takes them for something else.
        """
        path = Path(path)
        unit = sort_out(path, _kind(kind), _layout(mapping), mended=Mended(encoding))[0]
        if not unit.found:
            return Recognised(str(path), unit.kind, unit.layout)
        found = unit.found[0]
        return Recognised(
            str(path),
            unit.kind,
            unit.layout,
            found.table.encoding,
            found.table.delimiter,
            found.table.part,
            found.header_row,
            found.header,
            dict(found.columns),
            found.unused,
            tuple(tuple(row) for row in found.table.head[:_SHOWN]),
            _letters(found.table),
        )

    def bring_in(
        self,
        paths: Sequence[Path | str] | Path | str,
        kind: str | None = None,
        mapping: Mapped = None,
        dry_run: bool = False,
        progress: Progress = silent,
        mended: Mapping[Path, Mended] | None = None,
    ) -> ImportReport:
        """Take in files, in an order that works, as one whole change; with `dry_run` only say what it would do.

        A file that was taken in before, with nothing to change, leaves no trace. Rows that cannot be
        understood are reported and kept, and stop nothing; a file that cannot be read stops everything. `mended`
        holds, for some of the files, what the user put right in them.
        """
        given = [paths] if isinstance(paths, Path | str) else paths
        files = list(dict.fromkeys(map(Path, given)))
        if not files:
            raise UsersMistake("No file was given, so nothing was imported.")
        units = sort_out_all(files, _kind(kind), _layout(mapping), part(progress, 0.0, 0.1), mended or {})
        with _undisturbed(), self._store.change(_named(files), dry_run=dry_run) as writer:
            placed = _bring_in(writer, units, part(progress, 0.1, 1.0))
            for name in ("new", "changed", "same", "gone"):
                writer.counts[name] = sum(unit.counts[name] for unit in units)
            writer.counts["not understood"] = sum(len(unit.problems) for unit in units)
        order = {path: number for number, path in enumerate(files)}
        units.sort(key=lambda unit: order[unit.path])
        return ImportReport(tuple(unit.report() for unit in units), writer.changes(), placed)

    def save_mapping(self, name: str, mapping: Mapping[str, Any]) -> Path:
        """Keep a column mapping under a name; files that fit it are recognised from then on."""
        return layouts.save(name, mapping)

    def mappings(self) -> list[str]:
        """Return the names of the saved mappings."""
        return sorted(layouts.saved())

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of file that can be imported."""
        return KINDS


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the hunt for garbage away while there is none: it takes a quarter of a large import."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bring_in(writer: Writer, units: list[Unit], progress: Progress) -> dict[str, int]:
    """Take in the units kind by kind; return how the doors are placed, if any could have moved."""
    batches = Batches(writer)
    before = batches.written()
    kinds = [kind for kind in KINDS if any(unit.kind == kind for unit in units)]
    share = 0.8 / len(kinds)
    for number, kind in enumerate(kinds):
        mine = [unit for unit in units if unit.kind == kind]
        _IMPORTERS[kind](writer, mine, batches, part(progress, number * share, (number + 1) * share))
        for unit in mine:
            batches.warn_of_again(unit)
        batches.close(mine)
    if batches.written() == before or not _MOVES_DOORS.intersection(kinds):
        return {}
    return place_doors(writer, part(progress, 0.8, 1.0))


def _letters(table: Table) -> tuple[str, ...]:
    """Return some cells with letters beyond A to Z: wrong ones there are what a wrong encoding shows first."""
    cells = (cell.strip() for row in table.head for cell in row if not cell.isascii())
    return tuple(dict.fromkeys(cells))[:_LETTERS]


def _named(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return f"Import {files[0].name}"
    return f"Import {files[0].name} and {len(files) - 1} more"


def _kind(kind: str | None) -> str | None:
    if kind is None or kind in KINDS:
        return kind
    raise UsersMistake(f"“{kind}” is no kind of file that can be imported. Kinds are: {', '.join(KINDS)}.")


def _layout(mapping: Mapped) -> Layout | None:
    if mapping is None:
        return None
    if isinstance(mapping, Mapping):
        return layouts.from_mapping(mapping)
    saved = layouts.saved()
    if str(mapping) in saved and not Path(mapping).is_file():
        return saved[str(mapping)]
    return layouts.from_file(Path(mapping))
