"""The pieces an import is made of: one file's tables of one kind, read and with its batch of the store."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from walksheets.errors import UsersMistake
from walksheets.imports.data_rows import DataRow, DataRows
from walksheets.imports.model import FileReport
from walksheets.imports.recognition import Found
from walksheets.progress import Progress, part, silent
from walksheets.register import BatchOf, Problem, Sample
from walksheets.store import Writer, schema

_MAIN = ("new", "changed", "same", "gone")


@dataclass(slots=True)
class Unit:
    """One file's (or several of its sheets') content of one kind, and what has come of it so far."""

    path: Path
    kind: str
    layout: str
    sha256: str
    found: list[Found] = field(default_factory=list)
    own: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    register_date: str = ""

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that the file has columns for."""
        return frozenset(name for found in self.found for name in found.columns)

    def rows(self, progress: Progress = silent) -> Iterator[tuple[DataRow, DataRows]]:
        """Give the rows that mean something, and with each what the titles above it said."""
        done = 0
        for found in self.found:
            reader = DataRows(found)
            for row in reader:
                done += 1
                if done % 2000 == 0:
                    progress(1 - 20_000 / (20_000 + done), f"Reading {self.path.name}: {done:,} rows")
                yield row, reader
            self.counts["title lines"] += reader.titles
            self.register_date = self.register_date or reader.date
        if self.kind == "register" and not done:
            raise UsersMistake(
                f"{self.path.name} has the column names of a register and no electors, so nothing was imported. "
                "Ask the council to send it again."
            )

    def values(self, progress: Progress = silent) -> Iterator[Mapping[str, str]]:
        """Give the rows' fields alone."""
        return (row.values for row, _ in self.rows(progress))

    def report(self) -> FileReport:
        """Return what came of the file."""
        others = {name: count for name, count in self.counts.items() if count and name not in _MAIN}
        unused = dict.fromkeys(header for found in self.found for header in found.unused)
        new, changed, same, gone = (self.counts[name] for name in _MAIN)
        return FileReport(
            str(self.path),
            self.kind,
            self.layout,
            new,
            changed,
            same,
            gone,
            tuple(self.problems),
            others,
            tuple(unused),
            self.register_date,
            tuple(self.notes),
            tuple(self.samples),
        )


def shares(units: Sequence[Unit], progress: Progress) -> Iterator[tuple[Unit, Progress]]:
    """Give each unit with its part of the progress."""
    for number, unit in enumerate(units):
        yield unit, part(progress, number / len(units), (number + 1) / len(units))


def sha256_of(path: Path, progress: Progress = silent) -> str:
    """Return the SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 22):
            progress(0.0, f"Looking at {path.name}")
            digest.update(chunk)
    return digest.hexdigest()


class Batches:
    """Which file brought what: a row of the store for each file that is new or changed something."""

    def __init__(self, writer: Writer):
        self._writer = writer
        batch = schema.import_batch
        before = select(batch.c.kind, batch.c.sha256, batch.c.imported_at).order_by(batch.c.id)
        self._known = {(kind, sha): at for kind, sha, at in writer.connection.execute(before)}
        self._ids: dict[int, int] = {}
        self._mark = self.written()

    def begin(self) -> None:
        """From here on, what is written is the next files' doing."""
        self._mark = self.written()

    def open(self, units: list[Unit], *, changed: bool = False) -> BatchOf:
        """Make the batches of files that changed something or were never taken in before."""
        changed = changed or self.written() > self._mark
        fresh = [unit for unit in units if changed or (unit.kind, unit.sha256) not in self._known]
        rows = [
            {
                "kind": unit.kind,
                "file_name": unit.path.name,
                "sha256": unit.sha256,
                "layout": unit.layout,
                "register_date": unit.register_date,
                "imported_at": self._writer.made_at,
                "counts": {},
            }
            for unit in fresh
        ]
        for unit, batch_id in zip(fresh, self._writer.insert(schema.import_batch, rows), strict=True):
            self._ids[id(unit)] = batch_id
        return lambda index: self._ids.get(id(units[index]))

    def warn_of_again(self, unit: Unit) -> None:
        """Say so when this very file was taken in before."""
        at = self._known.get((unit.kind, unit.sha256))
        if at is None:
            return
        does = sum(unit.counts[name] for name in ("new", "changed", "gone"))
        then = f"it would undo what was done since to {does:,}." if does else "there is nothing new in it."
        unit.notes.append(f"{unit.path.name} was imported on {at[:10]} already; {then}")

    def close(self, units: list[Unit]) -> None:
        """Write down what came of the files whose batches were made, and what was not understood."""
        for unit in units:
            batch_id = self._ids.get(id(unit))
            if batch_id is None:
                continue
            counts = {name: count for name, count in unit.counts.items() if count}
            self._writer.update(schema.import_batch, [{"id": batch_id, "counts": counts}])
            self._writer.insert(
                schema.import_problem,
                [
                    {
                        "batch_id": batch_id,
                        "row": problem.row,
                        "column": problem.column,
                        "value": problem.value,
                        "reason": problem.reason,
                        "cells": list(problem.cells),
                    }
                    for problem in unit.problems
                ],
            )

    def written(self) -> int:
        """Return how far the change log has come."""
        return self._writer.connection.execute(select(func.max(schema.change_entry.c.id))).scalar() or 0
