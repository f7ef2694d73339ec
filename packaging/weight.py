"""What a package weighs, and what of it weighs most."""

from collections import Counter
from pathlib import Path

LIMIT_MB, LIMIT_PACKED_MB = 200, 65


def megabytes(path: Path) -> float:
    """Return the bytes of a file, or of all files in a folder, in millions."""
    return sum(size for _, size in _files(path)) / 1e6


def heaviest(folder: Path, lines: int = 24) -> str:
    """Return a table of what weighs most: each library's folder with its `.libs` beside it."""
    weights: Counter[str] = Counter()
    for file, size in _files(folder):
        parts = file.relative_to(folder).parts
        name = parts[1] if parts[0] == "_internal" and len(parts) > 1 else parts[0]
        weights[name.removesuffix(".libs")] += size
    return "\n".join(f"{size / 1e6:7.1f} MB  {name}" for name, size in weights.most_common(lines))


def _files(path: Path) -> list[tuple[Path, int]]:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return [(file, file.stat().st_size) for file in files if not file.is_symlink()]
