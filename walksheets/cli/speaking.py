"""What a command says: counts in words, or one JSON object for a machine; a bar while it works.

Holds no knowledge of what is counted.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer

from walksheets.changes import Changes
from walksheets.progress import Progress, silent


def tell(as_json: bool, answer: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Print the lines, or with `as_json` the answer alone."""
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for line in lines:
        typer.echo(line)


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Return "1 round", "1,204 doors"."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *most, last = list(parts) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def figures(changes: Changes) -> dict[str, Any]:
    """Return a change as a machine reads it."""
    return {"what": changes.what, "change": changes.number, "counts": dict(changes.counts)}


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Set rows out in columns of equal width."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]


@contextmanager
def working(as_json: bool) -> Iterator[Progress]:
    """Give a progress callable: a bar on a terminal, silence elsewhere."""
    if as_json or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    parts = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    with Bar(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda done, doing: bar.update(task, completed=done, description=doing)
