"""Where an online map's pictures are kept on this computer, and that they stay within bounds. The files are Qt's own."""

from contextlib import suppress
from pathlib import Path

from walksheets.paths import cache

BOUND = 50_000_000
"""Bytes, some 3,500 pictures. Qt looks through all of them once a run in the window's thread, 35 ms for so many."""


def shelf() -> Path:
    """Return the folder; what is in it can be fetched again."""
    return cache() / "online map"


def make_room(folder: Path, bound: int = BOUND) -> None:
    """Throw away the oldest pictures until the rest are within the bound; in a job, for it may take a third of a second."""
    kept = []
    for file in folder.rglob("*"):
        with suppress(OSError):  # another window of ours threw it away meanwhile
            about = file.stat()
            kept.append((about.st_mtime, about.st_size if file.is_file() else 0, file))
    much = sum(size for _, size, _ in kept)
    for _, size, file in sorted(kept):
        if much > bound and size:
            with suppress(OSError):  # or has it open, where open files cannot be
                file.unlink()
            much -= size
