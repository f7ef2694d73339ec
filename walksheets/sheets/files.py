"""PDFs on disk: names that every system takes, and several files written as one: all of them or none."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from walksheets.errors import MachineTrouble, UsersMistake

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120  # characters of a name: Windows takes 260 with the folders


def safe_name(text: str) -> str:
    """Return a file name, without its ending, that Windows, macOS and Linux all take."""
    name = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(name.split())[:_LONGEST].strip(" .")
    return f"_{name}" if _RESERVED.match(name) or not name else name


@dataclass(slots=True)
class WholeFiles:
    """Files being written beside where they will stand, until `put_in_place` moves them all."""

    folder: Path
    _waiting: list[tuple[Path, Path]] = field(default_factory=list)
    _older: list[tuple[Path, Path]] = field(default_factory=list)
    _standing: list[Path] = field(default_factory=list)

    def new(self, name: str) -> Path:
        """Return the path to write to for the file that will be called `name`."""
        with plain_words(self.folder / name):
            handle, temporary = tempfile.mkstemp(prefix=".walksheets-", suffix=".part", dir=self.folder)
            os.close(handle)
            Path(temporary).chmod(0o666 & ~_umask())
        self._waiting.append((Path(temporary), self.folder / name))
        return Path(temporary)

    def put_in_place(self) -> tuple[Path, ...]:
        """Move every file to its name; what stood there before is kept until the end."""
        for temporary, final in self._waiting:
            with plain_words(final):
                if final.exists():
                    older = temporary.with_suffix(".older")
                    final.replace(older)
                    self._older.append((older, final))
                temporary.replace(final)
            self._standing.append(final)
        self._waiting.clear()
        return tuple(self._standing)

    def take_back(self) -> None:
        """Leave the folder as it was."""
        for temporary, _ in self._waiting:
            temporary.unlink(missing_ok=True)
        for final in self._standing:
            final.unlink(missing_ok=True)
        for older, final in self._older:
            older.replace(final)

    def settle(self) -> None:
        """Remove what stood under these names before, and what was not put in place."""
        for temporary, _ in self._waiting:
            temporary.unlink(missing_ok=True)
        for older, _ in self._older:
            older.unlink(missing_ok=True)


@contextmanager
def whole_files(folder: Path) -> Iterator[WholeFiles]:
    """Give a folder to write files to; whatever is raised inside, the folder is left as it was."""
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files = WholeFiles(folder)
    try:
        yield files
    except BaseException:
        files.take_back()
        raise
    files.settle()


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into one sentence."""
    try:
        yield
    except PermissionError as error:
        raise UsersMistake(
            f"{path.name} could not be written: it is open in another program, or you may not write there. Nothing was recorded as printed. Close it or choose another folder."
        ) from error
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise UsersMistake(
            f"{path} is in the way of the sheets, so nothing was printed or recorded. Choose another folder."
        ) from error
    except OSError as error:
        raise MachineTrouble(
            f"{path.name} could not be written ({error.strerror or error}). Nothing was recorded as printed. Make room on the disk or choose another folder."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
