"""The licences of what a package holds: each library's own files, and one list that names them all."""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors|copyright)[^/]*$|/licenses?/", re.IGNORECASE)
TOOLS = {"altgraph", "packaging", "pip", "pyinstaller-hooks-contrib", "setuptools", "uv", "walksheets"}
NOT_PACKED = {"numba", "llvmlite", "requests", "urllib3", "charset-normalizer", "pygments"}


def collect_licences(folder: Path) -> list[str]:
    """Copy every licence there is into the folder, a folder each, and write LIST.txt; return the libraries' names."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for library in sorted(metadata.distributions(), key=lambda each: each.metadata["Name"].lower()):
        name = library.metadata["Name"]
        if name.lower() in TOOLS | NOT_PACKED:
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
