"""The licences of what a package holds: each library's own files, and one list that names them all."""

import ast
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors|copyright)[^/]*$|/licenses?/", re.IGNORECASE)
STARTER = "pyinstaller"
"""Its small program starts ours, so it is in every package though no module of it is."""


def packed(work: Path) -> set[str]:
    """Return the libraries, in small letters, that PyInstaller took something of, by the lists it left in its `work` folder."""
    names = set()
    for table in (work / "PYZ-00.toc", work / "COLLECT-00.toc"):
        for row in _rows(ast.literal_eval(table.read_text(encoding="utf-8"))):
            names.add(re.split(r"[./\\]", row[0])[0])
    of_module = metadata.packages_distributions()
    return {library.lower() for name in names for library in of_module.get(name, ())} - {"walksheets"} | {
        STARTER
    }


def collect_licences(folder: Path, libraries: set[str]) -> list[str]:
    """Copy the licences of libraries into the folder, a folder each, and write LIST.txt; return its lines."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for library in sorted(metadata.distributions(), key=lambda each: each.metadata["Name"].lower()):
        name = library.metadata["Name"]
        if name.lower() not in libraries:
            continue
        lines.append(f"{name} {library.version}: {_terms(library)}")
        for file in library.files or ():
            source = Path(str(library.locate_file(file)))
            if LICENCE.search(str(file)) and source.suffix not in (".py", ".pyc") and source.is_file():
                kept = (
                    folder
                    / name
                    / re.sub(r"[^\w.-]+", "-", str(file).partition("dist-info/")[2] or source.name)
                )
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(source.read_bytes())
    fonts = ROOT / "resources" / "fonts"
    for file in [*fonts.glob("*LICENSE*"), *fonts.glob("OFL*")]:
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "LIST.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return lines


def _rows(table: object) -> Iterator[tuple[str, ...]]:
    """Give the rows (name, source, kind) of a list within lists."""
    if isinstance(table, tuple) and len(table) == 3 and all(isinstance(each, str) for each in table):
        yield table
    elif isinstance(table, (list, tuple)):
        for each in table:
            yield from _rows(each)


def _terms(library: metadata.Distribution) -> str:
    """Return what a library says of its licence: a name, or what its classifiers say."""
    told = library.metadata.get("License-Expression") or ""
    classified = [
        line.rpartition("::")[2].strip()
        for line in library.metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    short = (library.metadata.get("License") or "").strip().splitlines()[:1]
    return told or ", ".join(classified) or "".join(short) or "see its files"
